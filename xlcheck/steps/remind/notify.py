"""消息: the texts that tell inspectors, their group and entities what is due, written to be pasted."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from xlcheck.journal.disk import write_bytes
from xlcheck.messages import error_text
from xlcheck.model import FollowUpCase, Notification, XlcheckError
from xlcheck.reading.personal import personal_number
from xlcheck.results.remind.notifications import Occasion, as_file, notifications
from xlcheck.results.report.follow_up import follow_up
from xlcheck.schema.inputs import ENTITIES, ENTITY_BOOK
from xlcheck.steps.desk.desk import Desk, Run
from xlcheck.steps.desk.files import for_notepad, set_aside
from xlcheck.steps.desk.known import KnownNumbers
from xlcheck.steps.desk.load import read_tables
from xlcheck.steps.desk.lock import exclusive
from xlcheck.steps.ledger.former_draws import former_draws
from xlcheck.steps.ledger.read import by_task, without_faults
from xlcheck.steps.remind.status import CurrentReminders, current_reminders

FILE_NAME = "消息.txt"
_TOLD = "已登记：{at} 写出的都告知了。"
"""The last line, once a person has said so; a file that is written anew keeps it."""
_TIME = r"(\d{4}-\d\d-\d\d \d\d:\d\d)"
_WRITTEN, _TOLD_AT = re.compile(_TIME), re.compile(_TOLD.format(at=_TIME))
_SOON = 3
"""Working days that count as 即将到期, which no text tells."""


@dataclass(frozen=True, slots=True)
class CurrentTexts:
    """The texts as the desk stands now, and what they lack."""

    notifications: tuple[Notification, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotifyResult:
    """The texts, and the file that they were written to; no file where there is nothing to tell.

    ``text`` is what the file holds of them.
    """

    path: Path | None
    texts: CurrentTexts
    text: str = ""


def current_texts(run: Run) -> CurrentTexts:
    """Return the texts for what is due today; nothing is written. Raises as :func:`current_reminders`."""
    now = current_reminders(run, _SOON)
    cases, faulty = _cases(now, run)
    towns, notes = _towns(run, {visit.drawn.code for ledger in now.ledgers for visit in ledger.task.current})
    occasion = Occasion(
        tasks=[ledgers[0].task for _, ledgers in sorted(by_task(now.ledgers).items())],
        reminders=now.reminders,
        cases=cases,
        towns=towns,
        settings=now.settings,
        former=tuple(former_draws(run.desk)),
        told=frozenset(_told_tasks(run.desk, now)),
        withdrawn=frozenset((ledger.plan_no, code) for ledger in now.ledgers for code in ledger.uncorrected),
        practice=run.desk.practice,
    )
    if faulty:
        notes = (*notes, error_text(XlcheckError("message.faulty-lines", count=faulty)))
    texts, held = _without_numbers(run, notifications(occasion))
    return CurrentTexts(texts, (*now.reminders.notes, *notes, *held))


def _without_numbers(run: Run, texts: Sequence[Notification]) -> tuple[tuple[Notification, ...], tuple[str, ...]]:
    """Return the texts without those that hold a person's number, and what is said of each of these."""
    known = KnownNumbers(run)
    kinds = [next(filter(None, (personal_number(part, known) for part in text.parts)), "") for text in texts]
    held = ((text.recipient, kind) for text, kind in zip(texts, kinds, strict=True) if kind)
    said = tuple(error_text(XlcheckError("message.personal-number", name=name, kind=kind)) for name, kind in held)
    return tuple(text for text, kind in zip(texts, kinds, strict=True) if not kind), said


@exclusive("消息")
def notify(run: Run) -> NotifyResult:
    """Write 消息.txt; an earlier one is set aside, since what it says may be so no more.

    Raises as :func:`current_texts`.
    """
    texts = current_texts(run)
    path, told = messages_path(run.desk), told_at(run.desk)
    set_aside(path, run.now)
    if not texts.notifications:
        return NotifyResult(None, texts)
    text = as_file(texts.notifications, run.stamp, practice=run.desk.practice)
    write_bytes(path, for_notepad(text + _told_line(told)))
    return NotifyResult(path, texts, text)


def _told_line(at: str) -> str:
    return f"\n{_TOLD.format(at=at)}\n" if at else ""


def _told_tasks(desk: Desk, now: CurrentReminders) -> Iterator[str]:
    """Yield the tasks in which nothing has changed since everybody was told."""
    told, draws = told_at(desk), desk.journal.draws()
    yield from (ledger.plan_no for ledger in now.ledgers if draws.changed_at(ledger.plan_no) <= told)


def messages_path(desk: Desk) -> Path:
    """Return where the texts are written."""
    return desk.reminders / FILE_NAME


@exclusive("消息")
def note_told(run: Run, result: NotifyResult) -> None:
    """Note at the end of 消息.txt that everybody was told of what it says.

    Raises :class:`XlcheckError` ``message.meanwhile`` where it holds other texts by now.
    """
    path = messages_path(run.desk)
    text = path.read_text("utf-8-sig") if path.is_file() else ""
    written = _WRITTEN.search(result.text)
    if written is None or not text.startswith(result.text):
        raise XlcheckError("message.meanwhile", file=path)
    write_bytes(path, for_notepad(result.text + _told_line(written[0])))


def told_at(desk: Desk) -> str:
    """Return when the texts were written that everybody was told by; empty where that was not noted."""
    path = messages_path(desk)
    lines = path.read_bytes().decode("utf-8-sig", "replace").splitlines() if path.is_file() else []
    told = _TOLD_AT.fullmatch(lines[-1]) if lines else None
    return told[1] if told else ""


def _cases(now: CurrentReminders, run: Run) -> tuple[tuple[FollowUpCase, ...], int]:
    """Return the cases of 整改 of the lines without an error, and how many others there are."""
    sheets = [(ledger, ledger.sheet) for ledger in now.ledgers if ledger.sheet is not None]
    sound = [line for ledger, sheet in sheets for line in without_faults(sheet, ledger.findings).lines]
    every = [line for _, sheet in sheets for line in sheet.lines]
    today = run.now.date()
    cases = follow_up(sound, now.settings, today).rectifications
    return cases, len(follow_up(every, now.settings, today).rectifications) - len(cases)


def _towns(run: Run, codes: Collection[str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the town of each of these entities in the registry; what cannot be read is said, and stops nothing."""
    if not codes:
        return {}, ()
    run.progress(f"读取《{run.desk.book(ENTITY_BOOK).name}》")
    try:
        tables, _ = read_tables(run.desk, ENTITY_BOOK)
    except XlcheckError as error:
        return {}, (error_text(XlcheckError("message.no-towns", problem=error_text(error))),)
    entities = tables[ENTITIES.key]
    rows = entities.rows(ENTITIES.code, ENTITIES.town, where=entities[ENTITIES.code].isin(list(codes)))
    return {str(code): str(town) for _, code, town in rows}, ()
