"""Plants numbers of persons: ``python -m tests.steps.desk.plantings [--count 300] [--seed 1]``.

A spelling is planted in a place from which something is published, told to others, or written for good. Whatever
happens then, the number may stand in nothing of that, and a person must have been told: by a refusal that names what
was typed, or where it stands, or by a problem of a line that is held back. Every place gets its share of the count.
"""

from __future__ import annotations

import argparse
import html
import re
import shutil
import sys
import tempfile
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from random import Random

from tests.builders import by_column
from tests.conftest import DECLARED, JANUARY, NUMBERS
from tests.steps.helpers import draw, edited, fill_ledger, set_unit
from xlcheck.draws.kind import KindChoice
from xlcheck.excel.write.desk_books import write_desk_book
from xlcheck.messages import Level, error_text, level, problem
from xlcheck.model import ProofKind, XlcheckError
from xlcheck.samples.blank import blank_settings
from xlcheck.samples.picture import sample_picture
from xlcheck.schema.inputs import ENTITY_BOOK, INSPECTOR_BOOK, ITEM_BOOK, OTHER_BOOK, OTHERS, PLAN_BOOK
from xlcheck.schema.table import Book
from xlcheck.steps.check.accept import accept
from xlcheck.steps.correct.day import awaited_issues, put_off
from xlcheck.steps.correct.numbers import correct_numbers, drawn_numbers
from xlcheck.steps.desk.desk import Desk, Run
from xlcheck.steps.draw.clock import correct_clock
from xlcheck.steps.draw.draw import Attendance, draw_task
from xlcheck.steps.draw.freeze import abandon, freeze_task
from xlcheck.steps.draw.lodge import note_lodged, write_slips
from xlcheck.steps.draw.source import game_source_of, system_source
from xlcheck.steps.draw.tasks import choose_tasks, ready_books, tasks_of
from xlcheck.steps.ledger.prepare import prepare
from xlcheck.steps.practice.sample import write_sample_desk
from xlcheck.steps.publish.publish import publish
from xlcheck.steps.publish.withdraw import RowChoice, withdraw
from xlcheck.steps.remind.notify import notify
from xlcheck.steps.replace.replace import DropOutReport, replace_one
from xlcheck.steps.send.send import send

SPELLINGS = (
    "13812345678",
    "1381-234-5678",
    "138-123-45678",
    "(138)12345678",
    "008613812345678",
    "+86 138 1234 5678",
    "138‐1234‐5678",
    "138\u22121234\u22125678",
    "１３８１２３４５６７８",
    "1 3 8 1 2 3 4 5 6 7 8",
    "138\u200b1234\u200b5678",
    "Tel13812345678x",
    "0349-555-0373",
    "（0349）5550373",
    "110101-19900307-425X",
    "ID110101900307425",
    "110101 1990 0307 4258",
    "6222 0212 3456 7890 128",
    "4000-1234-5678-9017",
    "138，1234，5678",
    "138、1234、5678",
    "1、3、8、1、2、3、4、5、6、7、8",
    "138：1234：5678",
    "138\u30001234\u30005678",
    "138·1234·5678",
    "138_1234~5678",
    "1381234567813987654321",
    "l38l234567８",
    "138O2345678",
    "13812345678@139.com",
    "一三八1234五六七八",
    "壹叁捌壹贰叁肆伍陆柒捌",
    "110101，19900307，425X",
    "❶❸❽❶❷❸❹❺❻❼❽",
    "壹叁捌 壹贰叁肆 伍陆柒捌",
    "138        1234        5678",
    "138点1234点5678",
    "17951138123456⒎⒏",
    "13812345678139876543211371234567８",
)
"""As people write them; the identity numbers of a region that no desk of the samples has."""

ISSUE, RIGHT = "双色球2021003期", "1 2 3 4 5 6 + 8"
ROOM = Attendance("示例甲", "示例室", "示例乙")
MARCH = datetime(2021, 3, 5, 9)


def plain(run: Run) -> Run:
    """The desk as it is delivered."""
    return run


def lodged(run: Run) -> Run:
    """A task frozen on a public issue, with its slip."""
    books = ready_books(run)
    freeze_task(run, books, tasks_of(books, ["03号"])[0], game_source_of(run, ISSUE, books.settings))
    write_slips(run, books.settings)
    return run


def drawn(run: Run) -> Run:
    """A task drawn by an issue, in the evening of its day."""
    night = replace(lodged(run), now=datetime(2021, 1, 7, 22))
    books = ready_books(night)
    task = freeze_task(night, books, tasks_of(books, ["03号"])[0], None)
    assert task is not None
    draw_task(night, task, {"ssq-2021003": "1 2 3 4 5 6 + 7"}, ROOM)
    return night


def inspected(run: Run) -> Run:
    """A task drawn in January; in March three lines of its ledger are filled, and published."""
    draw(run, "01号")
    prepare(run)
    later = replace(run, now=MARCH)
    fill_ledger(run.desk.ledgers / "检查台账-01号.xlsx", 3)
    publish(later)
    return later


STATES: tuple[Callable[[Run], Run], ...] = (plain, lodged, drawn, inspected)


def freeze(run: Run, source=DECLARED, **more) -> object:
    books = ready_books(run)
    return freeze_task(run, books, tasks_of(books, ["05号"])[0], source, **more)


def typed_into(book: Book, title: str, sheet: str | int = 0) -> Callable[[Run, str], None]:
    """Type into the first row of a column, found by its title."""

    def type_in(run: Run, text: str) -> None:
        def change(opened) -> None:
            header = next(row for row in opened.iter_rows(max_row=5) if title in [cell.value for cell in row])
            at = next(cell for cell in header if cell.value == title)
            cell = opened.cell(at.row + 1, at.column)
            cell.value = f"{cell.value or ''} {text}"

        edited(run.desk.book(book), change, sheet)

    return type_in


def in_ledger(**cells: str) -> Callable[[Run, str], None]:
    """Type into the fourth line of the ledger, in each of the columns."""

    def type_in(run: Run, text: str) -> None:
        values = {key: value.format(text) for key, value in cells.items()}
        fill_ledger(run.desk.ledgers / "检查台账-01号.xlsx", 1, 3, **values)

    return type_in


def unit(key: str) -> Callable[[Run, str], None]:
    return lambda run, text: void(set_unit(run.desk.root, **{key: f"示例局 {text}"}))


def void(_: object) -> None:
    """Nothing comes of it."""


def then(change: Callable[[Run, str], None], step: Callable[[Run], object]) -> Callable[[Run, str], object]:
    """Change a workbook, then do a step."""

    def act(run: Run, text: str) -> object:
        change(run, text)
        return step(run)

    return act


def _evidence(run: Run) -> Path:
    path = run.desk.root.parent / "照片.png"
    path.write_bytes(sample_picture())
    return path


def dropped(run: Run, **said: str) -> object:
    entity = str(_codes(run)[-1])
    values = {"reason": "迁出", "note": "", "operator": "示例甲", **said}
    return replace_one(run, "01号", DropOutReport((entity,), "", evidence=(_evidence(run),), **values))


def _codes(run: Run) -> list[str]:
    from xlcheck.steps.draw.archive import Archive  # noqa: PLC0415 - beside its use

    return [entity.code for entity in next(iter(Archive(run.desk).records().values())).sample]


def attended(run: Run, room: Attendance) -> object:
    """Draw by dice, with somebody in the room."""
    books = ready_books(run)
    (row,) = tasks_of(books, ["05号"])
    task = freeze_task(run, books, row, DECLARED)
    return draw_task(run, task, NUMBERS, room)


@dataclass(frozen=True)
class PlantingPlace:
    """A place: the state of the desk, and what is done there with a text."""

    state: Callable[[Run], Run]
    act: Callable[[Run, str], object]
    silent: bool = False
    """Whether what is typed there goes nowhere, so that nobody needs to be told."""


def on_a_sheet_aside(run: Run, text: str) -> None:
    """Move the last company to a sheet whose name says that it takes no part, and has the text in it."""

    def change(sheet) -> None:
        aside = sheet.parent.copy_worksheet(sheet)
        aside.title = re.sub(r"[\[\]:*?/\\]", "", f"存档{text}")[:31]
        aside.delete_rows(3, aside.max_row - 3)
        sheet.delete_rows(sheet.max_row)

    edited(run.desk.book(ENTITY_BOOK), change)


def other_inspection(run: Run, text: str) -> None:
    """List an inspection of a company as ordered by the text."""
    row = {"code": "91140603MA0K00001K", "inspected": date(2021, 1, 3), "inspection_type": "日常", "source": text}
    write_desk_book(run.desk.book(OTHER_BOOK), OTHER_BOOK, {OTHERS.key: [by_column(OTHERS, row)]}, blank_settings())


PLACES: dict[str, PlantingPlace] = {
    "文号": PlantingPlace(plain, then(unit("document_no"), freeze)),
    "上级单位": PlantingPlace(plain, then(unit("superior"), freeze)),
    "单位简称": PlantingPlace(inspected, then(unit("short_name"), send)),
    "任务名称": PlantingPlace(plain, then(typed_into(PLAN_BOOK, "抽查任务名称"), freeze)),
    "抽查事项": PlantingPlace(plain, then(typed_into(PLAN_BOOK, "抽查事项"), freeze)),
    "对象名称": PlantingPlace(plain, then(typed_into(ENTITY_BOOK, "检查对象名称"), freeze)),
    "人员姓名": PlantingPlace(plain, then(typed_into(INSPECTOR_BOOK, "姓名"), freeze)),
    "没有采用的工作表": PlantingPlace(plain, then(on_a_sheet_aside, freeze)),
    "其他检查的来源": PlantingPlace(plain, then(other_inspection, freeze)),
    "工作单位": PlantingPlace(plain, then(typed_into(INSPECTOR_BOOK, "工作单位"), freeze)),
    "本机随机数理由": PlantingPlace(plain, lambda run, text: freeze(run, system_source(run, f"问 {text}"))),
    "定向条件": PlantingPlace(plain, lambda run, text: freeze(run, choice=KindChoice("定向抽查", f"联系电话为{text}"))),
    "移出理由": PlantingPlace(plain, lambda run, text: freeze(run, choice=KindChoice(moved_reason=f"问 {text}"))),
    "操作人": PlantingPlace(plain, lambda run, text: attended(run, replace(ROOM, operator=text))),
    "抽取地点": PlantingPlace(plain, lambda run, text: attended(run, replace(ROOM, venue=f"示例室 {text}"))),
    "监督人": PlantingPlace(plain, lambda run, text: attended(run, replace(ROOM, witnesses=f"示例乙（{text}）"))),
    "接受理由": PlantingPlace(plain, lambda run, text: accept(run, (1,), f"问 {text}")),
    "放弃理由": PlantingPlace(
        lodged, lambda run, text: abandon(run, choose_tasks(run, ["03号"], ""), f"电话 {text} 通知")
    ),
    "收存人": PlantingPlace(lodged, lambda run, text: note_lodged(run, 1, ProofKind.WITNESS, f"示例乙 {text}")),
    "回执编号": PlantingPlace(lodged, lambda run, text: note_lodged(run, 1, ProofKind.STATED, "示例市局", text)),
    "改期说明": PlantingPlace(
        lodged, lambda run, text: put_off(run, awaited_issues(run)[0], date(2021, 1, 10), f"问 {text}", _evidence(run))
    ),
    "重抽理由": PlantingPlace(
        drawn,
        lambda run, text: freeze_task(
            run, ready_books(run), tasks_of(ready_books(run), ["03号"])[0], DECLARED, again=f"问 {text}"
        ),
    ),
    "更正理由": PlantingPlace(
        drawn, lambda run, text: correct_numbers(run, drawn_numbers(run)[0], RIGHT, f"电话 {text} 告知")
    ),
    "时钟原因": PlantingPlace(drawn, lambda run, text: correct_clock(replace(run, now=JANUARY), f"问 {text}")),
    "补抽原因": PlantingPlace(inspected, lambda run, text: dropped(run, reason=f"迁出，电话 {text}")),
    "补抽说明": PlantingPlace(inspected, lambda run, text: dropped(run, note=text)),
    "补抽操作人": PlantingPlace(inspected, lambda run, text: dropped(run, operator=text)),
    "撤回原因": PlantingPlace(inspected, lambda run, text: withdraw(run, RowChoice("01号"), f"问 {text}")),
    "检查事项": PlantingPlace(inspected, then(in_ledger(items="示例事项 {}"), publish)),
    "检查结果": PlantingPlace(inspected, then(in_ledger(result="发现问题 {}"), publish)),
    "台账备注": PlantingPlace(inspected, then(in_ledger(remark="负责人 {}"), publish)),
    "法定代表人": PlantingPlace(
        inspected,
        lambda run, text: (typed_everywhere(run, ENTITY_BOOK, "法定代表人", text), in_ledger()(run, ""), publish(run)),
    ),
    "抽查依据": PlantingPlace(
        inspected,
        lambda run, text: (typed_everywhere(run, ITEM_BOOK, "抽查依据", text), in_ledger()(run, ""), publish(run)),
    ),
    "消息": PlantingPlace(inspected, then(in_ledger(situation="电话 {}", remark="电话 {}"), notify), silent=True),
    "消息里的乡镇": PlantingPlace(
        inspected,
        lambda run, text: (typed_everywhere(run, ENTITY_BOOK, "所属乡镇", f"示例乡 {text}"), notify(run)),
        silent=True,
    ),
    "上报": PlantingPlace(inspected, then(in_ledger(remark="负责人 {}"), send), silent=True),
}


def typed_everywhere(run: Run, book: Book, title: str, text: str) -> None:
    """Type a text into all rows of a column."""

    def change(sheet) -> None:
        column = next(cell.column for cell in sheet[2] if cell.value == title)
        for row in range(3, sheet.max_row + 1):
            sheet.cell(row, column, text)

    edited(run.desk.book(book), change)


UNCHANGEABLE = ("存档", "抽取")
LEAST_DIGITS = 10
"""Of a number of a person that is written in digits."""
PUBLISHED = ("公示", "提醒", "上报")


def files_out(desk: Desk) -> Iterator[Path]:
    """Everything that is published, told, sent or kept for good; not the copies of workbooks that a freeze archives."""
    for folder in (*UNCHANGEABLE, *PUBLISHED):
        for path in sorted((desk.root / folder).rglob("*")):
            inputs = "输入" in path.parts or path.name == "台账校验报告.xlsx"
            if path.is_file() and not inputs and path.suffix not in (".png", ".zip", ".eml"):
                yield path


def standing(desk: Desk, spelling: str) -> list[str]:
    """The files in which a number stands, however it is written there: by the digits of each text alone.

    A spelling that is not mostly digits is looked for as it is.
    """
    number = digits(spelling)
    if len(number) < LEAST_DIGITS:
        return [
            path.relative_to(desk.root).as_posix()
            for path in files_out(desk)
            if any(spelling in text for text in _texts(path))
        ]
    return [
        path.relative_to(desk.root).as_posix()
        for path in files_out(desk)
        if any(number in digits(text) for text in _texts(path))
    ]


def digits(text: str) -> str:
    """The digits of a text, whatever stands between."""
    return "".join(str(unicodedata.decimal(c)) for c in text if unicodedata.decimal(c, None) is not None)


def _texts(path: Path) -> Iterator[str]:
    if path.suffix != ".xlsx":
        yield from path.read_text("utf-8", "replace").splitlines()
        return
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            data = package.read(name).decode("utf-8", "replace")
            yield from (html.unescape(one[1] or one[2]) for one in re.finditer(r">([^<]+)<|\"([^\"]+)\"", data))


def plant(run: Run, place: str, spelling: str) -> str:
    """Plant a spelling, and put back the workbooks; returns the sentence with which it was refused or held back."""
    books = {path: path.read_bytes() for path in (*run.desk.root.glob("*.xlsx"), *run.desk.ledgers.glob("*.xlsx"))}
    try:
        result = PLACES[place].act(run, spelling)
    except XlcheckError as error:
        return error_text(error)
    finally:
        for path, data in books.items():
            path.write_bytes(data)
    last = result[-1] if isinstance(result, tuple) else result
    notes = [note for note in getattr(getattr(last, "texts", None), "notes", ()) if "消息里像有" in note]
    errors = notes or [problem(one) for one in getattr(last, "findings", ()) if level(one) is Level.ERROR]
    return errors[0] if errors else "（不写出）" if PLACES[place].silent else ""


def made(state: Callable[[Run], Run], folder: Path) -> Run:
    """A desk in a state, in a folder that is not there yet."""
    root = folder / "workbooks" / "2021"
    write_sample_desk(root)
    return state(Run(Desk(root), JANUARY))


def troubles_of(run: Run, place: str, spelling: str) -> str:
    """Plant; returns what is wrong then, and nothing where the number is nowhere and somebody was told."""
    told, leaks = plant(run, place, spelling), standing(run.desk, spelling)
    return "" if told and not leaks else f"{place} {spelling!r}: {told or 'nothing said'} {leaks}"


def copied(run: Run, folder: Path) -> Run:
    """The same run on a copy of its desk, in a folder that is not there yet."""
    shutil.copytree(run.desk.root.parent.parent, folder)
    return replace(run, desk=Desk(folder / "workbooks" / "2021"))


def main(count: int, seed: int) -> int:
    """Plant so many spellings, on a desk of each state; returns the exit code."""
    random, troubles = Random(seed), list[str]()
    pairs = [(place, spelling) for spelling in SPELLINGS for place in PLACES]
    random.shuffle(pairs)
    chosen = pairs[:count]
    for state in STATES:
        with tempfile.TemporaryDirectory() as folder:
            run = made(state, Path(folder) / "made")
            for number, (place, spelling) in enumerate(one for one in chosen if PLACES[one[0]].state is state):
                here = copied(run, Path(folder) / str(number))
                troubles += filter(None, [troubles_of(here, place, spelling)])
                shutil.rmtree(Path(folder) / str(number))
    print(f"{len(chosen)} plantings in {len({place for place, _ in chosen})} places: {len(troubles)} troubles")
    for trouble in troubles:
        print(f"  {trouble}")
    return 1 if troubles else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    sys.exit(main(arguments.count, arguments.seed))
