"""The program starts fast on an old PC: what takes seconds to import waits until a step needs it."""

import subprocess
import sys
from pathlib import Path

HEAVY = {"pandas", "numpy", "openpyxl", "xlsxwriter", "docx"}


def test_start_imports_no_library_of_a_step():
    names = subprocess.run(
        [sys.executable, "-c", "import sys, xlcheck.cli.main; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    ).stdout.split()
    assert "xlcheck.cli.program" in names
    assert HEAVY & set(names) == set()
