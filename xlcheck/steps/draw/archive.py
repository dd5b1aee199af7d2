"""存档: what is kept of each draw, and the log in which every event is bound to the one before."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xlcheck.draws.codec import request_from_json
from xlcheck.draws.log import check_chain, event_line, line_digest
from xlcheck.draws.record.record import grids_of, record_from
from xlcheck.excel.read.workbook import read_cells
from xlcheck.model import DrawRecord, DrawRequest, XlcheckError
from xlcheck.steps.desk.desk import Desk
from xlcheck.steps.desk.files import digest, write_text

LOG_NAME = "抽取日志.jsonl"
FROZEN_NAME = "冻结.json"
RECORD_NAME = "抽取记录.xlsx"
SUMS_NAME = "SHA256SUMS.txt"

Event = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reveal:
    """Numbers as they were typed, by source key, when, and the hash of the log line that holds them."""

    numbers: Mapping[str, str]
    time: str
    digest: str


@dataclass(frozen=True, slots=True)
class SourceResult:
    """The numbers of a lottery or beacon as they were typed, when, and for which task."""

    numbers: str
    time: str
    task_no: str


@dataclass(frozen=True, slots=True)
class Archive:
    """The archive of one desk."""

    desk: Desk

    @property
    def log_path(self) -> Path:
        """The log, a line an event."""
        return self.desk.archive / LOG_NAME

    def lines(self) -> list[str]:
        """The lines of the log, the oldest first."""
        return read_lines(self.log_path) if self.log_path.exists() else []

    def events(self) -> list[Event]:
        """What the log says, the oldest first.

        Raises :class:`XlcheckError` ``log.broken`` where the chain does not hold: nothing is drawn on
        top of a log that was tampered with.
        """
        lines = self.lines()
        broken = check_chain(lines)
        if broken is not None:
            raise XlcheckError("log.broken", where=broken.where, file=self.log_path)
        return [json.loads(line) for line in lines]

    def hashed_events(self) -> list[tuple[Event, str]]:
        """What the log says, as :meth:`events`, each with the hash of its line."""
        return [(event, line_digest(line)) for event, line in zip(self.events(), self.lines(), strict=True)]

    def append(self, event: Mapping[str, object]) -> str:
        """Add an event; returns the hash of its line. The log is replaced whole, so it is never half written."""
        lines = self.lines()
        line = event_line(lines[-1] if lines else None, event)
        write_text(self.log_path, "\n".join([*lines, line, ""]))
        return line_digest(line)

    def folder(self, task_no: str, attempt: int) -> Path:
        """Where one attempt of one task is kept."""
        return self.desk.archive / task_no / f"第{attempt}次"

    def record_path(self, task_no: str, attempt: int) -> Path:
        """Where the record of an attempt is issued, for print."""
        return self.desk.draws / f"抽取记录-{name_of(task_no, attempt)}.xlsx"

    def check_not_cut(self, plan_no: str, task_no: str) -> None:
        """Raise :class:`XlcheckError` ``log.cut`` where there is a record of which the log does not know.

        A record is written only after its numbers were logged, so its trace cannot be missing by accident.
        """
        revealed = {e["attempt"] for e in self.events() if e["event"] == "reveal" and e["task"] == plan_no}
        kept = {int(p.parent.name[1:-1]) for p in (self.desk.archive / task_no).glob(f"第*次/{RECORD_NAME}")}
        issued = {n for n in range(1, max({0, *revealed, *kept}) + 2) if self.record_path(task_no, n).exists()}
        if (kept | issued) - revealed:
            raise XlcheckError("log.cut", task=task_no, file=self.log_path)

    def result_of(self, name: str, but: tuple[str, int] = ("", 0)) -> SourceResult | None:
        """What the lottery or beacon of this name gave in another attempt of the year than ``but``.

        A witness may be asked again; a lottery of one issue, or a round of a beacon, has one result.
        """
        events = self.events()
        keys = {
            (e["task"], e["attempt"]): s["key"]
            for e in events
            if e["event"] == "freeze"
            for s in e["sources"]
            if s["name"] == name and s["key"].startswith(("lottery", "drand"))
        }
        for event in events:
            mark = (event["task"], event["attempt"])
            if event["event"] == "reveal" and mark in keys and mark != but:
                return SourceResult(str(event["numbers"][keys[mark]]), event["time"], event["task_no"])
        return None

    def attempt(self, plan_no: str) -> int:
        """The number of the latest attempt of a task; 0 where there was none."""
        return next((e["attempt"] for e in self._latest(plan_no)), 0)

    def is_waiting(self, plan_no: str) -> bool:
        """Whether the latest attempt of a task is frozen, and neither drawn nor abandoned."""
        happened = {e["event"] for e in self._latest(plan_no)}
        return bool(happened) and not happened & {"draw", "abandon"}

    def abandoned(self, plan_no: str) -> str:
        """Why the latest attempt of a task was abandoned; empty where it was not."""
        return next((e["reason"] for e in self._latest(plan_no) if e["event"] == "abandon"), "")

    def _latest(self, plan_no: str) -> list[Event]:
        """What the log says of the latest attempt of a task."""
        events = [e for e in self.events() if e.get("task") == plan_no]
        last = max((e["attempt"] for e in events), default=0)
        return [e for e in events if e["attempt"] == last]

    def revealed(self, plan_no: str, attempt: int) -> Reveal | None:
        """The numbers revealed for an attempt, if they were."""
        for event, line_hash in self.hashed_events():
            if (event["event"], event["task"], event["attempt"]) == ("reveal", plan_no, attempt):
                return Reveal(event["numbers"], event["time"], line_hash)
        return None

    def drawn_counts(self, but: str, visits: Mapping[str, str]) -> dict[str, int]:
        """For how many visits of the year each entity was drawn, but those of task ``but``; last attempts count.

        ``visits`` says by plan number to which visit a task belongs, where several share theirs. An entity that fell
        away is not counted, the one that came in its place is.
        """
        drawn: dict[str, set[str]] = {}
        for event in self.events():
            if event["event"] == "draw":
                drawn[event["task"]] = set(event["drawn"])
            elif event["event"] == "replacement" and event["entered"]:
                drawn[event["task"]] ^= {*event["withdrawal"]["codes"], event["entered"]}
        pairs = {(visits.get(task, task), code) for task, codes in drawn.items() for code in codes}
        return dict(Counter(code for visit, code in pairs if visit != visits.get(but, but)))

    def visit_counts(self, but: str) -> dict[str, int]:
        """How many inspections of the year each certificate number has in other tasks than ``but``."""
        last = {e["task"]: e["visits"] for e in self.events() if "visits" in e and e["task"] != but}
        counts: Counter[str] = Counter()
        for visits in last.values():
            counts.update(visits)
        return dict(counts)

    def frozen(self, task_no: str, attempt: int) -> DrawRequest:
        """The request that was frozen; its text must be the one that the log has the hash of.

        Raises :class:`XlcheckError` ``archive.changed`` or ``archive.missing``.
        """
        path = self.folder(task_no, attempt) / FROZEN_NAME
        if not path.exists():
            raise XlcheckError("archive.missing", file=path)
        text = path.read_text("utf-8")
        logged = [
            e["request"]
            for e in self.events()
            if (e["event"], e["task_no"], e["attempt"]) == ("freeze", task_no, attempt)
        ]
        if logged != [line_digest(text)]:
            raise XlcheckError("archive.changed", file=path)
        return request_from_json(text)

    def records(self) -> dict[str, DrawRecord]:
        """The valid record of each drawn task (its last attempt), by plan number.

        Raises :class:`XlcheckError` ``archive.missing`` or ``archive.changed``.
        """
        found = {}
        for event in self.events():
            if event["event"] == "draw":
                path = self.folder(event["task_no"], event["attempt"]) / RECORD_NAME
                if not path.exists():
                    raise XlcheckError("archive.missing", file=path)
                if digest(path) != event["record"]:
                    raise XlcheckError("archive.changed", file=path)
                found[event["task"]] = read_record(path)
        return found


def read_lines(log: Path) -> list[str]:
    """The lines of a log, without their line breaks; raises :class:`XlcheckError` ``log.unreadable``."""
    try:
        text = log.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise XlcheckError("log.unreadable", file=log) from None
    return text.removesuffix("\n").split("\n") if text else []  # not splitlines: it knows more line breaks


def identity_of(request: DrawRequest) -> Event:
    """How an event of the log names the draw that it is about."""
    return {"task": request.task, "task_no": request.plan.task_no, "attempt": request.attempt}


def name_of(task_no: str, attempt: int) -> str:
    """Task number, and the attempt where it is not the first: part of every file name of the task."""
    return task_no + (f"-第{attempt}次" if attempt > 1 else "")


def read_record(path: Path) -> DrawRecord:
    """The record that a workbook holds; raises :class:`XlcheckError` where it holds none."""
    return record_from(grids_of(read_cells(path)))
