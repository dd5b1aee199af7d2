"""Properties of every reader of text: no string crashes one; the canonical form reads back."""

from datetime import date, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import SETTINGS
from tests.reading.tables import LOTS
from tests.reading.test_cells import read_one
from xlcheck.model import FOREVER, ErrorValue, NoValue, Number, Percent, Ratio, Scope, Trouble, Window
from xlcheck.reading.codes import code_problem, organisation_check_digit, repaired_code, uscc_check_digit
from xlcheck.reading.dates import read_date, read_last_day
from xlcheck.reading.expressions.departments import parse_departments
from xlcheck.reading.expressions.frequency import Frequency, parse_frequency
from xlcheck.reading.expressions.ratio import parse_grades, parse_ratio
from xlcheck.reading.expressions.scope import parse_scope
from xlcheck.reading.expressions.window import parse_window
from xlcheck.reading.folding import clean, fold_id, fold_title, split_list
from xlcheck.reading.licences import licence_forms
from xlcheck.reading.vocabulary import vocabulary
from xlcheck.schema.inputs import INPUT_BOOKS
from xlcheck.schema.table import DATE_KINDS, Column, Kind

WORDS = [*"年月至-%户前、；（）.０A\u200b", "2021", "1", "4", "不低于", "全区", "成立", "货运", "长期"]
PIECES = st.sampled_from(WORDS)
TEXTS = st.one_of(st.text(max_size=30), st.lists(PIECES, max_size=10).map("".join))
NUMBERS = st.one_of(st.integers(-10, 10**20).map(str), st.floats(allow_nan=False, allow_infinity=False).map(repr))
CELLS = st.one_of(
    TEXTS,
    NUMBERS.map(Number),
    NUMBERS.map(Percent),
    TEXTS.map(ErrorValue),
    TEXTS.map(NoValue),
    st.booleans(),
    st.datetimes(datetime(1900, 1, 1), datetime(9999, 12, 31)),
)
COLUMNS = [*LOTS, *(column for book in INPUT_BOOKS for table in book.tables for column in table)]
DAYS = st.dates(date(1901, 1, 1), date(2099, 12, 31))
PERCENTS = st.integers(1, 100)


def test_small_table_has_a_column_of_each_kind():
    assert {column.kind for column in LOTS} == set(Kind)


@given(cell=CELLS, column=st.sampled_from(COLUMNS))
def test_no_cell_crashes_its_column(cell, column):
    value, trouble = read_one(column, cell, SETTINGS)
    assert value is None or isinstance(
        value, date if column.kind in DATE_KINDS else int if column.kind is Kind.INTEGER else str
    )
    assert trouble is None or isinstance(trouble, Trouble)


@given(TEXTS)
def test_no_text_crashes_an_expression(text):
    assert isinstance(parse_ratio(text), Ratio | Trouble)
    assert isinstance(parse_window(text, 2021), Window | Trouble)
    assert isinstance(parse_scope(text, SETTINGS.categories), Scope | Trouble)
    assert isinstance(parse_grades(text), tuple | Trouble)
    assert isinstance(parse_departments(text), tuple | Trouble)
    assert isinstance(licence_forms(text), tuple | Trouble)
    assert isinstance(parse_frequency(text), Frequency | Trouble)
    assert isinstance(read_last_day(text), date | Trouble)
    assert isinstance(code_problem(fold_id(text)), str)
    assert isinstance(repaired_code(fold_id(text)), str)


@given(TEXTS)
def test_folding_is_done_once(text):
    assert clean(clean(text)) == clean(text)
    assert fold_title(fold_title(text)) == fold_title(text)
    assert all(part == clean(part) != "" for part in split_list(text))


@given(
    day=DAYS, form=st.sampled_from(["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%Y年%m月%d日", "%Y-%m-%d 00:00:00"])
)
def test_a_date_reads_back_in_each_form(day, form):
    assert read_date(day.strftime(form)) == day


@given(DAYS)
def test_a_date_in_chinese_numerals_reads_back(day):
    numerals = "〇一二三四五六七八九"

    def counted(number):
        tens, ones = divmod(number, 10)
        return ("" if tens == 0 else "十" if tens == 1 else f"{numerals[tens]}十") + (numerals[ones] if ones else "")

    text = "".join(numerals[int(c)] for c in f"{day.year:04}") + f"年{counted(day.month)}月{counted(day.day)}日"
    assert read_date(text) == day


@given(percent=PERCENTS, words=st.sampled_from(["{}%", "不低于{}%", "不超过{}%", "{}%以上", "{}％", " {} % "]))
def test_a_ratio_reads_back_exactly(percent, words):
    assert parse_ratio(words.format(percent)).share == Fraction(percent, 100)


@given(percent=st.decimals("0.01", "100", places=2))
def test_a_percentage_cell_is_exact(percent):
    assert parse_ratio(Percent(str(percent / 100))).share == Fraction(percent) / 100


@given(months=st.tuples(st.integers(1, 12), st.integers(1, 12)).map(sorted), year=st.integers(2000, 2099))
def test_a_window_reads_back(months, year):
    window = parse_window(f"{year}年{months[0]}月至{months[1]}月", 1999)
    assert (window.start.year, window.start.month, window.end.month, window.start.day) == (year, *months, 1)


@given(body=st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=8, max_size=8))
def test_a_code_with_its_check_digits_is_plausible_and_no_neighbour_is(body):
    first = "91140603" + body + organisation_check_digit(body)
    code = first + uscc_check_digit(first)
    assert code_problem(code) == ""
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    assert code_problem(wrong) == "check"


@pytest.mark.parametrize("column", [c for c in COLUMNS if c.vocabulary], ids=lambda c: c.key)
def test_every_value_of_a_list_reads_back(column):
    for value in vocabulary(column.vocabulary, SETTINGS):
        assert read_one(column, f"  {value} ", SETTINGS) == (value, None)


def test_forever_reads_back():
    assert read_one(Column("许可有效期至", Kind.EXPIRY), "长期") == (FOREVER, None)


@given(DAYS, st.sampled_from(["{}-{}-{}", "至{}年{}月{}日", "{}.{}.{}止"]))
def test_last_day_reads_back(day, form):
    assert read_last_day(form.format(day.year, day.month, day.day)) == day
