"""Who may still act once the numbers are known gets what he wants by the first format, and by chance by the second."""

import re
from dataclasses import replace
from random import Random

import pytest

from tests.draws.cases import drawn
from tests.draws.formats.second import PLAIN
from tests.draws.steering import (
    FROZEN,
    another,
    by_first_format,
    by_second_format_lodged,
    by_second_format_unlodged,
    chance,
    lodged,
    lottery,
    share,
)
from xlcheck.draws.formats.two.strength import IN_WORDS, WEAK, Strength


def test_the_last_revealer_of_the_first_format_gets_it():
    assert share(lambda luck: by_first_format(luck, 200), 12)[0] == 1


def test_a_lodged_freeze_leaves_it_to_chance():
    part, noise = share(lambda luck: by_second_format_lodged(luck, 20), 400)
    assert abs(part - chance()) < 4 * noise


def test_what_he_makes_beside_it_passes_for_it_only_where_it_changes_nothing():
    luck, held = Random(7), lodged(FROZEN)
    made = [another(luck, FROZEN) for _ in range(600)]
    passing = [one for one in made if lodged(one) == held and one != FROZEN]
    assert 100 < len(passing) < 500  # names and reasons, and the order of rows
    expected = drawn(revealed(FROZEN))
    assert all(drawn(revealed(one)).teams == expected.teams for one in passing)


def revealed(frozen):
    return replace(frozen, sources=(replace(frozen.sources[0], numbers=lottery(Random(3))),))


def test_of_many_freezes_that_nobody_holds_one_does_it_and_the_record_says_so():
    assert share(lambda luck: by_second_format_unlodged(luck, 200), 12)[0] == 1
    assert Strength.UNLODGED in WEAK
    assert "不能排除多次冻结后择一" in IN_WORDS[Strength.UNLODGED]


@pytest.mark.parametrize(
    ("strength", "whom"), [(Strength.LODGED, "上级"), (Strength.WITNESSED, "监督人本人"), (Strength.DICE, "监督人本人")]
)
def test_who_is_said_to_hold_it_must_be_asked_or_it_is_worth_no_more(strength, whom):
    said = IN_WORDS[strength]
    assert "本记录不能证明" in said
    assert re.search(f"请.*{whom}.*核对|问{whom}", said)
    assert f"按“{Strength.ALONE if strength == Strength.DICE else Strength.UNLODGED}”看待" in said


@pytest.mark.parametrize("strength", [Strength.LODGED, Strength.WITNESSED, Strength.DICE])
def test_what_is_claimed_is_not_weak(strength):
    assert strength not in WEAK
    assert PLAIN.strength == Strength.WITNESSED


def test_the_same_luck_gives_the_same_draw():
    assert by_second_format_lodged(Random(1), 9) == by_second_format_lodged(Random(1), 9)
