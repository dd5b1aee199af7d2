"""What a blank 单位设置 begins with in every bureau, for staff to change and to delete from."""

from __future__ import annotations

from xlcheck.model import Round
from xlcheck.schema.setting_items import ROUNDING
from xlcheck.schema.vocabularies import DISPOSAL, METHOD, RESULT

USUAL_ROUNDS = (Round("第一批", 1, 4), Round("第二批", 5, 8), Round("第三批", 9, 12))

USUAL_POLICY = {"team_size": "2", "no_repeat": "否", "rounding": ROUNDING, "min_count": "1", "deadline_days": "7"}
"""项目 of 抽查策略 by key; the others begin blank."""

OWN_CODES = (RESULT, DISPOSAL, METHOD)
"""The code lists that staff may change."""
