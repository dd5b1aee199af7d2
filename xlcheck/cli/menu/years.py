"""新建年度, 开办表, 换年度, 演练 and 看示例 in the menu: which year is worked on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from xlcheck.cli import screen
from xlcheck.cli.asking import choose, either
from xlcheck.cli.dialogues.new import ask_bureau
from xlcheck.cli.menu.state import CommandLine, MenuState
from xlcheck.cli.screen import ask
from xlcheck.model import BureauNames, XlcheckError
from xlcheck.samples.blank import UNNAMED
from xlcheck.samples.settings_2021 import are_those_of_2021
from xlcheck.schema.inputs import PLAN_BOOK
from xlcheck.steps.desk.desk import Desk, desks_in
from xlcheck.steps.desk.load import load_settings
from xlcheck.steps.desk.own_years import left_example, year_named
from xlcheck.steps.new.setup import form_of, is_form_filled
from xlcheck.steps.practice.practice import FOLDER, example_of, place_of

_NONE_YET = "－ 还没有本单位的年度。请退出，重新打开，按提示填写单位名称。"


def practise(state: MenuState) -> Sequence[CommandLine]:
    """Go to the practice year or back, or begin it again."""
    if state.home.name != FOLDER:
        state.other = place_of(state.years)
        return [["practice", str(state.years)]]
    if either("回到正式年度，直接回车；从头再演练一遍，输入 1"):
        return [["practice", str(state.home.parent), "--again"]]
    state.other = next(desks_in(state.home.parent), None)
    if state.other is None:
        screen.say("－ 旁边没有正式年度。")
    return []


def show_example(state: MenuState) -> Sequence[CommandLine]:
    """Go to the shipped year, or from it back to the bureau's own."""
    if not state.desk.example:
        state.other = example_of(state.years)
        return [["practice", str(state.years), "--example"]]
    state.other = next(desks_in(state.years), None)
    screen.say("－ 回到本单位的年度。" if state.other else _NONE_YET)
    return []


def set_up(state: MenuState) -> Sequence[CommandLine]:
    """Write plan and settings from the form, or make it; one in which nothing is typed is opened to be filled."""
    if form_of(state.desk).is_file() and not is_form_filled(state.desk):
        screen.say("请在打开的《开办表》里填写抽查比例，按需要改类别、批次、人数。")
        screen.say("保存、关闭以后，再选一次“开办表”。")
        return []
    return [["setup", state.root]]


def set_up_result(desk: Desk) -> Path:
    """Return what is to be looked at next: the form while nothing is typed into it, else the plan."""
    with suppress(XlcheckError, OSError):
        if is_form_filled(desk):
            return desk.book(PLAN_BOOK)
    return form_of(desk)


def new_year(state: MenuState) -> Sequence[CommandLine]:
    """Ask for a year to be made, and from what; from an example that 0.1.0 left nothing is carried over.

    Raises :class:`XlcheckError` ``desk.example`` on the example.
    """
    if state.desk.example:
        raise XlcheckError("desk.example", folder=state.desk.root)
    current = state.desk.root.name
    usual = str(int(current) + 1) if current.isdigit() else ""
    while trouble := _trouble_of(state, year := ask("新建哪一年", usual, how=f"直接回车为 {usual}" if usual else "")):
        screen.say(f"！ {trouble}")
    blank = left_example(state.desk) > 0 or either(f"由 {current} 年度结转，直接回车；只要空白表，输入 1")
    start = ask_bureau(_names_on(state.desk)) if blank else ["--from", state.root]
    return [["new", year, *start, "--into", str(state.home / year)]]


def _names_on(desk: Desk) -> BureauNames:
    """Return what the bureau of a desk is called; nobody starts as the one of the shipped year unasked."""
    with suppress(XlcheckError):
        settings = load_settings(desk)[0]
        if not are_those_of_2021(settings):
            return BureauNames(settings.bureau, settings.short_name, settings.region)
    return UNNAMED


def _trouble_of(state: MenuState, year: str) -> str:
    """Return what is wrong with a year to be made; nothing where it can be."""
    if not re.fullmatch("20[0-9]{2}", year):
        return "请输入四位数字的年份。"
    return f"{year} 年度已经有了。要转过去，请返回，选“换年度”。" if (state.home / year).exists() else ""


def other_year(state: MenuState) -> Sequence[CommandLine]:
    """Ask for the year to go to."""
    home = state.years if state.desk.example else state.home
    others = [desk for desk in desks_in(home) if desk.root != state.desk.root]
    if others:
        state.other = choose("转到哪一年", others, lambda desk: year_named(desk, state.desk))
    else:
        screen.say(_NONE_YET if state.desk.example else "－ 只有这一个年度。要建立下一年的，请选“新建年度”。")
    return []
