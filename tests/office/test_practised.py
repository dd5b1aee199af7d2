"""The ten steps of 演练 with LibreOffice as the program in which a beginner types."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from tests.office.office import Office, missing
from tests.practised import LEAVE, turns
from xlcheck.cli import screen
from xlcheck.cli.main import run
from xlcheck.cli.menu import opening
from xlcheck.steps.practice.practice import is_through, practice_desk

pytestmark = [pytest.mark.office, pytest.mark.skipif(bool(missing()), reason=missing())]


def test_ten_steps_with_workbooks_saved_by_another_program__ok(tmp_path, monkeypatch, capsys):
    program = Office(tmp_path)

    def type_in(path: Path, cells: Mapping[str, str]) -> None:
        sheet = openpyxl.load_workbook(path, read_only=True).sheetnames[0]
        program.type_in(path, [(sheet, cell, text) for cell, text in cells.items()], tmp_path / "saved.xlsx")
        shutil.move(tmp_path / "saved.xlsx", path)

    desk = practice_desk(tmp_path / "workbooks", now=screen.now())
    monkeypatch.setattr(opening, "opened", lambda _: True)
    for turn in turns(desk, type_in):
        typed = iter([*turn.keys, LEAVE])
        monkeypatch.setattr("click.termui.visible_prompt_func", lambda _, lines=typed: next(lines))
        assert run(["menu", str(desk.root)]) == 0
        assert f"“{turn.step.title}”做完了。" in capsys.readouterr().out
    assert is_through(desk)
