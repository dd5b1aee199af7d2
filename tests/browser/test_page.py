"""The page of a draw in real Chromium: it recomputes the whole draw, and says where a changed page does not hold."""

import re
import shutil
import subprocess

import pytest

from tests.draws.cases import STRATA, drawn, entities, grades, request, rich_request
from xlcheck.draws.page import draw_page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(shutil.which("chromium") is None, reason="Chromium is not installed"),
]
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--virtual-time-budget=20000", "--dump-dom",
)  # fmt: skip
RECORD = drawn(rich_request())


def verdict(html, tmp_path):
    """What the page says after its button was pressed, and the whole of it."""
    page = tmp_path / "page.html"
    page.write_text(html, "utf-8")
    command = ["chromium", *FLAGS, f"--user-data-dir={tmp_path / 'profile'}", f"file://{page}#recompute"]
    shown = subprocess.run(command, capture_output=True, timeout=90, check=True).stdout.decode("utf-8")
    return re.search(r'data-verdict="(\w*)"', shown)[1], shown


@pytest.mark.parametrize(
    "record",
    [RECORD, drawn(request(entities(40))), drawn(request(grades(A=12, B=11, C=3), ratio=STRATA))],
    ids=["rich", "plain", "strata"],
)
def test_a_true_page_holds__ok(record, tmp_path):
    assert verdict(draw_page(record), tmp_path)[0] == "holds"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (RECORD.sample[0].code, RECORD.order[-1].code),
        (RECORD.order[0].ticket, RECORD.order[0].ticket[:-1] + "0"),
        (RECORD.teams[0].certs[0], "SL-99"),
        (RECORD.seed, RECORD.seed.replace("witness1=", "witness1=9")),
        (RECORD.frame_digest, "0" * 64),
    ],
    ids=["drawn", "ticket", "team", "seed", "fingerprint"],
)
def test_a_changed_page_says_so__error(old, new, tmp_path):
    html = draw_page(RECORD)
    assert old in html
    assert old != new
    assert verdict(html.replace(old, new, 1), tmp_path)[0] in ("differs", "failed")


def test_the_page_fetches_nothing():
    html = draw_page(RECORD)
    assert not re.search(r"(?:src|href)\s*=|https?://|@import|url\(", html)
    assert "default-src 'none'" in html
