"""公示: what is held back, and what each receiver is told."""

from datetime import date

import pytest

from tests.builders import SETTINGS
from tests.results.cases import CLEAN, CODES, PROBLEM, RECORD, ledger, rows
from xlcheck.results.publish.rows import credit_rows, disclosure_rows, publishable, withheld
from xlcheck.schema.outputs import CREDIT, DISCLOSURE, PLATFORM


def published(lines, faulty=(), before=()):
    table = ledger(lines)
    return table.frame.index[publishable(table, faulty, before)].tolist()


def test_only_complete_rows_are_published():
    assert published(rows(CLEAN, PROBLEM, CLEAN | {"situation": ""})) == [3, 4]
    assert published(rows()) == []


def test_faulty_row_is_held_back():
    assert published(rows(CLEAN, CLEAN, CLEAN), faulty={4}) == [3, 5]


def test_row_that_was_published_is_held_back():
    assert published(rows(CLEAN, CLEAN, CLEAN), before={CODES[0], CODES[2]}) == [4]


def test_row_that_staff_published_elsewhere_is_held_back():
    assert published(rows(CLEAN, CLEAN | {"published": "2021-03-02"}, CLEAN)) == [3, 5]


@pytest.mark.parametrize("key", ["name", "items", "situation", "remark"])
def test_free_text_with_a_number_is_withheld(key):
    table = ledger(rows(CLEAN, CLEAN | {key: "负责人电话 13812345678"}))
    (told,) = withheld(table)
    assert (told.code, told.place.row, told.place.title) == (
        "ledger.personal-data",
        4,
        table.table.column(key).title,
    )


def facts(*typed_in, settings=SETTINGS):
    table = ledger(rows(*typed_in))
    return disclosure_rows(table, publishable(table, (), ()), RECORD, settings, 8)


def test_disclosure_gives_every_column_of_portal_and_platform():
    (first, second) = facts(CLEAN, PROBLEM | {"remark": "示例备注"})
    assert set(DISCLOSURE.keys) | set(PLATFORM.keys) == set(first)
    assert (first["no"], second["no"]) == (8, 9)
    assert first["inspected"] == date(2021, 3, 1)
    assert first["publish_by"] == date(2021, 3, 10)
    assert first["kind"] == "不定向抽查"
    assert (second["result"], second["disposal"], second["remark"]) == (
        "发现问题待后续处理",
        "责令限期整改",
        "示例备注",
    )


def test_items_are_told_as_staff_narrowed_them():
    (row,) = facts(CLEAN | {"items": "只查动态监控"})
    assert row["items"] == "只查动态监控"


def test_disclosure_tells_nothing_of_people_or_of_what_was_seen():
    told = {key for row in facts(CLEAN) for key in row}
    assert not told & {"inspectors", "situation", "legal_person", "phone", "contact"}


def test_several_results_stay_apart():
    both = "未按规定公示应当公示的信息、发现问题待后续处理"
    (row,) = facts(PROBLEM | {"result": both})
    assert row["result"] == "未按规定公示应当公示的信息；发现问题待后续处理"


def test_credit_rows_carry_legal_person_and_basis():
    (row,) = credit_rows(facts(PROBLEM), {CODES[0]: "示例某"}, "《示例条例》第一条", SETTINGS)
    assert set(row) == set(CREDIT.keys)
    assert (row["legal_person"], row["basis"]) == ("示例某", "《示例条例》第一条")
    assert (row["bureau"], row["data_source"]) == (SETTINGS.bureau, SETTINGS.bureau)
    (unknown,) = credit_rows(facts(PROBLEM), {}, "", SETTINGS)
    assert unknown["legal_person"] == ""


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("91140603MA0K00001K", "法人及非法人组织"),
        ("92140603MA0K00001K", "个体工商户"),
        ("52140603MJ00000000", "法人及非法人组织"),
        ("140603600000017", "个体工商户"),
        ("140603000000017", "法人及非法人组织"),
        ("1406032000017", "法人及非法人组织"),
    ],
)
def test_kind_of_party(code, kind):
    facts_of_it = {"name": "示例", "code": code, "items": "", "inspected": None, "result": "", "disposal": ""}
    (row,) = credit_rows([facts_of_it | {"remark": ""}], {}, "", SETTINGS)
    assert row["party_kind"] == kind
