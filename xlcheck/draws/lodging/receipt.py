"""回执: the superior's signed word that a slip reached it, and when."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from hashlib import sha256

from xlcheck.draws.codec import canonical_json, plain, typed
from xlcheck.draws.formats.two.wording import SEPARATORS
from xlcheck.draws.lodging.code import lodging_code
from xlcheck.draws.lodging.signature import fingerprint_of, is_signed, public_key_of, signature_of
from xlcheck.draws.lodging.slip import AROUND, FreezeSlip, slip_json
from xlcheck.model import XlcheckError
from xlcheck.reading.personal import personal_data
from xlcheck.reading.stamps import stamped_time

FORMAT = "xlcheck-receipt/1"

LONGEST = 20_000
"""Characters of a receipt at most; one has some eight hundred."""

BY_SERVER, BY_SIGHT = "邮件服务器收到的时间", "汇总程序首次收到的时间"
BY_CODE = "登记电话、短信报来的收存码的时间"
"""What the time of arrival rests on."""

_NUMBER = re.compile(r"[0-9]{4}-[0-9]{4,6}-[0-9A-F]{16}")
"""The year, the serial number in it, the fingerprint of the key; it names a file of the archive."""
_HEX = re.compile(r"[0-9a-f]+")
_KEY, _SIGNATURE, _DIGEST = 64, 128, 64
"""Hexadecimal digits."""
_LINE = re.compile("[^\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]{1,200}")


@dataclass(frozen=True, slots=True)
class LodgingReceipt:
    """A receipt: who holds which slip since when.

    ``number`` ends with the fingerprint of the ``key`` that signed it, so whoever has the number has that too.
    ``slip_digest`` is the SHA-256 of the slip's JSON, in hex; ``arrived`` the time in Beijing, to the minute, and
    ``basis`` what that rests on. ``signature`` is that of all the rest.
    """

    number: str
    superior: str
    bureau: str
    year: int
    slip: int
    code: str
    slip_digest: str
    arrived: str
    basis: str
    practice: bool
    version: str
    key: str
    signature: str = ""


def slip_digest(slip: FreezeSlip) -> str:
    """Return the digest by which a receipt names a slip."""
    return sha256(slip_json(slip).encode()).hexdigest()


def key_in(number: str) -> str:
    """Return the fingerprint of the key with which the number of a signed receipt ends."""
    return number.rpartition("-")[2]


def signed_receipt(
    slip: FreezeSlip, superior: str, serial: int, arrival: tuple[str, str], version: str, private_key: str
) -> LodgingReceipt:
    """Return the ``serial``-th receipt of a superior's year; ``arrival`` is the time, and what that rests on."""
    key = public_key_of(private_key)
    receipt = LodgingReceipt(
        number=f"{slip.year}-{serial:04d}-{fingerprint_of(key)}",
        superior=superior,
        bureau=slip.bureau,
        year=slip.year,
        slip=slip.number,
        code=lodging_code(slip),
        slip_digest=slip_digest(slip),
        arrived=arrival[0],
        basis=arrival[1],
        practice=slip.practice,
        version=version,
        key=key,
    )
    return replace(receipt, signature=signature_of(private_key, _signed_text(receipt)))


def receipt_json(receipt: LodgingReceipt) -> str:
    """Return the receipt as one line of canonical JSON."""
    return canonical_json({"format": FORMAT, "receipt": plain(receipt)})


def receipt_from_json(text: str) -> LodgingReceipt:
    """Read exactly what :func:`receipt_json` wrote, whatever blanks stand around it; its signature holds.

    Raises :class:`XlcheckError` ``lodging.receipt-unreadable`` where the text is anything else.
    """
    bare = text.strip(AROUND)
    if len(bare) > LONGEST:
        raise _unreadable("内容太长")
    try:
        document = json.loads(bare)
        receipt = _receipt(document["format"], document["receipt"])
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise _unreadable("内容不完整，或不是回执") from error
    for fault in _faults(receipt, bare):
        raise _unreadable(fault)
    return receipt


def _receipt(written_in: object, values: dict[str, object]) -> LodgingReceipt:
    if written_in != FORMAT:
        raise _unreadable(f"格式是“{written_in}”，本程序只读“{FORMAT}”")
    receipt = typed(LodgingReceipt, values)
    assert isinstance(receipt, LodgingReceipt)
    return receipt


def _faults(receipt: LodgingReceipt, bare: str) -> Iterator[str]:
    """Say what no superior's program can have written."""
    texts = (value for f in fields(receipt) if isinstance(value := getattr(receipt, f.name), str))
    if not all(map(_LINE.fullmatch, texts)):
        yield "有空的、过长或换行的内容"
    sizes = ((receipt.key, _KEY), (receipt.signature, _SIGNATURE), (receipt.slip_digest, _DIGEST))
    if not all(len(text) == size and _HEX.fullmatch(text) for text, size in sizes):
        yield "密钥、签名或摘要不是规定长度的十六进制数"
    elif not (_NUMBER.fullmatch(receipt.number) and receipt.number.endswith(f"-{fingerprint_of(receipt.key)}")):
        yield "编号与签名密钥不符"
    elif not is_signed(receipt.key, _signed_text(receipt), receipt.signature):
        yield "签名与内容不符，内容被改动过"
    if stamped_time(receipt.arrived) is None or receipt.basis not in (BY_SERVER, BY_SIGHT, BY_CODE):
        yield "收到的时间写得不对"
    if SEPARATORS & set(receipt.superior) or personal_data(receipt.superior):
        yield "上级单位名称里有标点“，；：”，或者个人号码"
    if receipt_json(receipt) != bare:
        yield "不是程序写出的原样"


def _signed_text(receipt: LodgingReceipt) -> str:
    return receipt_json(replace(receipt, signature=""))


def _unreadable(why: str) -> XlcheckError:
    return XlcheckError("lodging.receipt-unreadable", why=why)
