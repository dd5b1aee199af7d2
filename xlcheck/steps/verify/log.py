"""核验抽取日志: line by line, on a desk against its records, or the file alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from xlcheck.journal.chain import Repair, line_digest
from xlcheck.journal.disk import read_chain
from xlcheck.journal.draw_log import check_chain, check_order, name_of_line
from xlcheck.model import Difference, XlcheckError
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.verify.issued_records import anchors_of, issued_records, issued_replacements
from xlcheck.steps.verify.log_contents import contradictions


@dataclass(frozen=True, slots=True)
class LogResult:
    """A log: each line by name and hash, and the first broken link or impossible event.

    ``records`` says how many were at hand, of which each prints the hash of a line; above one of the ``repairs`` lines
    need not follow.
    """

    path: Path
    lines: tuple[tuple[str, str], ...]
    broken: Difference | None
    records: int = 0
    repairs: tuple[Repair, ...] = ()


def walk_log(path: Path, anchors: Sequence[str] = (), records: int = 0) -> LogResult:
    """Walk a log from its first line; ``anchors`` are the hashes that so many records print.

    Raises :class:`XlcheckError` ``log.missing`` or ``log.unreadable``.
    """
    if not path.is_file():
        raise XlcheckError("log.missing", file=path)
    chain = read_chain(path)
    names = tuple((name_of_line(n, line), line_digest(line)) for n, line in enumerate(chain.lines, start=1))
    broken = check_chain(chain.lines, anchors) or next(check_order(chain.lines), None)
    broken = broken or next(contradictions(chain), None)
    return LogResult(path, names, broken, records, chain.repairs)


def walk_desk(run: Run) -> LogResult:
    """Walk the log of a desk, compared with the hash that each of its records prints."""
    records, replacements = issued_records(run.desk), issued_replacements(run.desk)
    anchors = anchors_of(records.values(), replacements.values())
    return walk_log(run.desk.journal.draw_log, anchors, len(records) + len(replacements))
