"""备注 of a line explains what is asked about its visit: the finding stays, with the reason, and is a 提示 then."""

from __future__ import annotations

import re
from dataclasses import replace

from xlcheck.messages import Level, level
from xlcheck.model import CompanyVisit, Finding
from xlcheck.reading.folding import says_nothing
from xlcheck.schema.vocabularies import QUIET_REASONS, URGENT

_TOOLS_OWN = re.compile(r"第 \d+ 次补抽，替换.*|已由第 \d+ 次补抽替换|与.+?合并检查，同行：.*")
"""What the tool itself writes into 备注: a replacement, a visit that is shared."""

_NEEDED = {"visit.on-quiet-day": QUIET_REASONS, "visit.before-approval": (URGENT,)}
"""Words of which a reason must have one, by the code of the finding."""


def is_explicable(found: Finding) -> bool:
    """Say whether a reason may settle a finding: what only looks impossible to whoever does not see 备注."""
    return found.code in _NEEDED or level(found) is not Level.ERROR


def staffs_own(remark: str) -> str:
    """Return 备注 without what the tool wrote there; empty where staff have said nothing."""
    parts = (part.strip() for part in remark.split("；"))
    said = "；".join(part for part in parts if part and not _TOOLS_OWN.fullmatch(part))
    return "" if says_nothing(said) else said


def explained(found: Finding, visit: CompanyVisit) -> Finding:
    """Return a finding with the reason that 备注 gives for it; what cannot be true no reason explains.

    Where the reason must be one of a list, kind and source of an inspection may name it as well.
    """
    words = _NEEDED.get(found.code)
    if words is None:
        is_odd = level(found) is not Level.ERROR
        return replace(found, waiver=f"备注：{visit.remark}") if visit.remark and is_odd else found
    told = (*([f"备注：{visit.remark}"] if visit.remark else ()), *visit.grounds)
    return next((replace(found, waiver=text) for text in told if any(word in text for word in words)), found)
