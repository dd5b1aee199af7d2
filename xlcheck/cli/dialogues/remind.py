"""What is due, on the screen: the counts, the most pressing lines, then the tasks and people who have any."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from xlcheck.cli import screen
from xlcheck.model import Matter, Reminder, Reminders, Tally, Urgency

_FEW, _NAMES = 12, 3
"""Lines of a block, and names in a line."""
_SIGNS = {Urgency.OVERDUE: "×", Urgency.TODAY: "！", Urgency.SOON: "－"}
"""What is pressing, and its mark."""
_WEEKDAYS = "一二三四五六日"


def show_reminders(reminders: Reminders) -> None:
    """Show what to do first."""
    today = reminders.today
    screen.say(f"截至 {today}（周{_WEEKDAYS[today.weekday()]}），{reminders.soon} 个工作日以内到期的列为“即将到期”。")
    for line in _sums(reminders.whole):
        screen.say(f"  {line}")
    screen.warnings(reminders.notes)
    for title, lines in (
        ("最急的", _pressing(reminders)),
        ("按任务", _tasks(reminders)),
        ("按人员", _people(reminders)),
    ):
        rows = list(lines)
        rest = [f"…… 其余 {len(rows) - _FEW} 行见《到期提醒》"] if len(rows) > _FEW else []
        screen.files(title, [*rows[:_FEW], *rest])
    if not reminders.dues:
        screen.say("√ 没有未办结的事项。")


def _sums(whole: Tally) -> Iterator[str]:
    published = whole.count(Matter.PUBLISH, Urgency.DONE)
    waiting = whole.count(Matter.PUBLISH, Urgency.LATER)
    yield f"公示：{_urgent(whole, Matter.PUBLISH)}，待公示 {waiting} 户；已公示 {published} 户。"
    yield f"检查：{_urgent(whole, Matter.VISIT)}，待检查 {whole.count(Matter.VISIT, Urgency.LATER)} 户。"
    if whole.count(Matter.RECTIFY, *Urgency):
        yield f"整改：{_urgent(whole, Matter.RECTIFY)}，待整改 {whole.count(Matter.RECTIFY, Urgency.LATER)} 户。"
    if whole.count(Matter.DRAW):
        yield f"抽取：待抽取 {whole.count(Matter.DRAW)} 个任务。"


def _urgent(tally: Tally, matter: Matter) -> str:
    return "，".join(f"{urgency} {tally.count(matter, urgency)} 户" for urgency in _SIGNS)


def _pressing(reminders: Reminders) -> Iterator[str]:
    """Yield what is due of one task on one day, a line each, the most pressing first."""
    groups: dict[tuple[Urgency, date, str, Matter], list[Reminder]] = {}
    for due in reminders.dues:
        if due.urgency in _SIGNS:
            groups.setdefault((due.urgency, due.last_day, due.task_no, due.matter), []).append(due)
    for (urgency, last_day, task_no, matter), dues in groups.items():
        names = "、".join(due.name for due in dues[:_NAMES] if due.name) + ("等" if len(dues) > _NAMES else "")
        people = f"{len(dues)} 户：{names}" if names else ""
        yield f"{_SIGNS[urgency]} {task_no} {matter}{urgency}（{last_day}）{people}"


def _tasks(reminders: Reminders) -> Iterator[str]:
    """Return the next steps with their tasks, a line a step."""
    steps: dict[str, list[str]] = {}
    for task in reminders.tasks:
        if task.tally.next_day:
            steps.setdefault(task.next_step, []).append(task.plan.task_no)
    return (f"{'、'.join(numbers)}：{step}" for step, numbers in steps.items())


def _people(reminders: Reminders) -> Iterator[str]:
    """Yield the people with something pressing, a line each."""
    for name, tally in reminders.people:
        counts = [
            f"{matter}{urgency} {count} 户"
            for matter in (Matter.PUBLISH, Matter.RECTIFY, Matter.VISIT)
            for urgency in _SIGNS
            if (count := tally.count(matter, urgency))
        ]
        if counts:
            yield f"{name}：{'，'.join(counts)}"
