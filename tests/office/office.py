"""LibreOffice and poppler at work: what a workbook looks like on paper, and what typing into it does."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from numpy import frombuffer, uint8
from numpy.typing import NDArray

FONTS, MACROS = (Path(__file__).with_name(name) for name in ("fonts.conf", "macros.bas"))
PROGRAMS = ("soffice", "pdftotext", "pdfinfo", "pdftoppm", "fc-list")
PAPERS = {("A4", False): (595, 842), ("A4", True): (842, 595), ("A3", False): (842, 1191), ("A3", True): (1191, 842)}
"""Points of a page by paper and whether it lies across."""

DOTS = 200
"""Of a picture, per inch: a plain office scanner."""

_FORMS = {".xlsx": "Calc MS Excel 2007 XML", ".xls": "MS Excel 97"}
"""What LibreOffice calls the forms of workbooks, by suffix."""

XLSX = f"xlsx:{_FORMS['.xlsx']}"

_ALWAYS_RECALCULATE = (
    '<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">'
    "<value>0</value></prop></item>"
)
_PAGE_SIZE = re.compile(r"Page +\d+ size: +([\d.]+) x ([\d.]+) pts")


def missing() -> str:
    """Why these tests cannot run here; empty where they can."""
    lacking = [name for name in PROGRAMS if shutil.which(name) is None]
    if lacking:
        return f"not installed: {', '.join(lacking)}"
    if not sys.platform.startswith("linux"):
        return "the fonts are chosen by fontconfig, as on Linux"
    fonts = subprocess.run(["fc-list", ":lang=zh-cn", "family"], capture_output=True, text=True, check=False).stdout
    lacking = [name for name in ("Noto Serif CJK SC", "AR PL UMing CN") if name not in fonts]
    return f"fonts not installed: {', '.join(lacking)}" if lacking else ""


class Office:
    """A LibreOffice with a profile of its own in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self._profile = folder / "profile"
        self._run("--terminate_after_init")  # a profile gets its libraries of macros at the first start

    def print(self, files: Sequence[Path], folder: Path) -> dict[str, tuple[Page, ...]]:
        """The pages of each workbook by its stem; the stems must differ."""
        self._run("--convert-to", "pdf", "--outdir", str(folder), *map(str, files))
        return {file.stem: read_pdf(folder / f"{file.stem}.pdf") for file in files}

    def low_rows(self, files: Iterable[Path], folder: Path) -> list[tuple[str, str, int]]:
        """Rows that are lower than their text needs: stem of the workbook, sheet, row."""
        listed, noted = folder / "workbooks.txt", folder / "rows.txt"
        listed.write_text("".join(f"{file}\n" for file in files), "utf-8")
        self._call(f'Measure("{listed}", "{noted}")')
        lines = [line.split("\t") for line in noted.read_text("utf-8").splitlines()]
        return [(Path(file).stem, sheet, int(row)) for file, sheet, row, *_ in lines]

    def type_in(self, file: Path, cells: Iterable[tuple[str, str, str]], saved: Path) -> None:
        """Type texts into cells (sheet, cell, text) as at the keyboard, and save under another name, .xlsx or .xls."""
        listed = saved.with_suffix(".txt")
        listed.write_text("".join("\t".join(cell) + "\n" for cell in cells), "utf-8")
        self._call(f'TypeIn("{file}", "{listed}", "{saved}", "{_FORMS[saved.suffix]}")')

    def unlock(self, file: Path, password: str, saved: Path) -> str:
        """Open a workbook with a password and save it as .xlsx without one; ``opened`` or ``refused``."""
        noted = saved.with_suffix(".txt")
        self._call(f'Unlock("{file}", "{password}", "{saved}", "{_FORMS[".xlsx"]}", "{noted}")')
        return noted.read_text("utf-8").strip()

    def save_as(self, files: Sequence[Path], form: str, folder: Path) -> None:
        """Open workbooks and save them into a folder in a form of which LibreOffice knows the name."""
        self._run("--convert-to", form, "--outdir", str(folder), *map(str, files))

    def recalculate(self, files: Sequence[Path], folder: Path) -> None:
        """Open workbooks, compute every formula whatever value is stored with it, and save them into a folder."""
        settings = self._profile / "user" / "registrymodifications.xcu"
        text = settings.read_text("utf-8")
        if _ALWAYS_RECALCULATE not in text:
            settings.write_text(text.replace("</oor:items>", f"{_ALWAYS_RECALCULATE}</oor:items>"), "utf-8")
        self.save_as(files, XLSX, folder)

    def _call(self, call: str) -> None:
        """Run a sub of the macros, with its arguments as Basic writes them."""
        libraries = self._profile / "user" / "basic"
        for name, text in _macro_files(MACROS.read_text("utf-8")).items():
            (libraries / name).write_text(text, "utf-8")
        self._run(f"macro:///Standard.Tests.{call}")

    def _run(self, *arguments: str) -> None:
        """Run LibreOffice without a window; it may take its time on a busy machine."""
        command = ["soffice", f"-env:UserInstallation={self._profile.as_uri()}", "--headless", "--norestore"]
        environment = os.environ | {"FONTCONFIG_FILE": str(FONTS), "LC_ALL": "C.UTF-8"}
        subprocess.run([*command, *arguments], env=environment, timeout=300, check=True, capture_output=True)


def _macro_files(source: str) -> dict[str, str]:
    """The files of a profile that hold the module Tests in the library Standard."""
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    library = 'xmlns:library="http://openoffice.org/2000/library"'
    script = 'xmlns:script="http://openoffice.org/2000/script"'
    return {
        "script.xlc": f'{head}<library:libraries {library}><library:library library:name="Standard"'
        ' library:link="false"/></library:libraries>',
        "Standard/script.xlb": f'{head}<library:library {library} library:name="Standard" library:readonly="false"'
        ' library:passwordprotected="false"><library:element library:name="Tests"/></library:library>',
        "Standard/Tests.xba": f'{head}<script:module {script} script:name="Tests" script:language="StarBasic">'
        f"{escape(source)}</script:module>",
    }


@dataclass(frozen=True, slots=True)
class Page:
    """A printed page: size in points, text cell by cell without any white space, lines from top to bottom."""

    size: tuple[int, int]
    text: str
    lines: tuple[str, ...]


def read_pdf(path: Path) -> tuple[Page, ...]:
    """The pages of a PDF."""
    sizes = _PAGE_SIZE.findall(_output("pdfinfo", "-f", "1", "-l", "9999", str(path)))
    raw, laid_out = (_output("pdftotext", way, str(path), "-").split("\f")[:-1] for way in ("-raw", "-layout"))
    return tuple(
        Page((round(float(width)), round(float(height))), "".join(text.split()), tuple(_lines(layout)))
        for (width, height), text, layout in zip(sizes, raw, laid_out, strict=True)
    )


def picture(path: Path, number: int) -> NDArray[uint8]:
    """A page of a PDF in shades of grey, row by row; the first page is 1."""
    page = ("-f", str(number), "-l", str(number))
    command = ["pdftoppm", "-gray", "-r", str(DOTS), *page, str(path)]
    shades = subprocess.run(command, capture_output=True, check=True).stdout
    _, width, height, _, *_ = shades.split(maxsplit=4)  # P5, width, height, lightest shade, one byte a dot
    return frombuffer(shades, uint8)[-int(width) * int(height) :].reshape(int(height), int(width))


def _lines(layout: str) -> Iterator[str]:
    return (line.strip() for line in layout.splitlines() if line.strip())


def _output(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True).stdout
