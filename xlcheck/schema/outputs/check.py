"""校验报告: the findings, how the plan was read, what it comes to over the year, and what its draws would."""

from __future__ import annotations

from xlcheck.schema.table import Column, Kind, OutputTable


class Findings(OutputTable):
    """问题清单: one row a finding, which can be accepted by its number; codes are for old settings and programs."""

    no = Column("序号", Kind.INTEGER, 6)
    level = Column("级别", width=6)
    book = Column("工作簿", width=24)
    worksheet = Column("工作表", width=16)
    cell = Column("单元格", width=8)
    field = Column("字段", width=14)
    value = Column("现值", width=22)
    text = Column("问题", width=34)
    remedy = Column("建议", width=32)
    code = Column("代码", width=16, hidden=True)


FINDINGS = Findings("findings", "问题清单", title="校验问题清单")


class Readings(OutputTable):
    """读作: a row for each cell of the plan that holds an expression, what was read of it and what is wrong."""

    no = Column("序号", Kind.INTEGER, 6)
    task = Column("任务编号", width=9)
    cell = Column("单元格", width=8)
    field = Column("字段", width=16)
    value = Column("原文", width=40)
    reading = Column("读作", width=46)
    text = Column("问题", width=40)


READINGS = Readings("readings", "读作", title="计划各项的读法")


class CoverageTable(OutputTable):
    """年度覆盖测算: how many entities the plan would visit how often."""

    category = Column("对象类别", width=26)
    tasks = Column("任务数", Kind.INTEGER, 8)
    entities = Column("抽样框户数", Kind.INTEGER, 11)
    visits = Column("应抽户次", Kind.INTEGER, 10)
    never = Column("抽不到", Kind.INTEGER, 9)
    once = Column("抽到1次", Kind.INTEGER, 9)
    twice = Column("抽到2次", Kind.INTEGER, 9)
    more = Column("抽到3次及以上", Kind.INTEGER, 14)
    reached = Column("至少抽到1次", Kind.RATIO, 12)


COVERAGE = CoverageTable("coverage", "年度覆盖测算", title="年度抽查覆盖测算")


class EntryFindings(OutputTable):
    """登记校验: one row a finding about what is entered in ledgers and 其他检查, numbered on from 问题清单."""

    no = Column("序号", Kind.INTEGER, 6)
    level = Column("级别", width=6)
    book = Column("工作簿", width=24)
    worksheet = Column("工作表", width=16)
    cell = Column("单元格", width=8)
    field = Column("字段", width=14)
    value = Column("现值", width=22)
    text = Column("问题", width=34)
    remedy = Column("建议", width=32)


ENTRY_FINDINGS = EntryFindings("entry_findings", "登记校验", title="检查登记校验")

_REHEARSED = "全年预演"


class RehearsedTasks(OutputTable):
    """全年预演, task by task: what each draw of the year would come to, or why it cannot be made."""

    task_no = Column("任务编号", width=12)
    round = Column("批次", width=12)
    category = Column("对象类别", width=26)
    window = Column("抽查日期", width=26)
    frame = Column("抽样框户数", Kind.INTEGER, 12)
    sample = Column("应抽户数", Kind.INTEGER, 12)
    text = Column("预演结果", width=60)


class RehearsedMonths(OutputTable):
    """全年预演, month by month: what is to be visited, and how much can be."""

    month = Column("月份", width=12)
    days = Column("可检查日数", Kind.INTEGER, 12)
    tasks = Column("检查的任务", width=26)
    off = Column("不检查的日子", width=26)
    visits = Column("要检查户数", Kind.INTEGER, 12)
    most = Column("最多能查户数", Kind.INTEGER, 12)
    text = Column("说明", width=60)


class RehearsedPeople(OutputTable):
    """全年预演, person by person: who would be sent to how many companies."""

    name = Column("姓名", width=12)
    tasks = Column("任务数", Kind.INTEGER, 12)
    cert = Column("执法证号", width=26)
    employer = Column("所在单位", width=26)
    visits = Column("分到户数", Kind.INTEGER, 12)
    mean = Column("同类平均", width=12)
    text = Column("说明", width=60)


class ResponsibleLoads(OutputTable):
    """全年预演, by 责任科室 and 责任人: how many tasks fall to each."""

    role = Column("责任", width=12)
    tasks = Column("任务数", Kind.INTEGER, 12)
    name = Column("名称", width=26)
    numbers = Column("任务", width=26)
    visits = Column("应抽户数", Kind.INTEGER, 12)
    mean = Column("平均任务数", width=12)
    text = Column("说明", width=60)


REHEARSED_TASKS = RehearsedTasks("rehearsed_tasks", _REHEARSED, title="全年预演：各项任务")
REHEARSED_MONTHS = RehearsedMonths("rehearsed_months", _REHEARSED, title="全年预演：各月")
REHEARSED_PEOPLE = RehearsedPeople("rehearsed_people", _REHEARSED, title="全年预演：各检查人员")
RESPONSIBLE_LOADS = ResponsibleLoads("responsible_loads", _REHEARSED, title="全年预演：责任科室、责任人")

REHEARSAL_TABLES = (REHEARSED_TASKS, REHEARSED_MONTHS, REHEARSED_PEOPLE, RESPONSIBLE_LOADS)
"""They stand below each other on one sheet: their columns have the same widths."""

CHECK_TABLES = (FINDINGS, READINGS, COVERAGE, ENTRY_FINDINGS, *REHEARSAL_TABLES)
