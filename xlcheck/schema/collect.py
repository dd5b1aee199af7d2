"""全市汇总: who is to report, and what is put together from the packs of many bureaus."""

from __future__ import annotations

from dataclasses import replace

from xlcheck.schema.outputs import PROGRESS, PROGRESS_COUNTS
from xlcheck.schema.send import EXTRACT
from xlcheck.schema.table import Book, Column, Kind, Table

_REGION = Column("region", "行政区划代码", width=13, required=True, unique=True)
_BUREAU = Column("bureau", "单位名称", width=28, required=True)

UNITS = Table(
    "units",
    "报送单位",
    (
        _BUREAU,
        _REGION,
        Column("due", "报送期限", Kind.DATE, 12, hint="最后一天；不填的，不判断是否迟报。"),
        Column("mail", "联系邮箱", width=28),
        Column("remark", "备注", width=20),
    ),
    title="应当报送材料的单位",
    landscape=False,
)

UNIT_BOOK = Book(
    "units",
    "报送单位.xlsx",
    (UNITS,),
    (
        "一行一个应当报送“双随机、一公开”材料的单位；行政区划代码与该单位“单位设置”中的一致。",
        "报送期限按收到邮件的日期判断；没有邮件时间的，按上报单的上报时间。",
    ),
)

COLLECTED_UNITS = Table(
    "collected_units",
    "报送情况",
    (
        Column("no", "序号", Kind.INTEGER, 6),
        _BUREAU,
        _REGION,
        Column("state", "状态", width=12, required=True),
        Column("number", "上报次数", Kind.INTEGER, 9),
        Column("made", "上报时间", width=17),
        Column("received", "收到时间", width=17),
        Column("due", "报送期限", Kind.DATE, 12),
        Column("tasks", "任务数", Kind.INTEGER, 8),
        *PROGRESS_COUNTS,
        Column("rows", "台账行数", Kind.INTEGER, 9),
        Column("remark", "说明", width=32),
    ),
    title="{year}年度“双随机、一公开”材料报送情况",
)

READ_PROGRESS = Table(
    "read_progress",
    PROGRESS.sheet,
    (
        replace(PROGRESS.column("plan_no"), required=True),
        replace(PROGRESS.column("task_no"), required=True, unique=True),  # blank in the line of sums, which is no row
        PROGRESS.column("round"),
        replace(PROGRESS.column("category"), kind=Kind.TEXT),  # another district's, of which there is no list here
        *(replace(column, required=True) for column in PROGRESS_COUNTS),
        PROGRESS.column("state"),
    ),
)
"""What is read of 进度 in a pack: counts, from which rates follow."""

PROGRESS_BOOK = Book("progress", "进度与统计.xlsx", (READ_PROGRESS,))

COLLECTED_TASKS = Table(
    "collected_tasks",
    "任务进度",
    (_BUREAU, *READ_PROGRESS.columns),
    title="{year}年度各单位抽查任务进度",
)

COLLECTED_ROWS = Table(
    "collected_rows",
    "台账明细",
    (_BUREAU, *EXTRACT.columns),
    title="{year}年度各单位检查台账",
    paper="A3",
)

COLLECTED_TROUBLES = Table(
    "collected_troubles",
    "退回和说明",
    (
        Column("level", "级别", width=6),
        Column("source", "来源", width=34),
        Column("bureau", "单位名称", width=26),
        Column("text", "问题", width=52),
        Column("remedy", "处理", width=40),
    ),
    title="退回的材料和其他情况",
)

COLLECTING_TABLES = (UNITS, COLLECTED_UNITS, COLLECTED_TASKS, COLLECTED_ROWS, COLLECTED_TROUBLES)
