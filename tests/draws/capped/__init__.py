"""Invented years under every cap: three rounds of five categories, and inspections that no draw has made.

What the program counts and leaves out is held against a count of its own, day by day and without its code.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from math import ceil
from random import Random

from tests.builders import ENTITY, ITEM, SETTINGS, plan_cells, typed_table, year
from xlcheck.draws.frame.caps import capped, caps_of
from xlcheck.draws.frame.frame import FrameTerms, entities_of
from xlcheck.draws.plan import INSPECTED_ALREADY, task_of
from xlcheck.model import Category, DrawnVisit, Policy
from xlcheck.reading.plan import plan_rows
from xlcheck.reading.visits import year_visits
from xlcheck.schema.inputs import OTHERS

CATEGORIES = ("道路旅客运输", "道路货物运输", "机动车驾驶员培训", "机动车维修", "公路养护")
ROUNDS = ((1, 4), (5, 8), (9, 12))
EACH, OTHER = 40, 400
POLICY = Policy(inspection_cap=4, day_cap=1, week_cap=1, month_cap=2, sixty_cap=3, superior_free=True)
SPANS = ((1, 1), (7, 1), (30, 2), (60, 3))
ITEM_CAP = 2
FIRST, LAST = date(2021, 1, 1), date(2021, 12, 31)
WITHIN = replace(SETTINGS, categories=tuple(map(Category, CATEGORIES)), policy=POLICY)

CODES = {category: [f"91140603MA0K{1000 * n + i:06d}" for i in range(EACH)] for n, category in enumerate(CATEGORIES)}


@dataclass
class PlayedYear:
    """What happened to each company: the days of its visits, and those of its item."""

    days: dict[str, list[date]] = field(default_factory=lambda: defaultdict(list))
    of_item: Counter[str] = field(default_factory=Counter)
    others: list[dict[str, object]] = field(default_factory=list)
    drawn: list[DrawnVisit] = field(default_factory=list)
    left_out: int = 0
    faults: list[str] = field(default_factory=list)

    def has_room(self, code: str, day: date, *, item: bool) -> bool:
        """Say whether one more visit on a day breaks no cap, counted day by day."""
        days = sorted([*self.days[code], day])
        if len(days) > POLICY.inspection_cap or (item and self.of_item[code] >= ITEM_CAP):
            return False
        return all(
            (last - first).days >= span for span, cap in SPANS for first, last in zip(days, days[cap:], strict=False)
        )

    def visit(self, code: str, day: date, *, item: bool) -> None:
        self.days[code].append(day)
        self.of_item[code] += item


def _plan():
    rows = []
    for round_no, (first, last) in enumerate(ROUNDS):
        for n, category in enumerate(CATEGORIES):
            number = round_no * len(CATEGORIES) + n + 1
            scope, window = f"2021年1月前成立的运营的全区{category}企业", f"2021年{first}月至{last}月"
            rows.append(plan_cells(number, scope=scope, window=window))
    return rows


BOOKS = year(
    WITHIN,
    plan=_plan(),
    entities=[ENTITY | {"code": c, "name": f"示例{c[-6:]}", "category": k} for k, of in CODES.items() for c in of],
    items=[ITEM | {"name": f"{k}检查", "category": k, "yearly_cap": str(ITEM_CAP)} for k in CATEGORIES],
)
ROWS = plan_rows(BOOKS.plan, WITHIN)[0]


def play(seed: int) -> PlayedYear:
    """Play a year: others inspect before each round and after the last; each is frozen, drawn and visited."""
    random, played = Random(seed), PlayedYear()
    shares = [OTHER // 4] * 4
    begins = [date(2021, first, 1) for first, _ in ROUNDS]
    _inspect(random, played, shares[0], FIRST, begins[0] + timedelta(30))
    for number, begin in enumerate(begins):
        today = begin + timedelta(31)
        books = replace(BOOKS, others=typed_table(OTHERS, played.others, WITHIN))
        visits = year_visits(books, played.drawn)  # a company is of one category, so the tasks of a round do not meet
        for row in ROWS[number * len(CATEGORIES) :][: len(CATEGORIES)]:
            _draw(random, played, visits, row, today)
        until = begins[number + 1] + timedelta(30) if number + 1 < len(begins) else LAST
        _inspect(random, played, shares[number + 1], today, until)
    _judge(played)
    return played


def _inspect(random: Random, played: PlayedYear, count: int, first: date, last: date) -> None:
    """Inspect as a bureau does that looks first whether there is room; some visits are ordered by a superior."""
    while count:
        category = random.choice(CATEGORIES)
        code, day, item = random.choice(CODES[category]), _day(random, first, last), random.random() < 0.4
        kind = random.choice(("日常", "个案", "专项", "上级部署", "部门联合"))
        if kind != "上级部署":
            if not played.has_room(code, day, item=item):
                continue
            played.visit(code, day, item=item)
        items = f"{category}检查" if item else ""
        played.others.append({"code": code, "inspected": str(day), "inspection_type": kind, "items": items})
        count -= 1


def _day(random: Random, first: date, last: date) -> date:
    return first + timedelta(random.randrange((last - first).days + 1))


def _draw(random: Random, played: PlayedYear, visits, row, today: date) -> None:
    task = task_of(row)
    reasons = capped(caps_of(BOOKS, row, task.window, today), visits)
    admitted, excluded = entities_of(BOOKS.entities, FrameTerms(task, POLICY, {}, None, reasons))
    played.left_out += len(excluded)
    first = max(today, task.window.start)
    for entity in admitted:
        if not _open_days(played, entity.code, first, task.window.end):
            played.faults.append(f"{entity.code} 不应列入 {row.task_no}")
    for one in excluded:
        told = re.match(rf"{INSPECTED_ALREADY} (\d+) 次（", one.reason)
        count = played.of_item[one.code] if "达到事项" in one.reason else len(played.days[one.code])
        if _open_days(played, one.code, first, task.window.end) or not told or int(told[1]) != count:
            played.faults.append(f"{one.code} {row.task_no}：{one.reason}")
    quota = min(len(admitted), ceil((len(admitted) + sum(one.counted for one in excluded)) / 2))
    for entity in random.sample(admitted, quota):
        day = random.choice(_open_days(played, entity.code, first, task.window.end))
        played.visit(entity.code, day, item=True)
        played.drawn.append(DrawnVisit(entity.code, row.plan_no, row.task_no, row.plan_no, day))


def _open_days(played: PlayedYear, code: str, first: date, last: date) -> list[date]:
    days = (first + timedelta(n) for n in range((last - first).days + 1))
    return [day for day in days if played.has_room(code, day, item=True)]


def _judge(played: PlayedYear) -> None:
    """Hold the year against every cap, and the program's count against ours."""
    for code, days in played.days.items():
        spans = [(365, POLICY.inspection_cap), *SPANS]
        for span, cap in spans:
            if any(sum(0 <= (one - start).days < span for one in days) > cap for start in days):
                played.faults.append(f"{code}：{span} 日内超过 {cap} 次")
        if played.of_item[code] > ITEM_CAP:
            played.faults.append(f"{code}：事项超过 {ITEM_CAP} 次")
    books = replace(BOOKS, others=typed_table(OTHERS, played.others, WITHIN))
    counted = {code: sorted(one.day for one in of) for code, of in year_visits(books, played.drawn).items()}
    if counted != {code: sorted(days) for code, days in played.days.items() if days}:
        played.faults.append("次数不符")
