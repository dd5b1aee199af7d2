"""The inspections of each entity in a year: those that draws have made and those that 其他检查 lists, each once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from xlcheck.model import DrawnVisit, OtherInspection, Policy, VisitEntry, YearVisit
from xlcheck.reading.folding import fold_title, split_list
from xlcheck.reading.items import items_of_task
from xlcheck.reading.others import other_inspections
from xlcheck.reading.plan import plan_rows
from xlcheck.reading.tables import STRIDE, TypedTable, YearBooks
from xlcheck.schema.inputs import ITEMS, OTHERS
from xlcheck.schema.vocabularies import FROM_ABOVE

_LISTED = 6
"""So many inspections are named."""

Visits = Mapping[str, tuple[YearVisit, ...]]
"""The inspections of each entity by its code: those with a day in its order, then those still to be made."""

SPANS = (("一周", 7), ("一月", 30), ("六十日", 60))
"""The windows of several days: how 抽查策略 calls each, and how many consecutive days it has."""


ItemsByTask = Mapping[str, frozenset[str]]
"""The folded names of the items that each task looks at, by plan number."""


def year_visits(
    books: YearBooks,
    drawn: Iterable[DrawnVisit] = (),
    but: str = "",
    mark: str = "",
    items: ItemsByTask | None = None,
) -> Visits:
    """Return the inspections of the year that count against its caps.

    What is entered for one entity and day is one inspection, and so is what tasks have drawn for one visit. Rows of
    其他检查 of another year count for none, nor what a superior ordered where 抽查策略 says so. ``but`` is a task that
    is drawn now, ``mark`` the visit to which it belongs: what that is still to make is not counted beside it.
    ``items`` is what :func:`items_by_task` says of the tasks, for a caller who asks more than once.
    """
    drawn = tuple(drawn)
    items = items_by_task(books, {one.plan_no for one in drawn}) if items is None else items
    entries: defaultdict[str, list[tuple[date | None, VisitEntry]]] = defaultdict(list)
    for one in drawn:
        if one.day is None and (one.plan_no == but or one.mark == mark):
            continue
        entry = VisitEntry(one.plan_no, one.mark, one.task_no, items.get(one.plan_no, frozenset()))
        entries[one.code].append((one.day, entry))
    for row in counted_others(books):
        entries[row.code].append((row.inspected, _of_row(row)))
    return {code: tuple(_together(of)) for code, of in entries.items()}


def counted_others(books: YearBooks) -> Iterator[OtherInspection]:
    """Iterate over the rows of 其他检查 that count against caps."""
    for row in other_inspections(books):
        free = books.settings.policy.superior_free and row.inspection_type == FROM_ABOVE
        if row.inspected and row.inspected.year == books.settings.year and not free:
            yield row


def items_by_task(books: YearBooks, plan_numbers: Collection[str]) -> ItemsByTask:
    """Return what the tasks of these plan numbers look at."""
    rows = plan_rows(books.plan, books.settings)[0] if books.plan is not None and plan_numbers else ()
    of_drawn = (row for row in rows if row.plan_no in plan_numbers)
    return {row.plan_no: frozenset(map(fold_title, items_of_task(books, row))) for row in of_drawn}


def _of_row(row: OtherInspection) -> VisitEntry:
    """Return what a row of 其他检查 tells; rows of one 检查码, or of one kind and source, are of one visit."""
    at = f"{OTHERS.sheet}第 {row.row % STRIDE} 行"
    mark = row.visit_code or f"{row.inspection_type}、{row.source}"
    items = frozenset(map(fold_title, split_list(row.items)))
    return VisitEntry(at, f"{OTHERS.sheet} {mark}", f"{at}（{row.inspection_type}）", items)


def _together(entries: Iterable[tuple[date | None, VisitEntry]]) -> Iterator[YearVisit]:
    """Put together what is of one day; what is still to be made goes with what was made of its visit."""
    by_day: defaultdict[date, list[VisitEntry]] = defaultdict(list)
    open_ones: defaultdict[str, list[VisitEntry]] = defaultdict(list)
    for day, entry in entries:
        (open_ones[entry.mark] if day is None else by_day[day]).append(entry)
    made = {entry.mark: day for day, of in sorted(by_day.items()) for entry in of}
    for mark in [mark for mark in open_ones if mark in made]:
        by_day[made[mark]] += open_ones.pop(mark)
    yield from (YearVisit(day, _ordered(of)) for day, of in sorted(by_day.items()))
    yield from (YearVisit(None, _ordered(of)) for _, of in sorted(open_ones.items()))


def _ordered(entries: Iterable[VisitEntry]) -> tuple[VisitEntry, ...]:
    return tuple(sorted(entries, key=lambda entry: (entry.mark, entry.source)))


def listed(visits: Sequence[YearVisit]) -> str:
    """Name inspections with their days: ``2021-03-04 01号、2021-05-06 其他检查第 7 行（日常）``; the first six."""
    texts = [f"{one.day or '尚未检查'} {'、'.join(entry.said for entry in one.entries)}" for one in visits[:_LISTED]]
    return "；".join(texts) + (f"等 {len(visits)} 次" if len(visits) > _LISTED else "")


def has_windows(policy: Policy) -> bool:
    """Say whether any window has a cap."""
    return policy.day_cap is not None or bool(span_caps(policy))


def has_caps(books: YearBooks) -> bool:
    """Say whether anything bounds the inspections of a year: 抽查策略, or an item."""
    policy = books.settings.policy
    return policy.inspection_cap is not None or has_windows(policy) or bool(item_caps(books.items))


def with_visit(visits: Sequence[YearVisit], day: date) -> tuple[YearVisit, ...]:
    """Return the inspections of an entity with one more, on this day."""
    entry = VisitEntry("", "", "")
    same = [replace(one, entries=(*one.entries, entry)) for one in visits if one.day == day]
    return (*(one for one in visits if one.day != day), *(same or [YearVisit(day, (entry,))]))


def span_caps(policy: Policy) -> tuple[tuple[str, int, int], ...]:
    """Return the windows of several days that have a cap: what each is called, its days, its cap."""
    caps = (policy.week_cap, policy.month_cap, policy.sixty_cap)
    return tuple((name, days, cap) for (name, days), cap in zip(SPANS, caps, strict=True) if cap is not None)


def broken_span(policy: Policy, visits: Sequence[YearVisit]) -> tuple[str, int, tuple[YearVisit, ...]] | None:
    """Return the first window in which there are more inspections than its cap: how it is called, the cap, these.

    A window of a day counts different visits; all others count a day once.
    """
    dated = sorted((one for one in visits if one.day), key=lambda one: one.day or date.max)
    for one in dated:
        if policy.day_cap is not None and one.marks > policy.day_cap:
            return "一日", policy.day_cap, (one,)
    for name, days, cap in span_caps(policy):
        for first in dated:
            within = tuple(one for one in dated if _lies(one.day, first.day, days))
            if len(within) > cap:
                return name, cap, within
    return None


def _lies(day: date | None, first: date | None, days: int) -> bool:
    assert day is not None  # those without a day were left out
    assert first is not None
    return first <= day < first + timedelta(days)


def item_caps(items: TypedTable | None, among: Collection[str] | None = None) -> dict[str, tuple[str, int]]:
    """Return the items that have 年度检查频次上限: by the folded name, the name and the cap.

    They are those of a list, or the ones ``among`` it that have these names.
    """
    if items is None:
        return {}
    rows = items.rows(ITEMS.name, ITEMS.yearly_cap, where=items[ITEMS.yearly_cap].notna())
    capped = ((name, int(cap)) for _, name, cap in rows if name and cap > 0)
    return {fold_title(name): (name, cap) for name, cap in capped if among is None or name in among}
