"""随机抽查事项清单: the 5 % target and an item for each category."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from xlcheck.checks.context import Context
from xlcheck.model import Finding, Place, Trouble, finding
from xlcheck.reading.expressions.frequency import parse_frequency
from xlcheck.reading.expressions.ratio import parse_ratio
from xlcheck.reading.folding import says_nothing
from xlcheck.reading.grades import grade_words
from xlcheck.reading.items import TARGET, item_share
from xlcheck.schema.inputs import ITEMS


def target_is_met(context: Context) -> Iterator[Finding]:
    """Require at least 5 % of the department's market-supervision items to be under random inspection."""
    items = context.books.items
    if items is None or not len(items):
        return
    random, total = item_share(items)
    if total and Fraction(random, total) < TARGET:
        yield finding("items.target", Place(items.book, items.sheet), random=random, total=total)


def each_category_has_an_item(context: Context) -> Iterator[Finding]:
    """Require for each category that the plan draws an item under random inspection; a blank list is told as such."""
    items = context.books.items
    if items is None or not len(items):
        return
    with_item = set(items[ITEMS.category][items[ITEMS.random] == "是"])
    categories = dict.fromkeys(row.scope.category for row in context.rows if row.scope)
    for category in categories:
        if category not in with_item:
            yield finding("items.none-for-category", Place(items.book, items.sheet), category=category)


def frequencies_are_readable(context: Context) -> Iterator[Finding]:
    """Require 抽查频次 of an item under random inspection to name a number of times in a period."""
    items = context.books.items
    if items is None or not items.has(ITEMS.frequency):
        return
    for row, text in items.rows(ITEMS.frequency, where=items[ITEMS.random] == "是"):
        frequency = None if says_nothing(text) else parse_frequency(text)
        if isinstance(frequency, Trouble):
            yield items.finding(frequency.code, row, ITEMS.frequency, **dict(frequency.params))


def ratios_are_readable(context: Context) -> Iterator[Finding]:
    """Require 抽查比例 of an item to be readable."""
    items = context.books.items
    if items is None or not items.has(ITEMS.ratio):
        return
    for row in items.where(items[ITEMS.ratio] != ""):
        ratio = parse_ratio(items.typed_in(row, ITEMS.ratio), grade_words(context.settings))
        if isinstance(ratio, Trouble):
            yield items.finding(ratio.code, row, ITEMS.ratio, **dict(ratio.params))
