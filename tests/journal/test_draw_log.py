"""抽取日志: a broken link is found."""

import json
from hashlib import sha256

import pytest

from xlcheck.journal.chain import START, event_line, line_digest
from xlcheck.journal.draw_log import check_chain, check_order, name_of_line

COMMON = {"task": "202101", "task_no": "01号", "attempt": 1, "time": "2021-01-05 09:00"}
EVENTS = (
    COMMON | {"event": "freeze", "reason": "", "frame": "", "inspectors": "", "request": "", "sources": []},
    COMMON | {"event": "reveal", "numbers": {"witness1": "482913"}, "seed": "甲\n乙"},
    COMMON | {"event": "draw", "record": "", "drawn": ["91140603MA0K000001"]},
)


def chain():
    lines = []
    for event in EVENTS:
        lines.append(event_line(lines[-1] if lines else None, event))
    return lines


def test_lines_are_canonical_and_bound_to_the_one_before():
    short = event_line(None, {"task": "202101", "event": "冻结"})
    assert short == '{"event":"冻结","previous":"' + "0" * 64 + '","task":"202101"}'
    first, second, _ = chain()
    assert json.loads(second)["previous"] == sha256(first.encode()).hexdigest()


def test_the_chain__ok():
    assert check_chain(chain()) is None
    assert check_chain([f"{line}\n" for line in chain()]) is None
    assert check_chain([]) is None


@pytest.mark.parametrize("number", range(3))
def test_a_changed_line__error(number):
    lines = chain()
    lines[number] = lines[number].replace("09:00", "09:01")
    anchored = check_chain(lines, [line_digest(chain()[-1])])
    assert anchored is not None
    if number < 2:
        assert check_chain(lines).where.startswith(f"抽取日志第 {number + 2} 行（")


@pytest.mark.parametrize("number", range(2))
def test_a_missing_line__error(number):
    lines = chain()
    del lines[number]
    assert check_chain(lines).where.startswith(f"抽取日志第 {number + 1} 行（")


def test_a_last_line_taken_away_is_found_by_the_signed_record():
    anchor = line_digest(chain()[-1])
    assert check_chain(chain(), [anchor, START]) is None
    lost = check_chain(chain()[:-1], [anchor])
    assert (lost.where, anchor in lost.expected) == ("抽取日志", True)


def test_an_event_that_lacks_what_it_must_tell__error():
    for event in EVENTS:
        for key in event:
            broken = check_chain([event_line(None, {k: v for k, v in event.items() if k != key})])
            assert broken.found == f"缺 {key}"


@pytest.mark.parametrize("event", [["freeze"], {}, 7, None])
def test_an_event_of_no_kind_is_named_as_it_stands(event):
    assert "第 1 行" in name_of_line(1, event_line(None, COMMON | {"event": event}))


@pytest.mark.parametrize("line", ["", "{", "[]", "3", f'{{"previous": "{START}"}}', "[" * 100000])
def test_a_line_of_another_form__error(line):
    assert check_chain([line]).where == "抽取日志第 1 行"


def test_lines_put_in_another_order__error():
    first, second, third = chain()
    assert check_chain([first, third, second]).where == "抽取日志第 2 行（抽取 01号 第1次 2021-01-05 09:00）"


def test_an_event_that_names_its_own_previous__error():
    with pytest.raises(ValueError, match="previous"):
        event_line(None, {"previous": "x"})


def replacement(number):
    return EVENTS[2] | {"event": "replacement", "number": number}


SECOND = tuple({**event, "attempt": 2} for event in EVENTS)
ABANDON = COMMON | {"event": "abandon", "reason": "示例"}


@pytest.mark.parametrize(
    ("events", "number", "found"),
    [
        (EVENTS, 0, ""),
        ((*EVENTS, *SECOND), 0, ""),
        ((EVENTS[0], ABANDON, *SECOND), 0, ""),
        ((*EVENTS[:2], *SECOND), 3, "上一次既没有抽取，也没有放弃"),
        ((EVENTS[0], ABANDON, EVENTS[1]), 3, "前面已有“放弃冻结”"),
        ((*EVENTS[:2], ABANDON), 3, "前面已有“揭晓号码”"),
        ((*EVENTS, {**EVENTS[0], "event": "示例"}, {**EVENTS[0], "event": "示例"}), 0, ""),
        ((*EVENTS, replacement(1), replacement(2)), 0, ""),
        ((*EVENTS, replacement(1), replacement(1)), 5, "这次抽取已有一行“补抽”"),
        ((*EVENTS[:2], replacement(1)), 3, "前面没有“抽取”"),
        (EVENTS[1:], 1, "前面没有“冻结”"),
        ((EVENTS[0], EVENTS[2]), 2, "前面没有“揭晓号码”"),
        ((*EVENTS[:2], EVENTS[0]), 3, "这次抽取已有一行“冻结”"),
        ((*EVENTS[:2], {**EVENTS[0], "number": 1}), 3, "这次抽取已有一行“冻结”"),
        ((*EVENTS[:2], {**EVENTS[2], "time": "2021-01-05 08:59"}), 3, "时间早于上一行的 2021-01-05 09:00"),
    ],
)
def test_what_cannot_have_happened_is_said(events, number, found):
    lines = [event_line(None, event) for event in events]
    told = list(check_order(lines))
    assert [(d.where.partition("（")[0], d.found) for d in told] == [(f"抽取日志第 {number} 行", found)] * bool(number)


def test_a_damaged_line_is_judged_by_what_can_be_read_of_it():
    damaged = {**EVENTS[0], "attempt": "1", "task_no": ["01号"]}
    lines = [event_line(None, event) for event in (EVENTS[0], damaged)]
    assert [d.found for d in check_order(lines)] == ["这次抽取已有一行“冻结”"]
