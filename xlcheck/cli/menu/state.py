"""What the entries of the menu work on, and what they make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from xlcheck.steps.desk.desk import EXAMPLE_FOLDER, Desk
from xlcheck.steps.practice.practice import FOLDER
from xlcheck.steps.remind.year_state import YearState

CommandLine = Sequence[str]


@dataclass(slots=True)
class MenuState:
    """What an entry works on: the folder of the years, the year, where it stands; ``other`` is a year to go to."""

    home: Path
    desk: Desk
    year_state: YearState | None
    other: Desk | None = None

    @property
    def years(self) -> Path:
        """The folder of the bureau's own years, also where a practice or the example is open."""
        return self.home.parent if self.desk.practice and self.home.name in (FOLDER, EXAMPLE_FOLDER) else self.home

    @property
    def root(self) -> str:
        """The year's folder, for a command line."""
        return str(self.desk.root)
