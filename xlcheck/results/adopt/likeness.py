"""How likely the title of another layout is that of a column: by its words, never by their order alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from xlcheck.reading.folding import fold_title
from xlcheck.schema.inputs.title_words import TitleWords
from xlcheck.schema.table import Column

KNOWN = 3.0
"""From this likeness on a title is known for the column; below it the cells must bear it out."""
OWN = 4.5
"""From this likeness on a title is one of the column's own."""
_OWN, _BY_WORDS, _STEP = 5.0, 2.0, 0.01
_BRACKETS = re.compile(r"\([^()]*\)")
_STARRED = re.compile(r"[*★☆▲△●◆※:]+")


def likeness(column: Column, words: TitleWords, forms: Sequence[str]) -> float:
    """Return how likely a title is a column's, by the forms in which it may be read; 0 for not at all."""
    return max((_of(column, words, form, less) for form, less in _readings(forms)), default=0)


def _readings(forms: Sequence[str]) -> Iterator[tuple[str, float]]:
    """Yield each form, then without what stands in brackets, then what stands there; each less sure than the last."""
    for form in forms:
        title = _STARRED.sub("", form)
        yield title, 0
        bare = _BRACKETS.sub("", title)
        if bare != title:
            yield bare, 0.5
            for within in re.findall(r"\(([^()]*)\)", title):
                yield within, 0.4  # 备注(联查部门) is the latter where it holds such


def _of(column: Column, words: TitleWords, title: str, less: float) -> float:
    if not title:
        return 0
    if title in map(fold_title, column.titles):
        return _OWN - less
    if title in words.known:
        return KNOWN + 0.5 - words.known.index(title) * _STEP - less
    if any(word in title for word in words.never):
        return 0
    if title.endswith(words.ends or ("\0",)) or any(word in title for word in words.holding):
        return _BY_WORDS - less
    return 0
