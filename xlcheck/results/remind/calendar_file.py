"""到期提醒.ics: the open deadlines as an RFC 5545 calendar, which Outlook and the calendars of WPS and of phones take.

An all-day event for each visit that is to be published or rectified, and one a task for what its window ends. Each has
a name of its own that never changes: imported again, a deadline that moved moves, and one that was met is cancelled.
It names entities and inspectors, nothing more of anybody.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

from icalendar import Alarm, Calendar, Component, Event

from xlcheck.model import Matter, Reminder, Reminders, Settings
from xlcheck.model.practice import PRACTICE
from xlcheck.reading.calendar.deadlines import is_workday

_BEIJING = timezone(timedelta(hours=8))
_MORNING = timedelta(hours=9)
_LISTED = 30
"""Entities that the text of one event names."""

_OF_TASKS = {
    Matter.DRAW: "{task} 抽查日期截止，尚未抽取",
    Matter.VISIT: "{task} 抽查日期截止，待检查 {count} 户",
}
_OF_VISITS = {
    Matter.PUBLISH: "{task} 公示期限：{name}",
    Matter.RECTIFY: "{task} 整改期限：{name}",
}
_CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True)
class _Told:
    """What an event says: its day, its title, its text, and whether it is cancelled."""

    day: date
    summary: str
    description: str
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class _Known:
    """An event of an earlier calendar, and how often it had changed."""

    told: _Told
    sequence: int


def calendar_file(
    reminders: Reminders, settings: Settings, now: datetime, earlier: bytes = b"", *, practice: bool = False
) -> bytes:
    """Return the calendar, the same bytes for the same reminders at the same time; nothing where it has no event.

    ``now`` is the office's clock; ``earlier`` is the calendar that was written before, of which events that are due
    no more are cancelled. One that cannot be read is as if there were none.
    """
    mark = PRACTICE if practice else ""
    known = _known_events(earlier)
    told = {uid: _told(dues, mark) for uid, dues in _grouped(reminders.dues, settings).items()}
    gone = {uid: _as_cancelled(one.told) for uid, one in known.items() if uid not in told}
    every = sorted((told | gone).items(), key=lambda item: (item[1].day, item[1].summary, item[0]))
    if not every:
        return b""
    calendar = Calendar()
    calendar.add("prodid", "-//xlcheck//deadlines//ZH")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"{mark}双随机到期提醒")
    stamp = now.replace(tzinfo=_BEIJING).astimezone(UTC)
    for uid, one in every:
        calendar.add_component(_event(uid, one, _sequence(known.get(uid), one), settings, stamp))
    return bytes(calendar.to_ical())


def _grouped(dues: Iterable[Reminder], settings: Settings) -> Mapping[str, list[Reminder]]:
    """Return what is due, by the name of the event that tells of it."""
    groups: dict[str, list[Reminder]] = {}
    for due in (due for due in dues if due.left is not None):  # what is years away is a slip, or past mending
        groups.setdefault(_uid(due, settings), []).append(due)
    return groups


def _uid(due: Reminder, settings: Settings) -> str:
    """Return the same name for the same visit and matter, or task and matter, whenever it is due.

    By it a calendar replaces the event that it has.
    """
    of_visit = (due.code,) if due.matter in _OF_VISITS else ()
    identity = "|".join((settings.bureau, str(settings.year), due.plan_no, due.matter, *of_visit))
    return f"{hashlib.sha256(identity.encode()).hexdigest()[:32]}@xlcheck"


def _told(dues: Sequence[Reminder], mark: str) -> _Told:
    """Return what the event of some dues says, which are of one visit or of one task."""
    first = min(dues, key=lambda due: due.last_day)
    words = (_OF_VISITS | _OF_TASKS)[first.matter]
    summary = mark + words.format(task=first.task_no, name=first.name, count=len(dues))
    return _Told(first.last_day, summary, _description(dues))


def _as_cancelled(told: _Told) -> _Told:
    return (
        told
        if told.cancelled
        else _Told(told.day, told.summary, "已办结，或期限有变，这一条不再有效。", cancelled=True)
    )


def _sequence(known: _Known | None, told: _Told) -> int:
    """Return how often an event has changed since it was first told of."""
    return 0 if known is None else known.sequence + (known.told != told)


def _known_events(earlier: bytes) -> dict[str, _Known]:
    """Return the events of an earlier calendar by their names; none of one that is damaged."""
    try:
        events = Calendar.from_ical(earlier).walk("VEVENT") if earlier else []
        return {str(event["uid"]): _read(event) for event in events}
    except (ValueError, KeyError):  # somebody has edited it
        return {}


def _read(event: Component) -> _Known:
    """Return an event as it was told; raises KeyError or ValueError where something of it is missing or no value."""
    day: object = event.decoded("dtstart")
    if not isinstance(day, date):
        raise ValueError("no day")
    is_cancelled = str(event.get("status", "")) == _CANCELLED
    told = _Told(day, str(event["summary"]), str(event.get("description", "")), is_cancelled)
    return _Known(told, int(str(event.get("sequence", 0))))


def _event(uid: str, told: _Told, sequence: int, settings: Settings, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", stamp)
    event.add("sequence", sequence)
    event.add("dtstart", told.day)
    event.add("dtend", told.day + timedelta(days=1))
    event.add("summary", told.summary)
    event.add("description", told.description)
    event.add("transp", "TRANSPARENT")
    event.add("status", _CANCELLED if told.cancelled else "CONFIRMED")
    if not told.cancelled:
        event.add_component(_alarm(told, settings))
    return event


def _alarm(told: _Told, settings: Settings) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", told.summary)
    alarm.add("trigger", _MORNING - _days_before(told.day, settings))
    return alarm


def _days_before(last_day: date, settings: Settings) -> timedelta:
    """Return how long before a day the working day before it is."""
    before = 1
    while before < 15 and not is_workday(last_day - timedelta(days=before), settings):
        before += 1
    return timedelta(days=before)


def _description(dues: Sequence[Reminder]) -> str:
    lines = [f"{due.name}（{'、'.join(due.people)}）" for due in dues[:_LISTED] if due.name]
    return "\n".join([*lines, *([f"等 {len(dues)} 户，见《到期提醒.xlsx》"] if len(dues) > _LISTED else [])])
