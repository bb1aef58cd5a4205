"""`reporting_delays` counted by hand: what each listing could have seen, the run day, the source, 24 months, the filter."""

from datetime import date, timedelta

from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.rows import DelayCount
from dashboard.domain.words import SourceSystem
from tests.made_up_incidents import TrustUnderTest, datix, lfpse, national, one

RUN = date(2026, 11, 3)
SEEN = RUN - timedelta(days=1)


def delays(trust: TrustUnderTest, asked: str = "") -> list[DelayCount]:
    return trust.ask("reporting_delays", IncidentFilter.from_query(asked))


def test_incidents_by_day_and_delay_until_the_day_before_the_run(trust: TrustUnderTest) -> None:
    trust.take(
        datix(
            one("W1", on="05/10/2026", reported="05/10/2026"),
            one("W2", on="05/10/2026", reported="05/10/2026"),
            one("W3", on="05/10/2026", reported="02/11/2026"),
            one("W4", on="05/10/2026", reported="03/11/2026"),  # on the day of the run
            one("W5", on="05/10/2026", reported="04/10/2026"),  # dated before its incident
            one("W6", on="05/10/2026", reported=""),
            one("W7", on="", reported="05/10/2026"),
            one("W8", on="2026", reported="05/10/2026"),
            one("W9", on="03/11/2024", reported="05/11/2024"),  # 24 months before the run
            one("W10", on="02/11/2024", reported="05/11/2024"),
            run_on=RUN,
        )
    )
    expected = [
        DelayCount(date(2024, 11, 3), 2, SEEN, 1),
        DelayCount(date(2026, 10, 5), 0, SEEN, 2),
        DelayCount(date(2026, 10, 5), 28, SEEN, 1),
    ]
    assert delays(trust) == expected
    assert delays(trust, "location=Ward 7&from=2026-10&basis=reported") == expected  # whatever is asked


def test_each_day_is_seen_by_the_newest_run_that_covers_it(trust: TrustUnderTest) -> None:
    """The listing of 2025 was run in January 2026; the one of 2026 says nothing more of December 2025."""
    trust.take(
        datix(one("W1", on="30/12/2025", reported="31/12/2025"), run_on=date(2026, 1, 5)),
        covers=(date(2025, 1, 1), date(2025, 12, 31)),
        name="of 2025.csv",
    )
    trust.take(
        datix(one("W2", on="01/10/2026", reported="02/10/2026"), run_on=RUN),
        covers=(date(2026, 1, 1), date(2026, 10, 31)),
        name="of 2026.csv",
    )
    assert delays(trust) == [
        DelayCount(date(2025, 12, 30), 1, date(2026, 1, 4), 1),
        DelayCount(date(2026, 10, 1), 1, SEEN, 1),
    ]


def test_an_extract_of_another_source_says_nothing_of_when_this_one_was_run(trust: TrustUnderTest) -> None:
    """The Datix listing covers 20 August too; that month is counted from LFPSE, which covers more of it."""
    trust.take(
        lfpse(national("L1", on="2025-08-20", reported="2025-08-21"), run_on=date(2026, 1, 9)),
        covers=(date(2025, 7, 1), date(2025, 8, 31)),
        source=SourceSystem.LFPSE,
        name="national.csv",
    )
    trust.take(
        datix(one("W1", on="05/10/2026", reported="06/10/2026"), run_on=RUN),
        covers=(date(2025, 8, 15), date(2026, 10, 31)),
    )
    assert delays(trust) == [
        DelayCount(date(2025, 8, 20), 1, date(2026, 1, 8), 1),
        DelayCount(date(2026, 10, 5), 1, SEEN, 1),
    ]


def test_a_day_that_no_extract_covers_was_not_seen(trust: TrustUnderTest) -> None:
    trust.take(
        datix(
            one("W1", on="05/10/2026", reported="06/10/2026"),
            one("W2", on="05/09/2026", reported="06/09/2026"),
            run_on=RUN,
        ),
        covers=(date(2026, 10, 1), date(2026, 10, 31)),
    )
    assert delays(trust) == [DelayCount(date(2026, 10, 5), 1, SEEN, 1)]
