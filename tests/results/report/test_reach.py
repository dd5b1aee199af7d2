"""Coverage and workload: every company stands in one line, every visit with those who make it."""

from dataclasses import replace

import pytest

from tests.builders import ENTITY, SETTINGS, typed_table
from tests.draws.cases import drop_out
from tests.results.cases import CLEAN, CODES, DRAWN, PROBLEM, RECORD, ledger, rows
from xlcheck.draws.replacement import following
from xlcheck.model import Reach
from xlcheck.results.ledger.check import without_drop_outs
from xlcheck.results.report.reach import STOPPED, UNKNOWN, UNLISTED, reach, workload
from xlcheck.results.report.statistics import TaskInspections
from xlcheck.schema.inputs import ENTITIES

TASK = TaskInspections(DRAWN, ledger(rows(CLEAN, PROBLEM)).lines)
"""Three companies drawn, two visited, one with a problem."""


def registry(**lines):
    """Companies by code: (town, grade, status)."""
    cells = [
        ENTITY | {"name": code, "code": code, "town": town, "grade": grade, "status": status}
        for code, (town, grade, status) in lines.items()
    ]
    return typed_table(ENTITIES, cells)


def in_town(*towns, status=("营业",) * 3, grades=("A",) * 3):
    """The drawn companies in these towns, and one more in 乙镇 that is not drawn."""
    drawn = dict(zip(CODES, zip(towns, grades, status, strict=False), strict=False))
    return registry(**drawn, **{"91140603MA0K99999X": ("乙镇", "B", "营业")})


def of_towns(registry):
    return reach(registry, ENTITIES.town, [TASK], SETTINGS)


def test_companies_by_town():
    assert reach(in_town("乙镇", "甲镇", "乙镇"), ENTITIES.town, [TASK], SETTINGS) == (
        Reach("乙镇", 3, 2, 1, 0, 2),
        Reach("甲镇", 1, 1, 1, 1, 1),
    )


def test_grades_stand_in_the_order_of_their_list():
    found = reach(in_town("甲镇", "甲镇", "甲镇", grades=("D", "C", "")), ENTITIES.grade, [TASK], SETTINGS)
    assert [line.name for line in found] == ["B", "C", "D", UNKNOWN]


def test_company_without_town_or_registry_stands_in_a_line_of_its_own():
    found = reach(in_town("", "甲镇"), ENTITIES.town, [TASK], SETTINGS)
    assert [(line.name, line.entities, line.drawn, line.share) for line in found] == [
        ("甲镇", 1, 1, 1),
        ("乙镇", 1, 0, 0),
        (UNKNOWN, 1, 1, 1),
        (UNLISTED, 0, 1, None),
    ]


def test_company_that_stopped_since_it_was_drawn_is_in_no_town():
    found = {
        line.name: line
        for line in reach(
            in_town("甲镇", "甲镇", "甲镇", status=("营业", "注销", "营业")), ENTITIES.town, [TASK], SETTINGS
        )
    }
    assert (found["甲镇"].entities, found["甲镇"].drawn) == (2, 2)
    assert (found[STOPPED].entities, found[STOPPED].drawn, found[STOPPED].problems) == (0, 1, 1)


@pytest.mark.parametrize("towns", [("甲镇", "乙镇", ""), ("甲镇",), ()])
def test_sums_agree_whatever_the_registry_lacks(towns):
    whole = [
        Reach.over("合计", reach(in_town(*towns), column, [TASK], SETTINGS))
        for column in (ENTITIES.town, ENTITIES.grade)
    ]
    assert whole[0] == whole[1]
    assert (whole[0].drawn, whole[0].visited, whole[0].problems) == (3, 2, 1)
    assert whole[0].share <= 1


def test_company_that_two_tasks_drew_counts_once():
    again = TaskInspections(DRAWN, ledger(rows(PROBLEM)).lines)
    (line,) = reach(in_town("乙镇", "乙镇", "乙镇"), ENTITIES.town, [TASK, again], SETTINGS)
    assert line == Reach("乙镇", 4, 3, 2, 2, 3)


def test_replaced_company_is_not_drawn():
    gone = following(DRAWN, drop_out(CODES[0]))
    task = TaskInspections(gone, without_drop_outs(ledger(rows(CLEAN)), gone).lines)
    found = {line.name: line for line in reach(in_town("丙镇", "丙镇", "丙镇"), ENTITIES.town, [task], SETTINGS)}
    assert (found["丙镇"].entities, found["丙镇"].drawn, found["丙镇"].visited) == (3, 2, 0)


def by_cert(*tasks):
    return {line.cert: line for line in workload(tasks)}


def test_workload_counts_each_visit_of_each_person():
    load = workload([TASK, TASK])
    assert sum(line.drawn for line in load) == 2 * sum(len(team.certs) for team in RECORD.teams)
    assert sum(line.visited for line in load) == 2 * sum(len(v.team.certs) for v in DRAWN.visits[:2])
    assert all(line.open == line.drawn - line.visited for line in load)
    assert {line.cert for line in load} == {i.cert for i in RECORD.request.inspectors}
    assert [line.drawn for line in load] == sorted((line.drawn for line in load), reverse=True)


def test_half_filled_row_is_no_visit():
    task = replace(TASK, lines=ledger(rows(CLEAN | {"result": ""})).lines)
    assert sum(line.visited for line in workload([task])) == 0


def test_workload_follows_the_replacements():
    visit = DRAWN.visits[0]
    sick = following(DRAWN, drop_out(visit.drawn.code, cert=visit.team.certs[0]))
    before, after = by_cert(TASK), by_cert(replace(TASK, task=sick))
    (came,) = set(sick.visits[0].team.certs) - set(visit.team.certs)
    assert after[visit.team.certs[0]].drawn == before[visit.team.certs[0]].drawn - 1
    assert after[visit.team.certs[0]].visited == before[visit.team.certs[0]].visited - 1
    assert after[came].visited == before[came].visited + 1
