"""签名: which office's key vouches for a slip or a pack, in a file beside it."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

from xlcheck.draws.codec import canonical_json, plain, typed
from xlcheck.draws.lodging.signature import fingerprint_of, is_signed, public_key_of, signature_of

FORMAT = "xlcheck-signature/1"

OF_SLIP, OF_PACK = "slip", "pack"
"""What is signed: the JSON of a slip; the list of the SHA-256 of a pack's files."""

LONGEST = 2_000
"""Characters of the file at most."""


@dataclass(frozen=True, slots=True)
class OfficeSignature:
    """A signature: ``of`` what, the SHA-256 of that, the public key, and its signature of all the rest, in hex."""

    of: str
    sha256: str
    key: str
    signature: str = ""

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the key."""
        return fingerprint_of(self.key)


def signature_json(of: str, sha256: str, private_key: str) -> str:
    """Sign the digest of a slip or of a pack's list, as one line of canonical JSON."""
    draft = OfficeSignature(of, sha256, public_key_of(private_key))
    return _json(replace(draft, signature=signature_of(private_key, _json(draft))))


def signer_of(text: str, of: str, sha256: str) -> str:
    """Return the fingerprint of the key that signed this digest; empty where the text is no signature of it."""
    signature = _parsed(text)
    if signature is None or (signature.of, signature.sha256) != (of, sha256):
        return ""
    sound = is_signed(signature.key, _json(replace(signature, signature="")), signature.signature)
    return signature.fingerprint if sound else ""


def _json(signature: OfficeSignature) -> str:
    return canonical_json({"format": FORMAT, "signature": plain(signature)})


def _parsed(text: str) -> OfficeSignature | None:
    if len(text) > LONGEST:
        return None
    try:
        document = json.loads(text)
        signature = typed(OfficeSignature, document["signature"]) if document["format"] == FORMAT else None
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return None
    assert signature is None or isinstance(signature, OfficeSignature)
    return signature
