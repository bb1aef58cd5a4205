"""Hypothesis strategies: a trust's incidents as a Datix listing writes them, with what is true of each beside it."""

import csv
import hashlib
import io
from collections import Counter
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from hypothesis import strategies as st

from dashboard import __version__
from dashboard.domain.incident_filter import LISTS, Basis, IncidentFilter
from dashboard.domain.medicines import ClassBy
from tests.edition.counted_in_python import Counted
from tests.edition.generated_truth import BedDays, Happening, Incident, Truth
from tests.made_up_incidents import DATIX_HEADINGS, NOW, as_csv, written

FILE_NAME = "generated.csv"
WARDS = {
    ("Northgate", "Ward 1"): "Medicine",
    ("Northgate", "Ward 2"): "Medicine",
    ("Northgate", "Theatres"): "Surgery",
    ("Southmead Court", "Ward 1"): "Surgery",
    ("Southmead Court", "Ward 7"): "Care of older people",
    ("", ""): "",
}
HARM = {
    "": "Not recorded",
    "Not applicable": "Not applicable",
    "None (no harm caused)": "No harm",
    "Near miss": "No harm",
    "Low (minimal harm)": "Low",
    "MODERATE HARM": "Moderate",
    "Severe": "Severe",
    "Death": "Fatal",
    "Insignificant": "Not recorded",
}
RANK = ("Not applicable", "Not recorded", "No harm", "Low", "Moderate", "Severe", "Fatal")
STAGES = {
    "": [],
    "Prescribing": ["Prescribing"],
    "Administration": ["Administration or supply"],
    "Prescribing; Supply": ["Prescribing", "Administration or supply"],
    "Monitoring": ["Monitoring or follow-up"],
    "Ordering": [],
}
ERRORS = {
    "": [],
    "Omitted dose": ["Omitted dose"],
    "wrong dose": ["Wrong or unclear dose"],
    "Delay | Wrong time": ["Delayed dose", "Wrong time"],
    "Omitted dose; Delay": ["Omitted dose", "Delayed dose"],
    "Allergy": ["Known allergy"],
    "Adverse drug reaction": ["Adverse reaction (used as intended)"],
    "Adverse drug reaction; wrong dose": ["Adverse reaction (used as intended)", "Wrong or unclear dose"],
    "Adverse drug reaction | Unknown": ["Adverse reaction (used as intended)", "Not known"],
    "Mishap": [],
}
REPORTERS = {"": "Not recorded", "Nurse": "Nurse or midwife", "Pharmacist": "Professional, scientific and technical staff",
             "Astronaut": "Not recorded"}  # fmt: skip
RESULTS = {"": None, "Near miss": True, "Reached the patient": False}
STATUSES = ("", "Finally approved", "Awaiting review", "Rejected")
MEDICINES = ("", "Enoxaparin", "Warfarin", "Morphine", "Insulin glargine", "Gentamicin", "Amoxicillin", "antibiotics",
             "Unknown", "Zzxqv", "Paracetamol", "morphine and paracetamol", "antibiotics and insulin glargine",
             "penicillins", "Insulin glargine and Enoxaparin", "Flucloxacillin")  # fmt: skip
TIMES = {"": None, "00:00": time(0), "0000": time(0), "14:05": time(14, 5), "2.30 pm": time(14, 30), "0715": time(7, 15),
         "23.59": time(23, 59), "0.604166": time(14, 30), "Night shift": None}  # fmt: skip
CANDOUR = {"": "Not recorded", "Yes": "Recorded as applying", "no": "Recorded as not applying", "Pending": "Not recorded",
           "Ask on Friday": "Not recorded"}  # fmt: skip
NEVER_EVENT = {"": "Not recorded", "Yes": "Recorded as a Never Event", "No": "Recorded as not a Never Event",
               "under review": "Not recorded", "Wrong route": "Not recorded"}  # fmt: skip
YELLOW_CARD = {"": "Not recorded", "ADR 22334455": "Reference recorded", "yes": "Reference recorded", "No": "Not recorded",
               "N/A": "Not recorded"}  # fmt: skip
UNKNOWN = {
    "consequence": {"Insignificant"},
    "stage": {"Ordering"},
    "error_type": {"Mishap"},
    "reporter_group": {"Astronaut"},
    "duty_of_candour": {"Ask on Friday"},
    "never_event": {"Wrong route"},
}
FIRST, LAST = date(2024, 11, 1), date(2025, 5, 31)
"""Generated days lie across a turn of the year and a February."""


@dataclass(frozen=True)
class GeneratedTrust:
    """The listing and the bed days as bytes, and the truth of them."""

    truth: Truth
    listing: bytes
    bed_days: bytes


def days() -> st.SearchStrategy[date]:
    return st.dates(FIRST, LAST)


@st.composite
def incidents(draw: st.DrawFn, number: int) -> tuple[Incident, list[tuple[str, ...]]]:
    """One incident and its rows; its harm is the greatest of them, its medicines are all of theirs."""
    precise = draw(st.sampled_from(("day", "day", "day", "day", "year", "none")))
    occurred = draw(days()) if precise == "day" else None
    year = draw(st.sampled_from((2023, 2024))) if precise == "year" else None
    reported = draw(st.none() | days())
    (site, location), division = draw(st.sampled_from(sorted(WARDS.items())))
    if draw(st.integers(0, 7)) == 0:
        division = ""
    reporter = draw(st.sampled_from(sorted(REPORTERS)))
    result = draw(st.sampled_from(sorted(RESULTS)))
    status = draw(st.sampled_from(STATUSES))
    clock, candour = draw(st.sampled_from(sorted(TIMES))), draw(st.sampled_from(sorted(CANDOUR)))
    never_event, card = draw(st.sampled_from(sorted(NEVER_EVENT))), draw(st.sampled_from(sorted(YELLOW_CARD)))
    said = draw(
        st.lists(
            st.tuples(
                st.sampled_from(sorted(HARM)),
                st.sampled_from(sorted(STAGES)),
                st.sampled_from(sorted(ERRORS)),
                st.sampled_from(MEDICINES),
                st.sampled_from(MEDICINES),
            ),
            min_size=1,
            max_size=3,
        )
    )
    reference = f"W{1000 + number}"
    rows = [
        (
            reference, str(year) if year else written(occurred), written(reported), site, division, location, harm, result,
            stage, error, given, intended, reporter, status, clock, candour, never_event, card,
        )
        for harm, stage, error, given, intended in said
    ]  # fmt: skip
    incident = Incident(
        reference=reference,
        occurred=occurred,
        year=year,
        reported=reported,
        site=site or "Not recorded",
        division=division or "Not recorded",
        location=location or "Not recorded",
        harm=max((HARM[harm] for harm, *_ in said), key=RANK.index),
        stages=frozenset(word for _, stage, *_ in said for word in STAGES[stage])
        or frozenset({"Not recorded"}),
        errors=frozenset(word for _, _, error, *_ in said for word in ERRORS[error])
        or frozenset({"Not recorded"}),
        given=tuple(dict.fromkeys(given for *_, given, _ in said if given)),
        intended=tuple(dict.fromkeys(intended for *_, intended in said if intended)),
        reporter_group=REPORTERS[reporter],
        near_miss=True
        if RESULTS[result] is None and any(harm == "Near miss" for harm, *_ in said)
        else RESULTS[result],
        status=status or "Not recorded",
        time=TIMES[clock],
        candour=CANDOUR[candour],
        never_event=NEVER_EVENT[never_event],
        yellow_card=YELLOW_CARD[card],
    )
    return incident, rows


@st.composite
def bed_days_of_wards(draw: st.DrawFn) -> tuple[BedDays, ...]:
    """Bed days of some wards in some months; Theatres have no beds."""
    places = [place for place in WARDS if place[0] and place[1] != "Theatres"]
    months = [date(2024, 11, 1), date(2024, 12, 1), *(date(2025, number, 1) for number in range(1, 6))]
    cells = draw(
        st.dictionaries(
            st.tuples(st.sampled_from(months), st.sampled_from(places)),
            st.integers(0, 2000) | st.sampled_from((0.5, 812.25)),
            max_size=20,
        )
    )
    return tuple(
        BedDays(month, site, WARDS[site, ward], ward, float(count), int(count) // 3)
        for (month, (site, ward)), count in cells.items()
    )


@st.composite
def happenings(draw: st.DrawFn) -> tuple[Happening, ...]:
    count = draw(st.integers(0, 3))
    return tuple(
        Happening(
            kind := draw(st.sampled_from(("annotation", "break"))),
            draw(days()),
            f"Event {number}",
            "a reason" if kind == "break" else draw(st.sampled_from(("", "a reason"))),
            draw(st.sampled_from(("", "Pharmacy"))),
            draw(st.sampled_from((None, "Northgate"))),
            draw(st.sampled_from((None, "Medicine"))),
            draw(st.sampled_from((None, "Insulins"))),
            draw(st.sampled_from(("", "Minutes of March"))),
        )
        for number in range(count)
    )


@st.composite
def generated_trusts(draw: st.DrawFn) -> GeneratedTrust:
    many = [draw(incidents(number)) for number in range(draw(st.integers(1, 40)))]
    many.append(draw(incidents(999).filter(lambda found: found[0].status != "Rejected")))
    kept = [(incident, list(dict.fromkeys(rows))) for incident, rows in many if incident.status != "Rejected"]
    words: dict[str, Counter[str]] = {name: Counter() for name in UNKNOWN}
    columns = (
        ("consequence", 6),
        ("stage", 8),
        ("error_type", 9),
        ("reporter_group", 12),
        ("duty_of_candour", 15),
        ("never_event", 16),
    )
    for _, rows in kept:
        for name, heading in columns:  # an incident holds a word once, however many of its rows do
            words[name].update({row[heading] for row in rows} & set(UNKNOWN[name]))
    # A repeated row does not count again, wherever it stands; rows of one incident need not stand together.
    rows = draw(st.permutations([row for _, its_rows in many for row in its_rows]))
    listing = as_csv(DATIX_HEADINGS, rows)
    covers = draw(st.none() | st.tuples(days(), days()).map(sorted).map(tuple))
    truth = Truth(
        incidents=tuple(incident for incident, _ in kept),
        bed_days=draw(bed_days_of_wards()),
        happened=draw(happenings()),
        covers=covers,
        covered_sites=draw(st.sampled_from(((), (), ("Northgate",), ("Northgate", "Westbrook"))))
        if covers
        else (),
        unknown_words=words,
        rows_accepted=sum(len(its_rows) for _, its_rows in kept),
        sha256=hashlib.sha256(listing).hexdigest(),
        file_name=FILE_NAME,
        now=NOW,
        import_id=0,
        edition_id=0,
        product_version=__version__,
    )
    return GeneratedTrust(truth, listing, bed_day_listing(truth.bed_days))


def bed_day_listing(rows: tuple[BedDays, ...]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("Month", "Site", "Division", "Ward", "Occupied bed days", "Admissions"))
    writer.writerows(
        (f"{row.month:%Y-%m}", row.site, row.division, row.location, row.bed_days, row.admissions)
        for row in rows
    )
    return out.getvalue().encode()


@st.composite
def filters(draw: st.DrawFn, truth: Truth) -> IncidentFilter:
    """A filter of a few keys, their values mostly ones that occur."""
    choices: dict[str, list[str]] = {name: ["nothing of this name", "Not recorded"] for name in LISTS}
    class_by = draw(st.sampled_from(list(ClassBy)))
    for name, its_classing, choice, _ in Counted(truth, IncidentFilter()).filter_choices():
        if its_classing in ("", class_by):
            choices[name].append(choice)
    keys = draw(st.lists(st.sampled_from(LISTS), max_size=3, unique=True))
    values: dict[str, Any] = {
        key: tuple(draw(st.lists(st.sampled_from(choices[key]), min_size=1, max_size=3, unique=True)))
        for key in keys
    }
    bounds = draw(st.tuples(st.none() | days(), st.none() | days()))
    if bounds[0] and bounds[1] and bounds[0] > bounds[1]:
        bounds = (bounds[1], bounds[0])
    if draw(st.booleans()):  # whole months and whole years, as people ask
        bounds = draw(
            st.sampled_from(
                (
                    (date(2025, 1, 1), date(2025, 3, 31)),
                    (date(2024, 1, 1), date(2024, 12, 31)),
                    (None, date(2024, 12, 31)),
                    (date(2025, 2, 1), None),
                    (None, None),
                )
            )
        )
    return IncidentFilter(
        from_=bounds[0],
        until=bounds[1],
        basis=draw(st.sampled_from(list(Basis))),
        class_by=class_by,
        **values,
    )
