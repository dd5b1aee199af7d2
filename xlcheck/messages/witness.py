"""Findings of a superior bureau that holds others to what they lodged and sent before.

The remedies are the superior's; what a bureau is asked to do in a letter is beside them.
"""

from __future__ import annotations

from xlcheck.messages.message import Level, Message

_E, _W, _H = Level.ERROR, Level.WARNING, Level.HINT

_SET_APART = "没有采用，也不据此认定问题"

WITNESS_FINDINGS: dict[str, Message] = {
    "held.key-new": Message(
        _H,
        "签名密钥的指纹 {key} 还没有核对",
        "请打平时的电话，请该单位照读指纹，相同的，填进《报送单位》的“已核对的密钥指纹”",
    ),
    "held.key-other": Message(
        _W,
        f"由另一个密钥（指纹 {{key}}）签名，核对过的是 {{known}}，{_SET_APART}",
        "请打平时的电话，问该单位是否换过密钥；确实换过、照读的指纹相同的，在《报送单位》的“已核对的密钥指纹”后面加上，原来的保留",
    ),
    "held.key-two": Message(
        _W,
        f"由另一个密钥（指纹 {{key}}）签名，先收到的由 {{known}} 签名，两个都没有核对；暂时采用先收到的，这一份{_SET_APART}",
        "请打平时的电话，请该单位照读指纹：与哪一个相同，把哪一个填进《报送单位》的“已核对的密钥指纹”，两个都是它的，都填，再汇总；不是它的，由那个密钥签名的不再采用",
    ),
    "held.key-foreign": Message(
        _W,
        f"由{{owner}}核对过的密钥（指纹 {{key}}）签名，{_SET_APART}",
        "请打平时的电话，问两个单位是哪一个发的；两个单位确实共用一个密钥的，把这个指纹也填进《报送单位》这个单位的“已核对的密钥指纹”",
    ),
    "held.key-none": Message(
        _W,
        f"没有签名，此前收到的由密钥 {{known}} 签名，{_SET_APART}",
        "请打平时的电话，问该单位是否发过；确实发过的，在“全市汇总”里选“查明后决定采用”，写明理由",
    ),
    "held.unsigned": Message(
        _H, "收到的 {count} 份都未签名，不能认定是不是该单位发出的", "请用电话核对；该单位可换用新版程序"
    ),
    "held.unsigned-other": Message(
        _W,
        "此前收到的{by}没有签名，其中的{what}与这一份不同；这一份有该单位的签名，以这一份为准",
        "请用平时的电话问该单位没有签名的那一份是否由它发出；确由它发出的，请查明原因",
    ),
    "held.unlisted": Message(
        _W,
        "收存单上的单位名称不在报送单位名单中，没有出具回执",
        "请核对单位名称和签名密钥；是报送单位的，请改正报送单位名单，或请该单位改正单位名称，再汇总",
    ),
    "held.slip-second": Message(
        _E,
        "{draw}抽取另有一份收存单（编号 {id}）：{what}，先收到的是 {before}（{by}），这一份是 {after}",
        "先收到的有效。请向该单位查明原因；查明后确需改用这一份的，在“全市汇总”里选“查明后决定采用”，写明理由",
    ),
    "held.log-forked": Message(
        _E,
        "抽取日志第 {line} 行与先收到的不同：{by}是 {before}，这一份是 {after}",
        "先收到的有效。请向该单位查明原因：磁盘损坏的，请该单位用我单位留存的最近一份（先用上报的，再用收存的）在“更正”里恢复日志，重新上报",
    ),
    "held.log-short": Message(
        _E,
        "抽取日志只有 {found} 行，{by}已有 {known} 行",
        "先收到的有效。请向该单位查明原因：磁盘损坏的，请该单位用我单位留存的最近一份（先用上报的，再用收存的）在“更正”里恢复日志，重新上报",
    ),
    "held.attempt-gone": Message(
        _E,
        "收存过的{draw}冻结（{by}），这一份的抽取日志中没有",
        "请向该单位查明原因，补报完整的材料",
    ),
    "held.other-draw": Message(
        _E,
        "{draw}抽取的{what}与收存的不同：收存的是 {before}（{by}），这一份是 {after}",
        "请向该单位查明原因；抽取应当用收存的那一次冻结",
    ),
    "held.slip-gone": Message(
        _E,
        "{draw}抽取的{by}（收存码 {lodging_code}），这一份的抽取日志中没有",
        "请向该单位查明原因；抽取日志应当是收存以后接着写的那一份",
    ),
    "held.code-gone": Message(
        _E,
        "{since}登记的收存码 {lodging_code}，这一份的收存单中没有",
        "请向该单位查明原因；登记时记错单位的，请核对原来的记录",
    ),
    "held.receipt-unknown": Message(
        _E,
        "抽取日志写有{holder}的回执 {number}，我单位的汇总日志里没有这个编号",
        "请向该单位索要回执原件查明；本单位的“存档”丢失过、换过文件夹的，先从备份找回再汇总；回执由别的上级出具的，在“全市汇总”里选“查明后决定采用”，写明理由",
    ),
    "held.receipt-other": Message(
        _E,
        "回执 {number} 是为收存码 {before} 的收存单出具的，抽取日志写的是收存码 {after}",
        "请向该单位查明原因",
    ),
    "held.receipt-time": Message(
        _E,
        "回执 {number} 所写收到时间是 {before}，抽取日志写的是 {after}",
        "请向该单位索要回执原件查明",
    ),
    "held.numbers": Message(
        _E,
        "{draw}抽取用的“{source}”号码是 {found}，我单位登记的官方号码是 {published}",
        "请与开奖公告核对：我单位登记错的，重新登记一次；该单位录错的，请其做“更正”后重新上报",
    ),
    "held.host-blank": Message(
        _H,
        "没有填写收件服务器，收到时间以第一次汇总为准；收存单的邮件最上面一行写的服务器是 {found}",
        "请问管邮箱的人；是本单位收信的服务器的，填进《汇总设置》的“收件服务器”，再汇总一次",
    ),
    "held.host-other": Message(
        _W,
        "收存单的邮件没有一封是“{host}”收下的，最上面一行写的服务器是 {found}；收到时间以第一次汇总为准",
        "请核对《汇总设置》的“收件服务器”；填错的改正后再汇总一次，几个名称用顿号隔开",
    ),
    "held.numbers-differ": Message(
        _W,
        "“{source}”的号码或开奖日各单位不一致：{said}",
        "请与开奖公告核对：号码不同的，在“全市汇总”里选“登记官方公布的开奖号码”，登记一次，以后自动比对；"
        "开奖日不同的，请写错的单位说明",
    ),
    "held.unsound": Message(_E, "核验不符：{faults}", "请向该单位查明原因，重新上报未经改动的材料"),
    "held.not-drawn": Message(
        _E, "{draw}抽取 {day} 开奖，应在 {due} 以前抽取，上报时还没有抽取，也没有放弃", "请该单位说明原因，尽快抽取"
    ),
    "held.no-result": Message(
        _W, "{draw}抽取 {since} 收存，{day} 已开奖，还没有收到抽取结果", "请该单位抽取后及时上报"
    ),
    "held.clock": Message(_W, "冻结时间 {frozen} 晚于收到的时间 {at}", "请该单位校准电脑的时间；收存以收到的时间为准"),
    "held.no-log": Message(_W, "没有抽取日志和抽取记录，不能核验抽取", "请该单位用本程序抽取后上报"),
    "held.accepted": Message(_H, "与先收到的不一致，经决定采用。理由：{reason}", "不用处理"),
}
"""What comes of holding a bureau to what it lodged and sent before; the remedies are the superior's."""

_FIND_OUT = "请查明原因，书面说明"

WITNESS_REPLIES: dict[str, str] = {
    "pack.which-unit": "请核对“单位设置”中的单位名称和行政区划代码，有错的改正后重新上报；没有错的，请来电话告知",
    "held.key-other": "请用电话答复：是不是你单位发出的，是否换过密钥；确实换过的，请照读现在的指纹",
    "held.key-two": "请用电话答复：是不是你单位发出的，并照读“冻结”时显示的密钥指纹",
    "held.key-foreign": "请用电话答复：是不是你单位发出的，并照读“冻结”时显示的密钥指纹",
    "held.key-none": "请用电话答复：是不是你单位发出的",
    "held.slip-second": f"先收到的有效。{_FIND_OUT}",
    "held.log-forked": f"先收到的有效。{_FIND_OUT}；磁盘损坏的，请向我单位索取留存的最近一份（先用上报的，再用收存的），在“更正”里恢复日志，重新上报",
    "held.log-short": f"先收到的有效。{_FIND_OUT}；磁盘损坏的，请向我单位索取留存的最近一份（先用上报的，再用收存的），在“更正”里恢复日志，重新上报",
    "held.attempt-gone": f"{_FIND_OUT}，补报完整的材料",
    "held.other-draw": f"抽取应当用收存的那一次冻结。{_FIND_OUT}",
    "held.slip-gone": _FIND_OUT,
    "held.code-gone": f"{_FIND_OUT}；没有报过这个收存码的，请告知",
    "held.receipt-unknown": "请把回执原件（邮件）转发我单位；回执由别的上级出具的，请一并说明",
    "held.receipt-other": _FIND_OUT,
    "held.numbers": "请与开奖公告核对；录错的，做“更正”后重新上报",
    "held.unsound": f"{_FIND_OUT}，重新上报未经改动的材料",
    "held.not-drawn": "请说明原因，尽快抽取，抽取后上报",
}
"""What a bureau is asked to do in a letter, where that is something else than the superior does."""
