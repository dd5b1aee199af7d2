"""The lowest allowed versions, and which private names of libraries are used: ``.ci/run`` tries both."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
BOUNDS = dict(
    requirement.split(">=") for requirement in (*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"])
)
LOWEST = dict(
    line.split("==") for line in (ROOT / ".ci" / "lowest.txt").read_text("utf-8").splitlines() if "==" in line
)
PRIVATE = re.compile(r"\b(?!self\b|cls\b)\w+(?:\.\w+)*\._[a-z]\w*")
OWN = ("ListedFile._fields", "python311._pth")
"""A public name of named tuples, and the name of a file."""
EXERCISED = {"xlcheck/excel/fill": "tests/excel/fill", "xlcheck/excel/patch": "tests/excel/patch",
             "xlcheck/excel/write": "tests/excel/write"}  # fmt: skip
"""Packages that use private names of libraries, and the tests that try them at the lowest and at the newest version."""


def test_lowest_versions_are_the_bounds_of_the_project():
    dependencies = {requirement.split(">=")[0] for requirement in PROJECT["dependencies"]}
    assert dependencies <= LOWEST.keys()
    assert {name: BOUNDS[name] for name in LOWEST} == LOWEST


def test_what_is_tried_with_the_lowest_versions_finds_there_what_it_imports():
    distributions = packages_distributions()
    waiting, seen, needed = [ROOT / "tests" / "conftest.py"], set(), set()
    for folder in (ROOT / "tests" / "released", *(ROOT / tried for tried in EXERCISED.values())):
        waiting += folder.rglob("*.py")
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        for module in _imported(path):
            if module.startswith("tests."):
                waiting += [found for found in _files(module) if found.exists()]
            elif (top := module.split(".")[0]) in distributions:
                needed |= set(distributions[top])
    assert "xlwt" in needed
    assert needed - {"xlcheck"} <= {name.lower() for name in LOWEST}


def _imported(path):
    """Modules that a file imports when it is loaded, those of the standard library left out."""
    for node in ast.parse(path.read_text("utf-8")).body:
        names = []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{name.name}" for name in node.names)]
        elif isinstance(node, ast.Import):
            names = [name.name for name in node.names]
        yield from (name for name in names if name.split(".")[0] not in sys.stdlib_module_names)


def _files(module):
    base = ROOT.joinpath(*module.split("."))
    return base.with_suffix(".py"), base / "__init__.py"


def test_private_names_of_libraries_are_tried_with_the_lowest_versions():
    using = {}
    for path in sorted((ROOT / "xlcheck").rglob("*.py")):
        names = [name for name in PRIVATE.findall(path.read_text("utf-8")) if not name.endswith(OWN)]
        if names:
            using[path.relative_to(ROOT).as_posix()] = names
    packages = {path.rsplit("/", 1)[0] for path in using}
    assert packages == EXERCISED.keys(), using
    (command,) = [
        line for line in (ROOT / ".ci" / "run").read_text("utf-8").splitlines() if "pytest tests/released" in line
    ]
    assert set(EXERCISED.values()) < set(command.split())
