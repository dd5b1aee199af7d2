"""The round whose minutes are modelled is one that is really frozen, lodged and drawn."""

from math import isclose

from tests.cli.draws import events, record_of
from tests.cli.menu.round_minutes import Sitting, in_characters, keys_of, play_round, total


def test_a_round_is_played_to_its_end(sample_copy, monkeypatch):
    sittings = list(play_round(sample_copy, monkeypatch))
    assert [(one.name, one.questions) for one in sittings] == [("check", 3), ("freeze", 7), ("lodge", 6), ("draw", 9)]
    assert {name for name, _ in events(sample_copy)} == {"freeze", "reveal", "draw"}
    assert record_of(sample_copy, "03号").strength == "甲·监督人留存"
    assert all(one.shown > 100 for one in sittings)


def test_a_line_costs_the_keys_of_its_signs_and_enter():
    assert (keys_of(""), keys_of("12"), keys_of("是"), keys_of("示例甲")) == (1, 3, 5, 13)


def test_a_letter_is_half_a_character_to_read():
    assert in_characters("已冻结 01号") == 5


def test_minutes_are_those_of_keys_questions_program_and_reading():
    one = Sitting("freeze", questions=4, keys=10, shown=150, seconds=2)
    assert isclose(one.minutes, (10 * 0.28 + 4 * 1.35 + 2) / 60 + 0.5)
    assert isclose(total([one, one]).minutes, 2 * one.minutes)
