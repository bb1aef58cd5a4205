"""The handover pack as a zip: what the program reads, the same as lists for people, and a first page for the successor.

The same handover gives the same bytes: no clock and no machine is in them.
"""

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Sequence
from typing import Any

from dashboard.domain.handover import (
    BY_HAND,
    CHECKLIST,
    CONTACTS,
    FORMAT,
    MANIFEST,
    OPEN_ITEMS,
    README,
    Handover,
    counted,
)
from dashboard.domain.handover_parts import PARTS, Column, Holds, Part
from dashboard.domain.periods import count_of_months, day_in_words, london_day_in_words, month_in_words
from dashboard.domain.reader import INTERNAL_MARK
from dashboard.findings.medicines import ATTRIBUTION
from dashboard.findings.words import count_of
from dashboard.reports.export import NO_CLOCK, csv_bytes, file_name
from dashboard.reports.handover.lists import CHECK_COLUMNS, CONTACT_COLUMNS, check_rows, contact_rows


def handover_zip(handover: Handover) -> bytes:
    """The pack's bytes."""
    files: dict[str, bytes] = {README: _readme(handover).encode("utf-8")}
    for part in PARTS:
        rows = handover.rows(part)
        text = json.dumps([dict(row) for row in rows], ensure_ascii=False, indent=1)
        files[part.file] = f"{text}\n".encode()
        if rows and part.name != "listed_names":
            files[f"lists/{part.name}.csv"] = csv_bytes(*_as_list(part, rows))
    files[OPEN_ITEMS] = csv_bytes(
        ("What waits", "How many", "Where"),
        [(item.what, item.how_many, item.where) for item in handover.open_items],
    )
    files[CONTACTS] = csv_bytes(CONTACT_COLUMNS, contact_rows(handover))
    files[CHECKLIST] = csv_bytes(CHECK_COLUMNS, check_rows(handover))
    manifest = {
        "what": "handover pack of the medication incident dashboard",
        "format": FORMAT,
        "product_version": handover.product_version,
        "written_at": handover.written_at.isoformat(),
        "trust_name": handover.trust_name,
        "made_up": handover.made_up,
        "files": {
            name: {"sha256": hashlib.sha256(content).hexdigest(), "filled_in_by_hand": name in BY_HAND}
            for name, content in sorted(files.items())
        },
    }
    files[MANIFEST] = f"{json.dumps(manifest, ensure_ascii=False, indent=1)}\n".encode()
    return _zipped(files)


def handover_file_name(handover: Handover) -> str:
    made_up = "made-up-trust" if handover.made_up else ""
    return file_name(made_up, "handover", f"{handover.written_at:%Y-%m-%d}", ending="zip")


def _zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in (README, *sorted(set(files) - {README})):  # the first page first
            entry = zipfile.ZipInfo(name, NO_CLOCK)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # the same on every system
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[name])
    return out.getvalue()


def _as_list(part: Part, rows: Sequence[Any]) -> tuple[list[str], list[list[object]]]:
    headings = [column.name.replace("_", " ").capitalize() for column in part.columns]
    return headings, [[_in_a_cell(column, row[column.name]) for column in part.columns] for row in rows]


def _in_a_cell(column: Column, value: Any) -> object:
    if column.holds is Holds.TEXTS:
        return "; ".join(value)
    if column.holds is Holds.PAIRS:
        return "; ".join(" > ".join(each or "not used" for each in pair) for pair in value)
    if column.holds is Holds.YES_NO:
        return "yes" if value else "no"
    return value


def _readme(handover: Handover) -> str:
    made_up = ["**Made-up trust: not real patients.**", ""] if handover.made_up else []
    return "\n".join(
        [
            f"# Handover of the medication incident dashboard: {_unmarked(handover.trust_name)}",
            "",
            *made_up,
            f"**{INTERNAL_MARK}**",
            "",
            f"Written on {london_day_in_words(handover.written_at)} by version {handover.product_version} (handover format {FORMAT}).",
            "",
            "You are the next Medication Safety Officer, and this is what your predecessor decided: how your trust's listings are read, "
            "what its words mean, which wards are one, what happened when. No incident is in this pack, and nothing about a patient: "
            "incidents and bed days are in the register, which travels by backup.",
            "",
            "## Where things stand",
            "",
            *_stands(handover),
            "",
            "## Your first day",
            "",
            *_first_day(handover),
            "",
            "## What waits for you",
            "",
            *_waits(handover),
            "",
            "## What is in this pack",
            "",
            *[f"- {many:,} {words}" for many, words in counted(handover.decided)],
            *([] if handover.decisions else ["- Nothing has been decided yet."]),
            "",
            "`decisions/` is what the program reads: leave it as it is, or the pack is refused. `lists/` holds the same for a spreadsheet. "
            f"`{CONTACTS}` and `{CHECKLIST}` hold what the officer's desk held, and are for you to fill in where they are empty. The names of wards, sites and groups in it are those that people "
            "decided about; words and names of medicines that wait are counted in `open-items.csv` and not listed, because they may be "
            "anything that staff wrote.",
            *(
                [ATTRIBUTION + " The names of the list that was loaded go along."]
                if handover.decided.get("medicine_list")
                else []
            ),
            "",
            "## What is not in it, and why",
            "",
            *_left_out(handover),
            "",
        ]
    )


def _stands(handover: Handover) -> list[str]:
    at = handover.stands_at
    if at.edition_id is None or at.published_at is None:
        return ["- Nothing has been imported yet: there is no edition."]
    state = "released" if at.released else "a draft that nobody has released"
    lines = [
        f"- Newest edition: {at.edition_id}, published on {london_day_in_words(at.published_at)}, {state}."
    ]
    if at.newest_as_at:
        lines.append(f"- Newest extract: run on {day_in_words(at.newest_as_at)}.")
    if at.first_month and at.last_month:
        months = count_of_months(at.first_month, at.last_month)
        lines.append(
            f"- Months covered: {month_in_words(at.first_month)} to {month_in_words(at.last_month)} ({count_of(months, 'month')})."
        )
    lines.append(
        f"- {count_of(at.incidents or 0, 'incident')} recorded, from {', '.join(at.sources) or 'no system'}. They are recorded "
        "incidents, not risk."
    )
    lines.append(
        "- Bed days are there: rates are drawn."
        if at.has_bed_days
        else "- No bed days yet: counts only, no rates."
    )
    return lines


def _first_day(handover: Handover) -> list[str]:
    at = handover.stands_at
    later = f" later than {day_in_words(at.newest_as_at)}" if at.newest_as_at else ""
    return [
        "1. Ask who keeps the backup of the store's folder. **If it is there, restore it: everything in this pack is in it too, and the "
        "incidents with it.** Then steps 2 to 4 are not needed.",
        "2. Without a backup: start the dashboard on an empty folder (`python3 dev.py run`), open Settings, part Hand over, and choose this "
        "file under Take over. Or: `python -m dashboard take-over FILE.zip`. It says what it took over and what not.",
        "3. Import the trust's listings again, the oldest first: Upload, or `python -m dashboard import listing.xlsx`. They are read as your "
        "predecessor had them read: columns, words, wards and names of medicines are known.",
        "4. Import the bed days again: Wards and activity, or `python -m dashboard activity beddays.xlsx`.",
        f"5. Ask your incident system's lead for a new listing, run{later or ' today'}, and import it.",
        "6. Do what waits (below), most incidents first. 'Decide later' always works.",
        "7. Look at the Overview, sentence by sentence; each has a link to what it stands on. Sentence 6 says what is for you to look at.",
        "8. Release the draft: Upload, part Editions and imports, or `python -m dashboard release NUMBER`.",
        "9. Open Agenda: the committee's views in their order. `python -m dashboard breaks` lists the breaks with their reasons.",
        f"10. Fill in `{CONTACTS}`, and go through `{CHECKLIST}` with your line manager.",
        "",
        "`python -m dashboard --help` lists every command; `python -m dashboard check` says whether the register is sound.",
    ]


def _waits(handover: Handover) -> list[str]:
    lines = [
        f"- {item.what[:1].upper()}{item.what[1:]}: {item.how_many:,} ({item.where})."
        for item in handover.open_items
    ]
    return lines or ["- Nothing waits."]


def _left_out(handover: Handover) -> list[str]:
    at = handover.stands_at
    marks = (
        f" ({count_of(at.read_marks, 'incident')} marked as read, {count_of(at.tagged, 'incident')} with {count_of(at.tags, 'different tag')})"
        if at.read_marks or at.tagged
        else " (there are none)"
    )
    return [
        "- Incidents, what was left out of them and the ledger of restatements: they are in the register.",
        "- Bed days and other activity: they are extracts like the listings, and are imported again or restored.",
        f"- Marks and tags on incidents{marks}: they stand on the register's own numbers of incidents.",
        "- The audit trail: it stays with the store that it is about.",
        *[
            f"- {left.how_many:,} of the {left.what}, in whole or in part: {left.why}."
            for left in handover.left_out
        ],
    ]


def _unmarked(text: str) -> str:
    """Typed text that no reader of Markdown takes for markup."""
    return re.sub(r"([\\`*_{}\[\]()<>#+!|~:@])", r"\\\1", " ".join(text.split()))
