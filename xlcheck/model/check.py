"""What a check says beside its findings: 读作, how a plan was read, 年度覆盖测算, what it comes to, and 登记校验."""

from __future__ import annotations

from dataclasses import dataclass, replace

from xlcheck.model.findings import Finding, Place
from xlcheck.model.rehearsal import Rehearsal


@dataclass(frozen=True, slots=True)
class Reading:
    """A cell of the plan that holds an expression: its ``text``, and in plain words what was read of it.

    ``reading`` is empty where nothing could be read; ``row`` is the task's number.
    """

    place: Place
    row: str
    text: str
    reading: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a plan comes to for the entities of a category that any of its tasks admits.

    ``visits`` are entity visits of the year; ``times`` says how many entities can expect no visit, one, two, and
    so on, the last number those with so many and more.
    """

    category: str
    tasks: int
    entities: int
    visits: int
    times: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Outlook:
    """年度覆盖测算: a line a category, and the policy that it goes by in words.

    Task numbers of those not counted: ``left_out`` has errors, ``unfiltered`` is directed without 定向条件;
    ``undecided`` ones are counted as 不定向, though the plan leaves it to the draw.
    """

    lines: tuple[Coverage, ...]
    rule: str
    left_out: tuple[str, ...] = ()
    unfiltered: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EntryProgress:
    """How far a ledger is filled: its ``lines``, those that are ``complete``, those that were only ``begun``.

    ``faulty`` ones have an error, whichever of these they are.
    """

    ledger: str
    lines: int
    complete: int
    begun: int
    faulty: int

    @property
    def untouched(self) -> int:
        """The lines in which nothing is entered."""
        return self.lines - self.complete - self.begun


@dataclass(frozen=True, slots=True)
class LedgerEntries:
    """登记校验: what is wrong and missing in ledgers and 其他检查, and a sentence for each ledger that was ``unread``.

    ``folder`` leads from the report to the ledgers, with ``/`` at its end.
    """

    findings: tuple[Finding, ...]
    progress: tuple[EntryProgress, ...]
    unread: tuple[str, ...] = ()
    folder: str = ""

    def only(self, book: str) -> LedgerEntries:
        """Return what is said of one workbook."""
        return replace(
            self,
            findings=tuple(found for found in self.findings if found.place.book == book),
            progress=tuple(one for one in self.progress if one.ledger == book),
            unread=tuple(sentence for sentence in self.unread if book in sentence),
        )


@dataclass(frozen=True, slots=True)
class PlanView:
    """What a check says of the plan as a whole: how it was read, and how far it reaches where that can be told.

    Beside it, the ``entries`` in the ledgers of what was drawn by it, ``None`` where there are no ledgers, and the
    ``rehearsal`` of its draws.
    """

    readings: tuple[Reading, ...] = ()
    outlook: Outlook | None = None
    entries: LedgerEntries | None = None
    rehearsal: Rehearsal | None = None
