"""A pack for others holds nothing that the rule hides: two trusts that differ in small counts alone give the same pack to the letter."""

import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

import pytest

from dashboard.domain.reader import INTERNAL_MARK, Profile
from dashboard.domain.rows import LeftOutOfMonths
from dashboard.findings.asking import Asking, EditionSeen
from dashboard.findings.open_counts import NotOpen
from dashboard.reports import open_slides
from dashboard.reports.making import OfficersWords
from dashboard.reports.open_slides import OPEN_SLIDES, OpenMaking, open_pack
from dashboard.reports.pack import Pack
from dashboard.reports.templates import BY_NAME, make_pack
from dashboard.stats.disclosure import HES, UNDER_FIVE, DisclosureRule
from tests.findings.open_trust import FACTS, RELEASED, asking_of, months

BESIDE: dict[str, list[Any]] = {
    "incidents_left_out_of_months": [LeftOutOfMonths(2_100, 0, 0)], "extracts": [], "coverage_calendar": [],
}  # fmt: skip
"""What a template asks beside the counts: whether there are full dates, and what the edition stands on."""

EVERY_SLIDE = [(key, key) for key in OPEN_SLIDES]
OTHERS = (Profile.SHARED, Profile.PUBLISHED)

BIG = {"Antibacterials": 1_000, "Insulins": 400, "No medicine named": 800}
FEW = (
    months({2: {"Severe": 1, "Low": 20}, 5: {"Fatal": 1, "Low": 21}, 8: {"Moderate": 5, "Not recorded": 10}}),
    {**BIG, "Opioids": 3, "Thyroid medicines": 6},
    {"Prescribing": 2_100, "Advice": 2},
    {"Omitted dose": 2_100, "Wrong patient": 7},
)
OTHER_FEW = (
    months({2: {"Severe": 2, "Low": 19}, 5: {"Fatal": 2, "Low": 20}, 8: {"Moderate": 6, "Not recorded": 9}}),
    {**BIG, "Opioids": 7, "Thyroid medicines": 1},
    {"Prescribing": 2_100, "Advice": 5},
    {"Omitted dose": 2_100, "Wrong patient": 1},
)
"""The same months, and the rounded figures too; severe and fatal are 2 or 4 in all, and so on."""


def trust(counts: tuple, **more: Any) -> Asking:
    by_month, classes, stages, errors = counts
    return asking_of(by_month, classes=classes, stages=stages, errors=errors, **more)


def whole_pack(pack: Pack) -> str:
    """Everything that a pack holds, in full: slides, figures, hovers, alt texts, captions, foot, strategy."""

    def plain(thing: Any) -> Any:
        if is_dataclass(thing) and not isinstance(thing, type):
            told = {field.name: plain(getattr(thing, field.name)) for field in fields(thing)}
            for name in ("alt", "full_title", "marks_explained", "breaks"):
                if hasattr(thing, name):
                    told[name] = plain(getattr(thing, name))
            return told
        if hasattr(thing, "to_dict"):
            return plain(thing.to_dict())
        if isinstance(thing, dict):
            return {str(key): plain(value) for key, value in thing.items()}
        if isinstance(thing, list | tuple):
            return [plain(each) for each in thing]
        return thing if isinstance(thing, int | float | str | None) else str(thing)

    return json.dumps([plain(pack), pack.foot(), pack.digest], sort_keys=True, ensure_ascii=False)


@pytest.mark.parametrize("profile", OTHERS)
def test_packs_of_trusts_that_differ_in_what_is_hidden_are_the_same_to_the_letter(profile: Profile) -> None:
    first = open_pack("every slide", EVERY_SLIDE, trust(FEW), profile)
    second = open_pack("every slide", EVERY_SLIDE, trust(OTHER_FEW), profile)
    assert whole_pack(first) == whole_pack(second)
    assert [slide.key for slide in first.slides] == list(OPEN_SLIDES), "every slide was made"


def test_a_difference_that_is_shown_is_seen_by_the_same_comparison() -> None:
    fewer = replace_level(FEW[0], 0, "No harm", 100)
    first = open_pack("every slide", EVERY_SLIDE, trust(FEW), Profile.SHARED)
    second = open_pack("every slide", EVERY_SLIDE, trust((fewer, *FEW[1:])), Profile.SHARED)
    assert whole_pack(first) != whole_pack(second)


def replace_level(by_month: list[dict[str, int]], at: int, level: str, count: int) -> list[dict[str, int]]:
    return [{**month, level: count} if n == at else month for n, month in enumerate(by_month)]


@pytest.mark.parametrize(("rule", "few"), [(HES, 7), (UNDER_FIVE, 4)])
def test_no_number_of_incidents_that_is_too_few_stands_in_any_table_or_figure(
    rule: DisclosureRule, few: int
) -> None:
    pack = open_pack("every slide", EVERY_SLIDE, trust(FEW), Profile.PUBLISHED, rule)
    seen = 0
    for slide in pack.slides:
        for picture in slide.pictures:
            is_rate = picture.key == "reporting-rate-by-month"
            for row in picture.table.rows:
                counts = [
                    value
                    for name, value in zip(picture.table.columns, row, strict=True)
                    if name == "Incidents" and not is_rate
                ]
                assert not [
                    value for value in counts if isinstance(value, int | float) and 0 < value <= few
                ], row
                assert None not in counts and "" not in counts, "an empty cell would read as nothing"
                seen += len(counts)
            for trace in picture.figure.to_dict()["data"]:
                values = trace.get("x" if trace.get("orientation") == "h" else "y") or ()
                drawn = trace.get("mode") != "lines" and not is_rate
                assert not [
                    value for value in values if drawn and isinstance(value, int) and 0 < value <= few
                ]
        words = json.dumps([slide.title, *(box.lines for box in slide.boxes)])
        assert not re.findall(rf"\b[1-{few}] (?:incidents?|severe|low|moderate|no harm)\b", words)
    assert seen > 50


def test_severe_and_fatal_are_told_together_and_never_as_a_star() -> None:
    pack = open_pack("every slide", EVERY_SLIDE, trust(FEW), Profile.PUBLISHED)
    headline = " ".join(line for box in pack.slides[0].boxes for line in box.lines)
    assert (
        "Severe and fatal: fewer than 8 in the period; the exact number is in the closed paper." in headline
    )
    assert "*" not in whole_pack(pack)


def test_none_is_said_as_none() -> None:
    pack = open_pack("every slide", EVERY_SLIDE, asking_of(months()), Profile.PUBLISHED)
    headline = " ".join(line for box in pack.slides[0].boxes for line in box.lines)
    assert "Severe and fatal: none in the period." in headline


def test_every_page_names_the_rule_and_nobody() -> None:
    for rule in (HES, UNDER_FIVE):
        pack = open_pack("every slide", EVERY_SLIDE, trust(FEW), Profile.PUBLISHED, rule)
        assert f"1 to {rule.few} too few to show" in pack.title
        assert f"rule: {rule.name}" in pack.foot() and f"Counts of 1 to {rule.few}" in pack.foot()
        for slide in pack.slides:
            for picture in slide.pictures:
                foot = picture.for_download()["foot"]
                assert f"Counts of 1 to {rule.few} are too few to show" in foot and INTERNAL_MARK not in foot
        whole = whole_pack(pack)
        assert "A change in how incidents are recorded" in whole, "the break is drawn"
        assert not re.findall("New form|A. Officer|A. Nurse|minute 4", whole), "what was written of it is not"


def test_no_mark_of_a_picture_leads_to_incidents() -> None:
    pack = open_pack("every slide", EVERY_SLIDE, trust(FEW), Profile.SHARED)
    assert [picture.marks for slide in pack.slides for picture in slide.pictures if picture.marks] == []
    assert not [slide for slide in pack.slides if slide.listings]


def test_slides_without_an_open_form_are_named_with_the_reason() -> None:
    pack = open_pack(
        "t",
        [("headline", "Headline"), ("the-list", "Moderate and above, one by one")],
        trust(FEW),
        Profile.SHARED,
    )
    assert [slide.key for slide in pack.slides] == ["headline", "caveats", "method", "left-out"]
    assert "Moderate and above, one by one" in pack.slides[-1].boxes[0].lines[0]


def test_what_an_officer_writes_in_a_pack_stays_in_the_closed_one() -> None:
    asked = trust(FEW)
    said = replace(
        asked, answer=lambda name, of: BESIDE[name] if name in BESIDE else asked.answer(name, of), _kept={}
    )
    words = OfficersWords("Ward 7 needs a pharmacist", ("Spoke with Ward 8",))
    pack = make_pack(BY_NAME["monthly"], said, Profile.SHARED, words=words)
    assert "Make it again" in dict(pack.strategy)
    assert not re.findall("Ward|--ask|--done", whole_pack(pack))


@pytest.mark.parametrize("profile", OTHERS)
def test_slides_ask_nothing_once_the_counts_are_protected(
    monkeypatch: pytest.MonkeyPatch, profile: Profile
) -> None:
    """Every template: where a slide tried to read the edition, the edition would refuse."""
    is_open = [True]
    asked = trust(FEW)

    def answer(name: str, narrowed: Any) -> list[Any]:
        assert is_open[0], f"a slide asked {name}"
        return BESIDE[name] if name in BESIDE else asked.answer(name, narrowed)

    counted = open_slides.open_counts

    def then_closed(*given: Any, **more: Any) -> Any:
        found = counted(*given, **more)
        is_open[0] = False
        return found

    monkeypatch.setattr(open_slides, "open_counts", then_closed)
    for template in BY_NAME.values():
        if template.is_internal:
            continue
        is_open[0] = True
        pack = make_pack(template, replace(asked, answer=answer, _kept={}), profile)
        assert pack.slides and pack.profile is profile
    assert not any(isinstance(held, Asking) for held in everything_in(then_made(asked)))


def then_made(asked: Asking) -> OpenMaking:
    return OpenMaking(open_slides.open_counts(asked, HES), Profile.SHARED)


def everything_in(thing: Any) -> Iterator[Any]:
    yield thing
    if is_dataclass(thing) and not isinstance(thing, type):
        for field in fields(thing):
            yield from everything_in(getattr(thing, field.name))


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("from=2025-04&until=2026-03&harm=Fatal", "not narrowed by a filter"),
        ("from=2025-04&until=2026-03&location=Ward+7", "not narrowed by a filter"),
        ("from=2025-04&until=2026-03&class=section", "not narrowed by a filter"),
        ("from=2025-04&until=2026-03&site=Hillview", "of the whole trust"),
        ("from=2025-04&until=2026-03&basis=reported", "by date of incident"),
        ("from=2025-04-05&until=2026-03", "whole months"),
        ("from=2025-04&until=2026-03-30", "whole months"),
        ("", "whole months"),
    ],
)
def test_a_narrowed_ask_is_refused_with_a_sentence(query: str, words: str) -> None:
    with pytest.raises(NotOpen, match=words):
        open_pack("t", EVERY_SLIDE, trust(FEW, query=query), Profile.PUBLISHED)


def test_a_draft_and_a_month_that_fills_up_are_refused() -> None:
    with pytest.raises(NotOpen, match="draft"):
        open_pack("t", EVERY_SLIDE, trust(FEW, edition=EditionSeen(1, None, None)), Profile.SHARED)
    young = replace(FACTS, newest_as_at=date(2026, 4, 10))
    with pytest.raises(NotOpen, match=r"March 2026 is still filling up\. Ask until February 2026"):
        open_pack("t", EVERY_SLIDE, trust(FEW, facts=young), Profile.SHARED)


def test_sites_are_protected_with_the_trust_where_they_may_be_named() -> None:
    """Hillview has no low harm in March but 2, and the trust 20: its other site would be known without rounding."""
    hillview = [{"No harm": 50, "Low": 2} for _ in range(12)]
    riverside = [{"No harm": 100, "Low": 18} for _ in range(12)]
    both = [{"No harm": 150, "Low": 20} for _ in range(12)]
    query = "from=2025-04&until=2026-03"
    of = {"sites": {"Hillview": hillview, "Riverside": riverside}}
    packs = [
        open_pack(
            "t", EVERY_SLIDE, asking_of(both, query=query + site, **of), Profile.PUBLISHED, UNDER_FIVE,
            sites_may_be_named=True,
        )
        for site in ("", "&site=Hillview", "&site=Riverside")
    ]  # fmt: skip
    low = [[row[2] for row in lower_levels(pack) if row[0] == "Low"] for pack in packs]
    for trust_low, hillview_low, riverside_low in zip(*low, strict=True):
        assert hillview_low == "no figure"
        assert (trust_low, riverside_low) != (20.0, 18.0), "20 less 18 is 2"
    assert "Hillview" in packs[1].title


def lower_levels(pack: Pack) -> list[tuple[object, ...]]:
    (slide,) = [slide for slide in pack.slides if slide.key == "harm-by-month"]
    return list(slide.pictures[0].table.rows)


def test_two_editions_in_a_row_do_not_tell_the_one_incident_between_them() -> None:
    """No severe harm in the paper before, and one now: 'fewer than 5' would say that it is the one that was added."""
    before = asking_of(months(), edition=EditionSeen(1, RELEASED, None))
    now = asking_of(months({3: {"Severe": 1}}), edition=EditionSeen(2, RELEASED, None), paper=before)
    alone = asking_of(months({3: {"Severe": 1}}), edition=EditionSeen(2, RELEASED, None))
    sentence = "Severe and fatal: fewer than 5 in the period"
    assert sentence in whole_pack(open_pack("t", EVERY_SLIDE, alone, Profile.SHARED, UNDER_FIVE))
    assert sentence not in whole_pack(open_pack("t", EVERY_SLIDE, now, Profile.SHARED, UNDER_FIVE))


def test_an_exact_profile_is_not_made_here() -> None:
    with pytest.raises(ValueError, match="exact"):
        open_pack("t", EVERY_SLIDE, trust(FEW), Profile.INTERNAL)
