"""下一年工作安排: what the plan comes to when it is carried over, and what is to be decided about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from xlcheck.model import DocumentTable, Paragraph, PlanRow, Settings
from xlcheck.reading.plan import round_of
from xlcheck.schema.vocabularies import DIRECTED, EITHER

_UNDECIDED = "未定"


@dataclass(frozen=True, slots=True)
class NextPlan:
    """The tasks of the plan as it would be carried over, and the year that it would be for."""

    year: int
    tasks: tuple[PlanRow, ...]


def next_parts(plan: NextPlan, settings: Settings) -> Iterator[Paragraph | DocumentTable]:
    """Write how many tasks each category has in each round, and what must be decided before the plan is issued."""
    yield Paragraph(
        f"{plan.year}年度抽查工作计划如照本年度计划结转，安排抽查任务{len(plan.tasks)}个，按批次和对象类别如下表。"
        "本表为初步安排，以审定的计划为准。"
    )
    yield _table(plan, settings)
    yield Paragraph("印发以前须确定的事项：")
    for number, text in enumerate(_to_decide(plan), start=1):
        yield Paragraph(f"{number}．{text}")
    yield Paragraph("【请补充：下一年的工作重点和要求】")


def _table(plan: NextPlan, settings: Settings) -> DocumentTable:
    places = [(_category(task), round_of(task, settings) or _UNDECIDED) for task in plan.tasks]
    counts = Counter(places)
    names = [r.name for r in settings.rounds] + [_UNDECIDED] * any(name == _UNDECIDED for _, name in places)
    rows = tuple(
        (category, *(str(counts[category, name]) for name in names), str(sum(c == category for c, _ in places)))
        for category in dict.fromkeys(category for category, _ in places)
    )
    sums = ("合计", *(str(sum(r == name for _, r in places)) for name in names), str(len(places)))
    return DocumentTable(f"{plan.year}年度抽查任务（个）", ("对象类别", *names, "合计"), rows, sums)


def _category(task: PlanRow) -> str:
    return task.scope.category if task.scope else _UNDECIDED


def _to_decide(plan: NextPlan) -> Iterator[str]:
    yield f"{plan.year}年度计划的文号和制发日期，节假日安排。"
    for text, tasks in (
        ("抽查比例、抽查日期或对象范围不能识别的", [t for t in plan.tasks if not (t.ratio and t.window and t.scope)]),
        ("定向还是不定向抽查待定的", [t for t in plan.tasks if t.kind == EITHER]),
        ("定向抽查没有写明定向条件的", [t for t in plan.tasks if t.kind == DIRECTED and not t.filter]),
    ):
        if tasks:
            every = len(tasks) == len(plan.tasks) > 1
            yield f"{text}任务：{f'全部{len(tasks)}个' if every else '、'.join(t.task_no for t in tasks)}。"
    yield "各任务的抽查比例、对象范围、抽查日期和联合部门是否调整。"
