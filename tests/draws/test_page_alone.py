"""A page of any kind of draw is read into its task and comes out again, sign by sign."""

from dataclasses import replace

import pytest

from tests.draws.cases import SHARED, STRATA, TIED, drawn, entities, grades, request, rich_request, staff
from tests.draws.formats.second import BY_DICE, BY_SYSTEM, KEPT, PLAIN, RECEIPT, RICH, second
from xlcheck.draws.formats import format_of
from xlcheck.draws.replacement import drawn_task_of
from xlcheck.draws.verification.page import verify_page
from xlcheck.model import Exclusion, Proof, ProofKind, Seats, Source

STATED = Proof(ProofKind.STATED, "示例市局；二处", "SC-1", "2024-01-05 09:00")
JOINT = (*staff(6), *(replace(i, cert=f"JT-{n}", name=f"示例联{n}", party="示例局") for n, i in enumerate(staff(4))))
MOVED = {"opening": "a" * 64, "moved": "b" * 64, "moved_counts": "名录变动：新增 1 户", "moved_reason": "示例；原因"}
RECORDS = {
    "plain": PLAIN,
    "with everything": RICH,
    "by dice": BY_DICE,
    "by the computer": BY_SYSTEM,
    "graded": drawn(second(request(grades(A=12, B=11, C=3), ratio=STRATA)), version="0.2.0"),
    "graded with an overall number": drawn(second(request(grades(A=40, B=11, C=9), ratio=SHARED)), version="0.2.0"),
    "graded with a tie": drawn(second(request(grades(A=10, B=10, C=10), ratio=TIED)), version="0.2.0"),
    "joint": drawn(second(request(entities(9), JOINT, seats=(Seats("示例局", 1),))), version="0.2.0"),
    "by groups": drawn(second(request(entities(9), staff(9), groups=3)), version="0.2.0"),
    "apart": drawn(second(request(entities(9), staff(6), apart=(("SL-00", "SL-01"),))), version="0.2.0"),
    "directed": drawn(
        second(request(kind="定向抽查", filter="经营状态为营业", category_size=30, filter_reason="示例（原因）")),
        version="0.2.0",
    ),
    "after what moved": drawn(second(request(follows=True, **MOVED)), version="0.2.0"),
    "with companies at a cap": drawn(
        second(
            request(
                visits="计入检查次数上限的有 1 户 2 次，明细指纹（SHA-256）" + "c" * 64,
                excluded=(
                    Exclusion(
                        "91140603MA0K000091",
                        "示例",
                        "本年度已检查 2 次（示例），达到每户年度检查上限 2 次",
                        counted=True,
                    ),
                ),
            )
        ),
        version="0.2.0",
    ),
    "with people left out": drawn(
        second(
            request(
                inspectors_excluded=(Exclusion("SL-99", "示例员九", "请假"), Exclusion("没有证号", "示例", "没有证号"))
            )
        ),
        version="0.2.0",
    ),
    "held by several": drawn(second(request()), proofs=(RECEIPT, STATED, KEPT), version="0.2.0"),
    "for the second time": drawn(
        second(request(attempt=2, reason="示例<原因>&")), marks=("示例红字。",), version="0.2.0"
    ),
    "practising": drawn(second(request(practice=True)), version="0.2.0"),
    "of the first format": drawn(rich_request()),
    "of the first format, by the computer": drawn(request(sources=(Source("system1", "本机随机数", (2**90,)),))),
}


def page_of(record):
    return format_of(record.request).draw_page(drawn_task_of(record), practice=record.request.practice)


@pytest.mark.parametrize("case", RECORDS)
def test_a_page_alone__ok(case):
    assert verify_page(page_of(RECORDS[case])) == ()


@pytest.mark.parametrize("case", ["plain", "with everything", "graded", "by groups", "of the first format"])
def test_no_line_of_a_page_can_be_taken_out__error(case):
    """But of whom it says that they took no part: nothing else on the page tells of them, and ``verify`` says so."""
    lines = page_of(RECORDS[case]).split("\n")
    for number in range(0, len(lines), 7):
        if lines[number] and "未参加抽取的人员" not in lines[number]:
            assert verify_page("\n".join(lines[:number] + lines[number + 1 :])), lines[number]


@pytest.mark.parametrize(
    "text", ["", "<html>", "示例", '<script id="data">{}</script>', "<h1>抽取公开</h1><td><dd><p>"]
)
def test_whatever_is_no_page_is_told_and_raises_nothing__error(text):
    assert verify_page(text)
