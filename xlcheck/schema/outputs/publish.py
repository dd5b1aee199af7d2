"""What the public, the provincial platform and the credit platform are told; corrections and withdrawals."""

from __future__ import annotations

from xlcheck.schema.table import Column, Filler, Kind, PublishedTable


class Portal(PublishedTable):
    """抽查结果公示: what the public reads on the government portal."""

    no = Column("序号", Kind.INTEGER, 5)
    plan_no = Column("抽查计划编号", Kind.SERIAL, 8, required=True)
    plan_name = Column("抽查计划名称", width=20, required=True)
    task_no = Column("抽查任务编号", width=8, required=True)
    task_name = Column("抽查任务名称", width=19, required=True)
    kind = Column("抽查类型", width=11, required=True)
    bureau = Column("检查机关", width=16, required=True)
    name = Column("检查对象名称", width=22, required=True)
    code = Column("统一社会信用代码", Kind.CODE, 22, required=True)
    inspected = Column("检查完成日期", Kind.DATE, 13, required=True)
    items = Column("检查事项", width=22, required=True)
    basis = Column("检查依据", width=22)
    result = Column("检查结果", width=16, required=True)
    remark = Column("备注", width=10)


PORTAL = Portal("portal", "抽查结果公示", title="{bureau}“双随机、一公开”抽查结果公示", row_height=48)


class Platform(Portal):
    """省平台录入表: from which the provincial platform is keyed in."""

    category = Column("对象类别", width=12)
    method = Column("检查方式", width=9)
    disposal = Column("处理结果", width=12)
    publish_by = Column("公示期限", Kind.DATE, 11)
    remark = Column("备注", width=10)


PLATFORM = Platform("platform", "省平台录入表", title="{platform}录入表", row_height=48)


class Credit(PublishedTable):
    """信用信息归集表: what the credit platform is told of the party to each inspection."""

    name = Column("行政相对人名称", width=22, required=True)
    party_kind = Column("行政相对人类别", width=17, required=True)
    code = Column("统一社会信用代码", Kind.CODE, 22, required=True)
    legal_person = Column("法定代表人", width=11, filled_by=Filler.REGISTRY)
    items = Column("检查事项", width=22, required=True)
    basis = Column("检查依据", width=36, required=True)
    inspected = Column("检查日期", Kind.DATE, 11, required=True)
    result = Column("检查结果", width=16, required=True)
    disposal = Column("处理意见", width=14, required=True)
    bureau = Column("检查机关", width=16, required=True)
    data_source = Column("数据来源单位", width=16, required=True)
    remark = Column("备注", width=10)


CREDIT = Credit("credit", "信用信息归集表", title="全国信用信息共享平台信用信息归集表", row_height=48)


RECEIVERS = (PORTAL, PLATFORM, CREDIT)
"""The tables by which a result is told: to the public, to the provincial platform, to the credit platform."""


class CorrectionNotice(PublishedTable):
    """更正公告: a line a fact that was published wrongly."""

    no = Column("序号", Kind.INTEGER, 5)
    plan_no = Column("抽查计划编号", Kind.SERIAL, 8, required=True)
    task_no = Column("抽查任务编号", width=8, required=True)
    name = Column("检查对象名称", width=22, required=True)
    code = Column("统一社会信用代码", Kind.CODE, 22, required=True)
    field = Column("更正项目", width=10, required=True)
    before = Column("原公示内容", width=24, required=True)
    after = Column("更正后内容", width=24, required=True)
    published = Column("原公示日期", Kind.DATE, 11, required=True)
    receivers = Column("更正范围", width=23, required=True)
    reason = Column("更正原因", width=24, required=True)


CORRECTION = CorrectionNotice("correction", "更正公告", title="{bureau}“双随机、一公开”抽查结果更正公告", row_height=36)


class WithdrawalNotice(PublishedTable):
    """撤回公告: a line a row that is taken back."""

    no = Column("序号", Kind.INTEGER, 5)
    plan_no = Column("抽查计划编号", Kind.SERIAL, 8, required=True)
    task_no = Column("抽查任务编号", width=8, required=True)
    name = Column("检查对象名称", width=22, required=True)
    code = Column("统一社会信用代码", Kind.CODE, 22, required=True)
    result = Column("原公示检查结果", width=20, required=True)
    published = Column("原公示日期", Kind.DATE, 11, required=True)
    batch = Column("原公示批次", width=16, required=True)
    receivers = Column("撤回范围", width=23, required=True)
    reason = Column("撤回原因", width=30, required=True)


WITHDRAWAL = WithdrawalNotice("withdrawal", "撤回公告", title="{bureau}“双随机、一公开”抽查结果撤回公告", row_height=36)

PUBLISH_TABLES = (PORTAL, PLATFORM, CREDIT, CORRECTION, WITHDRAWAL)
