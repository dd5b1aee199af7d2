"""Throws of dice as they are typed from the signed sheet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.draws.randomness.test_calendar import told
from xlcheck.draws.randomness.dice import THROWS, dice_part, parse_dice, read_dice_part

THROWN = (3, 0, 7, 1, 9, 4, 2, 8, 6, 5, 0, 3)
PART = "dice=3.0.7.1.9.4.2.8.6.5.0.3./"


@pytest.mark.parametrize(
    "text",
    [
        "3 0 7 1 9 4 2 8 6 5 0 3",
        "307194286503",
        "307 194 286 503",
        "３、０、７、１、９、４、２、８、６、５、０、３",
        "3,0,7,1,9,4，2，8，6，5，0，3",
        " 3.0.7.1.9.4.2.8.6.5.0.3. ",
        "3071-9428-6503",
        "307194\n286503",
    ],
)
def test_throws_typed__ok(text):
    assert parse_dice(text) == THROWN


def test_throws_are_encoded():
    assert dice_part(THROWN) == PART
    assert read_dice_part(PART) == THROWN


SHEET = "请对照签字的原始记录"


@pytest.mark.parametrize(
    ("text", "code", "sentence"),
    [
        (
            "3 0 7 1 9 4 2 8 6 5 0",
            "count",
            f"要12次的数字，每次一个，0至9；录入了11个。{SHEET}，逐次核对后重新录入。",
        ),
        ("3071942865031", "count", f"要12次的数字，每次一个，0至9；录入了13个。{SHEET}，逐次核对后重新录入。"),
        (
            "3 10 7 1 9 4 2 8 6 5 0 3",
            "range",
            f"每次是0至9中的一个数字；第2次的10超出范围。{SHEET}重新录入，面上是10的写0。",
        ),
        (
            "3 0 7 1 9 4 2 8 6 5 O 3",
            "unreadable",
            "“3 0 7 1 9 4 2 8 6 5 O 3”不能识别。请依次录入12次的数字，每次一个，0至9，如“3 0 7 1 9 4 2 8 6 5 0 3”。",
        ),
    ],
)
def test_throws_typed__error(text, code, sentence):
    assert told(parse_dice, text) == (f"draw.dice-{code}", sentence)


@pytest.mark.parametrize("text", ["", " ", "三零七一九四二八六五零三", "...", "٣07194286503"])
def test_throws_that_are_none__error(text):
    assert told(parse_dice, text)[0] == "draw.dice-unreadable"


@given(st.lists(st.integers(0, 9), min_size=THROWS, max_size=THROWS), st.sampled_from(["", " ", "、", ","]))
def test_throws_are_read_back(throws, between):
    assert parse_dice(between.join(map(str, throws))) == tuple(throws)
    assert read_dice_part(dice_part(throws)) == tuple(throws)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "dice=",
        PART[:-1],
        PART + "\n",
        PART.upper(),
        PART.replace("3.0.", "0.", 1),
        PART.replace("7.", "17."),
        PART.replace("7.", "07."),
        PART.replace("4.", "4./"),
        PART.removeprefix("dice="),
        PART * 2,
    ],
)
def test_part_of_a_seed_line_that_is_not_canonical__error(text):
    assert told(read_dice_part, text)[0] == "draw.source-damaged"
