"""Sentences of `correct` when it cannot go on."""

from __future__ import annotations

CORRECT_ERRORS: dict[str, str] = {
    "correct.reason-missing": "没有写明理由，没有改动。请写明理由后再做一次，如：录入时看错了一位。",
    "correct.not-drawn": "任务“{task}”没有由人录入号码的抽取，不能更正号码。可以更正的任务：{known}。请核对任务编号。",
    "correct.none-drawn": "没有由人录入号码的抽取，不用更正号码。号码还没有录入的，请做“抽取”。",
    "correct.same-numbers": "更正以后的号码与录入的相同（{numbers}），没有改动。请对照官方公布的号码再核对一次。",
    "correct.meanwhile": "任务 {tasks} 在询问期间已由别人更正或者重抽，这次没有更正，没有改动。请查看抽取记录；仍需更正的，再做一次。",
    "correct.too-late": "任务 {task} {why}，别人已经按原名单办理，不能再更正号码，没有改动。请写明理由“重抽”，两次都留在抽取日志中。",
    "correct.none-awaited": "没有等待开奖的冻结，不用登记改期或取消，没有改动。",
    "correct.not-awaited": "没有等待“{name}”的冻结。正在等待的：{known}。请核对期号。",
    "correct.day": "“{text}”不是日期。请写成年月日，如 2024-01-09。",
    "correct.day-earlier": "“{name}”原定 {due} 开奖，改到 {day} 不晚于原来的日子，或者已经过去，没有改动。请照开奖机构的通知填写新的开奖日期。",
    "rebuild.reason-missing": "没有写明理由，没有改动。请写明理由后再做一次，如：硬盘损坏，恢复的副本里没有这份记录。",
    "rebuild.changed": "列出以后，存档又有改动，没有重建。请再做一次，核对新列出的内容。",
    "rebuild.nothing": "抽取记录、补抽记录都在，不用放回或者重建，没有改动。",
    "rebuild.not-lost": "任务“{task}”没有丢失的抽取记录。丢失记录的任务：{known}。请核对任务编号。",
    "rebuild.frozen-lost": "{record}不能重建：这次冻结的存档也丢失了。请向上级要这次的冻结收存单压缩包，或者当时的上报压缩包，从中恢复；都没有的，请写明理由“重抽”，两次都留在抽取日志中。",
    "rebuild.room-unknown": "{record}不能重建：抽取日志没有记下操作人和监督人。请找回原来的文件；找不回的，请写明理由“重抽”，两次都留在抽取日志中。",
    "rebuild.differs": "{record}重算的{what}与抽取日志不一致，没有重建，没有改动。日志或者冻结的存档可能被改动过，请保留现场，向单位负责人报告。",
    "restore.no-log": "不能从《{file}》恢复：{why}。请选上级留存的冻结收存单压缩包、上报材料压缩包，或者其中的抽取日志。",
    "restore.broken": "《{file}》中的抽取日志在“{where}”处断开，不能用来恢复，没有改动。请向上级另要一份，或者用更早的一份。",
    "restore.differs": "现有的抽取日志{where}与《{file}》中的不同，不能接着恢复，没有改动。请保留现场，向单位负责人报告；查清是现有的日志有误的，把它改名另存，再恢复一次。",
    "restore.nothing": "《{file}》中的内容，现有的存档都有，不用恢复，没有改动。",
    "restore.reason-missing": "没有写明理由，没有改动。请写明理由后再做一次，如：硬盘损坏，备份是三天以前的。",
    "restore.changed": "列出以后，抽取日志又有改动，没有恢复。请再做一次，核对新列出的内容。",
}
"""What went wrong cannot be put right in this way."""
