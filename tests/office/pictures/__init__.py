"""Pictures for the README: pages of the demonstration as they print; ``python -m tests.office.pictures``."""
