"""Every cell of a small record as text; ``python -m tests.draws.golden`` writes the file anew."""

from pathlib import Path

from tests.draws.cases import drawn, rich_request
from xlcheck.draws.verify import all_cells
from xlcheck.model import column_letters

GOLDEN = Path(__file__).parent / "golden" / "record.txt"


def dump(record):
    """One line a cell: place and text, line breaks as ⏎."""
    lines = []
    for sheet, cells in all_cells(record).items():
        lines.append(f"== {sheet}")
        lines += [f"{column_letters(c)}{r}\t{text}".replace("\n", "⏎") for (r, c), text in sorted(cells.items())]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    GOLDEN.parent.mkdir(exist_ok=True)
    GOLDEN.write_text(dump(drawn(rich_request())), "utf-8", newline="\n")
