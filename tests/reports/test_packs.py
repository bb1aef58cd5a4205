"""Packs of the made-up trust: their figures against the truth it was written from and against counting its incidents one by one."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import pytest

from dashboard.cli.edition_asked import asking_of
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.pack_period import read_pack_period
from dashboard.domain.periods import MONTHS, last_day, months_between
from dashboard.domain.reader import INTERNAL_MARK, SINGLE_USER, Profile
from dashboard.domain.rows import ListedIncident
from dashboard.edition import close_editions, editions_of
from dashboard.extracts.medicines.schedules import controlled_schedules
from dashboard.findings.asking import Asking
from dashboard.reports.making import OfficersWords, PackRefused
from dashboard.reports.pack import Pack, Slide
from dashboard.reports.page_pack import pack_of_pictures
from dashboard.reports.slides.director import LONGEST_LINE
from dashboard.reports.slides.wards import FEWEST
from dashboard.reports.templates import (
    BY_NAME,
    TEMPLATES,
    _whole_words,
    make_pack,
    pack_file_name,
    period_lacks,
)
from dashboard.reports.titles import LONGEST_TITLE
from tests.built_once import BuiltOnce
from tests.sample.read_sample import EXPECTED

YEAR = [date(2025, month, 1) for month in (10, 11, 12)] + [date(2026, month, 1) for month in range(1, 10)]
"""The twelve months to September 2026, the newest complete one."""


@pytest.fixture(scope="module")
def whole(built_once: BuiltOnce, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asking]:
    """The newest edition asked everything."""
    store = built_once.copied_beside(tmp_path_factory.mktemp("packs") / "store").made_up_trust()
    editions = editions_of(store, SINGLE_USER)
    yield asking_of(store, editions[0], IncidentFilter(), editions)
    close_editions(store)


@pytest.fixture(scope="module")
def packs(whole: Asking) -> dict[str, Pack]:
    return {
        template.name: make_pack(template, whole, Profile.INTERNAL, schedules=controlled_schedules())
        for template in TEMPLATES
    }


@pytest.fixture(scope="module")
def incidents(whole: Asking) -> list[ListedIncident]:
    """Every incident of the twelve months, one by one."""
    found = []
    for month in YEAR:
        rows = whole.of(IncidentFilter(from_=month, until=last_day(month))).cases()
        assert len(rows) < 2_000
        found += rows
    return found


def slide(pack: Pack, key: str) -> Slide:
    (found,) = [each for each in pack.slides if each.key == key]
    return found


def words_of(pack: Pack) -> list[str]:
    return [
        text
        for each in pack.slides
        for text in (
            each.title,
            each.heading,
            *each.notes,
            *(line for box in each.boxes for line in box.lines),
        )
    ]


def test_the_directors_slide_is_first_and_is_as_it_was_agreed(packs: dict[str, Pack]) -> None:
    for name in ("monthly", "quarterly", "annual"):
        first = packs[name].slides[0]
        assert first.key == "one-slide"
        assert [box.heading for box in first.boxes] == [
            "What we know", "What these data cannot tell us", "What we are doing", "What we ask of the board",
        ]  # fmt: skip
        assert all(1 <= sum(-(-len(line) // LONGEST_LINE) for line in box.lines) <= 2 for box in first.boxes)
        assert [picture.key for picture in first.pictures] == [
            "reporting-rate-by-month", "moderate-and-above-by-month", "drug-class-trends",
        ]  # fmt: skip
    monthly = packs["monthly"].slides[0]
    assert monthly.title == (
        "Reporting and harm of moderate level and above were within their usual ranges in September 2026; insulins stood out in August."
    )
    assert [box.lines for box in monthly.boxes[:3]] == [
        ("5,003 incidents in 24 months: 8.5 per 1,000 occupied bed days.", "Moderate and above: 3 in September 2026 (usual: 0 to 11)."),
        ("October 2026 is still filling up (about 9 in 10 expected so far).", "584 incidents (12 %) name no medicine."),
        ("2 safety actions are open, 1 of them past its due date.", "6 things wait to be looked at: see 'What waits, and what was done'."),
    ]  # fmt: skip
    assert monthly.boxes[3].lines == ("Nothing this month: to note.",)
    assert packs["quarterly"].slides[0].boxes[3].lines == ("Nothing this quarter: to note.",)


def test_twelve_months_of_harm_are_those_that_the_trust_was_written_from(packs: dict[str, Pack]) -> None:
    (listing,) = packs["monthly"].slides[0].listings
    assert listing.table.columns == ("Harm", *(f"{MONTHS[month.month - 1]} {month:%y}" for month in YEAR))
    words = {"Recorded as fatal": "Fatal"}
    for name, *counts in listing.table.rows:
        truth = EXPECTED["by_month_and_harm"][words.get(str(name), str(name))]
        assert counts == [truth.get(f"{month:%Y-%m}", 0) for month in YEAR], name
    assert "not a finding of cause" in listing.note


def test_the_reporting_rate_is_incidents_over_bed_days(packs: dict[str, Pack]) -> None:
    (picture,) = slide(packs["monthly"], "reporting-rate").pictures
    rates = {str(row[0]): row[1] for row in picture.table.rows}
    activity = EXPECTED["activity"]
    assert len(rates) == 25, "24 months, and the one that is still filling up"
    for month in YEAR:
        key = f"{month:%Y-%m}"
        by_hand = 1000 * EXPECTED["by_month"][key] / activity["by_month"][key]
        assert rates[f"{month:%B %Y}"] == pytest.approx(by_hand), key


def test_levels_classes_stages_and_errors_are_counted_from_the_incidents(
    packs: dict[str, Pack], incidents: list[ListedIncident]
) -> None:
    pack = packs["monthly"]
    levels = Counter(row.harm_level for row in incidents)
    (picture,) = slide(pack, "harm-levels").pictures
    told = {str(row[0]): row[1] for row in picture.table.rows}
    for level in ("No harm", "Low", "Moderate", "Severe"):
        assert told[level] == levels[level]
    classes = Counter(name for row in incidents for name in row.drug_classes.split("; "))
    (picture,) = slide(pack, "classes").pictures
    assert {str(row[0]): row[1] for row in picture.table.rows} == dict(classes)
    pairs = Counter(
        (error, stage)
        for row in incidents
        for error in row.error_types.split("; ")
        for stage in row.stages.split("; ")
    )
    (picture,) = slide(pack, "stages").pictures
    head, *rows = picture.table.columns, *picture.table.rows
    cells = {
        (str(error), str(stage)): count
        for error, *counts in rows
        for stage, count in zip(head[1:], counts, strict=True)
    }
    assert {pair: cells[pair] for pair in pairs} == dict(pairs)
    assert sum(
        count for (_, stage), count in cells.items() if stage in {s for _, s in pairs} and count
    ) == sum(pairs.values())


def test_the_list_is_of_the_period_and_holds_each_of_its_incidents(
    packs: dict[str, Pack], incidents: list[ListedIncident]
) -> None:
    for name, months in (("monthly", 1), ("quarterly", 3)):
        since = YEAR[-months]
        by_hand = {
            row.reference
            for row in incidents
            if row.harm_level in ("Moderate", "Severe", "Fatal") and row.dated_on and row.dated_on >= since
        }
        (listing,) = slide(packs[name], "moderate-list").listings
        assert {row[0] for row in listing.table.rows} == by_hand
        assert packs[name].incidents_listed == len(by_hand) == len(listing.table.rows)


def test_the_list_for_the_cdao_names_the_controlled_drug_and_its_schedule(
    packs: dict[str, Pack], incidents: list[ListedIncident]
) -> None:
    schedules = controlled_schedules()
    assert (schedules["tramadol"], schedules["codeine"]) == ("3", "2 or 5, by product")
    quarter = [row for row in incidents if row.dated_on and row.dated_on >= YEAR[-3]]
    by_hand = {
        row.n: sorted(set(row.medicines.split(", ")) & set(schedules))
        for row in quarter
        if set(row.medicines.split(", ")) & set(schedules)
    }
    pack = packs["cdao"]
    (listing,) = slide(pack, "controlled-list").listings
    names = {row.n: row.reference or f"number {row.n}" for row in quarter}
    assert {row[0]: str(row[2]).split(", ") for row in listing.table.rows} == {
        names[n]: medicines for n, medicines in by_hand.items()
    }
    schedule = {row[0]: row[3] for row in listing.table.rows}
    assert all(
        schedule[names[n]] == "; ".join(schedules[each] for each in medicines)
        for n, medicines in by_hand.items()
    )
    assert pack.incidents_listed == len(by_hand)
    assert "losses, discrepancies of stock and concerns about people are not in these data" in " ".join(
        words_of(pack)
    )


def test_the_page_for_the_wards_names_no_ward_and_no_small_number(
    packs: dict[str, Pack], whole: Asking
) -> None:
    pack = packs["wards"]
    (page,) = pack.slides
    said = " ".join(words_of(pack))
    places = {row.location for row in whole.of(IncidentFilter()).cases()}
    assert len(places) > 20 and not [place for place in places if place in said]
    assert INTERNAL_MARK not in pack.marks and "For staff of this trust. Do not publish." in pack.marks
    (picture,) = page.pictures
    counts = [EXPECTED["by_month"][f"{month:%Y-%m}"] for month in YEAR]
    assert min(counts) >= FEWEST and len(picture.table.rows) == 13
    small = [
        number
        for box in page.boxes
        for line in box.lines
        for number in re.findall(r"(?<![\d,.])\d+(?![\d,.])", re.sub(r"\d+ \w+ \d{4}", "", line))
        if 0 < int(number) < FEWEST
    ]
    assert small == []
    with pytest.raises(PackRefused, match="so few incidents"):
        make_pack(BY_NAME["wards"], whole.of(IncidentFilter(location=("Ward 7",))), Profile.INTERNAL)


def test_titles_fit_findings_are_said_whole_and_words_mislead_nobody(packs: dict[str, Pack]) -> None:
    for pack in packs.values():
        assert len({each.key for each in pack.slides}) == len(pack.slides)
        for each in pack.slides:
            assert 0 < len(each.title) <= LONGEST_TITLE, each
            assert each.title.endswith((".", "…", "…)", "again")), each.title
            alone = len(each.pictures) == 1 and pack.template != "wards"
            for picture in each.pictures if alone else ():
                told = " ".join((each.title, *(line for box in each.boxes for line in box.lines)))
                for clause in re.split(r"; |\. ", picture.sentence):
                    assert re.sub(r"\W", "", clause).lower() in re.sub(r"\W", "", told).lower(), each.key
        for text in words_of(pack):
            assert not re.search(r"[↑↓▲▼*]|error rate|unsafe ward", text.replace(" * ", "")), text


def test_every_slide_of_the_monthly_pack(packs: dict[str, Pack]) -> None:
    assert [each.key for each in packs["monthly"].slides] == [
        "one-slide", "headline", "reporting-rate", "harm-by-month", "harm-levels", "moderate-and-above", "classes",
        "class-trends", "stages", "moderate-list", "to-look-at", "safety-actions", "what-is-learnt", "caveats", "method",
    ]  # fmt: skip
    said = [line for box in slide(packs["monthly"], "headline").boxes for line in box.lines]
    assert [line for line in said if line.startswith("Since the last paper (released ")]
    assert not [
        line
        for box in slide(packs["annual"], "headline").boxes
        for line in box.lines
        if line.startswith("Since the last")
    ]
    done = next(box for box in slide(packs["monthly"], "to-look-at").boxes if box.heading == "What was done")
    assert done.lines == (
        "19 January 2026: Anticoagulant doses on the transfer sheet (safety action).",
        "15 December 2025: Made up: anticoagulants at transfer (alert).",
        "1 October 2025: Electronic prescribing at Hillview (safety action).",
        "1 March 2025: Reporting campaign.",
    )


def test_a_period_that_is_not_complete_is_made_and_says_so(whole: Asking) -> None:
    october, future = read_pack_period("2026-10"), read_pack_period("2027-01")
    pack = make_pack(BY_NAME["monthly"], whole, Profile.INTERNAL, period=october)
    lacks = period_lacks(whole, october)
    assert lacks.startswith("This period is not complete: October 2026 is still filling up")
    for key in ("headline", "caveats"):
        assert lacks in {line for box in slide(pack, key).boxes for line in box.lines}
    assert lacks in dict(pack.strategy)["Period"]
    assert (
        period_lacks(whole, future)
        == "This period is not complete: January 2027 has no extract: a gap, not a zero."
    )
    nothing = make_pack(BY_NAME["monthly"], whole, Profile.INTERNAL, period=future)
    assert slide(nothing, "moderate-list").title == "January 2027: no incident is in these data."
    table = nothing.slides[0].listings[0].table
    assert [row[-1] for row in table.rows] == ["no extract"] * 6, "never a zero, never nothing"
    assert period_lacks(whole, read_pack_period("2026-09")) == ""


def test_the_search_strategy_names_sources_by_content_and_the_command(
    packs: dict[str, Pack], whole: Asking
) -> None:
    told = dict(packs["monthly"].strategy)
    sources = [words for what, words in told.items() if re.fullmatch(r"Source \d", what)]
    assert len(sources) == 4 and all(re.search(r"SHA-256 [0-9a-f]{64}\.", words) for words in sources)
    assert sources[0].startswith(
        "nrls_2023-11_to_2024-05.csv: NRLS, as at 27 June 2024, covers 1 November 2023 to 31 May 2024"
    )
    assert told["Digest"].startswith(packs["monthly"].digest)
    assert told["Make it again"] == (
        "python -m dashboard report --template monthly --period 2026-09 --edition 5 --profile internal --out FOLDER"
    )
    asked = make_pack(
        BY_NAME["annual"], whole.of(IncidentFilter(site=("Hillview Hospital",))), Profile.INTERNAL,
        words=OfficersWords("Agree the plan for 'insulin'.", ("New charts on wards",)),
    )  # fmt: skip
    assert dict(asked.strategy)["Make it again"] == (
        "python -m dashboard report --template annual --period 2025/26 --edition 5 --profile internal --filter site=Hillview+Hospital "
        "--ask 'Agree the plan for '\"'\"'insulin'\"'\"'.' --done 'New charts on wards' --out FOLDER"
    )
    assert dict(asked.strategy)["Filter"] == "Site: Hillview Hospital."


def test_files_say_what_they_are_and_no_two_are_alike(packs: dict[str, Pack]) -> None:
    assert pack_file_name(packs["monthly"], "pptx") == "made-up-trust-monthly-2026-09-edition-5-internal.pptx"
    assert pack_file_name(packs["annual"], "svg", "03 severe-and-fatal-by-month") == (
        "made-up-trust-annual-2025-26-edition-5-internal-03-severe-and-fatal-by-month.svg"
    )
    assert len({pack_file_name(pack, "pdf") for pack in packs.values()}) == len(packs)


def test_a_pack_for_others_holds_open_slides_alone_and_says_what_it_leaves_out(whole: Asking) -> None:
    pack = make_pack(BY_NAME["monthly"], whole, Profile.PUBLISHED)
    keys = [each.key for each in pack.slides]
    assert keys == [
        "headline", "reporting-rate", "harm-by-month", "harm-levels", "moderate-and-above", "classes", "stages", "error-types",
        "caveats", "method", "left-out",
    ]  # fmt: skip
    assert pack.incidents_listed == 0 and not [each for each in pack.slides if each.listings]
    assert all(len(each.title) <= LONGEST_TITLE for each in pack.slides)
    left = " ".join(pack.slides[-1].boxes[0].lines)
    assert "The director's one slide" in left and "one by one" in left
    assert INTERNAL_MARK not in pack.marks and "Published: small numbers not shown (rule: HES)" in pack.marks
    assert not [words for _, words in pack.strategy if "rows accepted" in words or ".csv" in words]
    assert dict(pack.strategy)["Digest"].startswith(pack.digest)
    for name in ("cdao", "wards"):
        with pytest.raises(PackRefused, match="there is no published one"):
            make_pack(BY_NAME[name], whole, Profile.PUBLISHED)
    with pytest.raises(PackRefused, match="still filling up"):
        make_pack(BY_NAME["monthly"], whole, Profile.PUBLISHED, period=read_pack_period("2026-10"))


def test_a_page_as_it_is_seen_is_a_pack_too(packs: dict[str, Pack], whole: Asking) -> None:
    shown = slide(packs["monthly"], "classes")
    asking = whole.of(IncidentFilter.from_query("from=2025-10&until=2026-09&location=Ward 7"))
    pack = pack_of_pictures(
        asking, "Drug classes", shown.pictures * 2, slide(packs["monthly"], "moderate-list").listings, ["One finding.", "Another."]
    )  # fmt: skip
    assert [each.key for each in pack.slides] == [
        "page", "drug-classes-ranked-1", "drug-classes-ranked-2", "table-1", "method",
    ]  # fmt: skip
    assert (pack.query, pack.template) == (asking.asked.query(), "page")
    assert pack.slides[0].title == "One finding." and pack.slides[0].boxes[0].lines == ("Another.",)
    assert json.dumps(pack.strategy)
    with pytest.raises(PackRefused, match="internal"):
        pack_of_pictures(asking, "Drug classes", shown.pictures, profile=Profile.SHARED)


def test_levels_classes_and_stages_are_of_twelve_months_and_say_so(packs: dict[str, Pack]) -> None:
    periods = {
        each.key: {picture.standing.period for picture in each.pictures} for each in packs["monthly"].slides
    }
    for key in ("harm-levels", "classes", "stages"):
        assert periods[key] == {"October 2025 to September 2026"}
    for key in ("one-slide", "reporting-rate", "harm-by-month", "moderate-and-above", "class-trends"):
        assert periods[key] == {"October 2024 to September 2026"}
    assert {
        picture.standing.period
        for each in packs["quarterly"].slides
        if each.key == "classes"
        for picture in each.pictures
    } == {"July 2026 to September 2026"}


def test_months_of_pictures_reach_up_to_the_end_of_the_period(packs: dict[str, Pack]) -> None:
    (picture,) = slide(packs["annual"], "reporting-rate").pictures
    assert [str(row[0]) for row in picture.table.rows] == [
        f"{month:%B %Y}" for month in months_between(date(2023, 11, 1), date(2026, 3, 1))
    ], "36 months would begin before the first extract"
    assert packs["annual"].query == "from=2025-04-01&until=2026-03-31"
    years = [row[0] for row in slide(packs["annual"], "years").pictures[0].table.rows]
    assert years == sorted(years) and all(int(str(b)) - int(str(a)) in (0, 1) for a, b in pairwise(years))


def test_what_is_counted_is_what_ask_answers(packs: dict[str, Pack], whole: Asking) -> None:
    """The query that the pack prints, asked again: the same incidents."""
    for name in ("monthly", "quarterly"):
        asked = IncidentFilter.from_query(packs[name].query)
        rows = whole.answer("moderate_and_above", asked)
        (listing,) = slide(packs[name], "moderate-list").listings
        assert [row.reference for row in rows] == [row[0] for row in listing.table.rows]


def test_a_long_name_of_a_trust_ends_at_a_word_in_the_name_of_a_file() -> None:
    assert _whole_words("St Elsewhere Hospitals NHS Foundation Trust") == "St Elsewhere Hospitals"
    assert _whole_words("Gloucestershire Hospital NHS Trust") == "Gloucestershire Hospital", "24 letters"
    assert _whole_words("Northgate") == "Northgate"
    assert _whole_words("L" * 30) == "L" * 24
