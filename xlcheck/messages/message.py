"""What a sentence about the user's data is made of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How much a finding matters: 错误 stops a draw or a publication, 警告 and 提示 do not."""

    ERROR = "错误"
    WARNING = "警告"
    HINT = "提示"


@dataclass(frozen=True, slots=True)
class Message:
    """The sentence of a finding: what is wrong, and what to do."""

    level: Level
    text: str
    remedy: str
