"""The menu as a process in a terminal: what the keyboard, the window and the line discipline make of it."""

import shutil
import sys

import pytest

from xlcheck.schema.inputs import ENTITY_BOOK, PLAN_BOOK
from xlcheck.steps.desk.desk import shipped
from xlcheck.steps.practice.sample import PRINTED_PLAN

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminals of this kind", allow_module_level=True)

from tests.cli.console import console
from tests.steps.helpers import set_unit

BACK, MENU = "按回车回到菜单", "请输入序号"
PASSWORD = "示例密码2021"


@pytest.fixture
def menu(sample_copy):
    """The menu of a desk, in the window where it has come up; by its 文号 it is no shipped example."""
    set_unit(sample_copy, document_no="示交字〔2021〕1号")
    with console(["menu", sample_copy.parent]) as opened:
        opened.wait(MENU)
        yield opened


def test_menu_stands_whole_in_the_window(menu):
    assert menu.now.startswith("双随机抽查")
    assert menu.now.splitlines()[-1].startswith(MENU)
    assert menu.leave("0") == 0


def test_freeze_and_a_freeze_that_is_refused(menu, sample_copy):
    for asked, answer in (("冻结哪一批", "冻结"), ("号码从哪里来", "01号")):
        menu.type(answer, asked)
    assert "不定向抽查" in menu.type("掷骰", "本次按哪一种")
    answer = menu.type("", BACK)
    assert "√ 已冻结 01号" in answer
    assert "读取《" not in answer  # the line of progress is gone
    menu.type("", MENU)
    (sample_copy / f"~${PLAN_BOOK.filename}").write_bytes(b"")  # somebody has it open
    assert "可能正在被" in menu.type("冻结", BACK)  # before anything is asked
    menu.type("", MENU)
    assert menu.leave("0") == 0


def test_long_list_comes_page_by_page(menu, sample_copy):
    inbox = sample_copy.parent / "待检查"
    inbox.mkdir()
    shutil.copy(shipped("workbooks") / "2021" / PRINTED_PLAN, inbox)
    first = menu.type("校验来件", "看最后一页")
    assert "错误 26 处" in first
    assert first.splitlines()[-1].startswith("（第 1 页，共 2 页）")
    assert "√ 校验 1 个文件，其中 1 个有错误" in menu.type("", BACK)


def test_ctrl_c_in_a_step_and_at_a_question(menu, sample_copy):
    inbox = sample_copy.parent / "待检查"
    inbox.mkdir()
    for number in range(60):  # so many that the key is pressed long before the end, on any machine
        shutil.copy(sample_copy / ENTITY_BOOK.filename, inbox / f"名录{number}.xlsx")
    menu.type("校验来件", "/60）")
    stopped = menu.interrupt(BACK)
    assert "！ 已中止。中止时正在：" in stopped
    menu.type("", MENU)
    menu.type("冻结", "冻结哪一批")
    stopped = menu.interrupt(BACK)
    assert "！ 已中止。已经做完的留着" in stopped
    menu.type("", MENU)
    assert "。要退出，请输入 0。" in menu.interrupt(MENU)
    assert (sample_copy / PLAN_BOOK.filename).is_file()
    assert menu.leave("0") == 0


def test_password_is_not_seen_and_a_dragged_folder_is_found(menu, sample_copy):
    assert "还没有可以上报的材料" in menu.type("加密上报", BACK)  # before a password is asked for
    menu.type("", MENU)
    menu.type("统计", BACK)
    menu.type("", MENU)
    menu.type("加密上报", "打开密码")
    menu.type(PASSWORD, "再输入一次")
    assert "√ 第 1 次上报" in menu.type(PASSWORD, BACK)
    assert PASSWORD not in "\n".join(menu.terminal.seen)
    menu.type("", MENU)
    folder = sample_copy.parent / "收件 (1)"
    folder.mkdir()
    menu.type("全市汇总", "放收到的邮件")
    menu.type(f"'{folder}'", "做哪一件")
    assert "收件 (1)" in menu.type("", BACK).replace("\n", "")
