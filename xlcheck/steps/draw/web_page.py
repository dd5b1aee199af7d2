"""抽取公开: the web page of each drawn task, as the task stands."""

from __future__ import annotations

from pathlib import Path

from xlcheck.draws.formats import format_of
from xlcheck.journal.disk import write_text
from xlcheck.model import DrawnTask, DrawRequest
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.files import set_aside
from xlcheck.steps.draw.archive import Archive, name_of


def page_path(archive: Archive, request: DrawRequest) -> Path:
    """Return where the page of a draw is, for the bureau's web site."""
    return archive.desk.draws / f"抽取公开-{name_of(request.plan.task_no, request.attempt)}.html"


def write_page(run: Run, archive: Archive, drawn_task: DrawnTask) -> Path:
    """Write the page of a task; one that says something else is set aside before."""
    request = drawn_task.record.request
    path, text = page_path(archive, request), format_of(request).draw_page(drawn_task, practice=run.desk.practice)
    if not path.exists() or path.read_bytes() != text.encode("utf-8"):
        set_aside(path, run.now)
        write_text(path, text)
    return path
