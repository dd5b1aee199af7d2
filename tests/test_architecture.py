"""docs/architecture.md has every folder, and the arrows that import-linter enforces."""

import re
import tomllib
from pathlib import Path

import xlcheck

PACKAGE = Path(xlcheck.__file__).parent
TEXT = (PACKAGE.parent / "docs" / "architecture.md").read_text("utf-8")
CONTRACTS = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]


def test_the_arrows_are_those_that_are_enforced():
    (layers,) = (contract["layers"] for contract in CONTRACTS if contract["type"] == "layers")
    arrows = " -> ".join(layer.replace("xlcheck.", "") for layer in layers)
    assert f"`{arrows}`" in TEXT
    picture = re.search(r"```\n(.*?)```", TEXT, re.DOTALL)[1]
    places = [picture.index(layer.strip()) for layer in re.split(r"->|\|", arrows)]
    assert places == sorted(places)


def test_every_folder_has_a_line():
    folders = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    described = set(re.findall(r"^\| `(\w+)/`", TEXT, re.MULTILINE))
    assert folders <= described
