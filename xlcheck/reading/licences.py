"""许可证号写法: how licence numbers are written, as staff describe it: 示许可*字########号.

A form is written out but for ``#``, any digit, and ``*``, one to four signs of any kind. What is written out are its
words: they tell the numbers that are meant by it from those of other licences.
"""

from __future__ import annotations

import re

from xlcheck.model import Trouble
from xlcheck.reading.folding import split_list

_SIGNS = {"#": r"\d", "*": ".{1,4}"}
"""What stands for any digit, and for one to four signs of any kind."""
_TYPED = str.maketrans("＃＊", "#*")
_EXPRESSION = re.compile(r"[\\{}^$+?|]")
"""Signs of a regular expression, which is no form."""


def licence_forms(text: str) -> tuple[str, ...] | Trouble:
    """Return the forms that a text names, or the trouble that names the parts of it that are none.

    A part without ``#`` and ``*``, or one that is a regular expression, is no form; the others count all the same.
    """
    parts = split_list(text.translate(_TYPED))
    forms = tuple(part for part in parts if set(part) & set(_SIGNS) and not _EXPRESSION.search(part))
    if others := [part for part in parts if part not in forms]:
        return Trouble("settings.licence-form", (("part", "、".join(others)),), value=forms)
    return forms


def licence_pattern(form: str) -> str:
    """Return the regular expression of the numbers that are written as a form is."""
    return "".join(_SIGNS.get(sign) or re.escape(sign) for sign in form)


def licence_mark(form: str) -> str:
    """Return the regular expression of what tells that a number is meant by a form, however the rest is written.

    Its words; of a form without any, such as ``######``, that the number has none either and is digits alone.
    """
    return re.escape(licence_words(form)) or r"^\d+$"


def licence_words(form: str) -> str:
    """Return the longest words of a form, by which a number is taken to be meant by it; empty where it has none.

    Of three signs or more that begin the form the first is left out: a number that has lost its first sign, or has a
    wrong one, is meant all the same, and is to be pointed out.
    """
    longest = max(re.split(r"[#*]", form), key=len)
    return longest[1:] if len(longest) > 2 and form.startswith(longest) else longest
