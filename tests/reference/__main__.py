"""Make the generated parts of docs/reference.md again: ``python -m tests.reference``."""

from tests.reference.page import REFERENCE, refreshed

REFERENCE.write_text(refreshed(REFERENCE.read_text("utf-8")), "utf-8")
