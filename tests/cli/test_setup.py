"""`setup`: the form by the command line."""

import pytest

from tests.steps.new.forms import FIRST, type_into
from xlcheck.steps.desk.desk import Desk
from xlcheck.steps.new.setup import form_of


@pytest.fixture
def desk(tmp_path, xlcheck):
    folder = tmp_path / "workbooks" / "2026"
    names = ("--bureau", "示例市示例县文化和旅游局", "--short", "示例县文化和旅游局", "--region", "140622")
    code, out, _ = xlcheck("new", "2026", *names, "--trade", "文化和旅游", "--into", folder)
    assert (code, "开办表：填写要抽查的类别的抽查比例" in out) == (0, True)
    return Desk(folder)


def test_form_is_read_back_task_by_task_and_written_after_a_yes(desk, xlcheck):
    type_into(form_of(desk), {f"B{FIRST}": "不低于5%", f"C{FIRST}": "第二批"})
    code, out, _ = xlcheck("setup", desk.root, typed="是\n")
    assert code == 0
    assert "将写出 1 个任务，对象都是批次开始以前成立、在营的，每户 2 人检查：" in out
    assert "    01号　互联网上网服务　下限5%，进位　2026年5月至8月" in out
    assert "没有写抽查比例、没有列入计划的类别：歌舞娱乐、" in out
    assert "√ 已按开办表写出 1 个任务" in out


def test_nobody_is_asked_where_that_is_wanted(desk, xlcheck):
    type_into(form_of(desk), {f"B{FIRST}": "5%"})
    code, out, _ = xlcheck("setup", desk.root, "--adopt")
    assert (code, "（是/否）" in out) == (0, False)
    code, _, err = xlcheck("setup", desk.root, "--adopt")
    assert (code, "里已经有内容，程序不改动" in err) == (2, True)


def test_faults_are_told_with_their_cells__error(desk, xlcheck):
    type_into(form_of(desk), {f"B{FIRST + n}": "若干" for n in range(13)})
    code, out, err = xlcheck("setup", desk.root)
    assert code == 2
    assert "《开办表.xlsx》开办表 B17：" in out
    assert "其余 1 处，改正以后再列" in out
    assert "《开办表.xlsx》有 13 处要改正，没有写出" in err


def test_blank_form_and_form_that_is_not_there(desk, xlcheck):
    code, _, err = xlcheck("setup", desk.root)
    assert (code, "还没有填写抽查比例" in err) == (2, True)
    form_of(desk).unlink()
    code, out, _ = xlcheck("setup", desk.root)
    assert (code, "√ 请填写《开办表》" in out) == (0, True)
    assert form_of(desk).is_file()


def test_desk_that_is_in_use_is_refused__error(sample_copy, xlcheck):
    code, _, err = xlcheck("setup", sample_copy)
    assert (code, "里已经有内容，程序不改动" in err) == (2, True)
