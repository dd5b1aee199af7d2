"""What is kept of a freeze: its files in 存档, and the line of the log that makes them count."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from xlcheck.draws.formats.requests import request_to_json
from xlcheck.draws.formats.two.howto import rules_filename
from xlcheck.draws.frame.frame import frame_digest, frame_text
from xlcheck.draws.frame.inspectors import inspectors_digest, inspectors_text
from xlcheck.draws.frame.rules import rules_digest, rules_text
from xlcheck.journal.chain import line_digest
from xlcheck.journal.disk import write_bytes, write_text
from xlcheck.journal.draw_events import Freeze, NamedSource, identity_of
from xlcheck.model import DrawRequest
from xlcheck.schema.inputs import INPUT_BOOKS
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.files import copy_into, digest, digest_list
from xlcheck.steps.desk.known import FROZEN_NAME
from xlcheck.steps.draw.archive import INPUTS_NAME, NOTICE_NAME, SUMS_NAME, Archive


def archive_frozen(run: Run, request: DrawRequest, notice: Path, lists: Mapping[str, str], state: str) -> None:
    """Archive copies of the inputs, the frame files and their digests; the log line comes last and makes it count.

    ``notice`` is the form 抽取公告, ``lists`` are further files: what moved, what was inspected.
    """
    folder = Archive(run.desk).folder(request.plan.task_no, request.attempt)
    copies = copy_into([path for path in map(run.desk.book, INPUT_BOOKS) if path.exists()], folder / INPUTS_NAME)
    text = request_to_json(request)
    files = {
        FROZEN_NAME: text,
        f"抽样框-{request.task}.txt": frame_text(request.entities),
        f"检查人员-{request.task}.txt": inspectors_text(request.inspectors),
        rules_filename(request.task): rules_text(request),
        **lists,
    }
    for name, content in files.items():
        write_text(folder / name, content)
    kept = folder / NOTICE_NAME  # staff may sign and date the other; what was announced is in this one
    write_bytes(kept, notice.read_bytes())
    write_text(folder / SUMS_NAME, digest_list([*copies, *(folder / name for name in files), kept], folder))
    event = Freeze(
        run.stamp,
        *identity_of(request),
        reason=request.reason,
        frame=frame_digest(request.entities),
        inspectors=inspectors_digest(request.inspectors),
        request=line_digest(text),
        sources=tuple(NamedSource(s.key, s.name) for s in request.sources),
        rules=rules_digest(request),
        moved=request.moved,
        format=request.format,
        day=str(request.draw_day or ""),
        state=state,
        notice=digest(kept),
        category=request.plan.scope.category if request.plan.scope else "",
    )
    run.desk.journal.add_draw_event(event)
