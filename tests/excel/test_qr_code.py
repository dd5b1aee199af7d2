"""Which picture is the QR code of a text."""

from io import BytesIO

import pytest
import segno
import zxingcpp
from PIL import Image

from xlcheck.excel.qr_code import is_code_of, modules_of
from xlcheck.excel.read.png import shades_of
from xlcheck.excel.write.qr_code import symbol_picture

TEXT = "xlcheck-draw/1|202102#2|frame=e69c5e|lottery1=3.9.12./\n" + "d80717e6" * 8


def modules(picture):
    return modules_of(shades_of(picture) or ())


def picture_of(code, **options):
    out = BytesIO()
    code.save(out, kind="png", **options)
    return out.getvalue()


def test_the_picture_that_the_tool_writes():
    found = modules(symbol_picture(TEXT))
    assert is_code_of(found, TEXT)
    assert not is_code_of(found, f"{TEXT}0")
    (read,) = zxingcpp.read_barcodes(Image.open(BytesIO(symbol_picture(TEXT))).convert("L"))
    assert read.text == TEXT


@pytest.mark.parametrize("mask", range(8))
@pytest.mark.parametrize("level", "lmqh")
def test_another_mask_and_another_error_correction__ok(level, mask):
    found = modules(picture_of(segno.make_qr(TEXT, error=level, mask=mask, boost_error=False), scale=3))
    assert is_code_of(found, TEXT)
    assert not is_code_of(found, TEXT.replace("d", "e"))


def test_another_size_and_another_scale__ok():
    assert is_code_of(modules(picture_of(segno.make_qr(TEXT, version=20), scale=5, border=0)), TEXT)


def test_one_module_otherwise__error():
    rows = list(modules(symbol_picture(TEXT)))
    rows[20] = rows[20][:20] + ("0" if rows[20][20] == "1" else "1") + rows[20][21:]
    assert not is_code_of(tuple(rows), TEXT)


@pytest.mark.parametrize("how", [Image.Resampling.BILINEAR, Image.Resampling.LANCZOS, Image.Resampling.BOX])
@pytest.mark.parametrize("share", [220 / 384, 150 / 384, 96 / 384, 0.9, 1.7])
def test_made_smaller_or_larger_by_another_program__ok(share, how):
    picture = Image.open(BytesIO(symbol_picture(TEXT))).convert("L")
    side, out = round(picture.width * share), BytesIO()
    picture.resize((side, side), how).save(out, "PNG")
    assert is_code_of(modules(out.getvalue()), TEXT)
    assert not is_code_of(modules(out.getvalue()), TEXT.replace("d", "e"))


def spoilt(change):
    rows = [bytearray(row) for row in shades_of(symbol_picture(TEXT))]
    change(rows)
    return [bytes(row) for row in rows]


def painted(shade, *places):
    """A change of the shade of squares of 20 dots."""

    def change(rows):
        for top, left in places:
            for row in rows[top : top + 20]:
                row[left : left + 20] = bytes([shade] * 20)

    return change


@pytest.mark.parametrize(
    "picture",
    [
        (),
        (bytes([255] * 3),) * 2,
        (bytes(3),) * 3,
        (bytes(400),) * 400,
        spoilt(painted(0, (2, 2))),
        spoilt(painted(128, (100, 100))),
        spoilt(painted(60, (100, 100), (200, 200)))[:200],
        spoilt(lambda rows: [row.__delitem__(slice(100, 140)) for row in rows]),
    ],
)
def test_a_picture_with_something_besides_or_not_whole_is_no_code(picture):
    assert modules_of(picture) is None


def test_a_picture_that_is_painted_over_is_the_code_of_nothing():
    assert not is_code_of(modules_of(spoilt(painted(0, (104, 104)))) or (), TEXT)


def test_modules_of_no_size_that_a_code_has():
    assert not is_code_of(("10", "01"), TEXT)
    assert not is_code_of(tuple("1" * 181 for _ in range(181)), TEXT)
    assert not is_code_of(tuple("1" * 21 for _ in range(21)), TEXT)
