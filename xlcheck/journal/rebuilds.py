"""What the log tells of records that were lost and computed again."""

from __future__ import annotations

from xlcheck.journal.draw_events import Rebuild
from xlcheck.journal.draw_state import DrawState


def rebuild_of(draws: DrawState, file: str) -> Rebuild | None:
    """Return the last rebuilding of a record, which is named by where it is archived; ``None`` where there is none."""
    events = [event for event in draws.of_kind(Rebuild) if event.file == file]
    return events[-1] if events else None


def rebuild_with(draws: DrawState, mark: tuple[str, int], digest: str) -> Rebuild | None:
    """Return the rebuilding by which a record of a draw with this SHA-256 was written, if it was.

    The file may stand elsewhere since: a correction of the numbers moves the record that it makes void.
    """
    return next((event for event, _ in draws.of_draw(Rebuild, *mark) if event.record == digest), None)
