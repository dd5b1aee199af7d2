"""核验回执: each signed receipt against its line of the log, and against the slip that it is of."""

from __future__ import annotations

from collections.abc import Iterator

from xlcheck.draws.lodging.receipt import receipt_from_json, slip_digest
from xlcheck.draws.lodging.slip import FreezeSlip
from xlcheck.journal.desk_events import Lodging
from xlcheck.journal.draw_state import DrawState
from xlcheck.messages import error_text
from xlcheck.model import Difference, XlcheckError
from xlcheck.steps.draw.archive import Archive
from xlcheck.steps.draw.lodge import kept_slips
from xlcheck.steps.draw.receipt import RECEIPTS, receipt_path
from xlcheck.steps.verify.files import EXPECTED, named, of_file, of_strays

_UNLOGGED = "抽取日志中没有这份回执"


def audit_receipts(archive: Archive, draws: DrawState) -> Iterator[Difference]:
    """Yield what does not fit; a receipt that was lost with a disk is told by the line 恢复."""
    folder = archive.desk.archive / RECEIPTS
    logged = {receipt_path(archive.desk, event.number): event for event in draws.lodgings if event.file}
    slips = _slips(archive) if logged else {}
    for path, event in logged.items():
        if path.is_file():
            yield from _of_receipt(named(archive, path), path.read_text("utf-8", "replace"), event, slips)
        elif any(event.time <= back.time for back in draws.restorations):
            continue
        yield from of_file(archive, path, str(event.file).rpartition(" ")[2])
    yield from of_strays(archive, sorted(set(folder.glob("*")) - logged.keys()), _UNLOGGED, EXPECTED)


def _slips(archive: Archive) -> dict[int, FreezeSlip]:
    """Return the kept slips; where one cannot be read, that is a difference already."""
    try:
        return {slip.number: slip for slip in kept_slips(archive.desk)}
    except XlcheckError:
        return {}


def _of_receipt(where: str, text: str, event: Lodging, slips: dict[int, FreezeSlip]) -> Iterator[Difference]:
    try:
        receipt = receipt_from_json(text)
    except XlcheckError as error:
        yield Difference(where, error_text(error), "可以读取")
        return
    slip = slips.get(event.slip)
    for what, found, expected in (
        ("收存单编号", str(receipt.slip), str(event.slip)),
        ("上级单位", receipt.superior, event.holder),
        ("回执编号", receipt.number, event.number),
        ("收到时间", receipt.arrived, str(event.arrived)),
        ("收存单摘要", receipt.slip_digest, slip_digest(slip) if slip else receipt.slip_digest),
    ):
        if found != expected:
            yield Difference(f"{where} {what}", found, expected)
