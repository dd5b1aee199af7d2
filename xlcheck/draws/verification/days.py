"""The day of the numbers, and what must have happened before it, as far as a paper alone can show."""

from __future__ import annotations

from collections.abc import Iterator

from xlcheck.draws.formats.two.seed import SourceKind, issue_of, kind_of
from xlcheck.draws.formats.two.strength import in_time
from xlcheck.draws.randomness.calendar import Basis, issue_date
from xlcheck.draws.randomness.hours import closing
from xlcheck.model import FIRST_FORMAT, Difference, DrawRecord, Source, XlcheckError, require_read


def known_day(source: Source) -> tuple[str, str] | None:
    """Return the day of an issue and what it rests on, where the program knows it by itself, else ``None``."""
    try:
        if kind_of(source) is not SourceKind.GAME:
            return None
        drawn = require_read(issue_date(issue_of(source)))
    except XlcheckError:
        return None
    return (str(drawn.day), drawn.basis.value) if drawn.basis in (Basis.PUBLISHED, Basis.INVENTED) else None


def wrong_day(record: DrawRecord) -> Iterator[Difference]:
    """Yield where a record has another day for its issue than follows from its number, or a lodging that was too late.

    A day that closures of staff's own have moved cannot be checked.
    """
    request = record.request
    if request.format == FIRST_FORMAT:
        return
    known = known_day(request.sources[0])
    if request.day_basis == Basis.INVENTED and (known is None or known[1] != Basis.INVENTED):
        yield Difference(f"{request.sources[0].name}的开奖日依据", request.day_basis, "不是演练用的")
    if known and request.day_basis in (known[1], Basis.ADDED, "") and str(request.draw_day or "没有") != known[0]:
        yield Difference(f"{request.sources[0].name}的开奖日", str(request.draw_day or "没有"), known[0])
    for proof in record.proofs:
        if request.draw_day and not in_time(proof, request):
            yield Difference(f"收存（{proof.kind}）的时间", proof.at, f"早于 {closing(request.draw_day)}")
