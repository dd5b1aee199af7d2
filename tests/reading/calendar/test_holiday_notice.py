"""The State Council's notice as text: the official ones read exactly, and nothing else guessed."""

from datetime import date

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reading.calendar.notices import AMENDMENT_2019, ITEMS, days_of, paragraphs
from xlcheck.reading.calendar.holiday_notice import read_notice

OFF = {
    2021: [(1, 1, 3), (2, 11, 17), (4, 3, 5), (5, 1, 5), (6, 12, 14), (9, 19, 21), (10, 1, 7)],
    2025: [(1, 1, 1), (1, 28, 31), (2, 1, 4), (4, 4, 6), (5, 1, 5), (5, 31, 31), (6, 1, 2), (10, 1, 8)],
    2026: [(1, 1, 3), (2, 15, 23), (4, 4, 6), (5, 1, 5), (6, 19, 21), (9, 25, 27), (10, 1, 7)],
}
"""Month, first and last day off."""
ON = {
    2021: [(2, 7), (2, 20), (4, 25), (5, 8), (9, 18), (9, 26), (10, 9)],
    2025: [(1, 26), (2, 8), (4, 27), (9, 28), (10, 11)],
    2026: [(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)],
}


def read(*texts, year=2021):
    return read_notice(texts, year)


def told(notice):
    return [t.trouble.code.removeprefix("calendar.") for t in notice.remarks]


def both(text, year=2021):
    """The days off and the days worked that a sentence of a notice of that year gives, as ``MM-DD``; what is told."""
    notice = read(f"关于{year}年部分节假日安排的通知。{text}")
    return *(
        [f"{d:%m-%d}" if d.year == year else str(d) for d in sorted(days)] for days in (notice.off, notice.on)
    ), told(notice)


@pytest.mark.parametrize("year", ON)
def test_notice_gives_the_official_days_and_no_other(year):
    notice = read(*paragraphs(year), year=2000)
    assert set(notice.off) == {date(year, month, n) for month, a, b in OFF[year] for n in range(a, b + 1)}
    assert set(notice.on) == {date(year, *day) for day in ON[year]}
    assert notice.remarks == []


@pytest.mark.parametrize("year", ITEMS)
def test_pasted_in_one_cell_by_paragraphs_or_broken_anywhere_is_the_same(year):
    lines = paragraphs(year)
    apart = read(*lines, year=2000)
    for pasted in (["\n".join(lines)], ["\r\n\r\n".join(lines)], ["", *lines, "  "]):
        again = read(*pasted, year=2000)
        assert (set(again.off), set(again.on), told(again)) == (set(apart.off), set(apart.on), told(apart))
    whole = "".join(lines[4:])
    broken = "\n".join(whole[n : n + 37] for n in range(0, len(whole), 37))
    assert set(read(broken, year=2000).off) == set(apart.off)


@pytest.mark.parametrize("year", ITEMS)
def test_every_day_of_a_year_is_as_the_library_has_it(year):
    more = [AMENDMENT_2019] if year == 2019 else []
    notice = read(*paragraphs(year), *more, year=2000)
    assert set(told(notice)) <= {"notice-advice"}
    extended = [date(2020, 1, 31), date(2020, 2, 1), date(2020, 2, 2)]  # by a later notice
    for day in days_of(year):
        works = day in notice.on or (day.weekday() < 5 and day not in notice.off)
        if day not in extended:
            assert works == chinese_calendar.is_workday(day), day


def test_paragraph_of_each_day_is_known():
    notice = read(*paragraphs(2026))
    assert paragraphs(2026)[notice.off[date(2026, 6, 19)]].startswith("五、端午节")
    assert paragraphs(2026)[notice.on[date(2026, 10, 10)]].startswith("七、国庆节")


def test_two_notices_each_of_their_year():
    notice = read(*paragraphs(2025), *paragraphs(2026))
    assert (date(2025, 10, 8) in notice.off, date(2026, 10, 8) in notice.off) == (True, False)
    assert notice.remarks == []


@pytest.mark.parametrize(
    ("text", "off", "on"),
    [
        ("元旦：1月1日放假，1月2日补休。", ["01-01", "01-02"], []),
        ("清明节：4月5日放假，与周末连休。", ["04-03", "04-04", "04-05"], []),
        ("春节：2月3日至5日放假公休，共3天。2月13日、14日上班", ["02-03", "02-04", "02-05"], ["02-13", "02-14"]),
        ("国庆节：十月一日至三日放假", ["10-01", "10-02", "10-03"], []),
        ("国庆节:10月1日-2日、5日放假,共3天;10月9日照常上班", ["10-01", "10-02", "10-05"], ["10-09"]),
        ("1月30日至2月1日放假3天", ["01-30", "01-31", "02-01"], []),
        ("元旦：2020年12月31日至1月2日放假调休，共3天", ["2020-12-31", "01-01", "01-02"], []),
        ("元旦：12月31日至2021年1月1日放假", ["2020-12-31", "01-01"], []),
        ("元旦：1月1日放假。12月27日（星期日）上班", ["01-01"], ["2020-12-27"]),
        ("元旦：1月1日放假。12月26日（周日）上班", ["01-01"], ["12-26"]),
        ("中秋节：9月19日至21日（周日至周二）放假", ["09-19", "09-20", "09-21"], []),
    ],
)
def test_other_forms__ok(text, off, on):
    assert both(text) == (off, on, [])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("元旦：1月1日（周四）放假。", "notice-weekday"),  # a Friday
        ("春节：2月11日至17日（星期四）放假调休，共7天。", "notice-weekday"),
        ("2月7日（星期日）、2月20日（星期日）上班。", "notice-weekday"),
        ("春节：2月11日至17日放假调休，共8天。", "notice-count"),
        ("元旦：1月1日放假2天", "notice-count"),
        ("元旦：12月31日放假。", "notice-two-years"),
        ("元旦：12月31日至1月2日放假，共3天。", "notice-two-years"),
        ("2月30日放假。", "notice-impossible"),
        ("2月17日至11日放假。", "notice-impossible"),
        ("2月1日至4月1日放假。", "notice-impossible"),
        ("9999年12月31日放假。", "notice-impossible"),
        ("15日放假。", "notice-impossible"),
        ("清明节：放假一天。", "notice-unread"),
        ("四、劳动节：5月1日起放假，以各单位通知为准", "notice-unread"),
        ("5月1日（周六放假。", "notice-unread"),
        ("5月1日放假，5月8日和5月9日中的一天上班", "notice-unread"),
        ("延长春节假期至2月2日（农历正月初九，星期日），2月3日（星期一）起正常上班", "notice-unread"),
        ("鼓励各单位安排职工在除夕（2月9日）休息", "notice-advice"),
    ],
)
def test_sentence_that_cannot_be_taken_at_its_word_gives_no_day__error(text, code):
    assert both(text) == ([], [], [code])


def test_sentence_is_quoted_as_it_was_pasted():
    notice = read("关于2021年部分节假日安排的通知。五、端午节：6月12日（周日）至14日放假，共3天。")
    assert notice.remarks[0].sentence == "五、端午节：6月12日（周日）至14日放假，共3天"
    assert dict(notice.remarks[0].trouble.params) == {"day": "2021-06-12", "said": "日", "real": "六"}


def test_rest_of_a_notice_is_read_beside_a_wrong_sentence():
    lines = [line.replace("共9天", "共8天") for line in paragraphs(2026)]
    notice = read(*lines)
    assert told(notice) == ["notice-count"]
    assert (date(2026, 2, 16) in notice.off, date(2026, 2, 14) in notice.on) == (False, True)


def test_day_both_off_and_worked__error():
    assert both("5月1日放假。5月1日至2日上班。") == (["05-01"], ["05-01", "05-02"], ["notice-both"])


def test_year_that_is_not_named_is_the_desks_and_said_once():
    items = [f"{text}" for text in ITEMS[2026]]
    notice = read(*items, year=2026)
    assert told(notice) == ["notice-no-year"]
    assert set(notice.on) == {date(2026, *day) for day in ON[2026]}


def test_items_alone_of_another_year_contradict_themselves__error():
    assert told(read(*ITEMS[2026], year=2025)).count("notice-weekday") >= 7


def test_items_whose_first_days_name_the_year__ok():
    notice = read(*ITEMS[2023], year=2021)
    assert (notice.remarks, date(2022, 12, 31) in notice.off, date(2023, 10, 6) in notice.off) == ([], True, True)


@pytest.mark.parametrize("text", ["", "值班安排见附件。", "2025年11月4日", "休", "="])
def test_text_that_speaks_of_no_day_is_left_alone(text):
    assert read(text).remarks == []


@given(st.text(alphabet="0123456789年月日至、，。（）周一二放假上班共天休元旦：\n鼓励与末连", max_size=60))
def test_any_text_gives_days_or_findings_and_never_fails(text):
    notice = read(text)
    assert all(day.year in range(1999, 2101) for day in (*notice.off, *notice.on))


@pytest.mark.parametrize(
    ("year", "text"),
    [
        (2026, "国庆节：10月1日（周四）至7日（周三），9月20日（周日）、10月10日（周六）上班。"),
        (2026, "国庆节：10月1日至7日，10月10日上班。"),
        (2026, "劳动节：5月1日（周五）、5月2日（周六）、5月9日（周六）上班。"),
        (2026, "二、春节：2月15日至23日，2月14日（周六）、2月28日（周六）照常上班。"),
        (2026, "2月16日（周一）上班。"),
    ],
    ids=["cases", "no weekdays", "single days", "numbered", "one day"],
)
def test_holiday_without_the_word_does_not_make_working_days_of_it(year, text):
    notice = read(f"关于{year}年部分节假日安排的通知。", text)
    assert (notice.off, notice.on) == ({}, {})
    (remark,) = notice.remarks
    assert remark.trouble.code == "calendar.notice-on-weekday"


@pytest.mark.parametrize(
    "text", ["国庆节：10月1日（周四）至7日（周三），共7天。", "中秋节：9月25日（周五）。", "六、国庆节10月1日至7日"]
)
def test_holiday_of_which_nothing_is_said_is_told_of(text):
    notice = read("关于2026年部分节假日安排的通知。", text)
    assert (notice.off, notice.on) == ({}, {})
    assert [remark.trouble.code for remark in notice.remarks] == ["calendar.notice-unread"]
