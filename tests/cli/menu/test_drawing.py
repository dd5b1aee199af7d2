"""冻结, 收存, 抽取 and 重抽 by menu: of a whole round or of single tasks, by numbers there or still to come."""

from datetime import datetime

import pytest

from tests.cli.draws import events, record_of
from tests.cli.seat import Seat
from tests.steps.helpers import fill_ledger
from xlcheck.cli.menu.drawing import _named
from xlcheck.steps.desk.desk import Desk

TASKS = ("01号", "02号", "03号", "11号")
DICE = ("掷骰",)
DRAW = ("307194286503", "是", "")
AGAIN = ("重抽", "03号", "漏了两户", *DICE)


@pytest.mark.parametrize(
    ("answer", "tasks"),
    [
        ("01号", ("01号",)),
        ("01", ("01号",)),
        ("3号", ("03号",)),
        ("01号、03号", ("01号", "03号")),
        ("3，1 11", ("03号", "01号", "11号")),
        ("03号、03号", ("03号",)),
    ],
)
def test_tasks_by_their_numbers(answer, tasks):
    assert _named(answer, TASKS) == ("", tasks)


@pytest.mark.parametrize("answer", ["", "1", "11", "第一批", "04号", "01号、04号", "1-3", "、"])
def test_what_names_no_tasks(answer):
    """A digit alone is the number of a round, and a task that is not there spoils the whole answer."""
    assert _named(answer, TASKS) is None


class Menu:
    """The menu of a desk, each time opened and left, on a day that can be moved."""

    def __init__(self, desk, monkeypatch):
        self.desk, self.monkeypatch, self.now = desk, monkeypatch, datetime(2021, 1, 5, 9)
        monkeypatch.setattr("xlcheck.cli.screen.now", lambda: self.now)

    def __call__(self, *lines):
        """Type lines; gives the screens that were waited at, that of the menu at the end too."""
        return Seat(self.monkeypatch).play(["menu", self.desk], *lines, "0")


@pytest.fixture
def menu(sample_copy, opened, monkeypatch):
    return Menu(sample_copy, monkeypatch)


def drawn(menu):
    menu("冻结", "03号", *DICE, "")
    menu("抽取", "", "", "", "", *DRAW)
    return menu


def next_step(screen):
    return next(line for line in reversed(screen.splitlines()) if line.startswith("下一步："))


def test_single_tasks_are_frozen_and_drawn_the_others_wait(menu, sample_copy):
    *_, asked_again, _ = menu("冻结", "01号、99号", "0")
    assert "没有“01号、99号”" in asked_again
    assert "－ 只做 02号、03号。" in menu("冻结", "02号、03号", *DICE, "", "")[2]
    *_, left = menu("抽取", "03", "", "", "", *DRAW)
    assert "待冻结 3 个，待抽取 1 个" in left
    assert [event for event in events(sample_copy) if event[0] == "draw"] == [("draw", "03号")]


@pytest.mark.parametrize(
    ("slip", "told"),
    [
        (("9",), "没有“9”。请输入 1 至"),
        (("别的", ""), "请写明彩种和期号"),
        (("本机", ""), "请写明理由"),
    ],
)
def test_source_that_cannot_be_is_asked_for_again_at_once(menu, slip, told):
    seen = menu("冻结", "03号", *slip, "0")
    assert told in seen[-2]
    assert seen[-2].splitlines()[-1].startswith(("号码从哪里来", "彩种和期号", "用本机随机数的理由"))


def test_numbers_to_come_are_lodged_waited_for_and_drawn(menu, sample_copy):
    *_, frozen = menu("校验", "", "冻结", "", "双色球", "", "")
    assert next_step(frozen) == "下一步：第一批已冻结，1月7日18时以前把收存联交监督人，登记收存"
    *_, read_back, done, waiting = menu("", "", "示例监督人", "是", "")
    assert "    收存：示例监督人（监督人留存）" in read_back
    assert "√ 已登记：第 1 号冻结收存单由示例监督人收存" in done
    assert next_step(waiting) == "下一步：等第一批开奖，1月7日22时以后抽取"
    _, told = menu("")
    assert "请输入左边的序号" in told
    *_, told, _ = menu("抽取", "")
    assert "、05号）用的彩票 2021-01-07 开奖，当日22时以后才能抽取" in told.replace("\n", "")
    menu.now = datetime(2021, 1, 7, 22)
    menu("", "", "", "", "", "3 9 14 20 27 31 12", "是", "")
    assert record_of(sample_copy, "03号").proofs[0].holder == "示例监督人"


def test_lodging_that_is_declined_is_not_logged(menu, sample_copy):
    menu("冻结", "03号", "双色球", "")
    *_, told, _ = menu("收存", "3", "示例市局", "SC-1", "否", "")
    assert "您答了“否”" in told
    assert not Desk(sample_copy).journal.draws().lodgings


def test_lodging_that_comes_too_late_says_so_before_it_is_logged(menu):
    menu("冻结", "03号", "双色球", "")
    menu.now = datetime(2021, 1, 7, 18)
    *_, read_back, _, _ = menu("收存", "", "示例监督人", "否", "")
    assert "已过开奖日 1月7日18时" in read_back


def test_task_is_drawn_again_for_a_reason_that_is_read_back(menu, sample_copy):
    asked = drawn(menu)(*AGAIN, "是", "")[4]
    for line in ("重抽：03号，第 1 次抽中", "理由：漏了两户", "两次都留在抽取日志中"):
        assert line in asked
    menu("抽取", "", "", "", "", "507194286503", "是", "")
    record = record_of(sample_copy, "03号-第2次")
    assert (record.request.attempt, record.request.reason) == (2, "漏了两户")


def test_what_was_published_of_the_draw_is_read_back(menu, sample_copy):
    drawn(menu)("台账", "")
    fill_ledger(Desk(sample_copy).ledgers / "检查台账-03号.xlsx", 2, inspected="2021-01-05")
    menu("公示", "是", "", "")
    assert "上次的结果已公示 2 户，抽出以后要“撤回”" in menu(*AGAIN, "否", "")[4]
