"""What is due, on the screen: the counts, the most pressing lines, who has any; and the texts that tell people so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from xlcheck.cli import clipboard, screen
from xlcheck.cli.asking import choose
from xlcheck.cli.screen import Back
from xlcheck.messages import error_text, system_words
from xlcheck.model import Matter, Reminder, Reminders, Tally, Urgency, XlcheckError
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.remind.notify import NotifyResult, current_texts, messages_path, note_told

_FEW, _NAMES = 12, 3
"""Lines of a block, and names in a line."""
_SIGNS = {Urgency.OVERDUE: "×", Urgency.TODAY: "！", Urgency.SOON: "－"}
"""What is pressing, and its mark."""
_ANOTHER = "再复制哪一条"
_ALL_TOLD = ("都已经告知了（打电话、当面说的也算）", "")
_WEEKDAYS = "一二三四五六日"


def show_pressing(reminders: Reminders) -> None:
    """Show what to do first."""
    screen.warnings(reminders.notes)
    for title, lines in (
        ("最急的", _pressing(reminders)),
        ("按任务", _tasks(reminders)),
        ("按人员", _people(reminders)),
    ):
        rows = list(lines)
        rest = [f"…… 其余 {len(rows) - _FEW} 行见《到期提醒》"] if len(rows) > _FEW else []
        screen.files(title, [*rows[:_FEW], *rest])


def show_counts(reminders: Reminders) -> None:
    """Show how much is due."""
    today = reminders.today
    screen.say(f"截至 {today}（周{_WEEKDAYS[today.weekday()]}），{reminders.soon} 个工作日以内到期的列为“即将到期”。")
    for line in _sums(reminders.whole):
        screen.say(f"  {line}")
    if reminders.withdrawn:
        screen.say(f"  已撤回、没有更正 {reminders.withdrawn} 户。")
    elif not reminders.dues:
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
    return (f"{'、'.join(numbers)}：{_each(numbers, step)}" for step, numbers in steps.items())


def _each(task_numbers: Sequence[str], step: str) -> str:
    """Say that each of several tasks has so many entities, and not all together."""
    return f"各{step}" if len(task_numbers) > 1 and "户" in step else step


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


def show_messages(result: NotifyResult) -> None:
    """Show every text below its number, then where they are."""
    for number, (title, text) in enumerate(_texts(result), start=1):
        screen.say(f"{number:3} {title}")
        screen.say(f"    {text}")
    _say_messages(result, "每条只发给标题里写的人")


def choose_messages(run: Run, result: NotifyResult) -> None:
    """Let a person choose texts by number, show each and put it onto the clipboard, until all are told or 0 is typed.

    Enter alone takes the one after the last, so that all can be sent in their order; the last of the list is to say
    that everybody knows, whichever way. Raises as :func:`note_told`.
    """
    choices = [*_texts(result), _ALL_TOLD]
    question, following = "复制哪一条", choices[0]
    try:
        while (chosen := _choose(question, choices, following)) != _ALL_TOLD:
            screen.say(f"  {chosen[0]}")
            screen.say(f"  {chosen[1]}")
            _copy(chosen[1])
            question, following = _ANOTHER, choices[choices.index(chosen) + 1]
    except Back:
        _say_messages(result, "还没有都告知，再告知时请再选“消息”")
    else:
        note_told(run, result)
        _say_messages(result, "已登记：都告知了")


def announce(run: Run) -> None:
    """Say in a line how many texts there are after a step that has changed who goes where.

    Nothing is written: what the step did is done, whether or not they can be made.
    """
    try:
        texts = current_texts(run.quiet)
    except XlcheckError as error:
        screen.say(f"－ 给检查人员的消息还写不出：{error_text(error)}办好以后，请选“消息”。")
    except OSError as error:
        screen.say(f"－ 给检查人员的消息还写不出：{system_words(error)}。办好以后，请选“消息”。")
    else:
        earlier = "；以前写出的《消息》不要再用" if messages_path(run.desk).exists() else ""
        screen.say(f"－ 要发的消息有 {len(texts.notifications)} 条，请选“消息”查看、复制{earlier}。")


def _choose(question: str, choices: Sequence[tuple[str, str]], usual: tuple[str, str]) -> tuple[str, str]:
    """Ask for a text; the list is shown the first time alone."""
    return choose(question, choices, lambda one: one[0], usual=usual, shown=question == _ANOTHER)


def _texts(result: NotifyResult) -> list[tuple[str, str]]:
    """Return each part with its title."""
    return [pair for one in result.texts.notifications for pair in zip(one.titles, one.parts, strict=True)]


def _copy(text: str) -> None:
    if clipboard.copied(text):
        screen.say("√ 已复制，请到聊天软件或短信里粘贴。")
    else:
        screen.say("－ 这台电脑上没有能复制的程序，请从上面或《消息》文件中选取、复制。")


def _say_messages(result: NotifyResult, end: str) -> None:
    screen.warnings(result.texts.notes)
    if result.path is None:
        screen.say("－ 现在没有要通知的：没有待检查的、逾期的，也没有待整改的。")
        return
    screen.files("消息", [result.path])
    parts, whole = len(_texts(result)), len(result.texts.notifications)
    split = f"，分 {parts} 段" if parts > whole else ""
    screen.say(f"√ 消息 {whole} 条{split}，已写出。{end}。")
