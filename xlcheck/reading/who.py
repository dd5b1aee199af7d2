"""What stands where somebody has to be named or a reason given: the same person as another, nobody, no reason."""

from __future__ import annotations

import re

from xlcheck.reading.folding import fold_title, says_nothing

_IN_BRACKETS = re.compile(r"\(.*?\)")
_ADDRESS = re.compile(
    r"(?:同志|先生|女士|老师|书记|(?:副|大|支|中)*(?:局长|处长|科长|股长|主任|队长|所长|站长|组长|科员)|本人)$"
)
_SHORTEST = 2
"""Letters of the shortest name, and of the shortest reason."""
_NOBODY = frozenset({
    "没有", "暂无", "不详", "未知", "待定", "某某", "某人", "空白", "无人", "无名", "姓名", "监督人", "操作人",
    "见证人", "收存人", "经办人", "在场人", "在场人员", "现场人员", "本人", "自己", "同上", "群众", "大家",
    "别人", "他人",
})  # fmt: skip
"""What is typed where nobody is, or somebody who is not named."""


def same_person(name: str, other: str) -> bool:
    """Say whether two names are of one person, however they are spaced, in whatever width, with or without a title."""
    return bool(_bare(name)) and _bare(name) == _bare(other)


def names_somebody(text: str) -> bool:
    """Say whether a text names anybody: no digits or signs alone, and no word for a part that somebody plays."""
    folded = fold_title(text)
    return sum(map(str.isalpha, folded)) >= _SHORTEST and folded not in _NOBODY


def gives_reason(text: str) -> bool:
    """Say whether a text can be why something was done: words, no full stop or number in place of an answer."""
    signs = [sign for sign in fold_title(text) if sign.isalnum()]
    return not says_nothing(text) and len(signs) >= _SHORTEST and any(map(str.isalpha, signs))


def _bare(name: str) -> str:
    """Return a name without what is said in brackets and how the person is addressed; 李局长 as it is."""
    folded = _IN_BRACKETS.sub("", fold_title(name))
    bare = _ADDRESS.sub("", folded)
    return bare if len(bare) >= _SHORTEST else folded
