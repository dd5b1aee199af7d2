"""The kinds of facts on which a draw depends, their fields, and the words for each.

Keys, titles and their order stand in files that are kept for ever: they are declared here, not taken from the schema.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

ADDED, REMOVED, PLANNED = "added", "removed", "planned"
"""What may happen to a row as a whole; a row of the plan is planned where the opening state is of the year before."""

PLANNED_TITLE = "列入本年计划"


@dataclass(frozen=True, slots=True)
class Field:
    """What is known of a row: its title, how a change of it is counted, whether it holds several values."""

    title: str
    change: str
    several: bool = False


@dataclass(frozen=True)
class FactKind:
    """A kind of rows, or of relations between two: its title, and the words and the unit of its counts.

    Of ``named`` rows the first field is the name. A relation has one field, holds or does not, and is never changed.
    """

    title: str
    counted: str
    unit: str
    fields: Mapping[str, Field]
    named: bool = False
    relation: bool = False
    added: str = "新增"
    removed: str = "删去"

    @cached_property
    def first(self) -> str:
        """The field that every row has, blank or not."""
        return next(iter(self.fields))

    @cached_property
    def content(self) -> Mapping[str, str]:
        """The titles of the fields that say what a row is, by key: all but its name."""
        return {key: field.title for key, field in self.fields.items() if not (self.named and key == self.first)}


ENTITY = FactKind(
    "检查对象",
    "",
    "户",
    {
        "name": Field("检查对象名称", "改名称"),
        "category": Field("对象类别", "改类别"),
        "status": Field("经营状态", "改状态"),
        "grade": Field("信用风险等级", "改等级"),
        "founded": Field("成立日期", "改成立日期"),
        "licensed_on": Field("许可批准日期", "改许可批准日期"),
        "licence_to": Field("许可有效期至", "改许可有效期"),
        "last_drawn": Field("上次抽查日期", "改上次抽查日期"),
    },
    named=True,
    removed="移出",
)

INSPECTOR = FactKind(
    "检查人员",
    "人员",
    "人",
    {
        "name": Field("姓名", "改姓名"),
        "employer": Field("工作单位", "改单位"),
        "scope": Field("执法事项范围", "改范围", several=True),
        "specialities": Field("专业资质", "改资质", several=True),
        "leader": Field("是否组长", "改组长"),
        "expert": Field("是否专家", "改专家"),
        "status": Field("状态", "改状态"),
        "cert_to": Field("执法证有效期至", "改证件有效期"),
    },
    named=True,
    removed="移出",
)


def _relation(title: str, unit: str, key: str, field: str) -> FactKind:
    return FactKind(title, title, unit, {key: Field(field, "")}, relation=True, added="登记", removed="撤销")


PLAN_ROW = FactKind(
    "抽查任务",
    "计划",
    "项",
    {
        "task_no": Field("抽查任务编号", "改编号"),
        "task_name": Field("抽查任务名称", "改名称"),
        "kind": Field("抽查类型", "改类型"),
        "ratio": Field("抽查比例", "改比例"),
        "credit": Field("信用风险分类监管要求", "改分级比例"),
        "items": Field("抽查事项", "改事项"),
        "scope": Field("抽查对象范围", "改范围"),
        "window": Field("抽查日期", "改日期"),
        "filter": Field("定向条件", "改定向条件"),
        "departments": Field("联合部门", "改联合部门"),
    },
    named=True,
)

POLICY = FactKind(
    "抽查策略",
    "抽查策略",
    "项",
    {
        key: Field(title, "改动")
        for key, title in (
            ("team_size", "每户检查人数"),
            ("no_repeat", "年内不重复抽取"),
            ("yearly_cap", "每户年度上限"),
            ("min_count", "最少户数"),
            ("joint_size", "联合部门每户人数"),
            ("expert_size", "专家每户人数"),
            ("leader", "每组须有组长"),
            ("groups", "检查组数"),
            ("year_load", "全年均衡工作量"),
            ("merge_visits", "同批次合并检查"),
            ("inspection_cap", "每户年度检查上限"),
            ("day_cap", "一日内最多检查次数"),
            ("week_cap", "一周内最多检查次数"),
            ("month_cap", "一月内最多检查次数"),
            ("sixty_cap", "六十日内最多检查次数"),
            ("superior_free", "上级部署不计入上限"),
        )
    },
)

KINDS: dict[str, FactKind] = {
    "entity": ENTITY,
    "inspector": INSPECTOR,
    "leave": _relation("请假", "条", "span", "起止日期"),
    "recusal": _relation("回避", "条", "code", "统一社会信用代码"),
    "apart": _relation("不得同组", "对", "other", "另一人执法证号"),
    "visit": _relation("其他检查", "条", "said", "登记内容"),
    "plan": PLAN_ROW,
    "item": FactKind(
        "抽查事项",
        "事项",
        "项",
        {
            "category": Field("检查对象", "改检查对象"),
            "staffing": Field("检查人员要求", "改人员要求"),
            "random": Field("纳入随机抽查", "改纳入抽查"),
            "yearly_cap": Field("年度检查频次上限", "改频次上限"),
        },
    ),
    "policy": POLICY,
    "category": FactKind(
        "对象类别",
        "类别设置",
        "项",
        {"aliases": Field("别名", "改别名", several=True), "wordings": Field("计划用语", "改计划用语", several=True)},
    ),
    "round": FactKind("批次", "批次", "项", {"months": Field("起止月份", "改月份")}),
    "unit": FactKind("单位信息", "单位信息", "项", {"year": Field("年度", "改年度")}),
}
"""In the order in which they are listed and counted."""
