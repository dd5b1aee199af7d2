"""Play everything and write the manual."""

import tempfile
from pathlib import Path

from tests.manual.played import play
from tests.manual.render import MANUAL, manual

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        MANUAL.write_text(manual(play(Path(place) / "双随机抽查")), "utf-8", newline="\n")
    print(f"{MANUAL.name}: {MANUAL.stat().st_size} bytes")
