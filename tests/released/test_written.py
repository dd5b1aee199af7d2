"""What is written here for other versions of the libraries to verify is sound here."""

from tests.released.__main__ import RECORDS, REPLACEMENTS, main
from xlcheck.steps.verify.verify import verify_record


def test_records_for_other_versions_are_sound(tmp_path):
    main(tmp_path)
    results = [verify_record(path) for path in sorted(tmp_path.glob("*.xlsx"))]
    assert len(results) == len(RECORDS) + len(REPLACEMENTS)
    assert all(result.sound for result in results)
