"""Sentences of `status` and `message` about what they leave out."""

from __future__ import annotations

REMIND_ERRORS: dict[str, str] = {
    "status.visits": "本年度已登记其他检查 {count} 次，与随机抽查合并计入检查次数上限。检查以后请随时登记。",
    "status.visits-full": (
        "检查次数已达到每户年度检查上限 {cap} 次的有 {count} 户：{names}。以后批次不再抽取，其他检查也请不要再安排。"
    ),
    "status.dice-sheet": "{tasks} 用掷骰抽取，签名的掷骰记录单还没有存档。请扫描或拍照，在菜单“更多”里选“收存”，把文件拖进来。",
    "status.unplanned": "任务 {task} 已冻结、还没有抽取，计划中却没有这一行。请把这一行照冻结时的原样补回计划（“{folder}”的“输入”里有当时的计划），再选“抽取”；不再检查的，补回以后选“放弃冻结”，写明理由。",
    "status.registries": "名录更新：{ages}。名录应当适时更新，有新导出的名单时，请在菜单“更多”里选“更新名录”。",
    "status.withdrawn": "任务 {task} 有 {count} 户已撤回公示、没有更正，不列入待公示。请在检查台账中更正，再选“公示”。",
    "status.undated": "任务 {task} 的抽查日期没有填写或不能识别，没有列入提醒。请先做“校验”，改正计划后再做。",
    "message.no-towns": "消息里没有写企业所在的乡镇：{problem}改好以后，请再选一次“消息”。",
    "message.meanwhile": "《{file}》已经重新写出，内容不同了。请再选一次“消息”，按新的告知。",
    "message.personal-number": "给“{name}”的消息里像有{kind}，没有写出。请从名录库或台账中删去号码，再选“消息”。",
    "message.faulty-lines": (
        "台账中有 {count} 户的整改登记有错误，没有写给这几户的消息。请做“公示”，按台账校验报告改正以后再选“消息”。"
    ),
}
