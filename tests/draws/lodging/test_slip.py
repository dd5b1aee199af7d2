"""A slip as JSON: one text for one slip, read back exactly or refused with a reason."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.draws.lodging.slips import dice_slip, slip
from tests.draws.randomness.test_calendar import told
from xlcheck.draws.lodging.slip import LONGEST, FreezeSlip, LodgedTask, slip_from_json, slip_json

ONE = slip(1)
TEXT = slip_json(ONE)
TASK = json.loads(TEXT)["slip"]["tasks"][0]

lines = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=30)
digests = st.text("0123456789abcdef", min_size=64, max_size=64)
tasks = st.builds(LodgedTask, lines, lines, lines, st.integers(1, 99), digests, digests, digests)
slips = st.builds(
    FreezeSlip,
    bureau=lines,
    year=st.integers(2000, 2099),
    number=st.integers(1, 99),
    frozen_at=lines,
    source_key=lines,
    source_name=lines,
    draw_day=st.none() | st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    day_basis=lines,
    opening=digests | lines,
    moved=digests,
    log_digest=digests,
    tasks=st.lists(tasks, min_size=1, max_size=4, unique_by=lambda task: task.plan_no).map(tuple),
    practice=st.booleans(),
    version=lines,
    format=st.just("xlcheck-draw/2"),
)


@given(slips)
def test_a_slip_is_read_back(made):
    assert slip_from_json(slip_json(made)) == made


@pytest.mark.parametrize("made", [ONE, slip(15), slip(6, practice=True), dice_slip(2), slip(opening="无上年基线")])
def test_a_slip_of_an_office_is_read_back(made):
    assert slip_from_json(slip_json(made)) == made


def test_the_text_is_canonical_json():
    document = json.loads(TEXT)
    assert document["format"] == "xlcheck-draw/2"
    assert "format" not in document["slip"]
    assert document["slip"]["draw_day"] == "2026-02-26"
    assert document["slip"]["tasks"][0]["frame"] == ONE.tasks[0].frame
    assert json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")) == TEXT
    assert "\n" not in TEXT


def test_what_editors_put_around_it_does_not_matter():
    assert slip_from_json(f"\ufeff{TEXT}\r\n") == ONE


def changed(**values):
    """The text of a slip with other values than one can have."""
    document = json.loads(TEXT)
    document["slip"] |= values
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def with_task(**values):
    return changed(tasks=[TASK | values])


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "内容不完整，或不是收存单"),
        (TEXT[:-1], "内容不完整，或不是收存单"),
        ("[" * 100_000, "内容不完整，或不是收存单"),
        (TEXT + " " * LONGEST + "1", "内容太长"),
        ("[]", "有缺少、多出或写错的项目"),
        ("3", "有缺少、多出或写错的项目"),
        ('{"format":"xlcheck-draw/2","slip":[]}', "有缺少、多出或写错的项目"),
        (TEXT.replace("xlcheck-draw/2", "xlcheck-draw/1"), "格式是“xlcheck-draw/1”，本程序只读“xlcheck-draw/2”"),
        (TEXT.replace("xlcheck-draw/2", "xlcheck-draw/3"), "格式是“xlcheck-draw/3”，本程序只读“xlcheck-draw/2”"),
        (changed(more="1"), "有缺少、多出或写错的项目"),
        (changed(year="2026"), "有缺少、多出或写错的项目"),
        (changed(practice=0), "有缺少、多出或写错的项目"),
        (changed(draw_day="2026-02-30"), "有缺少、多出或写错的项目"),
        (changed(draw_day="20260226"), "不是程序写出的原样"),
        (changed(tasks={}), "有缺少、多出或写错的项目"),
        (with_task(attempt=True), "有缺少、多出或写错的项目"),
        (changed(year=10**4000), "年度或次数不对"),
        (changed(number=0), "年度或次数不对"),
        (changed(tasks=[]), "没有任务，或任务重复"),
        (changed(tasks=[TASK, TASK | {"attempt": 2}]), "没有任务，或任务重复"),
        (with_task(attempt=0), "抽取次数不对"),
        (with_task(frame="0" * 63), "指纹或摘要不是64位十六进制数"),
        (with_task(rules="A" * 64), "指纹或摘要不是64位十六进制数"),
        (changed(moved=""), "指纹或摘要不是64位十六进制数"),
        (changed(log_digest="x" * 64), "指纹或摘要不是64位十六进制数"),
        (changed(bureau="甲\n乙"), "有过长或换行的内容"),
        (changed(opening="\x00"), "有过长或换行的内容"),
        (with_task(task_name="长" * 501), "有过长或换行的内容"),
        (TEXT.replace(":", ": "), "不是程序写出的原样"),
        (TEXT.replace('"year":2026', '"year":2025,"year":2026'), "不是程序写出的原样"),
        (TEXT.replace("示例市", "\\u793a例市"), "不是程序写出的原样"),
    ],
)
def test_anything_else_is_refused__error(text, why):
    code, sentence = told(slip_from_json, text)
    assert code == "lodging.slip-unreadable"
    assert sentence == f"收存单不能读取：{why}。请用未改动过的收存单，或向发出单位重新索取。"


def test_a_lone_half_of_a_character_is_refused__error():
    assert told(slip_from_json, TEXT.replace("示例市", "\\ud800", 1))[0] == "lodging.slip-unreadable"
