"""Pairs of steps that write, at the same time: nothing is lost. ``python -m tests.races`` takes each pair."""

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.races.killed import STEPS
from tests.races.race import PAIRS, SHORT, race, says
from xlcheck import steps
from xlcheck.messages import error_text
from xlcheck.model import XlcheckError

_STEPS = Path(steps.__file__).parent
FIRST = sorted({first.name for first, _ in PAIRS})


@pytest.mark.parametrize("first", FIRST)
def test_two_steps_at_once_lose_nothing(world, tmp_path, first):
    pairs = [pair for pair in SHORT if pair[0].name == first]
    with ThreadPoolExecutor(2) as pool:
        lost = pool.map(lambda at: race(world, tmp_path / str(at), pairs[at], seed=1), range(len(pairs)))
        assert [word for words in lost for word in words] == []


def test_every_step_that_locks_a_desk_is_raced_and_killed():
    locked = {
        name for path in _STEPS.rglob("*.py") for name in re.findall(r'@exclusive\("(.+?)"\)', path.read_text("utf-8"))
    }
    assert locked - {step.name for step in STEPS} == set()
    assert {step.name for step in STEPS} == set(FIRST)


def test_the_short_form_has_every_step_with_itself():
    assert {first.name for first, second in PAIRS if first is second} == {a.name for a, b in SHORT if a is b}
    assert len(SHORT) < len(PAIRS)


def test_sentence_of_an_error_is_known_by_its_words():
    error = XlcheckError("desk.occupied", who="甲", step="公示", since="今天", folder="2021", seconds=10)
    assert says("desk.occupied", f"！ {error_text(error)}")
    assert not says("desk.elsewhere", f"！ {error_text(error)}")
