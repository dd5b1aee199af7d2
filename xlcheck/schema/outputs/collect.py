"""全市汇总: who is to report, and what is put together from the packs of many bureaus."""

from __future__ import annotations

from dataclasses import replace

from xlcheck.schema.outputs.report import PROGRESS, PROGRESS_COUNTS, Progress
from xlcheck.schema.outputs.send import (
    EXTRACT,
    EXTRACT_BOOK,
    SENT_OTHERS,
    SENT_REASONS,
    VISITS_BOOK,
    Extract,
    SentOthers,
)
from xlcheck.schema.outputs.witness import COLLECT_SETTINGS, HELD_THINGS, WITNESSED_DRAWS
from xlcheck.schema.table import Book, Column, Kind, OutputTable, Table


class Units(Table):
    """报送单位: who is to report, and by when."""

    bureau = Column(
        "单位名称", width=28, required=True, unique=True, hint="与该单位“单位设置”中的一致；同名的，前面写上区县名称。"
    )
    region = Column("行政区划代码", width=13, required=True, hint="同一区县有几个单位的，各填一行。")
    due = Column("报送期限", Kind.DATE, 12, hint="最后一天；不填的，不判断是否迟报。")
    mail = Column("联系邮箱", width=28, hint="回执发到这个邮箱。")
    fingerprints = Column(
        "已核对的密钥指纹",
        width=24,
        hint="打平时的电话请该单位照读，与汇总列出的相同再填；换过密钥的，加在后面，用顿号隔开，原来的保留。",
    )
    remark = Column("备注", width=20)


UNITS = Units("units", "报送单位", title="应当报送材料的单位", landscape=False)


UNIT_BOOK = Book(
    "units",
    "报送单位.xlsx",
    (UNITS,),
    (
        "一行一个应当报送“双随机、一公开”材料的单位；行政区划代码与该单位“单位设置”中的一致。",
        "报送期限按收到邮件的日期判断；没有邮件时间的，按上报单的上报时间。",
    ),
)


class CollectedUnits(OutputTable):
    """报送情况: what each bureau has sent."""

    no = Column("序号", Kind.INTEGER, 6)
    bureau = Column("单位名称", width=28, required=True, unique=True)
    region = Column("行政区划代码", width=13, required=True)
    state = Column("状态", width=12, required=True)
    number = Column("上报次数", Kind.INTEGER, 9)
    made = Column("上报时间", width=17)
    received = Column("收到时间", width=17)
    due = Column("报送期限", Kind.DATE, 12)
    tasks = Column("任务数", Kind.INTEGER, 8)
    rows = Column("台账行数", Kind.INTEGER, 9)
    remark = Column("说明", width=32)


COLLECTED_UNITS = CollectedUnits(
    "collected_units",
    "报送情况",
    (
        CollectedUnits.no,
        CollectedUnits.bureau,
        CollectedUnits.region,
        CollectedUnits.state,
        CollectedUnits.number,
        CollectedUnits.made,
        CollectedUnits.received,
        CollectedUnits.due,
        CollectedUnits.tasks,
        *PROGRESS_COUNTS,
        CollectedUnits.rows,
        CollectedUnits.remark,
    ),
    title="{year}年度“双随机、一公开”材料报送情况",
    paper="A3",
)


READ_PROGRESS = Progress(
    "read_progress",
    PROGRESS.sheet,
    (
        replace(PROGRESS.plan_no, required=True),
        replace(PROGRESS.task_no, required=True, unique=True),  # blank in the line of sums, which is no row
        PROGRESS.round,
        replace(PROGRESS.category, kind=Kind.TEXT),  # another district's, of which there is no list here
        *(replace(column, required=True) for column in PROGRESS_COUNTS),
        PROGRESS.state,
    ),
)
"""What is read of 进度 in a pack: counts, from which rates follow."""

PROGRESS_BOOK = Book("progress", "进度与统计.xlsx", (READ_PROGRESS,))


def _as_written(column: Column) -> Column:
    """Return a column without its code list, so that a value of another bureau's list is read word for word."""
    return replace(column, kind=Kind.TEXT, vocabulary="") if column.vocabulary else column


READ_EXTRACT = Extract(
    "read_extract", EXTRACT.sheet, tuple(map(_as_written, EXTRACT)), title=EXTRACT.title, paper=EXTRACT.paper
)
"""What is read of 台账摘要 in a pack: another trade and another district have other code lists."""

READ_EXTRACT_BOOK = Book("read_extract", EXTRACT_BOOK.filename, (READ_EXTRACT,))

READ_OTHERS = SentOthers("read_others", SENT_OTHERS.sheet, tuple(map(_as_written, SENT_OTHERS)), optional=True)

READ_VISITS_BOOK = Book("read_visits", VISITS_BOOK.filename, (READ_OTHERS, SENT_REASONS))
"""What is read of 检查说明 in a pack; those of version 0.1.0 have none."""


class CollectedTasks(Progress):
    """任务进度: the tasks of all bureaus."""

    bureau = Units.bureau


COLLECTED_TASKS = CollectedTasks(
    "collected_tasks",
    "任务进度",
    (CollectedTasks.bureau, *READ_PROGRESS.columns),
    title="{year}年度各单位抽查任务进度",
)


class CollectedRows(Extract):
    """台账明细: the ledger rows of all bureaus."""

    bureau = Units.bureau


COLLECTED_ROWS = CollectedRows(
    "collected_rows",
    "台账明细",
    (CollectedRows.bureau, *READ_EXTRACT.columns),
    title="{year}年度各单位检查台账",
    paper="A3",
)


class _CollectedCounts(OutputTable):
    """What is counted of tasks and ledger lines, and the rates that follow; a column a field of ``CityCounts``."""

    quota = PROGRESS.quota
    drawn = PROGRESS.drawn
    inspected = PROGRESS.inspected
    inspected_rate = Column("检查率", Kind.RATIO, 9)
    published = PROGRESS.published
    overdue = Column("公示逾期", Kind.INTEGER, 8)
    answered = Column("有检查结果", Kind.INTEGER, 9)
    problems = Column("发现问题", Kind.INTEGER, 8)
    problem_rate = Column("问题发现率", Kind.RATIO, 9)
    unjudged = Column("未能判断", Kind.INTEGER, 8)
    to_rectify = Column("应整改", Kind.INTEGER, 8)
    rectified = Column("已整改", Kind.INTEGER, 8)
    rectified_late = Column("逾期完成", Kind.INTEGER, 9)
    rectify_late = Column("逾期未整改", Kind.INTEGER, 9)


COUNT_COLUMNS = tuple(_CollectedCounts("counts", ""))
"""The columns that every sheet of sums has."""


class CollectedByUnit(_CollectedCounts):
    """分单位统计: the sums of each bureau, the one that has inspected least first."""

    no = Column("序号", Kind.INTEGER, 6)
    bureau = Units.bureau
    state = CollectedUnits.state


COLLECTED_BY_UNIT = CollectedByUnit(
    "collected_by_unit",
    "分单位统计",
    (CollectedByUnit.no, CollectedByUnit.bureau, CollectedByUnit.state, *COUNT_COLUMNS),
    title="{year}年度各单位抽查统计（检查率低的在前）",
)


class CollectedByCategory(_CollectedCounts):
    """分类别统计: the sums of each category, as the bureaus name it."""

    category = Column("对象类别", width=28)
    bureaus = Column("单位数", Kind.INTEGER, 8)


COLLECTED_BY_CATEGORY = CollectedByCategory(
    "collected_by_category",
    "分类别统计",
    (CollectedByCategory.category, CollectedByCategory.bureaus, *COUNT_COLUMNS),
    title="{year}年度各对象类别抽查统计",
)


class CollectedValues(OutputTable):
    """分结果统计: how often each result, disposal and method stands in the ledgers, as it is written there."""

    field = Column("项目", width=12)
    value = Column("填写的内容", width=40)
    listed = Column("通用清单内", width=11)
    count = Column("户次", Kind.INTEGER, 9)
    share = Column("占比", Kind.RATIO, 9)
    bureaus = Column("单位数", Kind.INTEGER, 8)
    problems = Column("发现问题", Kind.INTEGER, 9)
    unjudged = Column("未能判断", Kind.INTEGER, 9)


COLLECTED_VALUES = CollectedValues(
    "collected_values", "分结果统计", title="{year}年度检查结果、处理结果和检查方式统计", landscape=False
)


class CollectedUnitValues(CollectedValues):
    """分单位结果: how often each bureau has come to each result."""

    bureau = Units.bureau


COLLECTED_UNIT_VALUES = CollectedUnitValues(
    "collected_unit_values",
    "分单位结果",
    (
        CollectedUnitValues.bureau,
        replace(CollectedValues.value, title="检查结果", width=36),
        CollectedValues.listed,
        CollectedValues.count,
        CollectedValues.share,
        CollectedValues.problems,
        CollectedValues.unjudged,
    ),
    title="{year}年度各单位检查结果",
    landscape=False,
)


class CollectedTroubles(OutputTable):
    """退回和说明: what was refused, and what else is to be said."""

    level = Column("级别", width=6)
    source = Column("来源", width=34)
    bureau = Column("单位名称", width=26)
    text = Column("问题", width=52)
    remedy = Column("处理", width=40)
    number = Column("编号", width=16)


COLLECTED_TROUBLES = CollectedTroubles("collected_troubles", "退回和说明", title="退回的材料和其他情况")


TYPED_AT_COLLECTION = (UNITS, COLLECT_SETTINGS)
"""What the superior bureau fills in."""

COLLECT_TABLES = (
    *TYPED_AT_COLLECTION,
    COLLECTED_UNITS,
    WITNESSED_DRAWS,
    HELD_THINGS,
    COLLECTED_BY_UNIT,
    COLLECTED_BY_CATEGORY,
    COLLECTED_VALUES,
    COLLECTED_UNIT_VALUES,
    COLLECTED_TASKS,
    COLLECTED_ROWS,
    COLLECTED_TROUBLES,
)
