"""Numbers of entities, days and caps that plans have besides: read, or asked about, never as another."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlcheck.model import Number, Trouble, Window
from xlcheck.reading.expressions.amount import Amount, parse_amount
from xlcheck.reading.expressions.days import parse_days
from xlcheck.reading.expressions.frequency import Frequency, parse_cap
from xlcheck.reading.expressions.in_words import days_in_words, frequency_in_words


@pytest.mark.parametrize(
    ("text", "count"),
    [("120", 120), ("120户", 120), ("1,200家", 1200), ("一百二十", 120), ("120.0", 120), ("共15家企业", 15), ("0", 0)],
)
def test_number_of_entities__ok(text, count):
    amount = parse_amount(text)
    assert (amount.count, amount.admits(count), amount.admits(count + 1)) == (count, True, False)


@pytest.mark.parametrize(
    ("text", "within", "beyond"),
    [("约100户", (90, 110), (89, 111)), ("不少于3户", (3, 9), (2,)), ("100户以内", (0, 100), (101,))],
)
def test_number_that_is_about_or_a_bound__ok(text, within, beyond):
    amount = parse_amount(text)
    assert all(map(amount.admits, within))
    assert not any(map(amount.admits, beyond))


@pytest.mark.parametrize("text", ["三五户", "5%", "3-5户", "12户/次", "10 0", "约15户以上", "若干", "1.5"])
def test_number_of_entities__error(text):
    assert isinstance(parse_amount(text), Trouble)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2021年4月30日", (4, 30), (4, 30)),
        ("4月30日前", (4, 30), (4, 30)),
        ("四月三十日以前", (4, 30), (4, 30)),
        ("2021-04-30", (4, 30), (4, 30)),
        ("4月底前", (4, 1), (4, 30)),
        ("2021年1月至4月", (1, 1), (4, 30)),
        ("年底前", (1, 1), (12, 31)),
        ("上半年", (1, 1), (6, 30)),
    ],
)
def test_days__ok(text, start, end):
    days = parse_days(text, 2021)
    assert (days.start, days.end) == (date(2021, *start), date(2021, *end))


@pytest.mark.parametrize(
    "text", ["4月前", "2021年前", "随时", "3月中旬", "1月初", "45000", Number("2021.1"), "4月31日"]
)
def test_days__error(text):
    assert parse_days(text, 2021) == Trouble("days.unreadable")


@pytest.mark.parametrize(
    ("text", "times", "months"),
    [
        ("2", 2, 12),
        ("两次", 2, 12),
        ("不超过2次", 2, 12),
        ("2次/年", 2, 12),
        ("每半年不超过1次", 1, 6),
        ("2次以内", 2, 12),
    ],
)
def test_cap__ok(text, times, months):
    cap = parse_cap(text)
    assert (cap.times, cap.months, cap.at_most) == (times, months, True)


@pytest.mark.parametrize("text", ["每年不少于2次", "至少1次", "0", "视情况", "1-2次", "1 2次"])
def test_cap__error(text):
    assert isinstance(parse_cap(text), Trouble)


DAYS = st.dates(date(2021, 1, 1), date(2021, 12, 31))


@given(DAYS, DAYS)
def test_printed_days_are_read_as_themselves(one, other):
    days = Window("", min(one, other), max(one, other))
    again = parse_days(days_in_words(days), 2021)
    assert (again.start, again.end) == (days.start, days.end)


@given(st.integers(1, 20), st.sampled_from([1, 2, 3, 4, 6, 12]))
def test_printed_cap_is_read_as_itself(times, months):
    again = parse_cap(frequency_in_words(Frequency("", times, months, at_most=True)))
    assert (again.times, again.months, again.at_most) == (times, months, True)


@given(
    DAYS,
    st.sampled_from(
        [
            "{y}年{m}月{d}日",
            "{m}月{d}日",
            "{y}-{m:02}-{d:02}",
            "{y}.{m}.{d}",
            "{y}{m:02}{d:02}",
            " {y} 年 {m} 月 {d} 号 ",
        ]
    ),
    st.sampled_from(["", "前", "之前", "以前", "止"]),
)
def test_day_in_every_written_form_is_that_day(day, form, behind):
    read = parse_days(form.format(y=day.year, m=day.month, d=day.day).strip() + behind, 2021)
    assert (read.start, read.end) == (day, day)


@given(
    st.integers(0, 99_999),
    st.sampled_from(["{n}", "{n}户", "共{n}家", "{n:,}", "{n}.0", "抽取{n}户", "{n} 户"]),
)
def test_amount_in_every_written_form_is_that_number(number, form):
    assert parse_amount(form.format(n=number)) == Amount(form.format(n=number), number)


@given(st.integers(1, 9_999), st.text("0123456789 .-/%至、或万", min_size=1, max_size=3), st.booleans())
def test_mutated_amount_is_another_number_only_where_it_says_so(number, added, ahead):
    text = f"{added}{number}户" if ahead else f"{number}{added}户"
    read = parse_amount(text)
    digits = re.sub(r"\.0+(?=户)", "", text.replace(" ", "")).removesuffix("户")
    assert isinstance(read, Trouble) or (digits.isdecimal() and read.count == int(digits))
