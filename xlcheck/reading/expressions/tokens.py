"""An expression as a row of tokens, each of a kind that one letter names; forms are patterns over these letters.

A number is one token or none: no token begins or ends between two of its digits, so no form can take the first digit
of 15 for a month and the second for a day. What no entry of the lexicon knows is a token of kind ``?``, and is named
to whoever wrote it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby

from xlcheck.model import Trouble
from xlcheck.reading.folding import fold_title
from xlcheck.reading.numerals import SIGNS, is_split

UNKNOWN = "?"
NUMBER = rf"(?:\d{{1,6}}|[{SIGNS}]{{1,7}})"
"""A whole number in digits or in Chinese numerals; whether it is one its value says."""

AT_LEAST = "(?:应当?|须|必须)?不(?:应|得|能|可)?(?:低|少|小)于|至少|最少|最低|下限|≥|>=|≧"
AT_MOST = "(?:应当?|须|必须)?不(?:应|得|能|可)?(?:超过|超出|高于|多于|大于)|至多|最多|最高|上限|≤|<=|≦"
"""Words for a bound, as every kind of expression has them."""

_NUMERAL = rf"[\d{SIGNS}]"
_WITHIN = re.compile(rf"{_NUMERAL}{_NUMERAL}|\d\.|\.\d")
"""Two signs between which no token ends: they may be of one number."""
_WHOLE = re.compile(NUMBER)
_JOINING = "的和及与或为按对至到共各且并应含年月日"
"""Words of one sign that stand between others, and are no part of them."""
_DASHES = re.compile("[‐‒—–―─━−ー~〜～-]+")
_PAIRS = (("(", ")"), ("[", "]"), ("【", "】"), ("〔", "〕"), ("“", "”"), ('"', '"'), ("「", "」"))


def folded_expression(text: str) -> str | Trouble:
    """Return an expression half-width and without blanks, dashes alike.

    A blank or a line break within a number is a :class:`Trouble`: there may be one number or two.
    """
    if is_split(text):
        return Trouble("cell.split-number")
    return bare(_DASHES.sub("-", fold_title(text)))


def bare(folded: str) -> str:
    """Return a folded text without the full stop behind it and the brackets or quotes around the whole of it."""
    text = folded.rstrip("。;,、")
    for first, last in _PAIRS:
        inner = text[1:-1]
        if text.startswith(first) and text.endswith(last) and not (first in inner or last in inner):
            return inner or folded
    return text or folded


@dataclass(frozen=True, slots=True)
class Token:
    """Signs that belong together, and the letter of their kind."""

    kind: str
    text: str


class Lexicon:
    """The words of a kind of expression: of those that fit at a place the longest is taken."""

    def __init__(self, *entries: tuple[str, str]) -> None:
        self._entries = [(kind, re.compile(pattern)) for kind, pattern in entries]

    def phrase(self, text: str) -> Phrase:
        """Return a folded text as its tokens."""
        tokens: list[Token] = []
        at = unknown = 0  # where the next token begins, and the words before it that no entry knows
        while at < len(text):
            kind, end = self._longest(text, at)
            if kind != UNKNOWN:
                tokens += [Token(UNKNOWN, text[unknown:at])] if unknown < at else []
                tokens.append(Token(kind, text[at:end]))
                unknown = end
            at = end
        return Phrase((*tokens, *([Token(UNKNOWN, text[unknown:])] if unknown < at else [])))

    def _longest(self, text: str, at: int) -> tuple[str, int]:
        if not _is_within(text, at):
            ends = ((m.end(), kind) for kind, pattern in self._entries if (m := pattern.match(text, at)) and m[0])
            end, kind = max(((e, k) for e, k in ends if not _is_within(text, e)), key=_end, default=(at, UNKNOWN))
            if end > at:
                return kind, end
        return UNKNOWN, at + 1


def _end(found: tuple[int, str]) -> int:
    return found[0]


def _is_within(text: str, at: int) -> bool:
    if not 0 < at < len(text):
        return False
    before, behind = text[at - 1], text[at]
    if before == "/" or behind == "/":  # 1/3 is one number, and 次/3年 is none
        around = text[at - 2 : at - 1] + behind if before == "/" else before + text[at + 1 : at + 2]
        return len(around) > 1 and around.isdecimal()
    return _WITHIN.fullmatch(before + behind) is not None


@dataclass(frozen=True, slots=True)
class Phrase:
    """The tokens of an expression."""

    tokens: tuple[Token, ...]

    @property
    def kinds(self) -> str:
        """The letters of the tokens, side by side."""
        return "".join(token.kind for token in self.tokens)

    @property
    def unknown(self) -> tuple[str, ...]:
        """The words that the lexicon does not know, each whole.

        The lexicon may know a sign of such a word, as 对 of 在库对象, or the number that it is the unit of: 120天.
        """
        words: list[str] = []
        for is_part, tokens in groupby(range(len(self.tokens)), self._is_of_unknown):
            words += ["".join(self.tokens[at].text for at in tokens)] if is_part else []
        return tuple(words)

    def _is_of_unknown(self, at: int) -> bool:
        """Say whether a token is a word that is not known, or a sign of one: alone between two, or none that joins."""
        token = self.tokens[at]
        if token.kind == UNKNOWN:
            return True
        before, behind = self._unknown_at(at - 1)[-1:].isalnum(), self._unknown_at(at + 1)[:1].isalnum()
        if _WHOLE.fullmatch(token.text):
            return behind or self._unknown_at(at + 1)[:1] in ("%", "‰")
        alone = len(token.text) == 1 and token.text.isalnum()
        return alone and ((before and behind) or ((before or behind) and token.text not in _JOINING))

    def _unknown_at(self, at: int) -> str:
        token = self.tokens[at] if 0 <= at < len(self.tokens) else None
        return token.text if token is not None and token.kind == UNKNOWN else ""

    def of_kind(self, kinds: str) -> tuple[str, ...]:
        """Return the texts of the tokens of some kinds."""
        return tuple(token.text for token in self.tokens if token.kind in kinds)

    def without(self, kinds: str) -> Phrase:
        """Return the phrase without the tokens of some kinds."""
        return Phrase(tuple(token for token in self.tokens if token.kind not in kinds))

    def fit(self, form: str) -> dict[str, str] | None:
        """Return the text of each named group of a form where the whole phrase fits it; ``""`` of one left out."""
        match = re.fullmatch(form, self.kinds)
        if match is None:
            return None
        return {name: self._text(*match.span(name)) for name in match.re.groupindex}

    def split(self, kind: str) -> tuple[Phrase, ...]:
        """Return the parts between the tokens of a kind."""
        parts: list[list[Token]] = [[]]
        for token in self.tokens:
            if token.kind == kind:
                parts.append([])
            else:
                parts[-1].append(token)
        return tuple(Phrase(tuple(part)) for part in parts)

    def _text(self, start: int, end: int) -> str:
        return "" if start < 0 else "".join(token.text for token in self.tokens[start:end])


def not_understood(code: str, words: tuple[str, ...]) -> Trouble:
    """Return the trouble of an expression in which some words are not understood, each named once."""
    return Trouble(code, (("words", "”“".join(dict.fromkeys(words))),))
