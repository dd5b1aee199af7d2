"""收存登记: the slips and codes that are held of all bureaus."""

from __future__ import annotations

from collections.abc import Iterator

from xlcheck.excel.write.collect.collected import RED, YELLOW, Collected
from xlcheck.excel.write.list_sheet import Look, add_list
from xlcheck.excel.write.table import OutputBook
from xlcheck.model.held import BureauHoldings, BureauVerdict, HeldCode, HeldSlip
from xlcheck.reading.fingerprint import in_groups
from xlcheck.schema.outputs.witness import HELD_THINGS
from xlcheck.schema.table import RowCells

_NOT_USED, _TO_CONFIRM = "，没有采用", "待核对"
ID_SIGNS = 12
"""Signs of a digest by which a person names what is to count."""


def add_held(out: OutputBook, collected: Collected) -> None:
    """Add 收存登记, a row a slip or code."""
    rows = [row for verdict in collected.totals.verdicts for row in _rows(verdict)]
    add_list(out, HELD_THINGS, rows, collected.title(HELD_THINGS), _NOTES, _look)


_NOTES = (
    "黄色：密钥还没有核对。请打平时的电话，请该单位照读指纹，相同的，填进《报送单位》的“已核对的密钥指纹”。",
    "红色：与先收到的不一致，或者不能认定是该单位发出的，没有采用，见“退回和说明”。",
)


def _look(row: RowCells) -> Look:
    table = HELD_THINGS
    if str(row[table.what]).endswith(_NOT_USED):
        return {"bg_color": RED}
    return {"bg_color": YELLOW} if row.get(table.confirmed) == _TO_CONFIRM else {}


def _rows(verdict: BureauVerdict) -> Iterator[RowCells]:
    held = verdict.held
    yield from (_slip(held, slip, standing=slip.digest in verdict.standing) for slip in held.slips)
    yield from (_code(held, code) for code in held.codes)


def _slip(held: BureauHoldings, slip: HeldSlip, *, standing: bool) -> RowCells:
    table, first = HELD_THINGS, slip.fixed[0]
    receipts = [number for number, code, _ in held.receipts if code == slip.code]
    return {
        table.bureau: held.bureau,
        table.what: slip.name if standing else f"{slip.name}{_NOT_USED}",
        table.code: slip.code,
        table.arrived: slip.at,
        table.basis: slip.basis,
        table.signed_by: in_groups(slip.key) or "未签名",
        table.confirmed: ("已核对" if slip.key in held.keys else _TO_CONFIRM) if slip.key else "",
        table.tasks: "、".join(f"{one.task_no}第{one.mark.rpartition('#')[2]}次" for one in slip.fixed),
        table.source: first.source_name,
        table.day: first.day,
        table.receipt: "、".join(receipts),
        table.number: slip.digest[:ID_SIGNS],
    }


def _code(held: BureauHoldings, code: HeldCode) -> RowCells:
    table = HELD_THINGS
    return {
        table.bureau: held.bureau,
        table.what: "收存码（电话、短信）",
        table.code: code.code,
        table.arrived: code.at,
        table.basis: "登记的时间",
    }
