"""Certificate numbers with characters that no draw can take: what is proposed, and when nothing is."""

import pytest

from tests.builders import INSPECTOR, SETTINGS, write_sheet
from xlcheck.excel.read.workbook import read_book
from xlcheck.messages import advice, problem
from xlcheck.reading.certs import bare_cert
from xlcheck.schema.inputs import INSPECTOR_BOOK, INSPECTORS, LEAVES


@pytest.mark.parametrize(
    ("folded", "bare"),
    [
        ("晋140603号", "140603"),
        ("晋执法字第140603-001号", "140603-001"),
        ("(晋)SL140603-0001", "SL140603-0001"),
        ("晋14060号", ""),  # shorter than six
        ("晋(2020)140603号", ""),  # two runs
        ("晋ABCDEF号", ""),  # no digit
        ("晋140603号#", ""),  # a sign that stands for something else
        ("晋140603 001号", ""),
        ("晋------号", ""),
    ],
)
def test_the_part_that_a_draw_can_take(folded, bare):
    assert bare_cert(folded) == bare


def test_part_that_is_not_of_the_pattern_is_none():
    assert bare_cert("晋140603号", r"SL\d+") == ""
    assert bare_cert("晋140603号", r"\d{6}") == "140603"


def told(tmp_path, certs, leaves=()):
    """Value and proposal of each finding about certificate numbers, sheet by sheet."""
    rows = [[(INSPECTOR | {"cert": cert}).get(key, "") for key in INSPECTORS.keys] for cert in certs]
    away = [[cert if column == LEAVES.cert else "" for column in LEAVES] for cert in leaves]
    sheets = {INSPECTORS.sheet: [INSPECTORS.titles, *rows], LEAVES.sheet: [LEAVES.titles, *away]}
    _, findings = read_book(write_sheet(tmp_path / "r.xlsx", sheets), INSPECTOR_BOOK, SETTINGS)
    return [f for f in findings if f.code == "cert.characters"]


def proposals(*arguments):
    return [(f.place.sheet == LEAVES.sheet, f.value, f.proposal) for f in told(*arguments)]


def test_number_that_would_be_nobody_elses_is_proposed(tmp_path):
    assert proposals(tmp_path, ["晋140603号", "晋140604号"]) == [
        (False, "晋140603号", "140603"),
        (False, "晋140604号", "140604"),
    ]


@pytest.mark.parametrize("other", ["140603", "冀140603号", "１４０６０３"])
def test_number_that_could_be_somebody_elses_is_not_proposed(tmp_path, other):
    assert {proposal for _, _, proposal in proposals(tmp_path, ["晋140603号", other])} == {""}


def test_on_other_sheets_it_is_proposed_where_the_same_text_is_certain(tmp_path):
    found = proposals(tmp_path, ["晋140603号", "晋140604号", "140604"], ["晋140603号", "晋140604号", "冀140603号"])
    assert [(value, proposal) for elsewhere, value, proposal in found if elsewhere] == [
        ("晋140603号", "140603"),
        ("晋140604号", ""),
        ("冀140603号", ""),
    ]


def test_sentence_says_what_a_clerk_can_do(tmp_path):
    (found,) = told(tmp_path, ["晋字140603号"])
    assert problem(found) == "“执法证号”中的“晋”“字”“号”不能用于抽取，证号只能用字母、数字和短横"
    assert advice(found).endswith("可以记在“备注”中；可改为“140603”")
