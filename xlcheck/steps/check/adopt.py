"""采用改正副本: the copies take the places of the workbooks that they were made of, which go to 旧版."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from xlcheck.excel.read.workbook import check_not_open
from xlcheck.model import XlcheckError
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.files import digest, put_in_place
from xlcheck.steps.desk.lock import exclusive


@dataclass(frozen=True, slots=True)
class RepairedCopy:
    """A copy in which repairs were made, with the SHA-256 of the workbook as it was before the check, and its own."""

    original: Path
    copy: Path
    original_digest: str
    copy_digest: str


@exclusive("采用改正副本")
def adopt(run: Run, copies: Sequence[RepairedCopy]) -> tuple[Path, ...]:
    """Put copies in the places of their originals; returns where these are kept.

    All are looked at before the first is moved: where one was changed since the check, or is open in Excel, nothing
    is. Each is replaced whole. Killed between two, a new check finds nothing to repair in the first, and the next
    run adopts the others. Raises :class:`XlcheckError` ``check.changed``, ``book.open`` and ``output.locked``.
    """
    require_adoptable(copies)
    return tuple(_put(run, one) for one in copies)


def require_adoptable(copies: Sequence[RepairedCopy]) -> None:
    """Raise :class:`XlcheckError` ``book.open`` or ``check.changed`` where a copy could not be put in place now."""
    for one in copies:
        for path, known in ((one.original, one.original_digest), (one.copy, one.copy_digest)):
            check_not_open(path)
            if not path.is_file() or digest(path) != known:
                raise XlcheckError("check.changed", book=path.name)


def _put(run: Run, one: RepairedCopy) -> Path:
    """Move a copy by way of a draft beside the original, since a report may stand on another drive."""
    draft = one.original.with_name(f".{one.original.name}.adopted")
    try:
        shutil.copy2(one.copy, draft)
    except PermissionError:
        raise XlcheckError("output.locked", file=one.original) from None
    backup = put_in_place(draft, one.original, run.now)
    with suppress(OSError):  # a copy that stays is set aside by the next check
        one.copy.unlink()
    return backup
