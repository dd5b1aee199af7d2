"""信用风险等级: the words of each scale, as registries and plans write them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from xlcheck.model import Settings
from xlcheck.reading.folding import fold_title
from xlcheck.reading.vocabulary import synonyms, vocabulary
from xlcheck.schema.vocabularies import GRADE

SUFFIX = "(?:信用)?(?:风险|等级|级别|级|类|企业|市场主体|主体|户)"
"""What may stand behind a grade and says no more than that it is one."""
_SUFFIXES = re.compile(f"{SUFFIX}+$")


def grade_words(settings: Settings | None = None) -> dict[str, str]:
    """Return each word for a grade, folded -> the grade: those of 码表 where staff have set them there.

    A word of a built-in scale stands for the grade that is in its place, where that is one of those in use.
    """
    allowed = vocabulary(GRADE, settings)
    return {
        fold_title(word).upper(): grade for word, grade in (synonyms(GRADE, settings) | {g: g for g in allowed}).items()
    }


def grade_of(text: str, words: Mapping[str, str]) -> str:
    """Return the grade that a text names, with or without 级, 类, 风险 behind it; empty where it names none."""
    folded = fold_title(text).upper()
    return words.get(folded) or words.get(_SUFFIXES.sub("", folded), "")
