"""骰单存档: the signed sheet of a draw by dice, scanned or photographed, which shows the throws."""

from __future__ import annotations

from pathlib import Path

from xlcheck.draws.lodging.mail_text import dice_stem
from xlcheck.journal.desk_events import SheetScan
from xlcheck.model import XlcheckError
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.lock import exclusive
from xlcheck.steps.draw.archive import keep_notice
from xlcheck.steps.draw.clock import require_clock
from xlcheck.steps.draw.lodge import FOLDER, kept_slips


@exclusive("骰单存档")
def archive_sheet(run: Run, number: int, scan: Path) -> SheetScan:
    """Keep the scan of the signed sheet of a slip, and log it; a better one may follow, and both are kept.

    Raises :class:`XlcheckError` ``lodge.no-sheet`` where nothing was drawn by dice by that slip, and as
    :func:`.evidence_of` where the file shows nothing.
    """
    require_clock(run)
    draws = run.desk.journal.draws()
    if number not in {slip.number for slip in draws.slips_by_dice}:
        raise XlcheckError("lodge.no-sheet", number=number)
    slip = next(slip for slip in kept_slips(run.desk) if slip.number == number)
    earlier = sum(one.slip == number for one in draws.scans)
    file_name = keep_notice(scan, run.desk.archive / FOLDER, f"{dice_stem(slip)}-扫描件{earlier + 1}")
    event = SheetScan(run.stamp, slip=number, file=file_name)
    run.desk.journal.add_draw_event(event)
    return event
