"""Check digits of the codes that companies carry."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUE = {c: i for i, c in enumerate(_ALPHABET)}
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_MISREAD = str.maketrans("OISZ", "0152")
_ORG_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ORG_VALUE = {c: i for i, c in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")}


def _table(values: dict[str, int]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Values by byte, -1 for signs that have none."""
    return np.array([values.get(chr(byte), -1) for byte in range(128)], dtype=np.int64)


_TABLE, _ORG_TABLE = _table(_VALUE), _table(_ORG_VALUE)


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


def holding(codes: Sequence[str]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """For each folded code whether it is an 18-character one with both check digits right.

    The same as :func:`code_problem` and :func:`organisation_holds` one by one, for a million at once.
    """
    right = np.zeros(len(codes), dtype=bool)
    long = [n for n, code in enumerate(codes) if len(code) == 18 and code.isascii()]
    signs = np.frombuffer("".join(codes[n] for n in long).encode("ascii"), dtype=np.uint8).reshape(-1, 18)
    values = _TABLE[signs]
    whole = (values >= 0).all(axis=1) & (values @ np.array((*_WEIGHTS, 1)) % 31 == 0)
    parts = _ORG_TABLE[signs[:, 8:17]]
    ends = np.where(signs[:, 16] == ord("X"), 10, parts[:, 8])
    digits = (parts[:, 8] < 10) | (signs[:, 16] == ord("X"))
    organisation = digits & ((parts[:, :8] @ np.array(_ORG_WEIGHTS) + ends) % 11 == 0)
    right[long] = whole & (organisation | (signs[:, 0] == ord("N")))
    return right


def organisation_holds(code: str) -> bool:
    """Whether positions 9 to 17 of an 18-character code are an organisation code with a right check digit.

    True for codes of other kinds; those of rural collectives (``N…``) are not built so.
    """
    return len(code) != 18 or code[0] == "N" or organisation_check_digit(code[8:16]) == code[16]


def repaired_code(code: str) -> str:
    """The code with letters that it cannot hold read as the digits they look like, where the check digit proves it."""
    repaired = code.translate(_MISREAD)
    return repaired if repaired != code and code_problem(repaired) == "" else ""
