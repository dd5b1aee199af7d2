"""检查对象档案: each company's draws over the years, counted from the ledgers."""

from dataclasses import replace
from datetime import date

import pytest

from tests.builders import ENTITY, SETTINGS, typed_table
from tests.draws.cases import drop_out
from tests.results.cases import CATEGORY, CLEAN, CODES, DRAWN, PROBLEM, RECORD, ledger, rows
from tests.steps.helpers import rows_of
from xlcheck.draws.replacement import following
from xlcheck.excel.write.history import write_history
from xlcheck.model import History, Publication
from xlcheck.results.history import entity_histories, history_lines, matching, ordered, registry_facts, same_names
from xlcheck.results.ledger.check import without_drop_outs
from xlcheck.schema.inputs import ENTITIES
from xlcheck.schema.outputs.history import HISTORY

REPLACED = following(DRAWN, drop_out(CODES[1]), "ef" * 32)
NAMES = [drawn.name for drawn in RECORD.sample]
MARCH = date(2021, 3, 1)


def drawn(*typed_in, year=2021, drawn_task=DRAWN, published=()):
    """What one task comes to with what staff typed of its first companies."""
    lines = without_drop_outs(ledger(rows(*typed_in)), drawn_task).lines
    return history_lines(replace(SETTINGS, year=year), "第一批", drawn_task, lines, dict(published))


def registry(*companies):
    return typed_table(ENTITIES, [ENTITY | company for company in companies])


KNOWN = registry({"code": CODES[0], "name": "示例新名"}, {"code": "91140603MA0K09999X", "name": "示例乙"})


def summary(found, known=KNOWN):
    return {entity.code: entity for entity in entity_histories(found, known)}


def written(path, entities, lines):
    """The rows of 明细, as they are written."""
    write_history(path, History(tuple(entities), tuple(lines)), SETTINGS, "2021-03-20")
    return rows_of(path, 1)


def test_row_says_how_it_was_drawn_and_what_came_of_it():
    went = Publication(date(2021, 3, 5), date(2021, 3, 8), {})
    one, two, _ = drawn(PROBLEM, CLEAN | {"published": "2021-03-04"}, published=[(CODES[0], went), (CODES[1], went)])
    assert (one.year, one.inspection.task_no, one.round, one.how) == (2021, "02号", "第一批", "抽中")
    expected = {
        "inspected": MARCH, "result": PROBLEM["result"], "disposal": "责令限期整改",
        "rectify_by": date(2021, 3, 15), "rectified": date(2021, 3, 10),
    }  # fmt: skip
    assert {key: one.inspection.cells[key] for key in expected} == expected
    assert (one.published, two.published) == (date(2021, 3, 5), date(2021, 3, 4))
    assert (one.problem, one.open, two.problem, two.open) == (True, False, False, False)


def test_replaced_company_and_the_newcomer_both_stand_there():
    found = {one.inspection.code: one for one in drawn(CLEAN, CLEAN, drawn_task=REPLACED)}
    gone, came = found[CODES[1]], found[REPLACED.replacements[0].entered.code]
    assert gone.how == "抽中；第 1 次补抽退出（注销）"
    typed = gone.inspection
    assert (typed.inspected, typed.cells.get("result")) == (None, None)  # what is typed there does not count
    assert came.how == f"第 1 次补抽补入，替换{NAMES[1]}"
    assert came.drawn_on == date(2021, 3, 2)
    assert came.inspection.cells["inspectors"]


def test_task_without_a_ledger_is_there_all_the_same():
    found = history_lines(SETTINGS, "第一批", DRAWN, [], {})
    assert [one.inspection.code for one in found] == CODES
    assert not any(one.inspection.inspected or one.problem or one.open for one in found)


def test_companies_are_counted_over_the_years():
    found = [
        *drawn(PROBLEM | {"closed": "否"}),
        *drawn(CLEAN | {"inspected": "2022-02-01"}, year=2022),
        *drawn(year=2023),
    ]
    entity = summary(found)[CODES[0]]
    assert (entity.drawn, entity.inspected, entity.problems, entity.open) == (3, 2, 1, 1)
    assert (entity.last_day, entity.last_result) == (date(2022, 2, 1), "未发现问题")
    assert (entity.name, entity.status) == ("示例新名", "营业")


@pytest.mark.parametrize(
    ("cells", "problem", "is_open"),
    [({}, 0, 0), (CLEAN, 0, 0), (PROBLEM, 1, 0), (CLEAN | {"closed": ""}, 0, 1), (CLEAN | {"result": ""}, 0, 0)],
)
def test_problem_is_any_result_but_the_clean_one(cells, problem, is_open):
    entity = summary(drawn(cells))[CODES[0]]
    assert (entity.problems, entity.open) == (problem, is_open)


def test_company_that_is_not_in_the_registry_any_more_is_listed_after_it():
    found = summary(drawn())
    assert list(found)[:2] == [CODES[0], "91140603MA0K09999X"]
    assert found["91140603MA0K09999X"].drawn == 0
    assert (found[CODES[1]].name, found[CODES[1]].status) == (NAMES[1], "不在名录库")
    assert found[CODES[1]].category == CATEGORY


def test_lines_follow_the_summary_and_the_days_of_the_draws(tmp_path):
    found = [*drawn(year=2022), *drawn(CLEAN)]
    entities = entity_histories(found, KNOWN)
    lines = ordered(found, entities)
    assert [line.inspection.code for line in lines] == [code for code in CODES for _ in range(2)]
    listed = written(tmp_path / "检查对象档案.xlsx", entities, lines)
    assert [int(row[HISTORY.no.title]) for row in listed] == list(range(1, 7))
    own = [entity for entity in entities if entity.code == CODES[2]]
    assert [line.inspection.code for line in ordered(found, own)] == [CODES[2]] * 2


def test_equal_names_with_other_codes_are_two_companies_and_a_hint():
    known = registry({"code": "91140603MA0K09999X", "name": NAMES[1]})
    (hint,) = same_names(entity_histories(drawn(), known))
    assert f"“{NAMES[1]}”有 2 个代码" in hint
    assert "91140603MA0K09999X" in hint
    assert CODES[1] in hint
    assert list(same_names(entity_histories(drawn(), KNOWN))) == []


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
    assert [entity.code for entity in matching(entity_histories(drawn(), KNOWN), text)] == codes


def test_part_of_several_names_means_them_all():
    assert len(matching(entity_histories(drawn(), KNOWN), "示例")) == 4


def test_facts_have_no_telephone_number():
    code = ENTITY["code"]
    known = registry({"phone": "0349-6012345", "contact": "示例某", "remark": "找示例某 13812345678", "town": "示例镇"})
    facts = dict(registry_facts(known, code))
    assert {"联系电话", "联络人", "序号"}.isdisjoint(facts)
    assert (facts["所属乡镇"], facts["成立日期"]) == ("示例镇", date(2015, 3, 1))
    assert facts["备注"] == "（像有电话或证件号码，略）"
    assert registry_facts(known, "91140603MA0K09999X") == []
