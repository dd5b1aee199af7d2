"""When a draw was frozen, revealed and drawn, and what these times cannot show."""

from __future__ import annotations

from xlcheck.draws.formats.one.seed import only_system
from xlcheck.model import DrawRecord


def times(record: DrawRecord) -> str:
    """Return the three times as they are printed."""
    return f"冻结 {record.frozen_at}；揭晓 {record.revealed_at}；抽取 {record.drawn_at}"


def not_announced(record: DrawRecord) -> str:
    """Return what must be said where nobody could have seen the notice before the numbers existed; else empty.

    System randomness has a warning of its own.
    """
    if record.revealed_at > record.frozen_at or only_system(record.request.sources):
        return ""
    return (
        f"冻结和揭晓在同一时间（{record.frozen_at}），抽取公告没有先行发出，不能证明号码产生在冻结之后；"
        "正式抽取应先冻结、发出公告，再揭晓号码。"
    )
