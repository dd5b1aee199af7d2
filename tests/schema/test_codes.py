"""Check digits, against published examples and an independent implementation."""

import random

import pytest
from stdnum.cn import uscc

from xlcheck.schema.codes import code_problem, organisation_check_digit, repaired_code, uscc_check_digit

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
        ("91140603I23456789X", "characters"),
        ("1406030000001", ""),
    ],
)
def test_code__error(code, problem):
    assert code_problem(code) == problem


def test_letter_o_is_repaired_only_where_the_check_digit_proves_it():
    first = "91140603MA0K00000"
    code = first + uscc_check_digit(first)
    assert repaired_code(code.replace("0", "O", 1)) == code
    assert repaired_code(code[:-1] + "O") == "" or code_problem(code[:-1] + "0") == ""
    assert repaired_code(code) == ""
