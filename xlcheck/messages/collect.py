"""Findings about packs that bureaus send to the superior one, and sentences of `collect` when it cannot go on.

Text and remedy of a finding together are the reply to the sender.
"""

from __future__ import annotations

from xlcheck.messages.message import Level, Message

_E, _W, _H = Level.ERROR, Level.WARNING, Level.HINT

PACK_FINDINGS: dict[str, Message] = {
    "pack.unsafe": Message(_E, "“{name}”打不开，没有读取：{reason}", "请重新打包，原样发送，不要另加密码、另行压缩"),
    "pack.none": Message(
        _E, "里面没有上报单，也不是其他上报单列出的材料", "请用本程序的“上报”重新打包，把全部附件原样发送"
    ),
    "pack.dispatch": Message(_E, "上报单读不出：{reason}", "请重新打包后发送，不要改动上报单"),
    "pack.missing-files": Message(
        _E, "缺少上报单列出的 {count} 个文件：{files}", "请补发缺少的附件，或重新打包后全部重发"
    ),
    "pack.changed-files": Message(
        _E,
        "{count} 个文件与上报单的摘要不符，打包后有改动或传输中损坏：{files}",
        "请不要改动打包后的文件；需要更正的，改正后重新打包",
    ),
    "pack.not-listed": Message(_E, "上报单中没有列出{file}", "请先运行统计，再重新打包"),
    "pack.table": Message(_E, "《{file}》读不出：{reason}", "请改正后重新打包"),
    "pack.year": Message(_E, "上报的是 {found} 年度，这次汇总的是 {year} 年度", "请核对年度后重新上报"),
    "pack.practice": Message(_E, "是演练数据", "请上报正式年度的材料"),
    "pack.unknown-unit": Message(
        _E,
        "行政区划代码 {region} 不在报送单位名单中",
        "请核对“单位设置”中的行政区划代码；名单有漏的，请汇总单位补登",
    ),
    "pack.name-differs": Message(
        _W, "单位名称是“{bureau}”，报送单位名单中是“{listed}”", "请核对是否同一单位，改为一致"
    ),
    "pack.late": Message(_W, "{received}收到，晚于报送期限 {due}", "请注明迟报"),
    "pack.same-number": Message(
        _W, "收到两份内容不同的第 {number} 次上报，以上报时间 {made} 的为准", "请与报送单位核对"
    ),
    "pack.replaced": Message(_H, "第 {number} 次上报，已由第 {later} 次代替", "不用处理"),
    "pack.repeated": Message(_H, "第 {number} 次上报重复发送，内容相同，只计一次", "不用处理"),
    "pack.spare-files": Message(_H, "{count} 个文件不在任何上报单中，没有汇总：{files}", "请核对是否漏装上报单"),
}

COLLECT_ERRORS: dict[str, str] = {
    "collect.no-inbox": "找不到收件文件夹 {folder}。请核对文件夹的位置。",
    "collect.empty": "收件文件夹 {folder} 里没有邮件、压缩包和文件夹。请把收到的邮件另存后放进去，再运行。",
    "collect.units": "{where}：{problem}。请改正报送单位名单后再运行。",
}
