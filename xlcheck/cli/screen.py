"""What a step's outcome looks like on the screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import click

from xlcheck.cli import window
from xlcheck.cli.wrapping import wrap
from xlcheck.draws.randomness.hours import BEIJING
from xlcheck.messages import Level, level, occurrences, problem, remedy, urgency, where
from xlcheck.model import Finding
from xlcheck.steps.desk.desk import Talk

FEW = 12
NEEDED = "这一项要填写，不能空着。"
_SIGNS = {Level.ERROR: "×", Level.WARNING: "！"}


def now() -> datetime:
    """Return the time in Beijing, to the second: that of games and rules, in whatever zone the computer is."""
    return datetime.now(BEIJING).replace(tzinfo=None, microsecond=0)


def say(line: str) -> None:
    """Print one line; progress and results alike."""
    window.echo(line)


def wrapped(text: str) -> None:
    """Print a point of a list in lines that any window shows whole; words and marks stay together."""
    for number, line in enumerate(wrap(text)):
        window.echo(f"    {line}" if number else f"  · {line}")


class Back(click.Abort):
    """A person wants back: nothing more is asked, and nothing was done."""


class Declined(click.Abort):
    """A person has said no to what was read back."""


class Unanswered(click.Abort):
    """A yes is needed, and nobody is there to give it; ``option`` is what a script says instead."""

    def __init__(self, option: str) -> None:
        super().__init__()
        self.option = option


def ask(
    question: str,
    default: str | None = None,
    *,
    how: str = "",
    needed: str = NEEDED,
    is_choice: Callable[[str], bool] | None = None,
) -> str:
    """Return what a person types after a question; Enter alone gives the default, where there is one.

    ``how`` says how it is answered; a blank answer that has no default is met with what is ``needed``, until there is
    one. Where choices are listed above, what ``is_choice`` may be typed before the last page. What was answered before
    (:func:`recall`) stands for a blank answer. Raises :class:`Back` where 0 is typed.
    """
    before, may_be_blank = "" if default else recalled(question), default == "" and is_choice is None
    if before:
        how = "，".join(filter(None, (how, f"直接回车为“{window.shortened(before, _RECALLED)}”")))
        how += f"，不填请输入 {_BLANK}" if may_be_blank else ""
    prompt_text = f"{question}（{f'{how}，' if how else ''}0 返回）"
    answer = _answered(lambda: _typed(prompt_text, is_choice=is_choice).strip() or before or default, needed)
    _ANSWERS.given[question] = "" if before and may_be_blank and answer == _BLANK else answer
    return _ANSWERS.given[question]


@dataclass(slots=True)
class _Answers:
    """What was answered by question: the last time, where a person then said no, and this time."""

    before: Mapping[str, str] = field(default_factory=dict)
    given: dict[str, str] = field(default_factory=dict)


_ANSWERS = _Answers()
_RECALLED, _BLANK = 30, "-"
"""Columns of an answer that is recalled, and what stands for none."""


def recall(before: Mapping[str, str]) -> None:
    """Let these answers, by question, stand for blank ones from now on."""
    _ANSWERS.before, _ANSWERS.given = before, {}


def recalled(question: str) -> str:
    """Return what stands for a blank answer to a question since :func:`recall`; empty where nothing does."""
    return _ANSWERS.before.get(question, "")


def answers() -> Mapping[str, str]:
    """Return what was answered since :func:`recall`, by question; nothing that was typed unseen."""
    return dict(_ANSWERS.given)


def ask_hidden(question: str) -> str:
    """Return what a person types unseen; raises as :func:`ask`."""
    return _answered(lambda: _typed(f"{question}（不显示，0 返回）", hidden=True) or None, NEEDED)


def _answered(typed: Callable[[], str | None], needed: str) -> str:
    """Ask until there is an answer; 0 is none, and leads back."""
    while (answer := typed()) is None:
        say(f"！ {needed}返回请输入 0。")
    answer = window.ordinary_digits(answer)
    if answer == "0":
        raise Back
    return answer


def prompt(question: str) -> str:
    """Return what is typed after a question, 0 and nothing too."""
    return window.ordinary_digits(_typed(question).strip())


def _typed(question: str, *, hidden: bool = False, is_choice: Callable[[str], bool] | None = None) -> str:
    about = (question.partition("（")[0], is_choice) if is_choice is not None else ()
    answer = window.show_pages(*about)  # what was said is to be read before the question
    return answer or window.prompt(question, hidden=hidden)


def agrees(question: str) -> bool:
    """Ask until the answer is 是 or 否; what is done next cannot be taken back."""
    while True:
        answer = prompt(f"{question}（是/否）").lower()
        if answer in ("是", "y", "yes"):
            return True
        if answer in ("否", "n", "no", "0"):
            return False
        say("！ 请输入“是”或“否”。")


def agrees_or_unanswered(question: str, option: str) -> bool:
    """Ask as :func:`agrees`; raises :class:`Unanswered` where the input has ended before a yes or a no."""
    try:
        return agrees(question)
    except window.Interrupted:
        raise
    except click.Abort:
        raise Unanswered(option) from None


def tell(line: str) -> None:
    """Print at once what a step has done so far, or waits for, set apart from its results.

    In the menu it passes by, and is listed in the end with all that is read page by page.
    """
    if window.keeps_lines():
        window.show_done(line)
        say(f"  · {line}")
    else:
        window.clear_status()
        click.echo(f"  · {window.printable(line)}")


TALK = Talk(tell, agrees, window.show_status)
"""How the steps speak with whoever sits before the screen."""


def files(title: str, paths: Sequence[Path | str]) -> None:
    """Print a heading, and below it one path or sentence a line; nothing where there are none."""
    if paths:
        window.echo(f"{title}：")
        for path in paths:
            window.echo(f"    {window.place(path)}")


def warnings(sentences: Sequence[str]) -> None:
    """Print what is to be kept in mind, a line each."""
    for sentence in sentences:
        window.echo(f"！ {sentence}")


def judged(title: str, outcome: Finding | str) -> None:
    """Print one line of the self-test: what is in order, or what is wrong and what to do."""
    if isinstance(outcome, Finding):
        window.echo(f"{_SIGNS.get(level(outcome), '－')} {title}：{problem(outcome)}。{remedy(outcome)}。")
    else:
        window.echo(f"√ {title}：{outcome}")


def findings(rows: Sequence[Finding]) -> None:
    """Print the count of each level and the first findings of the worst."""
    counts = "，".join(f"{kind.value} {occurrences(rows, kind)} 处" for kind in Level)
    window.echo(f"{counts}。")
    urgent = sorted((f for f in rows if level(f) is not Level.HINT), key=urgency)
    for f in urgent[:FEW]:
        window.echo(f"  {_SIGNS[level(f)]} {where(f.place)}：{problem(f)}")
    if len(urgent) > FEW:
        window.echo(f"  …… 其余 {len(urgent) - FEW} 条见报告。")
