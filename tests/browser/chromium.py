"""Chromium without a window: what a page is once its script has run."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html import escape, unescape
from pathlib import Path

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
_ANSWER = re.compile(r'<pre id="answer">(.*?)</pre>', re.DOTALL)


def missing() -> str:
    """Why these tests cannot run here; empty where they can."""
    return "" if shutil.which("chromium") else "not installed: chromium"


class Chromium:
    """A browser with an empty profile of its own for each page, in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._pages = folder, 0

    def document(self, html: str, fragment: str = "", *flags: str) -> str:
        """The document of a page from disk as HTML, after it was loaded."""
        return self._run(html, fragment, *flags, "--dump-dom").decode("utf-8")

    def printed(self, html: str, pdf: Path) -> Path:
        """A page on paper."""
        self._run(html, "", "--no-pdf-header-footer", f"--print-to-pdf={pdf}")
        return pdf

    def pictured(self, html: str, png: Path, size: tuple[int, int], fragment: str = "") -> Path:
        """The upper left part of a page as a window of that many pixels shows it."""
        shown = (f"--window-size={size[0]},{size[1]}", "--hide-scrollbars", "--virtual-time-budget=10000")
        self._run(html, fragment, *shown, f"--screenshot={png}")
        return png

    def _run(self, html: str, fragment: str, *flags: str) -> bytes:
        self._pages += 1
        page, profile = (self._folder / f"{self._pages}{suffix}" for suffix in (".html", "-profile"))
        page.write_text(html, "utf-8", newline="\n")
        command = ["chromium", *FLAGS, *flags, f"--user-data-dir={profile}", page.as_uri() + fragment]
        shown = subprocess.run(command, capture_output=True, timeout=120, check=True).stdout
        shutil.rmtree(profile, ignore_errors=True)
        return shown

    def answer(self, script: str, question: object, body: str = "") -> object:
        """What a script's function ``answer(question)`` returns, once everything is loaded; both as JSON."""
        html = (
            f'<!DOCTYPE html><meta charset="utf-8"><pre id="answer"></pre>{body}<script>{script}\n'
            f"const question = {json.dumps(question).replace('<', chr(92) + 'u003c')};\n"
            'addEventListener("load", () => {'
            ' document.getElementById("answer").textContent = JSON.stringify(answer(question)); });</script>'
        )
        return json.loads(unescape(_ANSWER.search(self.document(html, "", "--virtual-time-budget=60000"))[1]))

    def recomputed(self, pages: dict[str, str]) -> dict[str, dict[str, str]]:
        """Each page after recomputing, in frames of one document: its verdict, what it says, which rows it marks."""
        frames = "".join(f'<iframe srcdoc="{escape(html)}"></iframe>' for html in pages.values())
        found = self.answer(_ASK_FRAMES, len(pages), frames)
        return dict(zip(pages, found, strict=True))


_ASK_FRAMES = """
function answer(count) {
  return Array.from(document.querySelectorAll("iframe")).slice(0, count).map((frame) => {
    frame.contentWindow.run();
    const page = frame.contentDocument;
    const wrong = Array.from(page.querySelectorAll("td.differs"), (cell) => cell.closest("table").id);
    return {
      verdict: page.documentElement.dataset.verdict,
      said: page.getElementById("verdict").textContent,
      checks: page.getElementById("checks").innerText,
      wrong: [...new Set(wrong)].join(" "),
      right: page.querySelectorAll("td.holds").length,
    };
  });
}
"""
