"""The desk: which folder is meant, and where everything of it is."""

from datetime import datetime

import pytest

from tests.steps.helpers import sentence
from xlcheck.schema.inputs import PLAN_BOOK, SETTINGS_BOOK
from xlcheck.steps.desk.desk import PRACTICE_MARK, Desk, Run, find_desk, shipped


def desk_at(folder):
    folder.mkdir(parents=True)
    (folder / SETTINGS_BOOK.filename).write_bytes(b"")
    return folder


def test_folder_itself(tmp_path):
    folder = desk_at(tmp_path / "任意名")
    assert find_desk(folder) == Desk(folder)


def test_latest_year_below_the_folder(tmp_path):
    for year in ("2021", "2023", "2022"):
        desk_at(tmp_path / year)
    assert find_desk(tmp_path).root.name == "2023"


def test_latest_year_below_workbooks(tmp_path):
    desk_at(tmp_path / "workbooks" / "2021")
    assert find_desk(tmp_path).root == tmp_path / "workbooks" / "2021"


def test_year_without_settings_is_passed_over(tmp_path):
    desk_at(tmp_path / "2021")
    (tmp_path / "2022").mkdir()
    desk_at(tmp_path / "2021 备份")
    assert find_desk(tmp_path).root.name == "2021"


def test_current_folder_where_none_is_given(tmp_path, monkeypatch):
    folder = desk_at(tmp_path / "2021")
    monkeypatch.chdir(folder)
    assert find_desk(None).root == folder


def test_folder_of_outputs_is_no_desk__error(tmp_path):
    desk_at(tmp_path / "2021")
    (tmp_path / "2021" / "校验").mkdir()
    assert "单位设置.xlsx" in sentence(find_desk, tmp_path / "2021" / "校验")


def test_folder_that_does_not_exist__error(tmp_path):
    text = sentence(find_desk, tmp_path / "2030")
    assert str(tmp_path / "2030") in text
    assert "“新建年度”" in text


def test_practice_is_a_mark_in_the_folder(tmp_path):
    folder = desk_at(tmp_path / "2021")
    assert not Desk(folder).practice
    (folder / PRACTICE_MARK).write_text("", "utf-8")
    assert Desk(folder).practice


def test_templates_beside_the_desks_go_before_the_shipped_ones(tmp_path):
    desk = Desk(desk_at(tmp_path / "workbooks" / "2021"))
    assert desk.templates == shipped("templates")
    (tmp_path / "templates" / "表单").mkdir(parents=True)
    assert desk.templates == tmp_path / "templates"


def test_outputs_never_lie_beside_the_inputs():
    desk = Desk(shipped("workbooks") / "2021")
    folders = {desk.checks, desk.draws, desk.forms, desk.ledgers, desk.publications, desk.statistics, desk.outbox}
    assert len(folders | {desk.archive}) == 8
    assert all(folder.parent == desk.root for folder in folders)
    assert desk.book(PLAN_BOOK).parent == desk.root


@pytest.mark.parametrize("name", ["workbooks", "templates"])
def test_shipped_folders_are_there(name):
    assert shipped(name).is_dir()


def test_time_is_printed_to_the_minute(tmp_path):
    assert Run(Desk(tmp_path), datetime(2021, 1, 5, 9, 7, 30)).stamp == "2021-01-05 09:07"
