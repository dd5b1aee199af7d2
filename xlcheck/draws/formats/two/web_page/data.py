"""What the page's script recomputes the draw from: the public facts, the rules file, and the one source."""

from __future__ import annotations

from xlcheck.draws.formats.one.web_page.data import json_of, public_facts
from xlcheck.draws.formats.two.seed import PRACTICE, SourceKind, groups_of, issue_of, kind_of, numbers_in_words
from xlcheck.draws.frame.rules import rules_text
from xlcheck.draws.randomness.games import GAMES
from xlcheck.model import DrawnTask, Source


def page_data(drawn_task: DrawnTask) -> str:
    """Return the data as JSON, as :func:`xlcheck.draws.formats.one.web_page.data.page_data` does.

    Beside them stand what the seed line begins with, the rules file, and the numbers of the source by the groups of its
    game, of which each says whether its order counts.
    """
    request = drawn_task.record.request
    beside = {
        "format": PRACTICE if request.practice else request.format,
        "rules": rules_text(request),
        "sources": [_source(source) for source in request.sources],
    }
    return json_of(public_facts(drawn_task) | beside)


def _source(source: Source) -> dict[str, object]:
    groups = zip(groups_of(source), _in_order(source), strict=True)
    return {
        "key": source.key,
        "name": source.name,
        "shown": numbers_in_words(source),
        "groups": [{"numbers": [str(n) for n in numbers], "in_order": in_order} for numbers, in_order in groups],
    }


def _in_order(source: Source) -> list[bool]:
    if kind_of(source) is not SourceKind.GAME:
        return [True]
    return [group.in_order for group in GAMES[issue_of(source).game].groups]
