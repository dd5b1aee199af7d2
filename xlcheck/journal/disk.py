"""Reading the lines of a log, and writing a file whole or not at all, and onto the disk."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from xlcheck.journal.chain import Chain
from xlcheck.model import XlcheckError


def read_chain(log: Path, *, damaged: bool = False) -> Chain:
    """Read the lines of a log; a log that is not there has none.

    Raises :class:`XlcheckError` ``log.unreadable`` for bytes that are no text, unless a repair vouches for them or
    ``damaged`` says that they are expected; ``log.later-format`` where a later version has gone on with it.
    """
    content = log.read_bytes() if log.exists() else b""
    text = content.decode("utf-8", "surrogateescape")
    # splitlines would also break at U+2028 and others, which JSON leaves as they are in a text
    chain = Chain(tuple(text.removesuffix("\n").split("\n")) if text else ())
    if not (damaged or chain.repairs) and any("\udc80" <= sign <= "\udcff" for sign in text):
        raise XlcheckError("log.unreadable", file=log)
    if later := chain.later_format:
        raise XlcheckError("log.later-format", file=log, format=later.name, version=later.version)
    return chain


def write_chain(log: Path, chain: Chain) -> None:
    """Write a log whole, so a line that is added is in it or not."""
    write_bytes(log, "".join(f"{line}\n" for line in chain.lines).encode("utf-8", "surrogateescape"))


def write_text(path: Path, text: str) -> None:
    """Write a UTF-8 text with LF as :func:`write_bytes` does."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, and onto the disk, so that what is written next can rely on it.

    Raises :class:`XlcheckError` ``output.locked`` where the folder cannot be written.
    """
    draft = path.with_name(f".{path.name}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(path)
    except OSError as error:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        # a folder that is read-only; on Windows also a file that a program has open
        if isinstance(error, PermissionError):
            raise XlcheckError("output.locked", file=path) from None
        raise
