"""The built-in games, and issues as clerks type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.draws.randomness.test_calendar import NOTICE_2027, refusal, told
from xlcheck.draws.randomness.calendar import PUBLISHED, draw_days
from xlcheck.draws.randomness.games import GAMES, LEAST_OUTCOMES, Issue
from xlcheck.draws.randomness.issues import parse_issue

SSQ = Issue("ssq", 2022, 3)


def test_games_have_as_many_outcomes_as_their_rules_say():
    assert {game.name: game.outcomes for game in GAMES.values() if not game.invented} == {
        "双色球": 17_721_088,
        "大乐透": 21_425_712,
        "七乐彩": 46_823_400,
        "七星彩": 15_000_000,
        "快乐8": 3_535_316_142_212_174_320,
    }
    assert all(game.outcomes >= LEAST_OUTCOMES for game in GAMES.values() if not game.invented)


def test_names_of_games_are_told_apart():
    names = [name for game in GAMES.values() for name in (game.name, *game.aliases, game.key)]
    assert len(set(names)) == len(names)
    assert not [(a, b) for a in names for b in names if a != b and b.startswith(a)]


def test_issue_is_written_as_its_game_writes_it():
    assert (SSQ.code, SSQ.key, SSQ.title) == ("2022003", "ssq-2022003", "双色球2022003期")
    old = Issue("dlt", 2007, 1)
    assert (old.code, old.key, old.title) == ("07001", "dlt-07001", "大乐透07001期")
    assert Issue("kl8", 2024, 352).title == "快乐8第2024352期"


@pytest.mark.parametrize(
    "text",
    [
        "双色球2022003期",
        "双色球第2022003期",
        "福彩双色球2022003期",
        "中国福利彩票双色球第2022003期",
        "中国福彩 双色球 2022003",
        "双色球 2022003",
        "双色球2022003 期",
        "　双色球第２０２２００３期　",
        "“双色球”：2022003期",
        "双色球\u200b2022003期",
        "双色球2022年第3期",
        "双色球第2022年003期",
        "双色球2022-003",
        "双色球22003期",
        "SSQ2022003",
    ],
)
def test_spellings_of_one_issue_are_one(text):
    assert parse_issue(text) == SSQ


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("大乐透24003期", Issue("dlt", 2024, 3)),
        ("体彩超级大乐透第24003期", Issue("dlt", 2024, 3)),
        ("大乐透2024003", Issue("dlt", 2024, 3)),
        ("大乐透20123期", Issue("dlt", 2020, 123)),
        ("七乐彩2024151期", Issue("qlc", 2024, 151)),
        ("七星彩24150期", Issue("qxc", 2024, 150)),
        ("7星彩第24150期", Issue("qxc", 2024, 150)),
        ("快乐8第2024352期", Issue("kl8", 2024, 352)),
        ("快乐82024352", Issue("kl8", 2024, 352)),
        ("福彩快乐８ ２０２４３５２", Issue("kl8", 2024, 352)),
    ],
)
def test_issue_typed__ok(text, issue):
    assert parse_issue(text) == issue


@pytest.mark.parametrize(
    ("text", "code", "sentence"),
    [
        ("", "issue-unreadable", "“”看不出是哪一种彩票的哪一期。请写明彩种和期号，如“双色球2024003期”。"),
        (
            "第2024003期",
            "issue-unreadable",
            "“第2024003期”看不出是哪一种彩票的哪一期。请写明彩种和期号，如“双色球2024003期”。",
        ),
        (
            "双色球1期",
            "issue-form",
            "“双色球1期”的期号写法不对，双色球的期号是4位年份加3位期数。请按开奖公告写明，如“双色球2024003期”。",
        ),
        (
            "大乐透",
            "issue-form",
            "“大乐透”的期号写法不对，大乐透的期号是2位年份加3位期数。请按开奖公告写明，如“大乐透24003期”。",
        ),
        (
            "双色球2022年没有第3期",
            "issue-form",
            "“双色球2022年没有第3期”的期号写法不对，双色球的期号是4位年份加3位期数。请按开奖公告写明，如“双色球2024003期”。",
        ),
        ("双色球2022000期", "issue-absent", "双色球2022年没有第0期，只有第1期至第150期。请按开奖公告核对期号。"),
        ("双色球2022151期", "issue-absent", "双色球2022年没有第151期，只有第1期至第150期。请按开奖公告核对期号。"),
        (
            "福彩3D2024003期",
            "lottery-small",
            "“3D”每期可能的结果太少，可以逐个试算，不能作随机来源。请改用双色球、大乐透、七乐彩、七星彩、快乐8中的一种，写明期号，如“双色球2024003期”。",
        ),
        (
            "浙江22选5第2024003期",
            "lottery-unknown",
            "“浙江22选5”不是程序内置的彩票，不能作随机来源。请改用双色球、大乐透、七乐彩、七星彩、快乐8中的一种，写明期号，如“双色球2024003期”。",
        ),
    ],
)
def test_issue_typed__error(text, code, sentence):
    assert told(parse_issue, text) == (f"draw.{code}", sentence)


@pytest.mark.parametrize(
    "text", ["3D2024003", "3d 2024003", "排列3第24003期", "体彩排列三24003期", "排列5 24003", "排列五"]
)
def test_games_with_too_few_results__error(text):
    assert told(parse_issue, text)[0] == "draw.lottery-small"


@pytest.mark.parametrize("text", ["东方6+1第2024003期", "示例彩票第1期", "双球2022003期", "drand 第 1000 轮", "期"])
def test_games_that_are_not_built_in__error(text):
    assert told(parse_issue, text)[0] == "draw.lottery-unknown"


@pytest.mark.parametrize(
    "text",
    [
        "双色球1999001期",
        "双色球2100001期",
        "双色球9999001期",
        "双色球202200期",
        "双色球20220003期",
        "双色球2022003期04期",
        "双色球٢٠٢٢٠٠٣",
    ],
)
def test_issue_of_another_form__error(text):
    assert told(parse_issue, text)[0] == "draw.issue-form"


def test_issues_of_a_year_that_is_not_known_go_as_far_as_its_days():
    assert parse_issue("双色球2027156期") == Issue("ssq", 2027, 156)
    assert told(parse_issue, "双色球2027157期")[0] == "draw.issue-absent"
    assert told(parse_issue, "双色球2027152期", NOTICE_2027)[0] == "draw.issue-absent"
    assert parse_issue("双色球2027151期", NOTICE_2027) == Issue("ssq", 2027, 151)


@given(st.sampled_from(list(GAMES)), st.integers(2021, 2026), st.data())
def test_issue_is_read_back_from_its_title(game, year, data):
    issue = Issue(game, year, data.draw(st.integers(1, len(draw_days(game, year, PUBLISHED)))))
    assert parse_issue(issue.title) == issue
    assert parse_issue(f"{GAMES[game].name}{year}年第{issue.number}期") == issue


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused_with_a_sentence(text):
    for typed in (text, f"双色球{text}", f"{text}2024003期"):
        assert refusal(parse_issue, typed) or parse_issue(parse_issue(typed).title) == parse_issue(typed)
