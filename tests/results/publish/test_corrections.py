"""更正公示: every published fact that was changed is found; only what changed is told, with its reason."""

from datetime import date

import pytest

from tests.cells import FIRST, found_at
from tests.results.cases import CLEAN, CODES, DAYS, OTHER, PROBLEM, SINCE, ledger, rows, sound
from xlcheck.messages import Level, level, problem, remedy
from xlcheck.model import Publication
from xlcheck.results.publish.corrections import check_published, correction_rows, facts_of, needs_correction
from xlcheck.schema.outputs.ledger import CORRECTIBLE, LEDGER, LEDGER_PUBLISHED
from xlcheck.schema.outputs.publish import CORRECTION, PLATFORM
from xlcheck.steps.desk.rows import numbered

DAY = date(2021, 3, 5)
SAME = {"situation": "补写了检查情况。", "closed": "否", "rectified": "2021-03-20", "published": "2021-03-05"}
"""Typed after the publication into columns of which nobody is told."""


def went_out(cells=PROBLEM, first=DAY, last=DAY):
    """What is in the log of the first company, which was published with these cells."""
    (line,) = (line for line in ledger(rows(cells)).lines if line.code == CODES[0])
    return {CODES[0]: Publication(first, last, facts_of(line))}


def told(cells, published=None):
    found = check_published(ledger(rows(cells)), went_out() if published is None else published)
    return [(f.code, f.place.title) for f in found]


def corrected(cells, published=None, faulty=()):
    """The lines of the notice about the first company."""
    published = went_out() if published is None else published
    due = [x for x in sound(ledger(rows(cells)), faulty) if x.complete and needs_correction(x, published)]
    return numbered(row for line in due for row in correction_rows(line, published[line.code]))


def test_facts_are_what_the_platform_is_told_of_the_ledger():
    facts = went_out()[CODES[0]].facts
    assert set(facts) == {column.key for column in LEDGER_PUBLISHED} < set(PLATFORM.keys)
    assert (facts["inspected"], facts["remark"], facts["code"]) == ("2021-03-01", "", CODES[0])
    assert set(OTHER) == {column.key for column in CORRECTIBLE}


def test_row_that_stands_as_it_was_published__ok():
    assert told(PROBLEM | SAME) == []
    assert corrected(PROBLEM | SAME) == []


@pytest.mark.parametrize(("key", "code"), SINCE)
def test_fact_that_was_changed_after_its_publication__error(key, code):
    (found,) = check_published(ledger(rows(PROBLEM | {key: OTHER[key]})), went_out())
    assert found_at([found]) == [(code, LEDGER.column(key).title, FIRST)]
    before = went_out()[CODES[0]].facts[key] or "（空白）"
    assert f"2021-03-05 公示为“{before}”，现为“{OTHER[key]}”" in problem(found)
    assert "更正公告" in remedy(found)


def test_without_a_reason_nothing_is_corrected_and_the_change_is_an_error():
    (found,) = check_published(ledger(rows(PROBLEM | {"method": "书面检查"})), went_out())
    assert level(found) is Level.ERROR
    assert corrected(PROBLEM | {"method": "书面检查"}) == []


def test_reason_that_was_published_already_is_none():
    published = went_out(PROBLEM | {"remark": "另有说明"})
    assert corrected(PROBLEM | {"remark": "另有说明", "method": "书面检查"}, published) == []
    assert told(PROBLEM | {"remark": "另有说明", "method": "书面检查"}, published) == [
        ("ledger.published-changed", "检查方式")
    ]


def test_only_what_changed_is_told_with_both_values_and_the_reason():
    lines = corrected(PROBLEM | {"result": "发现问题已责令改正", "disposal": "责令改正", "remark": "登记有误"})
    assert all(set(line) == set(CORRECTION) for line in lines)
    shown = (CORRECTION.no, CORRECTION.field, CORRECTION.before, CORRECTION.after)
    assert [tuple(line[column] for column in shown) for line in lines] == [
        (1, "检查结果", "发现问题待后续处理", "发现问题已责令改正"),
        (2, "处理结果", "责令限期整改", "责令改正"),
    ]
    shared = (CORRECTION.code, CORRECTION.reason, CORRECTION.published)
    assert {tuple(line[column] for column in shared) for line in lines} == {(CODES[0], "登记有误", DAY)}
    assert [line[CORRECTION.receivers] for line in lines] == [
        "抽查结果公示、省平台录入表、信用信息归集表",
        "省平台录入表、信用信息归集表",
    ]


def test_remark_alone_is_a_change_of_its_own():
    (line,) = corrected(PROBLEM | {"remark": "已复查"})
    assert (line[CORRECTION.field], line[CORRECTION.before], line[CORRECTION.after]) == ("备注", "（空白）", "已复查")
    published = went_out(PROBLEM | {"remark": "已复查"})
    assert corrected(PROBLEM, published) == []
    assert told(PROBLEM, published) == [("ledger.published-changed", "备注")]


def test_row_that_is_incomplete_or_faulty_is_not_corrected():
    cells = PROBLEM | {"method": "书面检查", "remark": "登记有误"}
    assert len(corrected(cells)) == 1
    assert corrected(cells, faulty={3}) == []
    assert corrected(cells | {"result": ""}) == []


def test_publication_without_facts_is_not_compared__ok():
    published = {CODES[0]: Publication(DAY, DAY, {})}
    assert told(PROBLEM | OTHER, published) == []
    assert corrected(PROBLEM | OTHER, published) == []


def test_row_that_was_not_published_is_not_compared__ok():
    assert told(CLEAN | OTHER, {}) == []


@pytest.mark.parametrize(("day", "code"), DAYS.items())
def test_typed_day_that_the_log_does_not_have__error(day, code):
    cells = PROBLEM | {"published": day or "2021-03-05"}
    assert told(cells, went_out() if day else {}) == [(code, "公示日期")]


def test_typed_day_between_the_first_batch_and_the_last__ok():
    published = went_out(last=date(2021, 3, 12))
    for day in ("2021-03-05", "2021-03-08", "2021-03-12"):
        assert told(PROBLEM | {"published": day}, published) == []
