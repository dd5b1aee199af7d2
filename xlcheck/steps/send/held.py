"""What an earlier version froze or published with a person's number cannot be changed, and is not sent any further."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from pathlib import Path

from xlcheck.journal.draw_events import Freeze
from xlcheck.model import XlcheckError
from xlcheck.steps.desk.desk import Desk, Run
from xlcheck.steps.desk.known import KnownNumbers, frozen_request, texts_in
from xlcheck.steps.desk.privacy import check_clean
from xlcheck.steps.draw.archive import Archive


def held_back(run: Run, known: Container[str], files: Iterable[Path]) -> dict[Path, str]:
    """Return the files with a person's number that archive and logs hold for good, each with its kind.

    What holds another number, which somebody can still take out, is not among them.
    """
    fixed = KnownNumbers(run, also=_fixed(run.desk))
    kinds = ((path, _kind_in(path, known)) for path in files)
    return {path: kind for path, kind in kinds if kind and not _kind_in(path, fixed)}


def _kind_in(path: Path, known: Container[str]) -> str:
    try:
        check_clean((path,), known)
    except XlcheckError as error:
        return str(error.params.get("kind", ""))
    return ""


def _fixed(desk: Desk) -> Iterator[str]:
    """Yield every text that was frozen, logged, recorded or published."""
    for event in (logged.event for logged in desk.journal.draws().events):
        yield from texts_in(event)
        if isinstance(event, Freeze) and (request := frozen_request(desk, event)):
            yield from texts_in(request)
    for record in Archive(desk).records().values():
        yield from (record.operator, record.venue, record.witnesses)
    for published in desk.journal.publications().events:
        yield from (*published.facts.values(), published.withdrawn)
