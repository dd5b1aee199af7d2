"""收存登记: the folder of a superior bureau, its log, and what it keeps of what arrived.

Whatever arrived whole is copied into 存档 before the log tells of it, so that it counts though the mail is deleted.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from xlcheck.journal.disk import write_bytes
from xlcheck.journal.witness_events import WitnessEvent, WitnessState
from xlcheck.journal.witness_log import WitnessLog
from xlcheck.model import XlcheckError

ARCHIVE, SLIPS, PACKS = "存档", "收存", "上报"
_SHORT = 12
"""Signs of a digest in the name of a kept file."""
_EARLIEST = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Register:
    """全市汇总, the folder in which a superior bureau works."""

    folder: Path

    @property
    def log(self) -> WitnessLog:
        """汇总日志."""
        return WitnessLog(self.folder / ARCHIVE)

    def state(self) -> WitnessState:
        """Return what was noted; raises as :meth:`WitnessLog.state`."""
        return self.log.state()

    def add(self, events: Iterable[WitnessEvent]) -> None:
        """Log events."""
        self.log.add(events)

    def keep_zip(self, stem: str, contents: Mapping[str, bytes]) -> str:
        """Keep the files that came with a slip as a zip; returns its name and SHA-256 as the log has them.

        Its name has the beginning of that, so that nothing else that is kept has its place.
        """
        out = BytesIO()
        with ZipFile(out, "w", ZIP_DEFLATED) as packed:
            for inside, content in contents.items():
                packed.writestr(ZipInfo(inside, _EARLIEST), content, ZIP_DEFLATED)
        content = out.getvalue()
        whole = sha256(content).hexdigest()
        name = f"{stem}-{whole[:_SHORT]}.zip"
        write_bytes(self.folder / ARCHIVE / SLIPS / name, content)
        return f"{name} {whole}"

    def keep_pack(self, name: str, files: Mapping[str, Path]) -> Path:
        """Keep the files of a pack in a folder, whole or not at all; returns the folder."""
        folder = self.pack_folder(name)
        if not folder.is_dir():
            draft = folder.with_name(f".{name}.tmp")
            shutil.rmtree(draft, ignore_errors=True)
            for inside, path in files.items():
                target = draft / inside
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)
            draft.rename(folder)
        return folder

    def pack_folder(self, name: str) -> Path:
        """Return where a pack is kept."""
        return self.folder / ARCHIVE / PACKS / name

    def keep_text(self, name: str, text: str) -> str:
        """Keep what a pack shows; returns the file's name and SHA-256 as the log has them."""
        write_bytes(self.folder / ARCHIVE / PACKS / name, text.encode())
        return f"{name} {sha256(text.encode()).hexdigest()}"

    def kept(self, kind: str, file: str) -> bytes:
        """Return a kept file as the log names it.

        Raises :class:`XlcheckError` ``collect.archive-changed`` where it is gone, or is not what was kept.
        """
        name, _, expected = file.rpartition(" ")
        path = self.folder / ARCHIVE / kind / name
        content = path.read_bytes() if path.is_file() else b""
        if sha256(content).hexdigest() != expected:
            raise XlcheckError("collect.archive-changed", file=path)
        return content
