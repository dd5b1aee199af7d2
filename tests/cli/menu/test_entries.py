"""The entries of the menu: each may be meant by its number or its title."""

from xlcheck.cli.menu.entries import ENTRIES
from xlcheck.steps.remind.year_state import Stage


def test_numbers_and_titles_are_told_apart():
    titles = [entry.title for entry in ENTRIES]
    assert len(set(titles)) == len(titles)
    assert sorted(stage for entry in ENTRIES for stage in entry.stages) == sorted(
        set(Stage) - {Stage.DONE, Stage.WAIT, Stage.CLOSE}
    )
