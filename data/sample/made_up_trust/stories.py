"""The planted stories, each on top of the usual incidents, and the whole truth put together."""

from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from made_up_trust import words
from made_up_trust.chance import Chance
from made_up_trust.incidents import (
    CAMPAIGN_FROM,
    CAMPAIGN_HARM,
    CAMPAIGN_LIFT,
    EARLIER_RUN,
    HARM,
    PRESCRIBING_SYSTEM_FROM,
    Incident,
    expected_in,
    numbered,
    usual_incidents,
    write_down,
)
from made_up_trust.medicines import insulin_for_omission, medicines, mention
from made_up_trust.places import (
    BY_NAME,
    HILLVIEW,
    LAST_DAY,
    PLACES,
    WARD_7,
    WARD_12,
    last_day_of,
    months,
)

INSULIN, CAMPAIGN, SELECTION = "omitted insulin", "reporting campaign", "selection"

OMITTED_INSULIN = {
    (date(2026, 6, 1), WARD_7): 10,
    (date(2026, 6, 1), WARD_12): 7,
    (date(2026, 7, 1), WARD_7): 12,
    (date(2026, 7, 1), WARD_12): 9,
    (date(2026, 8, 1), WARD_7): 10,
    (date(2026, 8, 1), WARD_12): 8,
}
INSULIN_HARM = {words.NO_HARM: 74, words.LOW: 22, words.MODERATE: 4}

SELECTIONS_EACH_MONTH = {words.FREQUENCY: 1.2, words.MEDICINE: 1.1}
"""New with electronic prescribing at Hillview: a wrong line of the list, a wrong default frequency."""

GRADED_DOWN = {
    words.NO_HARM: (words.LOW, 5),
    words.LOW: (words.MODERATE, 3),
    words.MODERATE: (words.SEVERE, 1),
}
GRADED_UP = {words.LOW: (words.NO_HARM, 4), words.MODERATE: (words.LOW, 2)}
GRADED_AT_LAST = 22
TAKEN_BACK = 2


def omitted_insulin() -> list[Incident]:
    chance, found = Chance("omitted insulin"), []
    for (month, ward), count in OMITTED_INSULIN.items():
        for _ in range(count):
            found.append(
                write_down(
                    BY_NAME[ward],
                    chance.day_in(month, last_day_of(month)),
                    chance,
                    stage=words.ADMINISTRATION,
                    error=words.OMITTED,
                    harm=INSULIN_HARM,
                    story=INSULIN,
                    mentions=(mention(insulin_for_omission(chance), chance),),
                )
            )
    return found


def reporting_campaign() -> list[Incident]:
    """More of what did no harm is written down, from March 2025 on and everywhere."""
    chance, found = Chance("reporting campaign"), []
    for month in months(CAMPAIGN_FROM):
        for place in PLACES:
            for _ in range(chance.poisson(CAMPAIGN_LIFT * expected_in(place, month))):
                stage = chance.weighted(words.STAGES)
                error = chance.weighted(words.ERRORS_OF_STAGE[stage])
                if place.site == HILLVIEW and (stage, error) == (words.PRESCRIBING, words.DOSE):
                    error = words.OMITTED
                day = chance.day_in(month, last_day_of(month))
                found.append(
                    write_down(
                        place, day, chance, stage=stage, error=error, harm=CAMPAIGN_HARM, story=CAMPAIGN
                    )
                )
    return found


def selections() -> list[Incident]:
    chance, found = Chance("selections"), []
    wards = {place: place.each_month for place in PLACES if place.site == HILLVIEW and place.beds}
    for month in months(PRESCRIBING_SYSTEM_FROM):
        open_wards = {place: weight for place, weight in wards.items() if expected_in(place, month)}
        for error, mean in SELECTIONS_EACH_MONTH.items():
            for _ in range(chance.poisson(mean)):
                day = chance.day_in(month, last_day_of(month))
                place = chance.weighted(open_wards)
                found.append(
                    write_down(
                        place, day, chance, stage=words.PRESCRIBING, error=error, harm=HARM, story=SELECTION
                    )
                )
    return found


def regraded(found: list[Incident]) -> list[Incident]:
    """What the earlier run of the Datix listing says otherwise: grades that were changed, a medicine taken back."""
    chance = Chance("regraded")
    early = [
        incident
        for incident in found
        if incident.source == "datix"
        and date(2026, 5, 1) <= incident.reported
        and incident.is_recorded_by(EARLIER_RUN)
        and incident.occurred < EARLIER_RUN - timedelta(days=2)
        and not incident.story
    ]
    changed: dict[int, Incident] = {}

    def change(now: tuple[str, ...], before: str, count: int) -> None:
        open_to_change = [each for each in early if each.harm in now and each.local_id not in changed]
        for incident in chance.some_of(open_to_change, count):
            changed[incident.local_id] = replace(incident, first_harm=before, near_miss=False)

    for now, (before, count) in (*GRADED_DOWN.items(), *GRADED_UP.items()):
        change((now,), before, count)
    change((words.NO_HARM, words.LOW), words.NOT_RECORDED, GRADED_AT_LAST)
    named = [each for each in early if len(each.mentions) == 1 and each.local_id not in changed]
    for incident in chance.some_of(named, TAKEN_BACK):
        other = next(medicine for medicine in medicines() if medicine != incident.mentions[0].medicine)
        changed[incident.local_id] = replace(incident, taken_back=(mention(other, chance),))
    return [changed.get(incident.local_id, incident) for incident in found]


@cache
def the_truth() -> tuple[Incident, ...]:
    """Every incident that occurred from November 2023 to October 2026, in order of report, reported by now or not."""
    together = usual_incidents() + omitted_insulin() + reporting_campaign() + selections()
    assert all(incident.occurred <= LAST_DAY for incident in together)
    return tuple(regraded(numbered(together)))
