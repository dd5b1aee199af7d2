"""演练, guided on the screen: which step it is, what to do, and when it is done."""

from __future__ import annotations

from xlcheck.cli import screen
from xlcheck.reading.dates import in_words
from xlcheck.steps.desk.desk import Desk
from xlcheck.steps.practice.guide import STEPS, PracticeView
from xlcheck.steps.practice.practice import advance, is_through, practice_step
from xlcheck.steps.remind.year_state import YearState


def next_entry(desk: Desk, state: YearState | None) -> str | None:
    """Return the title of the entry that a practice step takes now; ``None`` where none is practised."""
    step = practice_step(desk)
    if step is None:
        return None
    return step.entry(PracticeView(desk, state)) if state is not None else step.entries[0][0]


def show(desk: Desk) -> None:
    """Show the step that a practice desk is at."""
    if step := practice_step(desk):
        day = in_words(step.day)
        screen.say(f"演练第 {step.number} 步（共 {len(STEPS)} 步）　{step.title}　假定今天是 {day}")
        for line in step.instructions(desk):
            screen.wrapped(line)
    elif is_through(desk):
        screen.say(f"演练的 {len(STEPS)} 步都做完了，可以接着自己练；从头再来，或回到正式年度，请选“演练”。")


def follow(desk: Desk, state: YearState | None, entry: str) -> bool:
    """Go on to the next step where an entry has completed this one; returns whether that was so."""
    step = practice_step(desk)
    if step is None or state is None or step.entry(PracticeView(desk, state, entry)) is not None:
        return False
    screen.say(f"√ 演练第 {step.number} 步“{step.title}”做完了。")
    advance(desk, step)
    return True
