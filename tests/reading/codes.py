"""Counts false alarms in invented codes: ``python -m tests.reading.codes [--count 100000] [--seed 1]``.

Each kind of code, date and list of numbers that stands in workbooks of bureaus is invented in turn. Codes in columns of
codes may raise none, or the exit code is 1; in the middle of a sentence some do, and the share of each kind is printed.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from hashlib import sha256
from random import Random

import pandas as pd

from xlcheck.reading.codes import organisation_check_digit, registration_check_digit, uscc_check_digit
from xlcheck.reading.personal import numbers_in_certs, numbers_in_codes, personal_number

PROVINCES = ("11", "13", "14", "31", "37", "43", "51", "62")
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def _digits(random: Random, count: int) -> str:
    return "".join(random.choices("0123456789", k=count))


def _region(random: Random) -> str:
    return f"{random.choice(PROVINCES)}{random.randint(1, 30):02}{random.randint(1, 30):02}"


def _credit_code(random: Random) -> str:
    """Invent a code of 18 signs: of enterprises, shops, associations, bodies; old parts in digits, new ones with MA."""
    kind = random.choice(("91", "92", "93", "11", "12", "51", "52", "53", "N2"))
    body = _digits(random, 8) if random.random() < 0.5 else "MA" + "".join(random.choices(_ALPHABET, k=6))
    first17 = f"{kind}{_region(random)}{body}{organisation_check_digit(body)}"
    return first17 + uscc_check_digit(first17)


def _registration(random: Random) -> str:
    first14 = f"{_region(random)}{random.choice('0012345678')}{_digits(random, 7)}"
    return first14 + registration_check_digit(first14)


def _old_registration(random: Random) -> str:
    return f"{_region(random)}{_digits(random, 7)}"


def _short_cert(random: Random) -> str:
    """Invent a number of eleven digits: the prefecture, what the card is for, a serial number."""
    return f"{random.choice(('13', '14'))}{random.randint(0, 12):02}{_digits(random, 7)}"


def _lettered_cert(random: Random) -> str:
    return f"{random.choice(('SL', 'JT', 'HB', 'SX'))}{_region(random)}{random.choice(('', '-'))}{_digits(random, 4)}"


def _road_cert(random: Random) -> str:
    return f"{_region(random)}{_digits(random, 6)}"


def _licence(random: Random) -> str:
    words = random.choice(("晋交运管许可货字{}号", "冀交运管许可客字{}号", "川交运管许可危字{}号", "备字{}号"))
    return words.format(f"{_region(random)}{_digits(random, 6)}")


def _safety_licence(random: Random) -> str:
    return f"（{random.choice('晋冀京')}）JZ安许证字〔{random.randint(2005, 2021)}〕{_digits(random, 6)}"


def _plan_no(random: Random) -> str:
    year, number = random.randint(2019, 2030), random.randint(1, 60)
    return random.choice((f"{year}{number:02}", f"{year}{number:02}-{number:03}", f"{year}-{number}", f"{number:02}号"))


def _document_no(random: Random) -> str:
    return f"平交{random.choice(('', '运', '执'))}字〔{random.randint(2010, 2030)}〕{random.randint(1, 999)}号"


def _day(random: Random) -> date:
    return date(2010, 1, 1) + timedelta(days=random.randrange(7_300))


def _dates(random: Random) -> str:
    form = random.choice(("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%Y年%m月%d日", "%Y-%m"))
    joint = random.choice((" ", "-", " - ", "至", "—", "～", "、", "；"))
    return joint.join(format(_day(random), form) for _ in range(random.randint(1, 3)))


def _moment(random: Random) -> str:
    return f"{_day(random)} {random.randint(8, 19):02}:{random.randint(0, 59):02}:{random.randint(0, 59):02}"


def _numbers(random: Random) -> list[str]:
    """Invent the winning numbers of one of the games, or twelve throws."""
    red = sorted(random.sample(range(1, 34), 6))
    games = ([*red, random.randint(1, 16)], sorted(random.sample(range(1, 81), 20)), random.choices(range(10), k=12))
    return list(map(str, random.choice(games)))


def _lottery(random: Random) -> str:
    return "，".join(number.zfill(2) for number in _numbers(random))


def _lottery_with_blanks(random: Random) -> str:
    return " ".join(number.zfill(2) for number in _numbers(random))


def _seed_line(random: Random) -> str:
    digests = [sha256(_digits(random, 9).encode()).hexdigest() for _ in range(3)]
    frame, inspectors, rules = digests
    fixed = f"xlcheck-draw/2|{_plan_no(random)}#1|frame={frame}|inspectors={inspectors}|rules={rules}"
    return f"{fixed}|ssq-2024003={'.'.join(_numbers(random))}./"


def _digest(random: Random) -> str:
    return sha256(_digits(random, 12).encode()).hexdigest()


def _plates(random: Random) -> str:
    return "、".join(f"晋F{_digits(random, 5)}" for _ in range(random.randint(1, 4)))


def _amount(random: Random) -> str:
    amount = random.randrange(10**7)
    return random.choice(
        (f"罚款 {amount} 元", f"罚款 {amount:,} 元", f"{amount / 100:.2f} 万元", f"抽查 {amount % 100}%")
    )


def _counts(random: Random) -> str:
    """Invent numbers of companies, side by side."""
    joint = random.choice(("、", "，", "；", "："))
    return joint.join(str(random.randrange(10 ** random.randint(1, 5))) for _ in range(random.randint(2, 6)))


def _long_number(random: Random) -> str:
    """Invent the number of an order or an account: as many digits as two numbers of persons side by side."""
    return _digits(random, random.choice((20, 21, 22, 24, 29, 30, 36)))


CODES: dict[str, Callable[[Random], str]] = {
    "统一社会信用代码": _credit_code,
    "15位注册号": _registration,
    "13位注册号": _old_registration,
}
CERTS: dict[str, Callable[[Random], str]] = {
    "11位执法证号": _short_cert,
    "带字母的执法证号": _lettered_cert,
    "12位证号": _road_cert,
}
OTHERS: dict[str, Callable[[Random], str]] = {
    "许可证号": _licence,
    "安全生产许可证号": _safety_licence,
    "计划和任务编号": _plan_no,
    "文号": _document_no,
    "日期": _dates,
    "时间": _moment,
    "开奖号码（逗号）": _lottery,
    "开奖号码（空格）": _lottery_with_blanks,
    "种子行": _seed_line,
    "摘要": _digest,
    "车牌号": _plates,
    "金额和比例": _amount,
    "几个户数": _counts,
    "长编号": _long_number,
}
IN_COLUMNS = ("许可证号", "安全生产许可证号", "计划和任务编号", "文号", "摘要", "种子行")
"""Those of the others that stand by themselves in a column of their own."""


def invented(kind: Callable[[Random], str], count: int, seed: int) -> "pd.Series[str]":
    """Return so many codes of a kind."""
    random = Random(f"{kind.__name__}|{seed}")
    return pd.Series([kind(random) for _ in range(count)])


def in_columns(count: int, seed: int) -> Iterator[tuple[str, str, str]]:
    """Yield kind, text and alarm of each false alarm among ``count`` codes in columns of codes, all kinds together."""
    each = count // (len(CODES) + len(CERTS) + len(IN_COLUMNS)) + 1
    for name, kind in (CODES | CERTS | {name: OTHERS[name] for name in IN_COLUMNS}).items():
        texts = invented(kind, each, seed)
        if name in CODES:
            alarms = numbers_in_codes(texts)
        elif name in CERTS:
            alarms = numbers_in_certs(texts, pd.Series(["13812345678"]))
        else:
            alarms = {row: alarm for row, text in texts.items() if (alarm := personal_number(text))}  # type: ignore[misc] # rows are numbers
        yield from ((name, texts[row], alarm) for row, alarm in alarms.items())


def in_sentences(count: int, seed: int) -> dict[str, Counter[str]]:
    """Count the alarms of each kind among ``count`` texts, all kinds together, each in the middle of a sentence."""
    kinds = CODES | CERTS | OTHERS
    return {
        name: Counter(
            alarm
            for text in invented(kind, count // len(kinds) + 1, seed)
            if (alarm := personal_number(f"经核对，{text}，属实。"))
        )
        for name, kind in kinds.items()
    }


def main(count: int, seed: int) -> int:
    """Count and print; returns the exit code."""
    alarms = list(in_columns(count, seed))
    for name, text, alarm in alarms[:20]:
        print(f"  {name} {text}: {alarm}")
    each = count // len(CODES | CERTS | OTHERS) + 1
    print(f"{count} texts in a sentence, {each} of each kind:")
    for name, counts in in_sentences(count, seed).items():
        print(f"  {name}: {', '.join(f'{kind} {n} ({n / each:.2%})' for kind, n in counts.items()) or 'none'}")
    print(f"{count} codes in columns of codes: {len(alarms)} false alarms")
    return 1 if alarms else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    sys.exit(main(arguments.count, arguments.seed))
