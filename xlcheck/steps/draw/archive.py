"""存档: what is kept of each draw."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from pathlib import Path

from xlcheck.draws.formats.requests import request_from_json
from xlcheck.draws.record.rebuilt import as_drawn
from xlcheck.draws.verification.draw import record_of
from xlcheck.excel.read.workbook import read_cells
from xlcheck.journal.chain import line_digest
from xlcheck.journal.disk import write_bytes
from xlcheck.journal.draw_events import Draw, Freeze, Reveal
from xlcheck.journal.rebuilds import rebuild_with
from xlcheck.model import DrawRecord, DrawRequest, PlanRow, XlcheckError
from xlcheck.steps.desk.desk import Desk
from xlcheck.steps.desk.evidence import evidence_of
from xlcheck.steps.desk.files import digest, move
from xlcheck.steps.desk.known import FROZEN_NAME, attempt_folder

RECORD_NAME = "抽取记录.xlsx"
NOTICE_NAME = "抽取公告.xlsx"
INPUTS_NAME = "输入"
OPENING_NAME = "年初状态.txt"
STATE_NAME = "名录状态.txt"
SUMS_NAME = "SHA256SUMS.txt"
PUT_OFF = "改期"
"""Where the notices of issues are kept that were put off."""


@dataclass(frozen=True, slots=True)
class Archive:
    """The archive of one desk."""

    desk: Desk

    def folder(self, task_no: str, attempt: int) -> Path:
        """Return where one attempt of one task is kept."""
        return attempt_folder(self.desk, task_no, attempt)

    def record_path(self, task_no: str, attempt: int) -> Path:
        """Return where the record of an attempt is issued, for print."""
        return self.desk.draws / f"抽取记录-{name_of(task_no, attempt)}.xlsx"

    def corrected_paths(self, task_no: str, attempt: int, number: int) -> tuple[Path, Path]:
        """Return where the record that the ``number``-th correction makes void is kept, and where it is issued."""
        path = self.desk.draws / f"抽取记录-{name_of(task_no, attempt)}-作废{number}.xlsx"
        return self.folder(task_no, attempt) / f"更正{number}" / RECORD_NAME, path

    def shelve(self, draw: Draw, number: int) -> None:
        """Move the record of a draw to where void ones are, archived and issued, as far as it stands elsewhere yet.

        Raises :class:`XlcheckError` ``output.locked`` where one is open in Excel.
        """
        current = (self.folder(draw.task_no, draw.attempt) / RECORD_NAME, self.record_path(draw.task_no, draw.attempt))
        for path, shelf in zip(current, self.corrected_paths(draw.task_no, draw.attempt, number), strict=True):
            if path.is_file() and not shelf.exists() and self._is_of(draw, digest(path)):
                move(path, shelf)

    def _is_of(self, draw: Draw, digest: str) -> bool:
        """Say whether a record of this SHA-256 is the one that was logged of a draw, or one that was rebuilt."""
        return digest == draw.record or rebuild_with(self.desk.journal.draws(), draw.mark, digest) is not None

    def check_not_cut(self, plan_no: str, task_no: str) -> None:
        """Raise :class:`XlcheckError` ``log.cut`` where there is a record of which the log does not know.

        A record is written only after its numbers were logged, so its trace cannot be missing by accident. Of one that
        a repair voids, or vouches for, the log knows.
        """
        draws = self.desk.journal.draws()
        events = (logged.event for logged in draws.events if logged.void or isinstance(logged.event, Reveal))
        revealed = {event.attempt for event in events if event.task == plan_no}
        archives = {int(p.parent.name[1:-1]) for p in (self.desk.archive / task_no).glob(f"第*次/{RECORD_NAME}")}
        records = {n for n in range(1, max({0, *revealed, *archives}) + 2) if self.record_path(task_no, n).exists()}
        vouched = {n for n in archives | records if self._is_vouched(task_no, n)}
        if (archives | records) - revealed - vouched:
            raise XlcheckError("log.cut", task=task_no, file=self.desk.journal.draw_log)

    def _is_vouched(self, task_no: str, attempt: int) -> bool:
        """Say whether a repair of the log names the record of an attempt."""
        paths = (self.record_path(task_no, attempt), self.folder(task_no, attempt))
        return any(p.relative_to(self.desk.root).as_posix() in self.desk.journal.draws().chain.unlogged for p in paths)

    def last_attempt(self, plan: PlanRow) -> int:
        """Return the number of the latest attempt of a task, be it one that only a repair of the log names."""
        attempt = self.desk.journal.draws().attempt(plan.plan_no)
        while self._is_vouched(plan.task_no, attempt + 1):
            attempt += 1
        return attempt

    def reason_of_repair(self, plan: PlanRow) -> str:
        """Return why the latest attempt of a task counts no more, where only a repair names it; else an empty text."""
        draws = self.desk.journal.draws()
        return draws.repairs[-1].reason if self.last_attempt(plan) > draws.attempt(plan.plan_no) else ""

    def frozen(self, task_no: str, attempt: int) -> DrawRequest:
        """Return the request that was frozen; its text must be the one that the log has the hash of.

        Raises :class:`XlcheckError` ``archive.changed`` or ``archive.missing``.
        """
        path = self.folder(task_no, attempt) / FROZEN_NAME
        if not path.exists():
            raise XlcheckError("archive.missing", file=path)
        text = path.read_text("utf-8", "replace")
        freezes = self.desk.journal.draws().of_kind(Freeze)
        digests = [f.request for f in freezes if (f.task_no, f.attempt) == (task_no, attempt)]
        if digests != [line_digest(text)]:
            raise XlcheckError("archive.changed", file=path)
        return request_from_json(text)

    def name_of(self, path: Path) -> str:
        """Name a file as people read it, and the log: from the desk on, with / on every system."""
        return path.relative_to(self.desk.root).as_posix()

    def last_draws(self) -> list[Draw]:
        """Return the draw that counts of each drawn task: its last attempt."""
        return list({event.task: event for event in self.desk.journal.draws().of_kind(Draw)}.values())

    def is_lost(self, draw: Draw) -> bool:
        """Say whether the record of a draw that counts is not there."""
        return not (self.folder(draw.task_no, draw.attempt) / RECORD_NAME).exists()

    def lost(self) -> dict[str, XlcheckError]:
        """Return the drawn tasks whose records are lost, by plan number, each with the sentence that says so.

        Nothing can be done with them until their records are back; everything else goes on without them.
        """
        return {draw.task: self._lost(draw) for draw in self.last_draws() if self.is_lost(draw)}

    def lost_names(self) -> list[str]:
        """Return how file names have the draws of :meth:`lost` tasks."""
        return [name_of(draw.task_no, draw.attempt) for draw in self.last_draws() if self.is_lost(draw)]

    def _lost(self, draw: Draw) -> XlcheckError:
        path = self.folder(draw.task_no, draw.attempt) / RECORD_NAME
        return XlcheckError("archive.record-lost", task=draw.task_no, file=self.name_of(path))

    def records(self) -> dict[str, DrawRecord]:
        """Return the valid record of each drawn task (its last attempt), by plan number, but of :meth:`lost` ones.

        Raises :class:`XlcheckError` ``archive.changed``.
        """
        return {draw.task: self.record(draw) for draw in self.last_draws() if not self.is_lost(draw)}

    def record(self, draw: Draw) -> DrawRecord:
        """Return the record of a draw that counts, which must be the one that was logged, or rebuilt.

        Raises :class:`XlcheckError` ``archive.record-lost`` or ``archive.changed``.
        """
        path = self.folder(draw.task_no, draw.attempt) / RECORD_NAME
        if self.is_lost(draw):
            raise self._lost(draw)
        actual = digest(path)
        if not self._is_of(draw, actual):
            raise XlcheckError("archive.changed", file=path)
        record = read_record(path)
        return record if actual == draw.record else as_drawn(record)


def keep_notice(notice: Path, folder: Path, stem: str) -> str:
    """Keep a file that shows what happened; returns its name there and its SHA-256, as the log has it.

    Another file of that name, which a log that was lost has told of, stays. Raises as :func:`evidence_of`.
    """
    evidence = evidence_of(notice)
    names = (f"{stem}{f'-{n}' if n > 1 else ''}{evidence.suffix}" for n in count(1))
    name = next(one for one in names if not (folder / one).exists() or digest(folder / one) == evidence.digest)
    write_bytes(folder / name, notice.read_bytes())
    return f"{name} {evidence.digest}"


def moves_name(plan_no: str) -> str:
    """Return the name of the file of a freeze that lists what moved."""
    return f"名录变动-{plan_no}.txt"


def name_of(task_no: str, attempt: int) -> str:
    """Return the task number, and the attempt where it is not the first: part of every file name of the task."""
    return task_no + (f"-第{attempt}次" if attempt > 1 else "")


def read_record(path: Path) -> DrawRecord:
    """Return the record that a workbook holds; raises :class:`XlcheckError` where it holds none."""
    return record_of(read_cells(path))
