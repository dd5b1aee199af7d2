"""Each pair of steps that write, at the same time: nothing is lost. ``python -m tests.races`` has the long form."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.races.race import PAIRS, race, says
from xlcheck.messages import error_text
from xlcheck.model import XlcheckError

FIRST = sorted({first.name for first, _ in PAIRS})


@pytest.mark.parametrize("first", FIRST)
def test_two_steps_at_once_lose_nothing(world, tmp_path, first):
    pairs = [pair for pair in PAIRS if pair[0].name == first]
    with ThreadPoolExecutor(2) as pool:
        lost = pool.map(lambda at: race(world, tmp_path / str(at), pairs[at], seed=1), range(len(pairs)))
        assert [word for words in lost for word in words] == []


def test_sentence_of_an_error_is_known_by_its_words():
    error = XlcheckError("desk.occupied", who="甲", step="公示", since="今天", folder="2021", seconds=10)
    assert says("desk.occupied", f"！ {error_text(error)}")
    assert not says("desk.elsewhere", f"！ {error_text(error)}")
