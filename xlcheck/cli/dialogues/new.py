"""新建年度: what a new bureau is asked, once."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from xlcheck.cli import screen
from xlcheck.cli.asking import choose
from xlcheck.cli.screen import ask
from xlcheck.model import BureauNames
from xlcheck.samples.categories import category_note, trades
from xlcheck.schema.trades import OTHER_TRADE, told_trade

REGION = "[1-9][0-9]{5}"
"""A 行政区划代码."""
_YEAR = "20[0-9]{2}"
_NAME = re.compile("[\u3400-\u9fff][\u3400-\u9fff（）()·0-9A-Za-z]{3,39}")
"""A bureau's name, full or short: it stands in titles, and in the names of tasks."""
_PROVINCE, _COUNTY = ".{2,8}?(?:省|自治区)", "(?=.{1,10}?(?:区|县|市|旗))"
_CITY_AHEAD = re.compile(rf"(?:{_PROVINCE})?.{{2,10}}?(?:市|自治州|州|盟|地区){_COUNTY}|{_PROVINCE}{_COUNTY}")
"""What the short name of a county's bureau leaves out of the full one: province and city, or a province alone."""


def ask_bureau(known: BureauNames) -> Sequence[str]:
    """Ask who a bureau is, of which something may be ``known``; returns the arguments of ``new``."""
    return ask_rest(ask_name(known.bureau), known)


def ask_name(known: str = "", instead: Collection[str] = (), how: str = "如 示例市示例区市场监督管理局") -> str:
    """Return 单位全称 as a person types it, or one of the answers that may stand ``instead`` of it."""
    return _asked_name("单位全称", known, f"直接回车为 {known}" if known else how, instead)


def ask_rest(bureau: str, known: BureauNames) -> Sequence[str]:
    """Ask what else is to be known of a bureau; returns the arguments of ``new``."""
    usual = known.short_name if known.bureau == bureau else short_name_of(bureau)
    short = _asked_name("单位简称", usual, f"直接回车为 {usual}")
    return ("--bureau", bureau, "--short", short, "--region", _ask_region(known.region), "--trade", _ask_trade(bureau))


def ask_year(usual: int) -> str:
    """Return the year that a person types; Enter takes the ``usual`` one."""
    return _fitting("年度", _YEAR, f"直接回车为 {usual}", "请输入四位数字的年份。", str(usual))


def short_name_of(bureau: str) -> str:
    """Return a bureau's usual short name: the full one without province and city, where a county follows."""
    match = _CITY_AHEAD.match(bureau)
    return bureau[match.end() :] if match else bureau


def _ask_region(known: str) -> str:
    how = f"直接回车为 {known}" if known else "六位数字"
    return _fitting("行政区划代码", REGION, how, "请输入六位数字，如 140603。", known or None)


def _ask_trade(bureau: str) -> str:
    """Ask for the trade whose categories a blank year begins with; the bureau's name tells the usual one."""
    return choose("本单位的行业", (*trades(), OTHER_TRADE), _shown, usual=told_trade(bureau))


def _shown(trade: str) -> str:
    if trade == OTHER_TRADE:
        return f"{OTHER_TRADE}（对象类别自己填写）"
    return f"{trade}（对象类别请核对）" if category_note(trade) else trade


def _asked_name(question: str, usual: str, how: str, instead: Collection[str] = ()) -> str:
    while (answer := ask(question, usual or None, how=how)) not in instead and not _NAME.fullmatch(answer):
        screen.say(f"！ “{answer}”不像单位名称。请输入公章上的名称，不少于四个字，不含空格和标点。")
    return answer


def _fitting(question: str, pattern: str, how: str, needed: str, usual: str | None) -> str:
    while not re.fullmatch(pattern, answer := ask(question, usual, how=how, needed=needed)):
        screen.say(f"！ {needed}")
    return answer
