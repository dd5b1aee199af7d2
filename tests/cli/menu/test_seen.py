"""What can be seen in the window: every entry, done and refused, ends with its verdict beside “按回车回到菜单”."""

import shutil
from pathlib import Path

import pytest

from tests.cli.menu.scenes import BAD_ANSWERS, SCENES, Scene
from tests.cli.menu.worlds import (
    MARCH,
    WORLDS,
    coming,
    due,
    faulty,
    filled,
    fresh,
    frozen,
    lodged,
    opened_elsewhere,
    packed,
    with_draw,
    with_withdrawal,
)
from tests.cli.seat import Seat
from tests.conftest import JANUARY
from tests.length import LONG
from tests.steps.desk.others import other_at_work
from tests.steps.helpers import type_over
from xlcheck.cli.menu.entries import ENTRIES, USUAL_ENTRIES
from xlcheck.cli.window import width
from xlcheck.schema.inputs import ENTITY_BOOK
from xlcheck.steps.desk.desk import Desk, Run, shipped
from xlcheck.steps.practice.sample import PRINTED_PLAN
from xlcheck.steps.remind.refused import refusals

WINDOWS = [(80, 25, 2), (120, 30, 1)] if LONG else [(80, 25, 2)]
"""Columns, rows, and what a sign of uncertain width takes: the console of Chinese Windows, and Windows Terminal."""
BACK = "按回车回到菜单"


@pytest.fixture(scope="session")
def worlds(sample, tmp_path_factory):
    """A desk in each state; not to be written into."""
    folder = tmp_path_factory.mktemp("worlds")
    made = {}
    for world in WORLDS:
        root = folder / world.__name__ / "2021"
        shutil.copytree(sample, root)
        world(Run(Desk(root), JANUARY))
        made[world] = root
    return made


def test_each_entry_is_done_and_refused():
    for way in (True, False):
        assert {scene.entry for scene in SCENES if scene.refused is way} == {entry.title for entry in ENTRIES}


@pytest.mark.usefixtures("opened")
@pytest.mark.parametrize("size", WINDOWS, ids=str)
@pytest.mark.parametrize("scene", SCENES, ids=str)
def test_verdict_is_seen(scene, size, worlds, tmp_path, monkeypatch):
    desk = tmp_path / "workbooks" / "2021"
    shutil.copytree(worlds[scene.world], desk)
    monkeypatch.setattr("xlcheck.cli.screen.now", lambda: MARCH)
    seen = Seat(monkeypatch, *size).play(["menu", desk], scene.entry, *_typed(scene, desk), "", "0")
    *_, answer, menu = (screen for screen in seen if screen.splitlines()[-1].startswith((BACK, "请输入序号")))
    assert answer.splitlines()[-1].startswith(BACK)
    assert scene.verdict in answer.rpartition(f"：{scene.entry}\n")[2], answer
    assert_whole_menu(menu, size[0])


@pytest.mark.usefixtures("opened")
@pytest.mark.parametrize("size", WINDOWS, ids=str)
@pytest.mark.parametrize("bad", BAD_ANSWERS, ids=str)
def test_bad_answer_is_told_where_it_is_asked_again(bad, size, worlds, tmp_path, monkeypatch):
    desk = tmp_path / "workbooks" / "2021"
    keys = _typed(bad, desk)
    shutil.copytree(worlds[bad.world], desk)
    monkeypatch.setattr("xlcheck.cli.screen.now", lambda: MARCH)
    seen = Seat(monkeypatch, *size).play(["menu", desk], bad.entry, *keys, "0", "", "0")
    asked = [_question(screen) for screen in seen]
    lines = seen[len(keys) + 1].splitlines()
    at = next(number for number, line in reversed(list(enumerate(lines[:-1]))) if line.startswith("！"))
    assert bad.told in "".join(lines[at:-1])
    assert asked[len(keys) + 1] in asked[: len(keys) + 1]
    if keys:  # 0 leads back to the menu, by way of what a “no” is answered: a question before this one, too
        after, question = asked[len(keys) + 2], asked[len(keys) + 1]
        assert after.startswith(("请输入序号", BACK)) or after in set(asked[: len(keys) + 1]) - {question}


def _question(screen: str) -> str:
    return screen.splitlines()[-1].split("（")[0]


def _typed(scene: Scene, desk: Path) -> list[str]:
    return [key.format(desk=desk) for key in scene.keys]


def assert_whole_menu(screen: str, columns: int = 80) -> None:
    """The menu from its title to the question, each line in one row of the window."""
    lines = screen.splitlines()
    at = next(number for number, line in reversed(list(enumerate(lines))) if line.startswith("双随机抽查"))
    menu = lines[at:]
    assert "0 退出" in "".join(menu)
    assert any(line.startswith(("下一步：", "演练第 ")) for line in menu)
    assert menu[-1].startswith("请输入序号")
    assert len(menu) <= 24
    assert [line for line in menu if width(line) > columns] == []


def test_progress_is_one_line_that_is_gone_when_the_step_is_done(worlds, tmp_path, monkeypatch):
    shutil.copytree(worlds[with_draw], tmp_path / "2021")
    seat, texts = Seat(monkeypatch), []
    write = seat.write
    monkeypatch.setattr(seat, "write", lambda text: (texts.append(text), write(text)))
    *_, answer, _ = seat.play(["menu", tmp_path / "2021"], "核验", "", "0")
    assert any("核验《抽取记录-03号.xlsx》（1/1）" in text for text in texts)
    assert "核验《" not in answer.rpartition("核验\n")[2]


def test_ctrl_c_says_what_was_being_done(worlds, tmp_path, monkeypatch):
    shutil.copytree(worlds[with_draw], tmp_path / "2021")

    def stop(_):
        raise KeyboardInterrupt

    monkeypatch.setattr("xlcheck.steps.verify.verify.verify_record", stop)
    *_, answer, menu = Seat(monkeypatch).play(["menu", tmp_path / "2021"], "核验", "", "0")
    assert "！ 已中止。中止时正在：核验《抽取记录-03号.xlsx》（1/1）。" in answer
    assert_whole_menu(menu)


IN_ANOTHER_WINDOW = [
    ("校验", fresh, ()),
    ("冻结", fresh, ("03号", "掷骰", "")),
    ("台账", with_draw, ()),
    ("消息", with_draw, ()),
    ("公示", filled, ()),
    ("上报", filled, ()),
    ("到期提醒", filled, ()),
    ("收存", lodged, ("", "示例监督人", "是")),
]
"""Entries that write, each on a desk where it could be done."""


@pytest.mark.parametrize("size", WINDOWS, ids=str)
@pytest.mark.parametrize(("entry", "world", "keys"), IN_ANOTHER_WINDOW, ids=[entry for entry, *_ in IN_ANOTHER_WINDOW])
def test_who_is_at_work_in_another_window_is_seen(entry, world, keys, size, worlds, tmp_path, monkeypatch):
    desk = tmp_path / "2021"
    shutil.copytree(worlds[world], desk)
    monkeypatch.setattr("xlcheck.steps.desk.lock.PATIENCE", 0.2)
    monkeypatch.setattr("xlcheck.cli.screen.now", lambda: MARCH)
    with other_at_work(desk):
        *_, answer, menu = Seat(monkeypatch, *size).play(["menu", desk], entry, *keys, "", "0")
    told = answer.rpartition(f"：{entry}\n")[2]
    assert "做“抽取”，等了 0 秒还没有做完；这一步没有运行，没有改动" in told.replace("\n", "")
    assert answer.splitlines()[-1].startswith(BACK)
    assert_whole_menu(menu, size[0])


NOTHING_DONE = [("抽取", fresh), ("抽取", coming), ("补抽", fresh), ("撤回", fresh), ("重抽", frozen)]


@pytest.mark.usefixtures("opened")
@pytest.mark.parametrize(("entry", "world"), NOTHING_DONE, ids=[f"{entry}-{w.__name__}" for entry, w in NOTHING_DONE])
def test_step_that_did_nothing_has_no_result_to_be_opened(entry, world, worlds, tmp_path, monkeypatch):
    shutil.copytree(worlds[world], tmp_path / "2021")
    (tmp_path / "2021" / "公示").mkdir(exist_ok=True)
    monkeypatch.setattr("xlcheck.cli.screen.now", lambda: MARCH)
    _, answer, _ = Seat(monkeypatch).play(["menu", tmp_path / "2021"], entry, "", "0")
    assert "结果在" not in answer.rpartition(f"：{entry}\n")[2]
    assert answer.splitlines()[-1] == f"{BACK}："


def test_mails_are_not_asked_about_where_no_server_can_send_them(worlds, tmp_path, monkeypatch):
    shutil.copytree(worlds[packed], tmp_path / "2021")
    _, asked, answer, _ = Seat(monkeypatch).play(["menu", tmp_path / "2021"], "发件", "2", "", "0")
    assert asked.splitlines()[-1].startswith("怎样发送（")
    assert "发给" not in answer.rpartition("怎样发送（")[2]
    assert answer.splitlines()[-1].startswith(BACK)


@pytest.mark.usefixtures("opened")
def test_row_that_was_taken_back_is_counted_alike_by_the_menu_and_by_the_reminders(worlds, tmp_path, monkeypatch):
    shutil.copytree(worlds[with_withdrawal], tmp_path / "2021")
    monkeypatch.setattr("xlcheck.cli.screen.now", lambda: MARCH)
    menu, answer, _ = Seat(monkeypatch).play(["menu", tmp_path / "2021"], "到期提醒", "", "0")
    assert "待公示" not in menu
    for screen in (menu, answer.rpartition("：到期提醒\n")[2]):
        assert "已撤回、没有更正 1 户" in screen
    assert "公示：已逾期 0 户，今日到期 0 户，即将到期 0 户，待公示 0 户；已公示 1 户。" in answer


@pytest.mark.usefixtures("opened")
def test_open_ledger_hides_no_round_and_is_to_be_closed_first(worlds, tmp_path, monkeypatch):
    desk = tmp_path / "2021"
    shutil.copytree(worlds[opened_elsewhere], desk)
    monkeypatch.setattr("xlcheck.cli.screen.now", lambda: MARCH)
    seat = Seat(monkeypatch)
    menu, again, answer, _ = seat.play(["menu", desk], "", "公示", "", "0")
    for screen in (menu, again):
        assert_whole_menu(screen)
        _, _, shown = screen.rpartition("双随机抽查")
        assert "《检查台账-03号》正打开着，下面是上次保存的情况" in shown
        assert "待公示 2 户" in shown
        assert "下一步：保存、关闭《检查台账-03号》，再按回车" in shown
        assert shown.splitlines()[-1] == "请输入序号，直接回车为“再看一遍”："
    assert "《检查台账-03号.xlsx》可能正在被打开" in answer

    def closed(screen):
        (desk / "台账" / "~$检查台账-03号.xlsx").unlink()
        return screen

    read = seat.read
    monkeypatch.setattr(seat, "read", lambda **how: closed(read(**how)) if not seat.seen else read(**how))
    _, menu = seat.play(["menu", desk], "", "0")
    assert "下一步：公示第一批已登记的检查结果" in menu
    assert "正打开着" not in menu.rpartition("双随机抽查")[2]


def test_rows_that_are_held_back_are_named_before_the_yes(worlds, tmp_path, monkeypatch):
    desk = tmp_path / "2021"
    shutil.copytree(worlds[filled], desk)
    type_over(desk / "台账" / "检查台账-03号.xlsx", disposal="责令改正")
    monkeypatch.setattr("xlcheck.cli.screen.now", lambda: MARCH)
    _, asked, *_ = Seat(monkeypatch).play(["menu", desk], "公示", "否", "", "0")
    assert "本批 1 户，留下 1 户：有错误 1 户。" in asked
    assert "留下的 1 户：" in asked
    assert "：有错误：检查结果为未发现问题，处理结果却是“责令改正”" in asked.replace("\n", "")


def test_long_list_is_shown_page_by_page_with_its_verdict_last(worlds, tmp_path, monkeypatch):
    desk = tmp_path / "2021"
    shutil.copytree(worlds[fresh], desk)
    (tmp_path / "待检查").mkdir()
    shutil.copy(shipped("workbooks") / "2021" / PRINTED_PLAN, tmp_path / "待检查")
    _, first, second, answer, _ = Seat(monkeypatch, 80, 14).play(["menu", desk], "校验来件", "", "0", "", "0")
    for number, page in ((1, first), (2, second)):
        assert page.splitlines()[-1].startswith(f"（第 {number} 页，共 3 页）")
    assert "错误 26 处" in first
    assert answer.splitlines()[-1].startswith(BACK)
    assert "√ 校验 1 个文件，其中 1 个有错误" in answer


def test_choice_is_typed_as_soon_as_it_is_seen(worlds, tmp_path, monkeypatch):
    desk = tmp_path / "2021"
    shutil.copytree(worlds[with_draw], desk)
    monkeypatch.setattr("xlcheck.cli.screen.now", lambda: MARCH)
    _, listed, shown, *_ = Seat(monkeypatch, 80, 6).play(["menu", desk], "消息", "2", "0", "", "0")
    assert listed.splitlines()[-1].startswith("（第 1 页，共 2 页）复制哪一条？输入序号，回车看下一页，0 返回：")
    assert shown.splitlines()[1].startswith("  检查人员　示例员")


def test_nought_leads_back_from_any_page_of_the_choices(worlds, tmp_path, monkeypatch):
    desk = tmp_path / "2021"
    shutil.copytree(worlds[with_draw], desk)
    monkeypatch.setattr("xlcheck.cli.screen.now", lambda: MARCH)
    _, listed, answer, *_ = Seat(monkeypatch, 80, 6).play(["menu", desk], "消息", "0", "", "0")
    assert listed.splitlines()[-1].startswith("（第 1 页，共 2 页）")
    assert "还没有都告知" in answer


def test_what_is_no_choice_turns_no_page_of_the_choices(worlds, tmp_path, monkeypatch):
    desk = tmp_path / "2021"
    shutil.copytree(worlds[with_draw], desk)
    monkeypatch.setattr("xlcheck.cli.screen.now", lambda: MARCH)
    bad = ("没有这一条没有这一条", "99")
    _, listed, *told, _, _, _ = Seat(monkeypatch, 80, 6).play(["menu", desk], "消息", *bad, "最后一页", "0", "", "0")
    assert [screen.splitlines()[-1] for screen in told[: len(bad)]] == [listed.splitlines()[-1]] * len(bad)
    for typed, screen in zip(("没有这一…这一条", "99"), told[: len(bad)], strict=True):
        line = screen.splitlines()[-2]
        assert line == f"！ 没有“{typed}”。请输入列出的序号，回车看下一页，0 返回。"
        assert width(line) < 80
    assert told[-1].splitlines()[-1].startswith("复制哪一条（")


def test_nothing_is_agreed_to_before_all_of_it_is_seen(worlds, tmp_path, monkeypatch):
    desk = tmp_path / "2021"
    shutil.copytree(worlds[filled], desk)
    _, first, told, second, *_ = Seat(monkeypatch, 80, 4).play(["menu", desk], "公示", "是", "", "否", "", "0")
    for screen in (first, told):
        assert screen.splitlines()[-1] == "（第 1 页，共 2 页）直接回车看下一页，输入 0 看最后一页："
    assert told.splitlines()[-2] == "！ “是”不能翻页。请直接回车看下一页，输入 0 看最后一页。"
    assert second.splitlines()[-1].startswith("公示后记入公示日志，只能更正或撤回。是否公示")
    assert not list(Desk(desk).publications.glob("第*批_*"))


def test_reason_of_a_refusal_stands_beside_the_question(worlds, tmp_path, monkeypatch):
    desk = tmp_path / "2021"
    shutil.copytree(worlds[faulty], desk)
    seen = Seat(monkeypatch).play(["menu", desk], "", "", "0")
    assert "下一步：按校验报告改正错误，保存、关闭，再校验一次" in seen[-1]
    assert "上次“校验”有要处理的：请改正错误后重新校验。" in seen[-1]
    assert_whole_menu(seen[-1])


@pytest.mark.usefixtures("opened")
def test_reason_of_a_refusal_is_there_when_the_menu_is_opened_again_until_the_step_is_done(
    worlds, tmp_path, monkeypatch
):
    desk = tmp_path / "2021"
    shutil.copytree(worlds[fresh], desk)
    lock = desk / f"~${ENTITY_BOOK.filename}"
    seat = Seat(monkeypatch)
    seat.play(["menu", desk], "校验", "", "0")
    lock.write_bytes(b"")
    *_, refused = seat.play(["menu", desk], "", "", "0")
    (again,) = seat.play(["menu", desk], "0")
    for screen in (refused, again):
        assert "下一步：冻结第一批" in screen
        _, _, reason = screen.rpartition("上次“冻结”没有做成：")
        assert "《检查对象名录库.xlsx》可能正在被打开（有锁定文件" in reason.replace("\n    ", "")
        assert reason.splitlines()[-2].endswith("请保存并关闭后再运行。")
        assert_whole_menu(screen)
    lock.unlink()
    seat.play(["menu", desk], "冻结", "03号", "掷骰", "", "", "0")
    (done,) = seat.play(["menu", desk], "0")
    assert "没有做成" not in done
    assert not refusals(Desk(desk))
    seat.play(["menu", desk], "补抽", "", "冻结", "01号", "掷骰", "0", "0")
    assert not refusals(Desk(desk))


def test_going_to_another_year_or_a_sound_log_is_no_refusal(worlds, tmp_path, monkeypatch):
    for year in ("2021", "2022"):
        shutil.copytree(worlds[with_draw], tmp_path / year)
    seat = Seat(monkeypatch)
    desk = tmp_path / "2021"
    seen = seat.play(["menu", desk], "修复日志", "", "换年度", "1", "", "0")
    assert any("日志完好" in screen for screen in seen)
    assert not any("没有做成" in screen for screen in seen)
    assert not refusals(Desk(desk))


def test_other_entries_are_seen_page_by_page_and_chosen_from_any(worlds, tmp_path, monkeypatch):
    desk = tmp_path / "2021"
    shutil.copytree(worlds[fresh], desk)
    seen = Seat(monkeypatch).play(["menu", desk], "9", "", "", "", "0", "9", "自检", "", "0")
    listed = [line[5:].split("　")[0] for screen in seen[1:4] for line in screen.rpartition("更多（第")[2].splitlines()]
    assert {entry.title for entry in ENTRIES} - set(listed) == {entry.title for entry in USUAL_ENTRIES}
    assert all("更多（第" in screen and "0 返回" in screen for screen in seen[1:5])
    assert_whole_menu(seen[5])
    assert "√ 这台电脑可以运行本程序" in seen[7]


def test_after_a_no_what_was_answered_need_not_be_typed_again(worlds, tmp_path, monkeypatch):
    desk = tmp_path / "2021"
    shutil.copytree(worlds[lodged], desk)
    monkeypatch.setattr("xlcheck.cli.screen.now", lambda: MARCH)
    first = ("收存", "3", "示例市局", "SC-1", "否", "")
    again = ("收存", "", "", "SC-2", "是", "")
    seen = Seat(monkeypatch, 80, 25).play(["menu", desk], *first, *again, "0")
    assert any("再选“收存”，不用改的各项直接回车。" in screen for screen in seen)
    assert any("收存的上级单位（直接回车为“示例市局”，0 返回）" in screen for screen in seen)
    assert any("√ 已登记：第 1 号冻结收存单由示例市局收存（自述）" in screen for screen in seen)
    (held,) = Desk(desk).journal.draws().lodgings
    assert (held.holder, held.number) == ("示例市局", "SC-2")


def test_after_ctrl_c_what_was_answered_need_not_be_typed_again(worlds, tmp_path, monkeypatch):
    desk = tmp_path / "2021"
    shutil.copytree(worlds[due], desk)
    monkeypatch.setattr("xlcheck.cli.screen.now", lambda: MARCH)
    interruptions = [KeyboardInterrupt]

    def agrees(_):
        if interruptions:
            raise interruptions.pop()
        return True

    monkeypatch.setattr("xlcheck.cli.screen.agrees", agrees)
    first = ("抽取", "", "示例员", "", "示例甲", "3 9 14 20 27 31 12", "")
    again = ("抽取", "", "", "", "", "", "")
    seen = Seat(monkeypatch, 80, 25).play(["menu", desk], *first, *again, "0")
    assert any("！ 已中止。" in screen and "再选“抽取”，不用改的各项直接回车。" in screen for screen in seen)
    assert any("操作人（可以不填，直接回车为“示例员”" in screen for screen in seen)
    assert any("√ 抽取 1 个任务" in screen for screen in seen)


def test_answers_of_another_entry_or_of_one_that_was_done_are_not_recalled(worlds, tmp_path, monkeypatch):
    desk = tmp_path / "2021"
    shutil.copytree(worlds[lodged], desk)
    monkeypatch.setattr("xlcheck.cli.screen.now", lambda: MARCH)
    done = ("收存", "3", "示例市局", "SC-1", "是", "")
    seen = Seat(monkeypatch, 80, 25).play(["menu", desk], *done, "收存", "3", "0", "0")
    assert "收存的上级单位（0 返回）" in seen[-2]
