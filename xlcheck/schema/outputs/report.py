"""进度与统计, 全年检查台账 and 后续处置清单."""

from __future__ import annotations

from xlcheck.schema.outputs.ledger import LEDGER, Ledger
from xlcheck.schema.table import Column, Filler, Kind, OutputTable


class Progress(OutputTable):
    """进度: how far each task has come."""

    plan_no = Column("抽查计划编号", Kind.SERIAL, 13)
    task_no = Column("抽查任务编号", width=13)
    round = Column("批次", width=10)
    category = Column("对象类别", Kind.CHOICE, 20)
    quota = Column("应查", Kind.INTEGER, 8)
    drawn = Column("已抽", Kind.INTEGER, 8)
    inspected = Column("已查", Kind.INTEGER, 8)
    published = Column("已公示", Kind.INTEGER, 8)
    overdue = Column("逾期", Kind.INTEGER, 8)
    closed = Column("完结", Kind.INTEGER, 8)
    done_rate = Column("检查完成率", Kind.RATIO, 11)
    published_rate = Column("公示率", Kind.RATIO, 9)
    closed_rate = Column("完结率", Kind.RATIO, 9)
    state = Column("状态", width=14)


PROGRESS = Progress("progress", "进度", title="{short}{year}年度“双随机、一公开”抽查进度")

PROGRESS_COUNTS = tuple(column for column in PROGRESS if column.kind is Kind.INTEGER)
"""The columns of what is counted of every task."""


class ReplacementCounts(OutputTable):
    """补抽统计: how often somebody was replaced, by task, reason, entity and inspector."""

    by = Column("统计口径", width=13)
    name = Column("名称", width=46)
    count = Column("补抽次数", Kind.INTEGER, 11)
    entities = Column("检查对象退出", Kind.INTEGER, 14)
    inspectors = Column("检查人员退出", Kind.INTEGER, 14)
    again = Column("同一席再次补抽", Kind.INTEGER, 16)
    differing = Column("与名录不一致", Kind.INTEGER, 14)


REPLACEMENT_COUNTS = ReplacementCounts(
    "replacement_counts", "补抽统计", title="{short}{year}年度“双随机、一公开”补抽统计", row_height=22
)


class ReplacementList(OutputTable):
    """补抽清单: every replacement of the year, those of draws that were drawn again too."""

    no = Column("序号", Kind.INTEGER, 5)
    task_no = Column("抽查任务编号", width=10)
    attempt = Column("第几次抽取", Kind.INTEGER, 10)
    number = Column("第几次补抽", Kind.INTEGER, 10)
    at = Column("补抽时间", width=16)
    name = Column("退出的检查对象、检查人员", width=26)
    code = Column("统一社会信用代码", Kind.CODE, 21)
    reason = Column("原因", width=14)
    came = Column("补入", width=30)
    registry = Column("与名录核对", width=18)
    again = Column("同一席此前补抽", width=14)


REPLACEMENT_LIST = ReplacementList("replacement_list", "补抽清单", title="补抽清单（按时间）")


class FollowUpSummary(OutputTable):
    """汇总: how many cases of each matter are in which state."""

    matter = Column("事项", width=28)
    state = Column("状态", width=34)
    count = Column("户次", Kind.INTEGER, 18)


FOLLOW_UP_SUMMARY = FollowUpSummary(
    "follow_up_summary", "汇总", title="{short}{year}年度“双随机、一公开”后续处置", landscape=False, row_height=22
)


class _FollowUpTable(OutputTable):
    """What the lists of follow-up say of each inspection."""

    no = Column("序号", Kind.INTEGER, 5)
    state = Column("状态", width=14)
    task_no = Column("抽查任务编号", width=7)
    name = Column("检查对象名称", width=22)
    code = Column("统一社会信用代码", Kind.CODE, 21)
    inspectors = Column("检查人员", width=27)
    inspected = Column("检查日期", Kind.DATE, 11)
    result = Column("检查结果", width=20)
    disposal = Column("处理结果", width=14)


class Rectification(_FollowUpTable):
    """整改跟踪: what is to be rectified, the most pressing first."""

    rectify_by = Column("整改期限", Kind.DATE, 11)
    rectified = Column("整改完成日期", Kind.DATE, 13)
    closed = Column("是否完结", width=9)
    late = Column("逾期工作日", Kind.INTEGER, 11)
    remark = Column("备注", width=10)


RECTIFICATION = Rectification("rectification", "整改跟踪", title="整改跟踪（最急的在前）")


class HandedOver(_FollowUpTable):
    """移送清单: cases handed over to others."""

    receiver = Column("受送机关", width=16)
    handed_on = Column("移送日期", Kind.DATE, 11)
    handed_no = Column("移送文号", width=14)
    answer = Column("办理结果", width=20)
    remark = Column("备注", width=10)


HANDED_OVER = HandedOver("handed_over", "移送清单", title="案件线索移送清单")


class Informed(_FollowUpTable):
    """抄告清单: cases of which other departments are told."""

    receiver = Column("抄告部门", width=16)
    handed_on = Column("抄告日期", Kind.DATE, 11)
    handed_no = Column("抄告文号", width=14)
    answer = Column("办理结果", width=20)
    remark = Column("备注", width=10)


INFORMED = Informed("informed", "抄告清单", title="抄告相关部门清单")


class YearLedger(Ledger):
    """全年检查台账: the ledgers of a year in one; columns that staff have added follow."""

    round = Column("批次", width=7, filled_by=Filler.TOOL)


YEAR_LEDGER = YearLedger(
    "year_ledger",
    "全年检查台账",
    (LEDGER.no, YearLedger.round, *LEDGER.columns[1:]),
    title="{short}{year}年度“双随机一公开”检查台账",
    paper=LEDGER.paper,
    row_height=LEDGER.row_height,
)


class PlanSurvey(OutputTable):
    """行政检查计划统计表: the plan in the columns that the offices of the judiciary ask for since 2026."""

    no = Column("序号", Kind.INTEGER, 5)
    task_name = Column("任务名称", width=24)
    grounds = Column("制定任务依据", width=16)
    inspection_type = Column("检查类型（日常/专项）", width=10)
    body = Column("实施主体", width=14)
    is_joint = Column("是否联合检查", width=7)
    departments = Column("联合部门", width=14)
    area = Column("检查地域", width=9)
    tier = Column("实施层级", width=8)
    items = Column("检查事项", width=20)
    method = Column("检查方式", width=10)
    window = Column("任务日期", Kind.WINDOW, 13)
    of_companies = Column("是否涉企", width=6)
    scope = Column("检查对象", Kind.SCOPE, 20)
    population = Column("检查对象基数", width=8)
    ratio = Column("检查比例", Kind.RATIO, 9)
    frequency_cap = Column("检查频次上限", width=10)


PLAN_SURVEY = PlanSurvey(
    "plan_survey", "行政检查计划统计表", title="{short}{year}年度行政检查计划统计表", paper="A3", row_height=30
)


class JointPlan(OutputTable):
    """联合抽查计划表: the tasks of several departments, in the columns of the provinces' joint plans."""

    city = Column("地市", width=9)
    no = Column("序号", Kind.INTEGER, 5)
    task_name = Column("抽查任务名称", width=28)
    kind = Column("抽查类型", width=10)
    items = Column("抽查事项", width=24)
    scope = Column("抽查对象范围", Kind.SCOPE, 26)
    ratio = Column("抽查比例及频次", Kind.RATIO, 13)
    window = Column("抽查检查起止时间", Kind.WINDOW, 15)
    initiator = Column("发起部门", width=14)
    departments = Column("配合部门", width=18)


JOINT_PLAN = JointPlan(
    "joint_plan",
    "联合抽查计划表",
    title="{short}{year}年度部门联合“双随机、一公开”抽查计划表",
    paper="A3",
    row_height=30,
)

PLAN_LAYOUTS = (PLAN_SURVEY, JOINT_PLAN)
"""The layouts of others in which a year's plan is written, a sheet each."""

REPORT_TABLES = (
    PROGRESS,
    REPLACEMENT_COUNTS,
    REPLACEMENT_LIST,
    FOLLOW_UP_SUMMARY,
    RECTIFICATION,
    HANDED_OVER,
    INFORMED,
    YEAR_LEDGER,
    *PLAN_LAYOUTS,
)
