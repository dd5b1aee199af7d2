"""The ledger: what a draw gives it, and each thing that may be wrong with what staff typed."""

import re
from dataclasses import fields, replace
from datetime import date

import pytest

from tests.builders import SETTINGS, typed
from tests.cells import FIRST, HEADER, found_at
from tests.draws.cases import drop_out
from tests.results.cases import (
    CATEGORY,
    CLEAN,
    CODES,
    DAYS,
    DRAWN,
    MARCH,
    PROBLEM,
    RECORD,
    SINCE,
    found,
    ledger,
    row_of,
    rows,
)  # fmt: skip
from xlcheck.draws.replacement import following
from xlcheck.messages import LEDGER_FINDINGS, Level, level, problem, remedy
from xlcheck.model import VisitLimits
from xlcheck.reading.inspections import ledger_sheet
from xlcheck.results.ledger.check import check_ledger, without_drop_outs
from xlcheck.results.ledger.given_lines import given_lines
from xlcheck.results.ledger.terms import with_days_of_terms
from xlcheck.results.publish.rows import withheld
from xlcheck.schema.outputs.ledger import LEDGER, LEDGER_GIVEN, LEDGER_OFFERED, LEDGER_TYPED
from xlcheck.schema.vocabularies import TO_HAND_OVER

RECHECKED = PROBLEM | {"rechecked": "2021-03-10", "recheck_result": "已整改到位"}

CASES = (
    ({"code": "91140603MA0K000099"}, "ledger.not-drawn", LEDGER.code),
    ({"code": "91140603MA0K000099"}, "ledger.missing-entity", LEDGER.code),
    ({"plan_no": "202103"}, "ledger.changed", LEDGER.plan_no),
    ({"task_no": "3号"}, "ledger.changed", LEDGER.task_no),
    ({"task_name": "示例改名方案"}, "ledger.changed", LEDGER.task_name),
    ({"kind": "定向抽查"}, "ledger.changed", LEDGER.kind),
    ({"name": "示例改名有限公司"}, "ledger.changed", LEDGER.name),
    ({"category": "机动车维修"}, "ledger.changed", LEDGER.category),
    ({"items": "只查动态监控"}, "ledger.items-changed", LEDGER.items),
    ({"inspectors": "示例员0（SL-00）"}, "ledger.changed", LEDGER.inspectors),
    ({"situation": ""}, "ledger.half-filled", LEDGER.inspected),
    ({"result": "未发现问题、发现问题已责令改正"}, "ledger.clean-not-alone", LEDGER.result),
    ({"disposal": "责令改正"}, "ledger.clean-disposal", LEDGER.disposal),
    ({"result": "发现问题已责令改正"}, "ledger.problem-disposal", LEDGER.disposal),
    ({"closed": ""}, "ledger.not-closed", LEDGER.closed),
    ({"closed": "否"}, "ledger.not-closed", LEDGER.closed),
    ({"inspected": "2020-12-31"}, "ledger.outside-window", LEDGER.inspected),
    ({"inspected": "2021-03-03"}, "ledger.future", LEDGER.inspected),
    (PROBLEM | {"rectify_by": ""}, "ledger.rectify-missing", LEDGER.rectify_by),
    (PROBLEM | {"rectify_by": "2021-02-28"}, "ledger.rectify-reversed", LEDGER.rectify_by),
    (PROBLEM | {"rectified": "2021-02-28"}, "ledger.rectify-reversed", LEDGER.rectified),
    (PROBLEM | {"rectified": ""}, "ledger.closed-open", LEDGER.rectified),
    ({"published": "2021-02-28"}, "ledger.published-early", LEDGER.published),
    ({"handed_on": "2021-02-28"}, "ledger.handed-early", LEDGER.handed_on),
    ({"inspected": "2021-02-01"}, "ledger.overdue", LEDGER.published),
    ({"started": "九点多"}, "ledger.time", LEDGER.started),
    ({"ended": "25:00"}, "ledger.time", LEDGER.ended),
    ({"started": "10:00", "ended": "9:30"}, "ledger.hours-reversed", LEDGER.ended),
    ({"approved_on": "2021-02-26", "served_on": "2021-02-25"}, "ledger.served-early", LEDGER.served_on),
    (RECHECKED | {"rechecked": "2021-02-26"}, "ledger.recheck-early", LEDGER.rechecked),
    (RECHECKED | {"rechecked": "2021-03-09"}, "ledger.recheck-early", LEDGER.rechecked),
    (RECHECKED | {"recheck_result": ""}, "ledger.recheck-half", LEDGER.rechecked),
)
"""What staff typed over a clean row, the finding, its column."""


def test_a_row_knows_everything_that_the_draw_decided():
    given = given_lines(DRAWN)
    assert [line.code for line in given] == [d.code for d in RECORD.sample]
    assert [line.no for line in given] == [1, 2, 3]
    line, team = given[0], next(t for t in RECORD.teams if t.code == CODES[0])
    assert (line.plan_no, line.task_no, line.category) == ("202102", "02号", CATEGORY)
    assert line.kind == "不定向抽查"  # what was drawn, not the choice that the plan left open
    assert re.findall(r"（(.*?)）", line.inspectors) == list(team.certs)
    known = {field.name for field in fields(line) if getattr(line, field.name)}
    assert known == {c.key for c in LEDGER.columns if c.required} | {"no"}


def test_untouched_ledger__ok():
    assert found() == []


def test_filled_ledger__ok():
    assert found(CLEAN, PROBLEM, CLEAN | {"published": "2021-03-02"}) == []


def test_columns_that_are_offered_are_in_order__ok():
    order = {"approved_on": "2021-02-26", "served_on": "2021-02-26", "started": "9:30", "ended": "11时"}
    not_yet = RECHECKED | {"rechecked": "2021-03-05", "recheck_result": "部分整改"}
    assert found(CLEAN | order, RECHECKED | order | {"rectified": "2021-03-10"}, not_yet) == []


def demanding(*titles):
    return replace(SETTINGS, visit_limits=VisitLimits(demanded=titles))


def test_nothing_is_demanded_of_a_ledger_unless_the_policy_does__ok():
    assert found(CLEAN) == []


def test_what_the_policy_demands_is_missing__error():
    told = found(CLEAN | {"served_on": "2021-03-01"}, within=demanding("审批日期", "送达日期", "检查码"))
    assert told == [
        ("ledger.demanded", LEDGER.approved_on.title, FIRST),
        ("ledger.demanded", LEDGER.visit_code.title, FIRST),
    ]


def test_what_the_policy_demands_is_not_missed_before_a_line_is_complete__ok():
    assert found(CLEAN | {"result": ""}, within=demanding("检查码")) == [
        ("ledger.half-filled", LEDGER.inspected.title, FIRST)
    ]


@pytest.mark.parametrize(
    ("cells", "title", "told"),
    [
        (PROBLEM, "复查日期", ["ledger.demanded-later"]),
        (PROBLEM | {"rectified": "", "closed": "否"}, "复查日期", []),  # not done yet
        (CLEAN, "复查日期", []),
        (RECHECKED, "复查结果", []),
        (PROBLEM | {"disposal": TO_HAND_OVER, "answer": "已立案", "closed": "否"}, "立案号", ["ledger.demanded-later"]),
        (PROBLEM | {"disposal": TO_HAND_OVER, "closed": "否"}, "立案号", []),  # no answer yet
    ],
)
def test_what_comes_later_is_demanded_once_it_is_due(cells, title, told):
    assert [code for code, *_ in found(cells, within=demanding(title))] == told
    assert LEDGER_FINDINGS["ledger.demanded-later"].level is Level.WARNING


def test_column_that_is_demanded_and_not_there_is_told_at_the_day():
    lacking = LEDGER.with_columns([c for c in LEDGER if c not in LEDGER_OFFERED])
    sheet = ledger_sheet(typed(lacking, rows(CLEAN))[0])
    (told,) = check_ledger(sheet, DRAWN, demanding("检查码"), MARCH)
    assert (told.code, told.place.title) == ("ledger.demanded", LEDGER.inspected.title)
    assert "检查码" in problem(told)


def test_ledger_without_the_offered_columns_is_read_as_ever__ok():
    lacking = LEDGER.with_columns([c for c in LEDGER if c not in LEDGER_OFFERED])
    table, cells = typed(lacking, rows(CLEAN, PROBLEM, CLEAN))
    told = (*cells, *check_ledger(ledger_sheet(table), DRAWN, SETTINGS, MARCH))
    assert found_at(f for f in told if f.code != "code.check") == []


@pytest.mark.parametrize(
    ("results", "disposal", "said", "told"),
    [
        ("未发现开展本次抽查涉及的经营活动", "无需后续处置", (), []),
        ("未发现开展本次抽查涉及的经营活动", "停止检查，反馈日常监管", (), []),
        (
            "未发现开展本次抽查涉及的经营活动",
            "无需后续处置",
            (("未发现开展本次抽查涉及的经营活动", True),),
            ["ledger.problem-disposal"],
        ),
        ("发现问题已责令改正", "无需后续处置", (("发现问题已责令改正", False),), []),
        (
            "未发现开展本次抽查涉及的经营活动、发现问题已责令改正",
            "无需后续处置",
            (),
            ["ledger.problem-disposal"],
        ),
    ],
)
def test_result_is_a_problem_as_the_code_list_says(results, disposal, said, told):
    within = replace(SETTINGS, problems=said)
    typed_in = CLEAN | {"result": results, "disposal": disposal}
    assert [code for code, *_ in found(typed_in, within=within)] == told


def test_filled_ledger_sorted_otherwise__ok():
    assert found(lines=rows(CLEAN, PROBLEM, CLEAN)[::-1]) == []


@pytest.mark.parametrize(("cells", "code", "column"), CASES)
def test_ledger_row__error(cells, code, column):
    row = HEADER if code == "ledger.missing-entity" else FIRST
    assert (code, column.title, row) in found(CLEAN | cells)


def test_row_with_a_telephone_number__error():
    table = ledger(rows(CLEAN | {"remark": "联系人手机 138 1234 5678"}))
    assert found_at(withheld(table)) == [("ledger.personal-data", LEDGER.remark.title, FIRST)]


def test_year_whose_holidays_nobody_knows_is_said_once__error():
    cells = [CLEAN | {"inspected": day} for day in ("2098-03-03", "2098-03-04", "2098-03-05")]
    codes = [code for code, *_ in found(*cells, today=date(2098, 3, 6))]
    assert codes.count("calendar.unknown") == 1


def test_every_finding_of_the_ledger_has_a_case_here():
    of_their_own = {"ledger.personal-data", "ledger.twice", "ledger.items-off-list", "ledger.items-unclear"}
    with_the_step = {"ledger.missing-book", "ledger.several", "ledger.stray"}  # about files, not rows
    told = {code for _, code, _ in CASES} | {code for _, code in SINCE} | set(DAYS.values())
    replaced = {"ledger.replaced", "ledger.team-replaced"}
    withdrawn = {"ledger.withdrawn", "ledger.day-withdrawn", "ledger.earlier-draw-out", "ledger.not-approved"}
    demanded = {"ledger.demanded", "ledger.demanded-later"}
    assert told | of_their_own | with_the_step | replaced | withdrawn | demanded == set(LEDGER_FINDINGS)


def test_every_column_that_the_draw_decides_is_compared():
    assert {key for cells, code, _ in CASES for key in cells if "changed" in code} == {c.key for c in LEDGER_GIVEN}


def test_deleted_row_names_the_company_that_is_missing__error():
    table = ledger(rows(CLEAN)[1:])
    (told,) = check_ledger(table, DRAWN, SETTINGS, MARCH)
    assert CODES[0] in problem(told)
    assert RECORD.sample[0].name in problem(told)


def test_row_copied_below_itself__error():
    lines = rows(CLEAN)
    told = found(lines=[*lines, lines[0]])
    assert ("cell.repeated", LEDGER.code.title, FIRST + 3) in told
    assert ("ledger.twice", LEDGER.code.title, FIRST) in told


def test_code_that_is_typed_otherwise_is_the_same_company__error():
    lines = rows(CLEAN)
    again = lines[1] | {"code": CODES[1].lower()}
    assert ("ledger.twice", LEDGER.code.title, FIRST + 1) in found(lines=[*lines, again])


def test_changed_cell_says_what_the_record_has__error():
    table = ledger(rows({"name": "示例改名有限公司"}))
    (told,) = check_ledger(table, DRAWN, SETTINGS, MARCH)
    assert given_lines(DRAWN)[0].name in problem(told)
    assert "补抽" in remedy(told)


def test_items_that_were_narrowed_are_a_warning_and_say_what_was_planned():
    table = ledger(rows({"items": "只查动态监控"}))
    (told,) = check_ledger(table, DRAWN, SETTINGS, MARCH)
    assert level(told) is Level.WARNING
    assert f"“{RECORD.request.plan.items}”" in problem(told)


def test_all_rows_deleted__error():
    codes = [code for code, *_ in found(lines=[])]
    assert codes == ["ledger.missing-entity"] * 3


@pytest.mark.parametrize("value", ["2021年2月30日", "明天", "44256"])
def test_date_that_is_none__error(value):
    codes = [code for code, *_ in found(CLEAN | {"inspected": value})]
    assert codes[0].startswith("date.")


def test_columns_that_staff_fill_must_be_in_the_header__error():
    for column in (*LEDGER_TYPED, LEDGER.rectify_by, LEDGER.rectified, LEDGER.closed, LEDGER.published):
        assert column.expected, column.key


def test_deadline_counts_the_bureaus_working_days():
    late = date(2021, 3, 10)  # the seventh working day after Monday 1 March
    assert "ledger.overdue" not in [code for code, *_ in found(CLEAN, today=late)]
    assert "ledger.overdue" in [code for code, *_ in found(CLEAN, today=date(2021, 3, 11))]


def test_published_row_is_not_overdue_though_staff_have_not_typed_the_day():
    today = date(2021, 12, 31)
    first, second = [("ledger.overdue", LEDGER.published.title, row) for row in (FIRST, FIRST + 1)]
    told = found(CLEAN, CLEAN, today=today)
    assert [place for place in told if place[0] == "ledger.overdue"] == [first, second]
    told = found(CLEAN, CLEAN, today=today, published={CODES[0]})
    assert [place for place in told if place[0] == "ledger.overdue"] == [second]


def test_result_without_a_disposal_is_unfinished_and_not_wrong():
    assert found(CLEAN | {"disposal": "", "closed": ""}) == [("ledger.half-filled", LEDGER.inspected.title, FIRST)]


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"inspected": "上周五"}, LEDGER.inspected),
        ({"method": "电话"}, LEDGER.method),
        ({"result": "合格"}, LEDGER.result),
        (PROBLEM | {"rectify_by": "尽快"}, LEDGER.rectify_by),
        (PROBLEM | {"rectified": "上周五"}, LEDGER.rectified),
    ],
)
def test_cell_that_is_not_read_is_told_once(cells, column):
    """As what could not be read; not also as a cell that nobody has filled."""
    assert [place for _, *place in found(CLEAN | cells)] == [[column.title, FIRST]]


@pytest.mark.parametrize(
    ("term", "day"),
    [
        ("15日内", "2021-03-16"),
        ("立即", "2021-03-01"),
        ("10个工作日内", "2021-03-15"),
        ("限十五日内整改完毕", "2021-03-16"),
    ],
)
def test_term_is_proposed_as_the_day_on_which_it_ends(term, day):
    table, findings = typed(LEDGER, rows(CLEAN | PROBLEM | {"inspected": "2021-03-01", "rectify_by": term}))
    (found_term,) = with_days_of_terms([f for f in findings if f.code == "date.term"], ledger_sheet(table), SETTINGS)
    assert (found_term.value, found_term.proposal) == (term, day)


def test_term_of_a_line_without_its_day_is_asked_about():
    table, findings = typed(LEDGER, rows(CLEAN | PROBLEM | {"inspected": "", "rectify_by": "15日内"}))
    told = with_days_of_terms(findings, ledger_sheet(table), SETTINGS)
    assert [f.proposal for f in told if f.code == "date.term"] == [""]


def test_half_filled_row_names_what_is_missing():
    told = check_ledger(ledger(rows({"inspected": "2021-03-01", "method": "现场检查"})), DRAWN, SETTINGS, MARCH)
    assert [problem(f) for f in told] == ["已开始填写，还缺：检查情况、检查结果、处理结果"]


@pytest.mark.parametrize("key", [column.key for column in LEDGER_TYPED])
def test_row_without_one_of_the_typed_cells_is_incomplete(key):
    assert [line.complete for line in ledger(rows(CLEAN, CLEAN | {key: ""})).lines] == [True, False, False]


def test_cells_are_read_as_staff_write_them__ok():
    loose = {"plan_no": " 202102 ", "closed": "√", "inspected": "2021年3月1日", "code": CODES[0].lower()}
    assert found(CLEAN | loose) == []


def test_method_that_is_not_in_the_list__error():
    _, cells = typed(LEDGER, rows(CLEAN | {"method": "电话检查"}), SETTINGS)
    (told,) = [f for f in cells if f.code == "choice.unknown"]
    assert "现场检查、书面检查" in remedy(told)


def test_day_at_the_end_of_the_calendar__error():
    assert ("ledger.future", LEDGER.inspected.title, FIRST) in found(CLEAN | {"inspected": "9999-12-30"})


GONE = following(DRAWN, drop_out(CODES[0]))
CAME = GONE.replacements[0].entered
SICK = following(DRAWN, drop_out(CODES[1], cert=DRAWN.visits[1].team.certs[0]))


def told(lines, drawn_task, number=0):
    """What is wrong with one ledger of a task in which somebody was replaced, and where."""
    return found_at(check_ledger(ledger(lines), drawn_task, SETTINGS, MARCH, number=number))


def test_replacement_has_a_ledger_of_its_own_and_both_say_so():
    (line,) = given_lines(GONE, 1)
    assert (line.code, line.no) == (CAME.code, 4)
    assert line.remark == f"第 1 次补抽，替换{GONE.visits[0].drawn.name}"
    assert [own.code for own in given_lines(GONE)] == CODES
    assert [own.remark for own in given_lines(GONE)] == ["已由第 1 次补抽替换", "", ""]
    assert given_lines(SICK, 1) == []


def test_newcomer_that_falls_away_itself_says_both():
    twice = following(GONE, drop_out(CAME.code))
    (line,) = given_lines(twice, 1)
    assert line.remark == f"第 1 次补抽，替换{GONE.visits[0].drawn.name}；已由第 2 次补抽替换"


def test_row_of_a_company_that_fell_away_needs_nothing__ok():
    assert told(rows({}, CLEAN, CLEAN), GONE) == []
    assert told(rows(CLEAN, of=GONE)[1:], GONE) == [("ledger.missing-entity", LEDGER.code.title, HEADER)]


@pytest.mark.parametrize("cells", [CLEAN, {"inspected": "2021-03-01"}, {"result": "发现问题待后续处理"}])
def test_row_of_a_company_that_fell_away_in_which_something_is_typed__error(cells):
    assert told(rows(cells), GONE) == [("ledger.replaced", LEDGER.inspected.title, FIRST)]
    assert len(without_drop_outs(ledger(rows(cells)), GONE).lines) == 2


def test_ledger_of_a_replacement_holds_its_own_company_and_no_other__error():
    (own,) = map(row_of, given_lines(GONE, 1))
    assert told([own | CLEAN], GONE, 1) == []
    assert ("ledger.not-drawn", LEDGER.code.title, FIRST) in told(rows()[:1], GONE, 1)
    assert ("ledger.not-drawn", LEDGER.code.title, FIRST + 3) in told([*rows(), own], GONE)


def test_team_before_and_after_a_replacement__ok():
    assert told(rows(of=SICK), SICK) == []
    title, row = LEDGER.inspectors.title, FIRST + 1
    assert told(rows(), SICK) == [("ledger.team-replaced", title, row)]
    assert told(rows({}, {"inspectors": "示例员0（SL-00）"}), SICK) == [("ledger.changed", title, row)]
