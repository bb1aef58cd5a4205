"""What waits for a person, each by hand: its count, its age, its link, and nothing where nothing waits."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from dashboard.domain.dated import DatedKind
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.periods import last_day, months_later
from dashboard.domain.rows import CoveredMonth, DatedRow, EditionFacts, RecordsNotCounted, UnplacedField
from dashboard.domain.rows.cases import CandourCount
from dashboard.domain.store import OlderEdition
from dashboard.domain.words import DutyOfCandour
from dashboard.findings.asking import EVERYTHING, Asking, EditionSeen
from dashboard.findings.to_look_at import EDITIONS, LookedAt, to_look_at
from dashboard.measures.ranking import Ranking, ranking
from dashboard.measures.series import COUNTED, Series
from tests.python_files import ROOT

JANUARY = date(2025, 1, 1)
MONTHS = [months_later(JANUARY, n) for n in range(14)]
PUBLISHED = datetime(2026, 4, 2, 9)
FACTS = EditionFacts(
    7, PUBLISHED, "0", False, "Trust", 30, date(2026, 4, 1), JANUARY, MONTHS[-1], 700, 0, 0, "datix", False
)  # fmt: skip
USUAL = [10, 12] * 7
HIGH_LAST = [8, 16] * 6 + [8, 60]
"""Mean 212 / 14 = 15.1; of 13 ranges twelve are 8 and the last, 52, is screened out: 15.1 +- 21.3, and no run on one side."""
HIGH_LONG_AGO = [8, 60] + [8, 16] * 6
RELEASED = EditionSeen(7, datetime(2026, 4, 3), "A. Officer")
NOBODY = ranking([("Opioids", 9), ("No medicine named", 1)], 10)


def asking(edition: EditionSeen = RELEASED, **rows: list[Any]) -> Asking:
    known: dict[str, list[Any]] = {
        "edition_facts": [FACTS],
        "covered_months": [CoveredMonth(month, "datix", 1, True) for month in MONTHS],
    } | rows
    period = IncidentFilter(from_=JANUARY, until=last_day(MONTHS[-1]))
    return Asking(lambda name, _: known.get(name, []), edition, period)


def waiting(asked: Asking, found: Ranking = NOBODY, **counts: Sequence[int]) -> list[tuple[str, str]]:
    series: dict[str, Series] = {
        name: asked.judged(name, COUNTED, dict(zip(MONTHS, each, strict=True)))
        for name, each in counts.items()
    }
    return [(each.text, each.page) for each in to_look_at(asked, LookedAt(series, found, date(2026, 4, 14)))]


def test_nothing_waits() -> None:
    assert waiting(asking(), Opioids=USUAL) == []


def test_a_draft_waits_for_its_release_with_its_age() -> None:
    """Made on 2 April, looked at on 14 April; what others see meanwhile is the last one that was released, if one was."""
    draft = asking(EditionSeen(7, None, None))
    first = "this draft (edition 7, made 12 days ago) is not released yet: nobody else sees anything until one is released"
    assert waiting(draft, Opioids=USUAL) == [(first, "upload?part=Editions and imports")]
    for paper, others in (
        (RELEASED, "others see the last released one"),
        (EditionSeen(6, None, None), "nobody else sees anything until one is released"),
    ):
        after = replace(draft, last_paper=lambda paper=paper: asking(paper))
        ((text, _),) = waiting(after, Opioids=USUAL)
        assert text.endswith(f"not released yet: {others}")


def test_a_trust_without_a_name_of_its_own_is_asked_for_it() -> None:
    ((text, page),) = waiting(asking(edition_facts=[replace(FACTS, trust_name="Your trust")]), Opioids=USUAL)
    assert text.startswith("the trust has no name yet") and page == "settings"


def test_a_signal_waits_until_something_is_recorded_near_it() -> None:
    found = waiting(asking(), Opioids=USUAL, Insulins=HIGH_LAST, NSAIDs=[1] * 14)
    assert found == [
        (
            "1 of 2 measures of reporting, harm and classes was unusual with no annotation, series break or learning card near: insulins, higher than usual in February 2026",
            "learning-cards",
        )
    ]
    for day, waits in ((date(2025, 12, 1), 0), (date(2025, 11, 30), 1)):
        record = DatedRow(DatedKind.ANNOTATION.value, day, "New pens", "", "", None, None, None)
        assert len(waiting(asking(dated_records=[record]), Insulins=HIGH_LAST)) == waits, day


def test_a_signal_of_long_ago_waits_no_more() -> None:
    assert waiting(asking(), Insulins=HIGH_LONG_AGO) == []


def test_records_words_and_names_wait_with_their_counts() -> None:
    asked = asking(
        records_not_counted=[
            RecordsNotCounted("lfpse", MONTHS[0], "datix", True, 187),
            RecordsNotCounted("lfpse", MONTHS[0], "datix", False, 7),
            RecordsNotCounted("nrls", MONTHS[0], "datix", True, 5),
        ],
        unplaced_words=[UnplacedField("harm_level", 2, 18), UnplacedField("stage", 1, 1)],
    )
    found = ranking([("Opioids", 9), ("Medicine not recognised", 3)], 1200)
    assert waiting(asked, found) == [
        (
            "194 LFPSE records cover months counted from Datix: 187 match, look at the other 7, which are not counted",
            "upload?part=Editions and imports",
        ),
        ("3 words in coded columns of the listings have no meaning given yet, in 19 incidents, which count as not recorded there", "upload?part=Words"),
        ("3 of 1,200 incidents name a medicine that no list knows", "medicines"),
    ]  # fmt: skip


def test_those_without_a_decision_on_candour_wait_and_those_of_no_field_do_not() -> None:
    asked = asking(
        candour_by_state=[
            CandourCount(DutyOfCandour.NOT_RECORDED.value, True, 2),
            CandourCount(DutyOfCandour.NOT_RECORDED.value, False, 1),
            CandourCount(DutyOfCandour.APPLIES.value, True, 5),
            CandourCount(DutyOfCandour.NO_FIELD.value, True, 11),
        ]
    )
    assert waiting(asked) == [
        (
            "3 incidents of moderate harm or above have no decision on the duty of candour recorded",
            "harm-levels",
        )
    ]


def test_an_edition_that_holds_nothing_of_candour_waits_for_nothing() -> None:
    def older(name: str, _: IncidentFilter) -> list[Any]:
        if name == "candour_by_state":
            raise OlderEdition("older")
        return asking().answer(name, EVERYTHING)

    assert waiting(Asking(older, RELEASED, asking().asked)) == []


def test_beside_narrowed_figures_what_waits_of_the_register_says_that_it_is_the_whole_trusts() -> None:
    asked = asking(
        records_not_counted=[RecordsNotCounted("lfpse", MONTHS[0], "datix", False, 7)],
        unplaced_words=[UnplacedField("harm_level", 1, 18)],
    )
    narrowed = asked.of(asked.asked.narrowed(location=("Ward 7",)))
    assert [text.count("(in the whole trust)") for text, _ in waiting(narrowed)] == [1, 1]
    assert not any("whole trust" in text for text, _ in waiting(asked))


def test_links_into_the_page_upload_name_parts_that_it_has() -> None:
    """A link to a part of another name would open the first one without a word."""
    page = (ROOT / "dashboard" / "views" / "upload.py").read_text(encoding="utf-8")
    assert f'"{EDITIONS}": ' in page and '"Words": ' in page
