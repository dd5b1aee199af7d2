"""docs/architecture.md has every folder, and the arrows that import-linter enforces; the package keeps its measures."""

import ast
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from statistics import median

import pytest

import xlcheck

PACKAGE = Path(xlcheck.__file__).parent
TEXT = (PACKAGE.parent / "docs" / "architecture.md").read_text("utf-8")
MODULES = {path.relative_to(PACKAGE): path.read_text("utf-8") for path in sorted(PACKAGE.rglob("*.py"))}
CONTRACTS = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]


def test_the_arrows_are_those_that_are_enforced():
    (layers,) = (contract["layers"] for contract in CONTRACTS if contract["type"] == "layers")
    arrows = " -> ".join(layer.replace("xlcheck.", "") for layer in layers)
    assert f"`{arrows}`" in TEXT
    picture = re.search(r"```\n(.*?)```", TEXT, re.DOTALL)[1]
    places = [picture.index(layer.strip()) for layer in re.split(r"->|\|", arrows)]
    assert places == sorted(places)


def asks_a_clock(source: str) -> list[str]:
    """The calls in a module that ask a clock, which import-linter cannot tell from the rest of ``datetime``."""
    calls = (node.func for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return [call.attr for call in calls if isinstance(call, ast.Attribute) and call.attr in ("now", "today", "utcnow")]


def test_what_is_pure_asks_no_clock():
    (contract,) = (c for c in CONTRACTS if c["name"].startswith("no clock"))
    folders = [PACKAGE / module.removeprefix("xlcheck.") for module in contract["source_modules"]]
    modules = [path for folder in folders for path in folder.rglob("*.py")]
    assert len(modules) > 100
    assert [path for path in modules if asks_a_clock(path.read_text("utf-8"))] == []


def test_a_module_that_asks_a_clock_is_found():
    assert asks_a_clock("from datetime import date\nday = date.today()") == ["today"]
    assert asks_a_clock("from datetime import date\nday = date(2021, 3, 5)") == []


def test_every_folder_has_a_line():
    folders = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    described = set(re.findall(r"^\| `(\w+)/`", TEXT, re.MULTILINE))
    assert folders <= described


def imports_of(source: str) -> Iterator[str]:
    """The modules of xlcheck that a module imports, at its top or within a function."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def arrows_between(modules: dict[Path, str], layer: str) -> dict[str, set[str]]:
    """Of each folder of a layer, the others there that it knows."""
    arrows = {path.parts[1]: set() for path in modules if path.parts[0] == layer and len(path.parts) > 2}
    for path, source in modules.items():
        if path.parts[0] == layer and len(path.parts) > 2:
            names = [name.split(".") for name in imports_of(source) if name.startswith(f"xlcheck.{layer}.")]
            arrows[path.parts[1]] |= {parts[2] for parts in names} - {path.parts[1]}
    return arrows


def test_the_folders_of_steps_are_few_and_know_few_of_each_other():
    arrows = arrows_between(MODULES, "steps")
    assert len(arrows) <= 18
    assert sum(len(known) for known in arrows.values()) <= 47, arrows
    assert {folder for known in arrows.values() for folder in known} <= arrows.keys()


def test_the_folders_of_steps_lie_in_layers():
    from_below = list(TopologicalSorter(arrows_between(MODULES, "steps")).static_order())
    assert from_below[0] == "desk"


def test_arrows_within_functions_count_and_a_circle_is_found():
    modules = {
        Path("steps/draw/draw.py"): "def f():\n    from xlcheck.steps.verify import log",
        Path("steps/verify/log.py"): "import xlcheck.steps.draw.draw",
    }
    arrows = arrows_between(modules, "steps")
    assert arrows == {"draw": {"verify"}, "verify": {"draw"}}
    with pytest.raises(CycleError):
        list(TopologicalSorter(arrows).static_order())


def test_no_module_has_more_than_300_lines():
    assert {path.as_posix(): lines for path, text in MODULES.items() if (lines := len(text.splitlines())) > 300} == {}


def test_no_two_classes_have_one_name():
    """What a name means is the same wherever it is read; private ones are of their module."""
    trees = map(ast.parse, MODULES.values())
    names = Counter(node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef))
    assert {name: count for name, count in names.items() if count > 1 and not name.startswith("_")} == {}


def test_half_of_the_functions_have_at_most_8_lines():
    functions = [
        node.end_lineno - node.lineno + 1
        for source in MODULES.values()
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef)
    ]
    assert len(functions) > 2000
    assert median(functions) <= 8
