"""Teams: legal, level, by lot, and logged where turned down."""

from collections import Counter
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.draws.cases import CATEGORY, SEED, codes, staff
from tests.draws.uniformity import LIKELY, chance
from tests.length import examples
from xlcheck.draws.teams.teams import Rules, assign, formation_of, team_exists
from xlcheck.draws.tickets import order
from xlcheck.model import Assignment, XlcheckError


@st.composite
def situations(draw):
    """A frame, inspectors with recusals and a speciality, and rules."""
    people, frame = draw(st.integers(3, 8)), codes(draw(st.integers(1, 12)))
    recusals = [(i, draw(st.lists(st.sampled_from(frame), max_size=3, unique=True))) for i in range(people)]
    inspectors = staff(people, draw(st.integers(0, people)), recusals)
    certs = [i.cert for i in inspectors]
    pairs = draw(st.lists(st.sampled_from(list(combinations(certs, 2))), max_size=3))
    speciality = draw(st.sampled_from(["", CATEGORY]))
    return frame, inspectors, Rules(draw(st.integers(2, 3)), speciality, frozenset(map(frozenset, pairs)))


def legal(team, inspectors, rules):
    """The rules once more, as plainly as they can be said."""
    special = not rules.speciality or any(rules.speciality in i.specialities for i in inspectors if i.cert in team)
    return special and not any(pair <= set(team) for pair in rules.apart)


def legal_teams(certs, inspectors, rules):
    return [team for team in combinations(certs, rules.size) if legal(team, inspectors, rules)]


@given(situations(), st.text(st.characters(codec="ascii"), max_size=8))
@settings(max_examples=examples(150), deadline=None)
def test_teams_are_legal_and_level_and_the_window_is_the_narrowest(situation, seed):
    frame, inspectors, rules = situation
    serving = {code: [i.cert for i in inspectors if code not in i.recused] for code in frame}
    if not all(legal_teams(serving[code], inspectors, rules) for code in frame):
        with pytest.raises(XlcheckError, match=r"draw\.no-team"):
            assign(frame, inspectors, rules, seed)
        return
    loads = Counter()
    teams = assign(frame, inspectors, rules, seed)
    assert [a.code for a in teams.assigned] == [t.id for t in order(frame, f"{seed}|order")]
    for team in teams.assigned:
        least = min(loads[cert] for cert in serving[team.code])
        assert legal(team.certs, inspectors, rules)
        assert set(team.certs) <= set(serving[team.code])
        assert max(loads[cert] for cert in team.certs) <= least + team.window
        narrower = [cert for cert in serving[team.code] if loads[cert] <= least + team.window - 1]
        assert team.window == 1 or not legal_teams(narrower, inspectors, rules)
        loads.update(team.certs)
    for tried in teams.rejected:
        assert not legal(tried.certs, inspectors, rules)
        assert tried.reason


@given(situations())
def test_team_exists_agrees_with_trying_every_team(situation):
    _, inspectors, rules = situation
    certs = [i.cert for i in inspectors]
    assert team_exists(inspectors, rules) == bool(legal_teams(certs, inspectors, rules))


@given(situations(), st.integers(0, 9))
def test_a_team_that_is_begun_is_completed_by_the_rules(situation, tried):
    frame, inspectors, rules = situation
    kept, *others = [i.cert for i in inspectors]
    possible = [team for team in legal_teams([kept, *others], inspectors, rules) if kept in team]
    assert team_exists(inspectors[1:], rules, inspectors[:1]) == bool(possible)
    begun, loads = Assignment(frame[0], 1, tried, 0, (kept,)), dict.fromkeys(others, 0)
    if not possible:
        with pytest.raises(XlcheckError, match=r"draw\.no-team"):
            formation_of(inspectors, rules, SEED).complete(begun, others, loads)
        return
    team, turned_down = formation_of(inspectors, rules, SEED).complete(begun, others, loads)
    assert team.certs[0] == kept
    assert tuple(sorted(team.certs)) in [tuple(sorted(p)) for p in possible]
    assert [a.number for a in turned_down] == list(range(tried, team.attempt))
    assert not any(legal(a.certs, inspectors, rules) for a in turned_down)


def test_attempts_are_read_on_under_seeds_of_their_own():
    inspectors, [code] = staff(6, specialists=1), codes(1)
    teams = assign([code], inspectors, Rules(2, CATEGORY), "10")
    tries = [
        tuple(t.id for t in order([i.cert for i in inspectors], f"10|team|{code}|{n}")[:2])
        for n in range(teams.assigned[0].attempt + 1)
    ]
    assert [a.certs for a in teams.rejected] + [teams.assigned[0].certs] == tries
    assert [a.number for a in teams.rejected] == list(range(teams.assigned[0].attempt))
    assert {a.reason for a in teams.rejected} == {f"组内无人具有“{CATEGORY}”专业资质"}


def test_a_pair_kept_apart_is_turned_down_by_name():
    apart = frozenset({frozenset({"SL-00", "SL-01"}), frozenset({"SL-01", "SL-02"})})
    teams = assign(codes(30), staff(3), Rules(2, apart=apart), SEED)
    assert all(set(a.certs) == {"SL-00", "SL-02"} for a in teams.assigned)
    assert {a.reason for a in teams.rejected} == {"SL-00、SL-01 不得同组", "SL-01、SL-02 不得同组"}


def test_the_window_widens_only_for_the_one_specialist():
    teams = assign(codes(20), staff(10, specialists=1), Rules(2, CATEGORY), SEED)
    assert all("SL-00" in a.certs for a in teams.assigned)
    others = Counter(cert for a in teams.assigned for cert in a.certs if cert != "SL-00")
    assert max(a.window for a in teams.assigned) > 1
    assert teams.assigned[0].window == 1
    assert sum(others.values()) == 20


@pytest.mark.parametrize(("size", "people", "frame", "spread"), [(2, 60, 500, 2), (2, 2, 9, 0), (3, 7, 100, 6)])
def test_loads_stay_level_where_all_may_serve_all(size, people, frame, spread):
    loads = Counter(c for a in assign(codes(frame), staff(people), Rules(size), SEED).assigned for c in a.certs)
    assert len(loads) == people
    assert sum(loads.values()) == size * frame
    assert max(loads.values()) - min(loads.values()) <= spread


def test_no_inspector_is_favoured_for_an_entity():
    """Of twenty inspectors any may come to the same entity, though it is the last of thirty."""
    frame, inspectors = codes(30), staff(20)
    met = np.zeros((400, 20))
    for n in range(400):
        last = assign(frame, inspectors, Rules(2), f"seed {n}").assigned[-1]
        met[n] = [i.cert in last.certs for i in inspectors]
    assert chance(met) > LIKELY


@pytest.mark.parametrize(
    ("inspectors", "rules", "code"),
    [
        (staff(1), Rules(2), "draw.no-team"),
        (staff(3, recusals=[(0, codes(1)), (1, codes(1))]), Rules(2), "draw.no-team"),
        (staff(3), Rules(2, CATEGORY), "draw.no-team"),
        ((), Rules(2), "draw.no-team"),
    ],
)
def test_teams__error(inspectors, rules, code):
    with pytest.raises(XlcheckError) as error:
        assign(codes(2), inspectors, rules, SEED)
    assert error.value.code == code


def test_the_order_of_the_lists_does_not_matter():
    inspectors = staff(9, 4, recusals=[(2, codes(3))])
    again = assign(codes(25)[::-1], inspectors[::-1], Rules(3, CATEGORY), SEED)
    assert again == assign(codes(25), inspectors, Rules(3, CATEGORY), SEED)
