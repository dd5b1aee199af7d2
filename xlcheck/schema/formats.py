"""The formats of what the tool writes and reads again, besides those of draws (``draws/formats/``).

Each name stands in what is written, beside the version of the program; what names none is of version 0.1.0, the first.
A name changes whenever an earlier program would misread what is written, so that it refuses it instead.
"""

from __future__ import annotations

DESK_FORMAT = "xlcheck-desk/2"
"""The format of the workbooks that staff keep."""

LEDGER_FORMAT = "xlcheck-ledger/2"
"""The format of 检查台账."""

LOG_FORMAT = "xlcheck-log/2"
"""The format of the three logs of a desk."""

PACK_FORMAT = "xlcheck-pack/2"
"""The format of what goes to the superior bureau."""

UPDATE_FORMAT = "xlcheck-update/1"
"""The format of what is noted beside an updated registry."""

CHECK_FORMAT = "xlcheck-check/2"
"""The format of what a check says to other programs; that of 0.1.0 had no name, and no readings."""

KNOWN_FORMATS = frozenset({DESK_FORMAT, LEDGER_FORMAT, LOG_FORMAT, PACK_FORMAT, UPDATE_FORMAT})
"""Those that this program reads."""
