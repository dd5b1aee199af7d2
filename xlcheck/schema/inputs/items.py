"""随机抽查事项清单: what is inspected on which legal basis."""

from __future__ import annotations

from xlcheck.schema.table import Column, Kind, Table
from xlcheck.schema.vocabularies import CATEGORY, YES_NO


class InspectionItems(Table):
    """随机抽查事项清单: what may be inspected, and on which basis."""

    no = Column("序号", Kind.INTEGER, 6)
    code = Column(
        "清单编码",
        width=11,
        aliases=("事项编码", "事项编号", "抽查事项编码"),
        hint="公布的清单有编码的，照录；计划的“抽查事项”可以只写编码。",
    )
    name = Column("抽查事项名称", width=28, required=True, unique=True, aliases=("检查事项",))
    aliases = Column(
        "别名",
        width=22,
        aliases=("事项别名", "简称"),
        hint="计划的“抽查事项”中对这一项的其他写法，多个用顿号隔开；几项合写的，各项都填上。",
    )
    basis = Column("抽查依据", width=36, required=True)
    body = Column("抽查主体", width=18, required=True)
    category = Column("检查对象", Kind.CHOICE, 14, required=True, vocabulary=CATEGORY)
    item_class = Column("事项类别", Kind.CHOICE, 9, vocabulary="事项类别")
    ratio = Column("抽查比例", Kind.RATIO, 9)
    frequency = Column("抽查频次", width=11)
    method = Column("抽查方式", Kind.CHOICE, 12, vocabulary="抽查方式")
    content = Column("抽查内容及要求", width=40)
    staffing = Column("检查人员要求", width=20, hint="写明“专业资质”的事项，检查组中至少一人须有该类别的专业资质。")
    supervised = Column("市场监管执法事项", Kind.CHOICE, 10, required=True, vocabulary=YES_NO)
    random = Column("纳入随机抽查", Kind.CHOICE, 8, required=True, vocabulary=YES_NO)
    yearly_cap = Column("年度检查频次上限", Kind.INTEGER, 9)
    remark = Column("备注", width=18)
    materials = Column(
        "准备材料", width=28, hint="检查这一项要请检查对象提前准备什么，印在通知书上；几种用顿号“、”隔开。"
    )
    # what published lists say besides
    duty = Column(
        "权责清单事项",
        width=24,
        offered=False,
        aliases=("对应权责清单事项",),
        hint="计划的“抽查事项”写的是权责清单里的名称时，由它认出是哪几项。",
    )
    tier = Column("实施层级", width=10, offered=False, aliases=("实施层级及说明", "市县统一实施或市县分别实施"))
    in_force = Column(
        "依据施行日期",
        Kind.DATE,
        12,
        offered=False,
        aliases=("依据生效日期", "施行日期"),
        hint="抽查依据现行版本的施行日期。",
    )


ITEMS = InspectionItems("items", "随机抽查事项清单", title="{short}随机抽查事项清单", paper="A3", row_height=30)
