"""待检查: workbooks that somebody sent are checked by the year's settings, each with its report; none is changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from xlcheck.messages import error_text
from xlcheck.model import XlcheckError
from xlcheck.steps.check import Checked, check
from xlcheck.steps.desk import Desk, Run
from xlcheck.steps.files import OLD

RESULTS, NOTE = "校验结果", "说明.txt"


@dataclass(frozen=True, slots=True)
class Dropped:
    """A file with what its check found, or with the sentence that says why it was not checked."""

    path: Path
    checked: Checked | None = None
    trouble: str = ""


def inbox(desk: Desk) -> Path:
    """The folder beside the years into which workbooks are put to be checked."""
    return desk.root.parent / "待检查"


def check_dropped(run: Run, paths: Sequence[Path] = ()) -> list[Dropped]:
    """Check files, those of folders included; without any, what is in 待检查.

    The reports go into 待检查/校验结果/, in subfolders as the files stand there.
    """
    folder = inbox(run.desk)
    folder.mkdir(exist_ok=True)
    return [_check(run, folder, file) for path in paths or (folder,) for file in _files(path)]


def _check(run: Run, folder: Path, file: Path) -> Dropped:
    below = file.parent.relative_to(folder) if file.is_relative_to(folder) else Path()
    try:
        return Dropped(file, check(run, file, into=folder / RESULTS / below))
    except XlcheckError as error:
        return Dropped(file, trouble=error_text(error))


def _files(path: Path) -> Iterator[Path]:
    """A file, or those below a folder that somebody put there; no lock files, reports and earlier versions."""
    if not path.is_dir():
        yield path
        return
    for file in sorted(path.rglob("*")):
        ours = {RESULTS, OLD} & set(file.relative_to(path).parts) or file.name == NOTE
        if file.is_file() and not ours and not file.name.startswith((".", "~")):
            yield file
