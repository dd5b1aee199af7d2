"""抽取: the kind and the numbers are asked, and read back before they are logged for good; then what was made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xlcheck.cli import screen
from xlcheck.cli.chinese import UnfitValue
from xlcheck.messages import error_text
from xlcheck.model import PlanRow, Source, XlcheckError
from xlcheck.schema.vocabularies import DIRECTED, UNDIRECTED
from xlcheck.steps.draw.draw import DeclaredSource, DrawResult, check_number, system_numbers
from xlcheck.steps.draw.freeze import FrozenTask, KindChoice, check_filter
from xlcheck.steps.draw.tasks import ChosenTasks

_KINDS = {"": UNDIRECTED, "不定向": UNDIRECTED, UNDIRECTED: UNDIRECTED, "定向": DIRECTED, DIRECTED: DIRECTED}


def kind_of(text: str) -> str:
    """Read 抽查类型 as it was typed on the command line; empty where it was not.

    Raises :class:`UnfitValue` where it is none.
    """
    if text not in _KINDS:
        raise UnfitValue(f"--kind“{text}”不对，请写“定向”或“不定向”")
    return _KINDS[text] if text else ""


def ask_choice(tasks: ChosenTasks, open_tasks: Sequence[str]) -> KindChoice:
    """Ask which kind the tasks are of that the plan leaves open, and 定向条件 where they are directed."""
    names = "、".join(open_tasks)
    screen.say(f"计划中 {names} 的抽查类型为“定向或不定向抽查”。")
    while (answer := screen.ask("本次按哪一种抽取（不定向/定向，直接回车为不定向）", "")) not in _KINDS:
        screen.say("！ 请输入“不定向”或“定向”。")
    if _KINDS[answer] == UNDIRECTED:
        return KindChoice(UNDIRECTED)
    while True:
        text = screen.ask("请输入定向条件（如：信用风险等级为C、D）")
        try:
            check_filter(tasks, open_tasks[0], text)
        except XlcheckError as error:
            screen.say(f"！ {error_text(error)}")
        else:
            return KindChoice(DIRECTED, text)


def ask_numbers(sources: Sequence[DeclaredSource], pairs: Sequence[str]) -> dict[str, str]:
    """Collect the number of each source by its name, as it was typed.

    Numbers that were revealed already stay, those of ``pairs`` (``name=number``) are taken, the computer's
    own are made, and for the rest a person is asked, who must say yes to what he typed.
    Raises :class:`UnfitValue` where a pair fits no source, :class:`XlcheckError` where its number cannot be read.
    """
    revelations = {d.source.name: d.revealed for d in sources if d.revealed}
    arguments = _given(sources, pairs)
    for name, (number, time) in revelations.items():
        ignored = f"，本次输入的“{arguments[name]}”不采用" if arguments.get(name, number) != number else ""
        screen.say(f"－ “{name}”的号码已在 {time} 揭晓：{number}，予以沿用{ignored}。")
    numbers = arguments | {name: number for name, (number, _) in revelations.items()}
    return numbers | _asked([d.source for d in sources if d.source.name not in numbers])


def _given(declared: Sequence[DeclaredSource], pairs: Sequence[str]) -> dict[str, str]:
    sources = {d.source.name: d.source for d in declared}
    numbers = {name.strip(): number for name, _, number in (pair.partition("=") for pair in pairs)}
    for name, number in numbers.items():
        if name not in sources or not number.strip():
            raise UnfitValue(f"--number“{name}”对不上随机来源，或没有写号码；随机来源有：{'、'.join(sources)}")
        check_number(sources[name], number)
    return numbers


def _asked(sources: Sequence[Source]) -> dict[str, str]:
    """Ask a person until he confirms what he typed; the log keeps the numbers for good."""
    computed = {s.name: system_numbers() for s in sources if s.key.startswith("system")}
    people = {s.name: s for s in sources if s.name not in computed}
    while people:
        answers = {name: _prompt(source) for name, source in people.items()}
        _read_back(answers)
        if screen.agrees("以上号码一经写入抽取日志就不能更改，是否无误"):
            return computed | answers
        screen.say("请重新输入。")
    return computed


def _prompt(source: Source) -> str:
    while True:
        text = screen.ask(f"请输入“{source.name}”的号码")
        try:
            check_number(source, text)
        except XlcheckError as error:
            screen.say(f"！ {error_text(error)}")
        else:
            return text


def _read_back(numbers: Mapping[str, str]) -> None:
    for name, number in numbers.items():
        screen.say(f"    {name}：{number}")


def show_frozen(frozen: Sequence[tuple[PlanRow, FrozenTask | None]], *, at_once: bool) -> None:
    """Say which tasks were left alone and where the notices are; warn where the numbers follow a freeze ``at_once``."""
    for row, task in frozen:
        if task is None:
            screen.say(f"－ {row.task_no} 已经抽取过，没有改动。确需重抽的，用 --again 写明理由。")
        elif task.left_alone:
            screen.say(f"－ {row.task_no} 此前已冻结，沿用当时的抽样框和随机来源。")
    waiting = [task for _, task in frozen if task is not None]
    if at_once and any(not task.left_alone for task in waiting):
        screen.say(
            "！ 冻结和揭晓在同一次运行中进行，公告没有先发出去，不能证明号码产生在冻结之后。正式抽取请先用 --freeze。"
        )
    screen.files("抽取公告（表格和网页）", [path for task in waiting for path in task.notices])


def show_drawn(results: Sequence[DrawResult]) -> None:
    """Show where the records and their pages are, and how many entities were drawn."""
    screen.files("抽取记录", [result.path for result in results])
    screen.files("抽取公开（网页，读者可以自己复算）", [result.page for result in results])
    total = sum(len(result.record.sample) for result in results)
    screen.say(f"√ 抽取 {len(results)} 个任务，抽中 {total} 户。请打印、签字、存档。")
