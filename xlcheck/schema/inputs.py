"""The workbooks that staff keep, column by column.

Source: the bureau's plan table (平交字〔2020〕94号) for 抽查工作计划; the registries follow the
columns that public lists of transport bureaus use.
"""

from __future__ import annotations

from xlcheck.schema.table import Book, Column, Kind, Table
from xlcheck.schema.vocabularies import CATEGORY

PLAN = Table(
    "plan",
    "抽查工作计划",
    (
        Column("plan_no", "抽查计划编号", Kind.SERIAL, 12, required=True, unique=True,
               hint="年度加两位序号，如 202101，逐行连续。"),
        Column("plan_name", "抽查计划名称", width=22, required=True,
               hint="年度、单位全称、抽查工作计划、两位序号，如：2021年……抽查工作计划01。"),
        Column("task_no", "抽查任务编号", width=12, required=True, unique=True, hint="两位序号加“号”，如 01号。"),
        Column("task_name", "抽查任务名称", width=30, required=True, hint="年度和单位名称与本计划一致。"),
        Column("kind", "抽查类型", Kind.CHOICE, 11, required=True, vocabulary="抽查类型", hint="从下拉列表中选择。"),
        Column("ratio", "抽查比例", Kind.RATIO, 9, required=True, aliases=("抽查比列",),
               hint="如 5%、不低于5%、3户、全覆盖。"),
        Column("items", "抽查事项", width=34, required=True, hint="本任务检查什么。"),
        Column("scope", "抽查对象范围", Kind.SCOPE, 24, required=True,
               hint="如：2021年1月前成立的运营的全区道路货物运输企业。"),
        Column("window", "抽查日期", Kind.WINDOW, 15, required=True, aliases=("抽查时间",),
               hint="如：2021年1月至4月。"),
        # what other bureaus add to the right of the document's nine columns
        Column("filter", "定向条件", width=24, offered=False,
               hint="定向抽查的范围，如：信用风险等级为C、D；上次抽查日期早于2020年1月1日。"),
        Column("body", "抽查主体", width=14, offered=False),
        Column("initiation", "发起方式", Kind.CHOICE, 10, vocabulary="发起方式", offered=False),
        Column("departments", "联合部门", width=16, aliases=("配合部门", "联查部门"), offered=False),
        Column("item_class", "事项类别", Kind.CHOICE, 9, vocabulary="事项类别", offered=False),
        Column("frequency", "抽查频次", width=10, offered=False),
        Column("credit", "信用风险分类监管要求", width=16, offered=False,
               hint="各信用风险等级的抽查比例，如：守信1%、警示10%、失信50%、严重失信80%；合计的比例或户数写在“抽查比例”中。"),
        Column("remark", "备注", width=14, offered=False),
    ),
    title="{year}年度{short}双随机抽查工作计划",
    blank_rows=30,
    row_height=34,
)  # fmt: skip

ENTITIES = Table(
    "entities",
    "检查对象名录库",
    (
        Column("no", "序号", Kind.INTEGER, 6),
        Column("name", "检查对象名称", width=30, required=True, aliases=("企业名称", "市场主体名称", "单位名称"),
               hint="与营业执照一致。"),
        Column("code", "统一社会信用代码", Kind.CODE, 21, required=True, unique=True,
               aliases=("统一社会信用代码/注册号", "注册号"), hint="18 位；按文本录入，不要让 Excel 变成数字。"),
        Column("category", "对象类别", Kind.CHOICE, 16, required=True, vocabulary=CATEGORY,
               hint="从下拉列表中选择；类别在“单位设置”中增减，新增的可以直接录入。"),
        Column("licence", "经营许可证号", width=28),
        Column("licensed_on", "许可批准日期", Kind.DATE, 13),
        Column("licence_to", "许可有效期至", Kind.EXPIRY, 13, hint="日期，或“长期”。"),
        Column("founded", "成立日期", Kind.DATE, 12, required=True),
        Column("legal_person", "法定代表人", width=11, aliases=("负责人",)),
        Column("address", "经营地址", width=28),
        Column("town", "所属乡镇", width=12),
        Column("contact", "联络人", width=10, private=True),
        Column("phone", "联系电话", Kind.PHONE, 14, private=True),
        Column("business", "经营范围", width=24),
        Column("status", "经营状态", Kind.CHOICE, 10, required=True, vocabulary="经营状态"),
        Column("grade", "信用风险等级", Kind.CHOICE, 8, vocabulary="信用风险等级", hint="A 低、B 一般、C 较高、D 高。"),
        Column("last_drawn", "上次抽查日期", Kind.DATE, 13),
        Column("remark", "备注", width=16),
    ),
    title="{short}检查对象名录库",
    paper="A3",
    blank_rows=500,
)  # fmt: skip

INSPECTORS = Table(
    "inspectors",
    "执法检查人员名录库",
    (
        Column("no", "序号", Kind.INTEGER, 6),
        Column("name", "姓名", width=10, required=True),
        Column("sex", "性别", Kind.CHOICE, 6, vocabulary="性别"),
        Column("employer", "工作单位", width=22, required=True),
        Column("office", "所在科室", width=16, aliases=("执法单位",)),
        Column("position", "职务", width=12),
        Column("cert", "执法证号", Kind.CERT, 16, required=True, unique=True, aliases=("执法证编号",),
               hint="按证件录入，只写字母、数字和短横，不写“字”“号”和括号。"),
        Column("cert_type", "执法证类型", width=18),
        Column("cert_to", "执法证有效期至", Kind.DATE, 15, required=True),
        Column("scope", "执法事项范围", Kind.CHOICES, 30, required=True, vocabulary=CATEGORY,
               hint="可检查的对象类别，多个用顿号“、”隔开，程序提示时选“是”。"),
        Column("specialities", "专业资质", Kind.CHOICES, 20, vocabulary=CATEGORY,
               hint="具有专业资质的对象类别，多个用顿号“、”隔开，程序提示时选“是”；没有可不填。"),
        Column("leader", "是否组长", Kind.CHOICE, 9, vocabulary="是否"),
        Column("expert", "是否专家", Kind.CHOICE, 9, vocabulary="是否"),
        Column("status", "状态", Kind.CHOICE, 8, required=True, vocabulary="人员状态"),
        Column("phone", "联系电话", Kind.PHONE, 14, private=True),
        Column("remark", "备注", width=14),
    ),
    title="{short}执法检查人员名录库",
    paper="A3",
)  # fmt: skip

RECUSALS = Table(
    "recusals",
    "回避关系",
    (
        Column("cert", "执法证号", Kind.CERT, 18, required=True, reference="inspectors.cert"),
        Column("code", "统一社会信用代码", Kind.CODE, 22, required=True, reference="entities.code"),
        Column("reason", "回避事由", width=40, required=True),
        Column("recorded", "登记日期", Kind.DATE, 14),
    ),
    title="{short}执法检查人员回避关系",
    optional=True,
    expected=True,
)

LEAVES = Table(
    "leaves",
    "请假",
    (
        Column("cert", "执法证号", Kind.CERT, 18, required=True, reference="inspectors.cert"),
        Column("first", "开始日期", Kind.DATE, 14, required=True),
        Column("last", "结束日期", Kind.DATE, 14, required=True),
        Column("reason", "事由", width=40),
    ),
    title="{short}执法检查人员请假登记",
    optional=True,
    expected=True,
)

APART = Table(
    "apart",
    "不得同组",
    (
        Column("cert", "执法证号", Kind.CERT, 18, required=True, reference="inspectors.cert"),
        Column("other", "另一人执法证号", Kind.CERT, 18, required=True, reference="inspectors.cert"),
        Column("reason", "事由", width=40, required=True),
    ),
    title="{short}不得分在同一检查组的人员",
    optional=True,
)

ITEMS = Table(
    "items",
    "随机抽查事项清单",
    (
        Column("no", "序号", Kind.INTEGER, 6),
        Column("name", "抽查事项名称", width=28, required=True, unique=True, aliases=("检查事项",)),
        Column("basis", "抽查依据", width=36, required=True),
        Column("body", "抽查主体", width=18, required=True),
        Column("category", "检查对象", Kind.CHOICE, 14, required=True, vocabulary=CATEGORY),
        Column("item_class", "事项类别", Kind.CHOICE, 9, vocabulary="事项类别"),
        Column("ratio", "抽查比例", Kind.RATIO, 9),
        Column("frequency", "抽查频次", width=11),
        Column("method", "抽查方式", Kind.CHOICE, 12, vocabulary="抽查方式"),
        Column("content", "抽查内容及要求", width=40),
        Column("staffing", "检查人员要求", width=20,
               hint="写明“专业资质”的事项，检查组中至少一人须有该类别的专业资质。"),
        Column("supervised", "市场监管执法事项", Kind.CHOICE, 10, required=True, vocabulary="是否"),
        Column("random", "纳入随机抽查", Kind.CHOICE, 8, required=True, vocabulary="是否"),
        Column("yearly_cap", "年度检查频次上限", Kind.INTEGER, 9),
        Column("remark", "备注", width=18),
    ),
    title="{short}随机抽查事项清单",
    paper="A3",
    row_height=30,
)  # fmt: skip

UNIT = Table(
    "unit",
    "单位信息",
    (
        Column("item", "项目", width=16, required=True, unique=True),
        Column("value", "内容", width=40),
        Column("note", "说明", width=50),
    ),
    title="单位信息",
    landscape=False,
    blank_rows=20,
)

LEADERS = Table(
    "leaders",
    "领导小组",
    (
        Column("role", "职务", width=12, required=True),
        Column("name", "姓名", width=12, required=True),
        Column("position", "单位职务", width=40, required=True),
    ),
    title="“双随机一公开”工作领导小组",
    landscape=False,
    blank_rows=40,
    optional=True,
)

CATEGORIES = Table(
    "categories",
    "对象类别",
    (
        Column("name", "对象类别", width=18, required=True, unique=True),
        Column("aliases", "别名", width=40, hint="名录库里可能出现的其他写法，多个用顿号隔开。"),
        Column("wordings", "计划用语", width=40, hint="计划“抽查对象范围”中的写法，多个用顿号隔开。"),
    ),
    title="检查对象类别",
    blank_rows=30,
)

ROUNDS = Table(
    "rounds",
    "批次",
    (
        Column("name", "批次", width=14, required=True, unique=True),
        Column("first", "开始月份", Kind.INTEGER, 12, required=True),
        Column("last", "结束月份", Kind.INTEGER, 12, required=True),
    ),
    title="抽查批次",
    landscape=False,
    blank_rows=12,
)

POLICY = Table("policy", "抽查策略", UNIT.columns, title="抽查策略", landscape=False, blank_rows=20)

HOLIDAYS = Table(
    "holidays",
    "节假日",
    (
        Column("day", "日期", Kind.DATE, 14, required=True, unique=True),
        Column("kind", "休/班", Kind.CHOICE, 10, required=True, vocabulary="休班", aliases=("休班",),
               hint="休：放假或调休；班：周末上班。"),
        Column("name", "名称", width=20),
        Column("notice", "通知原文", width=70, aliases=("放假通知", "通知全文"), apart=True,
               hint="粘贴国务院办公厅的放假通知，可以全文在一格，也可以一段一行；已粘贴的，左边三列不必再填。"),
    ),
    title="节假日安排",
    optional=True,
)  # fmt: skip

CODES = Table(
    "codes",
    "码表",
    (
        Column("list", "码表名称", Kind.CHOICE, 14, required=True, vocabulary="码表"),
        Column("value", "取值", width=44, required=True),
        Column("note", "说明", width=40),
    ),
    title="检查台账使用的码表",
    landscape=False,
    blank_rows=60,
    optional=True,
)

CORRECTIONS = Table(
    "corrections",
    "更正说明",
    (
        Column("plan_no", "抽查计划编号", Kind.SERIAL, 14),
        Column("title", "字段", width=14),
        Column("printed", "印发件", width=36),
        Column("corrected", "更正为", width=36),
        Column("reason", "理由", width=40),
    ),
    title="与印发件的差异",
    optional=True,
)
"""A sheet beside a corrected plan that says what was changed; the tool does not read it."""

WAIVERS = Table(
    "waivers",
    "已接受问题",
    (
        Column("code", "代码", width=22, required=True, hint="校验报告“代码”一列的内容。"),
        Column("book", "工作簿", width=26, required=True, hint="校验报告“工作簿”一列的内容。"),
        Column("key", "所在行", width=24, required=True, hint="该行的信用代码、执法证号、计划编号或事项名称。"),
        Column("reason", "理由", width=44, required=True, hint="为什么接受；以后每次校验报告都会列出。"),
        Column("by", "登记人", width=12),
        Column("on", "登记日期", Kind.DATE, 14),
    ),
    title="核对后接受的问题",
    optional=True,
)

SETTINGS_BOOK = Book(
    "settings",
    "单位设置.xlsx",
    (UNIT, LEADERS, CATEGORIES, ROUNDS, POLICY, HOLIDAYS, CODES, WAIVERS),
    (
        "本工作簿登记单位信息、领导小组、对象类别、批次、抽查策略、节假日和码表，其他工作簿都以它为准。",
        "“单位信息”“抽查策略”只改“内容”一列，“项目”不要改名。",
        "“对象类别”的别名和计划用语，决定名录库和计划里的不同写法归入哪一类。",
        "校验报告中的问题，核对后确认无误的，在“已接受问题”中写明理由，以后只作提示。",
        "“节假日”先于程序自带的日历；国务院办公厅发布下一年安排后，把通知粘贴到“通知原文”一列，或在左边三列逐日登记。",
    ),
)
PLAN_BOOK = Book(
    "plan",
    "抽查工作计划.xlsx",
    (PLAN,),
    (
        "一行一个抽查任务；编号逐行连续，计划名称末两位、任务编号都与编号末两位相同。",
        "抽查比例可写：5%、不低于5%、不超过5%、3户、全覆盖、守信1%、警示10%、失信50%、严重失信80%。",
        "抽查对象范围写明成立时间界限、是否运营、类别；类别用“单位设置”中登记的名称或计划用语。",
        "抽查日期写明起止月份，如“2021年1月至4月”；同一类别的各次抽查不得重叠。",
        "右侧可以另加自己需要的列，程序会保留，不会改动。",
    ),
)
ENTITY_BOOK = Book(
    "entities",
    "检查对象名录库.xlsx",
    (ENTITIES,),
    (
        "一户一行，不合并单元格；名称和代码与营业执照一致。",
        "统一社会信用代码、许可证号、电话都按文本录入，避免 Excel 改成科学计数法而丢失数字。",
        "停业、注销、迁出的对象保留在库中，只改“经营状态”，抽取时自动排除并记录原因。",
        "许可长期有效的，在“许可有效期至”填“长期”。",
    ),
)
INSPECTOR_BOOK = Book(
    "inspectors",
    "执法检查人员名录库.xlsx",
    (INSPECTORS, RECUSALS, LEAVES, APART),
    (
        "持有效执法证的人员一人一行；执法事项范围填可检查的对象类别，多个用顿号隔开。",
        "“回避关系”登记人员与检查对象之间的利害关系，登记后永不抽到一起。",
        "“请假”登记起止日期；请假覆盖整个抽查日期的，不参加该任务的抽取。",
        "执法证在抽查日期结束前到期的，不参加该任务的抽取。",
        "“不得同组”登记不能分在同一检查组的两个人，如夫妻、直系亲属。",
    ),
)
ITEM_BOOK = Book(
    "items",
    "随机抽查事项清单.xlsx",
    (ITEMS,),
    (
        "一个抽查事项一行；抽查依据写明法律、法规、规章的名称和条款。",
        "“纳入随机抽查”的事项应达到市场监管执法事项的 5% 以上。",
        "“检查人员要求”写有“专业资质”的，检查组中至少一人须有该类别的专业资质。",
    ),
)

INPUT_BOOKS = (SETTINGS_BOOK, PLAN_BOOK, ENTITY_BOOK, INSPECTOR_BOOK, ITEM_BOOK)
