"""A text in parts: none too long, each understood by itself, nothing lost."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from xlcheck.reading.personal import personal_number
from xlcheck.results.remind.parts import LONGEST, Clause, parts, printable

WORDS = st.text("甲乙丙丁有限公司示例，（）A7", min_size=1, max_size=90)
CLAUSES = st.lists(st.builds(Clause, WORDS, st.sampled_from(["", "01号", "02号（1月1日至4月30日）"])), max_size=40)
NUMBER = re.compile(r"（(\d+)/(\d+)）")


def of_companies(count):
    return [Clause(f"示例货运{n:03}有限公司（示例镇）", "请查01号") for n in range(count)]


def test_short_text_is_one_part_without_a_number():
    text = parts(
        "示例甲：", [Clause("示例货运", "请查01号"), Clause("示例客运", "请查01号"), Clause("带证"), Clause("登记")]
    )
    assert text == ("示例甲：请查01号：示例货运、示例客运。带证。登记。",)


def test_each_part_has_number_opening_and_heading():
    texts = parts("示例甲：", [*of_companies(9), Clause("带执法证")])
    assert len(texts) == 2
    for number, text in enumerate(texts, start=1):
        assert text.startswith(f"（{number}/2）示例甲：请查01号：示例货运")
    assert texts[-1].endswith("。带执法证。")


@pytest.mark.parametrize(("count", "digits"), [(80, 2), (800, 3)])
def test_many_parts_are_numbered_to_the_last(count, digits):
    texts = parts("示例甲：", of_companies(count))
    assert len(str(len(texts))) == digits
    numbers = [NUMBER.match(text).groups() for text in texts]
    assert numbers == [(str(n), str(len(texts))) for n in range(1, len(texts) + 1)]
    assert max(map(len, texts)) <= LONGEST


@given(st.text("示例甲：（）", max_size=80), CLAUSES)
@example("示例甲：", [Clause("长" * 400, "请查01号")])
def test_no_part_is_too_long_and_no_sign_is_lost(opening, clauses):
    texts = parts(opening, clauses)
    assert max(map(len, texts)) <= LONGEST
    assert all(opening in text for text in texts)
    written = "".join(NUMBER.sub("", text, count=1) if len(texts) > 1 else text for text in texts)
    signs = "".join(clause.text for clause in clauses)
    rest = iter(written)
    assert all(sign in rest for sign in signs)


@pytest.mark.parametrize("text", ["示例\n货运", " 示例  货运", "示例\t货运\u200b", "示例 货运\u202e"])
def test_name_is_one_line_of_signs_that_are_seen(text):
    assert printable(text, 20).split() == ["示例", "货运"]


def test_long_name_is_cut_and_shows_it():
    assert printable("示例" * 20, 10) == "示例示例示例示例示…"


@pytest.mark.parametrize("text", ["示例货运（13912345678）", "示例货运 0349-1234567", "王某110101199003070118"])
def test_number_of_a_person_in_a_name_is_covered(text):
    covered = printable(text, 50)
    assert personal_number(covered) == ""
    assert not any(map(str.isdecimal, covered))


def test_other_digits_of_a_name_stay():
    assert printable("示例第3运输队（2021）", 50) == "示例第3运输队（2021）"
