"""What a sound log tells besides, that who verifies a desk must know: it is so logged, and nobody can see why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from xlcheck.journal.chronology import clock_fixes, restored_lines
from xlcheck.journal.desk_events import Postponement
from xlcheck.journal.draw_events import Freeze
from xlcheck.journal.draw_state import DrawState
from xlcheck.reading.stamps import STAMP
from xlcheck.steps.draw.marks import given_up_late, late_in_words


def notes_of(draws: DrawState, now: datetime) -> tuple[str, ...]:
    """Return a sentence for each correction of the clock, restoration, new day, late giving-up and overdue draw."""
    return (
        *_of_the_clock(draws),
        *_of_restorations(draws),
        *_of_new_days(draws),
        *_of_givings_up(draws),
        *_of_overdue_draws(draws, now.strftime(STAMP)),
    )


def _of_the_clock(draws: DrawState) -> Iterator[str]:
    for fix in clock_fixes(draws.chain):
        when = f"第 {fix.number} 行是 {fix.event.time} 登记的时钟更正，此前已记到 {fix.reached}"
        yield f"{when}。理由：{fix.event.reason}"


def _of_restorations(draws: DrawState) -> Iterator[str]:
    for back in restored_lines(draws.chain):
        lines = f"第 {back.lines.start} 行至第 {back.lines.stop - 1} 行" if back.lines else "缺失的文件"
        yield f"{lines}是 {back.event.time} 由留存的副本恢复的。理由：{back.event.reason}"


def _of_new_days(draws: DrawState) -> Iterator[str]:
    days = {source.key: freeze.day for freeze in draws.of_kind(Freeze) for source in freeze.sources}
    for event in draws.desk_events:
        if isinstance(event, Postponement):
            counts = event in draws.new_days(event.source, days.get(event.source, event.before))
            late = "" if counts else "，登记时已过原定开奖日18:00，不改变期限"
            moved = f"“{event.name}”由 {event.before} 改为 {event.day} 开奖（{event.time} 登记{late}）"
            yield f"{moved}。理由：{event.reason}"


def _of_givings_up(draws: DrawState) -> Iterator[str]:
    for freeze in draws.of_kind(Freeze):
        for given_up in given_up_late(draws, freeze):
            when = late_in_words(draws, freeze, given_up)
            yield f"{freeze.task_no} 第 {freeze.attempt} 次冻结{when}。理由：{given_up.reason}"


def _of_overdue_draws(draws: DrawState, now: str) -> Iterator[str]:
    for freeze in draws.of_kind(Freeze):
        is_last = freeze.attempt == draws.attempt(freeze.task)
        if freeze.day and is_last and draws.is_waiting(freeze.task):
            day = draws.day_of(freeze.sources[0].key, freeze.day)
            if day < now[: len(day)]:
                yield f"{freeze.task_no} 用“{freeze.sources[0].name}”冻结，{day} 已开奖，还没有抽取"
