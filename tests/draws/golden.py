"""Every cell of small records as text; ``python -m tests.draws.golden`` writes the files anew."""

from pathlib import Path

from tests.draws.cases import drawn, drop_out, rich_request
from tests.draws.layouts import all_cells
from xlcheck.draws.formats.one.replacement_printed import SHEET as REPLACED_PAGE
from xlcheck.draws.formats.one.replacement_sheet import SHEET as REPLACED
from xlcheck.draws.replacement import drawn_task_of, following
from xlcheck.draws.verification.replacement import replacement_book
from xlcheck.model import column_letters

FOLDER = Path(__file__).parent / "golden"


def dump(sheets):
    """One line a cell: place and text, line breaks as ⏎."""
    lines = []
    for sheet, cells in sheets.items():
        lines.append(f"== {sheet}")
        lines += [f"{column_letters(c)}{r}\t{text}".replace("\n", "⏎") for (r, c), text in sorted(cells.items())]
    return "\n".join(lines) + "\n"


def goldens():
    """File name -> text: the record of a draw, and what its replacements add to it."""
    record = drawn(rich_request())
    texts = {"record.txt": dump(all_cells(record))}
    drawn_task = drawn_task_of(record)
    company = drop_out(drawn_task.visits[0].drawn.code, note="现场查看，经营场所已腾空")
    seat = drawn_task.visits[1]
    inspector = drop_out(seat.drawn.code, cert=next(c for c in seat.team.certs if c != "SL-00"), evidence=())
    for number, fallen in enumerate((company, inspector), start=1):
        drawn_task = following(drawn_task, fallen, f"{number}f" * 32)
        cells = replacement_book(drawn_task).cells()
        texts[f"replacement-{number}.txt"] = dump({sheet: cells[sheet] for sheet in (REPLACED_PAGE, REPLACED)})
    return texts


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, text in goldens().items():
        (FOLDER / name).write_text(text, "utf-8", newline="\n")
