"""The draw itself: from a request with revealed numbers to the record."""

from __future__ import annotations

from dataclasses import replace

from xlcheck.draws.formats import format_of
from xlcheck.draws.frame.frame import frame_digest
from xlcheck.draws.frame.inspectors import inspectors_digest
from xlcheck.draws.quota.quota import quotas
from xlcheck.draws.teams.groups import teams_of
from xlcheck.draws.tickets import order
from xlcheck.model import DRAWN, RESERVE, DrawnEntity, DrawRecord, DrawRequest, Entity, Proof, StratumQuota


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
    proofs: tuple[Proof, ...] = (),
    marks: tuple[str, ...] = (),
    remarks: tuple[str, ...] = (),
    people: str = "",
) -> DrawRecord:
    """Make the record of a draw: a pure function of its arguments.

    The times are texts as they are printed; ``log_digest`` is the hash of the log's last line;
    ``proofs`` show where the freeze was lodged, ``marks`` are sentences that a reader must know, ``remarks`` others.
    Entities are put in the order of their codes, so that equal frames give equal records. ``people`` is the
    fingerprint of the inspectors where what it is of is known in part only, as on a public page.
    Raises :class:`XlcheckError` where numbers are missing, the quota cannot be computed or no team exists.
    """
    request = replace(request, entities=tuple(sorted(request.entities, key=lambda e: e.code)))
    drawn_by = format_of(request)
    drawn_by.check_revealed(request.sources)
    own = inspectors_digest(request.inspectors)
    seed = drawn_by.seed_of(request).replace(f"inspectors={own}", f"inspectors={people or own}")
    quota = quotas(request, seed)
    drawn = tuple(d for q in quota for d in _order_stratum(request.entities, q, f"{seed}|entity"))
    sample = [d.code for d in drawn if d.outcome == DRAWN]
    teams = teams_of(sample, request, seed)
    return DrawRecord(
        request=request,
        seed=seed,
        frame_digest=frame_digest(request.entities),
        inspectors_digest=people or own,
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
        rules_digest=drawn_by.rules_digest(request),
        strength=drawn_by.strength_of(request, proofs, operator, witnesses),
        proofs=proofs,
        marks=marks,
        remarks=remarks,
    )


def _order_stratum(entities: tuple[Entity, ...], quota: StratumQuota, seed: str) -> tuple[DrawnEntity, ...]:
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
