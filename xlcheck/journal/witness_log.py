"""汇总日志 on the disk: read whole, and added to whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from xlcheck.journal.disk import read_chain, write_chain
from xlcheck.journal.witness_events import LOG_NAME, WitnessEvent, WitnessState, first_break, to_json, witness_state
from xlcheck.model import XlcheckError


@dataclass(frozen=True, slots=True)
class WitnessLog:
    """The log of a superior bureau, in the archive of its folder."""

    folder: Path

    @property
    def path(self) -> Path:
        """汇总日志."""
        return self.folder / LOG_NAME

    def state(self) -> WitnessState:
        """Return what was noted.

        Raises :class:`XlcheckError` ``collect.log-broken`` where a line was changed or taken away, and as
        :func:`read_chain`.
        """
        chain = read_chain(self.path)
        if broken := first_break(chain):
            raise XlcheckError("collect.log-broken", line=broken.number, file=self.path)
        return witness_state(chain)

    def add(self, events: Iterable[WitnessEvent]) -> None:
        """Log events, all or none; they are on the disk when this returns."""
        lines = list(map(to_json, events))
        if lines:
            write_chain(self.path, read_chain(self.path).followed_by(lines))
