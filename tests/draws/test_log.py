"""抽取日志: a broken link is found."""

import json
from hashlib import sha256

import pytest

from xlcheck.draws.log import START, check_chain, event_line, line_digest

EVENTS = (
    {"event": "freeze", "task": "202101"},
    {"event": "reveal", "号码": [3, 9]},
    {"event": "draw", "note": "甲\n乙"},
)


def chain():
    lines = []
    for event in EVENTS:
        lines.append(event_line(lines[-1] if lines else None, event))
    return lines


def test_lines_are_canonical_and_bound_to_the_one_before():
    first, second, _ = chain()
    assert first == '{"event":"freeze","previous":"' + "0" * 64 + '","task":"202101"}'
    assert json.loads(second)["previous"] == sha256(first.encode()).hexdigest()
    assert "号码" in second


def test_the_chain__ok():
    assert check_chain(chain()) is None
    assert check_chain([f"{line}\n" for line in chain()]) is None
    assert check_chain([]) is None


@pytest.mark.parametrize("number", range(3))
def test_a_changed_line__error(number):
    lines = chain()
    lines[number] = lines[number].replace("e", "E", 1)
    anchored = check_chain(lines, [line_digest(chain()[-1])])
    assert anchored is not None
    if number < 2:
        assert check_chain(lines).where == f"抽取日志第 {number + 2} 行"


@pytest.mark.parametrize("number", range(2))
def test_a_missing_line__error(number):
    lines = chain()
    del lines[number]
    assert check_chain(lines).where == f"抽取日志第 {number + 1} 行"


def test_a_last_line_taken_away_is_found_by_the_signed_record():
    anchor = line_digest(chain()[-1])
    assert check_chain(chain(), [anchor, START]) is None
    lost = check_chain(chain()[:-1], [anchor])
    assert (lost.where, anchor in lost.expected) == ("抽取日志", True)


@pytest.mark.parametrize("line", ["", "{", "[]", "3", f'{{"previous": "{START}"}}', "[" * 100000])
def test_a_line_of_another_form__error(line):
    assert check_chain([line]).where == "抽取日志第 1 行"


def test_lines_put_in_another_order__error():
    first, second, third = chain()
    assert check_chain([first, third, second]).where == "抽取日志第 2 行"


def test_an_event_that_names_its_own_previous__error():
    with pytest.raises(ValueError, match="previous"):
        event_line(None, {"previous": "x"})
