"""Numbers of persons, planted: they stand in nothing that is published, told or kept; the long form is plantings.py."""

import pytest

from tests.steps.desk.plantings import PLACES, SPELLINGS, STATES, copied, digits, made, plant, standing, troubles_of

NAMES = list(PLACES)


@pytest.fixture(scope="session")
def states(tmp_path_factory):
    """A run on a desk of each state, not to be written into; each is made when it is needed first."""
    runs = {}

    def state_of(state):
        if state not in runs:
            runs[state] = made(state, tmp_path_factory.mktemp("planted") / state.__name__)
        return runs[state]

    return state_of


@pytest.mark.parametrize("place", NAMES)
def test_planted_number_goes_nowhere_and_somebody_is_told(states, tmp_path, place):
    spelling = SPELLINGS[NAMES.index(place) * 7 % len(SPELLINGS)]
    run = copied(states(PLACES[place].state), tmp_path / "here")
    assert troubles_of(run, place, spelling) == ""


def test_without_a_number_each_place_takes_its_text(states, tmp_path):
    """What is refused above is refused for the number."""
    for name in ("操作人", "放弃理由", "补抽原因", "台账备注"):
        run = copied(states(PLACES[name].state), tmp_path / name)
        assert plant(run, name, "示例丙") == ""
        assert run.desk.root.exists()


def test_number_that_stands_somewhere_is_found_by_its_digits(states, tmp_path):
    run = copied(states(STATES[0]), tmp_path / "here")
    (run.desk.publications / "示例").mkdir(parents=True)
    (run.desk.publications / "示例" / "页.html").write_text("<p>电话 138-1234 5678</p>", "utf-8")
    assert standing(run.desk, "1381-234-5678") == ["公示/示例/页.html"]
    assert digits("１３8-a") == "138"
