"""The lowest allowed versions, and which private names of libraries are used: ``.ci/run`` tries both."""

import re
import tomllib
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
