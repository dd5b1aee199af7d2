"""The plan's rules: each fault is found in its cell; a plan without a fault gives nothing."""

import pytest

from tests.builders import ENTITY, INSPECTOR, plan_cells, settings, year
from tests.cells import FIRST, found_at
from xlcheck.checks import run_checks
from xlcheck.schema.inputs import PLAN


def found(*rows, within=None, **books):
    books = year(within or settings(), plan=rows, **books)
    return found_at(run_checks(books))


def test_plan__ok():
    assert found(plan_cells(1), plan_cells(2, window="2021年5月至8月")) == []


@pytest.mark.parametrize(
    ("cells", "code", "column"),
    [
        ({"plan_no": "2021-1"}, "plan.number-form", PLAN.plan_no),
        ({"plan_no": "202001"}, "plan.number-year", PLAN.plan_no),
        (
            {"plan_no": "202103", "plan_name": "2021年示例市示例区交通运输局抽查工作计划03", "task_no": "03号"},
            "plan.number-gap",
            PLAN.plan_no,
        ),
        ({"plan_name": "2021年示例市示例区交通运输局抽查工作计划"}, "plan.name-unnumbered", PLAN.plan_name),
        ({"plan_name": "2021年示例市示例区交通运输局抽查工作计划02"}, "plan.name-number", PLAN.plan_name),
        ({"plan_name": "2021年示例市示例区交通运输局抽查工作计划 001"}, "plan.name-form", PLAN.plan_name),
        ({"plan_name": "2021年示例市示例区交通运输局抽查方案01"}, "plan.name-wording", PLAN.plan_name),
        ({"task_no": "2号"}, "plan.task-no", PLAN.task_no),
        ({"task_name": "2022年示例区交通运输局道路货物运输随机抽查方案"}, "plan.year", PLAN.task_name),
        ({"task_name": "示例区交通运输局道路货物运输随机抽查方案"}, "plan.no-year", PLAN.task_name),
        ({"task_name": "2021年别处县交通运输局道路货物运输随机抽查方案"}, "plan.bureau", PLAN.task_name),
        ({"task_name": "2021年示例区交通运输局道路旅客运输随机抽查方案"}, "plan.task-name-category", PLAN.task_name),
        ({"ratio": "2%-5%"}, "ratio.range", PLAN.ratio),
        ({"scope": "营的全区道路货物运输企业"}, "scope.leftover", PLAN.scope),
        ({"scope": "2021年5月前成立的运营的全区道路货物运输企业"}, "plan.cut-off-late", PLAN.scope),
        ({"window": "10月底"}, "window.vague", PLAN.window),
        ({"window": "10月-次年3月"}, "plan.window-year", PLAN.window),
        ({"window": "2021年1月至3月"}, "plan.window-round", PLAN.window),
    ],
)
def test_plan_cell__error(cells, code, column):
    assert (code, column.title, FIRST) in found(plan_cells(1, **cells))


def test_window_of_the_year_before_is_told_without_what_follows_from_it():
    codes = {code for code, *_ in found(plan_cells(1, window="2020年"))}
    assert "plan.window-year" in codes
    assert "plan.cut-off-late" not in codes


def test_windows_of_one_category_overlap__error():
    rows = (plan_cells(1), plan_cells(2), plan_cells(3))
    told = [place for code, *place in found(*rows) if code == "plan.window-overlap"]
    assert told == [[PLAN.window.title, 4], [PLAN.window.title, 5]]  # each cell once, by the first that it overlaps


def test_windows_of_one_category_that_overlap_in_part_are_asked_about():
    told = found(plan_cells(1), plan_cells(2, window="2021年4月至8月"))
    assert ("plan.window-crossing", PLAN.window.title, 4) in told
    assert "plan.window-overlap" not in {code for code, *_ in told}


def test_round_without_a_category__error():
    passenger = {
        "scope": "2021年1月前成立的运营的全区道路旅客运输企业",
        "task_name": "2021年示例区交通运输局客车抽查方案",
    }
    rows = (plan_cells(1), plan_cells(2, **passenger), plan_cells(3, window="2021年5月至8月"))
    assert ("plan.round-incomplete", PLAN.scope.title, 5) in found(*rows)


def test_one_name_for_two_tasks_of_a_round__error():
    passenger = {"scope": "2021年1月前成立的运营的全区道路旅客运输企业", "task_name": plan_cells(1)["task_name"]}
    assert ("plan.task-name-repeated", PLAN.task_name.title, 4) in found(plan_cells(1), plan_cells(2, **passenger))


def test_cut_off_that_differs_within_its_round__error():
    repair = {"scope": "2021年1月前成立的运营的全区维修经营业户", "task_name": "2021年示例区交通运输局维修抽查方案"}
    passenger = {
        "scope": "2020年1月前成立的运营的全区道路旅客运输企业",
        "task_name": "2021年示例区交通运输局客车抽查方案",
    }
    assert ("plan.cut-off-differs", PLAN.scope.title, 5) in found(
        plan_cells(1), plan_cells(2, **repair), plan_cells(3, **passenger)
    )


def test_wording_that_differs_between_rounds__error():
    rows = (plan_cells(1), plan_cells(2, window="2021年5月至8月", items="货运户监督检查"))
    assert ("plan.wording-differs", PLAN.items.title, 4) in found(*rows)


def test_half_of_all_three_times_without_repeats__error():
    rows = [plan_cells(n, window=w) for n, w in enumerate(("2021年1月至4月", "2021年5月至8月", "2021年9月至12月"), 1)]
    assert ("plan.repeats-exhaust", PLAN.ratio.title, 5) in found(
        *rows, within=settings(no_repeat=True), entities=[ENTITY]
    )
    assert found(*rows, within=settings(yearly_cap=2), entities=[ENTITY]) == []


@pytest.mark.parametrize(
    ("policy", "rule"),
    [
        ({"inspection_cap": 1}, "每户年度检查上限 1 次"),
        ({"inspection_cap": 1, "yearly_cap": 2}, "每户年度检查上限 1 次"),
        ({"inspection_cap": 2, "yearly_cap": 1}, "每户年度上限 1 次"),
        ({"inspection_cap": 2, "no_repeat": True}, "年内不重复抽取"),
    ],
)
def test_the_tightest_of_the_caps_is_what_the_plan_is_held_against(policy, rule):
    rows = [{}, {"window": "2021年5月至8月"}, {"window": "2021年9月至12月"}]
    [(_, params)] = told(rows, companies("AAAA"), "plan.repeats-exhaust", **policy)
    assert params["rule"] == rule
    assert told(rows, companies("AAAA"), "plan.repeats-exhaust", inspection_cap=2) == []


GRADED = "A级10%、B级20%、C级60%"


def companies(text, **cells):
    """A company for each letter, of that grade; ``-`` has none."""
    grade = [letter.replace("-", "") for letter in text]
    codes = [f"91140603MA0K{n:06d}" for n in range(len(text))]
    names = [f"示例{n}有限公司" for n in range(len(text))]
    cells = [ENTITY | {"code": c, "name": n, "grade": g} | cells for c, n, g in zip(codes, names, grade, strict=True)]
    return cells


def told(rows, listed, code, **policy):
    """(row, parameters) of the findings of one code."""
    books = year(settings(**policy), plan=[plan_cells(n, **row) for n, row in enumerate(rows, 1)], entities=listed)
    return [(f.place.row, dict(f.params)) for f in run_checks(books) if f.code == code]


def test_overall_number_that_the_grades_contradict__error():
    [(row, params)] = told(
        [{"ratio": "20%", "credit": GRADED}], companies("A" * 10 + "B" * 5 + "C" * 5), "plan.total-differs"
    )
    assert (row, params["total"], params["sum"]) == (3, "4", "5")
    assert params["parts"] == "A 级约 0.8 户、B 级约 0.8 户、C 级约 2.4 户"


def test_overall_number_that_the_grades_come_to__ok():
    listed = companies("A" * 10 + "B" * 5 + "C" * 5)
    assert found(plan_cells(1, ratio="25%", credit=GRADED), entities=listed) == []


@pytest.mark.parametrize(
    ("column", "row"), [(PLAN.credit, {"ratio": "40%", "credit": GRADED}), (PLAN.ratio, {"ratio": GRADED})]
)
def test_companies_without_a_named_grade_are_counted__error(column, row):
    listed = companies("AAAABBBBCC-D")
    [(_, params)] = told([row], listed, "plan.ungraded")
    assert (params["count"], params["first"]) == ("2", "示例10有限公司")
    assert ("plan.ungraded", column.title, FIRST) in found(plan_cells(1, **row), entities=listed)


def test_directed_tasks_are_held_against_their_own_companies():
    """Half of ten twice, then three of the four in C: with no repeats C has none left; at a cap of two it has."""
    listed = companies("AAAAAACCCC")
    among = {"kind": "定向抽查", "filter": "信用风险等级为C", "ratio": "75%", "window": "2021年9月至12月"}
    rows = [{}, {"window": "2021年5月至8月"}, among]
    [(row, params)] = told(rows, listed, "plan.repeats-exhaust", no_repeat=True)
    assert (row, params["left"], params["category"]) == (5, "0%", "道路货物运输（定向条件：信用风险等级为C）")
    assert (params["times"], params["most"]) == ("3", "33")
    assert told(rows, listed, "plan.repeats-exhaust", yearly_cap=2) == []
    early = [among | {"window": "2021年1月至4月"}, {"window": "2021年5月至8月", "ratio": "70%"}]
    assert told(early, listed, "plan.repeats-exhaust", no_repeat=True) == []


def test_a_grade_that_runs_out_is_named():
    rows = [{"ratio": GRADED}, {"ratio": GRADED, "window": "2021年5月至8月"}]
    [(row, params)] = told(rows, companies("AAAABBBBCCCC"), "plan.repeats-exhaust", no_repeat=True)
    assert (row, params["left"], params["category"]) == (4, "40%", "道路货物运输 C 级")


def test_category_with_too_few_certified_inspectors__error():
    people = [INSPECTOR, INSPECTOR | {"cert": "SL140603-0002", "cert_to": "2021-03-31"}]
    codes = [code for code, _, _ in found(plan_cells(1), inspectors=people)]
    assert {"registry.too-few-inspectors", "registry.cert-lapses"} <= set(codes)


def test_category_without_an_operating_company__error():
    assert ("plan.empty-frame", PLAN.scope.title, 3) in found(plan_cells(1), entities=[ENTITY | {"status": "注销"}])
