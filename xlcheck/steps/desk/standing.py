"""What stands in the folders of a desk, whether its logs know of it or not: batches of 公示, packs of 上报."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from xlcheck.steps.desk.desk import Desk

REGISTER_NAME = "发件登记.xlsx"
"""The workbook that is written from 发件日志, in 上报."""

_BATCH = re.compile(r"第\d+批_\d{8}")


def standing_batches(desk: Desk) -> list[str]:
    """Return the folders of 公示 that are called like batches."""
    return sorted(path.name for path in desk.publications.glob("第*批*"))


def folders_of_batch(desk: Desk, batch: str) -> list[Path]:
    """Return the folders in 公示 that bear the name of a batch; staff may have added to it."""
    matches = ((name, _BATCH.match(name)) for name in standing_batches(desk))
    return [desk.publications / name for name, match in matches if match and match[0] == batch]


def unlogged_batches(desk: Desk, logged_names: Collection[str]) -> dict[str, str]:
    """Return the batches that stand though they are none of these, by the names of their folders.

    Staff may have added to such a name what they did with the folder.
    """
    matches = ((name, _BATCH.match(name)) for name in standing_batches(desk))
    return {name: match[0] for name, match in matches if match and match[0] not in logged_names}


def is_mail_log_gone(desk: Desk) -> bool:
    """Say whether 上报 has its workbook but no log."""
    return not desk.journal.mail_log.exists() and (desk.outbox / REGISTER_NAME).exists()


def standing_packs(desk: Desk) -> list[str]:
    """Return the packs of which mails stand in 待发送 or 旧版, as ``第1次``."""
    names = (path.name for path in desk.outbox.glob("待发送/**/第*次*") if path.is_dir())
    return sorted({match[0] for name in names if (match := re.match(r"第\d+次", name))})
