"""The seed line of “xlcheck-draw/1”: declared sources of randomness, their numbers, and the one line that they make."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from xlcheck.draws.frame.frame import frame_digest
from xlcheck.draws.frame.inspectors import inspectors_digest
from xlcheck.model import DrawRequest, Source, XlcheckError

VERSION = "xlcheck-draw/1"
"""Name of the format; the seed line starts with it."""

FEWEST_SOURCES = 2
"""So many sources that are independent of each other are needed at least."""

WITNESS_DIGITS = 6
"""How many digits a witness gives at least."""

_ISSUE = {"lottery": re.compile(r"\d\s*期"), "drand": re.compile(r"\d")}
"""What the name of a source must hold, so that one result and no other is meant."""

_KEY = re.compile(r"[a-z][a-z0-9]*")
_TASK = re.compile(r"[A-Z0-9-]+")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_BETWEEN = re.compile(r"[\s、,;+]+")
_NUMBERS = re.compile(r"[0-9]{1,80}(?: [0-9]{1,80})*")


def seed_of(request: DrawRequest) -> str:
    """Return the seed line of a request whose numbers are revealed; raises as :func:`seed_line`."""
    frame, inspectors = frame_digest(request.entities), inspectors_digest(request.inspectors)
    return seed_line(request.task, request.attempt, frame, inspectors, request.sources)


def seed_line(task: str, attempt: int, frame: str, inspectors: str, sources: Iterable[Source]) -> str:
    """Return the line from which everything drawn follows; printable ASCII.

    ``frame`` and ``inspectors`` are SHA-256 fingerprints in hex. Raises :class:`XlcheckError`
    ``draw.seed-part`` where a part could be read in two ways, or not at all, by another program.
    """
    _require(_TASK, task)
    _require(_DIGEST, frame)
    _require(_DIGEST, inspectors)
    parts = [VERSION, f"{task}#{attempt}", f"frame={frame}", f"inspectors={inspectors}"]
    for source in sources:
        _require(_KEY, source.key)
        parts.append(f"{source.key}={encode(source.numbers, source.ordered)}")
    return "|".join(parts)


def encode(numbers: Iterable[int], ordered: bool = True) -> str:
    """Write the numbers of one source as RFC 3797, section 4 does: ``9.18.26./``; sorted unless ordered."""
    return "".join(f"{n}." for n in (numbers if ordered else sorted(numbers))) + "/"


def reveal(source: Source, text: str) -> Source:
    """Return the source with the numbers that were typed for it.

    Raises :class:`XlcheckError`: ``draw.numbers-unreadable``, or ``draw.witness-digits`` where a
    witness gave fewer than six digits (leading zeros count, though RFC 3797 then drops them).
    """
    folded = unicodedata.normalize("NFKC", text).strip().lower()
    # a round of drand is one number of 64 hex digits
    if source.key.startswith("drand") and _DIGEST.fullmatch(folded):
        return replace(source, numbers=(int(folded, 16),))
    parts = _BETWEEN.sub(" ", folded).strip()
    if not _NUMBERS.fullmatch(parts):
        # a full stop is refused as well: 3.14 may be one number or two
        raise XlcheckError("draw.numbers-unreadable", name=source.name, text=text)
    if source.key.startswith("witness") and len(parts.replace(" ", "")) < WITNESS_DIGITS:
        raise XlcheckError("draw.witness-digits", name=source.name, least=WITNESS_DIGITS)
    return replace(source, numbers=tuple(int(part) for part in parts.split(" ")))


def check_declared(sources: tuple[Source, ...]) -> None:
    """Refuse sources that bind nobody.

    At least two, independent of each other, are needed; system randomness may stand alone (a
    practice draw). Raises :class:`XlcheckError` ``draw.sources-few`` or ``draw.sources-same``.
    """
    for source in sources:
        _require(_KEY, source.key)
    if len({s.key for s in sources}) < len(sources) or len({s.name for s in sources}) < len(sources):
        raise XlcheckError("draw.sources-same")
    if len(sources) < FEWEST_SOURCES and not (sources and only_system(sources)):
        raise XlcheckError("draw.sources-few")


def check_dated(sources: Iterable[Source]) -> None:
    """Refuse a lottery named without its issue, or a beacon without its round: it could mean several results.

    Raises :class:`XlcheckError` ``draw.source-undated``.
    """
    for source in sources:
        pattern = _ISSUE.get(source.key.rstrip("0123456789"))
        if pattern and not pattern.search(unicodedata.normalize("NFKC", source.name)):
            raise XlcheckError("draw.source-undated", name=source.name)


def check_revealed(sources: tuple[Source, ...]) -> None:
    """Check as :func:`check_declared` does, and that every source has its numbers (else ``draw.not-revealed``)."""
    check_declared(sources)
    missing = [s.name for s in sources if not s.numbers]
    if missing:
        raise XlcheckError("draw.not-revealed", names="、".join(missing))


def only_system(sources: Iterable[Source]) -> bool:
    """Say whether nobody outside the computer had a part, so that repeated tries cannot be ruled out."""
    return all(s.key.startswith("system") for s in sources)


def _require(pattern: re.Pattern[str], part: str) -> None:
    if not pattern.fullmatch(part):
        raise XlcheckError("draw.seed-part", part=part)
