"""The copy in the making: the parts of the source, those edited, added and left out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from xlcheck.excel.patch.package_part import PackagePart, load
from xlcheck.excel.read.guard import Package
from xlcheck.model import XlcheckError

_DATED = (1980, 1, 1, 0, 0, 0)
_EFFORT = 3
"""How hard to compress: half the usual time for an eighth more bytes."""


class PackageDraft:
    """What the copy will hold; the source is only read."""

    def __init__(self, package: Package, stack: ExitStack) -> None:
        self.package, self._stack = package, stack
        self._names = dict.fromkeys(package.names)
        self._parts: dict[str, PackagePart] = {}
        self._added: dict[str, bytes] = {}
        self._taken = {name.lower() for name in self._names}

    def has(self, name: str) -> bool:
        """Say whether the source holds a part and the copy keeps it."""
        return self.package.proper(name) in self._names

    def part(self, name: str, *, large: bool = False, sloppy: bool = False) -> PackagePart:
        """Return a part of the source, to look into or to edit, in whatever case it is spelt."""
        name = self.package.proper(name)
        if name not in self._parts:
            self._parts[name] = load(self.package, name, self._stack, large=large, sloppy=sloppy)
        return self._parts[name]

    def names(self, ending: str) -> list[str]:
        """Return the parts of the source whose name ends so, in whatever case."""
        return [name for name in self._names if name.lower().endswith(ending)]

    def free_name(self, pattern: str, first: int | None = 1) -> str:
        """Return a name for a new part: the first number for ``{}``, or none at ``first``, that is not taken."""
        names = (pattern.format(number) for number in (first or "", *range(1, len(self._taken) + 2)))
        name = next(n for n in names if n.lower() not in self._taken)
        self._taken.add(name.lower())
        return name

    def add(self, name: str, data: bytes) -> None:
        """Add a part that the source does not have."""
        self._added[name] = data

    def add_once(self, name: str, data: bytes) -> bool:
        """Add a part, unless one of that name is there; returns whether it was added."""
        if name in self._added or self.has(name):
            return False
        self._taken.add(name.lower())
        self.add(name, data)
        return True

    def drop(self, name: str) -> None:
        """Leave a part out."""
        self._names.pop(self.package.proper(name), None)

    def write(self, out: Path) -> None:
        """Write the copy beside its place and move it there when it is whole.

        Raises :class:`XlcheckError` ``output.locked`` where it cannot be written.
        """
        temporary = out.with_name(f".{out.name}.tmp")
        try:
            out.parent.mkdir(parents=True, exist_ok=True)
            with ZipFile(temporary, "w") as target:
                for name, stored, pieces in self._members():
                    _write_member(target, name, stored, pieces)
            temporary.replace(out)
        # a folder that is read-only; on Windows also a file that a program has open
        except PermissionError:
            raise XlcheckError("output.locked", file=out) from None
        finally:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)

    def _members(self) -> Iterator[tuple[str, bool, Iterator[bytes]]]:
        for name in self._names:
            part = self._parts.get(name)
            edited = part is not None and part.edits
            pieces = part.pieces() if part and edited else self.package.chunks(name)
            yield name, self.package.is_stored(name), pieces
        for name, data in self._added.items():
            yield name, False, iter((data,))


def _write_member(target: ZipFile, name: str, stored: bool, pieces: Iterator[bytes]) -> None:
    member = ZipInfo(name, _DATED)
    member.compress_type = ZIP_STORED if stored else ZIP_DEFLATED
    member.create_system, member.external_attr = 0, 0
    member._compresslevel = _EFFORT  # type: ignore[attr-defined]  # public from Python 3.13 on
    with target.open(member, "w") as stream:
        for piece in pieces:
            stream.write(piece)
