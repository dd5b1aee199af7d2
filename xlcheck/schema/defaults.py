"""What a blank 单位设置 begins with in every bureau, for staff to change and to delete from."""

from __future__ import annotations

from xlcheck.model import Round
from xlcheck.schema.setting_items import ROUNDING
from xlcheck.schema.vocabularies import DISPOSAL, METHOD, RESULT

USUAL_ROUNDS = (Round("第一批", 1, 4), Round("第二批", 5, 8), Round("第三批", 9, 12))

USUAL_LIMITS = {
    "day_visits": "6",
    "day_towns": "3",
    "same_words": "50%",
    "window_end": "50%",
    "clean_year": "30",
    "clean_pair": "3",
    "near_days": "7",
    "recheck_days": "10",
}
"""项目 of 抽查策略 by key, from which on a visit is asked about: nobody is held to a number that he cannot see."""

USUAL_POLICY = {
    "team_size": "2",
    "no_repeat": "否",
    "rounding": ROUNDING,
    "min_count": "1",
    "deadline_days": "7",
    **USUAL_LIMITS,
}
"""项目 of 抽查策略 by key; the others begin blank."""

OWN_CODES = (RESULT, DISPOSAL, METHOD)
"""The code lists that staff may change."""
