"""What may be wrong with 单位设置, and why nothing can go on without it."""

from __future__ import annotations

from xlcheck.messages.message import Level, Message

_E, _W = Level.ERROR, Level.WARNING

SETTINGS_FINDINGS: dict[str, Message] = {
    "settings.number": Message(_E, "“{item}”应为不小于 {least} 的整数", "请改正“内容”一列"),
    "settings.yes-no": Message(_E, "“{item}”应为“是”或“否”", "请改正“内容”一列"),
    "settings.pattern": Message(
        _E,
        "“{item}”不是一种写法，没有按它核对",
        "请用 # 代表一位数字、* 代表一至四个字，其余照写；不需要核对格式的，可以清空",
    ),
    "settings.licence-form": Message(
        _E,
        "“{item}”中的“{part}”不是一种写法，没有按它核对",
        "请用 # 代表一位数字、* 代表一至四个字，其余照写；不需要核对写法的，可以清空",
    ),
    "settings.sheets": Message(
        _E,
        "“{item}”中的“{part}”不能识别，没有按它采用",
        "请写工作簿的名称、冒号和工作表的名称，如“检查对象名录库：企业、个体户”，几个工作簿的用分号隔开；不需要的，可以清空",
    ),
    "settings.date": Message(
        _W,
        "“{item}”的“{value}”不是可以识别的日期，按没有填写处理",
        "请在“内容”一列写全年月日，如 2021-04-30；没有的，可以清空",
    ),
    "settings.item-missing": Message(
        _W, "没有“{item}”一项，按没有填写处理", "请把“项目”改回原名，或从空白表中补上这一行"
    ),
    "settings.name-shared": Message(_E, "“{name}”在“{first}”下也登记了，无法判断属于哪一类", "请只在一个类别下登记"),
    "settings.round": Message(_E, "{name}的起止月份不对", "月份应为 1 至 12，开始不晚于结束"),
    "settings.closure": Message(_E, "休市的结束日期早于开始日期", "请照财政部的休市公告改正"),
    "settings.quiet-days": Message(
        _E,
        "“{item}”中的“{part}”不能识别，没有按它核对",
        "请写每月的哪一日至哪一日，如“1日至20日”，几段的用顿号隔开；没有的，可以清空",
    ),
    "settings.share": Message(
        _E, "“{item}”的“{value}”不是 1% 至 100% 的比例，没有按它核对", "请写带百分号的整数，如“50%”；不核对的，可以清空"
    ),
    "settings.demanded": Message(
        _E,
        "“{item}”中的“{part}”不是可以要求填写的栏，没有按它核对",
        "请从这些栏中选，用顿号隔开：{known}；不要求的，可以清空",
    ),
    "settings.rounding": Message(_E, "取整方式“{value}”不能识别", "请填“向上取整”"),
}

SETTINGS_ERRORS: dict[str, str] = {
    "settings.year": "《单位设置.xlsx》的年度“{value}”不能识别，请在“单位信息”中填四位数字，如 2021。",
    "settings.incomplete": "《单位设置.xlsx》的“单位信息”中没有填写{items}，请补填后再运行。",
}
