"""Sentences of `publish`, `published`, `withdraw` and `retract` when they cannot go on."""

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
    "retract.nothing": "公示日志中没有可以收回的批次，没有改动。没有公示过的，不用收回；要公示的，请选“公示”。",
    "retract.no-such-batch": "公示日志中没有“{batch}”这一批，或者已经收回，没有改动。日志中现有：{known}。请核对批次。",
    "retract.built-on": "{batch}中的户，在{batches}里又有更正或撤回，不能单独收回，没有改动。{batches}也没有上传的，请先收回；已经上传的，请选“撤回”。",
    "retract.dated": "{batch}中有 {count} 户已填公示日期（{names}），是上传过的，不能收回，没有改动。整行不该公示的，请选“撤回”；"
    "写错了的，在台账中改正、在备注写明原因，再做“公示”，发布更正公告。公示日期填错了的，先在台账中清空，保存、关闭，再收回。",
    "retract.unseen": "{batch}中有 {count} 户（{names}）在台账里看不到公示日期填了没有，不能收回，没有改动。台账移走了、删了行或“公示日期”一列的，"
    "请恢复以后再收回；这个任务已经重新抽取的，请选“撤回”。",
    "retract.reason-missing": "没有写明收回的原因，没有改动。请写明原因后再运行。",
    "publish.log-broken": "公示日志第 {line} 行不能识别（{file}），无法确定哪些已经公示。请从备份中恢复这个文件后再运行；没有备份的，请在菜单“更多”里选“修复日志”，写明理由，登记修复。",
    "publish.log-cut": "“公示”文件夹中有“{batch}”，公示日志（{file}）中却没有记载，无法确定哪些已经公示，没有写出新的一批。"
    "请从备份中恢复公示日志；如果这个文件夹不是本程序写出的，请改名后再运行。没有备份的，请在菜单“更多”里选“修复日志”，写明理由，登记修复。",
}
