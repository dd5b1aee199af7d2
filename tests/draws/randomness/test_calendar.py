"""When an issue is drawn: every published result agrees, and what is not known is said."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.draws.randomness.published import LAST_OF_YEAR, results
from xlcheck.draws.randomness.calendar import (
    PUBLISHED,
    Basis,
    Closure,
    DrawDay,
    closures_of,
    draw_days,
    issue_date,
    known_years,
    next_issue,
)
from xlcheck.draws.randomness.games import GAMES, Issue
from xlcheck.messages import error_text
from xlcheck.model import ClosedDays, XlcheckError, require_read
from xlcheck.schema.vocabularies import STATIC

NOTICE_2027 = (Closure(date(2027, 2, 4), date(2027, 2, 13)), Closure(date(2027, 10, 1), date(2027, 10, 4)))
"""Invented: nobody had announced the closures of that year yet."""


def refusal(call, *args):
    """The code of the error that a call raises or a parser returns; empty where it goes through."""
    try:
        require_read(call(*args))
    except XlcheckError as error:
        return error.code
    return ""


def told(call, *args):
    with pytest.raises(XlcheckError) as caught:
        require_read(call(*args))
    return caught.value.code, error_text(caught.value)


def test_every_published_result_agrees():
    assert len(results()) > 400
    assert [(issue, day) for issue, day in results() if issue_date(issue) != DrawDay(issue, day, Basis.PUBLISHED)] == []


def test_years_have_as_many_issues_as_were_published():
    found = {g: {y: len(draw_days(g, y, PUBLISHED)) for y in years} for g, years in LAST_OF_YEAR.items()}
    assert found == LAST_OF_YEAR


@pytest.mark.parametrize("game", ["ssq", "dlt", "qxc", "qlc"])
@pytest.mark.parametrize("year", [2022, 2023, 2024, 2025])
def test_published_years_are_there_in_full(game, year):
    own = [(issue.number, day) for issue, day in results() if (issue.game, issue.year) == (game, year)]
    assert {day.month for _, day in own} == set(range(1, 13))
    assert (own[0][0], own[-1][0]) == (1, LAST_OF_YEAR[game][year])


def test_closures_of_2020_to_2026_are_in_the_package():
    assert known_years(PUBLISHED) == frozenset(range(2020, 2027))
    market = [c for c in PUBLISHED if not c.game]
    assert [(c.first, c.last) for c in market if c.first.year == 2024] == [
        (date(2024, 2, 8), date(2024, 2, 17)),
        (date(2024, 10, 1), date(2024, 10, 4)),
    ]
    assert all(c.first <= c.last for c in PUBLISHED)
    assert {c.game for c in PUBLISHED} <= {"", *GAMES}


@pytest.mark.parametrize("game", GAMES)
def test_no_public_game_is_drawn_on_a_closed_day_and_the_invented_one_on_each(game):
    closed = {c.first + timedelta(days=n) for c in PUBLISHED if not c.game for n in range((c.last - c.first).days + 1)}
    days = {day for year in range(2020, 2027) for day in draw_days(game, year, PUBLISHED)}
    assert len(closed) == 7 * 14 + 39
    assert days & closed == (closed if GAMES[game].invented else set())


def test_issue_that_a_year_does_not_have__error():
    assert told(issue_date, Issue("ssq", 2024, 152)) == (
        "draw.issue-absent",
        "双色球2024年没有第152期，只有第1期至第151期。请按开奖公告核对期号。",
    )
    assert told(issue_date, Issue("ssq", 2024, 0))[0] == "draw.issue-absent"
    assert issue_date(Issue("ssq", 2024, 151)).day == date(2024, 12, 31)


def test_day_of_an_unknown_year_is_the_earliest_possible():
    unknown = issue_date(Issue("ssq", 2027, 20))
    assert unknown == DrawDay(Issue("ssq", 2027, 20), date(2027, 2, 16), Basis.UNKNOWN)
    assert unknown.basis == "开奖日未核"
    entered = issue_date(Issue("ssq", 2027, 20), NOTICE_2027)
    assert entered == DrawDay(Issue("ssq", 2027, 20), date(2027, 2, 25), Basis.ADDED)
    assert entered.basis == "按财政部休市公告，本单位登记"


def test_closures_of_staff_name_the_games_as_the_program_does():
    assert STATIC["彩种"] == tuple(game.name for game in GAMES.values() if not game.invented)
    first, last = date(2027, 2, 4), date(2027, 2, 13)
    closed = (ClosedDays(first, last), ClosedDays(first, last, "快乐8"), ClosedDays(first, last, "3D"))
    assert closures_of(closed) == (Closure(first, last), Closure(first, last, "kl8"))


def test_half_an_announcement_makes_no_year_known():
    assert known_years(NOTICE_2027) == {2027}
    assert known_years(NOTICE_2027[:1]) == frozenset()
    assert known_years(NOTICE_2027[1:]) == frozenset()
    assert known_years(Closure(c.first, c.last, "ssq") for c in NOTICE_2027) == frozenset()
    half = issue_date(Issue("ssq", 2027, 20), NOTICE_2027[:1])
    assert (half.day, half.basis) == (date(2027, 2, 25), Basis.UNKNOWN)


def test_what_staff_enter_for_a_known_year_is_told_where_it_changes_the_day():
    own = [Closure(date(2026, 5, 3), date(2026, 5, 3))]
    assert issue_date(Issue("ssq", 2026, 48), own).basis is Basis.PUBLISHED
    assert issue_date(Issue("ssq", 2026, 49), own) == DrawDay(Issue("ssq", 2026, 49), date(2026, 5, 5), Basis.ENTERED)
    assert issue_date(Issue("dlt", 2026, 100), own).basis is Basis.PUBLISHED
    of_another = [Closure(date(2026, 5, 3), date(2026, 5, 3), "qxc")]
    assert issue_date(Issue("ssq", 2026, 49), of_another).basis is Basis.PUBLISHED


@pytest.mark.parametrize(
    ("game", "after", "issue", "day"),
    [
        ("ssq", date(2024, 2, 5), Issue("ssq", 2024, 16), date(2024, 2, 6)),
        ("ssq", date(2024, 2, 6), Issue("ssq", 2024, 17), date(2024, 2, 18)),
        ("dlt", date(2025, 9, 29), Issue("dlt", 2025, 113), date(2025, 10, 6)),
        ("kl8", date(2025, 12, 31), Issue("kl8", 2026, 1), date(2026, 1, 1)),
        ("qxc", date(2023, 12, 31), Issue("qxc", 2024, 1), date(2024, 1, 2)),
        ("qlc", date(2019, 12, 31), Issue("qlc", 2020, 1), date(2020, 1, 1)),
    ],
)
def test_next_issue_is_the_first_drawn_later(game, after, issue, day):
    assert next_issue(game, after) == DrawDay(issue, day, Basis.PUBLISHED)


def test_next_issue_of_a_year_that_is_not_known_says_so():
    assert next_issue("ssq", date(2026, 12, 31)) == DrawDay(Issue("ssq", 2027, 1), date(2027, 1, 3), Basis.UNKNOWN)
    assert next_issue("ssq", date(2027, 2, 3), NOTICE_2027) == DrawDay(
        Issue("ssq", 2027, 15), date(2027, 2, 14), Basis.ADDED
    )


def test_next_issue_where_staff_closed_everything__error():
    closed = [Closure(date(2027, 1, 1), date(2028, 12, 31))]
    assert told(next_issue, "ssq", date(2027, 1, 1), closed) == (
        "draw.issue-none",
        "双色球在 2027-01-01 以后没有开奖日。请核对登记的休市日期。",
    )


@given(game=st.sampled_from(list(GAMES)), after=st.dates(date(2020, 1, 1), date(2028, 12, 31)))
def test_next_issue_leaves_none_out(game, after):
    following = next_issue(game, after)
    assert following.day > after
    assert next_issue(game, following.day - timedelta(days=1)) == following
    if following.issue.number > 1:
        before = Issue(game, following.issue.year, following.issue.number - 1)
        assert issue_date(before).day <= after
