"""Why something from outside is not opened."""

from __future__ import annotations


class UnpackError(Exception):
    """Why a file from outside is not opened: in words, and the code of the sentence for it in an inbox."""

    def __init__(self, reason: str, code: str = "pack.unsafe") -> None:
        super().__init__(reason)
        self.code, self.reason = code, reason
