"""The seed line, and numbers as clerks type them."""

import pytest

from tests.draws.cases import SOURCES, vectors
from xlcheck.draws.formats.one.seed import check_declared, check_revealed, encode, only_system, reveal, seed_line
from xlcheck.model import Source, XlcheckError

FRAME, PEOPLE = "a" * 64, "b" * 64
WITNESS, LOTTERY, SYSTEM = Source("witness1", "监督人甲"), Source("lottery1", "双色球"), Source("system1", "本机随机数")
DRAND = Source("drand1", "drand 第 1000 轮")


def code_of(call, *args):
    with pytest.raises(XlcheckError) as error:
        call(*args)
    return error.value.code


@pytest.mark.parametrize("case", vectors("rfc3797.json")["cases"], ids=lambda case: case["name"])
def test_numbers_are_encoded_as_rfc_3797_does(case):
    assert "".join(encode(numbers, ordered=False) for numbers in case["sources"]) == case["key"]


def test_ordered_numbers_keep_their_order():
    assert encode((3, 9, 14, 20, 27, 31, 12)) == "3.9.14.20.27.31.12./"


def test_seed_line__ok():
    assert seed_line("202101", 2, FRAME, PEOPLE, SOURCES) == (
        f"xlcheck-draw/1|202101#2|frame={FRAME}|inspectors={PEOPLE}|lottery1=3.9.12.14.20.27.31./|witness1=482913./"
    )


@pytest.mark.parametrize(
    "args",
    [
        ("01号", 1, FRAME, PEOPLE, SOURCES),
        ("2021|01", 1, FRAME, PEOPLE, SOURCES),
        ("", 1, FRAME, PEOPLE, SOURCES),
        ("202101", 1, FRAME[:-1], PEOPLE, SOURCES),
        ("202101", 1, FRAME, PEOPLE.upper(), SOURCES),
        ("202101", 1, FRAME, PEOPLE, [Source("监督人", "甲", (1,))]),
        ("202101", 1, FRAME, PEOPLE, [Source("a|b", "甲", (1,))]),
    ],
)
def test_seed_line__error(args):
    assert code_of(seed_line, *args) == "draw.seed-part"


@pytest.mark.parametrize(
    ("source", "text", "numbers"),
    [
        (WITNESS, "482913", (482913,)),
        (WITNESS, "４８２９１３", (482913,)),
        (WITNESS, "000123", (123,)),
        (WITNESS, " 48 29 13 ", (48, 29, 13)),
        (LOTTERY, "3 9 14", (3, 9, 14)),
        (LOTTERY, "3、9、14", (3, 9, 14)),
        (LOTTERY, "03,09，14；20", (3, 9, 14, 20)),
        (LOTTERY, "3 9 14 20 27 31 + 12", (3, 9, 14, 20, 27, 31, 12)),
        (DRAND, "00FF" + "0" * 60, (0xFF << 240,)),
        (DRAND, "1" * 64, (int("1" * 64, 16),)),
    ],
)
def test_numbers_typed__ok(source, text, numbers):
    assert reveal(source, text).numbers == numbers


@pytest.mark.parametrize(
    ("source", "text", "code"),
    [
        (WITNESS, "48291", "draw.witness-digits"),
        (WITNESS, "", "draw.numbers-unreadable"),
        (WITNESS, "四八二九一三", "draw.numbers-unreadable"),
        (LOTTERY, "3.14", "draw.numbers-unreadable"),
        (LOTTERY, "-5", "draw.numbers-unreadable"),
        (LOTTERY, "1" * 81, "draw.numbers-unreadable"),
        (LOTTERY, "fe" * 32, "draw.numbers-unreadable"),
        (DRAND, "fe" * 31, "draw.numbers-unreadable"),
    ],
)
def test_numbers_typed__error(source, text, code):
    assert code_of(reveal, source, text) == code


@pytest.mark.parametrize("sources", [(WITNESS, LOTTERY), (SYSTEM,), (SYSTEM, WITNESS), (DRAND, LOTTERY, WITNESS)])
def test_declared_sources__ok(sources):
    check_declared(sources)


@pytest.mark.parametrize(
    ("sources", "code"),
    [
        ((), "draw.sources-few"),
        ((WITNESS,), "draw.sources-few"),
        ((DRAND,), "draw.sources-few"),
        ((WITNESS, WITNESS), "draw.sources-same"),
        ((WITNESS, Source("witness2", "监督人甲")), "draw.sources-same"),
        ((WITNESS, Source("lottery=1", "双色球")), "draw.seed-part"),
    ],
)
def test_declared_sources__error(sources, code):
    assert code_of(check_declared, sources) == code


def test_a_source_without_numbers__error():
    assert code_of(check_revealed, (SOURCES[0], WITNESS)) == "draw.not-revealed"
    check_revealed(SOURCES)


def test_only_system_randomness_is_told_apart():
    assert only_system((SYSTEM,))
    assert not only_system((SYSTEM, WITNESS))
