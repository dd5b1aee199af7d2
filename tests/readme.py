"""Makes the generated parts of the README again: ``python -m tests.readme``."""

import re
from pathlib import Path

from tests.reference.docs import readme_parts

README = Path(__file__).parent.parent / "README.md"
_PART = re.compile(r"(<!-- generated: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
_COMMAND = re.compile(r"<!-- command: (\w+) -->\n```sh\n(.*?)\n```", re.DOTALL)


def refreshed(text: str) -> str:
    """The README with its generated parts as the schema has them now."""
    parts = readme_parts()
    return _PART.sub(lambda match: f"{match[1]}{parts[match[2]]}\n{match[3]}", text)


def commands() -> dict[str, str]:
    """The two commands by name, as a newcomer would paste them."""
    return dict(_COMMAND.findall(README.read_text("utf-8")))


if __name__ == "__main__":
    README.write_text(refreshed(README.read_text("utf-8")), "utf-8")
