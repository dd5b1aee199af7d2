"""The README and docs/ are short where they must be, and what they name exists."""

import re
from pathlib import Path

import pytest

from tests.conftest import SLOW_PATHS
from tests.readme import README, commands
from xlcheck.cli.program import program

ROOT = README.parent
TEXT = README.read_text("utf-8")
PAGES = (README, ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md")))
LINK = re.compile(r"!?\[[^]]*\]\(([^)#:]*)(?:#([^)]+))?\)")
PATH = re.compile(r"`([\w.-]+(?:/[\w.-]+)*/(?:[\w-]+\.\w+)?)`", re.ASCII)
"""A file or folder of the repository as prose names it; those of a desk have Chinese names."""


def anchors(page: Path) -> set[str]:
    """The names of a page's headings, as links write them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_the_readme_is_read_in_minutes():
    assert len(README.read_bytes()) <= 10_000
    assert len(re.findall(r"!\[", TEXT)) == 1


def test_both_commands_are_there():
    assert set(commands()) == {"demo", "test"}


@pytest.mark.parametrize("page", [README, ROOT / "docs" / "year.md"], ids=lambda page: page.name)
def test_every_step_is_named_and_every_named_step_exists(page):
    named = set(re.findall(r"`xlcheck (\w+)", page.read_text("utf-8")))
    assert named <= set(program.commands)
    if page == README:
        assert named == set(program.commands)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    for target, anchor in LINK.findall(page.read_text("utf-8")):
        there = (page.parent / target).resolve() if target else page
        assert there.exists(), target
        assert not anchor or anchor in anchors(there), anchor


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_that_prose_names_exist(page):
    for path in PATH.findall(page.read_text("utf-8")):
        assert any((top / path).exists() for top in (ROOT, ROOT / "xlcheck")), path


def test_every_page_of_docs_is_linked():
    linked = {target for target, _ in LINK.findall(TEXT)}
    assert {f"docs/{page.name}" for page in (ROOT / "docs").glob("*.md")} <= linked


def test_every_picture_is_shown():
    shown = {Path(target).name for page in PAGES for target, _ in LINK.findall(page.read_text("utf-8"))}
    assert {path.name for path in (ROOT / "docs" / "pictures").iterdir()} <= shown


def test_folders_exist():
    for folder in ("xlcheck", "workbooks", "templates", "tests"):
        assert (ROOT / folder).is_dir()


@pytest.mark.parametrize("path", SLOW_PATHS)
def test_what_the_quick_subset_leaves_out_is_there(path):
    assert (ROOT / "tests" / path).exists()
