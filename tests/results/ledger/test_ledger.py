"""The ledger: what a draw gives it, and each thing that may be wrong with what staff typed."""

import re
from datetime import date

import pytest

from tests.builders import SETTINGS, typed
from tests.draws.cases import withdrawal
from tests.results.cases import (
    CATEGORY,
    CLEAN,
    CODES,
    DAYS,
    MARCH,
    PROBLEM,
    RECORD,
    SINCE,
    STANDING,
    found,
    ledger,
    rows,
)  # fmt: skip
from xlcheck.draws.replacement.replace import following
from xlcheck.messages import LEDGER_FINDINGS, Level, level, problem, remedy
from xlcheck.results.ledger.ledger import check_ledger, complete, ledger_rows, standing_rows
from xlcheck.results.publish.rows import withheld
from xlcheck.schema.outputs import LEDGER, LEDGER_GIVEN, LEDGER_TYPED

CASES = (
    ({"code": "91140603MA0K000099"}, "ledger.not-drawn", "G3"),
    ({"code": "91140603MA0K000099"}, "ledger.missing-entity", "G2"),
    ({"plan_no": "202103"}, "ledger.changed", "B3"),
    ({"task_no": "3号"}, "ledger.changed", "C3"),
    ({"task_name": "示例改名方案"}, "ledger.changed", "D3"),
    ({"kind": "定向抽查"}, "ledger.changed", "E3"),
    ({"name": "示例改名有限公司"}, "ledger.changed", "F3"),
    ({"category": "机动车维修"}, "ledger.changed", "H3"),
    ({"items": "只查动态监控"}, "ledger.items-changed", "I3"),
    ({"inspectors": "示例员0（SL-00）"}, "ledger.changed", "J3"),
    ({"situation": ""}, "ledger.half-filled", "K3"),
    ({"result": "未发现问题、发现问题已责令改正"}, "ledger.clean-not-alone", "N3"),
    ({"disposal": "责令改正"}, "ledger.clean-disposal", "O3"),
    ({"result": "发现问题已责令改正"}, "ledger.problem-disposal", "O3"),
    ({"closed": ""}, "ledger.not-closed", "R3"),
    ({"closed": "否"}, "ledger.not-closed", "R3"),
    ({"inspected": "2020-12-31"}, "ledger.outside-window", "K3"),
    ({"inspected": "2021-03-03"}, "ledger.future", "K3"),
    (PROBLEM | {"rectify_by": ""}, "ledger.rectify-missing", "P3"),
    (PROBLEM | {"rectify_by": "2021-02-28"}, "ledger.rectify-reversed", "P3"),
    (PROBLEM | {"rectified": "2021-02-28"}, "ledger.rectify-reversed", "Q3"),
    (PROBLEM | {"rectified": ""}, "ledger.closed-open", "Q3"),
    ({"published": "2021-02-28"}, "ledger.published-early", "S3"),
    ({"handed_on": "2021-02-28"}, "ledger.handed-early", "W3"),
    ({"inspected": "2021-02-01"}, "ledger.overdue", "S3"),
)
"""What staff typed over a clean row, the finding, its cell."""


def test_a_row_knows_everything_that_the_draw_decided():
    given = ledger_rows(STANDING)
    assert [row["code"] for row in given] == [d.code for d in RECORD.sample]
    assert [row["no"] for row in given] == [1, 2, 3]
    row, team = given[0], next(t for t in RECORD.teams if t.code == CODES[0])
    assert (row["plan_no"], row["task_no"], row["category"]) == ("202102", "02号", CATEGORY)
    assert row["kind"] == "不定向抽查"  # what was drawn, not the choice that the plan left open
    assert re.findall(r"（(.*?)）", str(row["inspectors"])) == list(team.certs)
    assert set(row) == {c.key for c in LEDGER.columns if c.required} | {"no"}


def test_untouched_ledger__ok():
    assert found() == []


def test_filled_ledger__ok():
    assert found(CLEAN, PROBLEM, CLEAN | {"published": "2021-03-02"}) == []


def test_filled_ledger_sorted_otherwise__ok():
    assert found(lines=rows(CLEAN, PROBLEM, CLEAN)[::-1]) == []


@pytest.mark.parametrize(("cells", "code", "cell"), CASES)
def test_ledger_row__error(cells, code, cell):
    assert (code, cell) in found(CLEAN | cells)


def test_row_with_a_telephone_number__error():
    table = ledger(rows(CLEAN | {"remark": "联系人手机 138 1234 5678"}))
    assert [(f.code, f.place.cell) for f in withheld(table)] == [("ledger.personal-data", "U3")]


def test_year_whose_holidays_nobody_knows_is_said_once__error():
    cells = [CLEAN | {"inspected": day} for day in ("2098-03-03", "2098-03-04", "2098-03-05")]
    codes = [code for code, _ in found(*cells, today=date(2098, 3, 6))]
    assert codes.count("calendar.unknown") == 1


def test_every_finding_of_the_ledger_has_a_case_here():
    of_their_own = {"ledger.personal-data"}
    with_the_step = {"ledger.missing-book", "ledger.stray"}  # about files, not rows
    told = {code for _, code, _ in CASES} | {code for _, code in SINCE} | set(DAYS.values())
    replaced = {"ledger.replaced", "ledger.team-replaced"}
    withdrawn = {"ledger.withdrawn", "ledger.day-withdrawn", "ledger.earlier-draw-out", "ledger.not-approved"}
    assert told | of_their_own | with_the_step | replaced | withdrawn == set(LEDGER_FINDINGS)


def test_every_column_that_the_draw_decides_is_compared():
    assert {key for cells, code, _ in CASES for key in cells if "changed" in code} == set(LEDGER_GIVEN)


def test_deleted_row_names_the_company_that_is_missing__error():
    table = ledger(rows(CLEAN)[1:])
    (told,) = check_ledger(table, STANDING, SETTINGS, MARCH)
    assert CODES[0] in problem(told)
    assert RECORD.sample[0].name in problem(told)


def test_row_copied_below_itself__error():
    lines = rows(CLEAN)
    assert ("cell.repeated", "G6") in found(lines=[*lines, lines[0]])


def test_changed_cell_says_what_the_record_has__error():
    table = ledger(rows({"name": "示例改名有限公司"}))
    (told,) = check_ledger(table, STANDING, SETTINGS, MARCH)
    assert str(ledger_rows(STANDING)[0]["name"]) in problem(told)
    assert "补抽" in remedy(told)


def test_items_that_were_narrowed_are_a_warning_and_say_what_was_planned():
    table = ledger(rows({"items": "只查动态监控"}))
    (told,) = check_ledger(table, STANDING, SETTINGS, MARCH)
    assert level(told) is Level.WARNING
    assert f"“{RECORD.request.plan.items}”" in problem(told)


def test_all_rows_deleted__error():
    codes = [code for code, _ in found(lines=[])]
    assert codes == ["ledger.missing-entity"] * 3


@pytest.mark.parametrize("value", ["2021年2月30日", "明天", "44256"])
def test_date_that_is_none__error(value):
    codes = [code for code, _ in found(CLEAN | {"inspected": value})]
    assert codes[0].startswith("date.")


def test_columns_that_staff_fill_must_be_in_the_header__error():
    for key in (*LEDGER_TYPED, "rectify_by", "rectified", "closed", "published"):
        assert LEDGER.column(key).standing, key


def test_deadline_counts_the_bureaus_working_days():
    late = date(2021, 3, 10)  # the seventh working day after Monday 1 March
    assert "ledger.overdue" not in [code for code, _ in found(CLEAN, today=late)]
    assert "ledger.overdue" in [code for code, _ in found(CLEAN, today=date(2021, 3, 11))]


def test_published_row_is_not_overdue_though_staff_have_not_typed_the_day():
    today = date(2021, 12, 31)
    assert [cell for code, cell in found(CLEAN, CLEAN, today=today) if code == "ledger.overdue"] == ["S3", "S4"]
    told = found(CLEAN, CLEAN, today=today, published={CODES[0]})
    assert [cell for code, cell in told if code == "ledger.overdue"] == ["S4"]


def test_result_without_a_disposal_is_unfinished_and_not_wrong():
    assert found(CLEAN | {"disposal": "", "closed": ""}) == [("ledger.half-filled", "K3")]


def test_half_filled_row_names_what_is_missing():
    told = check_ledger(ledger(rows({"inspected": "2021-03-01", "method": "现场检查"})), STANDING, SETTINGS, MARCH)
    assert [problem(f) for f in told] == ["已开始填写，还缺：检查情况、检查结果、处理结果"]


@pytest.mark.parametrize("key", LEDGER_TYPED)
def test_row_without_one_of_the_typed_cells_is_incomplete(key):
    assert complete(ledger(rows(CLEAN, CLEAN | {key: ""})).frame).tolist() == [True, False, False]


def test_cells_are_read_as_staff_write_them__ok():
    loose = {"plan_no": " 202102 ", "closed": "√", "inspected": "2021年3月1日", "code": CODES[0].lower()}
    assert found(CLEAN | loose) == []


def test_method_that_is_not_in_the_list__error():
    _, cells = typed(LEDGER, rows(CLEAN | {"method": "电话检查"}), SETTINGS)
    (told,) = [f for f in cells if f.code == "choice.unknown"]
    assert "现场检查、书面检查" in remedy(told)


def test_day_at_the_end_of_the_calendar__error():
    assert ("ledger.future", "K3") in found(CLEAN | {"inspected": "9999-12-30"})


GONE = following(STANDING, withdrawal(CODES[0]))
CAME = GONE.replacements[0].entered
SICK = following(STANDING, withdrawal(CODES[1], cert=STANDING.visits[1].team.certs[0]))


def told(lines, standing, number=0):
    """(code, cell) of everything that is wrong with one ledger of a task in which somebody was replaced."""
    found = check_ledger(ledger(lines), standing, SETTINGS, MARCH, number=number)
    return [(f.code, f.place.cell) for f in found]


def test_replacement_has_a_ledger_of_its_own_and_both_say_so():
    (row,) = ledger_rows(GONE, 1)
    assert (row["code"], row["no"]) == (CAME.code, 4)
    assert row["remark"] == f"第 1 次补抽，替换{GONE.visits[0].drawn.name}"
    assert [r["code"] for r in ledger_rows(GONE)] == CODES
    assert [r.get("remark", "") for r in ledger_rows(GONE)] == ["已由第 1 次补抽替换", "", ""]
    assert ledger_rows(SICK, 1) == []


def test_newcomer_that_falls_away_itself_says_both():
    twice = following(GONE, withdrawal(CAME.code))
    (row,) = ledger_rows(twice, 1)
    assert row["remark"] == f"第 1 次补抽，替换{GONE.visits[0].drawn.name}；已由第 2 次补抽替换"


def test_row_of_a_company_that_fell_away_needs_nothing__ok():
    assert told(rows({}, CLEAN, CLEAN), GONE) == []
    assert told(rows(CLEAN, of=GONE)[1:], GONE) == [("ledger.missing-entity", "G2")]


@pytest.mark.parametrize("cells", [CLEAN, {"inspected": "2021-03-01"}, {"result": "发现问题待后续处理"}])
def test_row_of_a_company_that_fell_away_in_which_something_is_typed__error(cells):
    assert told(rows(cells), GONE) == [("ledger.replaced", "K3")]
    assert len(standing_rows(ledger(rows(cells)), GONE)) == 2


def test_ledger_of_a_replacement_holds_its_own_company_and_no_other__error():
    (own,) = ledger_rows(GONE, 1)
    assert told([own | CLEAN], GONE, 1) == []
    assert ("ledger.not-drawn", "G3") in told(rows()[:1], GONE, 1)
    assert ("ledger.not-drawn", "G6") in told([*rows(), own], GONE)


def test_team_before_and_after_a_replacement__ok():
    assert told(rows(of=SICK), SICK) == []
    assert told(rows(), SICK) == [("ledger.team-replaced", "J4")]
    assert told(rows({}, {"inspectors": "示例员0（SL-00）"}), SICK) == [("ledger.changed", "J4")]
