"""Faults that quote a value from a row, in a real server: no frame, no line of the log and no line of the audit trail has it. A sample of
the fifty of `dev.py soak`.
"""

import json
from pathlib import Path

from tests.built_once import BuiltOnce
from tests.proofs.faults_seen import faulty_server
from tests.proofs.fifty_faults import ADDRESSES, CANARY, QUERIES, little_trust, some_faults, walk

BEFORE_THE_APP = 2
"""Lines that libraries write before the app begins: of the caches of pages that this test imports."""


def test_a_fault_that_quotes_a_row_is_seen_by_nobody_and_stands_in_no_log(
    built_once: BuiltOnce, tmp_path: Path
) -> None:
    """The made-up trust that the server would build is there already."""
    store = little_trust(built_once.copied_beside(tmp_path / "store").root)
    faults = some_faults()
    with faulty_server(store) as seen:
        walk(seen, faults, ["listing.csv", f"{CANARY}.xlsx"], QUERIES[:2], ADDRESSES[:3])
        assert seen.reached == sorted({f"{place} {kind}" for place, kind in faults}), (
            "a fault was not reached"
        )
    assert seen.leaks == []
    lines = [json.loads(line) for line in seen.log.splitlines() if line.startswith("{")]
    assert len(lines) == len(seen.log.splitlines()) - BEFORE_THE_APP, "a line is of another form"
    said = {(str(line.get("error")), str(line.get("where")).partition(":")[0]) for line in lines}
    kinds = {error for error, _ in said}
    assert {
        "ConversionException",
        "BinderException",
        "ArrowInvalid",
        "ExceptionGroup",
        "UserWarning",
    } <= kinds
    assert ("ConversionException", "views/store_seen.py") in said, (
        "where it happened is told, for whoever mends it"
    )
