"""重建: what a record says that was lost and computed again, and the record without it."""

from __future__ import annotations

from dataclasses import replace

from xlcheck.model import FIRST_FORMAT, DrawRecord

_REBUILT = "本记录系重建："


def rebuilt_in_words(time: str, reason: str, digest: str) -> str:
    """Say when a record was rebuilt and why; ``digest`` is the SHA-256 of the lost one, empty where none was logged."""
    lost = f"，遗失的文件散列值（SHA-256）为 {digest}" if digest else ""
    return (
        f"{_REBUILT}原记录的文件遗失，{time} 依冻结存档和抽取日志重新计算、写出，理由：{reason}{lost}。"
        "签过字的原件，以原件为准。"
    )


def marked_as_rebuilt(record: DrawRecord, sentence: str) -> DrawRecord:
    """Return a record that says of itself that it was rebuilt: in its last remark.

    One of the first format, which has no remarks, says so beside the place of the draw.
    """
    if record.request.format == FIRST_FORMAT:
        return replace(record, venue=f"{record.venue}（{sentence}）")
    return replace(record, remarks=(*record.remarks, sentence))


def rebuilt_mark(record: DrawRecord) -> str:
    """Return what a record says of its having been rebuilt; empty where it says nothing of that."""
    if record.request.format == FIRST_FORMAT:
        _, found, sentence = record.venue.partition(f"（{_REBUILT}")
        return f"{_REBUILT}{sentence.removesuffix('）')}" if found else ""
    return next((remark for remark in record.remarks if remark.startswith(_REBUILT)), "")


def as_drawn(record: DrawRecord) -> DrawRecord:
    """Return a record as it was before it was lost."""
    if record.request.format == FIRST_FORMAT:
        return replace(record, venue=record.venue.partition(f"（{_REBUILT}")[0])
    return replace(record, remarks=tuple(one for one in record.remarks if not one.startswith(_REBUILT)))
