"""执法检查人员: who takes part in a draw."""

from datetime import date

import pytest

from tests.builders import INSPECTOR, typed_table
from tests.draws.cases import CATEGORY, HALF, codes, plan, staff
from xlcheck.draws.frame.inspectors import inspector_relations, inspectors_digest, inspectors_of, inspectors_text
from xlcheck.draws.plan import task_of
from xlcheck.model import Recusal, XlcheckError
from xlcheck.schema.inputs import INSPECTORS, LEAVES, RECUSALS

TASK = task_of(plan(HALF))
CERT = INSPECTOR["cert"]


def split(rows, recusals=(), leaves=()):
    relations = inspector_relations(typed_table(RECUSALS, recusals), typed_table(LEAVES, leaves), codes(3), TASK.window)
    return inspectors_of(typed_table(INSPECTORS, rows), TASK, relations)


def leave(first, last, cert=CERT):
    return {"cert": cert, "first": first, "last": last}


def test_inspector__ok():
    [inspector], excluded = split([INSPECTOR | {"cert_to": "2021-04-30", "specialities": CATEGORY}])
    assert (inspector.cert, inspector.name, inspector.valid_to) == (CERT, "示例员", date(2021, 4, 30))
    assert inspector.scope == ("道路货物运输", "道路旅客运输")
    assert inspector.specialities == (CATEGORY,)
    assert excluded == ()


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"status": "失效"}, "人员状态为“失效”"),
        ({"status": ""}, "人员状态没有填写"),
        ({"cert_to": "2021-04-29"}, "执法证有效期至 2021-04-29，早于抽查日期结束日 2021-04-30"),
        ({"cert_to": ""}, "执法证有效期没有填写"),
        ({"cert": ""}, "执法证号没有填写或不能识别"),
        ({"scope": "机动车维修"}, "执法事项范围不含本类别"),
    ],
)
def test_inspector_is_left_out_with_its_reason(cells, reason):
    serving, [excluded] = split([INSPECTOR | cells])
    assert (serving, excluded.reason) == ((), reason)


def test_a_certificate_number_that_stands_twice__error():
    with pytest.raises(XlcheckError, match=r"draw\.repeated-certs"):
        split([INSPECTOR, INSPECTOR | {"name": "另一人"}])


@pytest.mark.parametrize(
    "leaves",
    [
        [leave("2021-01-01", "2021-04-30")],
        [leave("2020-11-01", "2021-12-31")],
        [leave("2021-03-01", "2021-04-30"), leave("2021-01-01", "2021-02-28")],
        [leave("2021-01-01", "2021-03-31"), leave("2021-01-10", "2021-01-12"), leave("2021-03-15", "2021-05-01")],
    ],
)
def test_leave_over_the_whole_window_excludes(leaves):
    serving, [excluded] = split([INSPECTOR], leaves=leaves)
    assert (serving, excluded.reason) == ((), "请假覆盖整个抽查日期（2021-01-01 至 2021-04-30）")


def test_leave_over_a_part_of_the_window_is_only_recorded():
    leaves = [
        leave("2021-04-01", "2021-04-30"),
        leave("2021-01-01", "2021-03-30"),
        leave("2020-12-01", "2020-12-31"),
        leave("2021-05-01", "2021-05-02"),
        leave("2021-01-01", "2021-04-30", cert="SL140603-0099"),
    ]
    [inspector], _ = split([INSPECTOR], leaves=leaves)
    assert inspector.leaves == (
        (date(2021, 1, 1), date(2021, 3, 30)),
        (date(2021, 4, 1), date(2021, 4, 30)),
    )


def test_recusals_are_those_of_the_frame_sorted_by_code():
    given = [{"cert": CERT, "code": code, "reason": "亲属"} for code in (*codes(2)[::-1], "91140603MA0K000099")]
    [inspector], _ = split([INSPECTOR], recusals=given)
    assert inspector.recusals == tuple(Recusal(code, "亲属") for code in codes(2))


def test_the_order_of_rows_does_not_matter():
    rows = [INSPECTOR | {"cert": f"SL-{n}", "status": "失效" if n % 4 == 0 else "有效"} for n in range(9)]
    assert split(rows) == split(rows[::-1])


def test_a_missing_sheet_means_no_relations():
    relations = inspector_relations(None, None, codes(3), TASK.window)
    assert (relations.recusals, relations.leaves) == ({}, {})


def test_inspectors_file__ok():
    people = staff(2, specialists=1, recusals=[(1, codes(2))])
    text = (
        "SL-00|道路货物运输、机动车维修|道路货物运输|2025-12-31|||||0\n"
        "SL-01|道路货物运输、机动车维修||2025-12-31||91140603MA0K000000、91140603MA0K000001|||0\n"
    )
    assert inspectors_text(people[::-1]) == text
    assert inspectors_digest(people) == inspectors_digest(people[::-1])


def test_inspectors_file_shows_leave():
    [inspector], _ = split([INSPECTOR], leaves=[leave("2021-02-01", "2021-02-05")])
    assert "|2025-12-31|2021-02-01~2021-02-05|" in inspectors_text([inspector])
