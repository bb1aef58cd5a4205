"""The numbers in the README, put between two marks so that they cannot differ from the files."""

from typing import Any

from made_up_trust.broken import NO_ROW, broken_rows

_MARKS = ("counts", "broken")


def with_numbers(text: str, counted: dict[str, Any]) -> str:
    for mark, block in zip(_MARKS, (_counts(counted), _broken()), strict=True):
        start, end = f"<!-- {mark} -->", f"<!-- end of {mark} -->"
        before, rest = text.split(start)
        _, after = rest.split(end)
        text = f"{before}{start}\n{block}\n{end}{after}"
    return text


def _counts(counted: dict[str, Any]) -> str:
    lines = [
        "| file | rows read | accepted | repeats | rejected | left out | incidents |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name, file in counted["files"].items():
        numbers = [file[f"rows_{fate}"] for fate in ("read", "accepted", "duplicate", "rejected", "left_out")]
        cells = " | ".join(f"{number:,}" for number in [*numbers, file["incidents"]])
        lines.append(f"| `{name}` | {cells} |")
    harm = ", ".join(f"{level} {count:,}" for level, count in counted["by_harm"].items())
    source = ", ".join(f"{name} {count:,}" for name, count in counted["by_source"].items())
    overlap, reruns, medicines = counted["overlap"], counted["reruns"], counted["medicines"]
    stories = counted["stories"]
    omitted = stories["omitted_insulin_on_wards_7_and_12_by_month"]
    changed = f"{len(reruns['graded_down'])} graded down, {len(reruns['graded_up'])} graded up"
    lines += [
        "",
        f"- Incidents in all, once NRLS, LFPSE and the newest Datix listing are in: **{counted['incidents']:,}** ({source}).",
        f"- Harm as finally recorded: {harm}.",
        f"- Occupied bed days: {counted['activity']['occupied_bed_days']:,} in 36 months.",
        f"- September 2025: {overlap['datix_incidents']} incidents in Datix, which count; "
        f"{overlap['lfpse_incidents']} LFPSE records of that month, of which {overlap['linked']} link and "
        f"{overlap['not_linked']} cannot be linked.",
        f"- From the earlier to the newest Datix run: {reruns['new_in_newest_run']} incidents more, {changed}, "
        f"{len(reruns['graded_at_last'])} graded that were not, {len(reruns['medicine_taken_back'])} medicines taken back.",
        f"- Medicines: {medicines['incidents_naming_none']:,} incidents name none, "
        f"{medicines['incidents_with_a_class_word_only']} only a class word, "
        f"{medicines['incidents_with_several']:,} several.",
        f"- Omitted insulin on Wards 7 and 12: {omitted['2026-05']} in May 2026, then {omitted['2026-06']}, "
        f"{omitted['2026-07']}, {omitted['2026-08']}, and {omitted['2026-09']} in September.",
        f"- Recorded per 1,000 occupied bed days: {stories['rate_before_campaign']:.2f} before March 2025, "
        f"{stories['rate_from_campaign_on']:.2f} from then on.",
        f"- Occurred by 31 October 2026 and not reported by the newest run: "
        f"{sum(counted['not_yet_reported_by_month'].values())} incidents, "
        f"{counted['not_yet_reported_by_month'].get('2026-10', 0)} of them of October. No file holds them.",
    ]
    return "\n".join(lines)


def _broken() -> str:
    lines = ["| row | reference | becomes | why |", "| ---: | --- | --- | --- |"]
    for position, row in enumerate(broken_rows(), start=2):
        reference = row.cells[0].strip().replace("\xa0", "") or "-"
        becomes = "nothing" if row.becomes == NO_ROW else row.becomes
        lines.append(f"| {position} | {reference} | {becomes} | {row.because} |")
    return "\n".join(lines)
