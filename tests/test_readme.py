"""The README is fresh, and what it names exists."""

import re

from tests.readme import README, commands, refreshed
from xlcheck.cli.program import program

TEXT = README.read_text("utf-8")


def test_generated_parts_are_fresh():
    assert refreshed(TEXT) == TEXT, "run: python -m tests.readme"


def test_both_commands_are_there():
    assert set(commands()) == {"demo", "test"}


def test_every_step_is_named_and_every_named_step_exists():
    named = set(re.findall(r"`xlcheck (\w+)", TEXT))
    assert named == set(program.commands)


def test_pictures_and_folders_exist():
    for path in re.findall(r"!\[[^]]*\]\(([^)]+)\)", TEXT):
        assert (README.parent / path).is_file(), path
    for folder in ("xlcheck", "workbooks", "templates", "tests"):
        assert (README.parent / folder).is_dir()
