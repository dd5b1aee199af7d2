"""What is noted beside an updated registry: what is logged of it once it is adopted."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from xlcheck import __version__
from xlcheck.journal.disk import write_text
from xlcheck.schema.formats import UPDATE_FORMAT
from xlcheck.steps.desk.desk import Desk

FACTS_NAME = "更新.json"
LOGGED = ("book", "record", "source", "source_digest", "before", "after", "counts", "by")
"""The fields of the event, but for time and folder."""

Facts = Mapping[str, str]


def write_facts(folder: Path, facts: Facts) -> None:
    """Note the facts of an update in its folder."""
    whole = {"format": UPDATE_FORMAT, "version": __version__, **facts}
    write_text(folder / FACTS_NAME, json.dumps(whole, ensure_ascii=False, indent=2) + "\n")


def facts_of(folder: Path) -> Facts | None:
    """Return what is noted of an update; ``None`` where that is not there, or not as it was written."""
    try:
        facts = json.loads((folder / FACTS_NAME).read_text("utf-8"))
        return {key: str(facts[key]) for key in LOGGED} if facts["format"] == UPDATE_FORMAT else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def unlogged(desk: Desk) -> list[tuple[Path, Facts]]:
    """Return the folders of updates that the log does not name, the oldest first, with what is noted of each."""
    logged = {event.folder for event in desk.journal.draws().updates}
    folders = desk.updates.iterdir() if desk.updates.is_dir() else ()
    noted = ((folder, facts_of(folder)) for folder in sorted(folders) if folder.name not in logged)
    return [(folder, facts) for folder, facts in noted if facts is not None]
