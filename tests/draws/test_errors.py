"""Every error of the draw has its sentence, every sentence its use, and their parameters agree."""

import ast
from pathlib import Path
from string import Formatter

import pytest

from xlcheck import draws
from xlcheck.messages.draw import DRAW_ERRORS, LODGING_ERRORS, RANDOMNESS_ERRORS
from xlcheck.messages.replace import REPLACE_ERRORS

SENTENCES = DRAW_ERRORS | RANDOMNESS_ERRORS | LODGING_ERRORS | REPLACE_ERRORS
CALLS = [
    (node.args[0].value, {keyword.arg for keyword in node.keywords})
    for path in sorted(Path(draws.__file__).parent.rglob("*.py"))
    for node in ast.walk(ast.parse(path.read_text("utf-8")))
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("XlcheckError", "trouble")
]


@pytest.mark.parametrize(("code", "params"), CALLS)
def test_an_error_has_its_sentence_and_parameters(code, params):
    assert {name for _, name, _, _ in Formatter().parse(SENTENCES[code]) if name} == params


def test_every_sentence_is_used():
    assert {code for code, _ in CALLS} == set(SENTENCES)
