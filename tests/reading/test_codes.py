"""Check digits, against published examples and an independent implementation."""

import random

import pytest
from stdnum.cn import uscc

from xlcheck.reading.codes import (
    code_problem,
    code_problems,
    organisation_check_digit,
    organisation_holds,
    repaired_code,
    uscc_check_digit,
)

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def test_uscc_check_digit_agrees_with_stdnum__ok():
    rng = random.Random(7)
    for _ in range(500):
        first = "91140603" + "".join(rng.choice(ALPHABET) for _ in range(9))
        assert uscc_check_digit(first) == uscc.calc_check_digit(first)


def test_uscc_of_a_rural_collective__ok():
    first = "N2140603MF12345678"[:17]
    assert code_problem(first + uscc_check_digit(first)) == ""


def test_organisation_check_digit__ok():
    assert organisation_check_digit("60003734") == "1"  # GB 11714: 3*6 + 7*0 + ... mod 11


def test_registration_number__ok():
    assert code_problem("110108000000016") == ""
    assert code_problem("110108000000017") == "check"


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("9114060312345678", "length"),
        ("91140603I23456789X", "letters"),
        ("1406030000001", ""),
    ],
)
def test_code__error(code, problem):
    assert code_problem(code) == problem


def test_many_codes_at_once_are_judged_as_one_by_one():
    rng = random.Random(3)
    codes = [
        "",
        "110108000000016",
        "110108000000017",
        "N2140603MF12345678",
        "91140603示例00000000",
        "9114060\0" * 2 + "ab",
    ]
    for _ in range(400):
        body = "91140603" + "".join(rng.choice(ALPHABET + "O") for _ in range(8))
        body += rng.choice([organisation_check_digit(body[8:16]), rng.choice(ALPHABET)])
        codes.append(body + rng.choice([rng.choice(ALPHABET), "O" if "O" in body else uscc_check_digit(body)]))
    one_by_one = [code_problem(c) or ("" if organisation_holds(c) else "organisation") for c in codes]
    assert set(one_by_one) == {"", "length", "letters", "check", "organisation"}
    assert code_problems(codes) == one_by_one
    assert code_problems([]) == []


def test_letter_o_is_repaired_only_where_the_check_digit_proves_it():
    first = "91140603MA0K00000"
    code = first + uscc_check_digit(first)
    assert repaired_code(code.replace("0", "O", 1)) == code
    other = "1" if code[-1] == "0" else "0"
    assert repaired_code(code[:-1].replace("0", "O", 1) + other) == ""
    assert repaired_code(code) == ""


def test_organisation_digit_is_looked_at_only_where_there_is_one():
    body = "91140603" + "60003734" + organisation_check_digit("60003734")
    assert organisation_holds(body + uscc_check_digit(body))
    wrong = body[:-1] + ("2" if body[-1] != "2" else "3")
    assert not organisation_holds(wrong + uscc_check_digit(wrong))
    assert organisation_holds("110108000000016")
    assert organisation_holds("N2140603MF12345678")
