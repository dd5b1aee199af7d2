"""检查总量: random inspections among all, and the figure for 行政执法统计年报."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from xlcheck.model import Inspection, InspectionTotals, OtherInspection, Policy
from xlcheck.reading.folding import says_nothing, split_list
from xlcheck.schema.setting_items import USUALLY_UNCOUNTED
from xlcheck.schema.vocabularies import OTHER_KIND, STATIC

_Entry = tuple[str, date, bool, str]
"""An inspection as it was entered: whose, when, whether its record is complete, and what may leave it out."""


def inspection_totals(
    lines: Iterable[Inspection], others: Iterable[OtherInspection], policy: Policy
) -> InspectionTotals:
    """Count the inspections of a year; ``others`` are the rows of 其他检查 of this year."""
    lines, rows = list(lines), [row for row in others if row.inspected]
    drawn = {(line.code, line.inspected) for line in lines if line.inspected}
    kinds = Counter(kind for kind, *_ in {(row.inspection_type, row.code, row.inspected) for row in rows})
    words = uncounted_words(policy)
    figure, incomplete, uncounted = _figure([*_of_lines(lines), *_of_rows(rows)], words)
    listed = tuple((kind, kinds[kind]) for kind in STATIC[OTHER_KIND])
    return InspectionTotals(len(drawn), listed, figure, incomplete, uncounted, words)


def uncounted_words(policy: Policy) -> tuple[str, ...]:
    """Return the words of 年报不计入: those that are set, the usual ones where none are, none where 无 is."""
    if not policy.uncounted:
        return USUALLY_UNCOUNTED
    return () if says_nothing(policy.uncounted) else split_list(policy.uncounted)


def _of_lines(lines: Iterable[Inspection]) -> Iterator[_Entry]:
    for line in lines:
        if line.inspected:
            yield line.code, line.inspected, line.complete, "".join((line.result, line.disposal, line.remark))


def _of_rows(rows: Iterable[OtherInspection]) -> Iterator[_Entry]:
    for row in rows:
        if row.inspected:
            complete = all((row.inspectors, row.items, row.result))
            yield row.code, row.inspected, complete, "".join((row.source, row.result, row.remark))


def _figure(entries: Iterable[_Entry], words: tuple[str, ...]) -> tuple[int, int, int]:
    """Count entities and days: with a complete record, without one, and left out by a word."""
    groups: defaultdict[tuple[str, date], list[tuple[bool, bool]]] = defaultdict(list)
    for code, day, complete, text in entries:
        groups[code, day].append((complete, any(word in text for word in words)))
    uncounted = sum(any(left_out for _, left_out in of) for of in groups.values())
    figure = sum(any(full for full, _ in of) and not any(out for _, out in of) for of in groups.values())
    return figure, len(groups) - figure - uncounted, uncounted
