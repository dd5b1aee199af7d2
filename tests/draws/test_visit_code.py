"""核对码: the code of a visit, and back."""

from dataclasses import replace

import pytest

from xlcheck.draws.visit_code import VisitPaper, papers_of_code

PAPER = VisitPaper("202103", "03号", 1, "91140603MAYDW9E68U", "示例驾校", ("示例甲", "示例乙"), "31add703" * 8)
CODE = "61S4-QM55-NVRR-E9KV-M5Z1-FA2Y-3"


def test_the_code_is_that_of_its_six_lines():
    assert PAPER.check_code == CODE


@pytest.mark.parametrize(
    "other",
    [
        {"plan_no": "202104"},
        {"attempt": 2},
        {"code": "91140603MAYNR1K743"},
        {"team": ("示例甲", "示例丙")},
        {"digest": "31add704" * 8},
    ],
    ids=str,
)
def test_another_visit_has_another_code(other):
    paper = replace(PAPER, **other)
    assert paper.check_code != CODE
    assert papers_of_code(CODE, [paper]) == []


def test_what_a_scan_shows_names_the_visit_and_no_number_of_a_person():
    assert PAPER.scanned.splitlines() == [
        f"核对码 {CODE}",
        "任务 202103 03号",
        "检查对象 91140603MAYDW9E68U",
        "检查组 示例甲、示例乙",
        "抽取记录 31add70331add703",
    ]


@pytest.mark.parametrize("typed", [CODE, CODE.lower(), f"核对码：{CODE}", f" 核对码 {CODE.replace('-', ' ')} ",
                                   CODE.replace("-", "").replace("0", "O").replace("1", "l")])  # fmt: skip
def test_a_code_is_known_however_it_is_typed(typed):
    assert papers_of_code(typed, [replace(PAPER, code="91140603MAYNR1K743"), PAPER, PAPER]) == [PAPER]


@pytest.mark.parametrize("typed", ["", "示例", CODE[:-2], CODE[:-1] + ("0" if CODE[-1] != "0" else "1")])
def test_what_is_no_code_is_told_from_a_code_of_nothing(typed):
    assert papers_of_code(typed, [PAPER]) is None
