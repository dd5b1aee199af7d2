"""One sentence for a run of like cells, and what staff have accepted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from xlcheck.messages import NEVER_ACCEPTED, VISIT_FINDINGS, Level, level, problem, remedy
from xlcheck.model import Finding, Place, finding
from xlcheck.reading.folding import fold_id, fold_title
from xlcheck.reading.tables import TypedTable
from xlcheck.schema.inputs import WAIVERS

_RUN = 3
"""From how many like cells on one sentence serves for all."""


def grouped_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Fold findings of one column that say the same, word for word, into one with all their places.

    The order is that of the first of each; a finding with a sentence of its own stays alone.
    """
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for entry in findings:
        place = entry.place
        likeness = (entry.code, place.book, place.sheet, place.column, problem(entry), remedy(entry), entry.waiver)
        groups.setdefault(likeness if place.cell else (id(entry),), []).append(entry)
    return tuple(one for group in groups.values() for one in _as_one(group))


def _as_one(group: list[Finding]) -> Iterator[Finding]:
    if len(group) < _RUN:
        yield from group
        return
    group = sorted(group, key=lambda f: f.place.row or 0)
    proposal = group[0].proposal if len({f.proposal for f in group}) == 1 else ""
    yield replace(group[0], also=tuple(f.place for f in group[1:]), proposal=proposal)


def told_once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Leave out that a sheet has no rows where it is said of the same sheet that no task can be drawn without any."""
    every = tuple(findings)
    blank = {(one.place.book, one.place.sheet) for one in every if one.code == "registry.blank"}
    return tuple(one for one in every if one.code != "sheet.empty" or (one.place.book, one.place.sheet) not in blank)


def with_waivers(findings: Iterable[Finding], waivers: TypedTable | None) -> tuple[Finding, ...]:
    """Add to findings the reason for which staff accepted them, and point out a waiver that fits none.

    A waiver names a finding's code, a workbook and the row's key (信用代码, 证号, 计划编号). One of a code that no
    draw can take counts for nothing.
    """
    if waivers is None or not len(waivers):
        return tuple(findings)
    reasons = _reasons(waivers)
    used: set[int] = set()
    result: list[Finding] = []
    for entry in findings:
        known = {} if entry.code in NEVER_ACCEPTED else reasons
        row, reason = known.get(_key(entry.code, entry.place.book, entry.key), (0, ""))
        used.add(row)
        result.append(replace(entry, waiver=reason) if reason else entry)
    idle = [row for (code, *_), (row, _) in reasons.items() if row not in used and code not in VISIT_FINDINGS]
    return (*result, *(waivers.finding("waiver.unused", row, WAIVERS.row) for row in idle))


def with_reasons(findings: Iterable[Finding], waivers: TypedTable | None) -> tuple[Finding, ...]:
    """Add to findings about visits the reason for which staff accepted them; what cannot be true stays an error."""
    reasons = _reasons(waivers) if waivers is not None else {}

    def reason(found: Finding) -> str:
        _, text = reasons.get(_key(found.code, found.place.book, found.key), (0, ""))
        return text if level(found) is not Level.ERROR else ""

    return tuple(found if found.waiver else replace(found, waiver=reason(found)) for found in findings)


def _reasons(waivers: TypedTable) -> dict[tuple[str, str, str], tuple[int, str]]:
    """Return the rows of 已接受问题 and their reasons, by what they accept."""
    rows = waivers.rows(WAIVERS.code, WAIVERS.book, WAIVERS.row, WAIVERS.reason)
    return {_key(*cells): (row, reason) for row, *cells, reason in rows if reason}


def _key(code: str, book: str, key: str) -> tuple[str, str, str]:
    return code, fold_title(book).removesuffix(".xlsx"), fold_id(key)


def registry_losses(counts: dict[str, int], before: dict[str, int], tables: dict[str, TypedTable]) -> Iterator[Finding]:
    """Point out the registries that hold fewer rows than at the last check."""
    for key, table in tables.items():
        if key in before and counts[key] < before[key]:
            place = Place(table.book, table.sheet)
            yield finding("registry.fewer", place, now=counts[key], before=before[key], lost=before[key] - counts[key])
