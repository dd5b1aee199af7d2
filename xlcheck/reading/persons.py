"""A person is one person: rows of one name and one employer, whatever certificate each has, unless staff say otherwise.

Whoever has a second certificate, or stands on two rows with a merged name, would else be drawn as two, and be a team of
two by himself. Whether they are namesakes only staff know: a row that they accept is another person's.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from xlcheck.model import Settings
from xlcheck.reading.bureaus import is_own
from xlcheck.reading.folding import fold_id, fold_title
from xlcheck.reading.tables import TypedTable
from xlcheck.schema.inputs import INSPECTORS, WAIVERS

ALIKE, TWICE = "registry.person-repeated", "registry.person-twice"
"""Codes of findings that ask whether two of a name are one; of a name and an employer since 0.2.0."""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A row of 执法检查人员名录库 whose person stands in an earlier one, ``first``."""

    row: int
    first: int


def namesakes(waivers: TypedTable | None, codes: Collection[str] = (ALIKE, TWICE)) -> frozenset[str]:
    """Return the certificates of rows of which staff have said that they are somebody else's of the same name."""
    rows = waivers.rows(WAIVERS.code, WAIVERS.row, WAIVERS.reason) if waivers is not None else ()
    return frozenset(fold_id(key) for _, code, key, reason in rows if code in codes and reason)


def repeated_persons(inspectors: TypedTable, settings: Settings) -> tuple[PersonRow, ...]:
    """Return the rows with the name and the employer of an earlier one, however they are spaced.

    The bureau is one employer in whatever form its name is written.
    """
    first: dict[tuple[str, str], int] = {}
    found = []
    employers = {text: _employer(text, settings) for text in set(inspectors[INSPECTORS.employer])}
    for row, who, where in inspectors.rows(INSPECTORS.name, INSPECTORS.employer):
        name, employer = fold_title(who), employers[where]
        if name and employer and first.setdefault((name, employer), row) != row:
            found.append(PersonRow(row, first[name, employer]))
    return tuple(found)


def _employer(text: str, settings: Settings) -> str:
    return fold_title(settings.bureau if text and is_own(text, settings) else text)


def certs_by_person(
    inspectors: TypedTable, settings: Settings, others: Collection[str] = ()
) -> Mapping[str, tuple[str, ...]]:
    """Return for each certificate all of its person's, in order; ``others`` are each a person's own."""
    first = {again.row: again.first for again in repeated_persons(inspectors, settings)}
    together: dict[object, list[str]] = {}
    for row, cert in inspectors.rows(INSPECTORS.cert):
        if cert:
            together.setdefault(cert if cert in others else first.get(row, row), []).append(cert)
    every = (tuple(sorted(set(certs))) for certs in together.values())
    return {cert: certs for certs in every for cert in certs}
