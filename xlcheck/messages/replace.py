"""Sentences of `replace` when it cannot go on, and findings where the registries do not say what a drop-out says."""

from __future__ import annotations

from xlcheck.messages.message import Level, Message

REPLACE_ERRORS: dict[str, str] = {
    "replace.not-drawn": "检查对象 {entity} 不在任务 {task} 的抽中名单内，没有改动。请核对代码。",
    "replace.gone": "检查对象“{entity}”已由第 {number} 次补抽替换，没有改动。请核对补抽记录。",
    "replace.not-in-team": "检查人员 {cert} 不在检查对象“{entity}”现在的检查组内，没有改动。请核对抽取记录和补抽记录。",
    "replace.no-reserve": "检查对象“{entity}”没有候补可以顺延：同一抽样框（同一分级）的对象都已抽中。请在台账中如实登记检查结果，不再补抽。",
    "replace.no-team": "检查对象“{entity}”还能参加的人员有 {have} 人，组不成每户 {size} 人、符合回避和专业资质要求的检查组。请核对抽取时的执法证有效期、请假和回避；确需增加人员的，请登记后重新抽取本任务。",
}
"""The replacement itself cannot be made."""

REPLACE_STEP_ERRORS: dict[str, str] = {
    "replace.task-not-drawn": "任务“{name}”还没有抽取，不能补抽。已抽取的任务：{known}。请核对任务编号。",
    "replace.reason-missing": "没有写明退出的原因，没有改动。请写明原因后再运行。",
    "replace.evidence-missing": "检查对象退出，须有证据存档，如现场照片、注销证明、邮件退回单。请写明证据文件后再运行。",
    "replace.no-such-file": "找不到证据文件 {file}，没有改动。请核对文件名和文件夹。",
    "replace.evidence-of-person": "检查人员因“{reason}”退出，从名录库中核对不了，须有证据存档，如值班表、证明的照片或扫描件，没有改动。请附上证据；其实是请假、调离、回避或者证件失效的，原因照这样写。",
    "replace.evidence-empty": "证据文件“{file}”是空的，没有改动。请重新拍照、扫描或下载，打开看过以后再用。",
    "replace.evidence-short": "证据文件“{file}”只有 {size} 个字节，里面没有内容，没有改动。请重新拍照、扫描或下载，打开看过以后再用。",
    "replace.evidence-text": "证据文件“{file}”是纯文字，谁都能写，不能作证据，没有改动。请用现场照片、网页截图、盖章材料的扫描件或 PDF；要说明的话写在“情况说明”里。",
    "replace.evidence-program": "证据文件“{file}”是程序或快捷方式，不能作证据，没有改动。请用照片、截图、扫描件或 PDF；是快捷方式的，请找到原来的文件。",
    "replace.evidence-unknown": "证据文件“{file}”既不是图片，也不是程序认得的文件，不能作证据，没有改动。请打开以后截图，或另存为 PDF。",
    "replace.evidence-damaged": "证据文件“{file}”不完整或已损坏，作为{kind}打不开，没有改动。请重新拍照、扫描或下载，打开看过以后再用。",
    "replace.evidence-small": "证据图片“{file}”只有 {width}×{height} 像素，看不出内容，没有改动。请用原图，长、宽都不少于 {least} 像素，不要用缩略图。",
    "replace.evidence-blank": "证据图片“{file}”整张只有一种颜色，看不出内容，没有改动。请重新拍照或扫描，打开看过以后再用。",
    "replace.evidence-huge": "证据图片“{file}”超过 {most} 万像素，太大，程序不能打开核对，没有改动。请用看图软件缩小，另存一份。",
    "replace.evidence-locked": "证据文件“{file}”设有密码，别人打不开，没有改动。请去掉密码，或另存为 PDF。",
    "replace.evidence-reused": "证据文件“{file}”已经用在 {task} 第 {number} 次补抽，是{name}退出的证据，不能再证明别人退出，没有改动。请用这一户（这个人）自己的证据。",
    "replace.personal-number": "“{title}”中像有{kind}，没有改动。补抽记录写出后不能再改，原因还要在网页上公开；请删去号码再运行。",
    "replace.inspected": "检查对象“{entity}”已在台账中登记检查结果，或已公示，不能再补抽。登记有误的，请先改正台账，再运行。",
    "replace.no-seat": "检查人员 {cert} 在任务 {task} 中没有尚未检查的对象，不需要补抽。请核对执法证号。",
}
"""What staff say of a drop-out, or have recorded, does not allow a replacement."""

_W = Level.WARNING

DROP_OUT_FINDINGS: dict[str, Message] = {
    "drop-out.operating": Message(
        _W,
        "{when}以“{reason}”退出的“{name}”，这里的经营状态仍是“{value}”",
        "请按实际情况改经营状态（无法联系的，可选“其他”）；不该改的，请核对补抽的证据，写明理由接受本问题",
    ),
    "drop-out.leave": Message(
        _W, "{when}以“{reason}”退出的{name}，“请假”表中没有包括那一天或以后的登记", "请在“请假”表中登记起止日期和事由"
    ),
    "drop-out.transfer": Message(
        _W,
        "{when}以“{reason}”退出的{name}，这里的状态仍是“{value}”",
        "确已调离的，请改状态；又调回的，写明理由接受本问题",
    ),
    "drop-out.certificate": Message(
        _W,
        "{when}以“{reason}”退出的{name}，状态仍是“{value}”，执法证有效期至 {valid}",
        "请核对证件，改有效期或状态；已换证的，写明理由接受本问题",
    ),
    "drop-out.recusal": Message(
        _W, "{when}以“{reason}”退出的{name}，“回避关系”表中没有与{entities}的登记", "请在“回避关系”表中登记回避事由"
    ),
    "drop-out.log-unread": Message(
        _W, "抽取日志读不出，补抽退出的检查对象和人员没有与名录核对：{problem}", "请先选“核验”，查清抽取日志的问题"
    ),
}
"""What was said of a drop-out must be found so in the registries."""
