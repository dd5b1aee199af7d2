"""The logs of a desk as tests look at them and change them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from xlcheck.journal.chain import WRITTEN_BY, Chain
from xlcheck.journal.disk import read_chain, write_chain
from xlcheck.journal.publication_events import PublicationEvent
from xlcheck.steps.desk.desk import Desk


def lines(desk: Desk) -> Sequence[str]:
    """The lines of 抽取日志."""
    return read_chain(desk.journal.draw_log).lines


def events(desk: Desk) -> list[dict]:
    """What 抽取日志 tells, but for the format of each line and who wrote it; raises as :meth:`Journal.draws`."""
    told = (json.loads(line) for line in desk.journal.draws().chain.lines)
    return [{key: value for key, value in event.items() if key not in WRITTEN_BY} for event in told]


def append(desk: Desk, event: Mapping[str, object]) -> None:
    """Add a line to 抽取日志 that is bound as it should be, whatever it tells."""
    bare = {key: value for key, value in event.items() if key != "previous"}
    write_chain(desk.journal.draw_log, Chain(tuple(lines(desk))).followed_by([bare]))


def logged(desk: Desk) -> Sequence[PublicationEvent]:
    """What 公示日志 tells."""
    return desk.journal.publications().events


def still_public(desk: Desk) -> Sequence[PublicationEvent]:
    """What the public can read."""
    return desk.journal.publications().still_public()
