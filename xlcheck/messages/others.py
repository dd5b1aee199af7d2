"""Findings about 其他检查, and about how often an entity is inspected in all."""

from __future__ import annotations

from xlcheck.messages.message import Level, Message

_E, _W, _H = Level.ERROR, Level.WARNING, Level.HINT

OTHER_FINDINGS: dict[str, Message] = {
    "others.other-year": Message(
        _E,
        "检查日期 {day} 不在 {year} 年度，这一行不计入任何统计和上限",
        "请核对日期；是其他年度的检查，请登记到那一年的《其他检查》",
    ),
    "others.unlisted": Message(
        _H, "“{value}”不在检查对象名录库中", "请核对代码；确是名录库以外的检查对象，可以不改，照样计入统计"
    ),
    "others.name-differs": Message(
        _W, "名称与名录库中该代码的“{listed}”不同", "请核对是名称写错，还是代码写成了别的检查对象"
    ),
    "others.unknown-person": Message(
        _H,
        "执法检查人员名录库中没有“{people}”",
        "请核对姓名或执法证号；是上级或其他部门的人员，可以不改",
    ),
    "others.one-person": Message(
        _W,
        "检查人员只有一名，执法检查不得少于两名",
        "请核对，写全检查人员；与其他单位人员一同检查的，也请写上；确是一名的，选“接受问题”写明理由",
    ),
    "others.unknown-item": Message(
        _W,
        "随机抽查事项清单中没有“{items}”，事项的年度检查频次上限没有计入这一行",
        "请改为清单中的事项名称；清单以外的检查，请在备注中写明依据，选“接受问题”写明理由",
    ),
    "others.repeated": Message(
        _W,
        "与{first}是同一户、同一天、同一类型和事项的检查",
        "请核对是否登记了两次，重复的请删去；确是两次的，写明各自的检查码或任务来源",
    ),
    "others.over-cap": Message(
        _W,
        "“{name}”本年度已检查 {count} 次（{visits}），超过每户年度检查上限 {cap} 次",
        "请核对各次检查是否属实、是否应当合并；属实的请选“接受问题”写明理由，以后不再安排对该户的检查",
    ),
    "others.over-window": Message(
        _W,
        "“{name}”在{span}内检查了 {count} 次（{visits}），超过上限 {cap} 次",
        "请核对各次检查的日期；属实的请选“接受问题”写明理由",
    ),
    "others.over-item": Message(
        _W,
        "“{name}”本年度按“{item}”已检查 {count} 次（{visits}），超过该事项年度检查频次上限 {cap} 次",
        "请核对各次检查的事项；属实的请选“接受问题”写明理由，以后不再安排对该户的同一事项",
    ),
}
