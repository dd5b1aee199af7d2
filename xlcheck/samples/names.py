"""Invented names and codes that cannot be anyone's: unlimited in number, none given twice, the same for a seed."""

from __future__ import annotations

from xlcheck.reading.codes import organisation_check_digit, uscc_check_digit
from xlcheck.samples.settings_2021 import REGION

_FIRST = "安顺通达鑫恒宏盛瑞祥泰丰永隆昌吉庆福康佳嘉锦荣华广利德和聚凯"
_SECOND = "意远捷腾飞诚信源旺发程途畅行翔驰越博翼正海川宇晟茂升兴业友邦"
_MORE = _FIRST + _SECOND
_PAIRS = len(_FIRST) * len(_SECOND)
_PAIR_STEP = 377
"""Has no divisor in common with the number of pairs: each pair comes once before any comes again."""

_CODE_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_BLOCK = "MAY"
_BLOCK_SIZE = len(_CODE_LETTERS) ** 5
_CODE_STEP = 7_368_787
"""The same for the codes of a block."""

_TOWNS = ("示例一镇", "示例二镇", "示例三镇", "示例四乡", "示例五乡", "示例六乡")
_ROADS = ("示例东路", "示例西路", "示例南街", "示例北街", "示例园区路")


def mark(n: int) -> str:
    """Return the n-th trade mark (安达, 顺意, …): two characters for the first nine hundred, then three and more."""
    block, n = divmod(n, _PAIRS)
    first, second = divmod(n * _PAIR_STEP % _PAIRS, len(_SECOND))
    return _FIRST[first] + _SECOND[second] + _digits(block)


def _digits(n: int) -> str:
    """Return a whole number in characters, without a zero, so that no two numbers look alike."""
    text = ""
    while n:
        n, digit = divmod(n - 1, len(_MORE))
        text = _MORE[digit] + text
    return text


def credit_code(n: int, shop: bool) -> str:
    """Return the n-th 统一社会信用代码, both check digits right, in a block (MAY) far from those in use."""
    n = n * _CODE_STEP % _BLOCK_SIZE
    body = ""
    for _ in range(5):
        n, digit = divmod(n, len(_CODE_LETTERS))
        body = _CODE_LETTERS[digit] + body
    body = _BLOCK + body
    first17 = f"{'92' if shop else '91'}{REGION}{body}{organisation_check_digit(body)}"
    return first17 + uscc_check_digit(first17)


def town(n: int) -> str:
    """Return one of the invented towns."""
    return _TOWNS[n % len(_TOWNS)]


def address(n: int) -> str:
    """Return an address in an invented road of that town."""
    return f"平鲁区{town(n)}{_ROADS[n // 6 % len(_ROADS)]}{n * 7 % 389 + 1}号"


def phone(n: int) -> str:
    """Return a number of the form 0349-555xxxx; they come round again after ten thousand."""
    return f"0349-555{n * 373 % 10_000:04d}"
