"""退回回复: a text for each sender of whom something is wrong, to paste into the answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path

from xlcheck.journal.disk import write_bytes
from xlcheck.mail.head import printable
from xlcheck.messages import Level, level, problem, request
from xlcheck.model import CityTotals, Finding, Pack
from xlcheck.model.held import BureauVerdict
from xlcheck.reading.dates import in_words
from xlcheck.reading.folding import fold_title
from xlcheck.steps.desk.files import NOT_IN_NAMES, for_notepad, set_aside

_OF_SENDER = ("held.key-other", "held.key-two", "held.key-foreign", "held.key-none")


@dataclass(frozen=True, slots=True)
class _Section:
    """A part of a letter: what is answered, by name, whose it is, what is said of it, and what is wrong with it."""

    name: str
    bureau: str
    said: str
    findings: Sequence[Finding]


def write_replies(folder: Path, totals: CityTotals, now: datetime) -> tuple[Path, ...]:
    """Write the replies, one for each bureau, and for each source of which nobody knows whose it is.

    Earlier ones are set aside.
    """
    set_aside(folder, now)
    letters: dict[str, list[_Section]] = {}
    for section in (*_to_refused(totals.refused), *_to_bureaus(totals.verdicts)):
        letters.setdefault(fold_title(section.name), []).append(section)
    replies = []
    for number, sections in enumerate(letters.values(), start=1):
        path = folder / f"{number:02d}－{in_name(sections[0].name)}.txt"
        write_bytes(path, for_notepad(_letter(sections, now)))
        replies.append(path)
    return tuple(replies)


def in_name(text: str) -> str:
    """Return a text as the name of a file has it, in at most 60 signs and 180 bytes, without signs that nobody sees."""
    plain = re.sub(rf"[{NOT_IN_NAMES}\s]+", "－", printable(text))[:60]
    return plain.encode()[:180].decode("utf-8", "ignore")


def _to_refused(packs: Sequence[Pack]) -> Iterator[_Section]:
    for pack in packs:
        what = f"第 {pack.number} 次上报的 {pack.year} 年度“双随机、一公开”材料" if pack.number else "报送的材料"
        wrong = "经核对，存在下列问题，现予退回，请改正后重新报送。"
        doubtful = "不能认定是你单位发出的，没有采用，请核实。"
        said = f"你单位{what}（{pack.source}）{doubtful if _is_doubtful(pack) else wrong}"
        yield _Section(pack.bureau or pack.source, pack.bureau, said, pack.findings)


def _is_doubtful(pack: Pack) -> bool:
    """Say whether nothing is wrong with a pack but its signature: then it may be another's, and nobody is blamed."""
    return all(finding.code in _OF_SENDER for finding in pack.findings if level(finding) is not Level.HINT)


def _to_bureaus(verdicts: Sequence[BureauVerdict]) -> Iterator[_Section]:
    """Ask a bureau about what disagrees, where that is no matter of a pack."""
    for verdict in verdicts:
        wrong = [finding for finding in verdict.findings if level(finding) is Level.ERROR]
        if wrong:
            said = "你单位收存、上报的材料与先收到的不一致，或者没有按期抽取，请查明原因，书面回复。"
            yield _Section(verdict.bureau, verdict.bureau, said, wrong)


def _letter(sections: Sequence[_Section], now: datetime) -> str:
    bureau, number, lines = sections[0].bureau, count(1), list[str]()
    for section in sections:
        lines.append(f"　　{'另外，' if lines else ''}{section.said}")
        lines += [f"{next(number)}．{_about(f, bureau)}{problem(f)}。{request(f)}。" for f in section.findings]
    return "\n".join((f"{bureau or '报送单位'}：", *lines, in_words(now), ""))


def _about(finding: Finding, bureau: str) -> str:
    """Name the thing that is meant, unless it is the mail of which the letter speaks, or the bureau itself."""
    return f"{finding.place.book}：" if finding.code.startswith("held.") and finding.place.book != bureau else ""
