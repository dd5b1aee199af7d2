"""Findings about 检查台账, and sentences of `ledger` and `merge` when they cannot go on."""

from __future__ import annotations

from xlcheck.messages.message import Level, Message

_E, _W, _H = Level.ERROR, Level.WARNING, Level.HINT

LEDGER_FINDINGS: dict[str, Message] = {
    "ledger.not-drawn": Message(_E, "“{value}”不在本任务的抽中名单内", "请核对代码；确需增加的，应按补抽办理"),
    "ledger.twice": Message(
        _E, "{name}在{rows}又登记了一次，不知道以哪一行为准，几行都不公示", "请核对，只保留正确的一行"
    ),
    "ledger.missing-book": Message(
        _W,
        "任务 {task} 已抽取，没有找到这个检查台账",
        "请放回“台账”文件夹，文件名不要改；没有生成过的，请做“台账”",
    ),
    "ledger.several": Message(
        _E,
        "有不止一个文件可能是《{book}》：{files}，都没有读取",
        "请打开核对，留下登记了结果的一个，把其余的移到别的文件夹；几个都有登记的，移走以后选“合并台账”并入",
    ),
    "ledger.stray": Message(
        _W,
        "不是现行抽取结果的检查台账，没有读取",
        "请登记在程序生成的检查台账中，副本另存别处；没有其他台账的，请查看抽取日志和存档是否还在",
    ),
    "ledger.missing-entity": Message(_E, "抽中的{name}（{entity}）不在台账中", "请把这一行补回；抽中的对象不得删去"),
    "ledger.changed": Message(
        _E, "“{title}”被改动，抽取记录中是“{expected}”", "请改回；检查人员有变动的，应按补抽办理并留存记录"
    ),
    "ledger.items-changed": Message(
        _W,
        "检查事项与抽查计划不同，计划为“{expected}”",
        "只查了其中一部分的，可以不改，公示时照台账所填；写错的，请改回",
    ),
    "ledger.items-off-list": Message(
        _E,
        "检查事项中的“{words}”不在随机抽查事项清单里，清单以外的事项不得检查，也不公示",
        "请改写为清单里的事项名称、清单编码或序号，或改回计划的写法；是清单里某一项的另一种写法的，请填到该项的“别名”一栏",
    ),
    "ledger.items-unclear": Message(
        _W,
        "检查事项中的“{words}”可能是清单里的{candidates}，不能确定，检查依据按计划的事项公示",
        "请改写为清单里的事项名称，或改回计划的写法",
    ),
    "ledger.team-replaced": Message(_H, "检查人员已由补抽换为“{expected}”", "请照此更正检查人员一列"),
    "ledger.replaced": Message(
        _H, "已由第 {number} 次补抽替换，这一行填写的内容不计数、不公示", "补入的对象请登记在补抽的检查台账中"
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
    "ledger.handed-early": Message(_E, "移送（抄告）日期早于检查日期", "请核对两个日期"),
    "ledger.time": Message(
        _E, "“{title}”的“{value}”不是可以识别的时间", "请写成“9时30分”这样，下午的写“14时”；不需要的，可以清空"
    ),
    "ledger.hours-reversed": Message(_E, "检查结束时间不晚于开始时间", "请核对两个时间"),
    "ledger.served-early": Message(_E, "送达日期早于审批日期 {other}", "请核对两个日期"),
    "ledger.recheck-early": Message(_E, "复查日期早于{title} {other}", "请核对两个日期"),
    "ledger.recheck-half": Message(_W, "复查日期和复查结果只填了一个", "请补填另一个"),
    "ledger.demanded": Message(
        _E,
        "没有填写“{title}”，抽查策略要求填写",
        "请补填；台账里没有这一栏的，请在最右边加上同名的一栏",
    ),
    "ledger.demanded-later": Message(
        _W,
        "没有填写“{title}”，抽查策略要求填写",
        "请补填；台账里没有这一栏的，请在最右边加上同名的一栏",
    ),
    "ledger.overdue": Message(_W, "公示期限 {day} 已过，尚未公示", "请尽快公示，并说明原因"),
    "ledger.personal-data": Message(
        _E, "“{title}”中像有身份证号、电话号码或银行卡号，不得公示", "请从台账的这一格中删去"
    ),
    "ledger.published-changed": Message(
        _E,
        "公示后“{title}”有改动：{day} 公示为“{published}”，现为“{present}”",
        "误改的，请改回；确需更正的，请在备注中写明更正原因，再做“公示”，发布更正公告",
    ),
    "ledger.correction-due": Message(
        _H,
        "公示后“{title}”有改动：{day} 公示为“{published}”，现为“{present}”",
        "备注已写明原因，由“公示”发布更正公告；误改的，请在此之前改回",
    ),
    "ledger.published-elsewhere": Message(
        _W,
        "公示日期已填 {value}，公示日志中却没有这一户，按已在别处公示处理，不再写入公示材料",
        "确已公示的，不用改；还没有公示的，请清空公示日期后再做“公示”",
    ),
    "ledger.not-approved": Message(_H, "已填写完整，公示审核还没有写“同意”，不公示", "审核后请填写“同意”，再做“公示”"),
    "ledger.withdrawn": Message(
        _H,
        "{day} 已撤回公示（{reason}），内容没有改动，不再公示",
        "应当公示的，请在台账中改正，再做“公示”；不应公示的，不用改",
    ),
    "ledger.day-withdrawn": Message(
        _W,
        "公示日期 {value} 是撤回以前的，按没有填写处理；撤回以后的公示日期不早于 {first}",
        "不用改，重新公示以后请选“公示日期”，改成新的日期；不应公示的，请清空",
    ),
    "ledger.earlier-draw-out": Message(
        _W,
        "任务 {task} 重新抽取以前公示的 {count} 户还没有撤回",
        "不再有效的，请选“撤回”（只撤回第 {attempt} 次抽取的）",
    ),
    "ledger.day-before-log": Message(_W, "公示日期 {value} 早于公示日志中的 {day}", "请核对；统计以台账所填的日期为准"),
    "ledger.day-after-log": Message(_H, "公示日期 {value} 晚于公示日志中的 {day}", "确为上传日期的，不用改"),
}

LEDGER_ERRORS: dict[str, str] = {
    "ledger.several": "有不止一个文件可能是《{book}》：{files}。程序不知道该用哪一个，没有继续。请打开核对，留下登记了结果的一个，把其余的移到别的文件夹；几个都有登记的，移走以后选“合并台账”并入。",
    "ledger.task-not-drawn": "任务“{name}”还没有抽取，无法生成表单和台账。已抽取的任务：{known}。",
    "ledger.nothing-drawn": "还没有抽取过的任务，无法生成表单和台账。请先做“抽取”。",
    "merge.no-copies": "没有找到要合并的台账副本。请写明副本文件，或放副本的文件夹；年度文件夹里的台账本身不是副本。",
    "merge.not-a-ledger": "《{book}》不像检查台账，没有合并，也没有改动台账。请核对是否选错了文件。",
    "merge.no-such-ledger": "《{book}》中有本年度没有台账的抽查计划编号：{tasks}。没有改动台账；请核对是否选错了文件，或先做“台账”。",
}
