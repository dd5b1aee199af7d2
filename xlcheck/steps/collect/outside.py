"""What worker processes do with what came from outside, and what is said where one of them gets it not done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypedDict, cast

from xlcheck.model import Finding, ListedFile, Pack, Place, finding
from xlcheck.steps.collect.pack_rows import read_rows
from xlcheck.worker.limits import WorkerLimits
from xlcheck.worker.refused import UnpackError
from xlcheck.worker.worker import Failure, Worker, WorkerError

PACK_LIMITS = WorkerLimits(seconds=600, memory=640 << 20)
"""Of the process that reads workbooks: a good third of its addresses are those of libraries, of which few are used."""
_WORK = "xlcheck.steps.collect.examining"
_FAILED = {Failure.MEMORY: "pack.memory", Failure.TIME: "pack.slow", Failure.CRASH: "pack.crash"}


_SHOWN = 20


def unread(place: Place, name: str, refused: UnpackError) -> Finding:
    """Return the finding for what a worker process did not read."""
    return finding(refused.code, place, name=name, reason=refused.reason)


def beginning(text: str) -> str:
    """Return the beginning of what a stranger wrote, as a sentence quotes it."""
    return text[:_SHOWN] + ("……" if len(text) > _SHOWN else "")


def answer_of(worker: Worker, request: Mapping[str, object]) -> object:
    """Return the answer of a worker; raises :class:`UnpackError`, whatever became of the process."""
    try:
        return worker.ask(request)
    except WorkerError as failed:
        reasons = {
            Failure.MEMORY: f"超过 {worker.limits.memory >> 20} MB",
            Failure.TIME: f"超过 {worker.limits.seconds:.0f} 秒",
            Failure.CRASH: "",
        }
        raise UnpackError(reasons[failed.failure], _FAILED[failed.failure]) from None


class _Form(TypedDict):
    said: dict[str, str]
    files: list[tuple[str, int, str, str]]


class PackReader:
    """Reads the workbooks of packs and verifies packs, by one process for all of them; ``folder`` is for its files.

    Rows that were read stay on the disk until somebody wants them: most are of packs that count no more.
    """

    def __init__(self, folder: Path) -> None:
        self._folder, self._scratch = folder, folder / "临时"
        self._worker = Worker(_WORK, PACK_LIMITS)
        self._rows: dict[str, Path] = {}
        self._scratch.mkdir(parents=True)

    def form(self, path: Path) -> tuple[Mapping[str, str], tuple[ListedFile, ...]]:
        """Return what a 上报单 says by key, and what it lists; raises :class:`UnpackError`."""
        form = cast(_Form, self._ask("form", path=str(path.resolve())))
        return form["said"], tuple(ListedFile(*file) for file in form["files"])

    def read(self, pack: Pack, progress: Path, extract: Path, visits: Path | None = None) -> list[tuple[str, str]]:
        """Read the tables of a pack; return what is wrong with them, as (workbook, reason).

        Packs of version 0.1.0 have no 检查说明, which is what ``visits`` is.

        Raises :class:`UnpackError`.
        """
        out = self._folder / f"{pack.digest}.jsonl"
        paths = {"progress": str(progress.resolve()), "extract": str(extract.resolve()), "out": str(out)}
        if visits is not None:
            paths["visits"] = str(visits.resolve())
        troubles = cast(list[tuple[str, str]], self._ask("rows", **paths, year=str(pack.year)))
        if not troubles:
            self._rows[pack.digest] = out
        return troubles

    def with_rows(self, pack: Pack) -> Pack:
        """Return a pack with the rows of its tables, which were read."""
        rows = read_rows(self._rows[pack.digest])
        return replace(pack, tasks=rows.tasks, inspections=rows.inspections, others=rows.others, reasons=rows.reasons)

    def facts(self, folder: Path) -> tuple[str, str]:
        """Verify a pack; return what it shows as JSON, and the fingerprint of the key that signed it.

        Raises :class:`UnpackError`.
        """
        out = self._folder / "核验.json"
        key = str(self._ask("facts", path=str(folder.resolve()), out=str(out)))
        return out.read_text("utf-8"), key

    def _ask(self, do: str, **request: str) -> object:
        return answer_of(self._worker, {"do": do, "scratch": str(self._scratch), **request})

    def __enter__(self) -> PackReader:
        return self

    def __exit__(self, *_: object) -> None:
        self._worker.__exit__()
