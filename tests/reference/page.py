"""docs/reference.md: the text is written by hand, what stands between its marks is made from the schema."""

import re
from pathlib import Path

from tests.reference.docs import parts

REFERENCE = Path(__file__).parents[2] / "docs" / "reference.md"
PART = re.compile(r"(<!-- generated: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def refreshed(text: str) -> str:
    """Return the page with its generated parts as the schema has them now."""
    fresh = parts()
    return PART.sub(lambda match: f"{match[1]}{fresh[match[2]]}\n{match[3]}", text)
