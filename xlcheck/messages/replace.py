"""Sentences of `replace` when it cannot go on."""

from __future__ import annotations

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
    "replace.inspected": "检查对象“{entity}”已在台账中登记检查结果，或已公示，不能再补抽。登记有误的，请先改正台账，再运行。",
    "replace.no-seat": "检查人员 {cert} 在任务 {task} 中没有尚未检查的对象，不需要补抽。请核对执法证号。",
}
"""What staff say of a drop-out, or have recorded, does not allow a replacement."""
