"""The truth counted from the truth itself, never from the files: what the product should find."""

import statistics
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from made_up_trust import broken, datix, lfpse, nrls, words
from made_up_trust.chance import SEED
from made_up_trust.governance import is_never_event, never_event, yellow_card
from made_up_trust.incidents import DATIX_FROM, NEWEST_RUN, PRESCRIBING_SYSTEM_FROM, Incident
from made_up_trust.medicines import CLASS_WORDS
from made_up_trust.places import (
    HILLVIEW,
    NEW_WARD,
    PLACES,
    SILENT_WARD,
    WARD_7,
    WARD_12,
    months,
    occupied_bed_days,
)

NO_FIELD = "Not in the extract"
"""NRLS has no field of a Never Event or of a Yellow Card."""

MODERATE_AND_ABOVE = (words.MODERATE, words.SEVERE, words.FATAL)


def by(incidents: Iterable[Incident], words_of: Callable[[Incident], Iterable[str]]) -> dict[str, int]:
    """Incidents by word; one with several words counts once under each, one with none under 'Not recorded'."""
    found = Counter(word for each in incidents for word in (set(words_of(each)) or {words.NOT_RECORDED}))
    return dict(sorted(found.items()))


def by_month(incidents: Iterable[Incident]) -> dict[str, int]:
    found = Counter(incident.month for incident in incidents)
    return {f"{month:%Y-%m}": found[f"{month:%Y-%m}"] for month in months()}


def groups_of(incident: Incident) -> set[str]:
    return {mention.medicine.group for mention in incident.mentions}


def is_insulin_omission(incident: Incident) -> bool:
    return words.OMITTED in incident.errors and "insulins" in groups_of(incident)


def expected(truth: tuple[Incident, ...]) -> dict[str, Any]:
    recorded = [incident for incident in truth if incident.is_recorded_by(NEWEST_RUN)]
    return {
        "made_up": "Every number here is of a trust that does not exist.",
        "seed": SEED,
        "incidents": len(recorded),
        "by_source": by(recorded, lambda each: [each.source]),
        "by_month": by_month(recorded),
        "by_month_reported": dict(sorted(Counter(f"{each.reported:%Y-%m}" for each in recorded).items())),
        "by_year": dict(sorted(Counter(str(each.occurred.year) for each in recorded).items())),
        "by_harm": by(recorded, lambda each: [each.harm]),
        "by_month_and_harm": {
            level: by_month(each for each in recorded if each.harm == level)
            for level in (*words.HARM_ORDER, words.NOT_APPLICABLE, words.NOT_RECORDED)
        },
        "moderate_and_above_by_month": by_month(each for each in recorded if each.harm in MODERATE_AND_ABOVE),
        "near_miss": {
            "datix": sum(each.near_miss for each in recorded if each.source == "datix"),
            "lfpse_detected_before_care": sum(each.near_miss for each in recorded if each.source == "lfpse"),
        },
        "by_stage": by(recorded, lambda each: each.stages),
        "by_error_type": by(recorded, lambda each: each.errors),
        "by_never_event": by(recorded, lambda each: [_never_event(each)]),
        "never_events": sorted(each.reference for each in recorded if is_never_event(each)),
        "adverse_reactions": _adverse_reactions(recorded),
        "by_reporter_group": by(recorded, lambda each: [each.reporter_group]),
        "reporter_words_to_place": {
            datix.THEATRE_STAFF: sum(each.is_by_theatre_practitioner for each in recorded),
        },
        "by_site": by(recorded, lambda each: [each.place.site]),
        "by_division": by(recorded, lambda each: [each.place.division]),
        "by_location": by(recorded, lambda each: [each.place.name]),
        "medicines": _medicines(recorded),
        "activity": _activity(recorded),
        "overlap": _overlap(truth),
        "reruns": _reruns(truth),
        "delay": _delay(recorded),
        "not_yet_reported_by_month": {
            month: count
            for month, count in by_month(
                each for each in truth if not each.is_recorded_by(NEWEST_RUN)
            ).items()
            if count
        },
        "stories": _stories(recorded),
        "anchors": _anchors(recorded),
        "files": files_of(truth),
    }


def _never_event(incident: Incident) -> str:
    if incident.source == "nrls":
        return NO_FIELD
    said = {
        True: "Recorded as a Never Event",
        False: "Recorded as not a Never Event",
        None: words.NOT_RECORDED,
    }
    return said[never_event(incident)]


def _yellow_card(incident: Incident) -> str:
    if incident.source == "nrls":
        return NO_FIELD
    return "Reference recorded" if yellow_card(incident) else words.NOT_RECORDED


def _adverse_reactions(recorded: list[Incident]) -> dict[str, Any]:
    """Suspected adverse reactions by what is said of a Yellow Card; those with an error beside them apart."""
    found = [each for each in recorded if words.REACTION in each.errors]
    after_error = [each for each in found if set(each.errors) - {words.REACTION, words.NOT_KNOWN}]
    return {
        "by_yellow_card": by(found, lambda each: [_yellow_card(each)]),
        "with_an_error_by_yellow_card": by(after_error, lambda each: [_yellow_card(each)]),
    }


def _is_plain(incident: Incident, name: str) -> bool:
    if incident.source == "lfpse" and incident.has_dmd:
        return True
    return any(m.medicine.name == name and m.how in ("plain", "brand", "strength") for m in incident.mentions)


def _medicines(recorded: list[Incident]) -> dict[str, Any]:
    names = {mention.medicine.name for each in recorded for mention in each.mentions}
    by_name = {}
    for name in sorted(names):
        holding = [
            each for each in recorded if any(mention.medicine.name == name for mention in each.mentions)
        ]
        by_name[name] = {
            "incidents": len(holding),
            "written_plainly": sum(_is_plain(each, name) for each in holding),
        }
    unnamed = [each for each in recorded if not each.mentions]
    return {
        "incidents_naming_a_medicine": len(recorded) - len(unnamed),
        "incidents_with_several": sum(len(each.mentions) > 1 for each in recorded),
        "incidents_naming_none": sum(each.instead_of_a_medicine not in CLASS_WORDS for each in unnamed),
        "incidents_with_a_class_word_only": sum(
            each.instead_of_a_medicine in CLASS_WORDS for each in unnamed
        ),
        "incidents_with_a_misspelling": sum(
            any(mention.how == "misspelt" for mention in each.mentions) for each in recorded
        ),
        "by_group": by([each for each in recorded if each.mentions], groups_of),
        "by_month_insulins": by_month(each for each in recorded if "insulins" in groups_of(each)),
        "by_medicine": by_name,
    }


def _activity(recorded: list[Incident]) -> dict[str, Any]:
    total: Counter[str] = Counter()
    by_ward: Counter[str] = Counter()
    for (month, place), days in occupied_bed_days().items():
        total[f"{month:%Y-%m}"] += days
        by_ward[place.name] += days
    with_beds = by_month(each for each in recorded if each.place.beds)
    every = by_month(recorded)
    return {
        "occupied_bed_days": sum(total.values()),
        "by_month": dict(sorted(total.items())),
        "by_location": dict(sorted(by_ward.items())),
        "incidents_at_places_with_beds_by_month": with_beds,
        "incidents_per_1000_bed_days_by_month": {
            month: round(1000 * every[month] / total[month], 4) for month in sorted(total)
        },
        "incidents_at_places_without_beds": by(
            [each for each in recorded if not each.place.beds], lambda each: [each.place.name]
        ),
    }


def _overlap(truth: tuple[Incident, ...]) -> dict[str, Any]:
    apart = lfpse.unlinked(truth)
    both = [each for each in truth if each.also_in_lfpse]
    return {
        "month": f"{DATIX_FROM:%Y-%m}",
        "counting_source": "datix",
        "datix_incidents": sum(each.month == "2025-09" and each.is_recorded_by(NEWEST_RUN) for each in truth),
        "lfpse_incidents": len(both),
        "linked": len(both) - len(apart),
        "not_linked": len(apart),
        "lfpse_references_not_linked": sorted(lfpse.reference(local_id) for local_id in apart),
        "incidents_if_only_nrls_and_lfpse_are_imported": sum(each.source != "datix" for each in truth)
        + len(both),
    }


def _reruns(truth: tuple[Incident, ...]) -> dict[str, Any]:
    """The Datix listing of 3 October 2026 imported first, that of 3 November after it."""
    early = datix.in_this_listing(truth, datix.EARLIER)
    known = {each.local_id for each in early}
    late = datix.in_this_listing(truth, datix.NEWEST)
    changed = [each for each in early if each.first_harm is not None]
    order = words.HARM_ORDER
    graded = [each for each in changed if each.first_harm in order]
    down = [each for each in graded if order.index(each.harm) < order.index(str(each.first_harm))]
    return {
        "incidents_after_nrls_lfpse_and_earlier_run": sum(each.source != "datix" for each in truth)
        + len(early),
        "earlier_run_by_harm": by(
            early, lambda each: [each.harm if each.first_harm is None else each.first_harm]
        ),
        "new_in_newest_run": len(late) - len(early),
        "new_in_newest_run_by_month": {
            month: count
            for month, count in by_month(e for e in late if e.local_id not in known).items()
            if count
        },
        "graded_down": sorted(each.reference for each in down),
        "graded_up": sorted(each.reference for each in graded if each not in down),
        "graded_at_last": sorted(each.reference for each in changed if each not in graded),
        "medicine_taken_back": sorted(each.reference for each in early if each.taken_back),
        "gone_from_newest_run": 0,
    }


def _delay(recorded: list[Incident]) -> dict[str, Any]:
    days = sorted((each.reported - each.occurred).days for each in recorded)
    return {
        "median_days": statistics.median(days),
        "within_7_days": sum(day <= 7 for day in days),
        "after_14_days_or_more": sum(day >= 14 for day in days),
        "after_45_days_or_more": sum(day >= 45 for day in days),
    }


def _stories(recorded: list[Incident]) -> dict[str, Any]:
    omissions = [each for each in recorded if is_insulin_omission(each) and each.source == "datix"]
    on_two_wards = [each for each in omissions if each.place.name in (WARD_7, WARD_12)]
    hillview = [each for each in recorded if each.place.site == HILLVIEW and words.PRESCRIBING in each.stages]
    before, after = _rates_around_campaign(recorded)
    silent = [each for each in recorded if each.place.name == SILENT_WARD]
    return {
        "omitted_insulin_by_month": {m: c for m, c in by_month(omissions).items() if m >= "2025-09"},
        "omitted_insulin_on_wards_7_and_12_by_month": {
            m: c for m, c in by_month(on_two_wards).items() if m >= "2025-09"
        },
        "rate_before_campaign": before,
        "rate_from_campaign_on": after,
        "hillview_prescribing_wrong_dose_by_month": by_month(e for e in hillview if words.DOSE in e.errors),
        "hillview_prescribing_selection_by_month": by_month(
            each for each in hillview if {words.FREQUENCY, words.MEDICINE} & set(each.errors)
        ),
        "electronic_prescribing_from": f"{PRESCRIBING_SYSTEM_FROM:%Y-%m-%d}",
        "silent_ward": SILENT_WARD,
        "silent_ward_last_incident": f"{max(each.occurred for each in silent):%Y-%m-%d}",
        "new_ward": NEW_WARD,
        "zero_months": _zero_months(recorded),
    }


def _rates_around_campaign(recorded: list[Incident]) -> tuple[float, float]:
    """Incidents per 1,000 occupied bed days: to February 2025, and from March 2025 to September 2026."""
    bed_days: Counter[bool] = Counter()
    incidents: Counter[bool] = Counter()
    for (month, _), days in occupied_bed_days().items():
        if f"{month:%Y-%m}" <= "2026-09":
            bed_days[f"{month:%Y-%m}" >= "2025-03"] += days
    for month, count in by_month(recorded).items():
        if month <= "2026-09":
            incidents[month >= "2025-03"] += count
    before, after = (round(1000 * incidents[side] / bed_days[side], 3) for side in (False, True))
    return before, after


def _zero_months(recorded: list[Incident]) -> dict[str, int]:
    """Months without an incident, of places with beds, while they were open; October 2026 is still filling up."""
    seen = Counter((each.place.name, each.month) for each in recorded)
    found = {}
    for place in PLACES:
        open_months = [
            f"{month:%Y-%m}" for month in months() if month >= place.opened and f"{month:%Y-%m}" < "2026-10"
        ]
        zeros = sum(not seen[place.name, month] for month in open_months)
        if place.beds and zeros:
            found[place.name] = zeros
    return found


def _anchors(recorded: list[Incident]) -> list[dict[str, Any]]:
    """A few single incidents of each source, to look up by hand."""
    found = []
    own_reference: dict[str, Callable[[Incident], str]] = {
        "nrls": nrls.unique_incident_id,
        "lfpse": lambda each: lfpse.reference(each.local_id),
        "datix": lambda each: str(each.local_id),
    }
    for source, reference in own_reference.items():
        mine = [
            each
            for each in recorded
            if each.source == source and each.mentions and each.errors and each.stages
        ]
        for each in (
            mine[len(mine) // 5],
            mine[len(mine) // 2],
            max(mine, key=lambda one: len(one.mentions)),
        ):
            found.append(
                {
                    "source": source,
                    "reference": reference(each),
                    "local_reference": each.reference,
                    "occurred": f"{each.occurred:%Y-%m-%d}",
                    "reported": f"{each.reported:%Y-%m-%d}",
                    "site": each.place.site,
                    "division": each.place.division,
                    "location": each.place.name,
                    "harm": each.harm,
                    "stages": sorted(each.stages),
                    "error_types": sorted(each.errors),
                    "medicines": sorted(mention.medicine.name for mention in each.mentions),
                }
            )
    return found


def files_of(truth: tuple[Incident, ...]) -> dict[str, Any]:
    """What becomes of the rows of each file when it is read on its own; bed days have no incidents."""
    return {
        nrls.FILE: _nrls_file(truth),
        lfpse.FILE: _lfpse_file(truth),
        **{listing.file: _datix_file(truth, listing) for listing in (datix.EARLIER, datix.NEWEST)},
        broken.FILE: {**broken.counted_rows(), **broken.counted_incidents()},
    }


def _file(
    accepted: int, duplicate: int, left_out: dict[str, int], incidents: int, **more: Any
) -> dict[str, Any]:
    return {
        "rows_read": accepted + duplicate + sum(left_out.values()),
        "rows_accepted": accepted,
        "rows_duplicate": duplicate,
        "rows_rejected": 0,
        "rows_left_out": sum(left_out.values()),
        "left_out_because": left_out,
        "incidents": incidents,
        **more,
    }


def _nrls_file(truth: tuple[Incident, ...]) -> dict[str, Any]:
    count = sum(each.source == "nrls" for each in truth)
    return _file(count, nrls.REPEATED_ROWS, {}, count)


def _lfpse_file(truth: tuple[Incident, ...]) -> dict[str, Any]:
    incidents = lfpse.in_this_file(truth)
    accepted = sum(max(1, each.patients) for each in incidents)
    other_events = sum(lfpse.OTHER_EVENTS.values())
    other_agents = sum(lfpse.OTHER_AGENTS.values()) + lfpse.NO_LONGER_MEDICATION
    left_out = {
        "another kind of event": other_events,
        "not a medication incident": other_agents,
        "an earlier revision": len(lfpse.rows(truth)) - accepted - other_events - other_agents,
    }
    return _file(
        accepted,
        0,
        left_out,
        len(incidents),
        references_whose_newest_revision_is_no_medication_incident=lfpse.NO_LONGER_MEDICATION,
        incidents_with_several_patients=sum(each.patients > 1 for each in incidents),
        incidents_without_a_patient=sum(each.patients == 0 for each in incidents),
    )


def _datix_file(truth: tuple[Incident, ...], listing: datix.Listing) -> dict[str, Any]:
    incidents = datix.in_this_listing(truth, listing)
    left_out = {"rejected in the source system": datix.REJECTED, "a total or page line": 2}
    accepted = len(datix.rows(truth, listing)) - datix.REJECTED - datix.REPEATED_ROWS
    return _file(accepted, datix.REPEATED_ROWS, left_out, len(incidents), run_date=f"{listing.run:%Y-%m-%d}")
