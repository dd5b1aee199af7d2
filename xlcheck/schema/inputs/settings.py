"""单位设置: who the bureau is, and by which rules it works."""

from __future__ import annotations

from xlcheck.schema.table import Column, Kind, Table
from xlcheck.schema.vocabularies import YES_NO


class SettingItems(Table):
    """项目, 内容 and 说明, as in 单位信息 and 抽查策略."""

    item = Column("项目", width=16, required=True, unique=True)
    value = Column("内容", width=40)
    note = Column("说明", width=50)


UNIT = SettingItems("unit", "单位信息", title="单位信息", landscape=False, blank_rows=20)


class Leaders(Table):
    """领导小组: who answers for the inspections."""

    role = Column("职务", width=12, required=True)
    name = Column("姓名", width=12, required=True)
    position = Column("单位职务", width=40, required=True, aliases=("单位及职务",))


LEADERS = Leaders(
    "leaders", "领导小组", title="“双随机一公开”工作领导小组", landscape=False, blank_rows=40, optional=True
)


class Categories(Table):
    """对象类别: the categories of entities, and their other names."""

    name = Column("对象类别", width=18, required=True, unique=True)
    aliases = Column("别名", width=40, hint="名录库里可能出现的其他写法，多个用顿号隔开。")
    wordings = Column("计划用语", width=40, hint="计划“抽查对象范围”中的写法，多个用顿号隔开。")
    remark = Column("备注", width=14, offered=False)


CATEGORIES = Categories("categories", "对象类别", title="检查对象类别", blank_rows=30)


class Rounds(Table):
    """批次: the parts of the year in which each category is drawn once."""

    name = Column("批次", width=14, required=True, unique=True)
    first = Column("开始月份", Kind.INTEGER, 12, required=True)
    last = Column("结束月份", Kind.INTEGER, 12, required=True)


ROUNDS = Rounds("rounds", "批次", title="抽查批次", landscape=False, blank_rows=12)


POLICY = SettingItems("policy", "抽查策略", title="抽查策略", landscape=False, blank_rows=20)


class Holidays(Table):
    """节假日: days off and working weekends, in rows or as the notice says them."""

    day = Column("日期", Kind.DATE, 14, required=True, unique=True)
    kind = Column(
        "休/班",
        Kind.CHOICE,
        10,
        required=True,
        vocabulary="休班",
        aliases=("休班",),
        hint="休：放假或调休；班：周末上班。",
    )
    name = Column("名称", width=20)
    notice = Column(
        "通知原文",
        width=70,
        aliases=("放假通知", "通知全文"),
        apart=True,
        hint="粘贴国务院办公厅的放假通知，可以全文在一格，也可以一段一行；已粘贴的，左边三列不必再填。",
    )


HOLIDAYS = Holidays("holidays", "节假日", title="节假日安排", optional=True)


class Closures(Table):
    """休市: days on which the lotteries are not drawn, of years that the program does not know."""

    first = Column("开始日期", Kind.DATE, 14, required=True)
    last = Column("结束日期", Kind.DATE, 14, required=True)
    game = Column("彩种", Kind.CHOICE, 14, vocabulary="彩种", hint="全部彩票休市的，不填。")
    basis = Column("依据", width=50, hint="如 财政部公告2026年第1号。")


CLOSURES = Closures("closures", "休市", title="彩票市场休市安排", landscape=False, blank_rows=12, optional=True)


class Codes(Table):
    """码表: the values that staff allow in the ledger."""

    vocabulary = Column("码表名称", Kind.CHOICE, 14, required=True, vocabulary="码表")
    value = Column("取值", width=44, required=True)
    note = Column("说明", width=40)
    problem = Column(
        "是否问题",
        Kind.CHOICE,
        10,
        vocabulary=YES_NO,
        hint="检查结果是不是发现了问题；不填的，“未发现问题”“未发现开展本次抽查涉及的经营活动”不是，其他都是。",
    )


CODES = Codes("codes", "码表", title="检查台账使用的码表", landscape=False, blank_rows=60, optional=True)


class Errata(Table):
    """更正说明, beside a corrected plan: what was changed; the tool does not read it."""

    plan_no = Column("抽查计划编号", Kind.SERIAL, 14)
    field = Column("字段", width=14)
    printed = Column("印发件", width=36)
    corrected = Column("更正为", width=36)
    reason = Column("理由", width=40)


ERRATA = Errata("corrections", "更正说明", title="与印发件的差异", optional=True)


class Waivers(Table):
    """已接受问题: findings that staff accept, with the reason."""

    code = Column("代码", width=22, required=True, hidden=True)
    book = Column("工作簿", width=26, required=True, hint="由程序填写：在菜单里选“接受问题”。")
    row = Column("所在行", width=24, required=True, hint="该行的信用代码、执法证号、计划编号或事项名称。")
    text = Column("问题", width=36, hint="登记时校验报告里的话。")
    reason = Column("理由", width=40, required=True, hint="为什么接受；以后每次校验报告都会列出。")
    by = Column("登记人", width=12)
    on = Column("登记日期", Kind.DATE, 14)


WAIVERS = Waivers("waivers", "已接受问题", title="核对后接受的问题", optional=True)


class KeptLayouts(Table):
    """列对应: which column of a layout of others is which of ours; 导入 keeps it and uses it the next time."""

    name = Column("原文件", width=30, required=True, hint="由程序填写：第一次导入这种版式的文件名。")
    book = Column("工作簿", width=22, required=True, hint="导入到哪一个工作簿。")
    theirs = Column("原表的栏", width=26, hint="空着的，是全表统一填写的内容。")
    ours = Column("本表的栏", width=20, required=True)
    fixed = Column("统一填写", width=30, hint="原表没有这一栏时，各行都填写的内容；不填的，导入时各行先空着，不再问。")


LAYOUTS = KeptLayouts("layouts", "列对应", title="导入其他版式时的列对应", optional=True)
