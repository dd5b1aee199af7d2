"""``python -m tests.released FOLDER`` writes records with the versions of libraries at hand, for others to verify."""

import sys
from pathlib import Path

from tests.draws.cases import drawn, request, rich_request
from tests.draws.formats.second import BY_DICE, PLAIN, RICH
from tests.draws.test_replacement_record import ONE, TWO
from xlcheck.draws.verification.draw import book_of
from xlcheck.draws.verification.replacement import replacement_book
from xlcheck.excel.write.draw import write_record
from xlcheck.model import Source

LONG = (Source("lottery1", "示例彩票", tuple(range(1, 90))), Source("witness1", "示例监督人", (123456,)))
RECORDS = {
    "多项": drawn(rich_request()),
    "长种子": drawn(request(sources=LONG)),
    "第二版": PLAIN,
    "第二版多项": RICH,
    "掷骰": BY_DICE,
}
"""Of both formats."""
REPLACEMENTS = {"一次": ONE, "两次": TWO}


def main(folder: Path) -> None:
    """Write the record of each kind."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, record in RECORDS.items():
        write_record(folder / f"抽取记录-{name}.xlsx", book_of(record))
    for name, task in REPLACEMENTS.items():
        write_record(folder / f"补抽记录-{name}.xlsx", replacement_book(task))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
