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
    "pack.inbox-full": Message(
        _E,
        "“{name}”没有读取：收件文件夹里的邮件、压缩包解开以后合计{reason}，它是其中最大的",
        "请汇总单位把汇总过的邮件移到别处，腾出磁盘空间，再汇总",
    ),
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
    "pack.slip": Message(_E, "收存单不能读取：{reason}", "请该单位把收存单的邮件原样重发"),
    "pack.slip-differs": Message(
        _E,
        "随收存单附来的文件与收存单不符：{at}：现为“{found}”，应为“{expected}”；收存单本身已收存",
        "请该单位查明原因，把收存单的邮件原样重发",
    ),
    "pack.unsafe-name": Message(_E, "上报单列出的文件名不正常：{file}", "请用本程序的“上报”重新打包"),
    "pack.year": Message(_E, "上报的是 {found} 年度，这次汇总的是 {year} 年度", "请核对年度后重新上报"),
    "pack.practice": Message(_E, "是演练数据", "请上报正式年度的材料"),
    "pack.unknown-unit": Message(
        _E,
        "行政区划代码 {region} 不在报送单位名单中",
        "请核对“单位设置”中的行政区划代码；名单有漏的，请汇总单位补登",
    ),
    "pack.other-region": Message(
        _E,
        "单位名称是“{bureau}”，行政区划代码 {region} 却是“{listed}”的",
        "请核对“单位设置”中的行政区划代码，名单中是 {own}，改正后重新上报",
    ),
    "pack.which-unit": Message(
        _E,
        "行政区划代码 {region} 登记的是{listed}，单位名称“{bureau}”不在报送单位名单中，也没有那里的单位用过的签名，不能认定是哪个单位的",
        "请打平时的电话核对：是名单中的单位的，请改正名单或请该单位改正单位名称，换过密钥的填进“已核对的密钥指纹”；"
        "是同一区县的另一个单位、也应报送的，请在《报送单位》里加一行，再汇总",
    ),
    "pack.name-differs": Message(
        _W, "单位名称是“{bureau}”，报送单位名单中是“{listed}”", "请核对是否同一单位，改为一致"
    ),
    "pack.shared-region": Message(
        _W,
        "行政区划代码 {region} 另有名称、密钥都不同的单位也在报送，分开汇总",
        "请核对是否同一单位；是的，或有一个不该报送，请把应报送的登记在《报送单位》里，再汇总一次",
    ),
    "pack.late": Message(_W, "{received}收到，晚于报送期限 {due}", "请注明迟报"),
    "pack.same-number": Message(
        _W, "收到两份内容不同的第 {number} 次上报，以上报时间 {made} 的为准", "请与报送单位核对"
    ),
    "pack.replaced": Message(_H, "第 {number} 次上报，已由第 {later} 次代替", "不用处理"),
    "pack.repeated": Message(_H, "第 {number} 次上报重复发送，内容相同，只计一次", "不用处理"),
    "pack.visits-impossible": Message(
        _E,
        "上报的检查中，{name}等 {count} 处不可能是这样的：{text}",
        "请该单位查明原因；填错的，更正后重新上报",
    ),
    "pack.visits-odd": Message(
        _W,
        "上报的检查中，{name}等 {count} 处需要说明：{text}",
        "请该单位核对、说明；填错的，更正后重新上报",
    ),
    "pack.visits-explained": Message(
        _H, "上报的检查中，{name}等 {count} 处已由该单位说明：{text}；{reasons}", "请看说明是否成立"
    ),
    "pack.spare-files": Message(_H, "{count} 个文件不在任何上报单中，没有汇总：{files}", "请核对是否漏装上报单"),
}

SHARED_FINDINGS: dict[str, str] = {
    "held.key-new": "密钥还没有核对的 {count} 个单位，指纹见“收存登记”“退回和说明”工作表",
    "held.unsigned": "报来的材料都没有签名的 {count} 个单位，见“退回和说明”工作表",
    "held.no-log": "没有抽取日志、不能核验抽取的 {count} 份，见“退回和说明”工作表",
    "held.no-result": "已经开奖、还没有收到抽取结果的 {count} 次抽取，见“退回和说明”工作表",
    "pack.late": "迟报的 {count} 个单位，见“报送情况”工作表",
    "pack.replaced": "已由后来的上报代替的 {count} 份",
    "pack.repeated": "重复发送、只计一次的 {count} 份",
}
"""What is said once on the screen of many bureaus to which the same applies."""

COLLECT_ERRORS: dict[str, str] = {
    "collect.no-inbox": "找不到收件文件夹 {folder}。请核对文件夹的位置。",
    "collect.empty": "收件文件夹 {folder} 里没有邮件、压缩包和文件夹。请把收到的邮件另存后放进去，再运行。",
    "collect.log-broken": (
        "汇总日志第 {line} 行被改动，或者有行被删去，没有汇总，没有改动：{file}。"
        "请从备份中找回改动以前的这个文件，放回原处再运行；没有备份的，请另建一个汇总文件夹，从全部邮件重新汇总。"
    ),
    "collect.archive-changed": (
        "汇总存档中的文件不见了，或者被改动过，没有汇总：{file}。请从备份中找回这个文件，放回原处再运行。"
    ),
    "collect.archive-later": "汇总存档中有较新的程序写的内容（{format}），请换用较新的程序汇总。",
    "collect.unit-unknown": "报送单位名单中没有“{bureau}”，没有登记。请照名单写单位名称或者行政区划代码。",
    "collect.unit-several": "行政区划代码 {region} 登记的有{bureaus}，没有登记。请写单位名称。",
    "collect.nothing-so-numbered": (
        "没有编号以“{number}”开头的收存单或者材料，没有登记。请照“退回和说明”“收存登记”工作表的编号填写。"
    ),
    "collect.reason-missing": "没有写明理由，没有登记。请写明为什么采用，问过谁。",
    "collect.reason-number": "理由里有个人号码，没有登记。请删去号码再登记。",
    "collect.unit-key": (
        "《{book}》“{sheet}”工作表第 {row} 行的密钥指纹“{text}”不对，没有汇总。指纹是16个数字或A至F的字母，如 3F2A-9C1E-77B0-D4A2；请照该单位读出的填写。"
    ),
    "collect.unit-mail": (
        "《{book}》“{sheet}”工作表第 {row} 行的联系邮箱“{text}”不是完整的邮箱地址，没有汇总。请核对后改正，只填一个；没有的，留空。"
    ),
    "collect.settings-items": (
        "《{book}》里没有“{items}”一项，没有汇总。请不要改动“项目”一列；已经改动的，把这个工作簿移走，再汇总一次，程序写一本空白的，照原样填写。"
    ),
    "collect.units": "{where}：{problem}。请改正报送单位名单后再运行。",
}
