"""随机抽查事项清单 is the law of the plan: a task inspects what is on the list, as the list has it.

Sources: 国办发〔2024〕54号 (nothing outside the published list), 平交字〔2020〕94号, 一.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import partial

import pandas as pd

from xlcheck.checks.context import Context
from xlcheck.model import Finding, ItemDoubt, ListedItem, PastItems, PlanRow, Ratio, RatioKind
from xlcheck.reading.admission import frame_of, strata_of
from xlcheck.reading.expressions.frequency import Frequency, parse_cap, parse_frequency
from xlcheck.reading.expressions.ratio import parse_ratio
from xlcheck.reading.expressions.shares import quota_of
from xlcheck.reading.folding import fold_title, says_nothing, split_list
from xlcheck.reading.grades import grade_words
from xlcheck.reading.items import listed_items
from xlcheck.reading.tables import day
from xlcheck.schema.inputs import ENTITIES, ITEMS, PLAN
from xlcheck.schema.table import Column

_LAW = re.compile("《([^《》]+)》")
_YEARS = re.compile(r"\(\d{4}年?[^()]*\)")
_FULL_NAME = "中华人民共和国"
_JOINTS = re.compile("以及|[、和及与+]")
_LEVELS = {sign: sign for sign in "国省市县"} | {"区": "县", "旗": "县", "部": "国"}
_SHARED = ("统一", "分别")
_MOST = 6
"""How many items a sentence names."""


def items_are_on_the_list(context: Context) -> Iterator[Finding]:
    """Require 抽查事项 of each task to mean items of the list; of words with two readings none is chosen.

    Words that are like one item alone are offered as its alias, where the list has that column: in the list, since it
    is there that the answer is kept.
    """
    wanted: dict[ListedItem, dict[str, list[PlanRow]]] = {}
    for row, doubt in _doubts(context):
        if not doubt.candidates:
            yield context.tell("plan.items-off-list", row, PLAN.items, words=doubt.words)
            continue
        named = _named(doubt.candidates)
        yield context.tell("plan.items-unclear", row, PLAN.items, words=doubt.words, candidates=named)
        if len(doubt.candidates) == 1 and context.books.items and context.books.items.has(ITEMS.aliases):
            wanted.setdefault(doubt.candidates[0], {}).setdefault(doubt.words, []).append(row)
    for item, rows_by_words in wanted.items():
        yield _alias_wanted(context, item, rows_by_words)


def _doubts(context: Context) -> Iterator[tuple[PlanRow, ItemDoubt]]:
    for row in context.rows:
        if row.row in context.items:
            yield from ((row, doubt) for doubt in context.items[row.row].doubts)


def _alias_wanted(context: Context, item: ListedItem, rows_by_words: dict[str, list[PlanRow]]) -> Finding:
    """Offer the words of tasks as aliases of the one item that they are like."""
    assert context.books.items is not None
    tasks = dict.fromkeys(row.task_no or row.plan_no for rows in rows_by_words.values() for row in rows)
    return context.books.items.finding(
        "items.alias-wanted",
        item.row,
        ITEMS.aliases,
        "、".join((*item.aliases, *rows_by_words)),
        tasks="、".join(filter(None, tasks)),
        words="、".join(rows_by_words),
    )


def items_are_the_tasks_own(context: Context) -> Iterator[Finding]:
    """Require the items of a task to be of its category, under random inspection, and of a body that takes part."""
    for row in context.rows:
        own = context.inspected.get(row.row, ())
        for item in context.items[row.row].items if row.row in context.items else ():
            if row.scope is not None and item.category != row.scope.category:
                category, task = item.category, row.scope.category
                yield context.tell(
                    "plan.items-other-category", row, PLAN.items, item=item.name, category=category, own=task
                )
            elif not item.random:
                yield context.tell("plan.items-not-random", row, PLAN.items, item=item.name)
            elif item not in own:
                bodies = "、".join(item.bodies)
                yield context.tell("plan.items-other-body", row, PLAN.items, item=item.name, bodies=bodies)


def ratios_are_those_of_the_list(context: Context) -> Iterator[Finding]:
    """Require 抽查比例 of a task to be that of its items; more than 不低于 of them and less than 不超过 is theirs."""
    for row in context.rows:
        differing: dict[str, list[ListedItem]] = {}
        for item, text in _listed(context, row, ITEMS.ratio):
            listed = parse_ratio(text, grade_words(context.settings))
            if row.ratio and isinstance(listed, Ratio) and not _keeps(context, row, row.ratio, listed):
                differing.setdefault(listed.text, []).append(item)
        for told, items in differing.items():
            yield context.tell("plan.item-ratio", row, PLAN.ratio, items=_named(items), listed=told)


def _keeps(context: Context, row: PlanRow, ratio: Ratio, listed: Ratio) -> bool:
    """Say whether a ratio is what the list asks for; of numbers and grades what they come to in the registry counts."""
    told, asked = _share(ratio), _share(listed)
    if told is None or asked is None:
        if (ratio.kind, ratio.count, ratio.strata) == (listed.kind, listed.count, listed.strata):
            return True
        told, asked = _quota(context, row, ratio), _quota(context, row, listed)
    if told is None or asked is None or told == asked:
        return True
    return told > asked if listed.kind is RatioKind.AT_LEAST else told < asked and listed.kind is RatioKind.AT_MOST


def _share(ratio: Ratio) -> Fraction | None:
    """Return the overall share; ``None`` where a number is asked for, or each grade by itself."""
    return Fraction(1) if ratio.kind is RatioKind.ALL else ratio.share


def _quota(context: Context, row: PlanRow, ratio: Ratio) -> Fraction | None:
    """Return how many entities a ratio asks for of those that a task admits; ``None`` where that cannot be told."""
    frame, entities = frame_of(context.books, row), context.books.entities
    if frame is None or entities is None:
        return None
    sizes = {name: int(mask.sum()) for name, mask in strata_of(frame, entities[ENTITIES.grade], ratio).items()}
    return Fraction(quota_of(ratio, sizes, context.settings.policy.min_count))


def frequencies_are_those_of_the_list(context: Context) -> Iterator[Finding]:
    """Require as many tasks that inspect an item as its 抽查频次 asks for; an item of no task is not meant."""
    items = context.books.items
    if items is None or not items.has(ITEMS.frequency):
        return
    tasks = Counter(item for row in context.rows if row.row in context.items for item in _of(context, row))
    for item, planned in tasks.items():
        text = str(items.at(item.row, ITEMS.frequency))
        frequency = None if says_nothing(text) else parse_frequency(text)
        if not isinstance(frequency, Frequency) or frequency.months > 12:
            continue
        wanted = frequency.times * 12 // frequency.months
        if (planned < wanted and not frequency.at_most) or (planned > wanted and not frequency.at_least):
            yield items.finding(
                "items.frequency-differs", item.row, ITEMS.frequency, wanted=wanted, item=item.name, planned=planned
            )


def caps_are_those_of_the_list(context: Context) -> Iterator[Finding]:
    """Require 检查频次上限 of a task not to be higher than 年度检查频次上限 of its items."""
    for row in context.rows:
        text = _in_plan(context, row, PLAN.frequency_cap)
        cap = parse_cap(text, context.settings.year) if text else None
        if not isinstance(cap, Frequency):
            continue
        lower: dict[int, list[ListedItem]] = {}
        for item, text in _listed(context, row, ITEMS.yearly_cap):
            if text.isdecimal() and cap.times * 12 > int(text) * cap.months:
                lower.setdefault(int(text), []).append(item)
        for most, items in lower.items():
            yield context.tell("plan.item-cap", row, PLAN.frequency_cap, items=_named(items), most=most)


def methods_are_those_of_the_list(context: Context) -> Iterator[Finding]:
    """Require 检查方式 of a task, where the plan says it, to have no way that none of its items is inspected in."""
    for row in context.rows:
        told = set(_ways(_in_plan(context, row, PLAN.method)))
        listed = {way for _, text in _listed(context, row, ITEMS.method) for way in _ways(text)}
        if listed and told - listed:
            yield from _differing(context, row, PLAN.method, ITEMS.method, "plan.item-method", lambda _: False)


def _ways(text: str) -> Iterator[str]:
    """Yield the ways that a cell names: 现场检查和书面检查 are two."""
    yield from filter(None, _JOINTS.split(fold_title("、".join(split_list(text)))))


def classes_are_those_of_the_list(context: Context) -> Iterator[Finding]:
    """Require 事项类别 of a task to be that of one of its items at least."""
    for row in context.rows:
        told = _in_plan(context, row, PLAN.item_class)
        if told and told not in {text for _, text in _listed(context, row, ITEMS.item_class)}:
            yield from _differing(context, row, PLAN.item_class, ITEMS.item_class, "plan.item-class", told.__eq__)


def bases_are_those_of_the_list(context: Context) -> Iterator[Finding]:
    """Require 检查依据 of a task that names laws to name one of 抽查依据 of each of its items.

    A plan that is founded on a document of an office alone, without a law, says nothing of the items' basis.
    """
    for row in context.rows:
        if laws := _laws(_in_plan(context, row, PLAN.grounds)):
            shares = partial(_shares, laws)
            yield from _differing(context, row, PLAN.grounds, ITEMS.basis, "plan.item-basis", shares)


def _shares(laws: set[str], basis: str) -> bool:
    listed = _laws(basis)
    return not listed or bool(laws & listed)


def _laws(text: str) -> set[str]:
    """Return the names of laws in a text, without 中华人民共和国 and the year of their version."""
    return {_YEARS.sub("", fold_title(name)).removeprefix(_FULL_NAME) for name in _LAW.findall(text)}


def tiers_are_those_of_the_list(context: Context) -> Iterator[Finding]:
    """Require 实施层级 of a task, where plan and list both say it, to be that of its items."""
    for row in context.rows:
        if told := fold_title(_in_plan(context, row, PLAN.tier)):
            agrees = partial(_is_tier, told)
            yield from _differing(context, row, PLAN.tier, ITEMS.tier, "plan.item-tier", agrees)


def _is_tier(told: str, tier: str) -> bool:
    """Say whether two tiers are one, or have a level in common: 县级 is one of 省、市、县.

    市县统一实施 and 市县分别实施 are two.
    """
    listed = fold_title(tier)
    ways = [{way for way in _SHARED if way in text} for text in (told, listed)]
    levels = [{_LEVELS[sign] for sign in text if sign in _LEVELS} for text in (told, listed)]
    return told == listed or (bool(levels[0] & levels[1]) and (ways[0] == ways[1] or not all(ways)))


def bases_are_in_force(context: Context) -> Iterator[Finding]:
    """Require the basis of an item to be in force when a task begins that inspects it; told once an item."""
    items = context.books.items
    if items is None or not items.has(ITEMS.in_force):
        return
    told: set[ListedItem] = set()
    for row in context.rows:
        for item in _of(context, row) if row.window else ():
            since = day(items.at(item.row, ITEMS.in_force))
            if row.window and since and since > row.window.start and item not in told:
                told.add(item)
                task, start = row.task_no or row.plan_no, row.window.start
                yield items.finding("items.basis-later", item.row, ITEMS.in_force, day=since, task=task, start=start)


def idle_items(context: Context, past: Sequence[PastItems]) -> Iterator[Finding]:
    """Point out the items that no task inspects this year or was drawn for in the ``past`` ones, though listed in all.

    Nothing is said where 抽查事项 of a task is in doubt: it may be the item.
    """
    items = context.books.items
    if items is None or not context.rows or not past or any(match.doubts for match in context.items.values()):
        return
    planned = {item for row in context.rows for item in _of(context, row)}
    for item in listed_items(items):
        name = fold_title(item.name)
        known = all(name in one.listed for one in past)
        if item.random and known and item not in planned and not any(name in one.drawn for one in past):
            yield items.finding("items.idle", item.row, ITEMS.name, first=past[0].year, last=past[-1].year)


def _differing(
    context: Context, row: PlanRow, column: Column, listed: Column, code: str, agrees: Callable[[str], bool]
) -> Iterator[Finding]:
    """Make a finding for each text of the list with which a cell of the plan does not agree, with whose it is."""
    differing: dict[str, list[ListedItem]] = {}
    for item, text in _listed(context, row, listed):
        if not agrees(text):
            differing.setdefault(text, []).append(item)
    for text, items in differing.items():
        yield context.tell(code, row, column, items=_named(items), listed=text)


def _of(context: Context, row: PlanRow) -> tuple[ListedItem, ...]:
    """Return the items that a task inspects; none where 抽查事项 was not read whole."""
    match = context.items.get(row.row)
    return context.inspected[row.row] if match is not None and not match.doubts else ()


def _listed(context: Context, row: PlanRow, column: Column) -> Iterator[tuple[ListedItem, str]]:
    """Yield each item of a task with what its row says in a column, but for those that say nothing there."""
    items = context.books.items
    if items is not None and items.has(column):
        for item in _of(context, row):
            if items.at(item.row, column) is not pd.NA and not says_nothing(text := items.typed_in(item.row, column)):
                yield item, text


def _in_plan(context: Context, row: PlanRow, column: Column) -> str:
    """Return a cell of the plan as typed in; empty where the plan has no such column, or says nothing there."""
    plan = context.books.plan
    if plan is None or not plan.has(column) or says_nothing(str(plan.at(row.row, column))):
        return ""
    return plan.typed_in(row.row, column)


def _named(items: Sequence[ListedItem]) -> str:
    """Name items as a sentence does, of many the first ones."""
    names = "".join(f"“{item.name}”" for item in items[:_MOST])
    return names if len(items) <= _MOST else f"{names}等 {len(items)} 项"
