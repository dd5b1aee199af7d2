"""What the page's script recomputes the draw from: public facts only, as JSON."""

from __future__ import annotations

from collections.abc import Mapping

from xlcheck.draws.codec import canonical_json
from xlcheck.draws.formats.one.printed import RESERVES_SHOWN
from xlcheck.draws.formats.one.seed import VERSION
from xlcheck.draws.plan import task_of
from xlcheck.draws.replacement import absentees
from xlcheck.model import DrawnTask, DrawRecord, Inspector, Ratio, Replacement, Source


def page_data(drawn_task: DrawnTask) -> str:
    """Return the data as JSON that may stand inside a script element.

    Of inspectors it has name, certificate number, whether they have the speciality that the task demands and
    are 组长, for whom they serve, how many inspections they had before, which drawn entities they must not
    inspect, and who was away when somebody was replaced; neither reasons nor leave nor anything else.
    Numbers of a source are texts, since they may be longer than a number of JavaScript.
    """
    return json_of(public_facts(drawn_task))


def json_of(facts: Mapping[str, object]) -> str:
    """Return facts as JSON that may stand inside a script element."""
    return canonical_json(facts).replace("<", "\\u003c")


def public_facts(drawn_task: DrawnTask) -> dict[str, object]:
    """Return what a page recomputes from, by the names of the script."""
    record, request = drawn_task.record, drawn_task.record.request
    return {
        "format": VERSION,
        "task": request.task,
        "attempt": request.attempt,
        "inspectors_digest": record.inspectors_digest,
        "sources": [_source(source) for source in request.sources],
        "ratio": _ratio(task_of(request.plan).ratio),
        "min_count": request.min_count,
        "team_size": request.team_size,
        "speciality": request.speciality,
        "leader": request.leader,
        "seats": [[s.party, s.size] for s in request.seats],
        "apart": [list(pair) for pair in request.apart],
        "groups": request.groups,
        "entities": [[e.code, e.name, e.stratum] for e in request.entities],
        "counted": [[x.code, x.stratum] for x in request.excluded if x.counted],
        "inspectors": [_inspector(inspector, request.speciality) for inspector in request.inspectors],
        "recusals": [[inspector.cert, code] for inspector, code in drawn_recusals(drawn_task)],
        "replacements": [_replacement(record, replacement) for replacement in drawn_task.replacements],
        "reserves_shown": RESERVES_SHOWN,
    }


def drawn_recusals(drawn_task: DrawnTask) -> list[tuple[Inspector, str]]:
    """Return who must not inspect which entity that was drawn or came in.

    Other recusals have no part in the draw.
    """
    drawn = {visit.drawn.code for visit in drawn_task.visits}
    return [(i, code) for i in drawn_task.record.request.inspectors for code in i.recused if code in drawn]


def _replacement(record: DrawRecord, replacement: Replacement) -> dict[str, object]:
    drop_out = replacement.drop_out
    return {
        "codes": drop_out.codes,
        "cert": drop_out.cert,
        "wholly": drop_out.wholly,
        "reason": "" if drop_out.cert else drop_out.reason,
        "at": drop_out.at,
        "away": absentees(record, drop_out),
    }


def _source(source: Source) -> dict[str, object]:
    numbers = [str(number) for number in source.numbers]
    return {"key": source.key, "name": source.name, "numbers": numbers, "ordered": source.ordered}


def _ratio(ratio: Ratio) -> dict[str, object]:
    return {
        "kind": ratio.kind.value,
        "share": None if ratio.share is None else str(ratio.share),
        "count": ratio.count,
        "strata": [[grade, str(share)] for grade, share in ratio.strata],
    }


def _inspector(inspector: Inspector, speciality: str) -> list[object]:
    skilled = bool(speciality) and speciality in inspector.specialities
    return [inspector.cert, inspector.name, skilled, inspector.leader, inspector.party, inspector.load]
