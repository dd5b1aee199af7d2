"""Sentences of `update`: when it cannot go on, and why it leaves a row or a cell of an export alone."""

from __future__ import annotations

from xlcheck.messages.message import Level, Message

UPDATE_ERRORS: dict[str, str] = {
    "update.no-file": "找不到 {file}，没有更新。请把导出的文件拖到窗口里，再按回车。",
    "update.not-a-registry": "“{word}”不是可以更新的名录。可以更新的：{known}。",
    "update.no-table": "《{export}》里没有找到{book}的表：没有一张工作表的表头写着“{key}”或“{name}”，没有更新。请核对是否选错了文件；表头用别的叫法的，改成这样的叫法后另存，再更新。",
    "update.no-visits": "《{export}》里没有找到{book}的表：没有一张工作表的表头写着“{titles}”，没有更新。请核对是否选错了文件；没有选错的，请把导出的表头改成这几个字，再更新。",
    "update.empty": "《{export}》的表里一行也没有，没有更新。请核对导出时的查询条件，重新导出。",
    "update.no-category": "《{export}》没有“{title}”一栏，不知道导出的是哪一类，没有更新。请写明导出的是哪一类，如：{example}；登记在本单位名录里的：{known}。",
    "update.unknown-category": "名录里没有“{category}”，没有更新。请写登记在本单位名录里的：{known}。",
    "update.not-xlsx": "《{book}》是旧格式，不能照原样更新。请用 Excel 或 WPS 打开，另存为 .xlsx，把旧格式的移到“旧版”文件夹，再更新。",
    "update.changed": "《{book}》在比对以后改动过，没有采用，没有改动。请再更新一次，按新的结果核对。",
    "update.gone": "没有找到更新结果“{folder}”中的《{book}》，没有采用，没有改动。请再更新一次。",
    "update.unknown-answer": "“{answer}”不是可以选的处理办法。可以选的：{known}。",
    "update.no-such-gone": "“{name}”不在“不再出现”的名单里。请照屏幕上列出的名称或代码填写。",
}
"""Nothing was changed, and what to do."""

UPDATE_FINDINGS: dict[str, Message] = {
    "update.repeated-there": Message(
        Level.WARNING,
        "导出里“{key}”有 {count} 行（{rows}），不知道以哪一行为准，都没有采用",
        "在导出文件里删去多余的，再更新",
    ),
    "update.repeated-here": Message(
        Level.WARNING,
        "本单位的名录里“{key}”有 {count} 行（{rows}），不知道改哪一行，没有采用",
        "在名录里删去多余的，再更新",
    ),
    "update.name-repeated": Message(
        Level.WARNING,
        "导出里名称“{name}”有 {count} 行（{rows}），代码又都不在名录里，不知道是不是同一个，没有采用",
        "核对后，在名录里手工登记",
    ),
    "update.other-key": Message(
        Level.WARNING,
        "名录里{entry}的名称相同，代码却是“{key}”，不知道是换了代码还是另外一个，没有采用",
        "是换了代码的，在名录里改好代码再更新；是另外一个的，在名录里手工登记",
    ),
    "update.same-name": Message(
        Level.WARNING,
        "名录里{rows}的名称都与它相同，代码却不同，不知道是哪一个，没有采用",
        "核对后，在名录里手工登记",
    ),
    "update.no-key": Message(
        Level.WARNING,
        "代码空着或者不合规则，名录里又没有同名的，没有新增",
        "查清代码，在导出文件里补正后再更新",
    ),
    "update.no-day": Message(
        Level.WARNING,
        "代码或者检查日期空着、读不出来，不知道是哪一次检查，没有新增",
        "在导出文件里补正后再更新",
    ),
    "update.same-day": Message(
        Level.WARNING,
        "这一户这一天已登记{rows}，内容都与它不同，不知道是不是同一次，没有采用",
        "核对后，不是同一次的手工登记，是同一次的手工改正",
    ),
    "update.nameless": Message(
        Level.WARNING, "名称空着，名录里又没有这个代码，没有新增", "查清名称，在导出文件里补正后再更新"
    ),
    "update.unread": Message(
        Level.WARNING, "“{value}”读不出来，没有采用，名录里的原值保留", "核对后，在名录里手工改正"
    ),
    "update.formula": Message(
        Level.WARNING, "名录里{entry}的“{title}”是公式，没有改写，导出里是“{value}”", "核对公式的结果，要改的手工改正"
    ),
    "update.sheet-name": Message(
        Level.WARNING,
        "名录里{entry}的“{title}”写在工作表的名称里，没有改，导出里是“{value}”",
        "要改的，把这一行移到另一张工作表",
    ),
}
"""What an update leaves to a person: a row or a cell of the export, and why."""
