"""What the QR code on a record holds."""

from tests.draws.cases import drawn, request, rich_request
from xlcheck.draws.formats.one.printed import print_content
from xlcheck.draws.formats.one.qr_code import DIGEST_ALONE, LONGEST, WHOLE, symbol_of
from xlcheck.draws.formats.one.record import content_digest
from xlcheck.draws.record.blocks import flatten
from xlcheck.model import Role, Source


def symbol(record):
    (found,) = [cell for cell in flatten(print_content(record)) if cell.role is Role.SYMBOL]
    return found.symbol


def test_it_holds_the_seed_line_with_both_fingerprints_and_the_content_digest():
    record = drawn(rich_request())
    seed, digest = symbol(record).splitlines()
    assert (seed, digest) == (record.seed, content_digest(record))
    assert record.frame_digest in seed
    assert record.inspectors_digest in seed


def test_a_seed_line_that_is_too_long_to_scan_is_left_out_and_that_is_said():
    long = drawn(request(sources=(Source("lottery1", "彩票", (1,) * 500), Source("witness1", "张某", (123456,)))))
    assert symbol(long) == content_digest(long)
    assert symbol_of("s" * (LONGEST - 65), "d" * 64).caption == WHOLE
    assert symbol_of("s" * (LONGEST - 64), "d" * 64).caption == DIGEST_ALONE
