"""Write the files of the made-up trust, or check that those on disk are what would be written.

    python data/sample/generate.py              write them beside this file
    python data/sample/generate.py --into DIR   write them somewhere else
    python data/sample/generate.py --check      compare; exit status 1 and the names when something differs

Needs openpyxl and nothing else. The same bytes come out every time; a workbook may be packed differently by another
zip library, so `--check` compares what is inside it.
"""

import argparse
import csv
import io
import json
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from made_up_trust import another, broken, datix, inphase, lfpse, nrls, radar, readme, ulysses  # noqa: E402
from made_up_trust.counted import expected  # noqa: E402
from made_up_trust.places import occupied_bed_days  # noqa: E402
from made_up_trust.stories import the_truth  # noqa: E402
from made_up_trust.workbook import entries, listing_workbook  # noqa: E402

BED_DAYS_FILE = "bed_days_by_ward.csv"
NEIGHBOURS = "other_systems"
"""Four other made-up organisations, whose files are read and never part of the made-up trust's store."""


def csv_bytes(rows: list[dict[str, str]], *, encoding: str, newline: str) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0].keys(), lineterminator=newline)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def bed_days_csv() -> bytes:
    rows = [
        {
            "Month": f"{month:%Y-%m}",
            "Site": place.site,
            "Division": place.division,
            "Ward": place.name,
            "Occupied bed days": str(days),
        }
        for (month, place), days in occupied_bed_days().items()
    ]
    return csv_bytes(rows, encoding="utf-8", newline="\n")


def broken_csv() -> bytes:
    """Written as a system would that pads nothing: ragged rows stay ragged."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(broken.HEADINGS)
    writer.writerows(row.cells for row in broken.broken_rows())
    return text.getvalue().encode(broken.ENCODING)


def neighbours() -> dict[str, bytes]:
    """The listing of each of the other systems, and what should be found in it."""
    counted = {
        "made_up": "Every word here is of organisations that do not exist.",
        **{system.FILE: system.expected() for system in (ulysses, inphase, radar, another)},
    }
    found = {
        ulysses.FILE: ulysses.workbook(),
        inphase.FILE: inphase.content(),
        radar.FILE: radar.content(),
        another.FILE: another.content(),
        "expected.json": (json.dumps(counted, indent=1, ensure_ascii=False) + "\n").encode(),
    }
    return {f"{NEIGHBOURS}/{name}": content for name, content in found.items()}


def written_files() -> dict[str, bytes]:
    """Every file of the sample by name, README included (its prose is kept, its numbers are put in)."""
    truth = the_truth()
    counted: dict[str, Any] = expected(truth)
    return {
        nrls.FILE: csv_bytes(nrls.rows(truth), encoding="utf-8-sig", newline="\r\n"),
        lfpse.FILE: csv_bytes(lfpse.rows(truth), encoding="utf-8", newline="\n"),
        datix.NEWEST.file: listing_workbook(truth, datix.NEWEST),
        datix.EARLIER.file: listing_workbook(truth, datix.EARLIER),
        BED_DAYS_FILE: bed_days_csv(),
        broken.FILE: broken_csv(),
        "expected.json": (json.dumps(counted, indent=1, ensure_ascii=False) + "\n").encode(),
        **neighbours(),
        "README.md": readme.with_numbers((HERE / "README.md").read_text(encoding="utf-8"), counted).encode(),
    }


def is_same(name: str, one: bytes, other: bytes) -> bool:
    if name.endswith(".xlsx"):
        return entries(one) == entries(other)
    if name.endswith(".md"):  # the README is text: a checkout may end its lines differently
        return one.splitlines() == other.splitlines()
    return one == other


def main() -> int:
    parser = argparse.ArgumentParser(description="Write or check the files of the made-up trust.")
    parser.add_argument(
        "--into", type=Path, default=HERE, help="folder to write into (default: beside this file)"
    )
    parser.add_argument(
        "--check", action="store_true", help="compare the files on disk instead of writing them"
    )
    options = parser.parse_args()
    files = written_files()
    if options.check:
        different = [
            name
            for name, content in files.items()
            if not (options.into / name).is_file()
            or not is_same(name, content, (options.into / name).read_bytes())
        ]
        for name in different:
            print(f"{name} is not what generate.py writes", file=sys.stderr)
        return 1 if different else 0
    options.into.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (options.into / name).parent.mkdir(parents=True, exist_ok=True)
        (options.into / name).write_bytes(content)
        print(f"{name}: {len(content):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
