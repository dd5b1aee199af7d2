"""What is played for the manual: 演练 in its ten steps, then the other entries of the menu on what that has made."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from unittest.mock import patch

from tests.builders import by_column
from tests.manual.player import Player
from tests.practised import BACK, ENTER, Turn, turns
from tests.results.cases import CLEAN
from tests.steps.collect.districts import set_superior
from tests.steps.collect.packs import mailed, pack, zipped
from tests.steps.helpers import field, put, rows_of
from xlcheck.excel.fill.type_in import type_in
from xlcheck.samples.picture import sample_picture
from xlcheck.schema.outputs.ledger import LEDGER
from xlcheck.steps.desk.desk import Desk, shipped
from xlcheck.steps.install.machine import BEIJING, FONTS, Machine
from xlcheck.steps.practice.guide import STEPS
from xlcheck.steps.practice.practice import place_of
from xlcheck.steps.practice.sample import PRINTED_PLAN

NOW = datetime(2021, 1, 4, 9, 5)
"""The clock on the wall; a practice year has a date of its own."""
CODE = "统一社会信用代码"
RECORD = "抽取记录-01号.xlsx"

_FIRST_DAY = ("朔州市平鲁区交通运输局", ENTER, "140603", ENTER, ENTER)
_LOOK = re.compile(r"(?m)^(?=双随机抽查　)")
_VISIT = by_column(LEDGER, CLEAN | {"inspected": "2021-01-14"})


@dataclass(frozen=True, slots=True)
class Played:
    """The folder, each screen by its name, and what is told of each step of the practice, in their order."""

    home: Path
    screens: Mapping[str, str]
    told: Sequence[Sequence[str]]

    @property
    def desk(self) -> Desk:
        """The practice year."""
        return _practice_desk(self.home)


def play(home: Path) -> Played:
    """Play everything in a folder that does not exist yet."""
    player = Player(home, NOW)
    player.workbooks.mkdir(parents=True)
    screens = {"第一天": player.menu(*_FIRST_DAY, BACK)}
    shutil.rmtree(player.workbooks / "2021")
    shutil.copytree(shipped("workbooks") / "2021", player.workbooks / "2021")  # as it is when all is typed
    screens |= {"首次打开": player.menu(), "演练": player.menu("演练", BACK)}
    screens |= dict(_practise(player)) | dict(_audited(player)) | dict(_others(player))
    return Played(home, screens, [step.instructions(_practice_desk(home)) for step in STEPS])


def _practice_desk(home: Path) -> Desk:
    return place_of(home / "workbooks")


def _practise(player: Player) -> Iterator[tuple[str, str]]:
    """Each step; before 公示, 到期提醒 has something to tell."""
    root = _practice_desk(player.home).root
    for turn in turns(Desk(root)):
        if turn.step.title == "公示":
            yield "到期提醒", player.menu("到期提醒", BACK, folder=root)
        yield step_name(turn.step.number), _own_looks(turn, player.menu(*turn.keys, folder=root))


def step_name(number: int) -> str:
    """The name of the screen of a step."""
    return f"第{number}步"


def _own_looks(turn: Turn, shown: str) -> str:
    """What was on the screen while a step was the present one, without the menu that is shown when it is done."""
    return "".join(look for look in _LOOK.split(shown) if f"演练第 {turn.step.number} 步（" in look)


def _draw_the_next(player: Player) -> str:
    """The second round, by dice, of which nothing is told but that a throw was typed wrong."""
    root = _practice_desk(player.home).root
    freeze = ("冻结", "1", "现场掷骰", ENTER, BACK)
    draw = ("抽取", "1", "示例员", "会议室", "示例甲", "3 0 7 1 9 4 2 8 6 5 0 8", "是", BACK)
    player.menu(*freeze, *draw, folder=root)
    correct = ("1", "2", "3 0 7 1 9 4 2 8 6 5 0 3", "末一位录错", "是")
    shown = player.menu("更正", *correct, BACK, folder=root)
    player.menu("台账", BACK, folder=root)
    scan = player.home / "骰单.png"
    scan.write_bytes(sample_picture(2))
    player.menu("收存", ENTER, str(scan), BACK, folder=root)
    return shown


def _frozen(player: Player) -> Iterator[tuple[str, str]]:
    """A round of a year that is not for practice; the clock of its computer is put right after."""
    yield "冻结", player.menu("冻结", ENTER, ENTER, ENTER, BACK)
    back = Player(player.home, player.now - timedelta(hours=1))
    yield "时钟更正", back.menu("时钟更正", "电脑时间快了一小时，已经校准", "是", BACK)


def _merge(player: Player) -> str:
    """Two people have filled a row each, and of a third they say different things."""
    desk = _practice_desk(player.home)
    ledger = desk.ledgers / "检查台账-07号.xlsx"
    codes = [str(row[CODE]) for row in rows_of(ledger)[:3]]
    copies = player.home / "台账副本"
    copies.mkdir()
    for name, own, method in (("张某", 0, "现场检查"), ("李某", 1, "书面检查")):
        copy = Path(shutil.copy(ledger, copies / f"{name}.xlsx"))
        type_in(copy, LEDGER, {codes[own]: _VISIT, codes[2]: {LEDGER.method: method}})
    return player.menu("合并台账", str(copies), BACK, folder=desk.root)


def _others(player: Player) -> Iterator[tuple[str, str]]:
    """The entries that the practice does not take."""
    desk = _practice_desk(player.home)
    yield "更正", _draw_the_next(player)
    yield "消息", player.menu("消息", "1", ENTER, "0", BACK, folder=desk.root)
    yield "合并台账", _merge(player)
    code = str(rows_of(desk.ledgers / "检查台账-01号.xlsx")[0][CODE])
    yield "撤回", player.menu("撤回", "1", code, "登记在别的企业名下", "是", BACK, folder=desk.root)
    sent = player.workbooks / "待检查" / f"张某送来的{PRINTED_PLAN}"
    sent.parent.mkdir()
    shutil.copy(shipped("workbooks") / "2021" / PRINTED_PLAN, sent)
    yield "校验来件", player.menu("校验来件", BACK)
    with patch("xlcheck.steps.install.probe.probe", lambda desk, _: _office_pc(desk)):
        yield "自检", player.menu("自检", BACK)
    yield from _frozen(player)
    yield "新建年度", player.menu("新建年度", ENTER, ENTER, BACK)
    yield from _collected(player)


def _collected(player: Player) -> Iterator[tuple[str, str]]:
    """The superior takes the slip of the round that was frozen, then what the districts report."""
    home = player.home / "市局"
    set_superior(home / "全市汇总")
    lodged = home / "收件" / "收存单.eml"
    lodged.parent.mkdir()
    shutil.copy(next((player.workbooks / "2021" / "抽取" / "收存").glob("*.eml")), lodged)
    yield "收存回执", player.play("collect", lodged.parent)
    yield "汇总", player.play("collect", _inbox(player.home / "收件"))


def _inbox(folder: Path) -> Path:
    """A folder into which three districts' material was saved, one of them without a file."""
    mailed(folder / "甲区.eml", zipped(pack(folder.with_name("甲"), "140602"), folder.with_name("甲区.zip")))
    pack(folder, "140603")
    zipped(pack(folder.with_name("丙"), "140621"), folder / "丙区.zip", without="台账摘要")
    return folder


def _audited(player: Player) -> Iterator[tuple[str, str]]:
    """What an auditor runs after the ten steps; a record in which a cell was changed is told from the others."""
    desk = _practice_desk(player.home)
    yield "核验记录", player.play("verify", desk.draws / RECORD)
    copy = Path(shutil.copy(desk.draws / RECORD, player.home / RECORD))
    changed = put(copy, {field(copy, "抽查类型"): "定向抽查"})
    yield "核验改动", player.play("verify", changed)
    yield "核验日志", player.play("verify", desk.root, "--log")


def _office_pc(desk: Desk) -> Machine:
    """A usual computer of an office, which lacks a font."""
    known = ("抽取日志", NOW - timedelta(days=1))
    fonts = frozenset(FONTS) - {"方正小标宋"}
    return Machine(desk.root, "", fonts, ("WPS",), NOW, BEIJING, known, "A4", "3.11.9", "2.2.3", short_paths=True)
