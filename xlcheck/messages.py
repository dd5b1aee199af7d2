"""Every sentence that a person reads about trouble: code -> level, text, remedy.

Findings are about the user's data, errors about an operation that cannot go on. ``{value}`` is the
cell's content as it stands, ``{proposal}`` what it may be changed to; the other parameters are given
where the finding is made.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from xlcheck.model import Finding, Place, XlcheckError


class Level(StrEnum):
    """How much a finding matters: 错误 stops a draw or a publication, 警告 and 提示 do not."""

    ERROR = "错误"
    WARNING = "警告"
    HINT = "提示"


@dataclass(frozen=True, slots=True)
class Message:
    """The sentence of a finding: what is wrong, and what to do."""

    level: Level
    text: str
    remedy: str


_LONGEST_VALUE = 300
"""Characters of a value that a sentence shows; a cell may hold a hundred times as many."""
_SPANS = 6
"""How many spans of cells a sentence lists."""

_E, _W, _H = Level.ERROR, Level.WARNING, Level.HINT

CELL_FINDINGS: dict[str, Message] = {
    "book.missing": Message(_E, "找不到工作簿《{book}》", "请放回 {folder}，或用 xlcheck new 生成空白表"),
    "book.open": Message(
        _W,
        "《{book}》可能正被{owner}打开（有锁定文件 {lock}），读到的是上次保存的内容",
        "请保存并关闭后再校验；如果没有人打开，可以删去这个锁定文件",
    ),
    "book.unreadable": Message(
        _E, "《{book}》不是可以读取的 .xlsx 工作簿：{why}", "请用 Excel 或 WPS 打开，另存为 .xlsx 后再试"
    ),
    "book.encrypted": Message(_E, "《{book}》设了打开密码，无法读取", "请在 Excel 或 WPS 中取消打开密码，另存后再试"),
    "book.old-format": Message(
        _W, "《{book}》是旧格式，已照常读取，但显示为公式错误的单元格会读成空白", "请用 Excel 或 WPS 另存为 .xlsx"
    ),
    "book.refused": Message(_E, "《{book}》超出安全限度，没有打开：{why}", "请核对文件来源，另存为普通的 .xlsx 后再试"),
    "header.missing": Message(_E, "缺少“{title}”一列", "请在表头补上这一列；列的先后不限"),
    "header.renamed": Message(
        _E, "找不到“{title}”一列，表头中有相近的“{value}”", "如果就是这一列，请把表头改为“{title}”"
    ),
    "header.similar": Message(
        _W, "“{value}”一列没有识别，像是“{title}”", "如果就是这一列，请把表头改为“{title}”；不是的，可以不改"
    ),
    "header.repeated": Message(_E, "“{title}”一列出现了两次", "请删去或改名其中一列"),
    "sheet.missing": Message(
        _E, "工作簿中没有“{sheet}”工作表", "请从 templates 文件夹中的空白表补上，或把工作表改回原名"
    ),
    "sheet.absent": Message(
        _E, "工作簿中没有“{sheet}”工作表", "请从 templates 文件夹中的空白表补上；确实没有要登记的，保留空表即可"
    ),
    "sheet.no-header": Message(_E, "“{sheet}”工作表中找不到表头", "表头应在前 20 行之内，列名与空白表一致"),
    "sheet.empty": Message(_W, "“{sheet}”工作表中没有数据", "请录入数据后再校验"),
    "sheet.hidden-rows": Message(_H, "“{sheet}”工作表有 {count} 行被隐藏或筛选掉，已照常读取", "请确认这些行确应保留"),
    "sheet.hidden": Message(_H, "“{sheet}”工作表被隐藏，已照常读取", "请确认这个工作表确应使用"),
    "sheet.several": Message(_H, "名录分在 {count} 个工作表（{names}），已合并读取", "请确认这些工作表都应使用"),
    "row.groups": Message(
        _H, "第 {rows} 行（共 {count} 行）是分组标题，没有当作记录", "请核对；确是记录的，请把各列填全"
    ),
    "row.totals": Message(_H, "第 {rows} 行（共 {count} 行）是合计，没有当作记录", "请核对"),
    "row.notes": Message(_H, "第 {rows} 行（共 {count} 行）是表下的说明，没有当作记录", "请核对"),
    "row.numbered": Message(_H, "第 {rows} 行（共 {count} 行）只有序号，没有当作记录", "请核对；用不着的序号可以删去"),
    "row.joined": Message(
        _H, "第 {rows} 行（共 {count} 条）由合并单元格占了几行，已合为一条记录", "请核对；最好一条记录只占一行"
    ),
    "header.swapped": Message(_E, "“{title}”和“{other}”两列的内容像是互换了", "请把两列的表头或内容对调"),
    "cell.required": Message(_E, "“{title}”没有填写", "请补填"),
    "cell.repeated": Message(_E, "“{title}”与{first}重复", "请核对，保留正确的一行或改正其中一个"),
    "cell.dangling": Message(_E, "“{value}”在“{target}”中不存在", "请核对写法，或先在“{target}”中登记"),
    "cell.error-value": Message(_E, "“{title}”显示为公式错误 {value}", "请改正公式，或改为直接录入"),
    "cell.no-value": Message(_E, "“{title}”是公式，但没有保存计算结果", "请用 Excel 或 WPS 打开工作簿，保存后再校验"),
    "choice.unknown": Message(_E, "“{value}”不在允许的取值之内", "请从下拉列表中选择：{allowed}"),
    "choices.unknown": Message(_E, "“{unknown}”不在允许的取值之内", "请使用：{allowed}；多个用顿号“、”隔开"),
    "code.lost-digits": Message(_E, "代码被存成了数字，末尾的数字已经丢失", "请把单元格格式改为“文本”，按证照重新录入"),
    "code.characters": Message(_E, "“{title}”中有数字、字母、短横以外的字符", "请按证照重新录入"),
    "code.length": Message(_E, "代码应为 18 位（旧注册号为 15 位或 13 位）", "请按营业执照核对"),
    "code.check": Message(_W, "代码的校验位不符，可能有一位录错", "请按营业执照核对；确与执照一致的，可以不改"),
    "code.repairable": Message(_W, "代码中的字母 O、I 应为数字", "请改为 {repaired}（校验位相符）"),
    "cert.pattern": Message(_W, "证号与设定的格式不符", "请按证件核对；格式在“单位设置”的“执法证号格式”中设定"),
    "code.look-alike": Message(_E, "代码里混有看起来像字母的外文字符", "可能是 {latin}，请按证照重新录入"),
    "code.organisation": Message(
        _H, "代码第 9 至 17 位的组织机构代码校验位不符", "请按营业执照核对；确与执照一致的，可以不改"
    ),
    "date.short-year": Message(_E, "日期“{value}”的年份只有两位", "请写四位年份；如果是 {proposal}，请照此录入"),
    "date.no-day": Message(_E, "日期“{value}”没有写日", "请录入完整的年月日"),
    "date.two-readings": Message(_E, "日期“{value}”有两种读法（日、月的先后）", "请按年、月、日的次序录入"),
    "date.unreadable": Message(_E, "“{value}”不是可以识别的日期", "请录入日期，如 2021-04-30"),
    "date.impossible": Message(_E, "“{value}”这一天不存在", "请核对年月日"),
    "date.serial": Message(_E, "日期被存成了数字 {value}", "如果是 {proposal}，请设为日期格式或重新录入"),
    "integer.unreadable": Message(_E, "“{value}”不是整数", "请录入整数"),
    "phone.unusual": Message(_H, "“{value}”不像电话号码", "请核对"),
}
"""What a single cell, header or sheet may be wrong about; implied by the schema."""

SETTINGS_FINDINGS: dict[str, Message] = {
    "settings.number": Message(_E, "“{item}”应为不小于 {least} 的整数", "请改正“内容”一列"),
    "settings.yes-no": Message(_E, "“{item}”应为“是”或“否”", "请改正“内容”一列"),
    "settings.pattern": Message(
        _E, "“{item}”不是有效的正则表达式，没有按它核对", "请改正“内容”一列；不需要核对格式的，可以清空"
    ),
    "settings.item-missing": Message(
        _W, "没有“{item}”一项，按没有填写处理", "请把“项目”改回原名，或从空白表中补上这一行"
    ),
    "settings.name-shared": Message(_E, "“{name}”在“{first}”下也登记了，无法判断属于哪一类", "请只在一个类别下登记"),
    "settings.round": Message(_E, "{name}的起止月份不对", "月份应为 1 至 12，开始不晚于结束"),
    "settings.rounding": Message(_E, "取整方式“{value}”不能识别", "请填“向上取整”"),
}

PLAN_FINDINGS: dict[str, Message] = {
    "ratio.bare-number": Message(_E, "比例“{value}”没有单位，可能是百分比，也可能是户数", "请写明单位，如 5% 或 5户"),
    "ratio.range": Message(_E, "比例写成了区间“{value}”，无法确定应抽数", "请定下一个比例，如“不低于2%”或“5%”"),
    "ratio.two-conditions": Message(
        _E, "比例“{value}”有两个条件，先后不明", "请只写一个；至少几户的要求，请填在“单位设置”的“最少户数”"
    ),
    "ratio.out-of-range": Message(_E, "比例“{value}”超出 0～100%，或分级重复", "请核对比例"),
    "ratio.unreadable": Message(
        _E, "比例“{value}”不能识别", "可写 5%、不低于5%、不超过5%、3户、全覆盖，或各信用等级的比例"
    ),
    "window.vague": Message(_E, "抽查日期“{value}”有两种读法", "请写明起止月份，如“2021年1月至4月”"),
    "window.reversed": Message(_E, "抽查日期“{value}”的结束早于开始", "请核对起止月份；跨年的写“次年”"),
    "window.unreadable": Message(_E, "抽查日期“{value}”不能识别", "请写明起止月份，如“2021年1月至4月”"),
    "scope.bad-date": Message(_E, "对象范围中的成立时间不存在", "请核对年月"),
    "scope.leftover": Message(
        _E, "对象范围“{value}”开头有读不懂的字，像是被截断", "请补全，如“2021年1月前成立的运营的全区道路货物运输企业”"
    ),
    "scope.unknown-category": Message(
        _E,
        "对象范围“{value}”不属于任何已登记的对象类别（{names}）",
        "请改用已登记的写法，或在“单位设置”的“对象类别”中补登计划用语",
    ),
    "plan.number-form": Message(_E, "计划编号应为年度加两位序号，如 {example}", "请改正编号"),
    "plan.number-year": Message(_E, "计划编号不属于 {year} 年度", "请改正编号的前四位"),
    "plan.number-gap": Message(_E, "计划编号不连续，按上一行应为 {expected}", "请核对是否漏了一行或编号重复"),
    "plan.name-wording": Message(
        _W, "计划名称中没有“抽查工作计划”", "请按“年度、单位、抽查工作计划、两位序号”的写法填写"
    ),
    "plan.name-unnumbered": Message(_E, "计划名称末尾缺序号，按编号应为 {wanted}", "请补上序号"),
    "plan.name-number": Message(_E, "计划名称末尾的序号是“{found}”，与编号不一致，应为 {wanted}", "请改正序号"),
    "plan.name-shifted": Message(
        _E, "计划名称末尾的序号与编号相差 {shift}，像是从某一行起整体错位", "请自漏写或多写序号的那一行起依次改正"
    ),
    "plan.name-form": Message(_W, "计划名称末尾的序号写成“{found}”，其余各行为两位", "请写成 {wanted}，前面不留空格"),
    "plan.task-no": Message(_E, "任务编号与计划编号不一致，应为 {wanted}", "请改正任务编号"),
    "plan.year": Message(_E, "名称中出现了 {year} 年以外的年度", "请改为 {year} 年；可能是沿用了其他年度的文件"),
    "plan.no-year": Message(_W, "名称中没有写年度", "请写明 {year} 年"),
    "plan.bureau": Message(_E, "名称中出现了“{found}”，不是本单位", "请改为{own}；可能是沿用了其他单位的文件"),
    "plan.task-name-repeated": Message(
        _W, "{round}内与{first}的任务名称相同，两个任务无法区分", "请在名称中写明各自的类别"
    ),
    "plan.task-name-category": Message(_E, "任务名称写的是{named}，对象范围却是{category}", "请核对是哪一类"),
    "plan.window-year": Message(_E, "抽查日期不全在 {year} 年之内", "请核对年度；跨年的请拆成两个任务"),
    "plan.window-round": Message(
        _W, "抽查日期“{value}”不是设定的批次（{rounds}）", "请核对，或在“单位设置”的“批次”中增加"
    ),
    "plan.window-overlap": Message(_E, "与{first}同为{category}，抽查日期重叠", "请错开日期，或合并为一个任务"),
    "plan.round-incomplete": Message(_W, "{round}没有{category}的任务，其他批次有", "请核对是否漏了一个任务"),
    "plan.cut-off-late": Message(_E, "成立时间界限 {cut_off} 晚于抽查结束", "请核对年月"),
    "plan.cut-off-differs": Message(
        _W,
        "成立时间界限是 {cut_off}，同属{round}的其他任务是 {usual}",
        "请核对年度是否写错；确有不同的，请在备注中说明",
    ),
    "plan.wording-differs": Message(
        _H, "同为{category}的其他任务写的是“{usual}”", "请核对是否漏字；内容确有不同的，可以不改"
    ),
    "frequency.unreadable": Message(_H, "抽查频次“{value}”不能识别", "请写明次数和周期，如“1次/年”“每半年一次”"),
    "plan.frequency-differs": Message(
        _W, "抽查频次为“{value}”，一年应有 {wanted} 个任务，计划中{category}有 {planned} 个", "请核对频次，或增减任务"
    ),
    "plan.joint-alone": Message(_W, "发起方式为部门联合，没有写联合部门", "请补填联合部门"),
    "plan.single-with-others": Message(_W, "发起方式为本部门，却写了联合部门“{value}”", "请核对发起方式"),
    "plan.directed": Message(
        _W,
        "本任务为定向抽查，本版本还不能办理定向抽取",
        "可改为“定向或不定向抽查”或“不定向抽查”，或在省平台上抽取本任务",
    ),
    "plan.empty-frame": Message(
        _E,
        "名录库中没有符合本任务范围的{category}（营业、成立时间和许可有效期都符合），无可抽取的对象",
        "请核对名录库的对象类别、经营状态和许可有效期",
    ),
    "plan.repeats-exhaust": Message(
        _E,
        "按“{rule}”，到{round}本任务时{category}只剩 {left} 可抽，不够比例“{value}”",
        "请降低比例、减少次数，或在“单位设置”中放宽抽查策略",
    ),
}

REGISTRY_FINDINGS: dict[str, Message] = {
    "waiver.unused": Message(
        _H, "登记接受的问题“{value}”这次没有出现", "问题已改正的，可以删去这一行；写错的，请按校验报告更正"
    ),
    "registry.fewer": Message(
        _W,
        "现有 {now} 行，上次校验时 {before} 行，少了 {lost} 行",
        "请确认不是误删；注销的对象应保留在库中，只改经营状态",
    ),
    "registry.name-repeated": Message(_W, "名称与{first}相同，代码却不同", "请核对是否同一户登记了两次"),
    "registry.name-alike": Message(
        _W, "名称与{first}只差括号、空格或“责任”二字，代码却不同", "请核对是否同一户登记了两次"
    ),
    "registry.licence-repeated": Message(_W, "许可证号与{first}相同", "请核对许可证，改正其中一个"),
    "registry.licence-form": Message(
        _H, "许可证号“{value}”与通常的写法不同", "请按许可证核对，通常为“晋交运管许可货字140603000001号”一类"
    ),
    "registry.person-repeated": Message(
        _H, "姓名与{first}相同，执法证号不同", "请核对是否同一人登记了两次；确为同名的，可以不改"
    ),
    "registry.licence-before-founding": Message(_W, "许可批准日期早于成立日期", "请核对两个日期"),
    "registry.licence-reversed": Message(_E, "许可有效期至早于许可批准日期", "请核对两个日期"),
    "registry.licence-lapses": Message(_H, "许可在 {day} 到期，此后结束的批次不再列入抽样框", "已换证的，请更新有效期"),
    "registry.cert-lapses": Message(_H, "执法证在 {day} 到期，此后结束的批次不再抽取本人", "已换证的，请更新有效期"),
    "registry.leave-reversed": Message(_E, "请假的结束日期早于开始日期", "请核对两个日期"),
    "registry.too-few-inspectors": Message(
        _E,
        "任务 {plan_no} 需要至少 {size} 名能检查{category}、证件在抽查期间有效的人员，现有 {count} 名",
        "请补充人员、更新执法证，或扩大执法事项范围",
    ),
    "items.target": Message(
        _E, "市场监管执法事项 {total} 项，纳入随机抽查 {random} 项，不足 5%", "请增加纳入随机抽查的事项"
    ),
    "items.none-for-category": Message(_W, "计划抽查{category}，清单中却没有该类别的随机抽查事项", "请在清单中补充"),
}

LEDGER_FINDINGS: dict[str, Message] = {
    "ledger.not-drawn": Message(_E, "“{value}”不在本任务的抽中名单内", "请核对代码；确需增加的，应按补抽办理"),
    "ledger.missing-book": Message(
        _W,
        "任务 {task} 已抽取，没有找到《{book}》",
        "请放回“台账”文件夹，文件名不要改；没有生成过的，请运行 xlcheck ledger",
    ),
    "ledger.stray": Message(
        _W,
        "《{book}》不是现行抽取结果的检查台账，没有读取",
        "请登记在程序生成的检查台账中，副本另存别处；没有其他台账的，请查看抽取日志和存档是否还在",
    ),
    "ledger.missing-entity": Message(_E, "抽中的{name}（{entity}）不在台账中", "请把这一行补回；抽中的对象不得删去"),
    "ledger.changed": Message(
        _E, "“{title}”被改动，抽取记录中是“{expected}”", "请改回；检查人员有变动的，应按补抽办理并留存记录"
    ),
    "ledger.half-filled": Message(_W, "已开始填写，还缺：{missing}", "请补填完整；未填完的行不公示"),
    "ledger.clean-not-alone": Message(_E, "“未发现问题”与其他检查结果同时填写", "请只保留一种"),
    "ledger.clean-disposal": Message(
        _E, "检查结果为未发现问题，处理结果却是“{value}”", "请改为“无需后续处置”，或更正检查结果"
    ),
    "ledger.problem-disposal": Message(_E, "检查发现了问题，处理结果却是“无需后续处置”", "请填写实际的处理结果"),
    "ledger.not-closed": Message(_E, "处理结果为“无需后续处置”，是否完结应为“是”", "请填“是”"),
    "ledger.outside-window": Message(_W, "检查日期 {value} 不在抽查日期（{window}）之内", "请核对日期"),
    "ledger.future": Message(_E, "检查日期 {value} 晚于今天", "请核对日期"),
    "ledger.rectify-missing": Message(_E, "责令限期整改，但没有填写整改期限", "请填写整改期限"),
    "ledger.rectify-reversed": Message(_E, "“{title}”早于检查日期", "请核对两个日期"),
    "ledger.closed-open": Message(_W, "已填“完结”，但没有整改完成日期", "请补填整改完成日期"),
    "ledger.published-early": Message(_E, "公示日期早于检查日期", "请核对两个日期"),
    "ledger.overdue": Message(_W, "公示期限 {day} 已过，尚未公示", "请尽快公示，并说明原因"),
    "ledger.personal-data": Message(_E, "“{title}”中像有身份证号或电话号码，不得公示", "请从台账的这一格中删去"),
    "calendar.unknown": Message(
        _H,
        "{year} 年的节假日安排尚不可知，公示期限只按周一至周五计算",
        "国务院办公厅发布后，请在“单位设置”的“节假日”中补录",
    ),
}

FINDINGS: dict[str, Message] = {
    **CELL_FINDINGS,
    **SETTINGS_FINDINGS,
    **PLAN_FINDINGS,
    **REGISTRY_FINDINGS,
    **LEDGER_FINDINGS,
}

WORKBOOK_ERRORS: dict[str, str] = {
    "settings.year": "《单位设置.xlsx》的年度“{value}”不能识别，请在“单位信息”中填四位数字，如 2021。",
    "settings.incomplete": "《单位设置.xlsx》的“单位信息”中没有填写单位名称或年度，请补填后再运行。",
    "book.missing": "找不到工作簿《{book}》，应放在 {folder}。请放回，或用 xlcheck new 生成空白表。",
    "book.no-table": "《{book}》中找不到“{sheet}”工作表或它的表头。请运行 xlcheck check，按校验报告改正后再运行。",
    "book.open": "《{book}》可能正在被{owner}打开（有锁定文件 {lock}）。请保存并关闭后再运行；如果没有人打开，可以删去这个锁定文件。",
    "book.unreadable": "《{book}》不是可以读取的 .xlsx 工作簿：{why}。请用 Excel 或 WPS 打开，另存为 .xlsx 后再试。",
    "book.encrypted": "《{book}》设了打开密码，无法读取。请在 Excel 或 WPS 中取消打开密码，另存后再试。",
    "book.refused": "《{book}》超出安全限度，没有打开：{why}。请核对文件来源，另存为普通的 .xlsx 后再试。",
}

DRAW_ERRORS: dict[str, str] = {
    "draw.plan-unreadable": "任务 {task} 的{parts}没有填写或不能识别，不能抽取。请先运行校验，改正计划后再抽取。",
    "draw.registry-missing": "没有检查对象名录库或执法检查人员名录库，不能抽取。请把两个工作簿放回后再运行。",
    "draw.bad-codes": "检查对象名录库第 {rows} 行的统一社会信用代码没有填写或不能识别，不能抽取。请运行校验，按证照改正。",
    "draw.repeated-codes": "检查对象名录库第 {rows} 行的统一社会信用代码重复，不能抽取。请核对，每户只留一行。",
    "draw.repeated-certs": "执法检查人员名录库中执法证号 {certs} 重复，不能抽取。请核对，每人只留一行。",
    "draw.repeated-id": "代码 {ids} 在抽样框中重复，不能抽取。请核对名录库，每个代码只留一个。",
    "draw.reason-missing": "任务 {task} 已抽取过，第 {attempt} 次抽取必须写明原因。请补充原因后再运行。",
    "draw.infeasible": "任务 {task} 不能抽取，有 {count} 处需要先解决：\n{problems}",
    "draw.frame-empty": (
        "抽样框为空：没有符合抽查对象范围的检查对象（未列入 {left_out} 户）。"
        "请核对计划的对象范围，以及名录库中的经营状态、成立日期和许可有效期。"
    ),
    "draw.frame-used-up": (
        "抽样框为空：本年度已抽中 {earlier} 户，按不重复抽取或年度上限的规定没有可抽的检查对象。"
        "请调整抽查比例、批次，或“单位设置”中的抽查策略。"
    ),
    "draw.quota-disagrees": (
        "抽查比例“{ratio}”中的比例与户数不一致：按比例为 {by_share}，写明的户数为 {count} 户。"
        "请确认以哪个为准，在计划中只写一个。"
    ),
    "draw.strata-unnamed": (
        "以下检查对象没有信用风险等级，或等级不在计划所列的{grades}之内：{names}。"
        "请在名录库中补填等级，或在计划中写明该等级的比例。"
    ),
    "draw.team-size": "每户检查人数为 {size} 人，不能少于 2 人。请在“单位设置”的抽查策略中改正。",
    "draw.staff-few": (
        "可参加抽取的执法检查人员只有 {have} 人，每户需要 {size} 人。"
        "请核对执法检查人员名录库中的证件有效期、执法事项范围、状态和请假。"
    ),
    "draw.no-specialist": (
        "抽查事项要求组内有人具有“{speciality}”专业资质，可参加抽取的人员中没有。"
        "请在执法检查人员名录库中登记，或核对随机抽查事项清单的检查人员要求。"
    ),
    "draw.recused-few": (
        "检查对象“{entity}”回避后只剩 {have} 名执法检查人员，每户需要 {size} 人。请核对回避关系，或增加人员。"
    ),
    "draw.recused-specialist": (
        "检查对象“{entity}”回避后，没有具有“{speciality}”专业资质的检查组可派。请核对回避关系，或增加有资质的人员。"
    ),
    "draw.no-team": "检查对象 {entity} 找不到符合要求的 {size} 人检查组。请核对回避关系和不得同组的人员，或增加人员。",
    "draw.sources-few": "随机数的来源少于两个。请再指定一个互相独立的来源，如另一名监督人或公开的彩票开奖号码。",
    "draw.sources-same": "随机数的来源重复，不是互相独立的。请为每个来源写不同的代号和名称。",
    "draw.not-revealed": "{names}还没有给出数字。请录入后再抽取。",
    "draw.numbers-unreadable": "{name}的数字“{text}”不能识别。请只录入数字，多个数字用空格或顿号隔开。",
    "draw.witness-digits": "{name}给出的数字太短。请至少给出 {least} 位数字。",
    "draw.seed-part": "“{part}”不能写入随机种子行。任务编号只能用字母、数字和短横，来源代号只能用小写字母和数字。",
    "draw.frozen-unreadable": "冻结文件不能读取：{why}。请从存档中恢复，或撤销后重新冻结。",
    "draw.record-damaged": "抽取记录不能读取：{where}为“{found}”，应为{expected}。请用未改动过的抽取记录。",
}

OUTPUT_ERRORS: dict[str, str] = {
    "output.locked": "无法写入 {file}：文件可能正被打开，或文件夹只读。请关闭文件，或换一个文件夹后再运行。",
    "output.too-long": "以“{text}”开头的内容超过一个单元格所能容纳的 {longest} 个字符，没有写出。请缩短后再运行。",
}

STEP_ERRORS: dict[str, str] = {
    "form.missing": "找不到表单模板《{template}》，应放在 {folder}。请放回，或从程序自带的模板中复制一份。",
    "form.unreadable": "表单模板《{template}》无法读取：{why}。请用 Excel 或 WPS 打开，另存为 .xlsx 后再试。",
    "form.sheet": "表单模板《{template}》中没有“{sheet}”工作表。请把工作表改回原名，或恢复程序自带的模板。",
    "form.unknown": "表单模板《{template}》的“{sheet}”工作表 {cell} 中有不能识别的占位符“{{{{{field}}}}}”，"
    "相近的有：{near}。请改正后再运行。",
    "form.broken": "表单模板《{template}》的“{sheet}”工作表 {cell} 中的占位符不完整：{text}。请写成“{{{{字段}}}}”的样子。",
    "form.in-formula": "表单模板《{template}》的“{sheet}”工作表 {cell} 是公式，其中的占位符不能填写。"
    "请把占位符单独放在一个单元格里，公式改为引用该单元格。",
    "form.ambiguous": "表单模板《{template}》的“{sheet}”工作表 {cell} 中的占位符“{{{{{field}}}}}”可以来自多处（{owners}），"
    "无法确定。请改用程序自带模板中的占位符。",
    "form.two-lists": "表单模板《{template}》的“{sheet}”工作表 {cell} 所在的一行混用了两种明细的占位符。请分成两行。",
    "form.too-long": "填入《{template}》“{sheet}”工作表 {cell} 的内容有 {length} 个字符，超过单元格的上限 32767 个。请缩短后再运行。",
    "form.characters": "填入《{template}》“{sheet}”工作表 {cell} 的内容中有不可打印的控制字符（以 □ 标出）：{value}。"
    "请在来源表中重新录入。",
    "form.no-records": "没有可以填入《{template}》的检查对象，没有生成文件。",
    "form.out-folder": "无法写入文件夹 {folder}：{why}。请检查文件夹是否存在、是否可写、磁盘是否已满。",
    "desk.missing": "在 {folder} 中找不到《单位设置.xlsx》。请指明年度文件夹，如 workbooks/2021，或用 xlcheck new 新建。",
    "desk.exists": "{folder} 已经存在，没有改动。要新建其他年度，请换一个年度或文件夹。",
    "log.cut": "任务 {task} 已有抽取记录，抽取日志（{file}）中却没有相应的记载，可能被删改过。不能再抽取；请保留现场，从备份恢复日志，并向单位负责人报告。",
    "draw.numbers-differ": "“{name}”在其他任务中揭晓的号码是“{before}”，这次却是“{typed}”。同一来源只有一组号码，请核对后重新输入。",
    "log.broken": "抽取日志在“{where}”处断开，可能被改动过（{file}）。在查清原因之前不能继续抽取；请保留现场，并向单位负责人报告。",
    "archive.changed": "存档文件 {file} 与抽取日志中的散列值不符，可能被改动过。请保留现场，并向单位负责人报告。",
    "archive.missing": "找不到存档文件 {file}。请从备份中恢复存档文件夹后再运行。",
    "draw.no-such-task": "计划中没有任务“{name}”。现有任务：{known}。",
    "draw.no-such-round": "计划中没有批次“{name}”的任务。设定的批次：{known}。",
    "draw.has-errors": "名录库、计划或单位设置中有 {count} 处错误（第一处在《{book}》{sheet} {cell}），不能抽取。请运行 xlcheck check，按校验报告改正后再抽取。",
    "draw.directed": "任务 {task} 为定向抽查，须写明筛选条件；本版本只办理不定向抽查。",
    "ledger.task-not-drawn": "任务“{name}”还没有抽取，无法生成表单和台账。已抽取的任务：{known}。",
    "ledger.nothing-drawn": "还没有抽取过的任务，无法生成表单和台账。请先运行 xlcheck draw。",
    "publish.log-broken": "公示日志第 {line} 行不能识别（{file}），无法确定哪些已经公示。请从备份中恢复这个文件后再运行。",
    "report.no-plan": "《{book}》中没有抽查任务，无法统计。请录入计划后再运行。",
    "send.nothing": "还没有可以上报的材料。请先抽取、公示或统计。",
    "check.unknown-book": "《{book}》不像是计划、名录库、事项清单或单位设置，没有校验。请核对是否选错了文件。",
}

CERTAIN_REPAIRS = frozenset({
    "code.repairable",
    "plan.name-unnumbered", "plan.name-number", "plan.name-shifted", "plan.name-form", "plan.task-no", "plan.year", "plan.bureau",
})  # fmt: skip
"""Findings whose proposal is what the cell must say, not a guess; these are put right in a repaired copy."""

ERRORS: dict[str, str] = {**WORKBOOK_ERRORS, **OUTPUT_ERRORS, **DRAW_ERRORS, **STEP_ERRORS}


def level(found: Finding) -> Level:
    """The level of a finding; one that staff accepted with a reason is a 提示."""
    return Level.HINT if found.waiver else FINDINGS[found.code].level


def problem(found: Finding) -> str:
    """The sentence that says what is wrong, of how many cells, and why it was accepted where it was."""
    text = _with_values(FINDINGS[found.code].text, found)
    if found.also:
        text += f"（{spans(found.places)}，共 {len(found.places)} 处）"
    return text + (f"（已接受：{found.waiver}）" if found.waiver else "")


def occurrences(findings: Iterable[Finding], kind: Level) -> int:
    """How many cells findings of a level speak of."""
    return sum(len(f.places) for f in findings if level(f) is kind)


def spans(places: Sequence[Place]) -> str:
    """Cells of one column as a person writes them: ``C8:C17、C20``; the first few spans."""
    parts: list[list[Place]] = []
    for place in places:
        if parts and place.row == (parts[-1][-1].row or 0) + 1:
            parts[-1].append(place)
        else:
            parts.append([place])
    shown = [p[0].cell if len(p) == 1 else f"{p[0].cell}:{p[-1].cell}" for p in parts[:_SPANS]]
    return "、".join(shown) + ("……" if len(parts) > _SPANS else "")


def remedy(found: Finding) -> str:
    """The sentence that says what to do."""
    return _with_values(FINDINGS[found.code].remedy, found)


def _with_values(text: str, found: Finding) -> str:
    values = {"value": found.value, "proposal": found.proposal} | dict(found.params)
    return text.format(**{name: _brief(value) for name, value in values.items()})


def _brief(value: str) -> str:
    """A value as a sentence can hold it."""
    return value if len(value) <= _LONGEST_VALUE else f"{value[:_LONGEST_VALUE]}……"


def error_text(error: XlcheckError) -> str:
    """The one sentence of an operation that could not go on."""
    return ERRORS[error.code].format(**error.params)


_SYSTEM_WORDS = {
    errno.ENOSPC: "磁盘已满",
    errno.EACCES: "没有权限，或文件正被其他程序打开",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘或文件夹是只读的",
    errno.ENOENT: "文件夹不存在",
    errno.ENOTDIR: "同名的文件占了文件夹的位置",
    errno.EEXIST: "同名的文件占了文件夹的位置",
    errno.EISDIR: "同名的文件夹占了文件的位置",
    errno.ENAMETOOLONG: "文件名太长",
}


def system_words(error: OSError) -> str:
    """What the system says about a file, in Chinese."""
    return _SYSTEM_WORDS.get(error.errno or 0, "系统没有允许读写")
