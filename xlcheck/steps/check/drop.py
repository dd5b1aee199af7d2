"""待检查: workbooks that somebody sent are checked by the year's settings, each with its report; none is changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from xlcheck.messages import error_text
from xlcheck.model import XlcheckError
from xlcheck.steps.adopt.write import by_kept_layout
from xlcheck.steps.check.check import CheckResult, check
from xlcheck.steps.desk.desk import SILENT, Desk, Run
from xlcheck.steps.desk.files import GUIDE, OLD
from xlcheck.steps.desk.lock import at_work, exclusive
from xlcheck.steps.desk.occupation import NOTE_NAME

RESULTS = "校验结果"


@dataclass(frozen=True, slots=True)
class DropResult:
    """A file with what its check found, or with the sentence that says why it was not checked.

    ``ours`` is the workbook that was checked in its place, where its layout is one that was brought in before.
    """

    path: Path
    checked: CheckResult | None = None
    trouble: str = ""
    ours: Path | None = None


def inbox(desk: Desk) -> Path:
    """Return the folder beside the years into which workbooks are put to be checked."""
    return desk.root.parent / "待检查"


@exclusive("校验来件")
def check_dropped(run: Run, paths: Sequence[Path] = ()) -> list[DropResult]:
    """Check files, those of folders included; without any, what is in 待检查.

    The reports go into 待检查/校验结果/, in subfolders as the files stand there; those of files of the same name, each
    into a subfolder of its own.
    """
    folder = inbox(run.desk)
    folder.mkdir(exist_ok=True)
    with at_work(folder, "校验来件", run.talk):  # it is one for the desks of all years
        files = [file for path in paths or (folder,) for file in _files(path)]
        targets = list(_with_report_folders(folder, files))
        # of several, it is told which of how many it is, and not which of its books is read
        checked_by = run if len(targets) == 1 else replace(run, progress=SILENT.progress)
        each = run.talk.each("校验《{}》", targets, lambda target: target[0].name)
        return [_check(checked_by, file, into) for file, into in each]


def _with_report_folders(folder: Path, files: Sequence[Path]) -> Iterator[tuple[Path, Path]]:
    """Yield each file with the folder of its report, in which no other of them has a report of that name."""
    counts: Counter[Path] = Counter()
    for file in files:
        below = file.parent.relative_to(folder) if file.is_relative_to(folder) else Path()
        into = folder / RESULTS / below
        counts[into / file.stem] += 1
        number = counts[into / file.stem]
        yield file, into / f"同名文件{number}" if number > 1 else into


def _check(run: Run, file: Path, into: Path) -> DropResult:
    try:
        if not file.exists():
            raise XlcheckError("check.no-such-file", file=file)
        ours = by_kept_layout(run, file, into / f"导入-{file.stem}.xlsx")
        return DropResult(file, check(run, ours or file, into=into), ours=ours)
    except XlcheckError as error:
        return DropResult(file, trouble=error_text(error))


def _files(path: Path) -> Iterator[Path]:
    """Yield a file, or those below a folder that somebody put there; no lock files, reports and earlier versions."""
    if not path.is_dir():
        yield path
        return
    for file in sorted(path.rglob("*")):
        ours = {RESULTS, OLD} & set(file.relative_to(path).parts) or file.name in (GUIDE, NOTE_NAME)
        if file.is_file() and not ours and not file.name.startswith((".", "~")):
            yield file
