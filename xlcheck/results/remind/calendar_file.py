"""到期提醒.ics: the open deadlines as an RFC 5545 calendar, which Outlook and the calendars of WPS and of phones take.

An all-day event a task, matter and day. It names entities and inspectors, nothing more of anybody.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone

from icalendar import Alarm, Calendar, Event

from xlcheck.model import Matter, Reminder, Reminders, Settings
from xlcheck.model.practice import PRACTICE
from xlcheck.reading.calendar.deadlines import is_workday

_BEIJING = timezone(timedelta(hours=8))
_MORNING = timedelta(hours=9)
_LISTED = 30
"""Entities that the text of one event names."""

_SUMMARIES = {
    Matter.DRAW: "{task} 抽查日期截止，尚未抽取",
    Matter.VISIT: "{task} 抽查日期截止，待检查 {count} 户",
    Matter.PUBLISH: "{task} 公示期限，{count} 户",
    Matter.RECTIFY: "{task} 整改期限，{count} 户",
}


def calendar_file(reminders: Reminders, settings: Settings, now: datetime, *, practice: bool = False) -> bytes:
    """Return the calendar, the same bytes for the same reminders at the same time.

    ``now`` is the office's clock.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//xlcheck//deadlines//ZH")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"{_mark(practice)}双随机到期提醒")
    groups: dict[tuple[date, str, Matter], list[Reminder]] = {}
    for due in (due for due in reminders.dues if due.left is not None):  # what is years away is a slip, or past mending
        groups.setdefault((due.last_day, due.plan_no, due.matter), []).append(due)
    stamp = now.replace(tzinfo=_BEIJING).astimezone(UTC)
    for key in sorted(groups):
        calendar.add_component(_event(groups[key], settings, stamp, _mark(practice)))
    return bytes(calendar.to_ical())


def _mark(practice: bool) -> str:
    return PRACTICE if practice else ""


def _event(dues: Sequence[Reminder], settings: Settings, stamp: datetime, mark: str) -> Event:
    """Make one event for what is due of one task on one day."""
    first = dues[0]
    event = Event()
    event.add("uid", _uid(first, settings))
    event.add("dtstamp", stamp)
    event.add("dtstart", first.last_day)
    event.add("dtend", first.last_day + timedelta(days=1))
    event.add("summary", mark + _SUMMARIES[first.matter].format(task=first.task_no, count=len(dues)))
    event.add("description", _description(dues))
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", str(event["summary"]))
    alarm.add("trigger", _MORNING - _days_before(first.last_day, settings))
    event.add_component(alarm)
    return event


def _uid(due: Reminder, settings: Settings) -> str:
    """Return the same name for the same task, matter and day, whenever it is written.

    By it a calendar replaces the event that it has.
    """
    identity = "|".join((settings.bureau, str(settings.year), due.plan_no, due.matter, due.last_day.isoformat()))
    return f"{hashlib.sha256(identity.encode()).hexdigest()[:32]}@xlcheck"


def _days_before(last_day: date, settings: Settings) -> timedelta:
    """Return how long before a day the working day before it is."""
    before = 1
    while before < 15 and not is_workday(last_day - timedelta(days=before), settings):
        before += 1
    return timedelta(days=before)


def _description(dues: Sequence[Reminder]) -> str:
    lines = [f"{due.name}（{'、'.join(due.people)}）" for due in dues[:_LISTED] if due.name]
    return "\n".join([*lines, *([f"等 {len(dues)} 户，见《到期提醒.xlsx》"] if len(dues) > _LISTED else [])])
