"""Findings about the visits of a year: what cannot have been, and what is too odd to go out unexplained."""

from __future__ import annotations

from xlcheck.messages.message import Level, Message

_E, _W = Level.ERROR, Level.WARNING

_EXPLAIN = "；确是这样的，请在备注中写明原因"
_NOT_THERE = (
    "；那天没有到场、不能执法的，台账里请清空这一行填写的内容，做“补抽”以后重新检查、登记，《其他检查》里请改正检查人员"
)

VISIT_TOPICS: dict[str, str] = {
    "visit.before-draw": "早于抽取",
    "visit.before-replacement": "早于补抽",
    "visit.before-approval": "早于审批",
    "visit.before-notice": "早于送达",
    "visit.on-leave": "请假",
    "visit.cert-lapsed": "执法证到期",
    "visit.on-day-off": "节假日检查",
    "visit.on-quiet-day": "企业安静期检查",
    "visit.many-a-day": "一人一日检查多户",
    "visit.many-towns": "一人一日检查多个乡镇",
    "visit.overlap": "检查时间重叠",
    "visit.same-week": "几日内重复检查",
    "visit.same-words": "检查情况雷同",
    "visit.window-end": "期末集中检查",
    "visit.never-a-problem": "全年没有发现问题",
    "visit.clean-pair": "同组人员连续检查",
    "visit.not-rechecked": "整改没有复查",
}
"""What a finding is about in a word or two, as one bureau tells another."""

VISIT_FINDINGS: dict[str, Message] = {
    "visit.before-draw": Message(
        _E, "检查日期 {value} 早于抽取日期 {drawn}", "请核对检查日期；抽取以前的检查不是这次抽查，请另行检查"
    ),
    "visit.before-replacement": Message(
        _E,
        "检查日期 {value} 早于第 {number} 次补抽（{drawn}），那时还没有抽到这一户或者这些人",
        "请核对检查日期；补抽以前的检查不是这次抽查，请另行检查",
    ),
    "visit.before-approval": Message(
        _E,
        "检查日期 {value} 早于审批日期 {other}",
        "请核对两个日期；情况紧急、事后补办审批的，请在备注中写明“紧急”和原因",
    ),
    "visit.before-notice": Message(
        _E, "检查日期 {value} 早于送达日期 {other}", "请核对两个日期；当场送达的，送达日期就是检查日期"
    ),
    "visit.on-leave": Message(
        _E,
        "检查日期 {value} 那天，{who}请假（{days}）",
        f"请核对检查日期和请假登记{_NOT_THERE}",
    ),
    "visit.cert-lapsed": Message(
        _E,
        "检查日期 {value} 时，{who}的执法证已在 {valid} 到期",
        f"请核对检查日期；换了新证的，请在执法检查人员名录库中改正执法证有效期{_NOT_THERE}",
    ),
    "visit.on-day-off": Message(_W, "检查日期 {value} 是{what}", f"请核对检查日期{_EXPLAIN}"),
    "visit.on-quiet-day": Message(
        _W,
        "检查日期 {value} 在企业安静期（{days}）",
        "请核对检查日期；确需检查的，请在备注中写明事由：上级部署、安全整改、投诉举报、案件查办、法定期限、税务检查，或者“其他：”和原因",
    ),
    "visit.many-a-day": Message(
        _W,
        "{who} {value} 一天检查了 {count} 户（{names}），多于每人每日 {most} 户",
        f"请核对检查日期和检查人员{_EXPLAIN}",
    ),
    "visit.many-towns": Message(
        _W,
        "{who} {value} 一天到了 {count} 个乡镇（{names}），多于每人每日 {most} 个",
        f"请核对检查日期和检查人员{_EXPLAIN}",
    ),
    "visit.overlap": Message(
        _W,
        "{who} {value} 同时在{name}检查（{hours}），时间重叠",
        f"请核对检查开始、结束时间{_EXPLAIN}",
    ),
    "visit.same-week": Message(
        _W,
        "{task}在 {second} 检查过{name}，{value} 又去检查，相隔 {days} 日",
        f"请核对检查日期；几个任务的检查应当一次完成{_EXPLAIN}",
    ),
    "visit.same-words": Message(
        _W,
        "{task}已查的 {total} 户中，{count} 户的检查情况写得一样：“{text}”",
        "请按各户的实际情况填写；确是这样的，请在这一行的备注中写明原因",
    ),
    "visit.window-end": Message(
        _W,
        "{task}已查的 {total} 户中，{count} 户在抽查日期的最后十天（{days}）检查",
        "请核对检查日期；确是这样的，请在这一行的备注中写明原因",
    ),
    "visit.never-a-problem": Message(
        _W,
        "本年度已查 {count} 户次，没有一户发现问题",
        "请抽几户复核；确是这样的，请在这一行的备注中写明原因",
    ),
    "visit.clean-pair": Message(
        _W,
        "{who}接连 {count} 次检查这一户（{days}），都没有发现问题",
        f"请另派人复核{_EXPLAIN}",
    ),
    "visit.not-rechecked": Message(
        _W,
        "{name}的整改期限 {due} 已过，还没有复查",
        "请复查，填写复查日期和复查结果；台账里没有这两栏的，请在最右边加上同名的栏",
    ),
    "visit.unread": Message(
        _W,
        "《{book}》没有读出，没有按它核对检查的日期和人员",
        "请先校验，按校验报告改正这个工作簿",
    ),
}
