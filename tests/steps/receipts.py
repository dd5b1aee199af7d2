"""Signed receipts of invented superiors, for tests."""

from xlcheck.draws.lodging.receipt import BY_SERVER, receipt_json, signed_receipt
from xlcheck.draws.lodging.signature import fingerprint_of, public_key_of

KEY, OTHER_KEY = "11" * 32, "22" * 32
FINGERPRINT = fingerprint_of(public_key_of(KEY))
SUPERIOR = "示例市交通运输局"


def write_receipt(path, slip, arrived, serial=7, key=KEY, superior=SUPERIOR):
    """Write the receipt of a slip that arrived at a time, as the superior's program does."""
    made = signed_receipt(slip, superior, serial, (arrived, BY_SERVER), "0.2.0", key)
    path.write_text(receipt_json(made), "utf-8")
    return path
