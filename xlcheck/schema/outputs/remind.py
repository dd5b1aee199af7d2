"""到期提醒: what is due, summed up, by task, by person and in full."""

from __future__ import annotations

from xlcheck.schema.table import Column, Kind, OutputTable


class _Counts(OutputTable):
    """Entities by what is open or done of them; 待检查, 待公示 and 待整改 are not due soon."""

    late_visits = Column("逾期未查", Kind.INTEGER, 9)
    visits = Column("待检查", Kind.INTEGER, 8)
    overdue = Column("公示逾期", Kind.INTEGER, 9)
    today = Column("公示今日到期", Kind.INTEGER, 9)
    soon = Column("公示即将到期", Kind.INTEGER, 9)
    later = Column("待公示", Kind.INTEGER, 8)
    published = Column("已公示", Kind.INTEGER, 8)
    late_rectifications = Column("整改逾期", Kind.INTEGER, 9)
    rectifications = Column("待整改", Kind.INTEGER, 8)


_COUNTS = _Counts("counts", "").columns


class DueSummary(OutputTable):
    """汇总: what is due by matter and urgency."""

    matter = Column("事项", width=24)
    overdue = Column("已逾期", Kind.INTEGER, 11)
    today = Column("今日到期", Kind.INTEGER, 11)
    soon = Column("即将到期", Kind.INTEGER, 11)
    later = Column("未到期", Kind.INTEGER, 11)
    done = Column("已完成", Kind.INTEGER, 11)
    total = Column("合计", Kind.INTEGER, 11)
    last_day = Column("最近期限", Kind.DATE, 13)


DUE_SUMMARY = DueSummary("due_summary", "汇总", title="{short}{year}年度“双随机、一公开”抽查到期提醒", row_height=24)


class DueTasks(_Counts):
    """按任务: what is open of each task."""

    task_no = Column("抽查任务编号", width=13)
    round = Column("批次", width=9)
    category = Column("对象类别", width=18)
    window_end = Column("抽查日期截止", Kind.DATE, 13)
    publish_by = Column("最迟公示", Kind.DATE, 12)
    entities = Column("户数", Kind.INTEGER, 7)
    next_step = Column("下一步", width=24)


DUE_TASKS = DueTasks(
    "due_tasks",
    "按任务",
    (
        DueTasks.task_no,
        DueTasks.round,
        DueTasks.category,
        DueTasks.window_end,
        DueTasks.publish_by,
        DueTasks.entities,
        *_COUNTS,
        DueTasks.next_step,
    ),
    title="各抽查任务到期情况",
)


class DuePeople(_Counts):
    """按人员: what is open of each inspector."""

    name = Column("姓名", width=18)
    entities = Column("户次", Kind.INTEGER, 8)
    last_day = Column("最近期限", Kind.DATE, 13)


DUE_PEOPLE = DuePeople(
    "due_people",
    "按人员",
    (DuePeople.name, DuePeople.entities, *_COUNTS, DuePeople.last_day),
    title="各检查人员到期情况",
)


class DueLines(OutputTable):
    """明细: everything that is open, the most pressing first."""

    urgency = Column("紧急程度", width=10)
    matter = Column("事项", width=7)
    last_day = Column("最后期限", Kind.DATE, 12)
    left = Column("剩余工作日", Kind.INTEGER, 11)
    task_no = Column("抽查任务编号", width=13)
    name = Column("检查对象名称", width=28)
    code = Column("统一社会信用代码", Kind.CODE, 21)
    people = Column("检查人员", width=20)
    inspected = Column("检查日期", Kind.DATE, 12)
    remark = Column("备注", width=26)


DUE_LINES = DueLines("due_lines", "明细", title="未办结事项（最急的在前）")

REMIND_TABLES = (DUE_SUMMARY, DUE_TASKS, DUE_PEOPLE, DUE_LINES)
