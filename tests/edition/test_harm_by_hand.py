"""Thirty rows of an LFPSE extract, and the same thirty graded anew a month later: harm of both kinds, counted by hand."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest

from dashboard.charts.frame import Picture
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.rows import HarmDay, HarmStatus
from dashboard.domain.words import GRADED
from dashboard.findings import harm
from dashboard.findings.approval import approval_sentence
from dashboard.findings.asking import Asking, EditionSeen
from dashboard.findings.psychological import psychological_picture
from dashboard.findings.regrading import regrading_picture
from tests.made_up_incidents import LFPSE_HEADINGS, TrustUnderTest, as_csv, datix, one

PHYSICAL = {"N": "No physical harm", "L": "Low physical harm", "M": "Moderate physical harm",
            "S": "Severe physical harm", "F": "Fatal", "-": ""}  # fmt: skip
PSYCHOLOGICAL = {"n": "No psychological harm", "l": "Low psychological harm", "m": "Moderate psychological harm",
                 "s": "Severe psychological harm", "-": ""}  # fmt: skip
AUGUST, SEPTEMBER = date(2025, 8, 1), date(2025, 9, 1)

ROWS = """
01Nn 02Nn 03Nn 04Nl 05Nl 06Nm 07Ns 08N- 09Nn 10Ln 11Ln 12Ll 13Lm 14Mn 15Ml 16M-
17Mm 18Sn 19Ss 20Fn 21F- 22-n 23-l 24-- 25Nn 26Nn 26Ml 28-- 29Nn 30Nn
"""
"""Reference, physical, psychological harm; the first line is of August 2025, the second of September. 26 has two patients, 28 none.

Physical down, psychological across (none, low, moderate, severe, not recorded):
  no harm   7 2 1 1 1    01 02 03 09 25 29 30 | 04 05 | 06 | 07 | 08
  low       2 1 1 0 0    10 11 | 12 | 13
  moderate  1 2 1 0 1    14 | 15 26 | 17 | | 16
  severe    1 0 0 1 0    18 | | | 19
  fatal     1 0 0 0 1    20 | | | | 21
  none      1 1 0 0 1    22 | 23 | | | 24
28 has no patient: physical harm is not applicable, and of psychological harm its row says nothing. 29 incidents of 30 rows.
"""

GRADED_ANEW = {"14": "L", "15": "S", "18": "M", "20": "S", "10": "M", "22": "M", "21": "-", "06": "L"}
"""Down 14 (below moderate), 18, 20; up 15, and 10 from below; 22 had no grade, 21 has none now; 06 never comes near moderate."""


def listing(anew: dict[str, str], run_on: date) -> bytes:
    headings = (*LFPSE_HEADINGS, "OT002 - Psychological harm")
    cells = []
    august, september = ROWS.strip().splitlines()
    for month, line in ((8, august), (9, september)):
        for number, body, mind in ((row[:2], row[2], row[3]) for row in line.split()):
            cells.append(
                {
                    "Reference": f"3100{number}",
                    "Revision": "1",
                    "CL001 - Event Type": "Incident",
                    "A001 - Involved Agents": "Medications",
                    "T005 - Event date": f"2025-{month:02}-{number if number < '31' else '01'}",
                    "Reported Date": f"2025-{month:02}-{number}",
                    "Site": "Northgate",
                    "Number of patients": {"26": "2", "28": "0"}.get(number, "1"),
                    "OT001 - Physical harm": PHYSICAL[anew.get(number, body)],
                    "OT002 - Psychological harm": PSYCHOLOGICAL[mind],
                }
            )
    return as_csv(
        headings,
        [[row.get(heading, "") for heading in headings] for row in cells],
        above=[f"Report run on {run_on:%d/%m/%Y}"],
    )


def asking_of(trust: TrustUnderTest, query: str = "from=2025-08&until=2025-09") -> Asking:
    return Asking(trust.ask, EditionSeen(trust.edition or 0, None, None), IncidentFilter.from_query(query))


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TrustUnderTest]:
    under_test = TrustUnderTest(tmp_path_factory.mktemp("harm once"))
    covers = (AUGUST, date(2025, 9, 30))
    under_test.take(listing({}, date(2025, 11, 3)), "lfpse", covers=covers)
    yield under_test
    under_test.close()


def test_the_two_scales_are_crossed_and_never_added(once: TrustUnderTest) -> None:
    found = {
        (row.harm_level, row.psychological_harm): row.incidents
        for row in once.ask("incidents_by_physical_and_psychological_harm")
    }
    across = ("No psychological harm", "Low psychological harm", "Moderate psychological harm",
              "Severe psychological harm", "Not recorded")  # fmt: skip
    assert [[found.get((body, mind), 0) for mind in across] for body in (*GRADED, "Not recorded")] == [
        [7, 2, 1, 1, 1],
        [2, 1, 1, 0, 0],
        [1, 2, 1, 0, 1],
        [1, 0, 0, 1, 0],
        [1, 0, 0, 0, 1],
        [1, 1, 0, 0, 1],
    ]
    assert found["Not applicable", "Not recorded"] == 1
    assert sum(found.values()) == once.count() == 29


def test_psychological_harm_beside_physical_in_words_and_in_the_table(once: TrustUnderTest) -> None:
    picture = psychological_picture(asking_of(once))
    assert isinstance(picture, Picture)
    assert picture.sentence == (
        "Of the 24 incidents graded for psychological harm, 13 (54 %) were none, 6 low, 3 moderate and 2 severe; 3 of the 5 that "
        "were moderate or severe had no or low physical harm, so no count of moderate and above holds them."
    )
    assert "Not recorded for 5 of the 29 counted from LFPSE." in picture.caption
    assert picture.table.columns[-2:] == ("Severe psychological harm", "Psychological harm not recorded")
    assert picture.table.rows[0] == ("No physical harm", 12, 7, 2, 1, 1, 1)
    assert picture.table.rows[4] == (
        "Recorded as fatal (the incident may have contributed; not a finding of cause)", 2, 1, 0, 0, 0, 1,
    )  # fmt: skip
    assert picture.table.rows[5][:2] == ("Physical harm not yet recorded", 3)
    assert picture.table.rows[6] == ("Physical harm not applicable", 1, 0, 0, 0, 0, 1)


def test_the_mix_and_what_a_filter_of_harm_leaves_out(once: TrustUnderTest) -> None:
    mix = harm.mix_of_period(asking_of(once))
    assert harm.mix_sentence(mix) == (
        "Of the 25 graded for harm, 12 (48 %) were no harm, 4 low, 5 moderate, 2 severe and 2 are recorded as fatal (the incident "
        "may have contributed; not a finding of cause); for 3 harm is not yet recorded; for 1 harm is not applicable (no patient)."
    )
    severe = asking_of(once, "from=2025-08&until=2025-09&harm=Severe")
    mix = harm.mix_of_period(severe)
    words = (
        "The filter of harm level keeps 2 severe; it leaves out no harm, low, moderate, fatal, harm not yet recorded and harm not "
        "applicable, so no share of the graded is given."
    )
    assert harm.mix_sentence(mix) == harm.share_sentence(mix) == words
    picture = harm.by_month_picture(severe, harm.mix_by_month(severe), mix)
    assert picture.sentence == words
    assert picture.table.columns == ("Month", "State", "Severe", "All of these")
    assert [row[2:] for row in picture.table.rows] == [(0, 0), (2, 2)]
    assert harm.levels_picture(severe, mix).table.rows == (("Severe", 2, None),)


def test_without_a_status_nobody_knows_what_is_approved(once: TrustUnderTest) -> None:
    assert approval_sentence(asking_of(once), "moderate or above") == (
        "Whether they are finally approved is not known: the extracts give no approval status for the 9 that are moderate or above "
        "(LFPSE 9)."
    )


def test_one_extract_alone_shows_no_regrading(once: TrustUnderTest) -> None:
    assert regrading_picture(asking_of(once)) == (
        "Re-grading of moderate harm and above: only one extract has been stored, so no re-grading can be seen yet."
    )


@pytest.fixture(scope="module")
def anew(once: TrustUnderTest) -> TrustUnderTest:
    """After every test of the first extract alone: the same store takes the second."""
    once.take(listing(GRADED_ANEW, date(2025, 12, 3)), "lfpse", covers=(AUGUST, date(2025, 9, 30)))
    return once


def test_moderate_and_above_at_first_and_now(anew: TrustUnderTest) -> None:
    picture = regrading_picture(asking_of(anew))
    assert isinstance(picture, Picture)
    assert picture.sentence == (
        "Of the 9 first graded moderate or above, 3 have a lower grade now (1 of them below moderate) and 1 a higher one; 1 more "
        "came up from no harm or low; 1 more had no grade at first; 1 has no grade now. So 9 at first are 9 now."
    )
    # month, state, at first, up, down, no grade at first, no grade now, now, seen again
    assert picture.table.rows == (
        ("August 2025", "counted", 3, 2, 1, 0, 0, 3, "yes"),
        ("September 2025", "counted", 6, 0, 2, 1, 1, 6, "yes"),
    )
    assert (
        "September 2025 ended 64 days before the newest extract (3 December 2025)" in picture.caption
        and not picture.marks_explained
    )


def test_a_filter_of_harm_does_not_hide_what_was_graded_out_of_it(anew: TrustUnderTest) -> None:
    whole = regrading_picture(asking_of(anew))
    severe = regrading_picture(asking_of(anew, "from=2025-08&until=2025-09&harm=Severe"))
    assert isinstance(severe, Picture) and isinstance(whole, Picture)
    assert (severe.sentence, severe.table) == (whole.sentence, whole.table)
    assert severe.standing.filter_words == "" and "left aside here" in severe.caption


def test_the_list_is_bounded_and_says_of_how_many(tmp_path_factory: pytest.TempPathFactory) -> None:
    """205 of moderate harm over 205 days; the five oldest are left to the page of incidents."""
    trust = TrustUnderTest(tmp_path_factory.mktemp("many"))
    days = [date.fromordinal(date(2025, 1, 1).toordinal() + n) for n in range(205)]
    words = ("Finally approved", "Being reviewed", "Closed", "")
    trust.take(
        datix(
            *(
                one(f"W{n:03}", on=f"{day:%d/%m/%Y}", harm="Moderate", drug="Morphine", status=words[n % 4])
                for n, day in enumerate(days)
            ),
            one("W900", on="01/01/2025", harm="Severe", status="Closed"),
            run_on=date(2025, 10, 1),
        )
    )
    asking = asking_of(trust, "")
    listed, mix = harm.harmful(asking), harm.mix_of_period(asking)
    assert [row.dated_on for row in listed] == days[:4:-1]
    assert harm.list_sentence(mix, len(listed)).startswith(
        "The newest 200 of 206 are listed here; the page Incidents has the others."
    )
    counted: list[HarmDay] = harm.harm_days(asking)
    assert sum(row.incidents for row in counted) == 206 and len(counted) == 206
    assert counted[-2:] == [HarmDay(days[0], "Moderate", 1), HarmDay(days[0], "Severe", 1)]
    # 205 in turn: 52 approved, 51 reviewed, 51 closed and the severe one, 51 without
    rows: list[HarmStatus] = trust.ask("moderate_and_above_by_status")
    statuses: Counter[str] = Counter()
    for row in rows:
        statuses[row.status] += row.incidents
    assert statuses == {"Finally approved": 52, "Being reviewed": 51, "Closed": 52, "Not recorded": 51}
    assert approval_sentence(asking, "moderate or above") == (
        "52 of the 155 that are moderate or above are finally approved in the source system (the other 103: Closed 52, Being "
        "reviewed 51). Until then a grade can still change. For 51 more the extract gives no status (Datix 51)."
    )
    trust.close()
