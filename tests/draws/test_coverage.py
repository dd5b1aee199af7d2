"""How far a plan reaches: against what can be counted by hand, and against years drawn by the program."""

from collections import Counter
from dataclasses import replace
from itertools import combinations, product

import numpy as np
import pytest

from tests.builders import ENTITY, plan_cells, settings, year
from tests.draws.cases import codes
from xlcheck.draws.frame.frame import FrameTerms, entities_of
from xlcheck.draws.plan import task_of
from xlcheck.draws.quota.coverage import draws_to_come, outlook, visit_chances
from xlcheck.draws.tickets import first
from xlcheck.reading.expressions.shares import asked_of
from xlcheck.reading.plan import plan_rows

WINDOWS = ("2021年1月至4月", "2021年5月至8月", "2021年9月至12月")


def books_of(companies, ratios, cells=None, **policy):
    own = cells or ({},) * companies
    entities = [
        ENTITY | {"code": code, "name": f"示例{code}"} | cell for cell, code in zip(own, codes(companies), strict=True)
    ]
    plan = [
        plan_cells(n, ratio=ratio, window=WINDOWS[(n - 1) % 3]) | ({} if isinstance(ratio, str) else ratio)
        for n, ratio in enumerate(ratios, start=1)
    ]
    return year(settings(**policy), plan=plan, entities=entities)


def rows_of(books):
    return plan_rows(books.plan, books.settings)[0]


def chances_of(books):
    return visit_chances(books, draws_to_come(books, rows_of(books)))[0]


def line_of(books):
    (line,) = outlook(books, rows_of(books)).lines
    return line


def frames_of(books):
    """The codes that each task admits, by the rules of the frame, and how many it draws."""
    lifted = replace(books.settings.policy, no_repeat=False, yearly_cap=None)
    tasks = [task_of(row) for row in rows_of(books)]
    found = [[e.code for e in entities_of(books.entities, FrameTerms(task, lifted, {}))[0]] for task in tasks]
    return [
        (task.plan.plan_no, frame, asked_of(task.ratio, len(frame))) for task, frame in zip(tasks, found, strict=True)
    ]


def drawn_year(frames, cap, seed):
    """How often each company was drawn in a year, by tickets."""
    times = Counter()
    for task, frame, quota in frames:
        left = [code for code in frame if times[code] < cap]
        times.update(t.id for t in first(left, f"{seed}|{task}", quota))
    return times


def test_draws_without_a_cap_are_independent():
    line = line_of(books_of(400, ["50%", "50%"]))
    assert (line.category, line.tasks, line.entities, line.visits) == ("道路货物运输", 2, 400, 400)
    assert line.times == (100, 200, 100, 0)


def test_without_repeats_every_visit_is_of_another_company():
    assert line_of(books_of(400, ["20%", "30%"], no_repeat=True)).times == (200, 200, 0, 0)
    assert line_of(books_of(400, ["50%", "50%", "50%"], no_repeat=True)).times == (0, 400, 0, 0)


def test_so_many_visits_and_more_are_one_number():
    assert line_of(books_of(10, ["全覆盖"] * 5)).times == (0, 0, 0, 10)


def test_a_company_that_only_some_tasks_admit():
    late = {"founded": "2021-03-01"}
    late_scope = {"scope": "2021年6月前成立的运营的全区道路货物运输企业", "ratio": "50%"}
    books = books_of(20, ["50%", late_scope], [late] * 10 + [{}] * 10)
    chances = chances_of(books)
    assert chances[:10, :2] == pytest.approx(np.full((10, 2), 0.5))
    assert chances[10:, :3] == pytest.approx(np.tile([0.25, 0.5, 0.25], (10, 1)))


def test_no_task_admits_a_closed_company():
    books = books_of(20, ["50%"], [{"status": "注销"}] * 4 + [{}] * 16)
    assert line_of(books).times == (8, 8, 0, 0)


def test_each_grade_by_its_own_ratio():
    grades = [{"grade": grade} for grade in "AABBBBBCCCCCCCCCC"]
    books = books_of(17, ["A级50%、B级20%、C级10%"], grades)
    assert line_of(books).times == (14, 3, 0, 0)
    assert chances_of(books)[:, 1] == pytest.approx([0.5] * 2 + [0.2] * 5 + [0.1] * 10)


def test_grades_share_an_overall_number():
    grades = [{"grade": grade} for grade in "A" * 10 + "B" * 5]
    shared = {"ratio": "3户", "credit": "A级10%、B级40%"}
    assert chances_of(books_of(15, [shared], grades))[:, 1] == pytest.approx([0.1] * 10 + [0.4] * 5)


def test_a_directed_task_is_among_those_that_its_filter_fits():
    grades = [{"grade": "C"}] * 4 + [{"grade": "A"}] * 4 + [{}] * 2
    among = {"kind": "定向抽查", "filter": "信用风险等级为C", "ratio": "50%"}
    books = books_of(10, ["50%", among], grades)
    assert chances_of(books)[:, 2] == pytest.approx([0.25] * 4 + [0] * 6)
    assert line_of(books_of(10, [among], grades)).entities == 4


def test_tasks_of_a_round_that_share_their_visits_visit_a_company_once():
    among = {"kind": "定向抽查", "filter": "信用风险等级为C", "ratio": "50%", "window": WINDOWS[0]}
    grades = [{"grade": "C"}] * 4 + [{"grade": "A"}] * 4
    apart, shared = (books_of(8, ["50%", among, "50%"], grades, merge_visits=merged) for merged in (False, True))
    assert chances_of(shared)[:4, :3] == pytest.approx(np.tile([0.125, 0.5, 0.375], (4, 1)))
    assert chances_of(apart)[:4, 3] == pytest.approx([0.125] * 4)
    assert (line_of(apart).visits, line_of(shared).visits) == (10, 9)


def test_tasks_that_leave_their_companies_open_are_named():
    open_tasks = [{"kind": "定向抽查", "ratio": "50%"}, {"kind": "定向或不定向抽查", "ratio": "50%"}]
    found = outlook(books := books_of(10, [*open_tasks, "50%"]), rows_of(books))
    assert (found.unfiltered, found.undecided, found.left_out) == (("01号",), ("02号",), ())
    assert found.lines[0].tasks == 2


def test_a_task_whose_quota_cannot_be_told_is_named():
    grades = [{"grade": grade} for grade in "AAAB"]
    shared = {"ratio": "75%", "credit": "A级10%、B级90%"}
    found = outlook(books := books_of(4, ["50%", shared], grades), rows_of(books))
    assert found.left_out == ("02号",)


def test_a_task_that_cannot_be_read_is_named():
    found = outlook(books := books_of(10, ["50%", "5"]), rows_of(books))
    assert (found.lines[0].tasks, found.left_out) == (1, ("02号",))


def test_nothing_to_count():
    books = books_of(3, ["50%"])
    assert outlook(books, ()) is None
    assert outlook(year(plan=[plan_cells(1)]), rows_of(books)) is None


def test_a_cap_that_only_some_have_reached_is_right_to_a_fraction_of_a_company():
    """Eight companies, half of them three times, no more than two visits: every year that there can be."""
    total, times = 0.0, np.zeros(4)
    for one, two in product(combinations(range(8), 4), repeat=2):
        left = [n for n in range(8) if (n in one) + (n in two) < 2]
        thirds = list(combinations(left, min(4, len(left))))
        for three in thirds:
            total += 1 / len(thirds)
            times += np.bincount([(n in one) + (n in two) + (n in three) for n in range(8)], minlength=4) / len(thirds)
    due = chances_of(books_of(8, ["50%"] * 3, yearly_cap=2)).sum(axis=0)
    assert due == pytest.approx(times / total, abs=0.2)
    assert due[3] == 0


@pytest.mark.parametrize(
    ("ratios", "policy", "cap", "off"),
    [
        (["5%", "30%", "50%"], {}, 3, 0.0),
        (["30%", "30%", "40%"], {"no_repeat": True}, 1, 0.25),
        (["40%"] * 3, {"yearly_cap": 2}, 2, 0.25),
    ],
)
def test_years_drawn_by_the_program_come_to_the_same(ratios, policy, cap, off):
    """A thousand years of forty companies, eight of which leave in summer; within four standard errors and ``off``."""
    leaving = {"licence": "示例001号", "licence_from": "2017-07-01", "licence_to": "2021-06-30"}
    books = books_of(40, ratios, [leaving] * 8 + [{}] * 32, **policy)
    frames = frames_of(books)
    assert [len(frame) for _, frame, _ in frames] == [40, 32, 32]
    years = [Counter(drawn_year(frames, cap, seed).values()) for seed in range(1000)]
    found = np.array([[40 - year.total(), year[1], year[2], year[3]] for year in years])
    noise = found.std(axis=0) / np.sqrt(len(found))
    assert (np.abs(found.mean(axis=0) - chances_of(books).sum(axis=0)) <= 4 * noise + off).all()
