"""The desk: one year's folder with the workbooks that staff keep and the folders that the tool fills."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

import xlcheck
from xlcheck.journal.disk import write_bytes
from xlcheck.journal.journal import Journal
from xlcheck.model import XlcheckError
from xlcheck.reading.stamps import STAMP
from xlcheck.schema.inputs import SETTINGS_BOOK
from xlcheck.schema.table import Book
from xlcheck.steps.desk.answering import AnsweringFiles, answer_for, answering_files
from xlcheck.steps.desk.files import for_notepad
from xlcheck.steps.desk.folder_lock import check_there

PRACTICE_MARK = "演练.txt"
"""A desk that holds this file is for practice: every output is marked 演练."""

EXAMPLE_FOLDER = "示例"
"""Where the shipped year is looked at: below the folder of the years, and none of them."""

_PACKAGE = Path(xlcheck.__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Desk:
    """Where everything of one year is."""

    root: Path
    journal: Journal = field(init=False, repr=False, compare=False)
    """What its logs tell; each is read once."""

    def __post_init__(self) -> None:
        # a frozen class lets no method set its attributes in the usual way
        object.__setattr__(self, "journal", Journal(self.archive, partial(check_there, self.root)))

    @property
    def practice(self) -> bool:
        """Whether this is a practice desk."""
        return (self.root / PRACTICE_MARK).exists()

    @property
    def example(self) -> bool:
        """Whether this is the shipped year of another bureau, which somebody looks at; it is for practice as well."""
        return self.practice and self.root.resolve().parent.name == EXAMPLE_FOLDER

    def mark_practice(self, more: str = "") -> None:
        """Make this a practice desk; ``more`` is what else its mark says."""
        words = f"本文件夹用于演练，所有输出都带有“演练”标记。\n{more}\n"
        write_bytes(self.root / PRACTICE_MARK, for_notepad(words.rstrip("\n") + "\n"))

    def book(self, book: Book) -> Path:
        """Return a workbook that staff keep; where there is no .xlsx, one of the same name in another format."""
        return answer_for(self.root / book.filename)

    def answering(self, book: Book) -> AnsweringFiles:
        """Return the file that is read for such a workbook, with those that may be meant as well."""
        return answering_files(self.root / book.filename, by_any_name=True)

    @property
    def checks(self) -> Path:
        """校验报告 and the annotated copies."""
        return self.root / "校验"

    @property
    def updates(self) -> Path:
        """What exports changed in the registries, one folder an update."""
        return self.root / "更新"

    @property
    def draws(self) -> Path:
        """抽取公告 and 抽取记录, one of each a task."""
        return self.root / "抽取"

    @property
    def forms(self) -> Path:
        """The papers of visits, for print."""
        return self.root / "表单"

    @property
    def ledgers(self) -> Path:
        """检查台账, one workbook a task, in which staff type."""
        return self.root / "台账"

    @property
    def publications(self) -> Path:
        """What is published, one folder a batch."""
        return self.root / "公示"

    @property
    def statistics(self) -> Path:
        """进度与统计, 全年检查台账 and 后续处置清单."""
        return self.root / "统计"

    @property
    def histories(self) -> Path:
        """What became of each entity over the years."""
        return self.root / "档案"

    @property
    def reminders(self) -> Path:
        """到期提醒, as a workbook and as a calendar."""
        return self.root / "提醒"

    @property
    def outbox(self) -> Path:
        """What is sent to the superior bureau."""
        return self.root / "上报"

    @property
    def archive(self) -> Path:
        """The log, the frozen inputs and the frame files."""
        return self.root / "存档"

    @property
    def templates(self) -> Path:
        """The forms: those that stand with the desks, which staff may restyle, else those of the package."""
        folder = self.root.parent.parent / "templates"
        return folder if (folder / "表单").is_dir() else shipped("templates")


_Item = TypeVar("_Item")


_TOLD = 40
"""So many items are told of, however many there are."""


@dataclass(frozen=True, slots=True)
class Talk:
    """How a step speaks with a person: it says what was done, and asks for a yes where it cannot decide by itself.

    ``progress`` hears what is being done right now, and how far it is; that need not be kept.
    """

    say: Callable[[str], None] = lambda _: None
    agrees: Callable[[str], bool] = lambda _: False
    progress: Callable[[str], None] = lambda _: None

    def each(self, what: str, items: Collection[_Item], name: Callable[[_Item], str] = str) -> Iterator[_Item]:
        """Yield items one after the other, and tell which of how many it is; ``what`` has a place for the name.

        Of very many, every so-and-so-many-th is told of.
        """
        stride = -(-len(items) // _TOLD)
        for number, item in enumerate(items, start=1):
            if number % stride == 1 % stride or number == len(items):
                self.progress(f"{what.format(name(item))}（{number}/{len(items)}）")
            yield item


SILENT = Talk()
"""Nobody is there: nothing is said, and the answer to every question is no."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a step: the desk, the time, who hears what is done, who says yes, and who hears of progress."""

    desk: Desk
    now: datetime
    say: Callable[[str], None] = SILENT.say
    agrees: Callable[[str], bool] = SILENT.agrees
    progress: Callable[[str], None] = SILENT.progress

    @property
    def talk(self) -> Talk:
        """How the run speaks with a person."""
        return Talk(self.say, self.agrees, self.progress)

    @property
    def quiet(self) -> Run:
        """The same run, in which nothing is said to have been done; progress is heard, and questions are asked."""
        return replace(self, say=SILENT.say)

    @property
    def stamp(self) -> str:
        """The time as it is printed."""
        return self.now.strftime(STAMP)


def shipped(name: str) -> Path:
    """Return a folder that comes with the tool: in the repository, or inside the installed package."""
    inside = _PACKAGE / "shipped" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def find_desk(folder: Path | None) -> Desk:
    """Return the desk that is meant: the folder itself, or the only or latest year below it or in workbooks/.

    Raises :class:`XlcheckError` ``desk.missing``.
    """
    start = folder or Path.cwd()
    if desk := next(desks_in(start), None):
        return desk
    raise XlcheckError("desk.missing", folder=start)


def folder_of(workbook: Path) -> Path:
    """Return the folder of the year to which a workbook belongs: its own, or of a ledger the one above."""
    above = workbook.resolve().parent.parent
    return above if Desk(above).ledgers == workbook.resolve().parent else workbook.parent


def desks_in(start: Path) -> Iterator[Desk]:
    """Yield the desks that a folder means: itself, or the years below it or in workbooks/, the latest first."""
    for candidate in (start, *_years(start), *_years(start / "workbooks")):
        if Desk(candidate).book(SETTINGS_BOOK).is_file():
            yield Desk(candidate)


def desks_beside(desk: Desk) -> list[Desk]:
    """Return the desks of all years that stand beside one, and itself, by the names of their folders.

    Practice desks stand with practice desks only. A folder without 单位设置 is one where it has an archive.
    """
    root = desk.root.resolve()
    others = (Desk(folder) for folder in _years(root.parent) if folder != root)
    desks = [d for d in others if d.book(SETTINGS_BOOK).is_file() or d.archive.is_dir()]
    return sorted([desk, *(d for d in desks if d.practice == desk.practice)], key=lambda d: d.root.resolve().name)


def _years(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted((p for p in folder.iterdir() if p.is_dir() and p.name.isdigit()), reverse=True)
