"""What a computer has, found out without changing anything on it."""

from __future__ import annotations

import importlib
import os
import platform
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from importlib import metadata
from pathlib import Path
from typing import Any  # what Windows alone has

from xlcheck.schema.inputs import INPUT_BOOKS
from xlcheck.steps.desk.desk import Desk
from xlcheck.steps.install.machine import Machine
from xlcheck.steps.install.years_folder import refusal

_registry: Any = importlib.import_module("winreg") if os.name == "nt" else None

_FONTS_KEY = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\Fonts"
_PROGRAMS_KEY = r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths"
_OFFICES = {"Excel": ("excel.exe",), "WPS": ("et.exe", "et", "wps"), "LibreOffice": ("soffice.exe", "libreoffice")}
_PAPERS = {"1": "Letter", "5": "Legal", "8": "A3", "9": "A4"}
"""Numbers of the Windows setting iPaperSize."""
_SECONDS = 20


def probe(desk: Desk, now: datetime) -> Machine:
    """Find out what there is; ``now`` has its zone."""
    return Machine(
        folder=desk.root,
        refusal=refusal(desk.root),
        fonts=_fonts(),
        offices=tuple(name for name, programs in _OFFICES.items() if any(map(_has_program, programs))),
        now=now.replace(tzinfo=None),
        offset=now.utcoffset() or timedelta(),
        latest=max(_times(desk), key=lambda time: time[1], default=None),
        paper=_paper(),
        python=platform.python_version(),
        pandas=_version("pandas"),
        short_paths=_registry is not None,
    )


def _times(desk: Desk) -> Iterator[tuple[str, datetime]]:
    """Yield times that the clock cannot be behind: when the last draw was logged, when the workbooks were saved."""
    for logged in desk.journal.draws().events[-1:]:
        yield "抽取日志", datetime.fromisoformat(logged.event.time)
    for book in INPUT_BOOKS:
        path = desk.book(book)
        if path.exists():
            yield f"《{path.name}》", datetime.fromtimestamp(path.stat().st_mtime)  # noqa: DTZ006 - the wall's clock


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


def _fonts() -> frozenset[str] | None:
    if _registry is not None:
        return frozenset(name for root in _roots() for name in _values(root, _FONTS_KEY)) or None
    families = _output_of(("fc-list", ":", "family"))
    return frozenset(families.splitlines()) or None


def _has_program(name: str) -> bool:
    if _registry is not None:
        return any(_value(root, rf"{_PROGRAMS_KEY}\{name}", "") is not None for root in _roots())
    return shutil.which(name) is not None


def _paper() -> str:
    if _registry is not None:
        number = _value(_registry.HKEY_CURRENT_USER, r"Control Panel\International", "iPaperSize")
        return _PAPERS.get(str(number), "")
    try:
        first = Path(os.environ.get("PAPERCONF", "/etc/papersize")).read_text("utf-8").split()
    except OSError:
        return ""
    return first[0].capitalize() if first else ""


def _output_of(command: Sequence[str]) -> str:
    """Return what a program prints; empty where there is none."""
    try:
        process = subprocess.run(command, capture_output=True, check=False, timeout=_SECONDS, stdin=subprocess.DEVNULL)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return process.stdout.decode("utf-8", "replace")


def _roots() -> tuple[Any, ...]:
    """Return the parts of the registry for all users and for this one."""
    return (_registry.HKEY_LOCAL_MACHINE, _registry.HKEY_CURRENT_USER)


def _value(root: Any, key: str, name: str) -> object:
    """Return a value of the registry, ``None`` where there is none."""
    try:
        with _registry.OpenKey(root, key) as handle:
            return _registry.QueryValueEx(handle, name)[0]
    except OSError:
        return None


def _values(root: Any, key: str) -> Iterator[str]:
    """Yield the names of the values of a key."""
    try:
        with _registry.OpenKey(root, key) as handle:
            for number in range(_registry.QueryInfoKey(handle)[1]):
                yield _registry.EnumValue(handle, number)[0]
    except OSError:
        return
