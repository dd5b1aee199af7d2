"""The offline package for Windows: Python's embeddable build, pinned wheels, the tool, runner, forms, the shipped year.

Everything that an update may replace is below app/; the workbooks that staff keep are in none of its members, since the
menu makes a bureau's own year at the first start only. The shipped year is an example, and what is practised on.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import xlcheck
from xlcheck.model import XlcheckError
from xlcheck.schema.outputs.send import DIGESTS
from xlcheck.steps.desk.desk import SILENT, Talk, shipped
from xlcheck.steps.desk.files import GUIDE, bytes_digest, digest, for_notepad
from xlcheck.steps.install.years_folder import MANUAL

PINS = "windows-wheels.txt"
ROOT = "双随机抽查"
_PACKAGE = Path(xlcheck.__file__).resolve().parent
_NOT_PACKED = ("tests", "__pycache__", "shipped")
"""Folders of wheels and of the tool that do nothing at work, or are packed from elsewhere."""
_PATHS = b"python311.zip\r\n.\r\n..\\lib\r\n"
"""Python's search path; it hides everything else installed on the computer."""
_GUIDE = """双随机抽查　使用说明

1. 把压缩包全部解压到本机硬盘（如 D 盘），不要在压缩包里直接双击。
2. 打开“workbooks”文件夹，双击“双随机抽查”。第一次运行时，程序问单位名称等五项，建立本单位本年度的工作簿。
3. 按菜单的提示，直接回车做下一步，或输入序号。不用安装，不用联网。
4. 别人送来的工作簿放进“workbooks”下的“待检查”文件夹，选“校验来件”。
5. 详细的说明在“workbooks”中的“使用手册”里，双击打开，可以打印。

更新程序：关闭菜单，删去“app”文件夹，把新的压缩包解压到同一位置，全部替换。
“workbooks”中的年度文件夹和“templates”中的表单不在压缩包里，不会被替换；更新以前仍请备份。
核对文件：“app”中的“文件摘要SHA256.txt”列有每个文件的摘要。
"""


@dataclass(frozen=True, slots=True)
class BundleResult:
    """The zip, its SHA-256, and how many files are in it."""

    path: Path
    digest: str
    files: int


def bundle(python: Path, wheels: Path, out: Path, talk: Talk = SILENT) -> BundleResult:
    """Build the package; the same inputs give the same bytes.

    ``python`` is python.org's zip of the embeddable build, 64 bits, 3.11; ``wheels`` the folder into which pip has
    downloaded what the list of pins names. Raises :class:`XlcheckError` ``bundle.python`` or ``bundle.wheel``.
    """
    files = {f"app/python/{name}": content for name, content in _python(python)}
    for wheel in talk.each("取出《{}》", _wheels(wheels), lambda path: path.name):
        files |= {f"app/lib/{name}": content for name, content in _unpack(wheel)}
    files |= {f"app/lib/xlcheck/{name}": content for name, content in _tool()}
    workbooks = shipped("workbooks")
    runner = {f"workbooks/{path.name}": path.read_bytes() for path in workbooks.glob("*.bat")}
    extras = {f"workbooks/{name}": (workbooks / name).read_bytes() for name in (MANUAL, f"待检查/{GUIDE}")}
    files |= runner | extras
    files["使用说明.txt"] = for_notepad(_GUIDE)
    lines = (f"{bytes_digest(content)}  {name}\n" for name, content in sorted(files.items()))
    files[f"app/{DIGESTS}"] = "".join(lines).encode("utf-8")
    _zip(files, out, talk)
    return BundleResult(out, digest(out), len(files))


def _python(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the embeddable build, with our own search path."""
    try:
        with zipfile.ZipFile(path) as package:
            members = {name: package.read(name) for name in package.namelist() if not name.endswith("/")}
    except (OSError, zipfile.BadZipFile):
        members = {}
    if not {"python.exe", "python311.dll", "python311._pth"} <= set(members):
        raise XlcheckError("bundle.python", file=path)
    yield from (members | {"python311._pth": _PATHS}).items()


def _wheels(folder: Path) -> list[Path]:
    """Return the wheels that are pinned, each recognised by its SHA-256."""
    by_digest = {digest(path): path for path in folder.glob("*.whl")}
    pins = [line.split() for line in (Path(__file__).parent / PINS).read_text("utf-8").splitlines() if line]
    for name, pin in pins:
        if pin.removeprefix("--hash=sha256:") not in by_digest:
            raise XlcheckError("bundle.wheel", wheel=name, folder=folder)
    return [by_digest[pin.removeprefix("--hash=sha256:")] for _, pin in pins]


def _unpack(wheel: Path) -> Iterator[tuple[str, bytes]]:
    """Yield what a wheel puts beside other packages; its scripts and its own tests stay out."""
    with zipfile.ZipFile(wheel) as package:
        for name in package.namelist():
            parts = name.split("/")
            # a wheel keeps in <name>.data what an installer spreads: purelib and platlib go beside the packages
            if parts[0].endswith(".data"):
                parts = parts[2:] if parts[1] in ("purelib", "platlib") else []
            if parts and parts[-1] and not set(_NOT_PACKED) & set(parts):
                yield "/".join(parts), package.read(name)


def _tool() -> Iterator[tuple[str, bytes]]:
    """Yield the tool itself, with the forms and the year that it ships."""
    for path in _PACKAGE.rglob("*"):
        below = path.relative_to(_PACKAGE)
        if path.is_file() and not set(_NOT_PACKED) & set(below.parts):
            yield below.as_posix(), path.read_bytes()
    for kind in ("templates", "workbooks"):
        root = shipped(kind)
        for path in root.rglob("*.xlsx"):
            below = path.relative_to(root)
            if kind == "templates" or (below.parts[0].isdigit() and len(below.parts) == 2):
                yield f"shipped/{kind}/{below.as_posix()}", path.read_bytes()


def _zip(files: Mapping[str, bytes], out: Path, talk: Talk) -> None:
    """Zip with sorted names in one folder; a member's time follows from its content.

    Python keeps compiled modules by the time and size of their source: with one time for all, an update that changes a
    file but not its size would go on running the old one.
    """
    draft = out.with_name(f".{out.name}.tmp")
    out.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        for name, content in talk.each("压缩“{}”", sorted(files.items()), lambda file: file[0]):
            info = zipfile.ZipInfo(f"{ROOT}/{name}", _time_of(content))
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            package.writestr(info, content)
    draft.replace(out)


def _time_of(content: bytes) -> tuple[int, int, int, int, int, int]:
    """Return a time of the years 2000 to 2019 that is another one for other contents."""
    seed = hashlib.sha256(content).digest()
    return (2000 + seed[0] % 20, 1 + seed[1] % 12, 1 + seed[2] % 28, seed[3] % 24, seed[4] % 60, seed[5] % 30 * 2)
