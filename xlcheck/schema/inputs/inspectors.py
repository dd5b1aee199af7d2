"""执法检查人员名录库, with who is kept from whom, who is away, and who may not go together."""

from __future__ import annotations

from xlcheck.schema.inputs.entities import Entities
from xlcheck.schema.table import Column, Kind, Table
from xlcheck.schema.vocabularies import CATEGORY, YES_NO


class Inspectors(Table):
    """执法检查人员名录库: who may inspect what."""

    no = Column("序号", Kind.INTEGER, 6)
    name = Column("姓名", width=10, required=True)
    sex = Column("性别", Kind.CHOICE, 6, vocabulary="性别", offered=False)
    employer = Column("工作单位", width=22, required=True)
    office = Column("所在科室", width=16, aliases=("执法单位",), hint="计划写了责任科室的，写法与计划一致。")
    position = Column("职务", width=12, aliases=("担任职务",), offered=False)
    cert = Column(
        "执法证号",
        Kind.CERT,
        16,
        required=True,
        unique=True,
        aliases=("执法证编号",),
        hint="按证件录入，只写字母、数字和短横，不写“字”“号”和括号。",
    )
    cert_type = Column("执法证类型", width=18, hint="如：行政执法证。监督证、辅助人员的证件不能单独执法。")
    cert_to = Column("执法证有效期至", Kind.DATE, 15, required=True, aliases=("执法证有效期",))
    scope = Column(
        "执法事项范围",
        Kind.CHOICES,
        30,
        required=True,
        vocabulary=CATEGORY,
        hint="可检查的对象类别，多个用顿号“、”隔开，程序提示时选“是”。",
    )
    specialities = Column(
        "专业资质",
        Kind.CHOICES,
        20,
        vocabulary=CATEGORY,
        hint="具有专业资质的对象类别，多个用顿号“、”隔开，程序提示时选“是”；没有可不填。",
    )
    leader = Column("是否组长", Kind.CHOICE, 9, vocabulary=YES_NO)
    expert = Column("是否专家", Kind.CHOICE, 9, vocabulary=YES_NO)
    status = Column("状态", Kind.CHOICE, 8, required=True, vocabulary="人员状态")
    phone = Column("联系电话", Kind.PHONE, 14, private=True)
    remark = Column("备注", width=14)


INSPECTORS = Inspectors("inspectors", "执法检查人员名录库", title="{short}执法检查人员名录库", paper="A3")


class Recusals(Table):
    """回避关系: whom an inspector must not inspect."""

    cert = Column("执法证号", Kind.CERT, 18, required=True, reference=Inspectors.cert)
    code = Column("统一社会信用代码", Kind.CODE, 22, required=True, reference=Entities.code)
    reason = Column("回避事由", width=40, required=True)
    recorded = Column("登记日期", Kind.DATE, 14, offered=False)


RECUSALS = Recusals("recusals", "回避关系", title="{short}执法检查人员回避关系", optional=True, expected=True)


class Leaves(Table):
    """请假: who is away when."""

    cert = Column("执法证号", Kind.CERT, 18, required=True, reference=Inspectors.cert)
    first = Column("开始日期", Kind.DATE, 14, required=True)
    last = Column("结束日期", Kind.DATE, 14, required=True)
    reason = Column("事由", width=40)


LEAVES = Leaves("leaves", "请假", title="{short}执法检查人员请假登记", optional=True, expected=True)


class Apart(Table):
    """不得同组: who may not be in one team."""

    cert = Column("执法证号", Kind.CERT, 18, required=True, reference=Inspectors.cert)
    other = Column("另一人执法证号", Kind.CERT, 18, required=True, reference=Inspectors.cert)
    reason = Column("事由", width=40, required=True)


APART = Apart("apart", "不得同组", title="{short}不得分在同一检查组的人员", optional=True)
