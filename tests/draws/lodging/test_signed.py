"""签名: a key vouches for one slip or one pack, and for nothing else."""

import json

import pytest

from xlcheck.draws.lodging.signature import fingerprint_of, public_key_of
from xlcheck.draws.lodging.signed import FORMAT, OF_PACK, OF_SLIP, signature_json, signer_of

KEY, DIGEST, OTHER = "11" * 32, "ab" * 32, "cd" * 32
SIGNED = signature_json(OF_SLIP, DIGEST, KEY)


def test_signature_tells_which_key_signed():
    assert signer_of(SIGNED, OF_SLIP, DIGEST) == fingerprint_of(public_key_of(KEY))
    assert signer_of(f"{SIGNED}\n", OF_SLIP, DIGEST)


@pytest.mark.parametrize(("of", "digest"), [(OF_PACK, DIGEST), (OF_SLIP, OTHER)])
def test_signature_of_something_else_is_none(of, digest):
    assert signer_of(SIGNED, of, digest) == ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "签名",
        "[" * 9_000,
        SIGNED.replace(DIGEST, OTHER),
        SIGNED.replace(FORMAT, "xlcheck-signature/9"),
        json.dumps({"format": FORMAT, "signature": {"of": OF_SLIP}}),
        json.dumps({"format": FORMAT, "signature": {"of": OF_SLIP, "sha256": DIGEST, "key": "zz", "signature": ""}}),
    ],
)
def test_what_is_no_signature_tells_of_nobody(text):
    digest = OTHER if OTHER in text else DIGEST
    assert signer_of(text, OF_SLIP, digest) == ""
