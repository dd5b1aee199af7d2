"""回执: each slip that stands is answered once, by a signed receipt in a mail draft."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from xlcheck import __version__
from xlcheck.draws.lodging.receipt import BY_CODE, LodgingReceipt, receipt_json, signed_receipt
from xlcheck.journal.disk import write_bytes
from xlcheck.journal.witness_events import CodeArrival, ReceiptGiven, SlipArrival, WitnessState
from xlcheck.mail.message import MailContent, composed, is_address
from xlcheck.reading.dates import in_words
from xlcheck.reading.fingerprint import in_groups
from xlcheck.reading.stamps import STAMP
from xlcheck.steps.collect.holdings import kept_slip
from xlcheck.steps.collect.register import Register
from xlcheck.steps.collect.replies import in_name
from xlcheck.steps.desk.desk import Talk
from xlcheck.steps.desk.office_key import fingerprint, office_key

FOLDER = "回执"


def give_receipts(
    register: Register, superior: str, standing: Mapping[str, str], now: datetime, talk: Talk
) -> tuple[Path, ...]:
    """Write a receipt for each slip that has none; returns the mail drafts.

    ``standing`` has the slips that stand, by digest, each with the mail address of its bureau, or none. A draft that
    was written before the log could tell of it is written again under the same number.
    """
    state = register.state()
    waiting = [event for event in _unanswered(state) if event.digest in standing]
    if not waiting:
        return ()
    key = office_key(register.folder, talk)
    drafts, serials = [], Counter(_year_of(given.number) for given in state.of_kind(ReceiptGiven))
    for event in talk.each("出具回执“{}”", waiting, lambda event: event.bureau):
        serials[f"{event.year}"] += 1
        arrival, serial = _arrival(state, event), serials[f"{event.year}"]
        receipt = signed_receipt(kept_slip(register, event), superior, serial, arrival, __version__, key)
        drafts.append(_write(register.folder / FOLDER, receipt, standing[event.digest], now))
        register.add([ReceiptGiven(now.strftime(STAMP), number=receipt.number, code=event.code, digest=event.digest)])
    talk.say(f"本单位签名密钥的指纹 {in_groups(fingerprint(key))}，各单位来电话核对时照读")
    return tuple(drafts)


def _unanswered(state: WitnessState) -> Iterator[SlipArrival]:
    """Yield the slips without a receipt; of copies that came at different times the first one."""
    answered = {event.digest for event in state.of_kind(ReceiptGiven)}
    for event in sorted(state.of_kind(SlipArrival), key=lambda event: event.arrived):
        if event.digest not in answered:
            answered.add(event.digest)
            yield event


def _year_of(number: str) -> str:
    """Return the year with which the number of a receipt begins."""
    return number.partition("-")[0]


def _arrival(state: WitnessState, event: SlipArrival) -> tuple[str, str]:
    """Return when a slip came, and what that rests on: its code may have been told before, which binds all of it."""
    told = ((code.time, BY_CODE) for code in state.of_kind(CodeArrival) if code.code == event.code)
    return min([(event.arrived, event.basis), *told])


def _write(folder: Path, receipt: LodgingReceipt, address: str, now: datetime) -> Path:
    name = f"回执-{receipt.number}.json"
    content = MailContent(
        sender="",
        recipients=(address,) if is_address(address) else (),
        subject=f"{receipt.bureau}{receipt.year}年第{receipt.slip}号冻结收存单的回执（{receipt.number}）",
        body=_body(receipt, name, now),
        attachments=[(name, receipt_json(receipt).encode())],
        made=now,
    )
    path = folder / f"{in_name(receipt.bureau)}-回执-{receipt.number}.eml"
    write_bytes(path, composed(content))
    return path


def _body(receipt: LodgingReceipt, name: str, now: datetime) -> str:
    return (
        f"{receipt.bureau}：\n"
        f"　　你单位{receipt.year}年第{receipt.slip}号冻结收存单（收存码 {receipt.code}）已于 {receipt.arrived} 收到"
        f"（{receipt.basis}），现予回执，编号 {receipt.number}。\n"
        f"　　附件 {name} 有我单位的签名，请存下本邮件，在“收存”中登记。"
        "第一次登记时，请用平时的电话与我单位核对签名密钥的指纹。\n"
        "　　本回执证明收到的时间，不证明号码。\n\n"
        f"{receipt.superior}\n"
        f"{in_words(now)}\n"
    )
