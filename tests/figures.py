"""The figures of an invented year: three tasks, of which one is not drawn."""

from dataclasses import replace
from datetime import date

from tests.draws.cases import HALF, plan
from xlcheck.model import Reach, Scope, TaskProgress, Window, Workload, YearBefore, YearProgress
from xlcheck.results.report.statistics import add_up, totals_by_category, totals_by_round

FIRST, SECOND = "第一批", "第二批"


def task(number, round_name, category, *counts, results=(), **more):
    row = replace(
        plan(HALF),
        plan_no=f"2021{number:02d}",
        task_no=f"{number:02d}号",
        scope=Scope("", category),
        window=Window("", date(2021, 1, 1), date(2021, 4, 30)),
    )
    return TaskProgress(row, round_name, *counts, results=results, **more)


TASKS = (
    task(
        1,
        FIRST,
        "道路货物运输",
        10,
        10,
        9,
        8,
        1,
        4,
        results=(("未发现问题", 6), ("发现问题待后续处理", 3)),
        problems=3,
        disposals=(("无需后续处置", 6), ("责令限期整改", 3)),
        to_rectify=3,
        rectified=1,
        rectify_late=1,
    ),
    task(2, FIRST, "机动车维修", 3, 3, 3, 3, 0, 3, results=(("未发现问题", 3),), disposals=(("无需后续处置", 3),)),
    task(3, SECOND, "道路货物运输", 0),
)
YEAR = YearProgress(
    TASKS,
    add_up(TASKS),
    totals_by_round(TASKS),
    totals_by_category(TASKS),
    (Workload("SL-01", "示例甲", 9, 7), Workload("SL-02", "示例乙", 0, 0)),
    (3, 40),
    (Reach("甲镇", 20, 9, 8, 2, 9), Reach("不在名录库", 0, 1, 1, 1, 0)),
    (Reach("A", 20, 10, 9, 3, 10),),
    YearBefore(2020, 2, task(1, FIRST, "道路货物运输", 10, 8, 8, 8, 2, 8, problems=4)),
)
