"""A known value in every written form, and mutated: read as that value, or asked about; never as another."""

from calendar import monthrange
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.length import examples
from xlcheck.model import Category, Condition, Filter, FilterRelation, Ratio, RatioKind, Scope, Trouble, Window
from xlcheck.reading.expressions.departments import parse_departments
from xlcheck.reading.expressions.filter import parse_filter
from xlcheck.reading.expressions.frequency import Frequency, parse_frequency
from xlcheck.reading.expressions.in_words import (
    departments_in_words,
    filter_in_words,
    frequency_in_words,
    grades_in_words,
    ratio_in_words,
    scope_in_words,
    window_in_words,
)
from xlcheck.reading.expressions.ratio import frequency_within, parse_grades, parse_ratio
from xlcheck.reading.expressions.scope import parse_scope
from xlcheck.reading.expressions.window import parse_window
from xlcheck.schema.inputs import ENTITIES

YEAR = 2021
NUMERALS = "〇一二三四五六七八九"
DAYS = st.dates(date(YEAR, 1, 1), date(YEAR, 12, 31))
UNSEEN = st.sampled_from(["\u200b", "\u200e", "\ufeff", "\u00ad", "\u2066", "\ufe0f"])
GAPS = st.sampled_from([" ", "\n", "\u3000", "\t", "\xa0"])


def counted(number):
    """A number below 1000 in Chinese numerals, as it is counted."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{NUMERALS[hundreds]}百" if hundreds else ""
    if tens:
        text += "十" if tens == 1 and not hundreds else f"{NUMERALS[tens]}十"
    elif hundreds and ones:
        text += "零"
    return text + (NUMERALS[ones] if ones else "")


def full_width(text):
    return text.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789%()"})


NUMBERED = st.sampled_from([str, counted, lambda n: full_width(str(n)), lambda n: f"{n:02d}"])
TO = st.sampled_from(["至", "-", "—", "～", "到", " 至 ", "起至"])


@st.composite
def spans_of_days(draw):
    """Two days and a text that says them."""
    first, last = sorted((draw(DAYS), draw(DAYS)))
    of, to, sign = draw(NUMBERED), draw(TO), draw(st.sampled_from("日号"))
    year = draw(st.sampled_from(["", "2021年", "二〇二一年", "２０２１年度"]))
    month = "" if first.month == last.month and draw(st.booleans()) else f"{of(last.month)}月"
    return first, last, f"{year}{of(first.month)}月{of(first.day)}{sign}{to}{month}{of(last.day)}{sign}"


@st.composite
def spans_of_months(draw):
    first, last = sorted((draw(st.integers(1, 12)), draw(st.integers(1, 12))))
    of, to = draw(NUMBERED), draw(TO)
    form = draw(
        st.sampled_from(
            [
                "2021年{0}月{2}{1}月",
                "{0}月{2}{1}月份",
                "2021年{0}{2}{1}月",
                "自2021年{0}月{2}{1}月止",
                "{0}月{2}{1}月底",
            ]
        )
    )
    return date(YEAR, first, 1), date(YEAR, last, monthrange(YEAR, last)[1]), form.format(of(first), of(last), to)


@st.composite
def dotted_spans(draw):
    first, last = sorted((draw(DAYS), draw(DAYS)))
    form = draw(st.sampled_from(["%Y.%m.%d", "%Y/%m/%d", "%Y-%m-%d", "%Y%m%d", "%Y年%m月%d日"]))
    return first, last, f"{first.strftime(form)}{draw(st.sampled_from(['至', '~', '—', ' - ']))}{last.strftime(form)}"


WINDOWS = st.one_of(spans_of_days(), spans_of_months(), dotted_spans())


@given(WINDOWS)
@settings(max_examples=examples(400))
def test_window_in_every_written_form__ok(said):
    first, last, text = said
    window = parse_window(text, YEAR)
    assert isinstance(window, Window), (text, window)
    assert (window.start, window.end) == (first, last), text


@given(WINDOWS, st.data())
@settings(max_examples=examples(600))
def test_mutated_window_is_read_right_or_asked_about(said, data):
    """A gap, an unseen sign or a word anywhere: the window is the same, or there is none."""
    first, last, text = said
    at = data.draw(st.integers(0, len(text)))
    sign = data.draw(st.one_of(GAPS, UNSEEN, st.sampled_from(["约", "前", "左右", "底", "（第一批）", "不", "、"])))
    window = parse_window(text[:at] + sign + text[at:], YEAR)
    assume(not isinstance(window, Trouble))
    assert (window.start, window.end) == (first, last), (text, at, sign)


@given(WINDOWS, st.data())
@settings(max_examples=examples(300))
def test_number_of_a_window_that_is_split_is_asked_about(said, data):
    _, _, text = said
    places = [n for n in range(1, len(text)) if text[n - 1].isdecimal() and text[n].isdecimal()]
    assume(places)
    at = data.draw(st.sampled_from(places))
    assert parse_window(text[:at] + data.draw(GAPS) + text[at:], YEAR) == Trouble("cell.split-number")


@given(DAYS, DAYS)
def test_printed_window_is_read_as_itself(one, other):
    window = Window("", min(one, other), max(one, other))
    again = parse_window(window_in_words(window), 1999)
    assert (again.start, again.end) == (window.start, window.end)


PERCENTS = st.one_of(st.integers(1, 99).map(Fraction), st.integers(1, 9999).map(lambda n: Fraction(n, 100)))
BOUNDS = {
    RatioKind.EXACT: ["{}", "抽查比例为{}", "按{}的比例抽取", "每年{}", "总数的{}"],
    RatioKind.AT_LEAST: ["不低于{}", "{}以上", "{}（含）以上", "至少{}", "不得低于总数的{}", "≥{}", "总体比例不少于{}"],
    RatioKind.AT_MOST: ["不超过{}", "{}以内", "至多{}", "总体比例不得超过{}", "≤{}"],
}
FORMS = st.sampled_from([(kind, form) for kind, forms in BOUNDS.items() for form in forms])


def decimal(percent):
    return f"{float(percent):.2f}".rstrip("0").rstrip(".")


@st.composite
def shares(draw):
    percent = draw(PERCENTS)
    kind, form = draw(FORMS)
    texts = [
        f"{decimal(percent)}%",
        f"{decimal(percent)} ％",
        full_width(f"{decimal(percent)}%").replace("．", "."),
        f"百分之{decimal(percent)}",
    ]
    if percent.denominator == 1:
        texts.append(f"百分之{counted(int(percent))}")
    return kind, percent / 100, form.format(draw(st.sampled_from(texts)))


@given(shares())
@settings(max_examples=examples(400))
def test_share_in_every_written_form__ok(said):
    kind, share, text = said
    ratio = parse_ratio(text)
    assert isinstance(ratio, Ratio), (text, ratio)
    assert (ratio.kind, ratio.share) == (kind, share), text


@given(shares(), st.data())
@settings(max_examples=examples(600))
def test_mutated_share_is_read_right_or_asked_about(said, data):
    kind, share, text = said
    at = data.draw(st.integers(0, len(text)))
    sign = data.draw(
        st.one_of(GAPS, UNSEEN, st.sampled_from(["约", "左右", "非", "、", "（全覆盖）", "或", "户", "%"]))
    )
    ratio = parse_ratio(text[:at] + sign + text[at:])
    assume(not isinstance(ratio, Trouble))
    assert (ratio.kind, ratio.share) == (kind, share), (text, at, sign)


@given(
    st.integers(10, 999), st.sampled_from(["{}户", "{}家", "不少于{}户", "{}户以内", "{}%", "{}家次"]), GAPS, st.data()
)
@settings(max_examples=examples(300))
def test_number_of_a_ratio_that_is_split_is_asked_about(number, form, gap, data):
    digits = str(number)
    at = data.draw(st.integers(1, len(digits) - 1))
    assert parse_ratio(form.format(digits[:at] + gap + digits[at:])) == Trouble("cell.split-number")


@given(st.integers(1, 999), st.sampled_from("户家个"), NUMBERED)
def test_count_in_every_written_form__ok(number, sign, of):
    assert parse_ratio(f"{of(number)}{sign}").count == number


RATIOS = st.one_of(
    st.builds(
        lambda kind, share: Ratio("", kind, share),
        st.sampled_from([RatioKind.EXACT, RatioKind.AT_LEAST, RatioKind.AT_MOST]),
        st.fractions(0, 1, max_denominator=999).filter(lambda share: 0 < share < 1),
    ),
    st.builds(lambda n: Ratio("", RatioKind.COUNT, count=n), st.integers(1, 9999)),
    st.just(Ratio("", RatioKind.ALL, Fraction(1))),
)


@given(RATIOS)
@settings(max_examples=examples(300))
def test_printed_ratio_is_read_as_itself(ratio):
    again = parse_ratio(ratio_in_words(ratio))
    assert (again.kind, again.share, again.count) == (ratio.kind, ratio.share, ratio.count), ratio_in_words(ratio)


@given(st.lists(st.integers(1, 100), min_size=2, max_size=4))
def test_printed_grades_are_read_as_themselves(percents):
    strata = tuple((grade, Fraction(n, 100)) for grade, n in zip("ABCD", percents, strict=False))
    assert parse_grades(grades_in_words(strata)) == strata
    assert parse_ratio(ratio_in_words(Ratio("", RatioKind.STRATA, strata=strata))).strata == strata


@given(st.integers(1, 20), st.sampled_from([1, 2, 3, 4, 6, 12, 24, 36]), st.sampled_from(["", "least", "most"]))
def test_printed_frequency_is_read_as_itself(times, months, bound):
    frequency = Frequency("", times, months, bound == "least", bound == "most")
    again = parse_frequency(frequency_in_words(frequency))
    assert (again.times, again.months, again.at_least, again.at_most) == (
        times,
        months,
        *(bound == b for b in ("least", "most")),
    )


@given(RATIOS, st.integers(1, 20), st.sampled_from([1, 3, 6, 12]))
def test_printed_ratio_beside_a_frequency_is_read_as_itself(ratio, times, months):
    text = f"{ratio_in_words(ratio)}；{frequency_in_words(Frequency('', times, months))}"
    again, often = parse_ratio(text), parse_frequency(frequency_within(text))
    assert (again.kind, again.share, again.count) == (ratio.kind, ratio.share, ratio.count), text
    assert (often.times, often.months) == (times, months), text


@given(st.fractions(0, 1, max_denominator=999).filter(lambda share: 0 < share < 1), st.integers(1, 9999))
def test_printed_ratio_with_its_number_is_read_as_itself(share, count):
    again = parse_ratio(ratio_in_words(Ratio("", RatioKind.EXACT, share, count)))
    assert (again.kind, again.share, again.count) == (RatioKind.EXACT, share, count)


CONDITIONS = st.one_of(
    st.builds(
        lambda relation, values: Condition("grade", "信用风险等级", relation, tuple(values)),
        st.sampled_from([FilterRelation.IN, FilterRelation.NOT_IN]),
        st.lists(st.sampled_from("ABCD"), min_size=1, max_size=4, unique=True),
    ),
    st.builds(
        lambda relation, year: Condition("founded", "成立日期", relation, day=date(year, 1, 1)),
        st.sampled_from([FilterRelation.BEFORE, FilterRelation.NOT_BEFORE]),
        st.integers(1990, 2030),
    ),
    st.builds(
        lambda relation, year: Condition("last_drawn", "上次抽查日期", relation, day=date(year, 12, 31)),
        st.sampled_from([FilterRelation.AFTER, FilterRelation.NOT_AFTER]),
        st.integers(1990, 2030),
    ),
    st.builds(
        lambda relation: Condition("last_drawn", "上次抽查日期", relation),
        st.sampled_from([FilterRelation.BLANK, FilterRelation.FILLED]),
    ),
)


@given(st.lists(CONDITIONS, min_size=1, max_size=3))
def test_printed_filter_is_read_as_itself(conditions):
    again = parse_filter(filter_in_words(Filter("", tuple(conditions))), ENTITIES)
    assert isinstance(again, Filter)
    assert again.conditions == tuple(conditions)


CATEGORIES = (Category("道路货物运输", ("货运",)), Category("道路旅客运输", ("客运",)), Category("种子生产、经营企业"))


@given(st.sampled_from(CATEGORIES), st.none() | DAYS, st.booleans())
def test_printed_scope_is_read_as_itself(category, founded, operating):
    scope = Scope("", category.name, founded, operating)
    again = parse_scope(scope_in_words(scope, ("全区", "企业")), CATEGORIES)
    assert (again.category, again.founded_before, again.operating) == (category.name, founded, operating)


OFFICES = [
    f"{trade}{kind}"
    for trade in ("公安", "应急管理", "市场监管", "卫生健康", "生态环境", "住房和城乡建设")
    for kind in ("局", "部门", "委员会")
] + ["市场监管局（食品、药品科）", "国家税务总局示例县税务局", "无锡市公安局"]
SEPARATORS = ["、", "，", "；", "\n", " ", "/", "会同", "以及", "\u3000"]


@given(st.lists(st.sampled_from(OFFICES), min_size=1, max_size=4, unique=True), st.sampled_from(SEPARATORS))
@settings(max_examples=examples(300))
def test_departments_in_every_written_form__ok(names, between):
    assert parse_departments(between.join(names)) == tuple(names)
    assert parse_departments(departments_in_words(names, dict.fromkeys(names, 3))) == tuple(names)


@given(
    st.lists(st.sampled_from(OFFICES), min_size=1, max_size=3, unique=True),
    st.sampled_from(
        ["或", "等", "等部门", "按职责分工负责。", "详见附件", "（或应急管理局）和", "同上", "视情况", "1"]
    ),
    st.data(),
)
def test_departments_beside_vague_words_are_asked_about(names, word, data):
    text = "、".join(names)
    at = data.draw(st.sampled_from([0, len(text)]))
    read = parse_departments(text[:at] + word + text[at:])
    assert isinstance(read, Trouble), (text, word)


@pytest.mark.parametrize("months", [(a, b) for a in range(1, 13) for b in range(1, 13) if a > b])
def test_reversed_months_are_asked_about(months):
    assert parse_window(f"{months[0]}月至{months[1]}月", YEAR) == Trouble("window.reversed")
