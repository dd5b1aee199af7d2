"""The numbers of an issue as clerks type them, and in the seed line."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.draws.randomness.test_calendar import refusal, told
from xlcheck.draws.randomness.games import GAMES, Issue
from xlcheck.draws.randomness.winning_numbers import checked, parse_numbers, read_seed_part, seed_part

SSQ, DLT, QLC, QXC, KL8 = (GAMES[key] for key in ("ssq", "dlt", "qlc", "qxc", "kl8"))
SIX = (1, 8, 13, 19, 26, 33)
TWENTY = tuple(range(2, 42, 2))


@st.composite
def drawn(draw, games=tuple(GAMES)):
    """An issue and its numbers in the order in which they might be drawn."""
    game = GAMES[draw(st.sampled_from(games))]
    groups = []
    for group in game.groups:
        numbers = st.integers(group.first, group.last)
        if group.beside:
            numbers = numbers.filter(lambda n: n not in groups[-1])
        own = st.lists(numbers, min_size=group.count, max_size=group.count, unique=not group.in_order)
        groups.append(tuple(draw(own)))
    return Issue(game.key, draw(st.integers(2000, 2099)), draw(st.integers(1, 352))), tuple(groups)


@pytest.mark.parametrize(
    "text",
    [
        "1 8 13 19 26 33 + 7",
        "01,08,13,19,26,33|07",
        "01，08，13，19，26，33＋07",
        "０１　０８　１３　１９　２６　３３　０７",
        "33 26 19 13 8 1 7",
        "红球：01、08、13、19、26、33　蓝球：07",
        "01 08 13 19 26 33\n07",
        "1 8 13 19 26 33 / 7",
        "010813192633 07",
        "010813192633+07",
    ],
)
def test_forms_of_typing_give_the_same_numbers(text):
    assert parse_numbers(SSQ, text) == (SIX, (7,))


@pytest.mark.parametrize(
    ("game", "text", "numbers"),
    [
        (DLT, "35 4 12 9 1 + 12 3", ((1, 4, 9, 12, 35), (3, 12))),
        (DLT, "1 4 9 12 35 12 3", ((1, 4, 9, 12, 35), (3, 12))),
        (DLT, "前区 01 04 09 12 35 后区 0312", ((1, 4, 9, 12, 35), (3, 12))),
        (QLC, "13 15 17 18 20 22 25 + 7", ((13, 15, 17, 18, 20, 22, 25), (7,))),
        (QLC, "基本号 13 15 17 18 20 22 25 特别号 7", ((13, 15, 17, 18, 20, 22, 25), (7,))),
        (QXC, "4 9 6 6 5 0 + 8", ((4, 9, 6, 6, 5, 0), (8,))),
        (QXC, "4 9 6 6 5 0 14", ((4, 9, 6, 6, 5, 0), (14,))),
        (QXC, "496650 8", ((4, 9, 6, 6, 5, 0), (8,))),
        (QXC, "０４９６６５＋１２", ((0, 4, 9, 6, 6, 5), (12,))),
        (KL8, " ".join(str(n) for n in reversed(TWENTY)), (TWENTY,)),
    ],
)
def test_numbers_typed__ok(game, text, numbers):
    assert parse_numbers(game, text) == numbers


CHECK = "请按开奖公告核对后重新录入。"


@pytest.mark.parametrize(
    ("game", "text", "code", "sentence"),
    [
        (SSQ, "1 8 13 19 26 40 + 7", "range", f"红球要6个不同的号码，1至33；第6个40超出范围。{CHECK}"),
        (SSQ, "1 8 13 19 26 33 + 17", "range", f"蓝球要1个号码，1至16；第1个17超出范围。{CHECK}"),
        (SSQ, "0 8 13 19 26 33 7", "range", f"红球要6个不同的号码，1至33；第1个0超出范围。{CHECK}"),
        (SSQ, "1 8 13 8 26 33 7", "repeated", f"红球要6个不同的号码，1至33；8重复了。{CHECK}"),
        (SSQ, "1 8 13 19 26 + 7", "count", f"红球要6个不同的号码，1至33；录入了5个。{CHECK}"),
        (SSQ, "1 8 13 19 26 33 7 9", "count", f"蓝球要1个号码，1至16；录入了2个。{CHECK}"),
        (SSQ, "1 8 13 19 26 33", "count", f"双色球要7个号码（红球6个、蓝球1个）；录入了6个。{CHECK}"),
        (SSQ, "1 1 1", "count", f"双色球要7个号码（红球6个、蓝球1个）；录入了3个。{CHECK}"),
        (DLT, "1 4 9 12 35 + 3 3", "repeated", f"后区要2个不同的号码，1至12；3重复了。{CHECK}"),
        (DLT, "1 4 9 12 36 + 3 4", "range", f"前区要5个不同的号码，1至35；第5个36超出范围。{CHECK}"),
        (QLC, "1 2 3 4 5 6 7 + 7", "repeated", f"特别号码要1个号码，1至30，与基本号码不同；7重复了。{CHECK}"),
        (QXC, "4 9 6 6 5 10 + 8", "range", f"前六位要6个号码，0至9，按开奖的顺序；第6个10超出范围。{CHECK}"),
        (QXC, "4 9 6 6 5 0 + 15", "range", f"最后一位要1个号码，0至14；第1个15超出范围。{CHECK}"),
        (KL8, "1 2 3", "count", f"开奖号码要20个不同的号码，1至80；录入了3个。{CHECK}"),
        (
            SSQ,
            "1 8 13 + 19 26 33 + 7",
            "groups",
            "双色球的号码按红球、蓝球分组，录入了3组。请按开奖公告重新录入，如“1 2 3 4 5 6 + 1”。",
        ),
        (
            QLC,
            "七个号码",
            "numbers",
            (
                "七乐彩的号码“七个号码”不能识别。请只录入数字，号码之间用空格或逗号隔开，各组之间用加号隔开，"
                "如“1 2 3 4 5 6 7 + 30”。"
            ),
        ),
    ],
)
def test_slip_is_named(game, text, code, sentence):
    assert told(parse_numbers, game, text) == (f"draw.lottery-{code}", sentence)


@pytest.mark.parametrize(
    "text", ["", "+", "3.14", "-5", "1 8 13 19 26 33 + 7a", "1" * 41, "一二三四五六七", "٣ 8 13 19 26 33 7"]
)
def test_numbers_that_are_none__error(text):
    assert told(parse_numbers, SSQ, text)[0] == "draw.lottery-numbers"


@pytest.mark.parametrize("game", GAMES.values(), ids=GAMES)
def test_example_of_each_game_can_be_typed(game):
    assert checked(game, parse_numbers(game, game.example))


def test_numbers_are_encoded_group_by_group():
    assert seed_part(Issue("ssq", 2024, 3), (SIX, (7,))) == "ssq-2024003=1.8.13.19.26.33./7./"
    assert seed_part(Issue("dlt", 2024, 3), ((35, 4, 12, 9, 1), (12, 3))) == "dlt-24003=1.4.9.12.35./3.12./"
    assert seed_part(Issue("qxc", 2024, 3), ((4, 9, 6, 6, 5, 0), (8,))) == "qxc-24003=4.9.6.6.5.0./8./"


def test_every_order_of_a_sorted_group_is_encoded_alike():
    issue = Issue("ssq", 2024, 3)
    assert {seed_part(issue, (order, (7,))) for order in permutations(SIX)} == {"ssq-2024003=1.8.13.19.26.33./7./"}
    assert {parse_numbers(SSQ, " ".join(map(str, order)) + " + 7") for order in permutations(SIX)} == {(SIX, (7,))}


def test_order_counts_where_the_game_says_so():
    parts = {seed_part(Issue("qxc", 2024, 3), (order, (8,))) for order in permutations((4, 9, 6, 7, 5, 0))}
    assert len(parts) == 720


@given(drawn())
def test_what_is_encoded_is_read_back(case):
    issue, numbers = case
    text = seed_part(issue, numbers)
    assert read_seed_part(text) == (issue, checked(GAMES[issue.game], numbers))
    assert seed_part(*read_seed_part(text)) == text
    assert text.isascii()
    assert text.isprintable()


@given(drawn())
def test_what_is_typed_in_the_order_of_the_balls_is_encoded_alike(case):
    issue, numbers = case
    game = GAMES[issue.game]
    plain = " ".join(str(n) for group in numbers for n in group)
    signed = "|".join(",".join(f"{n:02d}" for n in group) for group in numbers)
    for text in (plain, signed):
        assert seed_part(issue, parse_numbers(game, text)) == seed_part(issue, numbers)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ssq-2024003",
        "ssq-2024003=",
        "ssq-2024003=1.8.13.19.26.33./7.",
        "ssq-2024003=1.8.13.19.26.33./7./ ",
        "ssq-2024003=8.1.13.19.26.33./7./",
        "ssq-2024003=01.8.13.19.26.33./7./",
        "ssq-2024003=1.8.13.19.26.33.7./",
        "ssq-2024003=1.8.13.19.26.33./7./7./",
        "ssq-2024003=1.8.13.19.26.34./7./",
        "ssq-2024003=1.8.13.19.26.33./17./",
        "ssq-2024003=1.8.13.19.26.26./7./",
        "ssq-24003=1.8.13.19.26.33./7./",
        "ssq-2024000=1.8.13.19.26.33./7./",
        "ssq-1999003=1.8.13.19.26.33./7./",
        "ssq-9999003=1.8.13.19.26.33./7./",
        "ssq-3=1.8.13.19.26.33./7./",
        "ssq-02024003=1.8.13.19.26.33./7./",
        "SSQ-2024003=1.8.13.19.26.33./7./",
        "dlt-2024003=1.4.9.12.35./3.12./",
        "qlc-2024003=1.2.3.4.5.6.7./7./",
        "pl3-24003=1.2.3./",
        "ssq-2024003=1.8.13.19.26.33./7./\n",
    ],
)
def test_part_of_a_seed_line_that_is_not_canonical__error(text):
    assert told(read_seed_part, text) == (
        "draw.source-damaged",
        f"“{text}”不是随机来源的规范写法，可能被改动过。请用未改动过的抽取记录。",
    )


@given(st.sampled_from(list(GAMES.values())), st.text(max_size=60))
def test_any_numbers_are_read_or_refused_with_a_sentence(game, text):
    for typed in (text, game.example + text):
        if not refusal(parse_numbers, game, typed):
            numbers = parse_numbers(game, typed)
            assert checked(game, numbers) == numbers
