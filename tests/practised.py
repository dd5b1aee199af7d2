"""The ten steps of 演练 as a beginner takes them: what the screen tells in quotes is typed, and nothing else."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import openpyxl

from xlcheck.steps.desk.desk import Desk
from xlcheck.steps.practice.guide import STEPS, PracticeStep

ENTER = BACK = ""
LEAVE = "0"


Typing = Callable[[Path, Mapping[str, str]], None]


@dataclass(frozen=True)
class Turn:
    """What is typed at the menu in one step, after what was typed into workbooks."""

    step: PracticeStep
    keys: list[str]


def turns(desk: Desk, type_in: Typing | None = None) -> Iterator[Turn]:
    """The steps one after the other; each is to be played before the next is asked for.

    ``type_in`` types into a workbook's first sheet, by cell.
    """
    for step, taken in zip(STEPS, TAKEN, strict=True):
        yield Turn(step, taken(step, desk, type_in or typed_into))


def quoted(told: str) -> list[str]:
    return re.findall("“([^“”]*)”", told)


def _enter(_: PracticeStep, __: Desk, ___: Typing) -> list[str]:
    return [ENTER, BACK]


def _mend(step: PracticeStep, desk: Desk, type_in: Typing) -> list[str]:
    """Each line that begins with a workbook names a cell, and ends with what is to stand in it."""
    for line in step.told:
        if found := re.match(r"《(\w+)》的 (\w+)，.*?([0-9A-Z]+%?)”?。$", line):
            book, cell, value = found.groups()
            type_in(desk.root / f"{book}.xlsx", {cell: value})
    return [ENTER, BACK]


def _freeze(step: PracticeStep, _: Desk, __: Typing) -> list[str]:
    *_, holder = step.told
    return [ENTER, ENTER, ENTER, ENTER, BACK, ENTER, ENTER, ENTER, *quoted(holder), BACK]


def _draw(step: PracticeStep, _: Desk, __: Typing) -> list[str]:
    return [ENTER, ENTER, *quoted(step.told[1]), *quoted(step.told[2]), BACK]


def _replace(step: PracticeStep, desk: Desk, _: Typing) -> list[str]:
    _, who, confirm, _ = step.instructions(desk)
    return [ENTER, *quoted(who), ENTER, *quoted(confirm), BACK, ENTER, BACK]


def _record(step: PracticeStep, desk: Desk, type_in: Typing) -> list[str]:
    (name,) = re.findall("《([^》]*)》", step.told[0])
    path = desk.ledgers / f"{name}.xlsx"
    cells = first_row(path)
    pairs = re.findall("([^，“”。]+)“([^”]+)”", step.told[1] + step.told[2])
    type_in(path, {cells[title]: value for title, value in pairs})
    return [ENTER, ENTER, BACK]


def _publish(step: PracticeStep, _: Desk, __: Typing) -> list[str]:
    return [ENTER, *quoted(step.told[0]), ENTER, BACK]


TAKEN = (_enter, _mend, _freeze, _draw, _enter, _replace, _record, _publish, _enter, _enter)


def first_row(ledger: Path) -> dict[str, str]:
    """The cells of the first company in a ledger, by the titles of the columns."""
    _, _, header, row, *_ = openpyxl.load_workbook(ledger).worksheets[0].iter_rows()
    return {str(title.value): cell.coordinate for title, cell in zip(header, row, strict=True)}


def typed_into(path: Path, cells: Mapping[str, str | None]) -> None:
    """Type into the first sheet of a workbook, as a person does who saves and closes it."""
    book = openpyxl.load_workbook(path)
    for cell, value in cells.items():
        book.worksheets[0][cell] = value
    book.save(path)
