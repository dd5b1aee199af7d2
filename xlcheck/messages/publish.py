"""Sentences of `publish`, `published` and `withdraw` when they cannot go on."""

from __future__ import annotations

PUBLISH_ERRORS: dict[str, str] = {
    "publish.personal-data": "《{file}》的{place}中像有{kind}，没有公示，也没有上报，本次写出的文件已撤去。请从台账、名录库、事项清单、单位设置或表单模板中删去后再运行。",
    "publish.changed": "询问的时候，台账、名录库或公示日志有了改动，列出的已经不是现在要公示的，没有公示。请再做一次“公示”。",
    "publish.no-such-batch": "公示日志中没有“{batch}”这一批，或者其中的行都已撤回，台账没有改动。要填公示日期的有：{known}。请核对批次。",
    "publish.day-unclear": "“{text}”不像日期，台账没有改动。请写年月日，如 2021-03-05。",
    "publish.day-early": "{day} 早于写出{batch}公示材料的 {made}，台账没有改动。请写实际放到网站上的日期。",
    "publish.day-future": "{day} 晚于今天（{today}），台账没有改动。请写实际放到网站上的日期；还没有放的，放了以后再填。",
    "withdraw.nothing": "任务“{task}”没有已公示的行，没有什么可以撤回。请核对任务编号。",
    "withdraw.not-published": "检查对象 {entity} 在任务“{task}”中没有公示过，或已经撤回，没有改动。请核对代码。",
    "withdraw.reason-missing": "没有写明撤回的原因，没有改动。请写明原因后再运行。",
    "publish.log-broken": "公示日志第 {line} 行不能识别（{file}），无法确定哪些已经公示。请从备份中恢复这个文件后再运行；没有备份的，请在菜单“更多”里选“修复日志”，写明理由，登记修复。",
    "publish.log-cut": "“公示”文件夹中有“{batch}”，公示日志（{file}）中却没有记载，无法确定哪些已经公示，没有写出新的一批。"
    "请从备份中恢复公示日志；如果这个文件夹不是本程序写出的，请改名后再运行。没有备份的，请在菜单“更多”里选“修复日志”，写明理由，登记修复。",
}
