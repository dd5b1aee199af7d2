"""docs/reference.md is fresh, and has every part that can be made."""

from tests.reference.docs import parts
from tests.reference.page import PART, REFERENCE, refreshed

TEXT = REFERENCE.read_text("utf-8")


def test_generated_parts_are_fresh():
    assert refreshed(TEXT) == TEXT, "run: python -m tests.reference"


def test_every_part_has_its_place():
    assert [match[2] for match in PART.finditer(TEXT)] == list(parts())


def test_what_stands_on_the_page_is_no_longer_fresh_once_the_schema_changes(monkeypatch):
    monkeypatch.setattr("tests.reference.page.parts", lambda: dict.fromkeys(parts(), "older"))
    assert refreshed(TEXT) != TEXT
