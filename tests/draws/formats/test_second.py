"""“xlcheck-draw/2”: the seed line, the strengths, and records that are read and verified."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from tests.draws.cases import drawn, grades, request, staff
from tests.draws.formats.second import (
    BY_DICE,
    BY_SYSTEM,
    GAME,
    KEPT,
    NUMBERS,
    PLAIN,
    RECEIPT,
    RICH,
    THROWS,
    second,
)
from tests.draws.layouts import all_cells
from xlcheck.draws.formats.two.seed import DICE, SYSTEM, issue_of, numbers_in_words, reveal, seed_of
from xlcheck.draws.formats.two.strength import Strength
from xlcheck.draws.frame.rules import rules_text
from xlcheck.draws.randomness.games import Issue
from xlcheck.draws.verification.draw import record_of, verify
from xlcheck.model import Exclusion, Proof, ProofKind, Ratio, RatioKind, Seats, Source, XlcheckError

CAPPED = Exclusion("91140603MA0K000091", "示例", "本年度已检查 2 次（示例），达到每户年度检查上限 2 次", counted=True)
VISITS = "计入检查次数上限的有 1 户 2 次，明细指纹（SHA-256）" + "c" * 64
RECORDS = {
    "plain": PLAIN,
    "rich": RICH,
    "dice": BY_DICE,
    "system": BY_SYSTEM,
    "capped": drawn(second(request(visits=VISITS, excluded=(CAPPED,))), version="0.2.0"),
}


def test_the_seed_line_has_three_fingerprints_and_one_source():
    digests = f"frame={PLAIN.frame_digest}|inspectors={PLAIN.inspectors_digest}|rules={PLAIN.rules_digest}"
    assert PLAIN.seed == f"xlcheck-draw/2|202102#1|{digests}|ssq-2024003=1.8.13.19.26.33./7./"
    assert BY_DICE.seed.endswith("|dice=3.0.7.1.9.4.2.8.6.5.0.3./")
    assert BY_SYSTEM.seed.endswith("|system=123456789./")
    assert seed_of(replace(PLAIN.request, practice=True)).startswith("xlcheck-practice/2|202102#1|frame=")


@pytest.mark.parametrize("name", RECORDS)
def test_a_record_is_read_as_it_was_laid_out_and_is_sound(name):
    cells = all_cells(RECORDS[name])
    assert record_of(cells) == RECORDS[name]
    assert verify(cells) == ()


@pytest.mark.parametrize(
    ("label", "forged"),
    [
        ("随机源1 数字", "2、8、13、19、26、33、7"),
        ("抽取规则指纹", "ab" * 32),
        ("随机性强度", "甲"),
        ("收存1 方式", "上级回执"),
        ("开奖日依据", "开奖日未核"),
        ("每户检查人数", "3"),
        ("格式", "xlcheck-draw/1"),
    ],
)
def test_a_forged_value_is_found(label, forged):
    cells = all_cells(PLAIN)
    row = next(row for (row, column), text in cells["数据"].items() if column == 1 and text == label)
    cells["数据"][row, 2] = forged
    assert verify(cells)


@pytest.mark.parametrize(
    ("proofs", "basis", "strength"),
    [
        ((RECEIPT,), "按财政部休市公告", "甲"),
        ((KEPT,), "按财政部休市公告", "甲·监督人留存"),
        ((KEPT, RECEIPT), "按财政部休市公告", "甲"),
        ((KEPT,), "按财政部休市公告，本单位登记", "甲·监督人留存"),
        ((), "按财政部休市公告", "公开号码，未收存"),
        ((Proof(ProofKind.STATED, "示例市局", "1", "2021-01-05"),), "按财政部休市公告", "公开号码，未收存"),
        ((replace(KEPT, at="2024-01-07 18:00"),), "按财政部休市公告", "公开号码，未收存"),
        ((replace(KEPT, holder="示例员 甲"),), "按财政部休市公告", "公开号码，未收存"),
        ((RECEIPT,), "开奖日未核", "公开号码，未收存"),
        ((RECEIPT,), "按本单位登记的休市", "公开号码，未收存"),
        ((RECEIPT,), "演练用，虚构", "公开号码，未收存"),
    ],
)
def test_strength_of_a_public_game(proofs, basis, strength):
    assert drawn(second(request(), day_basis=basis), proofs=proofs).strength == strength


@pytest.mark.parametrize(
    "proof", [replace(KEPT, holder="示例员甲"), replace(KEPT, at="2024-01-08 09:00")], ids=["his own", "late"]
)
def test_a_record_that_counts_a_lodging_which_shows_nothing_is_found(proof):
    assert verify(all_cells(replace(PLAIN, proofs=(proof,))))


def test_strength_of_dice_and_of_the_computer_is_no_more_for_a_receipt():
    assert (BY_DICE.strength, BY_SYSTEM.strength) == (Strength.DICE, Strength.MACHINE)
    assert drawn(BY_DICE.request, proofs=(RECEIPT,)).strength == "乙"


def test_the_rules_file_binds_whatever_else_decides():
    graded = second(
        request(
            grades(A=3, C=2),
            staff(5),
            Ratio("A级50%，C级100%", RatioKind.STRATA, None, strata=(("A", Fraction(1, 2)), ("C", Fraction(1)))),
            seats=(Seats("专家|一", 1),),
            apart=(("SL-03", "SL-01"),),
            leader=True,
            filter="信用风险等级为A、C",
            excluded=(Exclusion("91140603MA0K000091", "示例", "本年度已抽中 1 次", counted=True, stratum="A"),),
        )
    )
    lines = rules_text(graded).split("\n")
    assert lines[:14] == [
        "抽查比例|分级|-|-",
        "分级比例|A|1/2",
        "分级比例|C|1",
        "最少户数|1",
        "抽查日期|2021-01-01|2021-04-30",
        "抽查类型|不定向抽查",
        "定向条件|信用风险等级为A、C",
        "每户检查人数|2",
        "另有席位|专家%7C一|1",
        "组内须有组长|是",
        "要求的专业资质|-",
        "检查组数|0",
        "不得同组|SL-01|SL-03",
        f"分级|{graded.entities[0].code}|A",
    ]
    assert lines[-2:] == ["计入应抽基数|91140603MA0K000091|A", ""]


@pytest.mark.parametrize(
    "change",
    [
        {"min_count": 2},
        {"team_size": 3},
        {"leader": True},
        {"groups": 2},
        {"speciality": "道路货物运输"},
        {"apart": (("SL-00", "SL-01"),)},
        {"seats": (Seats("专家", 1),)},
        {"filter": "信用风险等级为C"},
    ],
)
def test_every_rule_moves_the_seed(change):
    assert seed_of(replace(PLAIN.request, **change)) != PLAIN.seed


def test_numbers_are_read_by_the_game_and_printed_by_it():
    asked = replace(GAME, numbers=())
    assert reveal(asked, "33 26 19 13 8 1 + 7").numbers == NUMBERS
    assert numbers_in_words(GAME) == "01、08、13、19、26、33 + 07"
    assert reveal(DICE, "307194286503").numbers == THROWS
    assert issue_of(GAME) == Issue("ssq", 2024, 3)
    with pytest.raises(XlcheckError):
        reveal(asked, "1 1 1")
    with pytest.raises(XlcheckError):
        reveal(SYSTEM, "十二")


@pytest.mark.parametrize("sources", [(), (GAME, replace(DICE, numbers=THROWS))])
def test_anything_but_one_source_is_refused(sources):
    with pytest.raises(XlcheckError) as error:
        seed_of(replace(PLAIN.request, sources=sources))
    assert error.value.code == "draw.one-source"


@pytest.mark.parametrize("key", ["witness1", "lottery1", "ssq-24003", "dlt-2024003", "ssq-2024003x", ""])
def test_a_source_of_no_known_kind_is_refused(key):
    with pytest.raises(XlcheckError) as error:
        seed_of(second(request(), Source(key, "示例", NUMBERS)))
    assert error.value.code == "draw.seed-part"


def test_a_draw_day_is_kept():
    assert record_of(all_cells(PLAIN)).request.draw_day == date(2024, 1, 7)


def test_who_was_inspected_too_often_is_told_apart_in_the_base():
    [quota] = RECORDS["capped"].quotas
    assert quota.arithmetic.endswith("（基数含本年度已抽中、检查次数已满的 1 户）")
    assert VISITS in {text for cells in all_cells(RECORDS["capped"]).values() for text in cells.values()}
