"""Findings about packs that bureaus send to the superior one, and sentences of `collect` when it cannot go on.

Text and remedy of a finding together are the reply to the sender.
"""

from __future__ import annotations

from xlcheck.messages.message import Level, Message

_E, _W, _H = Level.ERROR, Level.WARNING, Level.HINT

PACK_FINDINGS: dict[str, Message] = {
    "pack.too-large": Message(
        _E, "“{name}”{reason}，没有读取", "请只发“上报”打好的压缩包；附件过大的，拆成几封邮件发送，或用其他介质报送"
    ),
    "pack.unpacked": Message(
        _E, "“{name}”{reason}，没有读取", "请核对来源；确是报送材料的，请用“上报”重新打包，不要夹带其他文件"
    ),
    "pack.too-many": Message(
        _E, "“{name}”里面{reason}，没有读取", "请核对来源；确是报送材料的，请用“上报”重新打包，不要夹带其他文件"
    ),
    "pack.nested": Message(
        _E,
        "“{name}”套得过深，{reason}，没有读取",
        "请把“上报”打好的压缩包作为附件直接发送，不要层层转发、层层压缩",
    ),
    "pack.mail-parts": Message(
        _E, "“{name}”这封邮件{reason}，没有读取", "请把“上报”打好的压缩包作为附件，另写一封新邮件发送"
    ),
    "pack.mail-header": Message(_E, "“{name}”这封邮件的{reason}，没有读取", "请另写一封新邮件，主题写短一些，重新发送"),
    "pack.encrypted": Message(_E, "“{name}”加了密码，打不开", "请不加密码，重新打包后发送"),
    "pack.unsafe": Message(_E, "“{name}”打不开，没有读取：{reason}", "请重新打包，原样发送，不要另加密码、另行压缩"),
    "pack.method": Message(_E, "“{name}”打不开，{reason}", "请用“上报”重新打包，原样发送，不要用其他软件再压缩"),
    "pack.archive": Message(
        _E, "“{name}”是{reason}，本程序不解开", "请把“上报”打好的压缩包原样发送，不要用其他软件再压缩"
    ),
    "pack.program": Message(_E, "“{name}”是{reason}，没有打开", "请不要运行它；请把“上报”打好的压缩包原样发送"),
    "pack.outlook": Message(
        _E,
        "“{name}”是{reason}，本程序读不了",
        "请在邮件软件中打开它，把里面的附件存进收件文件夹，再汇总；或请把附件直接发送，不要作为邮件转发",
    ),
    "pack.tnef": Message(
        _E, "“{name}”是{reason}，本程序读不了", "请在邮件软件中把邮件格式改为“纯文本”，再把压缩包作为附件重新发送"
    ),
    "pack.link": Message(
        _E,
        "邮件里没有附件，只有下载链接（{reason}），本程序不下载",
        "请作为普通附件重新发送；或在链接到期前下载，放进收件文件夹，再汇总",
    ),
    "pack.memory": Message(
        _E, "“{name}”读取时占用内存{reason}，没有读完", "请核对来源；确是报送材料的，请重新打包，另写一封新邮件发送"
    ),
    "pack.slow": Message(
        _E, "“{name}”读取{reason}还没有读完，不再等待", "请核对来源；确是报送材料的，请重新打包，另写一封新邮件发送"
    ),
    "pack.crash": Message(
        _E, "“{name}”内容异常，读取时出错中止", "请核对来源；确是报送材料的，请重新打包，另写一封新邮件发送"
    ),
    "pack.disk": Message(_E, "“{name}”没有读取，{reason}", "请汇总单位腾出磁盘空间后重新汇总"),
    "pack.unread": Message(_E, "“{name}”读不出：{reason}", "请核对收件文件夹里的这个文件能否打开，再汇总"),
    "pack.time": Message(_W, "邮件服务器写的收到时间不合情理：{reason}", "请核对原邮件，按其他凭据认定收到时间"),
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
