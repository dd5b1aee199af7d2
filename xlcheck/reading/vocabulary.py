"""The values that a column may hold: those that staff set in 单位设置 before the built-in ones."""

from __future__ import annotations

from xlcheck.model import Settings
from xlcheck.schema.vocabularies import ALIASES, CATEGORY, STATIC


def vocabulary(name: str, settings: Settings | None = None) -> tuple[str, ...]:
    """Return the values allowed in a column; those that staff set in 单位设置 go before the built-in ones."""
    if settings is not None:
        if name == CATEGORY:
            return tuple(c.name for c in settings.categories)
        values = dict(settings.vocabularies).get(name)
        if values:
            return values
    return STATIC.get(name, ())


def synonyms(name: str, settings: Settings | None = None) -> dict[str, str]:
    """Return other words by their code: word -> the code that it stands for.

    Where staff have set the values, a built-in word counts only for one of theirs.
    """
    if name == CATEGORY and settings is not None:
        return {alias: c.name for c in settings.categories for alias in c.names}
    words, own = ALIASES.get(name, {}), dict(settings.vocabularies).get(name) if settings is not None else None
    return words if own is None else {word: code for word, code in words.items() if code in own and word not in own}
