"""docs/pictures: pages of the demonstration as they print; ``python -m tests.office.pictures`` makes them again."""
