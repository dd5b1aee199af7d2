"""Pictures and shapes of a template: they are in every sheet filled from it, or the template is refused by name."""

import posixpath
import re
from datetime import datetime
from xml.etree import ElementTree

import pytest
import xlsxwriter

from tests.excel.packages import SHEET, SHEET_RELATIONS, assert_sound, pack, parts_of, png
from xlcheck.excel.fill import fill, fill_sheets
from xlcheck.excel.fill.graft import Artwork, graft, moved
from xlcheck.excel.fill.pictures import pictures_of
from xlcheck.excel.fill.rowmap import RowMap
from xlcheck.messages import error_text
from xlcheck.model import XlcheckError

XDR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
ROWS = {"明细": [{"名称": f"示例{n}"} for n in range(5)]}
FACTS = {"单位": "示例局"}


@pytest.fixture
def template(tmp_path):
    """A function that makes a form of one repeated row (the third), with what ``draw`` puts on it."""

    def make(draw=None):
        path = tmp_path / "模板.xlsx"
        with xlsxwriter.Workbook(str(path)) as book:
            sheet = book.add_worksheet("表")
            sheet.write_column(0, 0, ["{{单位}}", "名称", "{{名称}}", "合计", "签字："])
            if draw:
                draw(sheet, book)
        return path

    (tmp_path / "章.png").write_bytes(png())
    return make


def image(tmp_path):
    return str(tmp_path / "章.png")


def filled(template, tmp_path, **more):
    out = tmp_path / "结果.xlsx"
    fill(template, FACTS, ROWS, out, **more)
    assert_sound(out)
    return out


def related(parts, owner, kind):
    """The part to which a part is related by a relationship of a kind."""
    folder, name = posixpath.split(owner)
    links = ElementTree.fromstring(parts[f"{folder}/_rels/{name}.rels"])
    (target,) = [e.get("Target") for e in links if e.get("Type", "").endswith(f"/{kind}")]
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def anchors(path, sheet=SHEET):
    """(kind, first row, last row or none) of each anchor, rows as on the screen."""
    parts = parts_of(path)
    drawing = ElementTree.fromstring(parts[related(parts, sheet, "drawing")])
    rows = [[int(e.findtext(f"{XDR}row")) + 1 for e in a if e.tag in (f"{XDR}from", f"{XDR}to")] for a in drawing]
    return [(a.tag.removeprefix(XDR), *own) for a, own in zip(drawing, rows, strict=True)]


def refused(template, tmp_path):
    out = tmp_path / "结果.xlsx"
    with pytest.raises(XlcheckError) as caught:
        fill(template, FACTS, ROWS, out)
    assert not out.exists()
    return error_text(caught.value)


def test_picture_below_the_repeated_row_moves_down_and_keeps_its_size__ok(template, tmp_path):
    def draw(sheet, _):
        sheet.insert_image("B1", image(tmp_path), {"object_position": 2})
        sheet.insert_image("B5", image(tmp_path), {"object_position": 2, "x_scale": 30, "y_scale": 60})

    out = filled(template(draw), tmp_path)
    assert anchors(out) == [("oneCellAnchor", 1), ("oneCellAnchor", 9)]
    parts = parts_of(out)
    drawing = related(parts, SHEET, "drawing")
    assert b'<xdr:ext cx="285750" cy="571500"/>' in parts[drawing]
    assert parts[related(parts, drawing, "image")] == png()


def test_shape_beside_the_repeated_row_is_stretched__ok(template, tmp_path):
    out = filled(
        template(lambda sheet, _: sheet.insert_textbox("B2", "艺术字", {"height": 50, "object_position": 1})), tmp_path
    )
    assert anchors(template_of(tmp_path)) == [("twoCellAnchor", 2, 4)]
    assert anchors(out) == [("twoCellAnchor", 2, 8)]
    assert "艺术字" in parts_of(out)[related(parts_of(out), SHEET, "drawing")].decode()


def template_of(tmp_path):
    return tmp_path / "模板.xlsx"


def test_picture_that_moves_with_nothing_stays__ok(template, tmp_path):
    out = filled(template(lambda s, _: s.insert_image("B5", image(tmp_path), {"object_position": 3})), tmp_path)
    assert anchors(out) == [("oneCellAnchor", 5)]


ANCHOR = (
    '<x:wsDr xmlns:x="x" xmlns:a="a" xmlns:mc="mc"><mc:AlternateContent><mc:Choice><x:twoCellAnchor editAs="oneCell">'
    "<x:from><x:col>0</x:col><x:row>4</x:row></x:from><x:to><x:col>1</x:col><x:row>6</x:row></x:to>"
    '<x:pic><a:xfrm{}><a:off x="0" y="0"/><a:ext cx="{}" cy="7"/></a:xfrm></x:pic></x:twoCellAnchor></mc:Choice>'
    "</mc:AlternateContent><x:absoluteAnchor/></x:wsDr>"
)


@pytest.mark.parametrize(("turn", "width"), [(' rot="5400000"', 9), ("", 0)])
def test_picture_whose_size_is_not_told_moves_with_both_corners__ok(turn, width):
    drawing = ANCHOR.format(turn, width)
    assert moved(drawing.encode(), RowMap(((3, 5),))).decode() == drawing.replace(">4<", ">8<").replace(">6<", ">10<")


def test_anchor_within_alternatives_is_found__ok():
    text = moved(ANCHOR.format("", 9).encode(), RowMap(((3, 5),))).decode()
    assert '<x:oneCellAnchor><x:from><x:col>0</x:col><x:row>8</x:row></x:from><x:ext cx="9" cy="7"/><x:pic>' in text
    ElementTree.fromstring(text)


def test_each_sheet_of_a_form_has_the_pictures__ok(template, tmp_path):
    def draw(sheet, book):
        sheet.insert_image("B5", image(tmp_path), {"object_position": 2})
        sheet.set_header("&L&G", {"image_left": image(tmp_path)})
        sheet.set_background(image(tmp_path))
        book.add_worksheet("说明").insert_image("A1", image(tmp_path))

    out = tmp_path / "逐户.xlsx"
    records = [("甲", FACTS, ROWS), ("乙", FACTS, {"明细": ROWS["明细"][:1]})]
    fill_sheets(template(draw), records, out, practice=True)
    assert_sound(out)
    parts = parts_of(out)
    drawings = set()
    for number, row in ((1, 9), (2, 5), (3, 1)):
        sheet = f"xl/worksheets/sheet{number}.xml"
        assert [first for _, first, *_ in anchors(out, sheet)] == [row]
        drawings.add(related(parts, sheet, "drawing"))
        assert parts[related(parts, related(parts, sheet, "drawing"), "image")] == png()
    assert len(drawings) == 3
    for number in (1, 2):
        sheet = f"xl/worksheets/sheet{number}.xml"
        assert parts[related(parts, sheet, "image")] == png()
        assert parts[related(parts, related(parts, sheet, "vmlDrawing"), "image")] == png()
        assert "&amp;L&amp;G" in parts[sheet].decode()


def test_notes_stand_beside_pictures__ok(template, tmp_path):
    def draw(sheet, _):
        sheet.write_comment("A5", "批注")
        sheet.insert_image("B5", image(tmp_path))

    out = filled(template(draw), tmp_path)
    sheet = parts_of(out)[SHEET]
    assert sheet.index(b"<drawing ") < sheet.index(b"<legacyDrawing ")
    assert anchors(out)[0][1] == 9


def test_same_stamp_gives_the_same_bytes__ok(template, tmp_path):
    path = template(lambda sheet, _: sheet.insert_image("B5", image(tmp_path)))
    bytes_of = [filled(path, tmp_path, stamp=datetime(2021, 5, 6)).read_bytes() for _ in range(2)]
    assert bytes_of[0] == bytes_of[1]


def test_form_without_pictures_gets_no_drawing__ok(template, tmp_path):
    out = filled(template(), tmp_path)
    assert not any("drawing" in name or "media" in name for name in parts_of(out))


def test_line_breaks_of_a_print_header_are_line_breaks__ok(template, tmp_path):
    out = filled(template(lambda sheet, _: sheet.set_header("&C甲\n乙")), tmp_path)
    assert "&amp;C甲\n乙" in parts_of(out)[SHEET].decode()


def chart(sheet, book):
    drawn = book.add_chart({"type": "column"})
    drawn.add_series({"values": "=表!$B$1:$B$3"})
    sheet.insert_chart("C1", drawn)


@pytest.mark.parametrize(
    ("draw", "word"),
    [
        (chart, "图表"),
        (lambda sheet, _: sheet.insert_button("C1", {"caption": "按钮"}), "表单控件"),
        (lambda sheet, _: sheet.add_sparkline("C1", {"range": "表!A1:A3"}), "迷你图"),
        (lambda sheet, _: sheet.insert_textbox("C1", "", {"textlink": "=$A$1"}), "取单元格内容的形状"),
    ],
)
def test_what_would_be_lost_is_named__error(template, tmp_path, draw, word):
    assert f"的“表”工作表中有{word}，填写时不能保留" in refused(template(draw), tmp_path)


@pytest.mark.parametrize("kind", ["oleObject", "slicer", "control"])
def test_object_beside_the_sheet_is_named__error(template, tmp_path, kind):
    path = template(lambda sheet, _: sheet.insert_image("C1", image(tmp_path)))
    parts = parts_of(path)
    link = f'<Relationship Id="more" Type="http://example.org/{kind}" Target="../styles.xml"/></Relationships>'
    parts[SHEET_RELATIONS] = parts[SHEET_RELATIONS].replace(b"</Relationships>", link.encode())
    assert re.search("中有(嵌入的对象|切片器|ActiveX 控件)，", refused(pack(path, parts), tmp_path))


@pytest.mark.parametrize(("kind", "word"), [("diagramData", "SmartArt 图形"), ("other", "图片和形状以外的图形")])
def test_object_in_a_drawing_is_named__error(template, tmp_path, kind, word):
    path = template(lambda sheet, _: sheet.insert_image("C1", image(tmp_path)))
    parts = parts_of(path)
    links = "xl/drawings/_rels/drawing1.xml.rels"
    parts[links] = parts[links].replace(b"/image", f"/{kind}".encode())
    assert word in refused(pack(path, parts), tmp_path)


@pytest.mark.parametrize(("rule", "kept"), [("data_bar", True), ("icon_set", False)])
def test_formats_of_newer_excel__error(template, tmp_path, rule, kept):
    more = {"data_bar_2010": True} if kept else {"icon_style": "3_arrows"}
    path = template(lambda sheet, _: sheet.conditional_format("B1:B3", {"type": rule, **more}))
    if not kept:
        parts = parts_of(path)
        newer = (
            b'<extLst><ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}"><x14:cfRule type="iconSet" '
            b'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"/></ext></extLst></worksheet>'
        )
        parts[SHEET] = parts[SHEET].replace(b"</worksheet>", newer)
        assert "Excel 2010 以后的条件格式" in refused(pack(path, parts), tmp_path)
    else:
        assert filled(path, tmp_path).exists()


@pytest.mark.parametrize("text", ["{{单位}}", "｛｛单位｝｝", "甲 {{单"])
def test_placeholder_in_a_shape__error(template, tmp_path, text):
    assert "写有占位符" in refused(template(lambda sheet, _: sheet.insert_textbox("C1", text)), tmp_path)


def test_broken_drawing__error(template, tmp_path):
    path = template(lambda sheet, _: sheet.insert_image("C1", image(tmp_path)))
    parts = parts_of(path)
    parts["xl/drawings/drawing1.xml"] = parts["xl/drawings/drawing1.xml"][:-20]
    assert "文件已损坏" in refused(pack(path, parts), tmp_path)


def test_drawing_in_another_encoding__error(template, tmp_path):
    path = template(lambda sheet, _: sheet.insert_image("C1", image(tmp_path)))
    parts = parts_of(path)
    text = parts["xl/drawings/drawing1.xml"].decode().replace("UTF-8", "UTF-16")
    parts["xl/drawings/drawing1.xml"] = text.encode("utf-16")
    assert "编码" in refused(pack(path, parts), tmp_path)


def test_pictures_are_put_into_any_workbook__ok(template, tmp_path):
    path = template(lambda sheet, _: sheet.insert_image("B5", image(tmp_path)))
    with xlsxwriter.Workbook(str(tmp_path / "另.xlsx")) as book:
        book.add_worksheet("别").insert_image("A1", image(tmp_path))
        book.add_worksheet("表")
    out = tmp_path / "合.xlsx"
    graft(tmp_path / "另.xlsx", {"表": Artwork(pictures_of(path)["表"], RowMap())}, out)
    assert_sound(out)
    assert [anchors(out, f"xl/worksheets/sheet{n}.xml")[0][1] for n in (1, 2)] == [1, 5]
