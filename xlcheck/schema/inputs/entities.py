"""检查对象名录库: the columns that the public lists of bureaus use."""

from __future__ import annotations

from xlcheck.schema.table import Column, Kind, Table
from xlcheck.schema.vocabularies import CATEGORY


class Entities(Table):
    """检查对象名录库: the entities of the district."""

    no = Column("序号", Kind.INTEGER, 6)
    name = Column(
        "检查对象名称",
        width=30,
        required=True,
        aliases=("企业名称", "市场主体名称", "单位名称"),
        hint="与营业执照一致。",
    )
    code = Column(
        "统一社会信用代码",
        Kind.CODE,
        21,
        required=True,
        unique=True,
        aliases=("统一社会信用代码/注册号", "统一信用代码/注册号", "注册号/统一社会信用代码", "注册号"),
        hint="18 位；按文本录入，不要让 Excel 变成数字。",
    )
    category = Column(
        "对象类别",
        Kind.CHOICE,
        16,
        required=True,
        vocabulary=CATEGORY,
        hint="从下拉列表中选择；类别在“单位设置”中增减，新增的可以直接录入。",
        condition=True,
    )
    licence = Column("经营许可证号", width=28, aliases=("许可证编号",))
    licensed_on = Column("许可批准日期", Kind.DATE, 13, condition=True)
    licence_to = Column("许可有效期至", Kind.EXPIRY, 13, aliases=("有效期至",), hint="日期，或“长期”。", condition=True)
    founded = Column(
        "成立日期",
        Kind.DATE,
        12,
        aliases=("注册日期",),
        hint="计划的对象范围写了成立时间（如“2021年1月前成立的”）时，必填。",
        condition=True,
    )
    legal_person = Column("法定代表人", width=11, aliases=("负责人",))
    address = Column("经营地址", width=28)
    town = Column("所属乡镇", width=12)
    contact = Column("联络人", width=10, private=True)
    phone = Column("联系电话", Kind.PHONE, 14, private=True)
    business = Column("经营范围", width=24)
    status = Column("经营状态", Kind.CHOICE, 10, required=True, vocabulary="经营状态", condition=True)
    grade = Column(
        "信用风险等级", Kind.CHOICE, 8, vocabulary="信用风险等级", hint="A 低、B 一般、C 较高、D 高。", condition=True
    )
    last_drawn = Column("上次抽查日期", Kind.DATE, 13, condition=True)
    remark = Column("备注", width=16)


ENTITIES = Entities("entities", "检查对象名录库", title="{short}检查对象名录库", paper="A3", blank_rows=500)
