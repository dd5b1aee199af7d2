"""Ed25519 signatures (RFC 8032) of what one office sends another; keys and signatures are in hex.

A signature shows which key wrote a text, not whose key that is: who is to rely on it holds the key's fingerprint
against what the other office says on the telephone.
"""

from __future__ import annotations

from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

FINGERPRINT = 16
"""Hexadecimal digits of a key's fingerprint; four groups of four are read out on the telephone."""


def public_key_of(private_key: str) -> str:
    """Return the key by which a signature of the private key is checked."""
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(private_key)).public_key().public_bytes_raw().hex()


def signature_of(private_key: str, text: str) -> str:
    """Sign a text; the same key and text always give the same signature."""
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(private_key)).sign(text.encode()).hex()


def is_signed(public_key: str, text: str, signature: str) -> bool:
    """Say whether a signature is that of the key under this text; what is no key or no signature is none."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
        key.verify(bytes.fromhex(signature), text.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def fingerprint_of(public_key: str) -> str:
    """Return the fingerprint of a key: the first digits of its SHA-256, in capitals."""
    return sha256(bytes.fromhex(public_key)).hexdigest()[:FINGERPRINT].upper()
