"""检查台账, in which staff record the inspections, and what is made beside it."""

from __future__ import annotations

from xlcheck.schema.table import Column, Filler, Kind, OutputTable, Table
from xlcheck.schema.vocabularies import APPROVAL, CATEGORY, DISPOSAL, METHOD, RECHECK, RESULT, YES_NO


class Ledger(Table):
    """检查台账: a line an entity that was drawn; what is known is given, what inspectors find is typed."""

    no = Column("序号", Kind.INTEGER, 5, filled_by=Filler.DRAW)
    plan_no = Column("抽查计划编号", Kind.SERIAL, 8, filled_by=Filler.DRAW, required=True, published=True)
    task_no = Column("抽查任务编号", width=8, filled_by=Filler.DRAW, required=True, published=True)
    task_name = Column("抽查任务名称", width=19, filled_by=Filler.DRAW, required=True, published=True)
    kind = Column("抽查类型", width=11, filled_by=Filler.DRAW, required=True, published=True)
    name = Column("检查对象名称", width=22, filled_by=Filler.DRAW, required=True, published=True)
    code = Column("统一社会信用代码", Kind.CODE, 22, filled_by=Filler.DRAW, required=True, unique=True, published=True)
    category = Column(
        "对象类别", Kind.CHOICE, 12, filled_by=Filler.DRAW, required=True, vocabulary=CATEGORY, published=True
    )
    items = Column("检查事项", width=24, filled_by=Filler.DRAW, required=True, published=True)
    inspectors = Column("检查人员", width=27, filled_by=Filler.DRAW, required=True)
    inspected = Column(
        "检查日期",
        Kind.DATE,
        11,
        expected=True,
        published=True,
        within_year=True,
        hint="实际检查的日期，在抽查日期之内。",
    )
    method = Column(
        "检查方式", Kind.CHOICE, 10, vocabulary=METHOD, expected=True, published=True, hint="从下拉列表中选择。"
    )
    situation = Column("检查情况", width=24, expected=True, hint="简要写明检查了什么、看到什么。")
    result = Column(
        "检查结果",
        Kind.CHOICES,
        16,
        vocabulary=RESULT,
        expected=True,
        published=True,
        hint="从下拉列表中选择；有几种的，用顿号“、”隔开，程序提示时选“是”；“未发现问题”不与其他结果同时填写。",
    )
    disposal = Column(
        "处理结果",
        Kind.CHOICE,
        12,
        vocabulary=DISPOSAL,
        expected=True,
        published=True,
        hint="未发现问题的，填“无需后续处置”。",
    )
    rectify_by = Column("整改期限", Kind.DATE, 11, expected=True, within_year=True, hint="责令限期整改的，填限期。")
    rectified = Column("整改完成日期", Kind.DATE, 13, expected=True, within_year=True)
    closed = Column("是否完结", Kind.CHOICE, 9, vocabulary=YES_NO, expected=True, hint="无需后续处置的，填“是”。")
    published = Column("公示日期", Kind.DATE, 11, expected=True, within_year=True, hint="在平台和网站上公示的日期。")
    publish_by = Column("公示期限", Kind.DATE, 11, filled_by=Filler.FORMULA, hint="按检查日期自动算出，不用填写。")
    remark = Column("备注", width=10, published=True)
    # what staff add where a case is handed over, or another department is told of it
    receiver = Column("受送机关", width=16, private=True, offered=False)
    handed_on = Column("移送日期", Kind.DATE, 11, aliases=("抄告日期",), private=True, offered=False)
    handed_no = Column("移送文号", width=16, aliases=("抄告文号",), private=True, offered=False)
    answer = Column("办理结果", width=20, private=True, offered=False)
    # what staff add where somebody has to agree before a row is published
    approved = Column("公示审核", Kind.CHOICE, 10, vocabulary=APPROVAL, private=True, offered=False)
    # how the visit was made: filled where the bureau keeps it, demanded where 抽查策略 says so
    approved_on = Column("审批日期", Kind.DATE, 11, within_year=True, hint="检查经批准的日期，不晚于检查日期。")
    served_on = Column("送达日期", Kind.DATE, 11, within_year=True, hint="抽查通知书送达的日期，不晚于检查日期。")
    started = Column("检查开始时间", width=9, hint="如 9:30。")
    ended = Column("检查结束时间", width=9, hint="如 11:00。")
    visit_code = Column("检查码", width=14, hint="扫码入企或平台给出的检查码。")
    media_no = Column("音像记录编号", width=14)
    rechecked = Column("复查日期", Kind.DATE, 11, within_year=True, hint="整改以后复查的日期。")
    recheck_result = Column("复查结果", Kind.CHOICE, 10, vocabulary=RECHECK, hint="从下拉列表中选择。")
    case_no = Column("立案号", width=14, hint="移送以后立案的，填立案号。")


LEDGER = Ledger("ledger", "检查台账", title="{short}“双随机一公开”检查台账", paper="A3", row_height=48)

LEDGER_TYPED = (LEDGER.inspected, LEDGER.method, LEDGER.situation, LEDGER.result, LEDGER.disposal)
"""Ledger columns that must be filled before a row may be published."""

LEDGER_GIVEN = tuple(c for c in LEDGER.filled_by(Filler.DRAW) if c not in (LEDGER.no, LEDGER.code))
"""Ledger columns that the draw has decided, beside the code that names the row."""

LEDGER_OFFERED = (
    LEDGER.approved_on,
    LEDGER.served_on,
    LEDGER.started,
    LEDGER.ended,
    LEDGER.visit_code,
    LEDGER.media_no,
    LEDGER.rechecked,
    LEDGER.recheck_result,
    LEDGER.case_no,
)
"""Ledger columns that may stay blank unless 抽查策略 demands them; ledgers of 0.1.0 do not have them."""

LEDGER_HANDED = (LEDGER.receiver, LEDGER.handed_on, LEDGER.handed_no, LEDGER.answer)
"""Ledger columns, where staff have added them, that say to whom a case was handed over and what came of it."""

LEDGER_PUBLISHED = tuple(column for column in LEDGER if column.published)
"""Ledger columns of which a receiver is told."""

CORRECTIBLE = tuple(c for c in LEDGER_PUBLISHED if c not in (LEDGER.code, *LEDGER_GIVEN) or c is LEDGER.items)
"""Published columns that staff type, or narrow; a change of any other is a fault of the ledger."""


class Arrangement(OutputTable):
    """合并检查安排: who visits an entity that several tasks of a 批次 have drawn."""

    no = Column("序号", Kind.INTEGER, 5)
    round = Column("批次", width=10, required=True)
    name = Column("检查对象名称", width=22, required=True)
    code = Column("统一社会信用代码", Kind.CODE, 22, required=True)
    tasks = Column("抽查任务", width=34, required=True)
    inspectors = Column("检查人员", width=40, required=True)
    items = Column("检查事项", width=30, required=True)
    remark = Column("备注", width=10, filled_by=Filler.HAND)


ARRANGEMENT = Arrangement("arrangement", "合并检查安排", title="{bureau}“双随机、一公开”合并检查安排", row_height=48)


class MergeNotes(OutputTable):
    """台账合并说明: what came of the copies of a ledger that several people filled."""

    no = Column("序号", Kind.INTEGER, 5)
    name = Column("检查对象名称", width=22, required=True)
    code = Column("统一社会信用代码", Kind.CODE, 22, required=True)
    field = Column("项目", width=14)
    before = Column("台账原有内容", width=26)
    said = Column("副本中的内容", width=50, required=True)
    outcome = Column("结果", width=18, required=True)


MERGE_NOTES = MergeNotes("merge_notes", "台账合并说明", title="{bureau}检查台账合并说明", row_height=30)

LEDGER_TABLES = (LEDGER, ARRANGEMENT, MERGE_NOTES)
