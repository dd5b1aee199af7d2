"""Check digits of the codes that entities carry."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from xlcheck.reading.old_numbers import is_old_cooperative

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUE = {c: i for i, c in enumerate(_ALPHABET)}
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_MISREAD = str.maketrans("OISZ", "0152")
_ORG_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ORG_VALUE = {c: i for i, c in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")}


def _table(values: dict[str, int]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return the values by code point, -1 for signs that have none; the last place serves all later points."""
    return np.array([values.get(chr(point), -1) for point in range(128)], dtype=np.int64)


_BLOCK = 1 << 14
_TABLE, _ORG_TABLE = _table(_VALUE), _table(_ORG_VALUE)


def uscc_check_digit(first17: str) -> str:
    """Return the 18th character of a 统一社会信用代码 (GB 32100-2015); raises KeyError on a foreign character."""
    total = sum(w * _VALUE[c] for w, c in zip(_WEIGHTS, first17, strict=True))
    return _ALPHABET[-total % 31]


def organisation_check_digit(first8: str) -> str:
    """Return the ninth character of an organisation code (GB 11714-1997), at position 17 of the 18."""
    total = sum(w * _ORG_VALUE[c] for w, c in zip(_ORG_WEIGHTS, first8, strict=True))
    digit = -total % 11
    return "X" if digit == 10 else str(digit)


def registration_check_digit(first14: str) -> str:
    """Return the 15th digit of an old registration number (ISO 7064 MOD 11,10)."""
    remainder = 10
    for c in first14:
        remainder = (remainder + int(c)) % 10 or 10
        remainder = remainder * 2 % 11
    return str((11 - remainder) % 10)


def code_problem(code: str) -> str:
    """Say why a folded code cannot be right; empty where it may be right.

    One of ``length``, ``letters``, ``check``, ``old``: 18-character codes, 15-digit registration
    numbers and 13-digit ones are told apart by length. A failed check digit is only a
    warning, since some official codes fail theirs.
    """
    if len(code) == 18:
        if any(c not in _VALUE for c in code):
            return "letters"
        return "" if uscc_check_digit(code[:17]) == code[17] else "check"
    if len(code) == 15 and code.isdigit():
        return "" if registration_check_digit(code[:14]) == code[14] else "check"
    if len(code) == 13 and code.isdigit():
        return ""
    return "old" if is_old_cooperative(code) else "length"


def code_problems(codes: Sequence[str]) -> list[str]:
    """Say of each folded code why it cannot be right; ``organisation`` where only that digit is wrong.

    The other problems are those of :func:`code_problem`.

    Those of 18 characters are judged thousands at once: a registry may hold a million.
    """
    problems = ["" if len(code) == 18 else code_problem(code) for code in codes]
    long = [n for n, code in enumerate(codes) if len(code) == 18]
    for start in range(0, len(long), _BLOCK):
        block = long[start : start + _BLOCK]
        for n, problem in zip(block, _long_code_problems([codes[n] for n in block]), strict=True):
            problems[n] = problem
    return problems


def _long_code_problems(codes: list[str]) -> list[str]:
    """Return the problems of codes of 18 characters."""
    signs = np.array(codes, dtype="U18").view(np.uint32).reshape(-1, 18).clip(max=len(_TABLE) - 1)
    values, parts = _TABLE[signs], _ORG_TABLE[signs[:, 8:17]]
    last = np.where(signs[:, 16] == ord("X"), 10, parts[:, 8])
    organisation = (last <= 10) & ((parts[:, :8] @ np.array(_ORG_WEIGHTS) + last) % 11 == 0)
    has_foreign = (values < 0).any(axis=1)
    fails_check = values @ np.array((*_WEIGHTS, 1)) % 31 != 0
    is_other = ~organisation & (signs[:, 0] != ord("N"))
    conditions, names = [has_foreign, fails_check, is_other], ["letters", "check", "organisation"]
    problems: list[str] = np.select(conditions, names, "").tolist()
    return problems


def organisation_holds(code: str) -> bool:
    """Say whether positions 9 to 17 of 18 characters are an organisation code with a right check digit.

    True for codes of other kinds; those of rural collectives (``N…``) are not built so.
    """
    return len(code) != 18 or code[0] == "N" or organisation_check_digit(code[8:16]) == code[16]


def repaired_code(code: str) -> str:
    """Return the code with look-alike letters read as digits, where the check digit proves it; else empty."""
    repaired = code.translate(_MISREAD)
    return repaired if repaired != code and code_problem(repaired) == "" else ""
