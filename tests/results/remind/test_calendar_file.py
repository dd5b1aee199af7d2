"""到期提醒.ics: an RFC 5545 calendar, read back by another library than the one that writes it."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import vobject

from tests.builders import SETTINGS
from xlcheck.model import Matter, Reminder, Reminders, Tally, Urgency
from xlcheck.results.remind.calendar_file import calendar_file

NOW = datetime(2021, 3, 12, 9, 30)


def due(day="2021-03-15", number=1, matter=Matter.PUBLISH, **more):
    made = Reminder(matter, Urgency.SOON, date.fromisoformat(day), 1, "202101", "01号", f"示例货运有限公司{number}",
               f"91140603MA0K0000{number}", ("示例甲", "示例乙"))  # fmt: skip
    return replace(made, **more)


def written(*dues, now=NOW, **more):
    return calendar_file(Reminders(now.date(), 3, dues, Tally.over(dues), (), ()), SETTINGS, now, **more)


def events(*dues, **more):
    calendar = vobject.readOne(written(*dues, **more).decode())
    return calendar.contents.get("vevent", [])


def test_event_is_all_day_and_names_task_companies_and_inspectors():
    (event,) = events(due(), due(number=2))
    assert event.dtstart.value == date(2021, 3, 15)
    assert event.dtend.value == date(2021, 3, 16)
    assert event.summary.value == "01号 公示期限，2 户"
    assert event.description.value.splitlines() == [
        "示例货运有限公司1（示例甲、示例乙）",
        "示例货运有限公司2（示例甲、示例乙）",
    ]
    assert b"DTSTART;VALUE=DATE:20210315\r\n" in written(due())


def test_time_of_writing_is_the_clock_that_was_passed_in():
    (event,) = events(due())
    assert event.dtstamp.value == datetime(2021, 3, 12, 1, 30, tzinfo=UTC)  # 9:30 in Beijing
    assert written(due()) == written(due())


def test_an_event_each_task_matter_and_day():
    dues = [
        due(),
        due(day="2021-03-16"),
        due(matter=Matter.RECTIFY),
        due(plan_no="202102", task_no="02号"),
        due(number=2),
    ]
    assert [(str(e.dtstart.value), e.summary.value) for e in events(*dues)] == [
        ("2021-03-15", "01号 公示期限，2 户"),
        ("2021-03-15", "01号 整改期限，1 户"),
        ("2021-03-15", "02号 公示期限，1 户"),
        ("2021-03-16", "01号 公示期限，1 户"),
    ]


def test_same_deadline_keeps_its_name_whenever_it_is_written():
    (first,), (later,) = events(due(), due(number=2)), events(due(), now=NOW + timedelta(days=1))
    assert first.uid.value == later.uid.value
    assert re.fullmatch(r"[0-9a-f]{32}@xlcheck", first.uid.value)
    others = [due(day="2021-03-16"), due(matter=Matter.VISIT), due(plan_no="202102")]
    assert len({e.uid.value for e in events(due(), *others)}) == 4


@pytest.mark.parametrize(
    ("day", "hours"),
    [
        ("2021-03-16", 15),  # a Tuesday: Monday at nine
        ("2021-03-15", 63),  # a Monday: Friday at nine
        ("2021-02-18", 183),  # after the Spring Festival: the 10th at nine
        ("2021-02-20", 15),  # a Saturday that is worked
    ],
)
def test_alarm_rings_at_nine_on_the_working_day_before(day, hours):
    (event,) = events(due(day=day))
    assert event.valarm.trigger.value == -timedelta(hours=hours)
    assert event.valarm.action.value == "DISPLAY"


def test_lines_end_with_crlf_and_fold_at_75_octets_within_no_character():
    data = written(due(name="示例" * 60 + "，；;,\\有限公司"), due(number=2, name="a" * 200))
    lines = data.split(b"\r\n")
    assert lines[-1] == b""
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= 75
    assert all(line.decode() is not None for line in lines)
    (event,) = events(due(name="示例" * 60 + "，；;,\\有限公司"))
    assert "，；;,\\有限公司（示例甲、示例乙）" in event.description.value


def test_long_list_is_cut_and_says_so():
    (event,) = events(*(due(number=n) for n in range(40)))
    assert event.description.value.splitlines()[-1] == "等 40 户，见《到期提醒.xlsx》"
    assert len(event.description.value.splitlines()) == 31


def test_task_that_is_not_drawn_is_an_event_without_companies():
    (event,) = events(due(matter=Matter.DRAW, name="", code="", people=()))
    assert event.summary.value == "01号 抽查日期截止，尚未抽取"
    assert "description" not in event.contents or event.description.value == ""


def test_nothing_open_and_days_years_away_give_no_event__ok():
    assert events() == []
    assert events(due(day="9999-12-31", left=None)) == []


def test_only_a_practice_calendar_is_marked():
    for practice in (False, True):
        data = written(due(), practice=practice).decode()
        assert data.count("【演练】") == (3 if practice else 0)  # its name, its event, its alarm
