"""公示: what is held back, and what each receiver is told."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import SETTINGS
from tests.results.cases import CLEAN, CODES, PROBLEM, RECORD, ledger, rows
from xlcheck.results.disclosure import credit_rows, disclosure_rows, personal_data, publishable, withheld
from xlcheck.samples import plan_2021
from xlcheck.samples.companies import companies
from xlcheck.schema.codes import organisation_check_digit, uscc_check_digit
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


@pytest.mark.parametrize(
    "text",
    [
        "身份证号140603199001011234",
        "身份证１４０６０３１９９００１０１１２３Ｘ",
        "140603 19900101 123x",
        "ID140603199001011234",
        "140603900101123",
        "手机13812345678",
        "138-1234-5678",
        "138 1234 5678",
        "138.1234.5678",
        "+8613812345678",
        "Tel13812345678",
        "微信同号１３８１２３４５６７８",
        "0349-6072345",
        "0349 6072345",
        "（0349）6072345",
        "0349－6072345",
        "0349—6072345",
        "03496072345",
        "010-12345678",
    ],
)
def test_personal_number_is_seen(text):
    assert personal_data(text)
    assert personal_data(f"经核对，{text}，属实。")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "未发现问题",
        "91140603MA0K00001K",
        "统一社会信用代码91140603MA0K00001K，许可证晋交运管许可货字140603000123号",
        "202101",
        "202101-001",
        "2021年3月1日至2021年4月30日",
        "2021-03-01 2021-04-30",
        "晋F12345、晋F·A1234",
        "抽查 50%，共 210 户",
        "平交字〔2020〕94号",
        "SL140603-0001",
        "罚款 10000 元",
    ],
)
def test_other_numbers_are_not_taken_for_personal_ones(text):
    assert not personal_data(text)


def test_no_code_or_licence_of_the_sample_is_taken_for_a_personal_number():
    rows_of_all = companies()
    assert len(rows_of_all) == 582
    for row in rows_of_all:
        assert not personal_data(str(row["code"])), row["code"]
        assert not personal_data(f"{row['name']}（{row['code']}），{row['licence']}，{row['address']}"), row
        assert personal_data(str(row["phone"])) == bool(row["phone"]), row["phone"]


def test_no_number_of_the_plan_is_taken_for_a_personal_one():
    for row in plan_2021.corrected():
        assert not personal_data("、".join(map(str, row.values())))


@given(st.sampled_from(["110119", "310120", "120119"]), st.integers(0, 99_999_999))
def test_code_in_digits_whose_region_looks_like_a_birth_year__ok(region, number):
    body = f"{number:08d}"
    first17 = f"91{region}{body}{organisation_check_digit(body)}"
    try:
        code = first17 + uscc_check_digit(first17)
    except KeyError:
        return
    assert not personal_data(code)


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
