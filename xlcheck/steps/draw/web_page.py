"""抽取公开: the web page of each drawn task, as the task stands."""

from __future__ import annotations

from pathlib import Path

from xlcheck.draws.formats import format_of
from xlcheck.journal.disk import write_text
from xlcheck.model import DrawnTask, DrawRequest, XlcheckError
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.files import set_aside
from xlcheck.steps.desk.known import KnownNumbers
from xlcheck.steps.desk.privacy import check_clean
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
        _warn_of_numbers(run, path)
    return path


def _warn_of_numbers(run: Run, path: Path) -> None:
    """Say where a page holds a person's number, which only what an earlier version froze or logged can have."""
    try:
        check_clean((path,), KnownNumbers(run))
    except XlcheckError as error:
        run.say(f"《{path.name}》中像有{error.params['kind']}，是以前冻结或登记的，已不能改。请只存档，不要放到网站上")
