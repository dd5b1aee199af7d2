"""Packs as districts send them, laid out as the schema says, and the mails and zips in which they come."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from email.message import EmailMessage
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

from tests.builders import by_column
from xlcheck.draws.lodging.signed import OF_PACK, signature_json
from xlcheck.excel.write.table import OutputBook, put_table
from xlcheck.model import Pack
from xlcheck.schema.outputs.collect import READ_PROGRESS
from xlcheck.schema.outputs.send import (
    DIGESTS,
    DIGESTS_SM3,
    DISPATCH,
    DISPATCH_FILES,
    DISPATCH_ITEMS,
    EXTRACT,
    SIGNATURE_FILE,
)
from xlcheck.steps.collect.inbox import Inbox
from xlcheck.steps.collect.outside import PackReader
from xlcheck.steps.collect.packs import EXTRACT_FILE, PROGRESS_FILE, packs_of
from xlcheck.steps.desk.files import digest, digest_list
from xlcheck.steps.send.pack import files_of

CODES = ("91140603MA0K00001K", "91140603MA0K00002H", "91140603MA0K00003F")


def book(path: Path, *sheets) -> Path:
    """A workbook with a table on each sheet: (table, rows by key)."""
    with OutputBook(path) as out:
        for table, rows in sheets:
            put_table(out, out.sheet(table.sheet), table, [by_column(table, row) for row in rows], "示例")
    return path


def ledger_row(region: str, number: int, task: str = "01") -> dict[str, object]:
    return {
        "no": number,
        "plan_no": f"2021{task}",
        "task_no": f"{task}号",
        "task_name": f"示例任务{task}",
        "kind": "不定向抽查",
        "name": f"示例公司{region}-{number}",
        "code": CODES[(number - 1) % len(CODES)],
        "category": "道路货物运输",
        "items": "货运企业监督检查",
        "inspected": date(2021, 3, 1 + (number - 1) % 28),
        "method": "现场检查",
        "result": "未发现问题",
        "disposal": "无需后续处置",
        "closed": "是",
    }


def pack(
    folder: Path,
    region: str = "140603",
    number: int = 1,
    rows: int = 3,
    lines: Sequence[Mapping[str, object]] = (),
    tasks: Sequence[Mapping[str, object]] = (MappingProxyType({}),),
    **said: str,
) -> Path:
    """A whole pack in a folder of its own.

    ``lines`` are cells of its ledger rows that are otherwise, ``tasks`` those of its tasks; ``said`` is what 上报单
    says otherwise.
    """
    rows = len(lines) or rows
    root = folder / f"示例区{region}材料{number}"
    (root / "公示").mkdir(parents=True)
    (root / "公示" / "说明.txt").write_text(f"示例{region}", "utf-8")
    counts = {"quota": rows, "drawn": rows, "inspected": rows, "published": 1, "overdue": 0, "closed": 1}
    task = {"plan_no": "202101", "task_no": "01号", "round": "第一批", "category": "道路货物运输", "state": "公示中"}
    progress = [task | counts | other for other in tasks]
    total = {"plan_no": "合计"} | {key: sum(int(str(row[key])) for row in progress) for key in counts}
    book(root / PROGRESS_FILE, (READ_PROGRESS, [*progress, total]))
    cells = [ledger_row(region, n) for n in range(1, rows + 1)]
    for row, other in zip(cells, lines, strict=False):
        row.update(other)
    book(root / EXTRACT_FILE, (EXTRACT, cells))
    write_dispatch(root, usual(region, number) | said)
    return root


def packs_in(inbox: Inbox) -> list[Pack]:
    """The packs of an inbox, read."""
    with TemporaryDirectory() as folder, PackReader(Path(folder) / "核对") as reader:
        return packs_of(inbox, reader)


def usual(region: str = "140603", number: int = 1) -> dict[str, str]:
    """What 上报单 says of a pack."""
    said = {"bureau": f"示例区{region}交通运输局", "region": region, "year": "2021"}
    return said | {"number": str(number), "made": f"2021-12-{number:02} 09:00", "practice": "否", "version": "0.1.0"}


def write_dispatch(root: Path, said: dict[str, str], others: Sequence[str] = ()) -> None:
    """上报单 of a pack, over the files that are there, and the lists of digests over all of it.

    ``others`` are further names under which it lists one of the files.
    """
    items = [{"item": item, "value": said[key]} for key, item in DISPATCH_ITEMS if key in said]
    files = [path for path in files_of(root) if path != root / "上报单.xlsx"]
    listed = [_listed(path, path.relative_to(root).as_posix()) for path in files]
    listed += [_listed(files[0], name) for name in others]
    numbered = [{"no": number, **one} for number, one in enumerate(listed, start=1)]
    book(root / "上报单.xlsx", (DISPATCH, items), (DISPATCH_FILES, numbered))
    for name, kind in ((DIGESTS, "sha256"), (DIGESTS_SM3, "sm3")):
        (root / name).write_text(digest_list(files_of(root), root, kind), "utf-8")


def relisted(root: Path, names: Sequence[str], **said: str) -> Path:
    """上报单 and lists of a pack made anew, with further ``names`` for one of its files; the signature goes."""
    (root / "签名.json").unlink(missing_ok=True)
    (root / "上报单.xlsx").unlink()
    write_dispatch(root, usual() | said, names)
    return root


def signed(root: Path, key: Path) -> Path:
    """The list of a pack signed by the key in a file."""
    private = key.read_text("utf-8-sig").split()[-1]
    (root / SIGNATURE_FILE).write_text(signature_json(OF_PACK, digest(root / DIGESTS), private), "utf-8")
    return root


def _listed(path: Path, name: str) -> dict[str, object]:
    data = path.read_bytes()
    digests = {kind: hashlib.new(kind, data).hexdigest() for kind in ("sha256", "sm3")}
    return {"file": name, "size": len(data), **digests}


def zipped(root: Path, path: Path, *, only: str = "", without: str = "") -> Path:
    """A zip of a pack, or of some of its files, with the pack's folder in front of each."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for file in sorted(p for p in root.rglob("*") if p.is_file()):
            name = f"{root.name}/{file.relative_to(root).as_posix()}"
            if only in name and not (without and without in name):
                out.write(file, name)
    return path


def mailed(path: Path, *attachments: Path, at: datetime = datetime(2021, 12, 10, 9)) -> Path:
    """A saved mail that a server took at that time."""
    mail = EmailMessage()
    mail["Received"] = f"from a by b; {at:%a, %d %b %Y %H:%M:%S} +0800"
    mail["From"], mail["Subject"] = "示例 <a@example.invalid>", "双随机材料"
    mail.set_content("见附件。")
    for attachment in attachments:
        mail.add_attachment(attachment.read_bytes(), "application", "zip", filename=attachment.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(mail.as_bytes())
    return path
