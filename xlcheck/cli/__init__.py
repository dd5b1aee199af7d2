"""The command line: parses, calls one step, prints, and gives an exit code; no decision of its own."""

from xlcheck.cli.main import main

__all__ = ["main"]
