"""What is said of a column holds: which may stand in 定向条件, which are published, which are private."""

from dataclasses import replace
from datetime import date

import pytest

from tests.builders import SETTINGS
from tests.results.cases import CLEAN, RECORD, ledger, rows, sound
from xlcheck.model import Filter, Publication, Trouble
from xlcheck.reading.expressions.filter import parse_filter
from xlcheck.results.publish.corrections import correction_rows, facts_of
from xlcheck.results.publish.rows import credit_row, public_row
from xlcheck.schema.inputs import ENTITIES, INPUT_BOOKS
from xlcheck.schema.outputs import OUTPUT_TABLES
from xlcheck.schema.outputs.draw import NOTICE_SOURCES
from xlcheck.schema.outputs.ledger import LEDGER
from xlcheck.schema.outputs.publish import PUBLISH_TABLES
from xlcheck.schema.table import DATE_KINDS, Kind

TABLES = (*OUTPUT_TABLES, *(table for book in INPUT_BOOKS for table in book.tables))


@pytest.mark.parametrize("column", ENTITIES.columns, ids=lambda column: column.key)
def test_column_stands_in_a_condition_if_it_is_marked(column):
    assert isinstance(parse_filter(f"{column.title}不为空", ENTITIES), Filter) is column.condition


def test_column_that_staff_added_may_not_stand_in_a_condition():
    assert parse_filter("安全等级不为空", ENTITIES) == Trouble("filter.column", (("part", "安全等级不为空"),))


def test_only_lists_of_values_and_dates_may_stand_in_a_condition():
    assert {c.kind for c in ENTITIES if c.condition} <= {Kind.CHOICE, *DATE_KINDS}


def test_private_column_is_never_published_nor_a_condition():
    assert [c for table in TABLES for c in table if c.private and (c.published or c.condition)] == []


@pytest.mark.parametrize("table", [*PUBLISH_TABLES, NOTICE_SOURCES], ids=lambda table: table.key)
def test_all_columns_of_a_published_table_are_published(table):
    assert [column.title for column in table if not column.published] == []


TEXTS = [column for column in LEDGER if column.kind in (Kind.TEXT, Kind.CHOICE, Kind.CHOICES)]


@pytest.mark.parametrize("column", TEXTS, ids=lambda column: column.key)
def test_what_is_typed_is_published_if_its_column_is_marked(column):
    line, *_ = sound(ledger(rows(CLEAN)))
    line = replace(line, inspected=date(2021, 3, 2), **{column.key: "示例标记"})
    before = facts_of(replace(line, **{column.key: "原来"}))
    then = Publication(date(2021, 3, 5), date(2021, 3, 5), before)
    told = [public_row(line, RECORD, "", SETTINGS), credit_row(line, {}, "", SETTINGS), facts_of(line)]
    shown = [value for row in (*told, *correction_rows(line, then)) for value in row.values()]
    assert ("示例标记" in shown) is column.published
