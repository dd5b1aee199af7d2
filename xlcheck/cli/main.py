"""The entry point: runs a step and turns every kind of trouble into a sentence and an exit code."""

from __future__ import annotations

import sys

from xlcheck.cli.program import program
from xlcheck.cli.trouble import guarded, speak_on_any_console


def main(arguments: list[str] | None = None) -> None:
    """Run the command line; exit code 0 clean, 1 findings of level 错误, 2 could not run."""
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: list[str]) -> int:
    """Run one step; returns the exit code."""
    speak_on_any_console()
    return guarded(lambda: program.main(arguments, prog_name="xlcheck", standalone_mode=False))
