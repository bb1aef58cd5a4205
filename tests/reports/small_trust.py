"""A small trust of seven whole months, counted by hand: 12 incidents a month, 20 in the last; and six peers of it."""

from datetime import date
from pathlib import Path

from dashboard import desk, work
from dashboard.domain.benchmark import PeerFigure, PeerPack, State, month_code
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from tests.made_up_incidents import NOW, TrustUnderTest, bed_days, datix, one
from tests.reports.made_up_benchmark_packs import months

FIRST, COUNT = date(2026, 3, 1), 7
OF = months(FIRST, COUNT)
BEDS = 1500


def small_trust(folder: Path) -> TrustUnderTest:
    """Edition 2 is a draft: the listing and the bed days are in it."""
    trust = TrustUnderTest(folder)
    desk.change_setting(trust.store, SINGLE_USER, "trust_name", "Ours", NOW)
    desk.change_setting(trust.store, SINGLE_USER, "organisation_code", "RXX", NOW)
    rows = [
        one(f"W{month.month}-{n}", on=f"{1 + n:02}/{month.month:02}/2026", harm="Moderate" if n == 0 else "No harm", ward="Ward 7")
        for month in OF
        for n in range(20 if month == OF[-1] else 12)
    ]  # fmt: skip
    trust.take(datix(*rows, run_on=date(2026, 11, 20)), covers=(FIRST, date(2026, 9, 30)))
    trust.take_bed_days(
        bed_days(*((f"{month:%Y-%m}", "Northgate", "Medicine", "Ward 7", BEDS) for month in OF))
    )
    return trust


def peer_pack(organisation: str, incidents: int, beds: float = 2000.0) -> PeerPack:
    """So many incidents in each of the seven months."""
    figures = tuple(
        PeerFigure(month_code(month), "lfpse", "All", incidents, State.SHOWN, beds) for month in OF
    )
    return PeerPack(organisation, "acute", "edition 1", figures, COUNT, f"sha of {organisation}")


PEERS = {"R1Z": 15, "R2Z": 20, "R3Z": 20, "R4Z": 15, "R5Z": 20, "R6Z": 60}


def keep_peers(store: Store, *names: str) -> None:
    for name in names or PEERS:
        work.keep_peer_pack(store, SINGLE_USER, peer_pack(name, PEERS[name]), NOW, agreed=True)
