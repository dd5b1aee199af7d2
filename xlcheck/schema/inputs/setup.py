"""开办表: the one form in which a new bureau says what it draws; plan and settings are written from it."""

from __future__ import annotations

from xlcheck.schema.inputs.settings import UNIT, Rounds, SettingItems
from xlcheck.schema.table import Book, Column, Kind, Table

_SHEET = "开办表"

SETUP_POLICY = SettingItems("setup_policy", _SHEET, (UNIT.item, UNIT.value))
SETUP_ROUNDS = Rounds("setup_rounds", _SHEET)


class SetupCategories(Table):
    """类别: what is drawn of each category of entities, and in which 批次."""

    name = Column(
        "对象类别", width=20, required=True, unique=True, hint="一行一类，照本单位名录的叫法；不用的行可以删去。"
    )
    ratio = Column(
        "抽查比例", Kind.RATIO, 14, expected=True, hint="如 5%、不低于5%、3户、全覆盖；本年度不抽查的类别，不填。"
    )
    rounds = Column(
        "批次", width=20, expected=True, hint="每批都查的，不填；否则写批次，几批用顿号隔开，如 第一批、第三批。"
    )
    wordings = Column(
        "计划用语", width=40, hint="计划“抽查对象范围”中怎样写这一类；几种用顿号隔开，采用第一种；不填则用类别名称。"
    )
    aliases = Column("别名", width=40, hint="名录库里可能出现的其他写法，多个用顿号隔开。")


SETUP_CATEGORIES = SetupCategories("setup_categories", _SHEET)

SETUP_ITEMS: tuple[tuple[str, str, str], ...] = (
    ("team_size", "每户检查人数", "每个检查对象的检查人员数，不少于 2 人，各类相同。"),
)
"""(key, 项目, 说明) of its first part; keys as in 抽查策略."""

SETUP_HEADINGS = (
    "一、人数（不少于 2 人，各类相同）",
    "二、批次（一年分几批抽查，各从几月到几月；月份不得重叠）",
    "三、类别（填写抽查比例，其余按需要改）",
)
"""The line above each part, which is no row of any."""

SETUP_BOOK = Book(
    "setup",
    "开办表.xlsx",
    (SETUP_POLICY, SETUP_ROUNDS, SETUP_CATEGORIES),
    (
        "本表填好、保存、关闭以后，在菜单里选“开办表”，由程序写出抽查工作计划和单位设置中的类别、批次、人数。",
        "一类每批一个抽查任务：编号、名称、抽查对象范围、抽查日期由程序写好，都是不定向抽查；要改的，写出以后直接在计划里改。",
        "抽查比例空着的类别，本年度不列入计划，仍保留在“单位设置”里。",
        "只写空白的计划：计划里已经有任务的，程序不改动。",
    ),
)
