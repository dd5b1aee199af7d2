"""公示: what is held back, and what each receiver is told."""

from datetime import date

import pytest

from tests.builders import SETTINGS
from tests.cells import FIRST, found_at
from tests.results.cases import CLEAN, CODES, PROBLEM, RECORD, ledger, rows, sound
from xlcheck.model import Inspection
from xlcheck.results.publish.rows import credit_row, is_publishable, public_row, withheld
from xlcheck.schema.outputs.ledger import LEDGER
from xlcheck.schema.outputs.publish import CREDIT, PLATFORM, PORTAL
from xlcheck.steps.desk.rows import numbered


def published(lines, faulty=(), before=()):
    return [line.row for line in sound(ledger(lines), faulty) if is_publishable(line, before)]


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
    told = withheld(ledger(rows(CLEAN, CLEAN | {key: "负责人电话 13812345678"})))
    assert found_at(told) == [("ledger.personal-data", LEDGER.column(key).title, FIRST + 1)]


def lines(*typed_in):
    return [line for line in ledger(rows(*typed_in)).lines if is_publishable(line, ())]


def facts(*typed_in, settings=SETTINGS):
    """The rows of the lines that are published, after seven others."""
    made = [public_row(line, RECORD, "《示例条例》", settings) for line in lines(*typed_in)]
    return numbered([{}] * 7 + made)[7:]


def credit(cells, legal_persons, basis):
    """The rows for the credit platform."""
    return [credit_row(line, legal_persons, basis, SETTINGS) for line in lines(cells)]


def test_publication_gives_every_column_of_portal_and_platform():
    (first, second) = facts(CLEAN, PROBLEM | {"remark": "示例备注"})
    assert set(PORTAL) | set(PLATFORM) == set(first)
    assert (first[PORTAL.no], second[PORTAL.no]) == (8, 9)
    assert first[PORTAL.inspected] == date(2021, 3, 1)
    assert first[PLATFORM.publish_by] == date(2021, 3, 10)
    assert first[PORTAL.kind] == "不定向抽查"
    assert first[PORTAL.basis] == "《示例条例》"
    assert (second[PORTAL.result], second[PLATFORM.disposal], second[PORTAL.remark]) == (
        "发现问题待后续处理",
        "责令限期整改",
        "示例备注",
    )


def test_items_are_told_as_staff_narrowed_them():
    (row,) = facts(CLEAN | {"items": "只查动态监控"})
    assert row[PORTAL.items] == "只查动态监控"


def test_publication_tells_nothing_of_people_or_of_what_was_seen():
    told = {column.key for row in facts(CLEAN) for column in row}
    assert not told & {"inspectors", "situation", "legal_person", "phone", "contact"}


def test_several_results_stay_apart():
    both = "未按规定公示应当公示的信息、发现问题待后续处理"
    (row,) = facts(PROBLEM | {"result": both})
    assert row[PORTAL.result] == "未按规定公示应当公示的信息；发现问题待后续处理"


def test_credit_rows_carry_legal_person_and_basis():
    (row,) = credit(PROBLEM, {CODES[0]: "示例某"}, "《示例条例》第一条")
    assert set(row) == set(CREDIT)
    assert (row[CREDIT.legal_person], row[CREDIT.basis]) == ("示例某", "《示例条例》第一条")
    assert (row[CREDIT.bureau], row[CREDIT.data_source]) == (SETTINGS.bureau, SETTINGS.bureau)
    (unknown,) = credit(PROBLEM, {}, "")
    assert unknown[CREDIT.legal_person] == ""


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
    assert credit_row(Inspection(0, code, "示例"), {}, "", SETTINGS)[CREDIT.party_kind] == kind
