"""The QR code on a page to be signed: it binds the paper to what was drawn."""

from __future__ import annotations

from xlcheck.draws.record.blocks import QrBlock

LONGEST = 900
"""Characters that a symbol holds which still scans from paper; a seed line takes some three hundred."""

WHOLE = (
    "扫码得两行：第一行是种子行（其中有抽样框指纹和人员名单指纹），第二行是内容摘要。"
    "应与本页所印逐字相同；不同的，本页不是原件。"
)
DIGEST_ALONE = "扫码得内容摘要（种子行太长，不在码内）。应与本页所印逐字相同；不同的，本页不是原件。"


def symbol_of(seed: str, digest: str) -> QrBlock:
    """Return the code of a seed line, which has both fingerprints, and a content digest.

    Where that is too long it holds the digest alone.
    """
    whole = f"{seed}\n{digest}"
    return QrBlock("二维码", whole, WHOLE) if len(whole) <= LONGEST else QrBlock("二维码", digest, DIGEST_ALONE)
