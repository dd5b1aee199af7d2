"""The draw itself: from a request with revealed numbers to the record."""

from __future__ import annotations

from dataclasses import replace

from xlcheck.draws.frame.frame import frame_digest
from xlcheck.draws.frame.inspectors import inspectors_digest
from xlcheck.draws.quota.quota import quotas
from xlcheck.draws.seed import check_revealed, seed_line
from xlcheck.draws.teams.groups import teams_of
from xlcheck.draws.tickets import order
from xlcheck.model import DrawnEntity, DrawRecord, DrawRequest, Entity, StratumQuota

DRAWN, RESERVE = "抽中", "候补"


def draw(  # noqa: PLR0913 - what happened at the draw stands beside the request, each under its own name
    request: DrawRequest,
    *,
    frozen_at: str,
    revealed_at: str,
    drawn_at: str,
    operator: str,
    venue: str,
    witnesses: str,
    log_digest: str,
    version: str,
) -> DrawRecord:
    """Make the record of a draw: a pure function of its arguments.

    The times are texts as they are printed; ``log_digest`` is the hash of the log's last line.
    Entities are put in the order of their codes, so that equal frames give equal records.
    Raises :class:`XlcheckError` where numbers are missing, the quota cannot be computed or no team exists.
    """
    request = replace(request, entities=tuple(sorted(request.entities, key=lambda e: e.code)))
    check_revealed(request.sources)
    frame, inspectors = frame_digest(request.entities), inspectors_digest(request.inspectors)
    seed = seed_line(request.task, request.attempt, frame, inspectors, request.sources)
    quota = quotas(request, seed)
    drawn = tuple(d for q in quota for d in _ranked(request.entities, q, f"{seed}|entity"))
    sample = [d.code for d in drawn if d.outcome == DRAWN]
    teams = teams_of(sample, request, seed)
    return DrawRecord(
        request=request,
        seed=seed,
        frame_digest=frame,
        inspectors_digest=inspectors,
        quotas=quota,
        order=drawn,
        teams=teams.assigned,
        attempts=teams.rejected,
        frozen_at=frozen_at,
        revealed_at=revealed_at,
        drawn_at=drawn_at,
        operator=operator,
        venue=venue,
        witnesses=witnesses,
        log_digest=log_digest,
        version=version,
    )


def _ranked(entities: tuple[Entity, ...], quota: StratumQuota, seed: str) -> tuple[DrawnEntity, ...]:
    """Return one stratum in its drawn order: the first as many as the quota says, then the reserve."""
    within = [e for e in entities if e.stratum == quota.stratum]
    names = {e.code: e.name for e in within}
    return tuple(
        DrawnEntity(
            rank=rank,
            code=ticket.id,
            name=names[ticket.id],
            stratum=quota.stratum,
            digest=ticket.digest,
            ticket=ticket.ticket,
            outcome=DRAWN if rank <= quota.quota else RESERVE,
        )
        for rank, ticket in enumerate(order([e.code for e in within], seed), start=1)
    )
