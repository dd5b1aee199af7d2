"""Check digits of the codes that companies carry."""

from __future__ import annotations

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUE = {c: i for i, c in enumerate(_ALPHABET)}
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_ORG_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ORG_VALUE = {c: i for i, c in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")}


def uscc_check_digit(first17: str) -> str:
    """The 18th character of a 统一社会信用代码 (GB 32100-2015); raises KeyError on a foreign character."""
    total = sum(w * _VALUE[c] for w, c in zip(_WEIGHTS, first17, strict=True))
    return _ALPHABET[-total % 31]


def organisation_check_digit(first8: str) -> str:
    """The ninth character of an organisation code (GB 11714-1997), at position 17 of the 18."""
    total = sum(w * _ORG_VALUE[c] for w, c in zip(_ORG_WEIGHTS, first8, strict=True))
    digit = -total % 11
    return "X" if digit == 10 else str(digit)


def registration_check_digit(first14: str) -> str:
    """The 15th digit of an old registration number (ISO 7064 MOD 11,10)."""
    remainder = 10
    for c in first14:
        remainder = (remainder + int(c)) % 10 or 10
        remainder = remainder * 2 % 11
    return str((11 - remainder) % 10)


def code_problem(code: str) -> str:
    """Why a folded code cannot be right; empty where nothing speaks against it.

    One of ``length``, ``characters``, ``check``: 18-character codes, 15-digit registration
    numbers and 13-digit ones are told apart by length. A failed check digit is only a
    warning, since some official codes fail theirs.
    """
    if len(code) == 18:
        if any(c not in _VALUE for c in code):
            return "characters"
        return "" if uscc_check_digit(code[:17]) == code[17] else "check"
    if len(code) == 15 and code.isdigit():
        return "" if registration_check_digit(code[:14]) == code[14] else "check"
    if len(code) == 13 and code.isdigit():
        return ""
    return "length"


def repaired_code(code: str) -> str:
    """The code with letters O and I read as digits where the check digit proves it, else empty."""
    repaired = code.replace("O", "0").replace("I", "1")
    return repaired if repaired != code and code_problem(repaired) == "" else ""
