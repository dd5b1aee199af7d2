"""What others kept, file by file: of a folder, a zip, a mail, or a file alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from xlcheck.mail.received import read_mail
from xlcheck.steps.desk.unpack import read_limited, unzip
from xlcheck.worker.refused import UnpackError

_LOOKED_INTO = (".zip", ".eml", ".xlsx", ".json", ".jsonl", ".txt")
"""What a desk gives out of its hands; everything else in a folder is left alone."""


def files_in(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield each file with its name; of a folder also what is in its zips and mails.

    Raises :class:`UnpackError` where a zip or mail cannot be opened; one of several in a folder is passed over.
    """
    if path.is_dir():
        for file in sorted(path.rglob("*")):
            if file.is_file() and file.suffix.lower() in _LOOKED_INTO:
                with suppress(UnpackError, OSError):
                    yield from _inside(file.name, read_limited(file))
    else:
        yield from _inside(path.name, read_limited(path))


def _inside(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    if name.lower().endswith(".zip"):
        yield from unzip(content)
    elif name.lower().endswith(".eml"):
        for attached, data in read_mail(content).attachments:
            yield from _inside(attached, data) if attached.lower().endswith(".zip") else [(attached, data)]
    else:
        yield name, content
