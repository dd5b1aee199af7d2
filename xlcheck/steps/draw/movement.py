"""名录变动: what moved in registries and rules since the opening of the year, listed at every freeze."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from xlcheck.draws.codec import hex_hash
from xlcheck.draws.movement.books import state_of
from xlcheck.draws.movement.history import SeenMove, Sighting
from xlcheck.draws.movement.late import late_exclusions
from xlcheck.draws.movement.listing import Listing, moves_text, next_listing, read_moves
from xlcheck.draws.movement.state import RegistryState, read_state, state_digest, state_text
from xlcheck.draws.movement.tasks import counts, counts_text, moves_of_task, needs_reason
from xlcheck.draws.movement.words import words
from xlcheck.journal.desk_events import Opening
from xlcheck.journal.disk import write_text
from xlcheck.journal.draw_events import Freeze
from xlcheck.model import DrawRequest, PlanRow, XlcheckError
from xlcheck.reading.folding import clean
from xlcheck.reading.tables import YearBooks
from xlcheck.reading.who import gives_reason
from xlcheck.steps.desk.desk import Desk, Run, desks_beside
from xlcheck.steps.desk.own_years import bureau_of, is_anothers_example
from xlcheck.steps.draw.archive import OPENING_NAME, STATE_NAME, Archive, moves_name

_TOLD = 3
"""So many moves that need a reason are named."""


@dataclass(frozen=True, slots=True)
class YearMoves:
    """What moved until a freeze: the file with all of it, and what of it touches the task."""

    listing: Listing
    concerned: tuple[SeenMove, ...]
    reason: str

    @property
    def text(self) -> str:
        """The file."""
        return moves_text(self.listing)

    @property
    def digest(self) -> str:
        """The SHA-256 of the file, in hex."""
        return hex_hash(self.text)

    @property
    def counted(self) -> str:
        """How much of it touches the task, in words."""
        return counts_text(counts(self.concerned))


def year_moves(run: Run, books: YearBooks, plan: PlanRow, attempt: int, reason: str) -> YearMoves:
    """Return what moved until a freeze of a task that is made now; the opening state is fixed where none is yet.

    Raises :class:`XlcheckError` ``draw.moves-reason`` where an entity was removed, or taken out of the category, and no
    ``reason`` is given.
    """
    state = state_of(books)
    opening, follows = _opening(run, state)
    sighting = Sighting(f"{plan.task_no}第{attempt}次", run.now.date())
    listing = next_listing(opening, follows, state, sighting, _earlier(run.desk))
    concerned = moves_of_task(listing.seen, plan)
    category = plan.scope.category if plan.scope else ""
    new = [one for one in concerned if one.first == sighting and needs_reason(one, (category,))]
    if new and not gives_reason(reason):
        raise XlcheckError("draw.moves-reason", task=plan.task_no, count=len(new), moves=_named(new))
    return YearMoves(listing, concerned, clean(reason) if new else "")


def unexplained(run: Run, books: YearBooks, plans: Sequence[PlanRow]) -> list[str]:
    """Return the moves, in words, for which the freeze of these tasks needs a reason; nothing is written."""
    state = state_of(books)
    opening, follows = _standing(run.desk) or _of_year_before(run.desk) or (state, False)
    sighting = Sighting("", run.now.date())
    moves = next_listing(opening, follows, state, sighting, _earlier(run.desk)).seen
    categories = [plan.scope.category for plan in plans if plan.scope]
    return [words(one.move) for one in moves if one.first == sighting and needs_reason(one, categories)]


def late_codes(run: Run, request: DrawRequest, moved: YearMoves) -> tuple[str, ...]:
    """Return the codes of those left out by an entry of the last days before the freeze."""
    drawn = run.desk.journal.draws().drawn_counts("", {})
    return late_exclusions(request.excluded, moved.listing.seen, run.now.date(), drawn)


def keep_state(run: Run, books: YearBooks) -> str:
    """Keep the state of a freeze, which is what the next year opens with; returns its digest, which the log has."""
    state = state_of(books)
    write_text(run.desk.archive / STATE_NAME, state_text(state))
    return state_digest(state)


def _opening(run: Run, state: RegistryState) -> tuple[RegistryState, bool]:
    """Return the opening state of the year; where none stands yet, it is fixed now, before anything else is logged."""
    if standing := _standing(run.desk):
        return standing
    opening, follows = _kept(run.desk) or _of_year_before(run.desk) or (state, False)
    write_text(run.desk.archive / OPENING_NAME, state_text(opening))
    run.desk.journal.add_draw_event(Opening(run.stamp, digest=state_digest(opening), follows=follows))
    return opening, follows


def _standing(desk: Desk) -> tuple[RegistryState, bool] | None:
    """Return the opening state that the log tells of, and whether it is that of the year before.

    Raises :class:`XlcheckError` ``archive.missing`` or ``archive.changed``.
    """
    event = desk.journal.draws().opening
    if event is None:
        return None
    path = desk.archive / OPENING_NAME
    if not path.is_file():
        raise XlcheckError("archive.missing", file=path)
    text = path.read_text("utf-8", "replace")
    if hex_hash(text) != event.digest:
        raise XlcheckError("archive.changed", file=path)
    return read_state(text), event.follows


def _kept(desk: Desk) -> tuple[RegistryState, bool] | None:
    """Return the opening state of a desk whose log has lost its line: nobody gets another one by that."""
    path = desk.archive / OPENING_NAME
    if not path.is_file():
        return None
    opening, year_before = read_state(path.read_text("utf-8", "replace")), _of_year_before(desk)
    return opening, year_before is not None and year_before[0] == opening


def _of_year_before(desk: Desk) -> tuple[RegistryState, bool] | None:
    """Return the last state of the year before, where its desk stands beside this one and its log vouches for it.

    One that was altered since is none, so that the papers say 无上年基线.
    """
    earlier_desks = [other for other in desks_beside(desk) if other.root.name < desk.root.resolve().name]
    states = [(other, path) for other in earlier_desks[-1:] if (path := other.archive / STATE_NAME).is_file()]
    for other, path in states:
        if is_anothers_example(other, bureau_of(desk)):
            return None
        text = path.read_text("utf-8", "replace")
        with suppress(XlcheckError):
            if last_state(other) in (hex_hash(text), ""):
                return read_state(text), True
    return None


def last_state(desk: Desk) -> str:
    """Return the digest of the state at the last freeze, as the log has it; empty where it has none.

    Raises as :meth:`Journal.draws`.
    """
    freezes = [event for event in desk.journal.draws().of_kind(Freeze) if event.state]
    return freezes[-1].state if freezes else ""


def _earlier(desk: Desk) -> list[str]:
    """Return the files of all earlier freezes of the year, those given up too, the oldest first."""
    freezes = [event for event in desk.journal.draws().of_kind(Freeze) if event.moved]
    return [_read(Archive(desk).folder(e.task_no, e.attempt) / moves_name(e.task), e.moved) for e in freezes]


def _read(path: Path, digest: str) -> str:
    if not path.is_file():
        raise XlcheckError("archive.missing", file=path)
    text = path.read_text("utf-8", "replace")
    if hex_hash(text) != digest:
        raise XlcheckError("archive.changed", file=path)
    read_moves(text)
    return text


def _named(new: Sequence[SeenMove]) -> str:
    more = f"等 {len(new)} 项" if len(new) > _TOLD else ""
    return "；".join(words(one.move) for one in new[:_TOLD]) + more
