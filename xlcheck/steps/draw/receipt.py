"""回执: the superior's signed word is taken in, archived and logged; what was drawn by then gets it on its page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from xlcheck.draws.lodging.receipt import LodgingReceipt, key_in, receipt_from_json, receipt_json, slip_digest
from xlcheck.draws.lodging.slip import FreezeSlip
from xlcheck.journal.desk_events import Lodging
from xlcheck.journal.disk import write_text
from xlcheck.journal.draw_events import Draw
from xlcheck.mail.received import read_mail
from xlcheck.model import ProofKind, XlcheckError
from xlcheck.reading.stamps import STAMP
from xlcheck.reading.who import same_person
from xlcheck.steps.desk.desk import Desk, Run
from xlcheck.steps.desk.files import digest
from xlcheck.steps.desk.lock import exclusive
from xlcheck.steps.desk.office_key import own_fingerprint
from xlcheck.steps.desk.unpack import read_limited
from xlcheck.steps.draw.archive import Archive
from xlcheck.steps.draw.clock import require_clock
from xlcheck.steps.draw.drawn_tasks import drawn_task
from xlcheck.steps.draw.lodge import FOLDER, kept_slips
from xlcheck.steps.draw.web_page import write_page
from xlcheck.worker.refused import UnpackError

RECEIPTS = f"{FOLDER}/回执"
"""In 存档: the receipts as they came."""

_SLACK = timedelta(hours=1)
"""By which two offices' clocks may differ."""


@dataclass(frozen=True, slots=True)
class SlipReceipt:
    """A receipt, and the slip of this desk that it is of.

    ``earlier_keys`` are the fingerprints of the keys that signed the receipts which the desk has already.
    """

    receipt: LodgingReceipt
    slip: FreezeSlip
    earlier_keys: frozenset[str]

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the key that signed it."""
        return key_in(self.receipt.number)


def read_receipt(run: Run, path: Path) -> SlipReceipt:
    """Read a receipt, or the mail that brought it, and find its slip; nothing is written.

    Raises :class:`XlcheckError`: ``lodging.receipt-unreadable``; ``lodge.receipt-foreign`` where it is of no slip of
    this desk; ``lodge.receipt-time`` where the slip is said to have arrived before it was written, or in the future;
    ``lodge.receipt-own`` where the bureau is its own superior, or its own key signed.
    """
    receipt = receipt_from_json(_text_of(path))
    slip = _slip_of(run, receipt)
    if _is_own(run, receipt):
        raise XlcheckError("lodge.receipt-own", superior=receipt.superior)
    logged = (event for event in run.desk.journal.draws().lodgings if event.file)
    return SlipReceipt(receipt, slip, frozenset(key_in(event.number) for event in logged))


def _slip_of(run: Run, receipt: LodgingReceipt) -> FreezeSlip:
    """Return the slip that a receipt is of; raises as :func:`read_receipt`."""
    slip = next((one for one in kept_slips(run.desk) if slip_digest(one) == receipt.slip_digest), None)
    if slip is None:
        raise XlcheckError("lodge.receipt-foreign", bureau=receipt.bureau, year=receipt.year, slip_code=receipt.code)
    arrived = datetime.strptime(receipt.arrived, STAMP)
    written = datetime.strptime(slip.frozen_at.removesuffix(" +08:00"), STAMP)
    if not written - _SLACK <= arrived <= run.now + _SLACK:
        raise XlcheckError("lodge.receipt-time", arrived=receipt.arrived, written=slip.frozen_at, now=run.stamp)
    return slip


def _is_own(run: Run, receipt: LodgingReceipt) -> bool:
    """Say whether a receipt is the word of those whom it should vouch for."""
    by_key = key_in(receipt.number) == own_fingerprint(run.desk)
    return by_key or same_person(receipt.superior, receipt.bureau)


@exclusive("登记回执")
def take_in_receipt(run: Run, receipt: LodgingReceipt) -> tuple[Lodging, tuple[Path, ...]]:
    """Archive and log a receipt; returns its line, and the pages that tell of it since their tasks are drawn already.

    It is the one that was read and confirmed, whatever its file holds by now. One that is logged is not logged again,
    but its pages are written where they are missing. Raises :class:`XlcheckError`: as :func:`read_receipt`,
    ``draw.clock-behind``, and ``lodge.receipt-other`` where its number stands for another receipt.
    """
    require_clock(run)
    _slip_of(run, receipt)
    events = (event for event in run.desk.journal.draws().lodgings if event.file)
    event = next((event for event in events if event.number == receipt.number), None) or _log(run, receipt)
    if (event.slip, event.holder, event.arrived) != (receipt.slip, receipt.superior, receipt.arrived):
        raise XlcheckError("lodge.receipt-other", number=receipt.number)
    return event, tuple(_pages(run, receipt.slip))


def receipt_path(desk: Desk, number: str) -> Path:
    """Return where the receipt of a number is kept."""
    return desk.archive / RECEIPTS / f"回执-{number}.json"


def _log(run: Run, receipt: LodgingReceipt) -> Lodging:
    kept = receipt_path(run.desk, receipt.number)
    write_text(kept, receipt_json(receipt))
    event = Lodging(
        run.stamp,
        slip=receipt.slip,
        how=ProofKind.RECEIPT.value,
        holder=receipt.superior,
        number=receipt.number,
        arrived=receipt.arrived,
        file=f"{kept.name} {digest(kept)}",
    )
    run.desk.journal.add_draw_event(event)
    return event


def _pages(run: Run, number: int) -> Iterator[Path]:
    """Write the pages of the drawn tasks that stand on a slip."""
    archive = Archive(run.desk)
    slip = next(one for one in run.desk.journal.draws().slips if one.number == number)
    for draw in run.desk.journal.draws().of_kind(Draw):  # the page of one that was drawn again tells of it too
        if slip.holds(*draw.mark) and not archive.is_lost(draw):
            task = drawn_task(archive, draw)
            if task.receipts:
                yield write_page(run, archive, task)


def _text_of(path: Path) -> str:
    """Return the receipt in a file: itself, or attached to a mail."""
    try:
        data = read_limited(path)
        if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
            attached = [data]
        else:
            attached = [content for name, content in read_mail(data).attachments if name.lower().endswith(".json")]
    except UnpackError as refused:
        raise XlcheckError("lodging.receipt-unreadable", why=str(refused)) from None
    if len(attached) != 1:
        raise XlcheckError("lodging.receipt-unreadable", why="不是回执文件，也不是附有一份回执的邮件")
    return attached[0].decode("utf-8", "replace")
