"""回执: signed by the superior's key, and by nothing else read as one."""

import json
from dataclasses import fields, replace

import pytest

from tests.draws.lodging.slips import slip
from xlcheck.draws.codec import canonical_json
from xlcheck.draws.lodging.code import lodging_code
from xlcheck.draws.lodging.receipt import (
    BY_SERVER,
    FORMAT,
    receipt_from_json,
    receipt_json,
    signed_receipt,
    slip_digest,
)
from xlcheck.draws.lodging.signature import fingerprint_of, is_signed, public_key_of, signature_of
from xlcheck.messages import error_text
from xlcheck.model import XlcheckError
from xlcheck.reading.fingerprint import in_groups

KEY, OTHER_KEY = "11" * 32, "22" * 32
FINGERPRINT = fingerprint_of(public_key_of(KEY))
SLIP = slip()
RECEIPT = signed_receipt(SLIP, "示例市交通运输局", 7, ("2021-01-05 10:12", BY_SERVER), "0.2.0", KEY)


def refused(text):
    with pytest.raises(XlcheckError) as caught:
        receipt_from_json(text)
    assert caught.value.code == "lodging.receipt-unreadable"
    return error_text(caught.value)


def signed_by(private, **changed):
    """The receipt with other values, signed for them."""
    draft = replace(RECEIPT, **changed, signature="")
    return replace(draft, signature=signature_of(private, receipt_json(draft)))


@pytest.mark.parametrize(
    ("private", "public", "text", "signature"),
    [  # RFC 8032, section 7.1, tests 1 and 2
        (
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        ),
        (
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            "r",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        ),
    ],
)
def test_signatures_are_those_of_the_standard(private, public, text, signature):
    assert public_key_of(private) == public
    assert signature_of(private, text) == signature
    assert is_signed(public, text, signature)
    assert not is_signed(public, f"{text} ", signature)


@pytest.mark.parametrize(("key", "signature"), [("", ""), ("00", "00"), ("zz" * 32, "11" * 64), ("11" * 32, "11" * 64)])
def test_what_is_no_key_or_signature_signs_nothing(key, signature):
    assert not is_signed(key, "text", signature)


def test_receipt_names_slip_arrival_and_key():
    assert receipt_from_json(receipt_json(RECEIPT)) == RECEIPT
    assert (RECEIPT.code, RECEIPT.slip_digest) == (lodging_code(SLIP), slip_digest(SLIP))
    assert RECEIPT.number == f"{SLIP.year}-0007-{FINGERPRINT}"
    assert in_groups("3F2A9C1E77B0D4A2") == "3F2A-9C1E-77B0-D4A2"


def test_blanks_around_it_are_those_of_editors_and_mail_programs():
    assert receipt_from_json(f"\ufeff  {receipt_json(RECEIPT)}\r\n") == RECEIPT


@pytest.mark.parametrize("name", [f.name for f in fields(RECEIPT) if f.name not in ("key", "signature")])
def test_any_value_that_is_changed_is_found__error(name):
    value = getattr(RECEIPT, name)
    other = (not value) if isinstance(value, bool) else value + 1 if isinstance(value, int) else f"{value[:-1]}9"
    assert other != value
    assert any(
        words in refused(receipt_json(replace(RECEIPT, **{name: other}))) for words in ("签名与", "编号与", "写得")
    )


def test_key_of_somebody_else_shows_in_the_number__error():
    assert "编号与签名密钥不符" in refused(receipt_json(signed_by(OTHER_KEY, key=public_key_of(OTHER_KEY))))
    assert "签名与内容不符" in refused(receipt_json(signed_by(OTHER_KEY)))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "不完整"),
        ("收到了", "不完整"),
        ("[" * 9000, "不完整"),
        ("x" * 30_000, "太长"),
        (canonical_json({"format": FORMAT, "receipt": {}}), "不完整"),
        (canonical_json({"format": "xlcheck-receipt/9", "receipt": {}}), "格式是“xlcheck-receipt/9”"),
        (json.dumps(json.loads(receipt_json(RECEIPT)), ensure_ascii=False), "原样"),
        (receipt_json(signed_by(KEY, superior="")), "有空的"),
        (receipt_json(signed_by(KEY, superior="示例\n局")), "有空的"),
        (receipt_json(signed_by(KEY, arrived="昨天上午")), "收到的时间"),
        (receipt_json(signed_by(KEY, arrived="2021-02-30 09:00")), "收到的时间"),
        (receipt_json(signed_by(KEY, basis="上级说的")), "收到的时间"),
        (receipt_json(signed_by(KEY, superior="示例局，2021-01-05 09:00；上级回执：别的局")), "标点"),
        (receipt_json(signed_by(KEY, superior="示例局13812345678")), "个人号码"),
        (receipt_json(signed_by(KEY, number=f"../../{RECEIPT.number}")), "编号与签名密钥不符"),
        (receipt_json(signed_by(KEY, number=f"2021-7-x-{FINGERPRINT}")), "编号与签名密钥不符"),
        (receipt_json(replace(RECEIPT, signature=RECEIPT.signature.upper())), "十六进制数"),
        (receipt_json(replace(RECEIPT, key="11")), "十六进制数"),
    ],
)
def test_what_no_superior_wrote__error(text, words):
    assert words in refused(text)
