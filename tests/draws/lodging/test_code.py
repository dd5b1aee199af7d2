"""收存码: every single wrong sign and every swap of neighbours is found; what people write instead is understood."""

from __future__ import annotations

from base64 import b32encode
from hashlib import sha256
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.draws.lodging.slips import dice_slip, slip
from tests.draws.randomness.test_calendar import refusal, told
from xlcheck.draws.lodging import code as coding
from xlcheck.draws.lodging.code import ALPHABET, SIGNS, differing_groups, lodging_code, parse_code
from xlcheck.draws.lodging.slip import slip_json

CODE = lodging_code(slip(1))
BARE = CODE.replace("-", "")
MANY = [lodging_code(slip(1, number=number)) for number in range(1, 9)]
PLACES = range(SIGNS)

values = st.lists(st.integers(0, 31), min_size=24, max_size=24)


def code_of(numbers):
    """The code with these values before the check sign."""
    return coding._written([*numbers, coding._check_value(numbers)])


def with_sign(code, place, sign):
    """The code with another sign at a place, not in groups."""
    bare = code.replace("-", "")
    return bare[:place] + sign + bare[place + 1 :]


def swapped(code, one, other):
    signs = list(code.replace("-", ""))
    signs[one], signs[other] = signs[other], signs[one]
    return "".join(signs)


def test_the_code_of_a_slip_is_this():
    assert CODE == "G6YJ-K474-S57C-37XZ-G7GV-EM39-8"


@pytest.mark.parametrize("made", [slip(1), slip(6), dice_slip(3), slip(15, practice=True)])
def test_it_is_the_first_120_bits_of_the_digest_in_base32(made):
    rfc = b32encode(sha256(slip_json(made).encode()).digest()[:15]).decode()
    crockford = rfc.translate(str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", ALPHABET))
    assert lodging_code(made).replace("-", "")[:24] == crockford


def test_it_has_six_groups_of_four_and_a_check_sign():
    assert [len(group) for group in CODE.split("-")] == [4, 4, 4, 4, 4, 4, 1]
    assert set(BARE) <= set(ALPHABET)
    assert not set("ILOU") & set(ALPHABET)
    assert len(set(ALPHABET)) == 32


def test_slips_that_differ_in_anything_have_other_codes():
    others = [slip(2), slip(1, number=4), slip(1, practice=True), slip(1, frozen_at=""), slip(1, version="0.2.1")]
    assert len({CODE, *map(lodging_code, others)}) == 6


@pytest.mark.parametrize("code", MANY)
def test_every_single_wrong_sign_is_found(code):
    wrong = [with_sign(code, at, sign) for at in PLACES for sign in ALPHABET]
    assert len(wrong) == 25 * 32
    assert [text for text in wrong if not refusal(parse_code, text)] == [code.replace("-", "")] * 25


def test_every_swap_of_two_neighbours_is_found_whatever_they_are():
    """The sum is linear: two signs alone show what a swap does to it beside any others."""
    for one, other in pairwise(PLACES):
        for first in range(32):
            for second in range(32):
                before, after = [0] * SIGNS, [0] * SIGNS
                before[one], before[other] = first, second
                after[one], after[other] = second, first
                assert (coding._sum(before) == coding._sum(after)) == (first == second)


@given(values, values)
def test_the_sum_is_linear(one, other):
    together = [a ^ b for a, b in zip(one, other, strict=True)]
    assert coding._sum(together) == coding._sum(one) ^ coding._sum(other)


@pytest.mark.parametrize("code", MANY)
def test_every_swap_of_any_two_signs_of_a_code_is_found(code):
    pairs = [(one, other) for one in PLACES for other in range(one)]
    same = {swapped(code, *pair) for pair in pairs if not refusal(parse_code, swapped(code, *pair))}
    assert same <= {code.replace("-", "")}
    assert sum(bool(refusal(parse_code, swapped(code, *pair))) for pair in pairs) > 200


@given(values)
def test_every_code_is_read_back(numbers):
    assert parse_code(code_of(numbers)) == code_of(numbers)


@pytest.mark.parametrize(
    "text",
    [
        BARE,
        CODE.lower(),
        CODE.replace("-", " "),
        CODE.replace("-", "　"),
        CODE.replace("-", "—"),
        CODE.replace("-", "\u2010"),
        CODE.replace("-", "、"),
        CODE.replace("-", "\r\n"),
        CODE.replace("-8", "8"),
        f"收存码：{CODE}。",
        f"收存码 {CODE}",
        "".join(chr(ord(sign) + 0xFEE0) for sign in CODE),
        "\u200b".join(CODE),
        CODE.replace("K", "\u041a").replace("M", "\u041c"),
        "-".join(BARE),
    ],
)
def test_a_code_is_understood_however_it_is_written__ok(text):
    assert parse_code(text) == CODE


LOOKING_ALIKE = code_of([0, 1, 27, 0] + [1] * 20)


@pytest.mark.parametrize("sign", ["0", "O", "o", "Ｏ", "О"])
def test_letters_that_are_no_signs_are_taken_for_what_they_look_like__ok(sign):
    assert LOOKING_ALIKE.startswith("01V0-1111")
    text = f"{sign}1U{sign}" + LOOKING_ALIKE[4:].replace("1", "I")
    assert parse_code(text) == LOOKING_ALIKE
    assert parse_code(text.replace("I", "l").replace("U", "u")) == LOOKING_ALIKE


@pytest.mark.parametrize(
    ("text", "code", "sentence"),
    [
        (
            CODE.replace("S57C", "S5#C"),
            "sign",
            "收存码第3组的“#”不是收存码用的字，可能抄错；收存码只有数字0至9和英文字母。请对照收存单重新录入。",
        ),
        (
            with_sign(CODE, 24, "？"),
            "sign",
            "收存码最后的校验位的“?”不是收存码用的字，可能抄错；收存码只有数字0至9和英文字母。请对照收存单重新录入。",
        ),
        (
            CODE.replace("G6YJ", "G6Y").replace("S57C", "S五7C"),
            "sign",
            "收存码第3组的“五”不是收存码用的字，可能抄错；收存码只有数字0至9和英文字母。请对照收存单重新录入。",
        ),
        (
            CODE.replace("S57C", "S7C"),
            "group",
            "收存码第3组可能抄错：应是4个字，录入了3个。请对照收存单重新录入。",
        ),
        (
            CODE.replace("EM39", "EM339"),
            "group",
            "收存码第6组可能抄错：应是4个字，录入了5个。请对照收存单重新录入。",
        ),
        (
            BARE[:-1],
            "count",
            "收存码是25个字：6组，每组4个，再加一个校验位；录入了24个。请对照收存单逐组核对后重新录入。",
        ),
        (
            "",
            "count",
            "收存码是25个字：6组，每组4个，再加一个校验位；录入了0个。请对照收存单逐组核对后重新录入。",
        ),
        (
            CODE.replace("S57C", "557C"),
            "wrong",
            "收存码第3组或第6组可能抄错，与校验位对不上。请对照收存单逐组核对后重新录入。",
        ),
        (
            CODE.replace("37XZ", "37ZX"),
            "wrong",
            "收存码第4组可能抄错，与校验位对不上。请对照收存单逐组核对后重新录入。",
        ),
        (
            CODE.replace("S57C", "S5WC"),
            "wrong",
            "收存码有一组或几组可能抄错，与校验位对不上。请对照收存单逐组核对后重新录入。",
        ),
    ],
)
def test_a_code_that_is_none__error(text, code, sentence):
    assert told(parse_code, text) == (f"lodging.code-{code}", sentence)


def test_a_sign_in_the_last_group_and_a_check_sign_typed_with_it_are_told_apart__error():
    assert "第6组的“%”" in told(parse_code, CODE.replace("EM39-8", "EM%98"))[1]
    assert "最后的校验位的“%”" in told(parse_code, CODE.replace("EM39-8", "EM39%"))[1]


def test_two_groups_of_a_wrong_length_are_counted_only__error():
    assert told(parse_code, CODE.replace("S57C", "S7C").replace("37XZ", "37X"))[0] == "lodging.code-count"


def named(text):
    """What the sentence names as wrong."""
    return told(parse_code, text)[1].removeprefix("收存码").partition("可能抄错")[0]


@pytest.mark.parametrize("code", MANY)
def test_the_group_of_a_usual_mistake_is_among_those_named(code):
    """One sign taken for another that looks or sounds alike, or two neighbours in a group that changed places."""
    bare, told_where = code.replace("-", ""), 0
    mistakes = [(at, with_sign(code, at, sign)) for at in PLACES for sign in sorted(coding._TAKEN_FOR[bare[at]])]
    mistakes += [(at, swapped(code, at, at + 1)) for at in range(23) if at % 4 < 3 and bare[at] != bare[at + 1]]
    for at, text in mistakes:
        where = "最后的校验位" if at == 24 else f"第{at // 4 + 1}组"
        assert where in named(text) or named(text) == "有一组或几组"
        told_where += where in named(text)
    assert told_where > len(mistakes) / 2


def test_groups_that_differ_are_told():
    assert differing_groups(CODE, CODE) == ()
    other = CODE.replace("K474", "K477").replace("EM39", "EM30")
    assert differing_groups(CODE, other) == (2, 6)
    assert differing_groups(MANY[0], MANY[1]) == (1, 2, 3, 4, 5, 6)
