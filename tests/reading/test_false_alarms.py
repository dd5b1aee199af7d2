"""False alarms of the search for numbers of persons, among invented codes; the long form is tests/reading/codes.py."""

import pytest

from tests.reading.codes import CERTS, CODES, OTHERS, in_columns, in_sentences, invented
from xlcheck.reading.digit_runs import known_numbers
from xlcheck.reading.personal import personal_number

ALIKE = {"15位注册号", "11位执法证号", "开奖号码（空格）"}
"""Kinds of which some are written exactly as a number of a person is."""


def test_code_in_a_column_of_codes_is_no_number_of_a_person():
    assert list(in_columns(2_000, seed=2)) == []


def test_code_in_a_sentence_is_one_only_where_it_is_written_alike():
    counts = in_sentences(3_000, seed=3)
    assert {name for name, alarms in counts.items() if alarms} <= ALIKE


@pytest.mark.parametrize("name", sorted(CODES | CERTS | OTHERS))
def test_code_that_is_known_is_no_number_of_a_person(name):
    for text in invented((CODES | CERTS | OTHERS)[name], 100, seed=4):
        assert personal_number(f"经核对，{text}，属实。", set(known_numbers(text))) == ""
