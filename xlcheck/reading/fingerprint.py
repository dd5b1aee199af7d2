"""Fingerprints of keys, as people read them out."""

from __future__ import annotations


def in_groups(fingerprint: str) -> str:
    """Return a fingerprint as it is read out: ``3F2A-9C1E-77B0-D4A2``."""
    return "-".join(fingerprint[at : at + 4] for at in range(0, len(fingerprint), 4))
