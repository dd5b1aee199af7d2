"""公示日志: what a line must be to tell of a row, or of a batch that was taken back, and what follows."""

from datetime import date

import pytest

from xlcheck.journal.chain import MALFORMED, Chain
from xlcheck.journal.publication_events import (
    PublicationEvent,
    Retraction,
    first_break,
    from_json,
    logged,
    publication_state,
    retraction_json,
    to_json,
)

ROW = PublicationEvent(date(2021, 3, 5), "第1批_20210305", "202101", "91140603MA0K1YARXC", 1, {"result": "合格"}, "")
BACK = Retraction(date(2021, 3, 8), "第1批_20210305", 1, "附件用错")
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


def test_batch_that_was_taken_back_comes_back_as_it_was_logged():
    assert logged(retraction_json(BACK)) == BACK
    assert logged(to_json(ROW)) == ROW


@pytest.mark.parametrize(
    "changed", [{"event": "别的"}, {"day": "昨天"}, {"batch": 1}, {"rows": "1"}, {"rows": True}, {"reason": None}]
)
def test_retraction_with_a_value_of_another_kind_is_none__error(changed):
    line = retraction_json(BACK) | changed
    with pytest.raises(MALFORMED):
        logged(line)
    broken = first_break(Chain(()).followed_by([to_json(ROW), line]))
    assert broken is not None
    assert broken.number == 2


def test_retraction_without_one_of_its_values_is_none__error():
    for key in ("day", "batch", "rows", "reason"):
        with pytest.raises(MALFORMED):
            logged({name: value for name, value in retraction_json(BACK).items() if name != key})


def test_batch_that_was_taken_back_is_known_and_none_of_its_rows_is_public():
    later = PublicationEvent(date(2021, 3, 9), "第2批_20210309", ROW.task, ROW.code, 1, ROW.facts)
    chain = Chain(()).followed_by([to_json(ROW), retraction_json(BACK), to_json(later)])
    assert first_break(chain) is None
    state = publication_state(chain)
    assert (state.events, state.retractions) == ((later,), (BACK,))
    assert state.batches == {ROW.batch, later.batch}
    assert [state.debuts_of(batch) for batch in (ROW.batch, later.batch)] == [[], [later]]


def test_retraction_continues_a_log_of_0_1_0():
    old = Chain(('{"day": "2021-03-05", "batch": "第1批_20210305", "task": "202101", "code": "91140603MA0K1YARXC"}',))
    chain = old.followed_by([retraction_json(BACK)])
    assert first_break(chain) is None
    assert publication_state(chain).events == ()
