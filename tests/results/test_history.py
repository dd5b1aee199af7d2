"""检查对象档案: each company's draws over the years, counted from the ledgers."""

from datetime import date

import pytest

from tests.builders import ENTITY, frame
from tests.draws.cases import withdrawal
from tests.results.cases import CATEGORY, CLEAN, CODES, PROBLEM, RECORD, STANDING, ledger, rows
from xlcheck.draws.replacement.replace import following
from xlcheck.model import Publication
from xlcheck.results.history import facts_of, history_lines, history_rows, matching, same_names, summary_rows
from xlcheck.results.ledger.ledger import standing_rows
from xlcheck.schema.inputs import ENTITIES

REPLACED = following(STANDING, withdrawal(CODES[1]), "ef" * 32)
NAMES = [drawn.name for drawn in RECORD.sample]
MARCH = date(2021, 3, 1)


def drawn(*typed_in, year=2021, standing=STANDING, published=()):
    """What one task comes to with what staff typed of its first companies."""
    table = standing_rows(ledger(rows(*typed_in)), standing)
    return history_lines(year, "第一批", standing, [table], dict(published))


def registry(*companies):
    return frame(ENTITIES, [ENTITY | company for company in companies])


KNOWN = registry({"code": CODES[0], "name": "示例新名"}, {"code": "91140603MA0K09999X", "name": "示例乙"})


def summary(found, known=KNOWN):
    return {row["code"]: row for row in summary_rows(found, known)}


def test_row_says_how_it_was_drawn_and_what_came_of_it():
    went = Publication(date(2021, 3, 5), date(2021, 3, 8), {})
    one, two, _ = drawn(PROBLEM, CLEAN | {"published": "2021-03-04"}, published=[(CODES[0], went), (CODES[1], went)])
    assert {key: one.row[key] for key in ("year", "task_no", "round", "how", "inspected", "result", "disposal")} == {
        "year": 2021, "task_no": "02号", "round": "第一批", "how": "抽中", "inspected": MARCH,
        "result": PROBLEM["result"], "disposal": "责令限期整改",
    }  # fmt: skip
    assert (one.row["rectify_by"], one.row["rectified"]) == (date(2021, 3, 15), date(2021, 3, 10))
    assert (one.row["published"], two.row["published"]) == (date(2021, 3, 5), date(2021, 3, 4))
    assert (one.problem, one.open, two.problem, two.open) == (True, False, False, False)


def test_replaced_company_and_the_newcomer_both_stand_there():
    found = {one.row["code"]: one for one in drawn(CLEAN, CLEAN, standing=REPLACED)}
    gone, came = found[CODES[1]], found[REPLACED.replacements[0].entered.code]
    assert gone.row["how"] == "抽中；第 1 次补抽退出（注销）"
    assert (gone.inspected, gone.row.get("result")) == (None, None)  # what is typed there does not count
    assert came.row["how"] == f"第 1 次补抽补入，替换{NAMES[1]}"
    assert came.row["drawn_on"] == date(2021, 3, 2)
    assert came.row["inspectors"]


def test_task_without_a_ledger_is_there_all_the_same():
    found = history_lines(2021, "第一批", STANDING, [], {})
    assert [one.row["code"] for one in found] == CODES
    assert not any(one.inspected or one.problem or one.open for one in found)


def test_companies_are_counted_over_the_years():
    found = [
        *drawn(PROBLEM | {"closed": "否"}),
        *drawn(CLEAN | {"inspected": "2022-02-01"}, year=2022),
        *drawn(year=2023),
    ]
    row = summary(found)[CODES[0]]
    counts = [row[key] for key in ("drawn", "inspected", "problems", "open")]
    assert counts == [3, 2, 1, 1]
    assert (row["last_day"], row["last_result"]) == (date(2022, 2, 1), "未发现问题")
    assert (row["name"], row["status"]) == ("示例新名", "营业")


@pytest.mark.parametrize(
    ("cells", "problem", "is_open"),
    [({}, 0, 0), (CLEAN, 0, 0), (PROBLEM, 1, 0), (CLEAN | {"closed": ""}, 0, 1), (CLEAN | {"result": ""}, 0, 0)],
)
def test_problem_is_any_result_but_the_clean_one(cells, problem, is_open):
    row = summary(drawn(cells))[CODES[0]]
    assert (row["problems"], row["open"]) == (problem, is_open)


def test_company_that_is_not_in_the_registry_any_more_is_listed_after_it():
    rows_ = summary(drawn())
    assert list(rows_)[:2] == [CODES[0], "91140603MA0K09999X"]
    assert rows_["91140603MA0K09999X"]["drawn"] == 0
    assert (rows_[CODES[1]]["name"], rows_[CODES[1]]["status"]) == (NAMES[1], "不在名录库")
    assert rows_[CODES[1]]["category"] == CATEGORY


def test_lines_follow_the_summary_and_the_days_of_the_draws():
    found = [*drawn(year=2022), *drawn(CLEAN)]
    lines = history_rows(found, summary_rows(found, KNOWN))
    assert [row["no"] for row in lines] == list(range(1, 7))
    assert [row["code"] for row in lines] == [code for code in CODES for _ in range(2)]
    own = [row for row in summary_rows(found, KNOWN) if row["code"] == CODES[2]]
    assert [row["code"] for row in history_rows(found, own)] == [CODES[2]] * 2


def test_equal_names_with_other_codes_are_two_companies_and_a_hint():
    known = registry({"code": "91140603MA0K09999X", "name": NAMES[1]})
    found = summary_rows(drawn(), known)
    (hint,) = same_names(found)
    assert f"“{NAMES[1]}”有 2 个代码" in hint
    assert "91140603MA0K09999X" in hint
    assert CODES[1] in hint
    assert list(same_names(summary_rows(drawn(), KNOWN))) == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (CODES[0].lower(), [CODES[0]]),
        ("示例新名", [CODES[0]]),
        ("新名", [CODES[0]]),
        ("示例乙", ["91140603MA0K09999X"]),
        ("没有这一户", []),
        ("", []),
    ],
)
def test_company_by_code_or_name(text, codes):
    assert [row["code"] for row in matching(summary_rows(drawn(), KNOWN), text)] == codes


def test_part_of_several_names_means_them_all():
    assert len(matching(summary_rows(drawn(), KNOWN), "示例")) == 4


def test_facts_have_no_telephone_number():
    code = ENTITY["code"]
    known = registry({"phone": "0349-6012345", "contact": "示例某", "remark": "找示例某 13812345678", "town": "示例镇"})
    facts = dict(facts_of(known, code))
    assert {"联系电话", "联络人", "序号"}.isdisjoint(facts)
    assert (facts["所属乡镇"], facts["成立日期"]) == ("示例镇", date(2015, 3, 1))
    assert facts["备注"] == "（像有电话或证件号码，略）"
    assert facts_of(known, "91140603MA0K09999X") == []
