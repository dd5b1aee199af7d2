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
    data = written(*dues, **more)
    return vobject.readOne(data.decode()).contents["vevent"] if data else []


def test_event_is_all_day_and_names_task_company_and_inspectors():
    first, second = events(due(), due(number=2))
    assert first.dtstart.value == date(2021, 3, 15)
    assert first.dtend.value == date(2021, 3, 16)
    assert first.summary.value == "01号 公示期限：示例货运有限公司1"
    assert first.description.value == "示例货运有限公司1（示例甲、示例乙）"
    assert second.summary.value == "01号 公示期限：示例货运有限公司2"
    assert b"DTSTART;VALUE=DATE:20210315\r\n" in written(due())


def test_time_of_writing_is_the_clock_that_was_passed_in():
    (event,) = events(due())
    assert event.dtstamp.value == datetime(2021, 3, 12, 1, 30, tzinfo=UTC)  # 9:30 in Beijing
    assert written(due()) == written(due())


def test_an_event_each_visit_and_one_each_task_for_what_its_window_ends():
    dues = [
        due(),
        due(matter=Matter.RECTIFY),
        due(plan_no="202102", task_no="02号"),
        due(day="2021-04-30", matter=Matter.VISIT),
        due(day="2021-04-30", matter=Matter.VISIT, number=2),
        due(number=2),
    ]
    assert [(str(e.dtstart.value), e.summary.value) for e in events(*dues)] == [
        ("2021-03-15", "01号 公示期限：示例货运有限公司1"),
        ("2021-03-15", "01号 公示期限：示例货运有限公司2"),
        ("2021-03-15", "01号 整改期限：示例货运有限公司1"),
        ("2021-03-15", "02号 公示期限：示例货运有限公司1"),
        ("2021-04-30", "01号 抽查日期截止，待检查 2 户"),
    ]


def test_same_visit_keeps_its_name_whenever_it_is_due():
    (first,), (later,) = events(due()), events(due(day="2021-03-16"), now=NOW + timedelta(days=1))
    assert first.uid.value == later.uid.value
    assert re.fullmatch(r"[0-9a-f]{32}@xlcheck", first.uid.value)
    others = [due(number=2), due(matter=Matter.VISIT), due(matter=Matter.RECTIFY), due(plan_no="202102")]
    assert len({e.uid.value for e in events(due(), *others)}) == 5


def imported(*files):
    """What a calendar holds that took the files one after the other: day, title and sequence, by name."""
    held = {}
    for data in filter(None, files):
        for event in vobject.readOne(data.decode()).contents.get("vevent", []):
            sequence = int(event.sequence.value)
            assert event.uid.value not in held or sequence >= held[event.uid.value][2]
            held[event.uid.value] = (event.dtstart.value, event.summary.value, sequence, event.status.value)
    return sorted(one[:3] for one in held.values() if one[3] != "CANCELLED")


def test_deadline_that_moved_moves_in_the_calendar_that_had_it():
    first = written(due(), due(number=2))
    second = written(due(day="2021-03-18"), due(number=2), earlier=first)
    assert imported(first, second) == [
        (date(2021, 3, 15), "01号 公示期限：示例货运有限公司2", 0),
        (date(2021, 3, 18), "01号 公示期限：示例货运有限公司1", 1),
    ]
    third = written(due(day="2021-03-17"), due(number=2), earlier=second)
    assert imported(first, second, third)[1] == (date(2021, 3, 17), "01号 公示期限：示例货运有限公司1", 2)


@pytest.mark.parametrize("matter", [Matter.PUBLISH, Matter.RECTIFY, Matter.VISIT, Matter.DRAW])
def test_deadline_that_was_met_is_cancelled_and_stays_so(matter):
    first = written(due(matter=matter), due(plan_no="202102", task_no="02号"))
    second = written(due(plan_no="202102", task_no="02号"), earlier=first)
    third = written(due(plan_no="202102", task_no="02号"), earlier=second)
    assert [one[1] for one in imported(first, second)] == ["02号 公示期限：示例货运有限公司1"]
    assert imported(first, third) == imported(first, second, third) == imported(first, second)
    (gone,) = [e for e in vobject.readOne(third.decode()).contents["vevent"] if e.status.value == "CANCELLED"]
    assert (gone.sequence.value, "valarm" in gone.contents) == ("1", False)


def test_deadline_that_comes_again_is_no_longer_cancelled():
    first = written(due())
    second = written(earlier=first)
    third = written(due(day="2021-03-19"), earlier=second)
    assert imported(first, second) == []
    assert imported(first, second, third) == [(date(2021, 3, 19), "01号 公示期限：示例货运有限公司1", 2)]


def test_task_of_which_fewer_are_left_changes():
    visits = [due(matter=Matter.VISIT, number=n) for n in range(3)]
    first = written(*visits)
    second = written(*visits[1:], earlier=first)
    assert imported(first, second) == [(date(2021, 3, 15), "01号 抽查日期截止，待检查 2 户", 1)]


def test_what_is_the_same_has_the_same_sequence():
    first = written(due(), due(matter=Matter.VISIT))
    assert written(due(), due(matter=Matter.VISIT), earlier=first) == first


def test_events_of_version_0_1_0_are_cancelled():
    """They had a name for each day, and no sequence."""
    old = written(due()).replace(b"SEQUENCE:0\r\n", b"").replace(b"UID:", b"UID:old")
    assert [
        one[1:] for one in imported(old.replace(b"STATUS", b"SEQUENCE:0\r\nSTATUS"), written(due(), earlier=old))
    ] == [("01号 公示期限：示例货运有限公司1", 0)]


@pytest.mark.parametrize(
    "earlier", [b"", b"\xff\xfe", b"BEGIN:VCALENDAR\r\n", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:x\r\nEND:VEVENT\r\n"]
)
def test_earlier_calendar_that_is_damaged_is_as_if_there_were_none(earlier):
    assert written(due(), earlier=earlier) == written(due())


def test_nothing_due_and_nothing_to_cancel_is_no_calendar():
    assert written() == b""


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
    (event,) = events(*(due(number=n, matter=Matter.VISIT) for n in range(40)))
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
