"""Which lines of a ledger go out now, and which were begun or changed and stay behind, with the reason."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from xlcheck.model import Inspection, Publication
from xlcheck.results.publish.corrections import changed, facts_of, needs_correction


class Left(StrEnum):
    """Why a line stays behind, in the order in which a clerk would look at them."""

    FAULT = "有错误"
    UNEXPLAINED = "公示后有改动，备注没有写明原因"
    INCOMPLETE = "没有填全"
    UNAPPROVED = "公示审核没有填“同意”"
    WITHDRAWN = "已撤回，内容没有改正"


@dataclass(frozen=True, slots=True)
class Gate:
    """What decides of the lines of one ledger: what the public has, what was withdrawn and says the same, which pass.

    ``sound`` are the row numbers without an error, ``approved`` those that staff agree to, ``uncorrected`` codes.
    """

    publications: Mapping[str, Publication]
    uncorrected: Collection[str]
    sound: Collection[int]
    approved: Collection[int]

    def offers(self, line: Inspection) -> bool:
        """Say whether a line has something to tell that the public has not: it was begun, or changed since.

        What staff say to have published elsewhere is told.
        """
        publication = self.publications.get(line.code)
        if publication is not None:
            return bool(changed(facts_of(line), publication.facts))
        return line.begun and line.published is None

    def stops(self, line: Inspection) -> Left | None:
        """Return why a line that :meth:`offers` something does not go out; ``None`` where it does."""
        public = line.code in self.publications
        stays = (
            (Left.UNEXPLAINED, public and not needs_correction(line, self.publications)),
            (Left.WITHDRAWN, line.code in self.uncorrected),
            (Left.FAULT, line.row not in self.sound),
            (Left.INCOMPLETE, not line.complete),
            (Left.UNAPPROVED, line.row not in self.approved),
        )
        return next((left for left, applies in stays if applies), None)
