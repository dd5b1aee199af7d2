"""The README and the two commands in it, as a newcomer would paste them."""

import re
from pathlib import Path

README = Path(__file__).parent.parent / "README.md"
_COMMAND = re.compile(r"<!-- command: (\w+) -->\n```sh\n(.*?)\n```", re.DOTALL)


def commands() -> dict[str, str]:
    """Return the two commands by name."""
    return dict(_COMMAND.findall(README.read_text("utf-8")))
