"""Play everything, and picture anew what has changed or is missing; needs LibreOffice, poppler and Chromium."""

import subprocess
import tempfile
from pathlib import Path

from PIL import Image, ImageChops, ImageOps

from tests.browser.chromium import Chromium
from tests.manual.pictures import FOLDER, SHOTS, Shot, digests, keep, kept_digests
from tests.manual.played import Played, play
from tests.manual.screens import as_html
from tests.office.office import Office

MOST_BYTES = 200_000
COLOURS = 32
BORDER = 12
_WINDOW = """<!DOCTYPE html><meta charset="utf-8"><style>
body { margin: 0; background: #fff; font: 15px/1.45 "Noto Sans Mono CJK SC", monospace; }
div { width: 640px; border: 1px solid #888; }
p { margin: 0; padding: 6px 12px; background: #e6e6e6; font-family: "Noto Sans CJK SC", sans-serif; }
pre { margin: 0; padding: 10px 12px; background: #111; color: #eee; font: inherit; white-space: pre-wrap; }
b { color: #ffd75f; }
</style><div><p>双随机抽查</p><pre>%s</pre></div>"""
_CONSOLE, _PAGE = (642, 900), (900, 1150)
"""Pixels of a window."""


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        scratch = Path(place)
        played = play(scratch / "双随机抽查")
        found, kept = digests(played), kept_digests()
        old = {n: shot for n, shot in SHOTS.items() if found[n] != kept.get(n) or not (FOLDER / f"{n}.png").exists()}
        if books := [shot.path(played) for shot in old.values() if shot.file.endswith(".xlsx")]:
            Office(scratch).print(books, scratch)
        for name, shot in old.items():
            made = _shrunk(_raw(shot, played, scratch), shot.part, FOLDER / f"{name}.png")
            print(f"{made.name}: {made.stat().st_size} bytes")
            assert made.stat().st_size < MOST_BYTES
        keep(found)


def _raw(shot: Shot, played: Played, scratch: Path) -> Path:
    raw = scratch / "raw.png"
    if shot.screen:
        lines = as_html(shot.window(played))
        return Chromium(scratch).pictured(_WINDOW % lines, raw, _CONSOLE)
    if shot.file.endswith(".html"):
        return Chromium(scratch).pictured(shot.path(played).read_text("utf-8"), raw, _PAGE, "#recompute")
    chosen = ("-singlefile", "-f", str(shot.page), "-r", str(shot.dots))
    pdf = scratch / f"{shot.path(played).stem}.pdf"
    subprocess.run(["pdftoppm", "-png", *chosen, str(pdf), str(raw.with_suffix(""))], check=True)
    return raw


def _shrunk(raw: Path, part: tuple[int, int, int, int], kept: Path) -> Path:
    """The part of a picture that is meant, without the paper around what is on it, in few colours."""
    with Image.open(raw) as opened:
        whole = opened.convert("RGB")
    sides = (whole.width, whole.height) * 2
    picture = whole.crop(tuple(side * share // 100 for side, share in zip(sides, part, strict=True)))
    left, top, right, bottom = ImageChops.difference(picture, Image.new("RGB", picture.size, "white")).getbbox()
    box = (left - BORDER, top - BORDER, right + BORDER, bottom + BORDER)
    few = ImageOps.expand(picture, BORDER, "white").crop(tuple(edge + BORDER for edge in box))
    few.quantize(COLOURS, dither=Image.Dither.NONE).save(kept, optimize=True)
    return kept


if __name__ == "__main__":
    main()
