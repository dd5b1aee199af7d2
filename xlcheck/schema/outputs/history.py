"""检查对象档案: each entity over the years."""

from __future__ import annotations

from xlcheck.schema.table import Column, Kind, OutputTable


class HistorySummary(OutputTable):
    """汇总: each entity in a line."""

    no = Column("序号", Kind.INTEGER, 5)
    name = Column("检查对象名称", width=28)
    code = Column("统一社会信用代码", Kind.CODE, 21)
    category = Column("对象类别", width=18)
    drawn = Column("被抽中次数", Kind.INTEGER, 10)
    inspected = Column("已检查次数", Kind.INTEGER, 10)
    others = Column("其他检查次数", Kind.INTEGER, 12)
    problems = Column("发现问题次数", Kind.INTEGER, 12)
    open = Column("未完结", Kind.INTEGER, 8)
    last_day = Column("最近检查日期", Kind.DATE, 13)
    last_result = Column("最近结果", width=24)
    status = Column("现状态", width=12)


HISTORY_SUMMARY = HistorySummary("history_summary", "汇总", title="{short}检查对象档案")


class HistoryTable(OutputTable):
    """明细: each draw of each entity."""

    no = Column("序号", Kind.INTEGER, 5)
    name = Column("检查对象名称", width=26)
    code = Column("统一社会信用代码", Kind.CODE, 21)
    year = Column("年度", Kind.INTEGER, 7)
    task_no = Column("抽查任务编号", width=7)
    round = Column("批次", width=8)
    how = Column("抽取情况", width=18)
    drawn_on = Column("抽取日期", Kind.DATE, 11)
    inspected = Column("检查日期", Kind.DATE, 11)
    inspectors = Column("检查人员", width=27)
    result = Column("检查结果", width=20)
    disposal = Column("处理结果", width=14)
    rectify_by = Column("整改期限", Kind.DATE, 11)
    rectified = Column("整改完成日期", Kind.DATE, 13)
    closed = Column("是否完结", width=9)
    published = Column("公示日期", Kind.DATE, 11)


HISTORY = HistoryTable("history", "明细", title="历次抽查", paper="A3")

HISTORY_TABLES = (HISTORY_SUMMARY, HISTORY)
