"""Whether evidence was given before, for somebody else: one photo proves one drop-out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xlcheck.journal.draw_events import Replace
from xlcheck.model import DropOut, XlcheckError
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.evidence import Evidence
from xlcheck.steps.draw.archive import Archive


@dataclass(frozen=True, slots=True)
class _Use:
    """What a file of evidence was given for."""

    event: Replace
    digest: str


def check_not_reused(run: Run, evidence: Sequence[Evidence], key: str) -> None:
    """See that no file was given for another entity or inspector than that of ``key``, in whatever task or attempt.

    One entity's, or one inspector's, may serve in several tasks. Raises :class:`XlcheckError`
    ``replace.evidence-reused``, and as :meth:`Journal.draws`.
    """
    digests = {one.digest: one for one in evidence}
    for use in _uses(run) if digests else ():
        other = key_of(use.event.drop_out)
        if use.digest in digests and other != key:
            number, task = use.event.number, use.event.task_no
            attempt = f"（第 {use.event.attempt} 次抽取）" if use.event.attempt > 1 else ""
            raise XlcheckError(
                "replace.evidence-reused",
                file=digests[use.digest].path.name,
                task=f"{task}{attempt}",
                number=number,
                name=_name(run, use.event, other),
            )


def key_of(drop_out: DropOut) -> str:
    """Return who drops out: the certificate number of an inspector, else the code of the entity."""
    return drop_out.cert or drop_out.codes[0]


def _uses(run: Run) -> Iterator[_Use]:
    """Yield what was ever given, lines that a repair voids too: they tell what a file was taken for."""
    for logged in run.desk.journal.draws().events:
        if isinstance(logged.event, Replace):
            for line in logged.event.drop_out.evidence:
                yield _Use(logged.event, line.rpartition(" ")[2])


def _name(run: Run, event: Replace, key: str) -> str:
    """Return the name that an entity or inspector has in the archive of the draw; the key where it cannot be read."""
    try:
        request = Archive(run.desk).frozen(event.task_no, event.attempt)
    except (XlcheckError, OSError):
        return key
    names = {**{e.code: e.name for e in request.entities}, **{i.cert: i.name for i in request.inspectors}}
    return f"{names[key]}（{key}）" if key in names else key
