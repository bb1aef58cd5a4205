"""The walk of one incident: the map of the system, in the order in which the data move. Read this first.

The row (docs: the walk): W10432, 14/02/2025, Ward 7, Enoxaparin, Administration, Low (minimal harm).
"""

from datetime import UTC, date, datetime
from pathlib import Path

from dashboard import desk, register
from dashboard.domain.extract import Extract
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.judging import Judging
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.rows import MonthHarmCount
from dashboard.domain.store import Store
from dashboard.domain.words import HarmLevel
from dashboard.edition import ask, close_editions, latest_edition
from dashboard.extracts.incidents import read_extract
from dashboard.extracts.reading import stage_bytes
from dashboard.findings.asking import Asking, EditionSeen
from dashboard.findings.harm import by_month_picture, mix_by_month, mix_of_period
from dashboard.measures.months import MonthState
from tests.made_up_incidents import NOW

LISTING = b"""\
Medication incidents
Report run on 03/04/2025

ID,Incident date,Location (exact),Drug administered,Stage of medication error,Severity
W10430,20/01/2025,Ward 7,Morphine,Prescribing,No harm
W10431,21/01/2025,Ward 2,Paracetamol,Administration,No harm
W10432,14/02/2025,Ward 7,Enoxaparin,Administration,Low (minimal harm)
"""
"""The row stands in row 7 of the sheet: two title rows, a blank one, the headings in row 4."""

FEBRUARY = date(2025, 2, 1)


def test_the_walk_of_one_incident(tmp_path: Path) -> None:
    store, reader, now = Store(tmp_path / "store"), SINGLE_USER, NOW

    # 1. Uploaded bytes go to staging under their own hash; a child process with limits parses them into columns.
    staged = stage_bytes(LISTING, store.staging)
    extract = read_extract(staged, "listing.csv", now=now.replace(tzinfo=UTC))
    assert isinstance(extract, Extract)
    assert (extract.source.value, extract.sheet.header_row) == ("datix", 4)

    # 2. Headings and words become the field's own: the row is an incident.
    (incident,) = [row for row in extract.incidents.to_pylist() if row["reference"] == "W10432"]
    assert incident["occurred_earliest"] == incident["occurred_latest"] == date(2025, 2, 14)
    assert (incident["location"], incident["harm_level"]) == ("Ward 7", HarmLevel.LOW)
    assert incident["stages"] == ["Administration or supply"]
    assert [medicine["written"] for medicine in incident["medicines"]] == ["Enoxaparin"]
    (named,) = [row for row in extract.medicines.to_pylist() if row["written"] == "Enoxaparin"]
    assert (named["medicine"], named["bnf_section"]) == ("enoxaparin", "0208")
    assert "anticoagulant" in named["drug_class"].lower()
    assert any("anticoagulant" in group.lower() for group in named["high_risk"])

    # 3. The person sees what would happen before anything is kept: nothing is stored yet.
    rows = extract.rows
    assert (rows.read, rows.accepted, rows.duplicate, rows.rejected, rows.left_out) == (3, 3, 0, 0, 0)
    assert (extract.as_at, extract.problems) == (date(2025, 4, 3), ())
    assert register.preview(store, reader, extract, now).changes.new == 3
    assert not store.has_register()

    # 4. The register keeps it, in one transaction, with what it covers; the same bytes twice write nothing.
    covers = (date(2025, 1, 1), date(2025, 3, 31))
    committed = register.commit(store, reader, extract, now, covers=covers)
    assert (committed.import_id, committed.repeat, committed.changes.new) == (1, False, 3)
    assert register.commit(store, reader, extract, now, covers=covers).repeat

    # 5. What holds now is published as a draft edition, drawn with what the desk decided.
    settings = desk.settings(store, now)
    published = register.publish(
        store,
        reader,
        now,
        judging=Judging(filling_up_days=int(settings["filling_up_days"])),
        trust_name="A trust",
    )
    assert published.is_draft
    edition = latest_edition(store, reader)
    assert edition is not None and edition.edition_id == published.edition_id == 1

    # 6. A question is asked of the edition, with what is asked; rows come back typed.
    asked = IncidentFilter.from_query("from=2025-01&until=2025-03&location=Ward+7")
    answered = ask("incidents_by_month_and_harm_level", asked, reader, store=store, edition_id=1)
    assert answered == [MonthHarmCount(date(2025, 1, 1), "No harm", 1), MonthHarmCount(FEBRUARY, "Low", 1)]

    # 7. Measures fill zeros and gaps from the calendar of coverage: March is not yet complete.
    asking = Asking(
        lambda question, wanted: ask(question, wanted, reader, store=store, edition_id=1),
        EditionSeen(edition.edition_id, edition.released_at, edition.released_by),
        asked,
    )
    by_month = mix_by_month(asking)
    assert [(row.month, row.state, row.count("Low"), row.graded) for row in by_month.months] == [
        (date(2025, 1, 1), MonthState.COUNTED, 0, 1),
        (FEBRUARY, MonthState.COUNTED, 1, 1),
        (date(2025, 3, 1), MonthState.FILLING_UP, 0, 0),
    ]

    # 8. The chart draws the bar: all of February's one graded incident is low harm.
    picture = by_month_picture(asking, by_month, mix_of_period(asking))
    (low,) = [trace for trace in picture.figure.data if trace.name == "Low" and trace.yaxis == "y"]
    bars = dict(zip(low.x, low.y, strict=True))
    assert bars == {"2025-01-01": 0, "2025-02-01": 100, "2025-03-01": None}
    assert list(low.customdata[1]) == ["February 2025", 1, 1]

    # 9. Caption, alt text and table say the same as the bar, and what it stands on.
    assert picture.sentence.startswith(
        "Of the 2 graded for harm, 1 (50 %) was no harm, 1 low, 0 moderate, 0 severe"
    )
    assert "(ward or place: Ward 7)" in picture.caption
    assert "March 2025 is still filling up" in picture.caption
    assert picture.caption in picture.alt and "Draft, not released." in picture.alt
    table = {row[0]: dict(zip(picture.table.columns, row, strict=True)) for row in picture.table.rows}
    assert (table["February 2025"]["Low"], table["February 2025"]["No harm"]) == (1, 0)
    assert (table["February 2025"]["State"], table["February 2025"]["All incidents"]) == ("counted", 1)
    told = picture.for_download()
    assert told["standing"] == "January 2025 to March 2025, by date of incident. Ward or place: Ward 7."
    assert told["foot"].endswith("Recorded incidents, not risk.")

    # 10. Released, everyone sees it; undone, the next edition is without it, and this one stands as it stood.
    register.release(store, reader, 1, now, "April meeting")
    register.undo(store, reader, 1, datetime(2026, 11, 24))
    register.publish(store, reader, now, trust_name="A trust")
    assert ask("incidents_by_month", IncidentFilter(), reader, store=store, edition_id=2) == []
    assert ask("incidents_by_month_and_harm_level", asked, reader, store=store, edition_id=1) == answered
    close_editions(store)
