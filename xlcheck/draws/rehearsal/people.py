"""The year person by person: who would be sent to how many companies, and who to more than the others."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xlcheck.draws.rehearsal.tasks import RehearsedDraw
from xlcheck.model import RehearsedPerson
from xlcheck.reading.tables import YearBooks
from xlcheck.schema.inputs import INSPECTORS

_FACTOR, _LEAST = 1.5, 3
"""Whoever has so many times the mean, and so many companies more, carries more than the others."""


def stands_out(count: int, mean: float, least: int) -> bool:
    """Say whether somebody has half as much again as the mean, and ``least`` more."""
    return count > mean * _FACTOR and count - mean >= least


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a certificate number: whose it is, where he works, and for whom he serves."""

    name: str
    employer: str
    party: str


def people_of(books: YearBooks, draws: Sequence[RehearsedDraw]) -> tuple[RehearsedPerson, ...]:
    """Return everybody who may serve in a task of the year or is sent somewhere, those with the most first."""
    known = _known(books, draws)
    tasks, visits = Counter[str](), Counter[str]()
    for draw in draws:
        tasks.update(draw.serving.keys())
        visits.update(draw.serving)
    of_party: defaultdict[str, list[int]] = defaultdict(list)
    for cert, person in known.items():
        of_party[person.party].append(visits[cert])
    means = {party: sum(counts) / len(counts) for party, counts in of_party.items()}
    people = (
        RehearsedPerson(
            person.name,
            cert,
            person.employer,
            tasks[cert],
            visits[cert],
            means[person.party],
            tuple(_notes(visits[cert], means[person.party], levelled=books.settings.policy.year_load)),
        )
        for cert, person in known.items()
    )
    return tuple(sorted(people, key=lambda one: (-one.visits, one.cert)))


def _known(books: YearBooks, draws: Sequence[RehearsedDraw]) -> dict[str, _Known]:
    assert books.inspectors is not None  # without it nothing is rehearsed
    columns = (INSPECTORS.cert, INSPECTORS.name, INSPECTORS.employer)
    rows = {cert: (name, employer) for _, cert, name, employer in books.inspectors.rows(*columns)}
    parties = {one.cert: one.party for draw in draws if draw.request for one in draw.request.inspectors}
    certs = dict.fromkeys((*parties, *(cert for draw in draws for cert in draw.serving)))
    return {cert: _Known(*rows.get(cert, (cert, "")), parties.get(cert, "")) for cert in certs}


def _notes(visits: int, mean: float, *, levelled: bool) -> Iterator[str]:
    if stands_out(visits, mean, _LEAST):
        remedy = "请核对执法事项范围" if levelled else "可以在抽查策略中设“全年均衡工作量”，或核对执法事项范围"
        yield f"比同类人员的平均数多一半以上：{remedy}"
    elif not visits and mean >= _LEAST:
        yield "预演中没有分到检查：请核对执法事项范围、证件有效期和请假"
