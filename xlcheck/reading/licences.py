"""许可证号写法: how licence numbers are written, as staff describe it: 示许可*字########号."""

from __future__ import annotations

import re

from xlcheck.reading.folding import split_list

_SIGNS = {"#": r"\d", "*": ".{1,4}"}
"""What stands for any digit, and for one to four signs of any kind."""
_TYPED = str.maketrans("＃＊", "#*")
_EXPRESSION = re.compile(r"[\\{}^$+?|]")
"""Signs of a regular expression, which is no form."""


def licence_forms(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the forms that a text names, and the parts of it that are none.

    A part without ``#`` and ``*``, or one that is a regular expression, is no form.
    """
    parts = split_list(text.translate(_TYPED))
    good = tuple(part for part in parts if set(part) & set(_SIGNS) and not _EXPRESSION.search(part))
    return good, tuple(part for part in parts if part not in good)


def licence_pattern(form: str) -> str:
    """Return the regular expression of the numbers that are written as a form is."""
    return "".join(_SIGNS.get(sign) or re.escape(sign) for sign in form)


def licence_words(form: str) -> str:
    """Return the longest words of a form, by which a number is taken to be meant by it; empty where it has none.

    Without the first sign where there are more than two: it is the province's, which is often left out or wrong.
    """
    longest = max(re.split(r"[#*]", form), key=len)
    return longest[1:] if len(longest) > 2 else longest
