"""Breaks workbooks at random and reads them: ``python -m tests.fuzz [--seconds 60] [--seed 1]``.

Every broken workbook must be read, or refused with its sentence; anything else is reported with the
seed and number that make it again, and the exit code is 1.
"""

import argparse
import random
import sys
import tempfile
import time
import traceback
from pathlib import Path

from tests.builders import SETTINGS
from tests.fuzz.mutate import mutated
from xlcheck.excel.read.workbook import read_book
from xlcheck.messages import error_text, problem
from xlcheck.model import XlcheckError
from xlcheck.reading.settings import settings_from
from xlcheck.schema.inputs import INPUT_BOOKS
from xlcheck.steps.desk.desk import shipped

_SLOW = 60.0


def trial(path: Path, data: bytes, book) -> str:
    """Read one broken workbook; returns ``read`` or ``refused``."""
    path.write_bytes(data)
    try:
        tables, findings = read_book(path, book, SETTINGS)
        for found in findings:
            problem(found)
        if book.key == "settings":
            settings_from(tables)
    except XlcheckError as error:
        error_text(error)
        return "refused"
    return "read"


def main(seconds: float, seed: int) -> int:
    """Run for so many seconds; returns the exit code."""
    books = {book: (shipped("workbooks") / "2021" / book.filename).read_bytes() for book in INPUT_BOOKS}
    books = {book: data for book, data in books.items() if len(data) < 60_000}
    counts = {"read": 0, "refused": 0}
    end = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder:
        number = 0
        while time.monotonic() < end:
            rng = random.Random(f"{seed}/{number}")
            book = rng.choice(list(books))
            start = time.monotonic()
            try:
                counts[trial(Path(folder) / book.filename, mutated(books[book], rng), book)] += 1
            except Exception:
                print(f"seed {seed}, number {number}, {book.filename}:\n{traceback.format_exc()}")
                return 1
            if time.monotonic() - start > _SLOW:
                print(f"seed {seed}, number {number}, {book.filename}: over {_SLOW} s")
                return 1
            number += 1
    print(f"{number} broken workbooks: {counts['read']} read, {counts['refused']} refused, none crashed")
    return 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    sys.exit(main(arguments.seconds, arguments.seed))
