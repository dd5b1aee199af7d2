"""到期提醒 of a played year, made anew from the cells of its ledgers as they stood on a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tests.steps.played import Row, Year, left

OVERDUE, NOW, SOON, LATER, DONE = "已逾期", "今日到期", "即将到期", "未到期", "已完成"
PRESSING = [OVERDUE, NOW, SOON, LATER]
VISIT, OUT, MEND = "检查", "公示", "整改"


@dataclass(frozen=True)
class Thing:
    """One thing to be done of a row, by a day."""

    row: Row
    matter: str
    last: date
    urgency: str
    left: int | None

    @property
    def line(self) -> list[object]:
        """The line of it in 明细."""
        row, people = self.row, "、".join(name for _, name in self.row.team)
        known = [row.task_no, row.name, row.code, people, row.cells["检查日期"]]
        return [self.urgency, self.matter, self.last, self.left, *known]


@dataclass(frozen=True)
class Reminded:
    """What was due on a day, with so many working days as soon."""

    year: Year
    today: date
    soon: int

    def things(self, rows: Iterable[Row]) -> list[Thing]:
        return [thing for row in rows for thing in self._of(row)]

    def _of(self, row: Row) -> Iterable[Thing]:
        cells = row.cells
        assert cells["检查日期"] <= self.today
        yield Thing(row, VISIT, self.today, DONE, None)  # its last day is not shown
        yield self._thing(row, OUT, self.year.deadline(row), row.out(self.today))
        if cells["整改期限"]:
            yield self._thing(row, MEND, cells["整改期限"], bool(cells["整改完成日期"]))

    def _thing(self, row: Row, matter: str, last: date, done: bool) -> Thing:
        if done:
            return Thing(row, matter, last, DONE, None)
        days = left(self.today, last)
        urgency = SOON if days <= self.soon else LATER
        if last <= self.today:
            urgency = NOW if last == self.today else OVERDUE
        return Thing(row, matter, last, urgency, days)

    def summary(self) -> list[list[object]]:
        """The lines of 汇总."""
        things = self.things(self.year.rows)
        drawn = len(self.year.plan)
        lines = [["抽取（任务）", 0, 0, 0, 0, drawn, drawn]]
        for matter in (VISIT, OUT, MEND):
            own = [thing for thing in things if thing.matter == matter]
            counts = Counter(thing.urgency for thing in own)
            ends = [thing.last for thing in own if thing.urgency != DONE]
            lines.append([f"{matter}（户）", *(counts[u] for u in (*PRESSING, DONE)), len(own), *sorted(ends)[:1]])
        return lines

    def counts(self, things: Iterable[Thing]) -> list[int]:
        """逾期未查 to 待整改, as a task and a person have them."""
        n = Counter((thing.matter, thing.urgency) for thing in things)
        visits = [n[VISIT, OVERDUE], sum(n[VISIT, u] for u in PRESSING[1:])]
        mending = [n[MEND, OVERDUE], sum(n[MEND, u] for u in PRESSING[1:])]
        return [*visits, *(n[OUT, u] for u in (*PRESSING, DONE)), *mending]

    def by_task(self) -> list[list[object]]:
        """The lines of 按任务 and their sum."""
        lines = []
        rows = self.year.by(lambda row: row.plan_no)
        for task in self.year.plan:
            own = rows[str(task["抽查计划编号"])]
            counts = self.counts(self.things(own))
            end = self.year.window_of(task)[1]
            known = [task["抽查任务编号"], self.year.round_of(task), own[0].category, end, self.year.after(end)]
            lines.append([*known, len(own), *counts, _next(counts)])
        whole = [sum(line[n] for line in lines) for n in range(5, 15)]
        return [*lines, ["合计", None, None, None, None, *whole]]

    def by_person(self) -> list[list[object]]:
        """The lines of 按人员, the most pressing first."""
        lines = []
        for cert, name in self.year.people.items():
            rows = [row for row in self.year.rows if cert in dict(row.team)]
            things = self.things(rows)
            ends = sorted(thing.last for thing in things if thing.urgency != DONE)
            if rows:
                lines.append([name, len(rows), *self.counts(things), *ends[:1]])
        return sorted(lines, key=lambda line: (line[11] if len(line) > 11 else date.max, line[0]))

    def lines(self) -> list[list[object]]:
        """The lines of 明细."""
        waiting = [thing for thing in self.things(self.year.rows) if thing.urgency != DONE]
        waiting.sort(key=lambda t: (PRESSING.index(t.urgency), t.last, t.matter, t.row.plan_no, t.row.name))
        return [thing.line for thing in waiting]


def _next(counts: list[int]) -> str:
    """What is to be done next, by the counts of a task."""
    late_visits, visits, overdue, today, soon, later, _, late_mending, mending = counts
    for count, text in (
        (overdue, "公示逾期 {} 户，请尽快公示"),
        (today, "今日须公示 {} 户"),
        (late_visits, "逾期未查 {} 户"),
        (late_mending, "整改逾期 {} 户，请催办"),
        (soon, "公示 {} 户，即将到期"),
        (later, "公示 {} 户"),
        (visits, "检查 {} 户"),
        (mending, "跟踪整改 {} 户"),
    ):
        if count:
            return text.format(count)
    return "已办结"
