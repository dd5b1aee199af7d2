"""docs/design.md says what answers each reproach of the field: the codes and tests that it names are there."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

import xlcheck
from xlcheck.messages import FINDINGS

HOME = Path(xlcheck.__file__).parents[1]
ROWS = re.findall(
    r"^\| (\d+) \| (.+?) \| (.+?) \| (.*?) ?\|$", (HOME / "docs/design.md").read_text("utf-8"), re.MULTILINE
)
_CODE = re.compile(r"`((?:visit|ledger|others|items|plan)\.[a-z-]+)`")


@cache
def names_in(path: str) -> set[str]:
    tree = ast.parse((HOME / path).read_text("utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_each_of_the_31_reproaches_has_a_row():
    assert [int(number) for number, *_ in ROWS] == list(range(1, 32))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_what_a_row_names_is_there(row):
    _, _, answer, named = row
    pointers = re.findall(r"`(tests/[\w/.]+)::(\w+)`", named)
    assert all(name in names_in(path) for path, name in pointers)
    assert set(_CODE.findall(answer)) <= set(FINDINGS)
    assert answer.startswith(("no", "partly")) or pointers, "answered, and by no test"
    assert not (answer.startswith("no") and pointers)


def test_every_rule_about_visits_answers_a_reproach_or_a_note():
    said = {code for _, _, answer, _ in ROWS for code in _CODE.findall(answer)}
    besides = {"visit.before-draw", "visit.before-replacement", "visit.unread"}  # the list has them under “besides”
    assert {code for code in FINDINGS if code.startswith("visit.")} - said == besides
