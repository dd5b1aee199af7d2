"""Certificate numbers as printed on the certificate, with characters that no draw can take: 示140603001号."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from xlcheck.model import Finding, Trouble
from xlcheck.reading.folding import fold_id
from xlcheck.reading.licences import licence_forms, licence_pattern
from xlcheck.reading.tables import TypedTable
from xlcheck.schema.inputs import INSPECTORS

CODE = "cert.characters"
_PRINTED = re.compile(r"[\u4e00-\u9fff()\[\]〔〕【】]*([A-Z0-9-]*[0-9][A-Z0-9-]*)[\u4e00-\u9fff()\[\]〔〕【】]*")
"""One run of letters and digits; where there are two, nobody knows how to join them."""
_LEAST = 6
_SHOWN = 6


def cert_pattern(text: str) -> str | Trouble:
    """Return the regular expression of the numbers that 执法证号格式 describes.

    It is written as 许可证号写法 is, with ``#`` in each form. Settings of 0.1.0 have a regular expression there; no
    certificate number holds a ``#``, so a text without one is that.
    """
    if "#" not in fold_id(text):
        try:
            re.compile(text)
        except re.error:
            return Trouble("settings.pattern")
        return text
    forms = licence_forms(fold_id(text))
    if isinstance(forms, Trouble) or not all("#" in form for form in forms):
        return Trouble("settings.pattern")
    return "|".join(map(licence_pattern, forms))


def bare_cert(folded: str, pattern: str = "") -> str:
    """Return the part of a folded number that a draw can take.

    Empty where it is short, broken or not of the ``pattern``.
    """
    match = _PRINTED.fullmatch(folded)
    bare = match[1].strip("-") if match else ""
    return bare if len(bare) >= _LEAST and (not pattern or re.fullmatch(pattern, bare)) else ""


def foreign_signs(folded: str) -> str:
    """Return the signs that no draw can take, each once, in quotes; the first six."""
    return "".join(f"“{sign}”" for sign in list(dict.fromkeys(re.sub("[A-Z0-9-]", "", folded)))[:_SHOWN])


def certain_certs(tables: Mapping[str, TypedTable], findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings of one workbook, without the proposed numbers that could be somebody else's.

    A number is certain where, among all of the sheet that has each number once, it would be nobody else's;
    on the other sheets, where the same text stands there.
    """
    owners = {t.sheet: t for t in tables.values() if any(c == INSPECTORS.cert and c.unique for c in t.table)}
    at_owners = [f for f in findings if f.code == CODE and f.place.sheet in owners]
    holders = Counter(f.proposal for f in at_owners)
    for table in owners.values():
        holders.update(table[INSPECTORS.cert])
    certain = {fold_id(f.value): f.proposal for f in at_owners if holders[f.proposal] == 1}
    return [
        replace(f, proposal="") if f.code == CODE and certain.get(fold_id(f.value)) != f.proposal else f
        for f in findings
    ]
