"""What is published, as one self-contained HTML page: no script, no network, printable, readable on a phone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from xlcheck.model.practice import PRACTICE_NOTICE
from xlcheck.schema.outputs.publish import CORRECTION, PORTAL
from xlcheck.schema.table import DATE_KINDS, Column, Kind, RowCells, Table

_SHORT = DATE_KINDS | {Kind.CODE, Kind.SERIAL, Kind.INTEGER}
"""Kinds of a column whose cells are short and stay on one line."""

_SHORT_TEXTS = (PORTAL.task_no, PORTAL.kind, CORRECTION.field)

_STYLE = """
body{font-family:"Microsoft YaHei","Noto Sans CJK SC",sans-serif;line-height:1.6;color:#1a1a1a}
body{margin:1.5rem auto;max-width:78rem;padding:0 1rem}
h1{font-size:1.4rem;text-align:center}
h2{font-size:1.1rem}
table.facts th{width:9rem}
p.note{color:#444}
p.practice{border:2px solid #a40000;color:#a40000;font-weight:bold;padding:.4rem;text-align:center}
table{border-collapse:collapse;width:100%;font-size:.85rem}
caption{caption-side:bottom;text-align:left;color:#444;padding-top:.5rem}
th,td{border:1px solid #767676;padding:.3rem .4rem;vertical-align:middle;overflow-wrap:break-word}
th{background:#dde7f0;text-align:center;white-space:nowrap}
td.short{text-align:center;white-space:nowrap}
@media screen and (max-width:64rem){table,tbody,tr,td{display:block}thead{position:absolute;left:-9999px}
tr{margin-bottom:1rem;border:1px solid #767676}td,td.short{border:0;border-bottom:1px solid #ddd;text-align:left}
td:empty{display:none}td::before{content:attr(data-title)"：";font-weight:bold}}
@page{size:A4 landscape;margin:12mm}
@media print{body{margin:0;padding:1px;max-width:none}table{font-size:7.5pt}tr{break-inside:avoid}
p.practice::after{content:attr(data-mark);position:fixed;top:35%;left:0;width:100%;font-size:90pt;line-height:1;color:rgba(164,0,0,.18)}}
"""
"""In print the mark is a fixed box, which browsers repeat on every page."""


def public_page(table: Table, rows: Sequence[RowCells], bureau: str, day: str, *, practice: bool = False) -> str:
    """Return the page of a table's published columns; ``day`` is the day of publication as text."""
    note = f'<p class="note">公示日期：{escape(day)}　共 {len(rows)} 条</p>'
    return _page(table.title.format(bureau=bureau), note + _table(table, rows, f"检查机关：{bureau}"), practice)


def facts_page(
    title: str,
    facts: Mapping[str, str],
    listing: tuple[Table, Sequence[RowCells]],
    closing: str,
    signed: Sequence[str] = (),
    *,
    practice: bool = False,
) -> str:
    """Return a page of labelled facts, then a table with its rows, then a closing sentence and who ``signed``, when."""
    lines = "".join(f'<tr><th scope="row">{escape(k)}</th><td>{escape(v)}</td></tr>' for k, v in facts.items())
    table, rows = listing
    body = f'<table class="facts"><tbody>{lines}</tbody></table><h2>{escape(table.sheet)}</h2>{_table(table, rows)}'
    foot = f'<p style="text-align:right">{"<br>".join(map(escape, signed))}</p>' if signed else ""
    return _page(title, f"{body}<p>{escape(closing)}</p>{foot}", practice)


def _page(title: str, body: str, practice: bool) -> str:
    mark = f'<p class="practice" data-mark="演练">{PRACTICE_NOTICE}</p>' if practice else ""
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body><main>"
        f"{mark}<h1>{escape(title)}</h1>{body}</main></body></html>\n"
    )


def _table(table: Table, rows: Sequence[RowCells], caption: str = "") -> str:
    head = "".join(f'<th scope="col">{escape(column.title)}</th>' for column in table if column.published)
    body = "\n".join(f"<tr>{_cells(table, row)}</tr>" for row in rows)
    below = f"<caption>{escape(caption)}</caption>" if caption else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>\n{body}\n</tbody>{below}</table>"


def _cells(table: Table, row: RowCells) -> str:
    cells = ((column, row.get(column)) for column in table if column.published)
    return "".join(
        f'<td{_class(column)} data-title="{escape(column.title)}">{escape("" if cell is None else str(cell))}</td>'
        for column, cell in cells
    )


def _class(column: Column) -> str:
    return ' class="short"' if column.kind in _SHORT or column in _SHORT_TEXTS else ""
