"""The tables that the tool writes. A column's ``key`` is what a form's ``{{标题}}`` is filled from."""

from __future__ import annotations

from dataclasses import replace

from xlcheck.schema.table import Column, Kind, Table
from xlcheck.schema.vocabularies import APPROVAL, CATEGORY, DISPOSAL, METHOD, RESULT

_PLAN_NO = Column("plan_no", "抽查计划编号", Kind.SERIAL, 8, required=True)
_PLAN_NAME = Column("plan_name", "抽查计划名称", width=20, required=True)
_TASK_NO = Column("task_no", "抽查任务编号", width=8, required=True)
_TASK_NAME = Column("task_name", "抽查任务名称", width=19, required=True)
_TASK_KIND = Column("kind", "抽查类型", width=11, required=True)
_NAME = Column("name", "检查对象名称", width=22, required=True)
_CODE = Column("code", "统一社会信用代码", Kind.CODE, 22, required=True)
_NO = Column("no", "序号", Kind.INTEGER, 5)
_REMARK = Column("remark", "备注", width=10)

LEDGER = Table(
    "ledger",
    "检查台账",
    (
        Column("no", "序号", Kind.INTEGER, 5),
        _PLAN_NO,
        _TASK_NO,
        _TASK_NAME,
        _TASK_KIND,
        _NAME,
        Column("code", "统一社会信用代码", Kind.CODE, 22, required=True, unique=True),
        Column("category", "对象类别", Kind.CHOICE, 12, required=True, vocabulary=CATEGORY),
        Column("items", "检查事项", width=24, required=True),
        Column("inspectors", "检查人员", width=27, required=True),
        Column("inspected", "检查日期", Kind.DATE, 11, standing=True, hint="实际检查的日期，在抽查日期之内。"),
        Column("method", "检查方式", Kind.CHOICE, 10, vocabulary=METHOD, standing=True, hint="从下拉列表中选择。"),
        Column("situation", "检查情况", width=24, standing=True, hint="简要写明检查了什么、看到什么。"),
        Column("result", "检查结果", Kind.CHOICES, 16, vocabulary=RESULT, standing=True,
               hint="从下拉列表中选择；有几种的，用顿号“、”隔开，程序提示时选“是”；“未发现问题”不与其他结果同时填写。"),
        Column("disposal", "处理结果", Kind.CHOICE, 12, vocabulary=DISPOSAL, standing=True,
               hint="未发现问题的，填“无需后续处置”。"),
        Column("rectify_by", "整改期限", Kind.DATE, 11, standing=True, hint="责令限期整改的，填限期。"),
        Column("rectified", "整改完成日期", Kind.DATE, 13, standing=True),
        Column("closed", "是否完结", Kind.CHOICE, 9, vocabulary="是否", standing=True, hint="无需后续处置的，填“是”。"),
        Column("published", "公示日期", Kind.DATE, 11, standing=True, hint="在平台和网站上公示的日期。"),
        Column("publish_by", "公示期限", Kind.DATE, 11, computed=True, hint="按检查日期自动算出，不用填写。"),
        _REMARK,
        # what staff add where a case is handed over, or another department is told of it
        Column("receiver", "受送机关", width=16, private=True, offered=False),
        Column("handed_on", "移送日期", Kind.DATE, 11, aliases=("抄告日期",), private=True, offered=False),
        Column("handed_no", "移送文号", width=16, aliases=("抄告文号",), private=True, offered=False),
        Column("answer", "办理结果", width=20, private=True, offered=False),
        # what staff add where somebody has to agree before a row is published
        Column("approved", "公示审核", Kind.CHOICE, 10, vocabulary=APPROVAL, private=True, offered=False),
    ),
    title="{short}“双随机一公开”检查台账",
    paper="A3",
    row_height=48,
)  # fmt: skip

LEDGER_TYPED = ("inspected", "method", "situation", "result", "disposal")
"""Ledger columns that must be filled before a row may be published."""

LEDGER_GIVEN = tuple(column.key for column in LEDGER.columns if column.required and column.key != "code")
"""Ledger columns that the draw has decided, beside the code that names the row."""

LEDGER_HANDED = ("receiver", "handed_on", "handed_no", "answer")
"""Ledger columns, where staff have added them, that say to whom a case was handed over and what came of it."""

YEAR_LEDGER = replace(
    LEDGER,
    key="year_ledger",
    sheet="全年检查台账",
    columns=(LEDGER.columns[0], Column("round", "批次", width=7), *LEDGER.columns[1:]),
    title="{short}{year}年度“双随机一公开”检查台账",
)
"""The ledgers of a year in one; columns that staff have added follow."""

DISCLOSURE = Table(
    "disclosure",
    "抽查结果公示",
    (
        _NO,
        _PLAN_NO,
        _PLAN_NAME,
        _TASK_NO,
        _TASK_NAME,
        _TASK_KIND,
        Column("bureau", "检查机关", width=16, required=True),
        _NAME,
        _CODE,
        Column("inspected", "检查完成日期", Kind.DATE, 13, required=True),
        Column("items", "检查事项", width=24, required=True),
        Column("result", "检查结果", width=16, required=True),
        _REMARK,
    ),
    title="{bureau}“双随机、一公开”抽查结果公示",
    row_height=48,
)

PLATFORM = Table(
    "platform",
    "省平台录入表",
    (
        *DISCLOSURE.columns[:-1],
        Column("category", "对象类别", width=12),
        Column("method", "检查方式", width=9),
        Column("disposal", "处理结果", width=12),
        Column("publish_by", "公示期限", Kind.DATE, 11),
        _REMARK,
    ),
    title="山西省双随机监管工作平台录入表",
    row_height=48,
)

CREDIT = Table(
    "credit",
    "信用信息归集表",
    (
        Column("name", "行政相对人名称", width=22, required=True),
        Column("party_kind", "行政相对人类别", width=17, required=True),
        _CODE,
        Column("legal_person", "法定代表人", width=11),
        Column("items", "检查事项", width=22, required=True),
        Column("basis", "检查依据", width=36, required=True),
        Column("inspected", "检查日期", Kind.DATE, 11, required=True),
        Column("result", "检查结果", width=16, required=True),
        Column("disposal", "处理意见", width=14, required=True),
        Column("bureau", "检查机关", width=16, required=True),
        Column("data_source", "数据来源单位", width=16, required=True),
        _REMARK,
    ),
    title="全国信用信息共享平台信用信息归集表",
    row_height=48,
)

LEDGER_PUBLISHED = tuple(key for key in LEDGER.keys if key in PLATFORM.keys and key not in ("no", "publish_by"))
"""Ledger columns of which a receiver is told; the platform is told of all that the others are."""

CORRECTIBLE = tuple(key for key in LEDGER_PUBLISHED if key not in ("code", *LEDGER_GIVEN) or key == "items")
"""Published columns that staff type, or narrow; a change of any other is a fault of the ledger."""

RECEIVERS = (DISCLOSURE, PLATFORM, CREDIT)
"""The tables by which a result is told: to the public, to the provincial platform, to the credit platform."""

CORRECTION = Table(
    "correction",
    "更正公告",
    (
        _NO,
        _PLAN_NO,
        _TASK_NO,
        _NAME,
        _CODE,
        Column("title", "更正项目", width=10, required=True),
        Column("before", "原公示内容", width=24, required=True),
        Column("after", "更正后内容", width=24, required=True),
        Column("published", "原公示日期", Kind.DATE, 11, required=True),
        Column("told", "更正范围", width=23, required=True),
        Column("reason", "更正原因", width=24, required=True),
    ),
    title="{bureau}“双随机、一公开”抽查结果更正公告",
    row_height=36,
)

RETRACTION = Table(
    "retraction",
    "撤回公告",
    (
        _NO,
        _PLAN_NO,
        _TASK_NO,
        _NAME,
        _CODE,
        Column("result", "原公示检查结果", width=20, required=True),
        Column("published", "原公示日期", Kind.DATE, 11, required=True),
        Column("batch", "原公示批次", width=16, required=True),
        Column("told", "撤回范围", width=23, required=True),
        Column("reason", "撤回原因", width=30, required=True),
    ),
    title="{bureau}“双随机、一公开”抽查结果撤回公告",
    row_height=36,
)

ARRANGEMENT = Table(
    "arrangement",
    "合并检查安排",
    (
        _NO,
        Column("round", "批次", width=10, required=True),
        _NAME,
        _CODE,
        Column("tasks", "抽查任务", width=34, required=True),
        Column("inspectors", "检查人员", width=40, required=True),
        Column("items", "检查事项", width=30, required=True),
        _REMARK,
    ),
    title="{bureau}“双随机、一公开”合并检查安排",
    row_height=48,
)
"""Who visits an entity that several tasks of a 批次 have drawn."""

MERGE_NOTES = Table(
    "merge_notes",
    "台账合并说明",
    (
        _NO,
        _NAME,
        _CODE,
        Column("title", "项目", width=14),
        Column("before", "台账原有内容", width=26),
        Column("said", "副本中的内容", width=50, required=True),
        Column("outcome", "结果", width=18, required=True),
    ),
    title="{bureau}检查台账合并说明",
    row_height=30,
)
"""What came of the copies of a ledger that several people filled."""

FINDINGS = Table(
    "findings",
    "问题清单",
    (
        Column("level", "级别", width=6),
        Column("book", "工作簿", width=24),
        Column("sheet", "工作表", width=16),
        Column("cell", "单元格", width=8),
        Column("title", "字段", width=14),
        Column("value", "现值", width=22),
        Column("text", "问题", width=34),
        Column("remedy", "建议", width=32),
        Column("code", "代码", width=16),
    ),
    title="校验问题清单",
)

COVERAGE = Table(
    "coverage",
    "年度覆盖测算",
    (
        Column("category", "对象类别", width=26),
        Column("tasks", "任务数", Kind.INTEGER, 8),
        Column("companies", "抽样框户数", Kind.INTEGER, 11),
        Column("visits", "应抽户次", Kind.INTEGER, 10),
        Column("never", "抽不到", Kind.INTEGER, 9),
        Column("once", "抽到1次", Kind.INTEGER, 9),
        Column("twice", "抽到2次", Kind.INTEGER, 9),
        Column("more", "抽到3次及以上", Kind.INTEGER, 14),
        Column("reached", "至少抽到1次", Kind.RATIO, 12),
    ),
    title="年度抽查覆盖测算",
)

PROGRESS = Table(
    "progress",
    "进度",
    (
        Column("plan_no", "抽查计划编号", Kind.SERIAL, 13),
        Column("task_no", "抽查任务编号", width=13),
        Column("round", "批次", width=10),
        Column("category", "对象类别", Kind.CHOICE, 20),
        Column("quota", "应查", Kind.INTEGER, 8),
        Column("drawn", "已抽", Kind.INTEGER, 8),
        Column("inspected", "已查", Kind.INTEGER, 8),
        Column("published", "已公示", Kind.INTEGER, 8),
        Column("overdue", "逾期", Kind.INTEGER, 8),
        Column("closed", "完结", Kind.INTEGER, 8),
        Column("done_rate", "检查完成率", Kind.RATIO, 11),
        Column("closed_rate", "完结率", Kind.RATIO, 9),
        Column("state", "状态", width=14),
    ),
    title="{short}{year}年度“双随机、一公开”抽查进度",
)

PROGRESS_COUNTS = tuple(column for column in PROGRESS.columns if column.kind is Kind.INTEGER)
"""The columns of what is counted of every task."""

_DUE_COUNTS = (
    Column("late_visits", "逾期未查", Kind.INTEGER, 9),
    Column("visits", "待检查", Kind.INTEGER, 8),
    Column("overdue", "公示逾期", Kind.INTEGER, 9),
    Column("today", "公示今日到期", Kind.INTEGER, 9),
    Column("soon", "公示即将到期", Kind.INTEGER, 9),
    Column("later", "待公示", Kind.INTEGER, 8),
    Column("published", "已公示", Kind.INTEGER, 8),
    Column("late_mending", "整改逾期", Kind.INTEGER, 9),
    Column("mending", "待整改", Kind.INTEGER, 8),
)
"""Entities by what is open or done of them; 待检查, 待公示 and 待整改 are not due soon."""

DUE_SUMMARY = Table(
    "due_summary",
    "汇总",
    (
        Column("matter", "事项", width=24),
        Column("overdue", "已逾期", Kind.INTEGER, 11),
        Column("today", "今日到期", Kind.INTEGER, 11),
        Column("soon", "即将到期", Kind.INTEGER, 11),
        Column("later", "未到期", Kind.INTEGER, 11),
        Column("done", "已完成", Kind.INTEGER, 11),
        Column("total", "合计", Kind.INTEGER, 11),
        Column("last_day", "最近期限", Kind.DATE, 13),
    ),
    title="{short}{year}年度“双随机、一公开”抽查到期提醒",
    row_height=24,
)

DUE_TASKS = Table(
    "due_tasks",
    "按任务",
    (
        Column("task_no", "抽查任务编号", width=13),
        Column("round", "批次", width=9),
        Column("category", "对象类别", width=18),
        Column("window_end", "抽查日期截止", Kind.DATE, 13),
        Column("publish_by", "最迟公示", Kind.DATE, 12),
        Column("entities", "户数", Kind.INTEGER, 7),
        *_DUE_COUNTS,
        Column("next_step", "下一步", width=24),
    ),
    title="各抽查任务到期情况",
)

DUE_PEOPLE = Table(
    "due_people",
    "按人员",
    (
        Column("name", "姓名", width=18),
        Column("entities", "户次", Kind.INTEGER, 8),
        *_DUE_COUNTS,
        Column("last_day", "最近期限", Kind.DATE, 13),
    ),
    title="各检查人员到期情况",
)

DUE_LINES = Table(
    "due_lines",
    "明细",
    (
        Column("urgency", "紧急程度", width=10),
        Column("matter", "事项", width=7),
        Column("last_day", "最后期限", Kind.DATE, 12),
        Column("left", "剩余工作日", Kind.INTEGER, 11),
        Column("task_no", "抽查任务编号", width=13),
        Column("name", "检查对象名称", width=28),
        Column("code", "统一社会信用代码", Kind.CODE, 21),
        Column("people", "检查人员", width=20),
        Column("inspected", "检查日期", Kind.DATE, 12),
        Column("remark", "备注", width=26),
    ),
    title="未办结事项（最急的在前）",
)

FOLLOW_UP_SUMMARY = Table(
    "follow_up_summary",
    "汇总",
    (
        Column("matter", "事项", width=28),
        Column("state", "状态", width=34),
        Column("count", "户次", Kind.INTEGER, 18),
    ),
    title="{short}{year}年度“双随机、一公开”后续处置",
    landscape=False,
    row_height=22,
)

_VISITED = (
    _NO,
    Column("state", "状态", width=14),
    Column("task_no", "抽查任务编号", width=7),
    Column("name", "检查对象名称", width=22),
    Column("code", "统一社会信用代码", Kind.CODE, 21),
    Column("inspectors", "检查人员", width=27),
    Column("inspected", "检查日期", Kind.DATE, 11),
    Column("result", "检查结果", width=20),
    Column("disposal", "处理结果", width=14),
)
"""What the lists of follow-up say of each inspection."""

MENDING = Table(
    "mending",
    "整改跟踪",
    (
        *_VISITED,
        Column("rectify_by", "整改期限", Kind.DATE, 11),
        Column("rectified", "整改完成日期", Kind.DATE, 13),
        Column("closed", "是否完结", width=9),
        Column("late", "逾期工作日", Kind.INTEGER, 11),
        _REMARK,
    ),
    title="整改跟踪（最急的在前）",
)

_ANSWER = Column("answer", "办理结果", width=20)

HANDED_OVER = Table(
    "handed_over",
    "移送清单",
    (
        *_VISITED,
        Column("receiver", "受送机关", width=16),
        Column("handed_on", "移送日期", Kind.DATE, 11),
        Column("handed_no", "移送文号", width=14),
        _ANSWER,
        _REMARK,
    ),
    title="案件线索移送清单",
)

INFORMED = Table(
    "informed",
    "抄告清单",
    (
        *_VISITED,
        Column("receiver", "抄告部门", width=16),
        Column("handed_on", "抄告日期", Kind.DATE, 11),
        Column("handed_no", "抄告文号", width=14),
        _ANSWER,
        _REMARK,
    ),
    title="抄告相关部门清单",
)

HISTORY_SUMMARY = Table(
    "history_summary",
    "汇总",
    (
        _NO,
        Column("name", "检查对象名称", width=28),
        Column("code", "统一社会信用代码", Kind.CODE, 21),
        Column("category", "对象类别", width=18),
        Column("drawn", "被抽中次数", Kind.INTEGER, 10),
        Column("inspected", "已检查次数", Kind.INTEGER, 10),
        Column("problems", "发现问题次数", Kind.INTEGER, 12),
        Column("open", "未完结", Kind.INTEGER, 8),
        Column("last_day", "最近检查日期", Kind.DATE, 13),
        Column("last_result", "最近结果", width=24),
        Column("status", "现状态", width=12),
    ),
    title="{short}检查对象档案",
)

HISTORY = Table(
    "history",
    "明细",
    (
        _NO,
        Column("name", "检查对象名称", width=26),
        Column("code", "统一社会信用代码", Kind.CODE, 21),
        Column("year", "年度", Kind.INTEGER, 7),
        Column("task_no", "抽查任务编号", width=7),
        Column("round", "批次", width=8),
        Column("how", "抽取情况", width=18),
        Column("drawn_on", "抽取日期", Kind.DATE, 11),
        Column("inspected", "检查日期", Kind.DATE, 11),
        Column("inspectors", "检查人员", width=27),
        Column("result", "检查结果", width=20),
        Column("disposal", "处理结果", width=14),
        Column("rectify_by", "整改期限", Kind.DATE, 11),
        Column("rectified", "整改完成日期", Kind.DATE, 13),
        Column("closed", "是否完结", width=9),
        Column("published", "公示日期", Kind.DATE, 11),
    ),
    title="历次抽查",
    paper="A3",
)

TICKETS = Table(
    "tickets",
    "签号",
    (
        Column("rank", "次序", Kind.INTEGER, 6),
        Column("code", "统一社会信用代码", Kind.CODE, 21),
        Column("name", "检查对象名称", width=27),
        Column("stratum", "分级", width=6),
        Column("outcome", "抽取结果", width=9),
        Column("digest", "散列值（SHA-256）", width=47),
        Column("ticket", "签号", width=63),
        Column("leading", "公式：前九位", Kind.INTEGER, 13, computed=True),
        Column("place", "公式：次序", Kind.INTEGER, 11, computed=True),
    ),
    title="抽样框与签号",
)

EXCLUDED = Table(
    "excluded",
    "未列入",
    (
        Column("code", "代码或证号", Kind.CERT, 22),
        Column("name", "名称", width=32),
        Column("reason", "原因", width=60),
        Column("counted", "计入应抽基数", width=14),
    ),
    title="未列入抽样框的检查对象和人员",
)

RECORD_INSPECTORS = Table(
    "record_inspectors",
    "人员",
    (
        Column("cert", "执法证号", Kind.CERT, 18),
        Column("name", "姓名", width=12),
        Column("scope", "执法事项范围", width=22),
        Column("specialities", "专业资质", width=20),
        Column("valid_to", "执法证有效期至", width=14),
        Column("leaves", "请假", width=26),
        Column("recused", "回避对象", width=44),
        Column("leader", "是否组长", width=9),
        Column("party", "联合部门或专家", width=16),
        Column("load", "年内已检查户数", Kind.INTEGER, 15),
    ),
    title="参加抽取的执法检查人员",
)

TEAMS = Table(
    "teams",
    "分组",
    (
        Column("order", "次序", Kind.INTEGER, 7),
        Column("code", "统一社会信用代码", Kind.CODE, 21),
        Column("name", "检查对象名称", width=30),
        Column("group", "组号", width=8),
        Column("attempt", "尝试号", Kind.INTEGER, 8),
        Column("window", "负荷差", Kind.INTEGER, 8),
        Column("certs", "执法证号", width=36),
        Column("names", "检查人员", width=24),
    ),
    title="检查人员分组",
)

ATTEMPTS = Table(
    "attempts",
    "未采用",
    (
        Column("code", "统一社会信用代码或组号", Kind.CODE, 21),
        Column("number", "尝试号", Kind.INTEGER, 8),
        Column("certs", "执法证号", width=36),
        Column("reason", "未采用的原因", width=50),
    ),
    title="未采用的检查组",
)

NOTICE_PROMISE = (
    "以上随机数在本公告制作之后产生，届时与抽样框指纹、人员名单指纹一并组成随机种子，任何人都可以据此复算抽取结果。"
    "本公告制作后，抽样框、检查人员名单、抽查比例和检查组的要求不再改动。指纹为 SHA-256 值。"
)
"""What 抽取公告 promises, as a form and as a page."""

NOTICE_SOURCES = Table(
    "notice_sources",
    "抽取所用的随机数来源",
    (
        Column("no", "序号", Kind.INTEGER, 5),
        Column("kind", "来源", width=16),
        Column("name", "名称", width=20),
        Column("note", "说明", width=40),
    ),
)

OUTPUT_TABLES = (
    LEDGER,
    YEAR_LEDGER,
    DISCLOSURE,
    PLATFORM,
    CREDIT,
    CORRECTION,
    RETRACTION,
    FINDINGS,
    COVERAGE,
    PROGRESS,
    DUE_SUMMARY,
    DUE_TASKS,
    DUE_PEOPLE,
    DUE_LINES,
    FOLLOW_UP_SUMMARY,
    MENDING,
    HANDED_OVER,
    INFORMED,
    HISTORY_SUMMARY,
    HISTORY,
    TICKETS,
    EXCLUDED,
    RECORD_INSPECTORS,
    TEAMS,
    ATTEMPTS,
)
