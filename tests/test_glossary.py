"""docs/glossary.md has a row for everything that needs a word, and each row leads to something that exists."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

import xlcheck
import xlcheck.model
import xlcheck.schema
import xlcheck.schema.table
from xlcheck.cli.program import program
from xlcheck.schema.table import Table

PACKAGE = Path(xlcheck.__file__).parent
GLOSSARY = PACKAGE.parent / "docs" / "glossary.md"
FOLDERS = ("steps", "results", "draws")
"""Folders whose folders are capabilities, or parts of the draw, each with a name of the field."""
MODULES = ("results", "cli/commands")
"""Folders whose modules are capabilities."""


class Term(NamedTuple):
    """A row: the Chinese term, the English one, and the backticked places."""

    chinese: str
    english: str
    places: tuple[str, ...]


def terms() -> list[Term]:
    """The rows of all tables whose last column says where the term lives."""
    rows, lives = [], False
    for line in GLOSSARY.read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not line.startswith("|"):
            lives = False
        elif cells[-1] == "Lives in":
            lives = True
        elif lives and not set(cells[0]) <= {"-"}:
            chinese, english, where = cells
            rows.append(Term(chinese, english, tuple(re.findall(r"`([^`]+)`", where))))
    return rows


def tables() -> dict[str, Table]:
    """Every table of the schema by its name in the code."""
    modules = pkgutil.walk_packages(xlcheck.schema.__path__, "xlcheck.schema.")
    named = {}
    for module in modules:
        named |= {n: v for n, v in vars(importlib.import_module(module.name)).items() if isinstance(v, Table)}
    return named


def classes() -> set[str]:
    """Every public class of the model."""
    return {name for name in xlcheck.model.__all__ if inspect.isclass(getattr(xlcheck.model, name))}


def capabilities() -> set[str]:
    """Every folder and module that is named for a capability, as ``steps/draw/`` or ``results/history.py``."""
    folders = {f"{top}/{path.parent.name}/" for top in FOLDERS for path in (PACKAGE / top).glob("*/__init__.py")}
    modules = {f"{top}/{path.name}" for top in MODULES for path in (PACKAGE / top).glob("[!_]*.py")}
    return folders | modules


def without_row(
    rows: Iterable[Term], named: Mapping[str, Table], models: set[str], commands: Iterable[str]
) -> set[str]:
    """What of tables, model classes and commands has no row; a table's row has the name of its sheet."""
    rows = list(rows)
    places = {place for row in rows for place in row.places}
    sheets = {name for name, table in named.items() if any(name in r.places and table.sheet in r.chinese for r in rows)}
    return (set(named) - sheets) | (models - places) | ({f"xlcheck {name}" for name in commands} - places)


def capabilities_without_row(rows: Iterable[Term], folders: Iterable[str]) -> set[str]:
    """Capabilities whose name is not the English term of a row; that of steps/ and results/ must lead to the folder."""
    rows = list(rows)
    english = {word for row in rows for word in (row.english, *re.split(r"[,;:]", row.english))}
    spoken = {word.strip() for word in english}
    places = {place for row in rows for place in row.places}
    lost = set()
    for folder in folders:
        name = folder.rstrip("/").rpartition("/")[2].removesuffix(".py").replace("_", " ")
        known = any(re.search(rf"\b{name.removesuffix('s')}s?\b", word) for word in spoken)
        if not known or (folder not in places and not folder.startswith("cli/")):
            lost.add(folder)
    return lost


def leads_somewhere(place: str) -> bool:
    """Whether what a row names exists: a command, a file or folder, a table, a class."""
    if place.startswith("xlcheck "):
        return place.removeprefix("xlcheck ") in program.commands
    if "/" in place:
        path = PACKAGE / place
        return path.is_dir() if place.endswith("/") else path.is_file()
    return place in tables() if place.isupper() else place in classes() or hasattr(xlcheck.schema.table, place)


TERMS = terms()


def test_every_table_model_class_and_command_has_a_row():
    assert without_row(TERMS, tables(), classes(), program.commands) == set()


def test_every_capability_has_a_row():
    assert len(capabilities()) > 20
    assert capabilities_without_row(TERMS, capabilities()) == set()


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.english.split(":")[0])
def test_a_row_leads_to_what_exists(term):
    assert term.places
    assert [place for place in term.places if not leads_somewhere(place)] == []
    assert re.search(r"[\u4e00-\u9fff]", term.chinese)
    assert re.search(r"[a-z]", term.english)


def test_a_term_stands_once():
    chinese = [term.chinese for term in TERMS]
    doubles = {word for word in chinese if chinese.count(word) > 1}
    assert doubles <= {"到期提醒"}, "one word, one thing"


def test_what_is_added_without_a_row_is_found():
    added = {"NEW_TABLE": Table("new_table", "新表", (xlcheck.schema.table.NAME,))}
    assert without_row(TERMS, added, {"NewClass"}, ["lend"]) == {"NEW_TABLE", "NewClass", "xlcheck lend"}
    folders = {"steps/lend/", "results/lend.py", "cli/commands/lend.py"}
    assert capabilities_without_row(TERMS, folders) == folders


def test_a_sheet_that_gets_another_name_is_found():
    renamed = Table("ledger", "登记台账", (xlcheck.schema.table.NAME,))
    assert without_row(TERMS, {"LEDGER": renamed}, set(), []) == {"LEDGER"}


@pytest.mark.parametrize("place", ["steps/lend/", "steps/draw/adopt.py", "NEW_TABLE", "NewClass", "xlcheck lend"])
def test_a_row_that_leads_nowhere_is_found(place):
    assert not leads_somewhere(place)
