"""Words of registries: what is clear is read; a proposal says neither the opposite nor half; nobody sees some signs."""

import unicodedata

import pytest

from tests.builders import ENTITY, INSPECTOR, SETTINGS, year
from tests.reading.test_cells import read_one
from xlcheck.checks import run_checks
from xlcheck.model import Trouble
from xlcheck.reading.cells import code_trouble
from xlcheck.reading.codes import code_problem, uscc_check_digit
from xlcheck.reading.folding import clean, fold_id, fold_title
from xlcheck.reading.old_numbers import foreign_number
from xlcheck.reading.personal import TELEPHONE, personal_number
from xlcheck.reading.proposals import likely
from xlcheck.schema.inputs import ENTITIES, INSPECTORS
from xlcheck.schema.outputs.ledger import LEDGER
from xlcheck.schema.table import Column, Kind
from xlcheck.schema.vocabularies import STATIC

UNSEEN = [0xAD, 0x34F, 0x61C, 0x115F, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)]
UNSEEN += [0x2800, 0x3164, 0xFE0F, 0xFEFF, 0xFFA0, 0xFFF9, 0xE0001, 0xE0101]
YES_NO = Column("是否", Kind.CHOICE, vocabulary="是否")


@pytest.mark.parametrize("sign", [*map(chr, UNSEEN)], ids=lambda sign: f"{ord(sign):04X}")
def test_sign_that_nobody_sees_is_none(sign):
    assert clean(f"示例{sign}公司") == fold_title(f"示例{sign}公司") == "示例公司"
    assert fold_id(f"9114{sign}0603") == "91140603"
    assert personal_number(f"1380013{sign}8000") == TELEPHONE
    assert read_one(ENTITIES.founded, f"2021-03{sign}-05", SETTINGS)[0].day == 5
    assert read_one(YES_NO, f"是{sign}") == ("是", None)


def test_blank_signs_of_unicode_are_blanks():
    spaces = [chr(c) for c in range(0x10000) if unicodedata.category(chr(c)) == "Zs"]
    assert all(fold_title(f"示{sign}例") == "示例" for sign in spaces)


def test_companies_that_differ_by_a_sign_that_nobody_sees_are_one():
    books = year(entities=[ENTITY, ENTITY | {"name": "示例货\u200e运有限公司", "code": "91140603MA0K00002H"}])
    assert "registry.name-repeated" in {f.code for f in run_checks(books)}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("存续（在营、开业、在册）", "营业"),
        ("在营（开业）企业", "营业"),
        ("正常经营", "营业"),
        ("营业。", "营业"),
        ("吊销，未注销", "其他"),
    ],
)
def test_status_as_registries_write_it__ok(text, status):
    assert read_one(ENTITIES.status, text, SETTINGS) == (status, None)


@pytest.mark.parametrize(
    ("vocabulary", "text"),
    [
        ("经营状态", "未营业"),
        ("经营状态", "停止营业"),
        ("经营状态", "暂停营业"),
        ("经营状态", "非正常营业"),
        ("经营状态", "存续（停业）"),
        ("公示审核", "未同意"),
        ("公示审核", "同意与否"),
        ("是否", "不是"),
        ("是否", ">=1"),
        ("抽查类型", "非定向抽查"),
        ("信用风险等级", "A+"),
        ("抽查方式", "现场检查与网络检查"),
        ("检查结果", "发现问题"),
    ],
)
def test_text_that_says_more_less_or_no_is_not_proposed_as_a_value(vocabulary, text):
    column = Column("列", Kind.CHOICE, vocabulary=vocabulary, required=True)
    assert likely(text, STATIC[vocabulary]) == ""
    value, trouble = read_one(column, text, SETTINGS)
    assert (value, trouble.code, trouble.proposal) == (None, "choice.unknown", "")


@pytest.mark.parametrize("negation", list("未不非无没停暂"))
@pytest.mark.parametrize("vocabulary", ["经营状态", "公示审核", "抽查类型", "人员状态"])
def test_no_value_is_proposed_for_its_negation(vocabulary, negation):
    column = Column("列", Kind.CHOICE, vocabulary=vocabulary, required=True)
    for value in STATIC[vocabulary]:
        read, trouble = read_one(column, negation + value, SETTINGS)
        assert read in (negation + value, None)
        assert trouble is None or trouble.proposal != value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *((text, "有效") for text in ("在岗", "在职", "正常")),
        *((text, "失效") for text in ("无效", "调离", "已退休", "不在岗", "已注销")),
    ],
)
def test_state_of_a_person_in_other_words__ok(text, value):
    column = Column("状态", Kind.CHOICE, vocabulary="人员状态", required=True)
    assert read_one(column, text, SETTINGS) == (value, None)


@pytest.mark.parametrize("text", ["借调", "有效（借调）", "未失效", "即将失效", "在岗或调离"])
def test_state_of_a_person_that_is_not_known__error(text):
    column = Column("状态", Kind.CHOICE, vocabulary="人员状态", required=True)
    assert read_one(column, text, SETTINGS)[0] is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *((text, "是") for text in ("✓", "☑", "☑\ufe0f", "是☑否□", "☑是□否", True)),
        *((text, "否") for text in ("╳", "×", "□是☑否", False)),
    ],
)
def test_signs_for_yes_and_no__ok(text, value):
    assert read_one(YES_NO, text) == (value, None)


@pytest.mark.parametrize("text", ["是☑否☑", "是□否□", "☒", "True or false"])
def test_signs_that_may_be_yes_or_no__error(text):
    assert read_one(YES_NO, text)[1].code == "choice.unknown"


@pytest.mark.parametrize(
    ("text", "grade"), [("低风险", "A"), ("A类", "A"), ("中高", "C"), ("c级", "C"), ("AA级", "AA"), ("高风险企业", "D")]
)
def test_grade_of_a_registry_is_read_as_in_the_plan__ok(text, grade):
    assert read_one(ENTITIES.grade, text, SETTINGS) == (grade, None)


@pytest.mark.parametrize("text", ["无", "/", "—", "——", "不涉及", "暂无"])
@pytest.mark.parametrize(
    "column", [ENTITIES.grade, ENTITIES.licence_to, ENTITIES.licensed_on, ENTITIES.phone, INSPECTORS.leader]
)
def test_word_for_nothing_in_an_optional_cell_is_blank(column, text):
    assert read_one(column, text, SETTINGS) == (None, None)


def test_word_for_nothing_in_a_required_cell__error():
    assert read_one(INSPECTORS.cert_to, "无", SETTINGS)[1].code == "date.unreadable"


def test_two_companies_without_a_licence_do_not_share_its_number():
    books = year(
        entities=[ENTITY | {"licence": "无"}, ENTITY | {"name": "乙", "code": "91140603MA0K00002H", "licence": "无"}]
    )
    assert [f for f in run_checks(books) if f.code == "registry.licence-repeated"] == []


@pytest.mark.parametrize(("vocabulary", "text"), [("发起方式", "谁发起谁检查"), ("事项类别", "行政检查")])
def test_other_word_in_a_list_that_decides_nothing_is_a_hint(vocabulary, text):
    assert read_one(Column("列", Kind.CHOICE, vocabulary=vocabulary), text)[1].code == "choice.unused"


def test_old_numbers_are_warnings_and_count__ok():
    assert code_problem("140603NA000123X") == "old"
    assert code_trouble("140603NA000123X", "old") == Trouble("code.old")
    value, trouble = read_one(ENTITIES.code, "企合晋总字第000123号", SETTINGS)
    assert (value, trouble.code, dict(trouble.params)) == ("QHSXZ000123", "code.foreign", {"id": "QHSXZ000123"})
    assert foreign_number("企独京副字第 012345 号") == "QDBJF012345"
    assert foreign_number("企业合同字第1号") == ""


def test_code_in_groups_is_proposed_without_its_blanks():
    last = uscc_check_digit("91140603MA0K00001")
    value, trouble = read_one(ENTITIES.code, f"9114 0603 MA0K 0000 1{last}", SETTINGS)
    assert (value, trouble.code, trouble.proposal) == (None, "code.blanks-proven", f"91140603MA0K00001{last}")
    assert read_one(ENTITIES.code, "9114 0603 1", SETTINGS)[1] == Trouble("code.blanks", proposal="911406031")


@pytest.mark.parametrize(
    ("text", "cert"), [("SL140603-0001（A）", "SL140603-0001A"), ("14060300001(B)", "14060300001B")]
)
def test_certificate_with_a_letter_in_brackets__ok(text, cert):
    assert read_one(INSPECTORS.cert, text, SETTINGS) == (cert, None)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1月5日", "2021-01-05"),
        ("1月5日上午", "2021-01-05"),
        ("十二月五日", "2021-12-05"),
        ("2020年1月5日下午", "2020-01-05"),
    ],
)
def test_day_of_the_ledger_without_its_year__ok(text, day):
    value, trouble = read_one(LEDGER.inspected, text, SETTINGS)
    assert (value.isoformat(), trouble) == (day, None)


def test_day_of_a_registry_without_its_year__error():
    assert read_one(ENTITIES.founded, "1月5日", SETTINGS)[1].code == "date.unreadable"


@pytest.mark.parametrize("text", ["15日内", "立即", "10个工作日内", "限15日内整改完毕", "当场改正"])
def test_term_is_no_day__error(text):
    assert read_one(LEDGER.rectify_by, text, SETTINGS) == (None, Trouble("date.term"))


@pytest.mark.parametrize(
    ("text", "value", "proposal"),
    [
        ("未发现问题。", "未发现问题", ""),
        ("合格", None, "未发现问题"),
        ("正常", None, "未发现问题"),
        ("发现问题，已责令改正", None, "发现问题已责令改正"),
    ],
)
def test_result_in_other_words(text, value, proposal):
    read, trouble = read_one(LEDGER.result, text, SETTINGS)
    assert (read, trouble.proposal if trouble else "") == (value, proposal)


def test_names_of_rows_with_one_code_are_not_said_to_differ_in_code():
    assert {f.code for f in run_checks(year(entities=[ENTITY, ENTITY]))} & {
        "registry.name-repeated",
        "registry.name-alike",
    } == set()


def test_missing_columns_of_inspectors_come_before_what_follows_from_them():
    codes = {f.code for f in run_checks(year(inspectors=[INSPECTOR], plan=[]))}
    assert "registry.too-few-inspectors" not in codes
