"""上报: everything of a batch or the whole year in a folder and a zip, with a list of digests."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from xlcheck.excel.layout import PRACTICE
from xlcheck.model import XlcheckError
from xlcheck.steps.archive import LOG_NAME
from xlcheck.steps.batches import finish_batches
from xlcheck.steps.desk import Run
from xlcheck.steps.files import copy_into, digest_list, set_aside, write_text
from xlcheck.steps.hand_over import check_clean
from xlcheck.steps.load import load_settings
from xlcheck.steps.publication_log import logged
from xlcheck.steps.report import FILE_NAME

DIGESTS = "文件摘要SHA256.txt"
_PUBLIC = "公示"
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|]')
_NOT_SENT = ("名录库", "台账")
"""Words in the names of files that hold telephone numbers, wherever somebody may have put a copy."""


@dataclass(frozen=True, slots=True)
class Packed:
    """The folder, the zip, and the files in them."""

    folder: Path
    archive: Path
    files: tuple[Path, ...]


def send(run: Run) -> Packed:
    """Collect 抽取公告, 抽取记录, what proves them, 公示 and 统计 for the superior bureau.

    Ledgers and registries stay: they hold telephone numbers. Raises :class:`XlcheckError`
    ``send.nothing`` where nothing has been made yet, ``publish.personal-data`` where something that was published
    holds a person's number since.
    """
    settings, _, _ = load_settings(run.desk)
    finish_batches(run.desk)
    files = _what_is_due(run)
    if not files:
        raise XlcheckError("send.nothing")
    known = {*(entry.code for entry in logged(run.desk)), *settings.open_phones}
    check_clean((f for f, sub in files if sub.startswith(_PUBLIC)), known)
    mark = PRACTICE if run.desk.practice else ""
    name = _NOT_IN_NAMES.sub("－", f"{mark}{settings.short_name}{settings.year}年双随机抽查材料_{run.now:%Y%m%d}")
    folder = run.desk.outbox / name
    set_aside(folder, run.now)
    copies = [copy for source, sub in files for copy in copy_into([source], folder / sub)]
    write_text(folder / DIGESTS, digest_list(copies, folder))
    archive = run.desk.outbox / f"{name}.zip"
    set_aside(archive, run.now)
    _zip(folder, archive)
    return Packed(folder, archive, tuple(copies))


def _what_is_due(run: Run) -> list[tuple[Path, str]]:
    """(file, folder in the pack) of everything that is sent."""
    draws = [(f, "抽取") for f in sorted(run.desk.draws.glob("*")) if f.suffix in (".xlsx", ".html")]
    batches = [(f, f"{_PUBLIC}/{f.parent.name}") for f in sorted(run.desk.disclosures.glob("第*批_*/*"))]
    statistics = [(f, "统计") for f in sorted(run.desk.statistics.glob(FILE_NAME))]
    due = draws + _what_proves(run) + batches + statistics
    return [(f, sub) for f, sub in due if f.is_file() and _is_sent(f.name)]


def _what_proves(run: Run) -> list[tuple[Path, str]]:
    """The log, and the frame files of which notices and records print the fingerprints."""
    root = run.desk.archive
    files = sorted(f for kind in ("抽样框", "检查人员") for f in root.glob(f"*/第*次/{kind}-*.txt"))
    return [(f, f"{root.name}/{f.parent.relative_to(root).as_posix()}") for f in files] + [(root / LOG_NAME, root.name)]


def _is_sent(name: str) -> bool:
    return not name.startswith((".", "~")) and not any(word in name for word in _NOT_SENT)


def _zip(folder: Path, archive: Path) -> None:
    """Zip a folder with names that every unpacker shows right (UTF-8 flag) and pinned times."""
    draft = archive.with_name(f".{archive.name}.tmp")
    with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as out:
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            info = zipfile.ZipInfo(f"{folder.name}/{path.relative_to(folder).as_posix()}", _EARLIEST)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            out.writestr(info, path.read_bytes())
    draft.replace(archive)
