"""公示日志: what a line must be to tell of a row."""

from datetime import date

import pytest

from xlcheck.journal.chain import MALFORMED
from xlcheck.journal.publication_events import PublicationEvent, from_json, to_json

ROW = PublicationEvent(date(2021, 3, 5), "第1批_20210305", "202101", "91140603MA0K1YARXC", 1, {"result": "合格"}, "")
OLD = {"day": "2021-03-05", "batch": "第1批_20210305", "task": "202101", "code": "91140603MA0K1YARXC"}


def test_row_comes_back_as_it_was_logged():
    assert from_json(to_json(ROW)) == ROW


def test_row_of_0_1_0_has_no_facts():
    assert from_json(OLD) == PublicationEvent(ROW.day, ROW.batch, ROW.task, ROW.code)


@pytest.mark.parametrize(
    "changed",
    [{"day": 20210305}, {"batch": 1}, {"task": None}, {"code": ["x"]}, {"attempt": "1"}, {"attempt": True},
     {"facts": {"result": "不合格"}}, {"facts": []}, {"withdrawn": 1}],
)  # fmt: skip
def test_row_with_a_value_of_another_kind_is_none__error(changed):
    with pytest.raises(MALFORMED):
        from_json(to_json(ROW) | changed)


def test_fact_that_is_no_text_is_none__error():
    line = to_json(ROW) | {"facts": {"result": 1}, "digest": to_json(PublicationEvent(ROW.day, "", "", ""))["digest"]}
    with pytest.raises(MALFORMED):
        from_json(line)
