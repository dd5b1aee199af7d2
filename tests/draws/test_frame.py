"""抽样框: who is admitted, and why the others are not."""

from dataclasses import replace
from fractions import Fraction

import pytest

from tests.builders import ENTITY, typed_table
from tests.draws.cases import STRATA, codes, entities, plan
from xlcheck.draws.frame.frame import FrameTerms, entities_of, frame_digest, frame_text
from xlcheck.draws.plan import task_of
from xlcheck.model import Entity, Policy, Ratio, RatioKind, XlcheckError
from xlcheck.schema.inputs import ENTITIES

HALF = Ratio("50%", RatioKind.EXACT, Fraction(1, 2))


def split(rows, ratio=HALF, drawn=None, **policy):
    return entities_of(typed_table(ENTITIES, rows), FrameTerms(task_of(plan(ratio)), Policy(**policy), drawn or {}))


CODE = codes(1)[0]


def row(code=CODE, **cells):
    return ENTITY | {"code": code} | cells


@pytest.mark.parametrize(
    "cells",
    [
        {},
        {"founded": "2020-12-31"},
        {"licence_to": "2021-04-30"},
        {"licence_to": "长期"},
        {"licence_to": ""},
        {"status": "在营"},
        {"code": " ９１140603ma0k000000 "},
    ],
)
def test_entity_is_admitted__ok(cells):
    admitted, excluded = split([row(**cells)])
    assert ([e.code for e in admitted], excluded) == (["91140603MA0K000000"], ())


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"status": "停业"}, "经营状态为“停业”"),
        ({"status": ""}, "经营状态没有填写"),
        ({"founded": "2021-01-01"}, "成立日期 2021-01-01，不早于 2021-01-01"),
        ({"founded": ""}, "成立日期没有填写，不能确定是否早于 2021-01-01"),
        ({"licence_to": "2021-04-29"}, "许可有效期至 2021-04-29，早于抽查日期结束日 2021-04-30"),
        ({"category": ""}, "对象类别没有填写，不能确定是否属于本任务"),
        ({"status": "注销", "founded": "2021-03-01"}, "经营状态为“注销”"),
    ],
)
def test_entity_is_left_out_with_its_reason(cells, reason):
    admitted, [excluded] = split([row(**cells)])
    assert (admitted, excluded.reason, excluded.counted) == ((), reason, False)


def test_without_a_cut_off_the_founding_date_does_not_matter():
    task = task_of(plan(HALF))
    free = replace(task, scope=replace(task.scope, founded_before=None))
    rows = [row(codes(3)[0], founded=""), row(codes(3)[1], founded="2021-12-01")]
    assert len(entities_of(typed_table(ENTITIES, rows), FrameTerms(free, Policy(), {}))[0]) == 2


def test_other_categories_are_not_mentioned():
    assert split([row(category="机动车维修")]) == ((), ())


@pytest.mark.parametrize(
    ("policy", "times", "reason"),
    [
        ({"no_repeat": True}, 1, "本年度已抽中 1 次，年内不重复抽取"),
        ({"yearly_cap": 2}, 2, "本年度已抽中 2 次，达到每户年度上限 2 次"),
    ],
)
def test_drawn_earlier_this_year_still_counts_in_the_base(policy, times, reason):
    drawn = {codes(2)[0]: times}
    admitted, [excluded] = split([row(code) for code in codes(2)], drawn=drawn, **policy)
    assert [e.code for e in admitted] == [codes(2)[1]]
    assert (excluded.code, excluded.reason, excluded.counted) == (codes(1)[0], reason, True)


def test_drawn_earlier_is_no_reason_without_a_policy():
    assert len(split([row()], drawn={codes(1)[0]: 3})[0]) == 1
    assert len(split([row()], drawn={codes(1)[0]: 1}, yearly_cap=2)[0]) == 1


def test_closed_and_drawn_earlier_does_not_count():
    _, [excluded] = split([row(status="停业")], drawn={codes(1)[0]: 1}, no_repeat=True)
    assert not excluded.counted


def test_the_grade_is_the_stratum_only_where_the_plan_has_strata():
    rows = [row(codes(2)[0], grade="A"), row(codes(2)[1], grade="守信")]
    assert [e.stratum for e in split(rows)[0]] == ["", ""]
    assert [e.stratum for e in split(rows, ratio=STRATA)[0]] == ["A", "A"]
    [excluded] = split(rows[:1], ratio=STRATA, drawn={codes(1)[0]: 1}, no_repeat=True)[1]
    assert excluded.stratum == "A"


def test_the_order_of_rows_does_not_matter():
    rows = [row(code, status="停业" if n % 3 == 0 else "营业") for n, code in enumerate(codes(12))]
    assert split(rows) == split(rows[::-1])
    assert [e.code for e in split(rows)[0]] == sorted(e.code for e in split(rows)[0])


@pytest.mark.parametrize(
    ("rows", "code", "named"),
    [
        ([row(), row("91 14")], "draw.bad-codes", "4"),
        ([row(), row("")], "draw.bad-codes", "4"),
        ([row("甲"), row(), row("乙", category="")], "draw.bad-codes", "3、5"),
        ([row(), row(codes(2)[1]), row()], "draw.repeated-codes", "3、5"),
        ([row(), row(category="机动车维修")], "draw.repeated-codes", "3、4"),
    ],
)
def test_codes_that_cannot_be_drawn__error(rows, code, named):
    with pytest.raises(XlcheckError) as error:
        split(rows)
    assert (error.value.code, error.value.params["rows"]) == (code, named)


def test_bad_codes_of_other_categories_do_not_stop_the_draw():
    twice = [row("91140603MA0K000099", category="机动车维修")] * 2
    assert len(split([row(), row("甲", category="机动车维修"), *twice])[0]) == 1


def test_frame_file_is_sorted_and_closed_by_line_feeds():
    assert frame_text(entities(2)[::-1]) == "91140603MA0K000000\n91140603MA0K000001\n"
    assert frame_text(()) == ""


def test_fingerprint_is_what_sha256sum_prints():
    # printf 'A\nB\n' | sha256sum
    expected = "daee1cd25194ae952d046ad9b9c81d3c07dc5332440b58d6d7461b248be56712"
    assert frame_digest([Entity("B", "乙"), Entity("A", "甲")]) == expected
