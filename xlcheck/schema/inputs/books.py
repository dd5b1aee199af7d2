"""The workbooks that staff keep: file names, sheets, and the lines of each 填写说明."""

from __future__ import annotations

from xlcheck.schema.inputs.entities import ENTITIES
from xlcheck.schema.inputs.inspectors import APART, INSPECTORS, LEAVES, RECUSALS
from xlcheck.schema.inputs.items import ITEMS
from xlcheck.schema.inputs.others import OTHERS
from xlcheck.schema.inputs.plan import PLAN
from xlcheck.schema.inputs.settings import (
    CATEGORIES,
    CLOSURES,
    CODES,
    HOLIDAYS,
    LAYOUTS,
    LEADERS,
    POLICY,
    ROUNDS,
    UNIT,
    WAIVERS,
)
from xlcheck.schema.table import Book

SETTINGS_BOOK = Book(
    "settings",
    "单位设置.xlsx",
    (UNIT, LEADERS, CATEGORIES, ROUNDS, POLICY, HOLIDAYS, CLOSURES, CODES, WAIVERS, LAYOUTS),
    (
        "本工作簿登记单位信息、领导小组、对象类别、批次、抽查策略、节假日和码表，其他工作簿都以它为准。",
        "“单位信息”“抽查策略”只改“内容”一列，“项目”不要改名。",
        "“对象类别”的别名和计划用语，决定名录库和计划里的不同写法归入哪一类。",
        "校验报告中的问题，核对后确认无误的警告，在菜单里选“接受问题”，按报告中的序号写明理由，以后只作提示。",
        "“休市”：财政部公布下一年彩票市场休市安排后，照公告登记春节、国庆两段；没有登记的年度，开奖日不能核对。",
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
        "计划只能抽查本清单里的事项；计划的“抽查事项”对某一项另有写法的，登记在“别名”一栏。",
        "“纳入随机抽查”的事项应达到市场监管执法事项的 5% 以上。",
        "“检查人员要求”写有“专业资质”的，检查组中至少一人须有该类别的专业资质。",
    ),
)

OTHER_BOOK = Book(
    "others",
    "其他检查.xlsx",
    (OTHERS,),
    (
        "随机抽查以外的每一次检查登记一行：日常、个案、专项、上级部署、部门联合。",
        "同一户同一天的几行、检查码相同的几行，计入上限时算一次。",
        "“抽查策略”中设了检查次数上限的，这里的检查与随机抽查合并计算，已满的不列入抽样框。",
        "冻结以后再登记的，列入以后抽取记录的“名录变动”。",
    ),
    optional=True,
)

INPUT_BOOKS = (SETTINGS_BOOK, PLAN_BOOK, ENTITY_BOOK, INSPECTOR_BOOK, ITEM_BOOK, OTHER_BOOK)
