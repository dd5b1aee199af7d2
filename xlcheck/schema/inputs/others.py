"""其他检查: every visit to an entity that no draw has made."""

from __future__ import annotations

from xlcheck.schema.table import Column, Kind, Table
from xlcheck.schema.vocabularies import OTHER_KIND, RESULT


class OtherInspections(Table):
    """其他检查: a row a visit, by whomever it was ordered; it counts against the yearly cap of its entity."""

    code = Column(
        "统一社会信用代码",
        Kind.CODE,
        22,
        required=True,
        hint="与检查对象名录库一致；不在库中的也可以登记。",
    )
    name = Column("检查对象名称", width=28, aliases=("企业名称", "市场主体名称", "单位名称"))
    inspected = Column(
        "检查日期", Kind.DATE, 12, required=True, within_year=True, hint="实际检查的日期；连查几天的，一天一行。"
    )
    inspection_type = Column("检查类型", Kind.CHOICE, 10, required=True, vocabulary=OTHER_KIND)
    source = Column("任务来源", width=26, hint="交办的文件、投诉举报的编号等。")
    items = Column("检查事项", width=28, hint="与随机抽查事项清单中的名称一致，几项用顿号“、”隔开。")
    inspectors = Column("检查人员", width=24, hint="姓名或执法证号，几人用顿号“、”隔开。")
    result = Column("结果", Kind.CHOICES, 20, vocabulary=RESULT, aliases=("检查结果",))
    visit_code = Column(
        "检查码", width=18, aliases=("行政检查码",), hint="平台给这次检查的编码；同一编码的几行算一次。"
    )
    remark = Column("备注", width=18)


OTHERS = OtherInspections("others", "其他检查", title="{short}其他检查登记", paper="A3", optional=True, expected=True)
