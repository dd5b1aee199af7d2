"""提示一览: every sentence of the program about trouble, with what to do, by where a clerk meets it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape

from xlcheck.messages import (
    CALENDAR_FINDINGS,
    CELL_FINDINGS,
    DROP_OUT_FINDINGS,
    ERRORS,
    LEDGER_FINDINGS,
    MACHINE_FINDINGS,
    OTHER_FINDINGS,
    PACK_FINDINGS,
    PLAN_FINDINGS,
    RECORD_FINDINGS,
    REGISTRY_FINDINGS,
    SETTINGS_FINDINGS,
    SETUP_FINDINGS,
    UPDATE_FINDINGS,
    VISIT_FINDINGS,
    WITNESS_FINDINGS,
    Message,
)

_FINDINGS = {
    "校验时：工作簿、工作表、表头和单元格": CELL_FINDINGS,
    "校验时：单位设置": SETTINGS_FINDINGS,
    "开办时：开办表": SETUP_FINDINGS,
    "校验时：抽查工作计划": PLAN_FINDINGS,
    "校验时：名录库和事项清单": REGISTRY_FINDINGS,
    "校验时：其他检查和检查次数上限": OTHER_FINDINGS,
    "校验和到期提醒时：补抽与名录核对": DROP_OUT_FINDINGS,
    "校验时：节假日": CALENDAR_FINDINGS,
    "更新名录时：导出的名单": UPDATE_FINDINGS,
    "公示、统计、到期提醒时：检查台账": LEDGER_FINDINGS,
    "公示、统计、到期提醒时：检查的日期、人员和内容": VISIT_FINDINGS,
    "核验时：抽取记录的样子被改过": RECORD_FINDINGS,
    "市级汇总时：各单位的上报材料": PACK_FINDINGS,
    "市级汇总时：与收存的、先收到的比对": WITNESS_FINDINGS,
    "自检时": MACHINE_FINDINGS,
}
_ERRORS = {
    "没能运行：工作簿和年度文件夹": ("book", "settings", "desk", "home", "output", "check"),
    "没能运行：开办": ("setup",),
    "没能运行：导入和更新名录": ("adopt", "update"),
    "没能运行：冻结和抽取": ("draw",),
    "没能运行：收存": ("lodge", "lodging"),
    "没能运行：更正": ("correct", "restore"),
    "没能运行：补抽": ("replace",),
    "没能运行：抽取日志、存档和核验": ("log", "repair", "archive", "verify"),
    "没能运行：表单和台账": ("form", "ledger", "merge"),
    "没能运行：公示、撤回和收回": ("publish", "withdraw", "retract"),
    "没能运行：到期提醒、消息、统计和档案": ("status", "message", "report", "history"),
    "没能运行：上报": ("send",),
    "没能运行：市级汇总": ("collect",),
    "没能运行：演练和打包": ("practice", "bundle"),
}
"""The families of codes below each heading."""

_NUMBERS = (
    "asked told attempt base before count earlier groups have height hours last later least left left_out length limit"
    " line longest lost most now number planned port random seconds shift size row sum times total width year"
)
_WORDS = dict.fromkeys(_NUMBERS.split(), "数") | {
    "after": "后来的内容",
    "allowed": "允许的取值",
    "ages": "各名录几天前更新",
    "answer": "服务器的答复",
    "arrived": "时间",
    "at": "位置",
    "batch": "批次文件夹",
    "batches": "各批次",
    "book": "工作簿",
    "bureau": "单位名称",
    "bureaus": "单位名称",
    "by": "收存单或哪次上报",
    "by_share": "按比例算出的户数",
    "cap": "数",
    "category": "对象类别",
    "cell": "单元格",
    "cells": "单元格",
    "cert": "执法证号",
    "certs": "执法证号",
    "columns": "列",
    "cut_off": "日期",
    "day": "日期",
    "days": "日期",
    "draw": "任务和第几次",
    "drawn": "日期",
    "due": "日期",
    "entities": "检查对象",
    "entity": "检查对象",
    "entry": "第几行",
    "example": "编号",
    "expected": "应有的内容",
    "export": "导出文件",
    "faults": "逐条列出的问题",
    "field": "字段",
    "file": "文件",
    "files": "文件",
    "first": "第几行",
    "folder": "文件夹",
    "fonts": "字体",
    "format": "格式",
    "forms": "设定的写法",
    "found": "现有的内容",
    "frozen": "时间",
    "grade": "等级",
    "grades": "各等级",
    "holder": "单位名称",
    "host": "服务器",
    "id": "编号",
    "ids": "代码",
    "item": "项目",
    "items": "项目",
    "key": "指纹",
    "kind": "种类",
    "known": "已有的",
    "listed": "名单中的名称",
    "lock": "锁定文件",
    "lodging_code": "收存码",
    "made": "时间",
    "missing": "缺的内容",
    "moves": "各户的变动",
    "name": "名称",
    "named": "名称中的类别",
    "numbers": "号码",
    "names": "名称",
    "near": "相近的字段",
    "other": "另一列",
    "others": "字符",
    "ours": "本年度的情况",
    "own": "本单位",
    "owner": "某人",
    "owners": "几处来源",
    "paper": "纸张",
    "part": "其中一段",
    "parts": "各部分",
    "party": "部门",
    "people": "姓名或证号",
    "place": "位置",
    "present": "现在的内容",
    "problem": "问题",
    "problems": "逐条列出的问题",
    "proposal": "建议的写法",
    "published": "公示的内容",
    "ratio": "比例",
    "real": "几",
    "reason": "原因",
    "received": "时间",
    "recipient": "收件人",
    "region": "行政区划代码",
    "round": "批次",
    "rounds": "设定的批次",
    "rows": "行号",
    "rule": "抽查策略的规定",
    "said": "所写的内容",
    "saved": "保存时间",
    "second": "另一日期",
    "sender": "发件邮箱",
    "sheet": "工作表",
    "sign": "字",
    "since": "时间",
    "slip_code": "收存码",
    "source": "期号",
    "span": "多少日",
    "speciality": "专业",
    "step": "某一步",
    "superior": "上级单位",
    "target": "另一张表",
    "task": "任务编号",
    "tasks": "编号",
    "template": "表单",
    "text": "所写的文字",
    "theirs": "上年度的情况",
    "then": "时间",
    "time": "时间",
    "title": "列名",
    "titles": "列名",
    "today": "日期",
    "typed": "这次的号码",
    "unknown": "不认识的取值",
    "usual": "通常的写法",
    "valid": "日期",
    "value": "所填内容",
    "version": "版本",
    "visits": "逐次列出的检查",
    "wanted": "应有的写法",
    "what": "内容",
    "wheel": "组件",
    "word": "名录的名称",
    "written": "时间",
    "when": "哪次补抽",
    "words": "没有读懂的字",
    "where": "位置",
    "who": "某人",
    "why": "原因",
    "window": "抽查日期",
}
"""What stands in a sentence for each of its parameters."""
_OTHERWISE = {
    "plan.office-unknown": {"office": "科室"},
    "plan.items-unclear": {"candidates": "几个事项", "words": "没有读懂的字"},
    "plan.items-other-category": {"own": "本任务的对象类别", "item": "事项"},
    "plan.items-other-body": {"bodies": "实施的单位", "item": "事项"},
    "plan.item-ratio": {"items": "事项", "listed": "清单的比例"},
    "items.frequency-differs": {"item": "事项", "wanted": "数"},
    "plan.item-method": {"listed": "清单的方式"},
    "plan.item-class": {"listed": "清单的类别"},
    "plan.item-basis": {"listed": "清单的依据"},
    "plan.item-tier": {"listed": "清单的层级"},
    "items.basis-later": {"start": "日期"},
    "items.alias-wanted": {"tasks": "任务编号"},
    "plan.undated": {"limit": "时间界限", "names": "行和名称"},
    "plan.population-differs": {"listed": "数"},
    "plan.population-moved": {"listed": "数"},
    "plan.cap-exceeded": {"tasks": "数"},
    "adopt.badly-said": {"form": "写法", "example": "例子"},
    "adopt.no-table": {"titles": "表头", "rows": "几"},
    "date.part-shown": {"shown": "所显示的", "day": "日期"},
    "plan.target-differs": {"of": "名录库的户数"},
    "plan.target-other-count": {"of": "名录库的户数"},
    "plan.drawn-late": {"end": "日期"},
    "plan.announced-late": {"start": "日期"},
    "plan.finished-early": {"end": "日期"},
    "verify.list": {"digest": "指纹"},
    "update.unknown-answer": {"answer": "所答的"},
    "update.no-category": {"title": "栏目", "example": "类别", "known": "类别"},
    "update.unknown-category": {"known": "类别"},
    "setup.rounds-overlap": {"name": "批次", "first": "另一个批次"},
    "setup.unknown-round": {"name": "写的批次", "known": "登记的批次"},
    "setup.wording": {"named": "计划用语"},
    "setup.settings-differ": {"now": "单位设置里的"},
    "setup.no-part": {"titles": "列名"},
    "setup.two-forms": {"sheets": "名称"},
    "update.repeated-there": {"key": "代码", "rows": "第几行"},
    "update.repeated-here": {"key": "代码", "rows": "第几行"},
    "update.name-repeated": {"rows": "第几行"},
    "update.same-name": {"rows": "第几行"},
    "sheet.left-out": {"setting": "工作簿和工作表的名称", "why": "原因"},
    "sheet.named-absent": {"setting": "工作簿的名称"},
    "sheet.unlike": {"table": "名录的名称"},
    "calendar.row-on-workday": {"weekday": "几"},
    "calendar.row-on-holiday": {"weekday": "几"},
    "calendar.row-off-weekend": {"weekday": "几"},
    "calendar.row-off-worked": {"weekday": "几"},
    "book.binary": {"what": "文件种类"},
    "book.archive": {"what": "文件种类"},
    "book.mail": {"what": "文件种类"},
    "book.document": {"what": "文件种类"},
    "book.export": {"what": "文件种类"},
    "desk.personal-number": {"title": "所填的项目"},
    "ledger.day-withdrawn": {"first": "日期"},
    "ledger.served-early": {"other": "日期"},
    "ledger.recheck-early": {"other": "日期"},
    "visit.before-approval": {"other": "日期"},
    "visit.before-notice": {"other": "日期"},
    "visit.overlap": {"hours": "时间"},
    "visit.same-week": {"days": "数"},
    "settings.demanded": {"known": "可以要求的栏"},
    "lodge.receipt-time": {"now": "时间"},
    "draw.clock-behind": {"now": "时间", "last": "时间"},
    "draw.clock-behind-book": {"now": "时间"},
    "draw.day-past": {"next": "今后的一期", "on": "日期"},
    "lodging.code-group": {"typed": "数"},
    "lodging.code-count": {"typed": "数"},
    "draw.issue-form": {"example": "这一期的写法"},
    "draw.lottery-unknown": {"known": "内置的彩票"},
    "draw.lottery-small": {"known": "内置的彩票"},
    "draw.lottery-numbers": {"example": "号码的写法"},
    "draw.lottery-groups": {"typed": "数", "example": "号码的写法"},
    "draw.lottery-count": {"typed": "数", "wanted": "应有的号码"},
    "draw.lottery-range": {"place": "数", "wanted": "应有的号码"},
    "draw.lottery-repeated": {"wanted": "应有的号码"},
    "draw.dice-range": {"place": "数"},
    "draw.dice-count": {"typed": "数"},
    "draw.numbers-differ": {"before": "以前的号码"},
    "draw.total-overfull": {"part": "数"},
    "machine.clock-behind": {"now": "时间"},
    "plan.total-overfull": {"part": "数"},
    "plan.ungraded": {"first": "名称"},
    "calendar.notice-two-years": {"first": "日期"},
    "calendar.notice-weekday": {"said": "几"},
    "calendar.notice-count": {"said": "数"},
    "pack.year": {"found": "数"},
    "held.clock": {"at": "时间"},
    "pack.other-region": {"listed": "名单中的另一个单位", "own": "代码"},
    "held.key-other": {"known": "指纹"},
    "held.key-two": {"known": "指纹"},
    "held.key-foreign": {"owner": "另一个单位"},
    "pack.which-unit": {"listed": "名单中的单位"},
    "held.key-none": {"known": "指纹"},
    "held.log-short": {"found": "数", "known": "数"},
    "held.slip-second": {"before": "先收到的内容"},
    "held.other-draw": {"before": "收存的内容"},
    "held.log-forked": {"before": "先收到的内容"},
    "held.receipt-other": {"before": "收存码", "after": "收存码"},
    "held.receipt-unknown": {"number": "编号"},
    "held.host-blank": {"found": "服务器"},
    "held.host-other": {"found": "服务器"},
    "held.numbers": {"found": "号码", "published": "号码"},
    "collect.nothing-so-numbered": {"number": "编号"},
    "lodge.receipt-other": {"number": "编号"},
    "report.year-before-other": {"found": "数"},
}
"""Parameters that stand for something else in one sentence."""
_FIELD = re.compile(r"(\{\{)|(\}\})|\{(\w+)\}")


def catalogue_html() -> str:
    """The whole appendix below its introduction; each row carries its code, for maintainers and tests."""
    parts = [_finding_table(title, findings) for title, findings in _FINDINGS.items()]
    return "\n".join((*parts, *_error_tables()))


def spoken(code: str, text: str) -> str:
    """A sentence as HTML, with a word in brackets where a name or number will stand."""
    words = _WORDS | _OTHERWISE.get(code, {})

    def said(found: re.Match[str]) -> str:
        return "{" if found[1] else "}" if found[2] else f"<i>〔{words[found[3]]}〕</i>"

    return _FIELD.sub(said, escape(text, quote=False)).replace("\n", "<br>")


def _finding_table(title: str, findings: Mapping[str, Message]) -> str:
    rows = (
        f'<tr id="m-{code}"><td class="level">{m.level.value}</td><td>{spoken(code, m.text)}</td>'
        f"<td>{spoken(code, m.remedy)}</td></tr>"
        for code, m in findings.items()
    )
    return _table(title, ("级别", "提示", "怎么办"), rows)


def _error_tables() -> Iterator[str]:
    families = {family: title for title, members in _ERRORS.items() for family in members}
    rows: dict[str, list[str]] = {title: [] for title in _ERRORS}
    for code, text in ERRORS.items():
        rows[families[code.partition(".")[0]]].append(f'<tr id="e-{code}"><td>{spoken(code, text)}</td></tr>')
    return (_table(title, ("提示和怎么办",), own) for title, own in rows.items())


def _table(title: str, heads: tuple[str, ...], rows: Iterator[str] | list[str]) -> str:
    head = "".join(f"<th>{name}</th>" for name in heads)
    return (
        f'<h2>{title}</h2>\n<table class="messages">\n<thead><tr>{head}</tr></thead>\n<tbody>\n'
        + "\n".join(rows)
        + "\n</tbody>\n</table>"
    )
