"""Who fell away after a draw must be found so in the registries: a case a rule, and its neighbour that is sound."""

from datetime import date

import pytest

from tests.builders import ENTITY, INSPECTOR, plan_cells, year
from xlcheck.checks import run_checks
from xlcheck.messages import DROP_OUT_FINDINGS, Level, level, problem, remedy
from xlcheck.model import DropOut, LoggedDropOut
from xlcheck.schema.inputs import ENTITIES, INSPECTORS

CODE, CERT = ENTITY["code"], INSPECTOR["cert"]
OTHER = "91140603MA0K00002H"
LEAVE = {"cert": CERT, "reason": "示例"}
RECUSAL = {"cert": CERT, "code": CODE, "reason": "示例"}


def said(reason, cert="", codes=(CODE,), attempt=1):
    drop_out = DropOut(codes, cert, cert != "", reason, "", (), "2021-03-05 09:00", "", "0.2")
    return LoggedDropOut("202101", "01号", attempt, 2, date(2021, 3, 5), drop_out)


def books(**rows):
    tables = {"entities": [ENTITY], "inspectors": [INSPECTOR], "plan": [plan_cells(1)]} | rows
    return year(**tables)


def found(within, *fallen):
    return [f for f in run_checks(within, fallen) if f.code in DROP_OUT_FINDINGS]


WRONG = {
    "drop-out.operating": (
        books(), said("迁出"), ENTITIES.status, "01号 第 2 次补抽（2021-03-05）以“迁出”退出的“示例货运有限公司”"
    ),
    "drop-out.leave": (
        books(leaves=[LEAVE | {"first": "2021-03-01", "last": "2021-03-04"}]), said("请假", CERT), INSPECTORS.cert,
        "示例员",
    ),
    "drop-out.transfer": (books(), said("调离", CERT), INSPECTORS.status, "仍是“有效”"),
    "drop-out.certificate": (books(), said("证件失效", CERT), INSPECTORS.status, "有效期至 2025-12-31"),
    "drop-out.recusal": (
        books(recusals=[RECUSAL]), said("回避", CERT, (CODE, OTHER)), INSPECTORS.cert, f"与{OTHER}的登记"
    ),
}  # fmt: skip

SOUND = {
    "company that is closed": (books(entities=[ENTITY | {"status": "停业"}]), said("停业")),
    "company that nobody reaches": (books(entities=[ENTITY | {"status": "其他"}]), said("无法联系")),
    "company that has left the registry": (books(entities=[ENTITY | {"code": OTHER}]), said("注销")),
    "no registry of companies": (year(inspectors=[INSPECTOR]), said("注销")),
    "leave on the day": (books(leaves=[LEAVE | {"first": "2021-03-05", "last": "2021-03-05"}]), said("请假", CERT)),
    "leave later": (books(leaves=[LEAVE | {"first": "2021-03-08", "last": "2021-03-20"}]), said("请假", CERT)),
    "inspector who has left": (books(inspectors=[INSPECTOR | {"status": "失效"}]), said("调离", CERT)),
    "inspector who has left the registry": (books(inspectors=[INSPECTOR | {"cert": "SL-9"}]), said("调离", CERT)),
    "certificate that is void": (books(inspectors=[INSPECTOR | {"status": "失效"}]), said("证件失效", CERT)),
    "certificate that lapses within the window": (
        books(inspectors=[INSPECTOR | {"cert_to": "2021-04-15"}]), said("证件失效", CERT)
    ),
    "recusal": (books(recusals=[RECUSAL]), said("回避", CERT)),
    "reason of one's own": (books(), said("借调到示例单位", CERT)),
    "nobody": (books(),),
}  # fmt: skip


@pytest.mark.parametrize("code", WRONG)
def test_what_the_registry_does_not_show_is_a_warning_at_its_cell(code):
    within, fallen, column, words = WRONG[code]
    (one,) = found(within, fallen)
    table = within.tables["entities" if one.place.sheet == ENTITIES.sheet else "inspectors"]
    assert (one.code, level(one), one.place) == (code, Level.WARNING, table.place(3, column))
    assert words in problem(one)
    assert "{" not in problem(one) + remedy(one)
    assert one.key == (CODE if code == "drop-out.operating" else CERT)


@pytest.mark.parametrize("case", SOUND)
def test_what_the_registry_shows__ok(case):
    within, *fallen = SOUND[case]
    assert found(within, *fallen) == []


def test_a_leave_after_the_window_does_not_show_why_somebody_fell_away_in_it():
    late = books(leaves=[LEAVE | {"first": "2021-05-01", "last": "2021-05-20"}])
    assert [f.code for f in found(late, said("请假", CERT))] == ["drop-out.leave"]


def test_no_sheet_for_leaves_and_recusals_shows_neither():
    assert [f.code for f in found(books(), said("请假", CERT))] == ["drop-out.leave"]
    assert [f.code for f in found(books(), said("回避", CERT))] == ["drop-out.recusal"]


def test_leave_in_words_counts_and_every_drop_out_is_told():
    four = [said(reason, CERT) for reason in ("请假", "因病请假", "事假", "调离、请假")]
    assert [f.code for f in found(books(), *four)] == [
        "drop-out.leave",
        "drop-out.leave",
        "drop-out.leave",
        "drop-out.transfer",
    ]


def test_a_later_attempt_is_named():
    (one,) = found(books(), said("迁出", attempt=2))
    assert problem(one).startswith("01号 第 2 次抽取的第 2 次补抽（2021-03-05）")


def test_every_finding_is_tried():
    assert {*WRONG, "drop-out.log-unread"} == DROP_OUT_FINDINGS.keys()
