"""联合部门: who takes part in a joint task, each by name."""

from __future__ import annotations

import re

from xlcheck.model import Trouble
from xlcheck.reading.folding import split_list

_ROLES = "(?:牵头|配合|联合|参与)(?:部门|单位)?"
_ROLE = re.compile(rf"^{_ROLES}[:：]|[(（]{_ROLES}[)）]$")
_NONE = frozenset({"无", "-", "—", "——"})
_VAGUE = re.compile(r".*(?:等|等部门|等单位|(?:相关|有关|各)(?:部门|单位))")
_TWO = re.compile(r".*[局委办厅队所](?:以及|和|及|与|同).+")
"""``公安局和应急管理局``, not ``住房和城乡建设局``; ``公安局和平分局`` is one, so it is not split unasked."""


def parse_departments(cell: str) -> tuple[str, ...] | Trouble:
    """Return the departments named, or the :class:`Trouble` that says why they cannot be told."""
    names = [_ROLE.sub("", part) for part in split_list(cell.replace("/", "、"))]
    if any(not name or _VAGUE.fullmatch(name) or _TWO.fullmatch(name) for name in names):
        return Trouble("departments.unclear")
    return tuple(name for name in dict.fromkeys(names) if name not in _NONE)
