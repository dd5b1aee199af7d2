"""Findings about 随机抽查事项清单, and about a plan that is held against it."""

from __future__ import annotations

from xlcheck.messages.message import Level, Message

_E, _W, _H = Level.ERROR, Level.WARNING, Level.HINT

ITEM_FINDINGS: dict[str, Message] = {
    "items.target": Message(
        _E, "市场监管执法事项 {total} 项，纳入随机抽查 {random} 项，不足 5%", "请增加纳入随机抽查的事项"
    ),
    "items.none-for-category": Message(
        _E,
        "计划抽查{category}，清单中却没有该类别的随机抽查事项，清单以外的事项不得检查",
        "请在清单中补充；不再抽查的，请从计划中删去",
    ),
    "plan.items-off-list": Message(
        _E,
        "抽查事项中的“{words}”不在随机抽查事项清单里，清单以外的事项不得检查",
        "请改写为清单里本类别的事项名称、清单编码或序号；是清单里某一项的另一种写法的，请填到该项的“别名”一栏；确应检查的，先列入清单",
    ),
    "plan.items-unclear": Message(
        _E,
        "抽查事项中的“{words}”可能是清单里的{candidates}，不能确定",
        "请改写为事项名称；以后都这样写的，请把“{words}”填到清单中所指事项的“别名”一栏（没有这一栏的，在表头加上），指几项的，几项都填",
    ),
    "items.alias-wanted": Message(
        _H,
        "计划{tasks}的抽查事项写的“{words}”像是这一项，还没有登记为别名",
        "是这一项的，请选“改正副本”，核对后采用，就登记到“别名”一栏，以后都认得；不是的，请改写计划的抽查事项",
    ),
    "plan.items-other-category": Message(
        _E, "抽查事项中的“{item}”在清单里是{category}的事项，本任务抽查的是{own}", "请核对抽查事项和抽查对象范围"
    ),
    "plan.items-not-random": Message(
        _E,
        "抽查事项中的“{item}”没有纳入随机抽查",
        "请改写抽查事项；应当随机抽查的，请在清单的“纳入随机抽查”一栏改为“是”",
    ),
    "plan.items-other-body": Message(
        _W, "抽查事项中的“{item}”由{bodies}实施，本任务没有与它联合", "请核对；要联合检查的，请填写“联合部门”"
    ),
    "plan.item-ratio": Message(
        _W, "抽查比例写的是“{value}”，清单中{items}的抽查比例是“{listed}”", "请核对，改为与清单一致，或按程序修订清单"
    ),
    "items.frequency-differs": Message(
        _W,
        "抽查频次为“{value}”，一年应有 {wanted} 个任务，计划中检查“{item}”的有 {planned} 个",
        "请核对频次，或增减任务",
    ),
    "plan.item-cap": Message(
        _W,
        "检查频次上限写的是“{value}”，清单中{items}的年度检查频次上限是 {most} 次",
        "请核对，计划的上限不得超过清单",
    ),
    "plan.item-method": Message(
        _W, "检查方式写的是“{value}”，清单中{items}的抽查方式是“{listed}”", "请核对，改为与清单一致，或按程序修订清单"
    ),
    "plan.item-class": Message(
        _W, "事项类别写的是“{value}”，清单中{items}的事项类别是“{listed}”", "请核对，改为与清单一致，或按程序修订清单"
    ),
    "plan.item-basis": Message(
        _W,
        "检查依据写的是“{value}”，清单中{items}的抽查依据是“{listed}”，没有共同的依据",
        "请核对是否引用了旧的依据，改为与清单一致，或按程序修订清单",
    ),
    "plan.item-tier": Message(
        _H, "实施层级写的是“{value}”，清单中{items}的实施层级是“{listed}”", "请核对；由别的层级实施的，本级不再抽查"
    ),
    "items.idle": Message(
        _H,
        "“{value}”在 {first} 至 {last} 年度没有抽取过，今年的计划也没有",
        "连续五年没有实施的事项，请列入计划，或按程序调出清单",
    ),
    "items.basis-later": Message(
        _W,
        "依据的施行日期 {day} 在任务 {task} 的抽查日期（{start} 起）之后",
        "请核对施行日期；依据还没有施行的，请写现行的依据",
    ),
}
