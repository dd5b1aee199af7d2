"""退回回复: a text for each sender of whom something is wrong, to paste into the answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from xlcheck.journal.disk import write_bytes
from xlcheck.mail.head import printable
from xlcheck.messages import Level, level, problem, request
from xlcheck.model import CityTotals, Finding, Pack
from xlcheck.model.held import BureauVerdict
from xlcheck.reading.dates import in_words
from xlcheck.steps.desk.files import NOT_IN_NAMES, for_notepad, set_aside

_OF_SENDER = ("held.key-other", "held.key-none")


def write_replies(folder: Path, totals: CityTotals, now: datetime) -> tuple[Path, ...]:
    """Write the replies; earlier ones are set aside."""
    set_aside(folder, now)
    texts = [*_to_refused(totals.refused, now), *_to_bureaus(totals.verdicts, now)]
    replies = []
    for number, (name, text) in enumerate(texts, start=1):
        path = folder / f"{number:02d}－{in_name(name)}.txt"
        write_bytes(path, for_notepad(text))
        replies.append(path)
    return tuple(replies)


def in_name(text: str) -> str:
    """Return a text as the name of a file has it, in at most 60 signs and 180 bytes, without signs that nobody sees."""
    plain = re.sub(rf"[{NOT_IN_NAMES}\s]+", "－", printable(text))[:60]
    return plain.encode()[:180].decode("utf-8", "ignore")


def _to_refused(packs: Sequence[Pack], now: datetime) -> Iterator[tuple[str, str]]:
    for pack in packs:
        what = f"第 {pack.number} 次上报的 {pack.year} 年度“双随机、一公开”材料" if pack.number else "报送的材料"
        wrong = "经核对，存在下列问题，现予退回，请改正后重新报送。"
        doubtful = "不能认定是你单位发出的，没有采用，请核实。"
        said = f"你单位{what}（{pack.source}）{doubtful if _is_doubtful(pack) else wrong}"
        yield pack.bureau or pack.source, _letter(pack.bureau, said, pack.findings, now)


def _is_doubtful(pack: Pack) -> bool:
    """Say whether nothing is wrong with a pack but its signature: then it may be another's, and nobody is blamed."""
    return all(finding.code in _OF_SENDER for finding in pack.findings if level(finding) is not Level.HINT)


def _to_bureaus(verdicts: Sequence[BureauVerdict], now: datetime) -> Iterator[tuple[str, str]]:
    """Ask a bureau about what disagrees, where that is no matter of a pack."""
    for verdict in verdicts:
        wrong = [finding for finding in verdict.findings if level(finding) is Level.ERROR]
        if wrong:
            said = "你单位收存、上报的材料与先收到的不一致，或者没有按期抽取，请查明原因，书面回复。"
            yield verdict.bureau, _letter(verdict.bureau, said, wrong, now)


def _letter(bureau: str, said: str, findings: Sequence[Finding], now: datetime) -> str:
    reasons = "\n".join(
        f"{n}．{_about(f, bureau)}{problem(f)}。{request(f)}。" for n, f in enumerate(findings, start=1)
    )
    return f"{bureau or '报送单位'}：\n　　{said}\n{reasons}\n{in_words(now)}\n"


def _about(finding: Finding, bureau: str) -> str:
    """Name the thing that is meant, unless it is the mail of which the letter speaks, or the bureau itself."""
    return f"{finding.place.book}：" if finding.code.startswith("held.") and finding.place.book != bureau else ""
