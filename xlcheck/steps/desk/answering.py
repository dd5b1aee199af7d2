"""Which file answers for a workbook that staff keep: one place decides it, over all formats and over copies.

Beside ``检查对象名录库.xlsx`` there may be a newer ``.xls``, a ``检查对象名录库(1).xlsx`` that was downloaded, a copy
of a file manager, or one of a cloud drive that two computers wrote. Which of them is meant only a person knows. A copy
that is the same byte by byte makes no difference to what is read, so of it there is a hint only: it becomes a rival
with the first cell that is typed into either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from xlcheck.model import Finding, Place, XlcheckError, finding
from xlcheck.steps.desk.files import digest, saved_at

BOOK_SUFFIXES = (".xlsx", ".xlsm", ".xls", ".et", ".ods")
"""Formats in which a workbook of the desk may be kept, the first that is there before the others."""
_TABLE_SUFFIXES = (*BOOK_SUFFIXES, ".xlsb", ".xltx", ".xltm", ".xlt", ".ett", ".ots", ".fods", ".uos", ".csv", ".xml")
"""Formats in which somebody may have typed what was meant for it."""

_TIME = r"[-_t]?\d{2}[-_.时:]?\d{2}(?:[-_.分:]?\d{2}秒?)?"
_DATE = rf"(?:19|20)\d\d(?:[-._年]?\d{{1,2}}(?:[-._月]?\d{{1,2}}日?|月)?)?年?(?:{_TIME})?"
_COPY = r"的?(?:副本|复件|拷贝|copy|kopie|copie)(?:\(?\d+\)?)?"
_NEWER = (
    r"(?:最?新|最?后|最终|终稿|定稿|修改|修订|更新|补充|恢复|自动恢复|已自动恢复|已修复|修复|改正|改|标注"
    r"|autosaved?|autorecovered|recovered|repaired|new|final)(?:版|稿|后|的)?\d*"
)
_COMPUTER = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_MARK = rf"(?:{_COPY}|{_NEWER}|{_DATE}|v?\d+(?:\.\d+)*)"
_MARK_BEHIND = re.compile(rf"[-—_.~+@#]*(?:\({_MARK}\)|{_MARK})", re.IGNORECASE)
"""What programs and people put behind the name of a copy, folded, once or several times: (1), -副本, 20210401."""
_WHOLE_BEHIND = re.compile(rf"-{_COMPUTER}|.*(?:冲突|conflict).*|\.(?:xlsx|xlsm|xls|et|ods)", re.IGNORECASE)
"""What stands there alone: -DESKTOP-7K2, a conflict of two computers, a second suffix."""
_MARK_BEFORE = re.compile(rf"(?:copyof|{_COPY}|{_NEWER}|{_DATE}度?)[-_]*", re.IGNORECASE)
"""What they put before it: 副本 检查对象名录库, 最新检查对象名录库, 2021年检查对象名录库."""
_KNOWN_ASIDE = re.compile("印发|模板|空白|样表|说明|更新记录|校验报告")
"""What is no other version of a workbook, though it bears its name."""
_KEPT_ASIDE = re.compile(
    "备份|备查|留底|存底|存档|归档|旧|历史|作废|废弃|原件|原始|勿用|不用|bak|backup|old", re.IGNORECASE
)
"""What people write into the name of a file that they keep and do not use."""


@dataclass(frozen=True, slots=True)
class AnsweringFiles:
    """The file that is read for a workbook, and what stands beside it under such a name.

    ``rivals`` differ from it, ``same`` ones do not; ``alike`` ones bear its name with something more, which says
    nothing of a copy.
    """

    path: Path
    rivals: tuple[Path, ...] = ()
    same: tuple[Path, ...] = ()
    alike: tuple[Path, ...] = ()

    @property
    def dated(self) -> str:
        """The file and its rivals as a sentence names them, each with the time of its last save."""
        return "、".join(map(_dated, (self.path, *self.rivals)))

    def require_one(self) -> None:
        """Raise :class:`XlcheckError` ``book.several`` where a person has to choose first."""
        if self.rivals:
            raise XlcheckError("book.several", book=self.path.name, files=self.dated)

    def findings(self) -> Iterator[Finding]:
        """Yield what is to be said of the files beside the one that is read."""
        place = Place(self.path.name)
        if self.rivals:
            yield finding("book.several", place, book=self.path.name, files=self.dated)
        if self.same:
            yield finding("book.same-copy", place, files=_names(self.same))
        if self.alike:
            yield finding("book.beside", place, files=_names(self.alike))


def answer_for(path: Path) -> Path:
    """Return the file that is read for a workbook: itself, or where it is not there one of the same name otherwise."""
    if path.exists():
        return path
    named = {file.suffix.lower(): file for file in _files(path.parent) if _same_name(file.stem, path.stem)}
    return next((named[suffix] for suffix in BOOK_SUFFIXES if suffix in named), path)


def answering_files(path: Path, *, by_any_name: bool = False) -> AnsweringFiles:
    """Return the file that is read for a workbook, and those beside it.

    ``by_any_name`` takes each that bears the workbook's name for a version of it, unless the rest of its name says
    that it is kept aside: of registries and plans there is one. Of ledgers there are copies of each inspector's.
    """
    read = answer_for(path)
    tables = [file for file in _files(path.parent) if file != read and file.suffix.lower() in _TABLE_SUFFIXES]
    named = [file for file in tables if _bears(file.stem, path.stem)]
    copies = [file for file in named if _is_version(file.stem, path.stem) or (by_any_name and _is_used(file.stem))]
    alike = tuple(file for file in named if file not in copies and not _KNOWN_ASIDE.search(file.stem))
    if not read.exists():  # then nothing is read, and that is what is said
        return AnsweringFiles(read, alike=(*copies, *alike))
    same = tuple(file for file in copies if _is_same(file, read))
    return AnsweringFiles(read, tuple(file for file in copies if file not in same), same, alike)


def stranger_files(folder: Path, known: Iterable[Path]) -> Iterator[Path]:
    """Yield the workbooks of a folder that bear the name of none of the known ones, and are not read."""
    names = [path.stem for path in known]
    for file in _files(folder):
        is_known = any(_bears(file.stem, name) for name in names) or _KNOWN_ASIDE.search(file.stem)
        if file.suffix.lower() in _TABLE_SUFFIXES and not is_known:
            yield file


def _files(folder: Path) -> list[Path]:
    """Return the files of a folder in the order of their names; no hidden ones, nor locks of open workbooks."""
    try:
        return sorted(file for file in folder.iterdir() if file.name[0] not in "~." and file.is_file())
    except OSError:
        return []


def _same_name(stem: str, wanted: str) -> bool:
    return _folded(stem).casefold() == _folded(wanted).casefold()


def _bears(stem: str, wanted: str) -> bool:
    return _folded(wanted).casefold() in _folded(stem).casefold()


def _is_version(stem: str, wanted: str) -> bool:
    """Say whether a name is the wanted one, or that of a copy or version of it."""
    before, found, behind = _folded(stem).casefold().partition(_folded(wanted).casefold())
    if not found or not _is_of(_MARK_BEFORE, before):
        return False
    return _is_of(_MARK_BEHIND, behind) or _WHOLE_BEHIND.fullmatch(behind) is not None


def _is_used(stem: str) -> bool:
    """Say whether a name tells neither of another purpose nor that the file is kept aside."""
    return not (_KNOWN_ASIDE.search(stem) or _KEPT_ASIDE.search(stem))


def _is_of(mark: re.Pattern[str], text: str) -> bool:
    """Say whether a text is marks and nothing else; none is given back, which would take minutes on some names."""
    at = 0
    while at < len(text) and (found := mark.match(text, at)) is not None:
        at = found.end()
    return at == len(text)


def _is_same(copy: Path, original: Path) -> bool:
    return copy.stat().st_size == original.stat().st_size and digest(copy) == digest(original)


def _dated(path: Path) -> str:
    saved = datetime.fromtimestamp(saved_at(path))  # noqa: DTZ006 - the wall's clock
    return f"《{path.name}》（{saved:%Y-%m-%d %H:%M} 保存）"


def _names(paths: Iterable[Path]) -> str:
    return "、".join(f"《{path.name}》" for path in paths)


def _folded(name: str) -> str:
    """Return a name as titles are matched."""
    from xlcheck.reading.folding import fold_title  # noqa: PLC0415 - it loads numpy, which the start need not

    return fold_title(name)
