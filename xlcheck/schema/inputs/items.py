"""随机抽查事项清单: what is inspected on which legal basis."""

from __future__ import annotations

from xlcheck.schema.table import Column, Kind, Table
from xlcheck.schema.vocabularies import CATEGORY, YES_NO


class InspectionItems(Table):
    """随机抽查事项清单: what may be inspected, and on which basis."""

    no = Column("序号", Kind.INTEGER, 6)
    name = Column("抽查事项名称", width=28, required=True, unique=True, aliases=("检查事项",))
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


ITEMS = InspectionItems("items", "随机抽查事项清单", title="{short}随机抽查事项清单", paper="A3", row_height=30)
