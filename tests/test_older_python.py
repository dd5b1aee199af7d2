"""What Python 3.11.0 to 3.11.4 get wrong, some of which systems still ship, is not relied on."""

import re
from pathlib import Path

import xlcheck

POSSESSIVE_GROUP = re.compile(r"\)[*+?]\+")
"""A group that gives nothing back: there, one that holds a choice fails where it should match (cpython gh-106052)."""
HARMLESS = {"matching.py": "its patterns are single classes: nothing in the group can be given back"}


def test_no_pattern_has_a_possessive_group():
    sources = Path(xlcheck.__file__).parent.rglob("*.py")
    assert {path.name for path in sources if POSSESSIVE_GROUP.search(path.read_text("utf-8"))} == set(HARMLESS)
