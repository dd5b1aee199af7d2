"""The catalogue: every code that is used is in it, every code in it is used, and every sentence can be said."""

from __future__ import annotations

import ast
import errno
import re
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

import xlcheck
from xlcheck.excel.fill import fill
from xlcheck.excel.forms import FOLDER, NOTICE_FORM
from xlcheck.messages import (
    ERRORS,
    FINDINGS,
    Level,
    advice,
    error_text,
    level,
    problem,
    remedy,
    spans,
    system_words,
    urgency,
)
from xlcheck.model import Finding, Place, XlcheckError, finding
from xlcheck.steps.desk.desk import shipped

PACKAGE = Path(xlcheck.__file__).parent
FAMILIES = {code.partition(".")[0] for code in (*FINDINGS, *ERRORS)}
CODE = re.compile(rf"({'|'.join(sorted(FAMILIES))})\.[a-z]+(-[a-z]+)*")
OWN = {"value", "proposal"}
"""Parameters that every finding has."""
FINDERS = ("finding", "tell", "contradicted")  # what makes a finding
ADDED = {  # what a maker gives by itself
    "error": {"template", "sheet", "cell"},
    "Trouble": {"title", "item"},
    "contradicted": {"when", "reason", "name"},
}
"""Parameters that a helper adds to those it is given."""
WORDS = {"Excel", "WPS", "xlsx", "templates", "workbooks", "MB", "PDF"}
"""Names that a clerk knows; what the menu does is named by its entry, never by a command."""


@cache
def trees() -> dict[str, ast.Module]:
    """Every module of the package but the catalogue itself."""
    paths = (path for path in PACKAGE.rglob("*.py") if PACKAGE / "messages" not in path.parents)
    return {path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text("utf-8")) for path in paths}


@cache
def nodes(kind):
    return [(name, node) for name, tree in trees().items() for node in ast.walk(tree) if isinstance(node, kind)]


def constants() -> set[str]:
    return {node.value for _, node in nodes(ast.Constant) if isinstance(node.value, str)}


def prefixes() -> set[str]:
    """How f-strings that make a code begin: ``code.`` of ``f"code.{problem}"``."""
    firsts = [node.values[0] for _, node in nodes(ast.JoinedStr) if node.values]
    texts = {first.value for first in firsts if isinstance(first, ast.Constant)}
    return {text for text in texts if text.endswith(".") and text[:-1] in FAMILIES}


def called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


@cache
def makers() -> list[tuple[str, str, str, set[str]]]:
    """(where, helper, code or "", parameters) of each call that makes a finding, an error or a trouble."""
    made = []
    for name, node in nodes(ast.Call):
        helper = called(node)
        if helper not in (*FINDERS, "XlcheckError", "error", "Trouble") or not node.args:
            continue
        first = node.args[0]
        code = first.value if isinstance(first, ast.Constant) else ""
        given = {keyword.arg for keyword in node.keywords if keyword.arg} | ADDED.get(helper, set())
        if helper == "Trouble":
            given |= first_words(name)
        made.append((f"{name}:{node.lineno}", helper, code, given))
    return made


def fields(code: str, catalogue) -> set[str]:
    """The placeholders in the sentences of a code."""
    message = catalogue[code]
    texts = (message,) if isinstance(message, str) else (message.text, message.remedy)
    return {field for text in texts for _, field, _, _ in Formatter().parse(text) if field}


@cache
def first_words(module: str) -> set[str]:
    """The names in the (name, value) pairs of a module, which are parameters of its troubles."""
    pairs = [node for node in ast.walk(trees()[module]) if isinstance(node, ast.Tuple) and len(node.elts) == 2]
    return {pair.elts[0].value for pair in pairs if isinstance(pair.elts[0], ast.Constant)}


def needed(code: str, catalogue) -> set[str]:
    """The parameters that must be given; a finding has its value and its proposal anyway."""
    return fields(code, catalogue) - (OWN if catalogue is FINDINGS else set())


def sentences() -> list[tuple[str, str]]:
    """(code, text) of everything that a person reads."""
    return [
        *((code, text) for code, message in FINDINGS.items() for text in (message.text, message.remedy)),
        *ERRORS.items(),
    ]


def test_every_code_in_the_source_is_in_the_catalogue():
    used = {text for text in constants() if CODE.fullmatch(text)}
    assert len(used) > 100
    others = {"items.csv"}  # a file
    assert used - set(FINDINGS) - set(ERRORS) - others == set()


def test_every_code_in_the_catalogue_is_used():
    texts = constants()
    made = {prefix + text for prefix in prefixes() for text in texts if "." not in text}
    assert {code for code in (*FINDINGS, *ERRORS) if code not in texts and code not in made} == set()


def test_findings_and_errors_are_taken_from_their_own_catalogue():
    for where, helper, code, _ in makers():
        if CODE.fullmatch(str(code)):
            assert code in (ERRORS if helper in ("XlcheckError", "error") else FINDINGS), where


def test_parameters_are_given_where_a_code_is_named():
    checked = 0
    for where, helper, code, given in makers():
        catalogue = ERRORS if helper in ("XlcheckError", "error") else FINDINGS
        if code in catalogue:
            missing = needed(code, catalogue) - given
            assert not missing, f"{where} {code}"
            checked += 1
    assert checked > 100


def test_no_parameter_is_given_in_vain():
    for where, helper, code, given in makers():
        catalogue = ERRORS if helper in ("XlcheckError", "error") else FINDINGS
        if code in catalogue and helper in (*FINDERS, "XlcheckError"):
            assert given - needed(code, catalogue) - OWN == set(), f"{where} {code}"


def test_parameters_of_other_codes_are_given_by_a_call_that_takes_a_variable():
    named = {code for _, _, code, _ in makers()}
    variable = [given for _, helper, code, given in makers() if not code and helper in (*FINDERS, "Trouble")]
    for code in set(FINDINGS) - named - set(ERRORS):
        assert any(needed(code, FINDINGS) <= given for given in variable), code


def test_finding_of_a_workbook_needs_no_more_than_its_error_has():
    """A workbook that cannot be read is told as an error by one step and as a finding by another."""
    both = set(FINDINGS) & set(ERRORS)
    assert {"book.missing", "book.unreadable", "book.refused", "book.encrypted"} <= both
    for code in both:
        given = [g for _, helper, named, g in makers() if helper == "XlcheckError" and named == code]
        assert all(needed(code, FINDINGS) <= g | {"book"} for g in given), code


def test_every_sentence_can_be_said():
    for code in FINDINGS:
        made = Finding(code, Place("示例.xlsx"), "值", tuple((name, "甲") for name in needed(code, FINDINGS)), "改")
        assert "{" not in problem(made) + remedy(made)
        assert level(made) in Level
    for code in ERRORS:
        text = error_text(XlcheckError(code, **dict.fromkeys(fields(code, ERRORS), "甲")))
        assert not re.search(r"(?<!\{)\{[a-z]", text), code


@pytest.mark.parametrize(("code", "text"), sentences())
def test_sentence_is_chinese(code, text):
    bare = re.sub(r"\{+\w*\}+", "", text)
    assert set(re.findall(r"[A-Za-z]{2,}", bare)) <= WORDS
    assert re.search(r"[\u4e00-\u9fff]", bare)
    assert not re.search(r"[,;:!?](?![^\u4e00-\u9fff]*xlsx)", bare), "half-width punctuation"


@pytest.mark.parametrize("code", FINDINGS)
def test_finding_says_what_is_wrong_and_what_to_do(code):
    message = FINDINGS[code]
    assert not message.text.endswith("。")
    assert not message.remedy.endswith("。")
    assert message.text != message.remedy


@pytest.mark.parametrize("code", ERRORS)
def test_error_is_whole_sentences_that_say_what_to_do(code):
    assert ERRORS[code].endswith(("。", "{problems}"))
    assert re.search("请|可以|只能|须|{known}|没有改动|{problems}", ERRORS[code])


def test_long_values_are_cut_in_sentences():
    text = problem(finding("choice.unknown", Place("示例.xlsx"), "长" * 32_767, allowed=""))
    assert len(text) < 400
    assert "……" in text


def test_cells_of_one_sentence_are_named_as_spans():
    cells = [Place("示例.xlsx", "表", row, 3) for row in (3, 4, 5, 9, 11, 12)]
    assert spans(cells) == "C3:C5、C9、C11:C12"
    assert spans([Place("示例.xlsx", "表", row, 3) for row in range(3, 40, 2)]).endswith("……")
    assert spans([Place("示例.xlsx", "表", 3, 3), Place("示例.xlsx", "表", 4, 4)]) == "C3、D4"


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.ENOENT, errno.EIO, 0])
def test_what_the_system_says_is_told_in_chinese(number):
    assert not re.search("[A-Za-z]", system_words(OSError(number, "No space left on device")))


def test_full_disk_is_told_in_chinese__error(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    template = shipped("templates") / FOLDER / NOTICE_FORM.filename
    with pytest.raises(XlcheckError) as caught:
        fill(template, dict.fromkeys(NOTICE_FORM.facts, ""), NOTICE_FORM.rows({}), tmp_path / "公告.xlsx")
    assert "磁盘已满" in error_text(caught.value)
    assert "device" not in error_text(caught.value)


def test_proposal_is_said_once():
    named = finding("code.repairable", Place("示例.xlsx"), "O1", "01")
    assert advice(named) == remedy(named)
    assert advice(named).count("01") == 1
    other = finding("plan.task-no", Place("示例.xlsx"), "1号", "01号", wanted="01号")
    assert advice(other) == "请改正任务编号；可改为“01号”"
    assert advice(finding("sheet.empty", Place("示例.xlsx"), sheet="表")) == "请录入数据后再校验"


def test_findings_are_told_by_level_and_place():
    places = [("甲", "一", 3, 2), ("甲", "一", 3, 10), ("甲", "一", 12, 1), ("甲", "二", 1, 1), ("乙", "一", 1, 1)]
    ordered = [finding("cell.required", Place(*place), title="项") for place in sorted(places)]
    ordered.append(finding("sheet.empty", Place("一", "一"), sheet="一"))
    mixed = [ordered[n] for n in (3, 0, 5, 1, 4, 2)]
    assert sorted(mixed, key=urgency) == ordered


@pytest.mark.parametrize(
    ("what", "sentence"),
    [("RAR 压缩包", "《甲.rar》是 RAR 压缩包，不是工作簿。"), ("文本文件", "《甲.rar》是文本文件，不是工作簿。")],
)
def test_latin_word_behind_is_stands_behind_a_blank(what, sentence):
    assert error_text(XlcheckError("book.archive", book="甲.rar", what=what)).startswith(sentence)
