"""Benchmark packs: whose name they bear, others' packs read and kept, and what left the building noted."""

import logging
from datetime import UTC, datetime
from pathlib import Path

from dashboard import desk
from dashboard.domain.benchmark import BenchmarkPack, KeptPeer, PeerPack, is_organisation
from dashboard.domain.disclosure import HES_RULE
from dashboard.domain.export import Export
from dashboard.domain.extract import RefusedFile
from dashboard.domain.reader import OFFICER, READS_TRUST, Profile, Reader, only
from dashboard.domain.settings import NO_NAME
from dashboard.domain.store import Store, StoreProblem
from dashboard.extracts.benchmark import PACK, read_benchmark
from dashboard.extracts.limits import Limits
from dashboard.extracts.reading import unstage
from dashboard.work.exports import note_export
from dashboard.work.publishing import note_act

log = logging.getLogger("dashboard")

NEEDS_CODE = (
    "A pack under the trust's own code needs the setting organisation_code (such as RXX, in plain letters and digits); set it under "
    "Settings, or use a pseudonym."
)
NOT_BESIDE_EXACT = (
    "A benchmark pack is always by the rule HES, and beside packs for others with exact figures (disclosure_rule under five) a small count "
    "could be worked out: this trust has none."
)
NOT_AGREED = "Another organisation's figures are kept only when you say that it agreed to the comparison."
MADE_UP = "The made-up trust is for looking at only: packs of others are kept beside your own register."


def own_name(store: Store, now: datetime, *, pseudonym: bool) -> str:
    """What the pack of this store calls the trust. Raises StoreProblem where the code is wanted and not set, and where
    packs for others are by a rule that a benchmark pack cannot stand beside.
    """
    held = desk.settings(store, now)
    if held["disclosure_rule"] != HES_RULE:
        raise StoreProblem(NOT_BESIDE_EXACT)
    if pseudonym:
        return desk.pseudonym(store, now)
    code = str(held["organisation_code"]).strip()
    if store.made_up:
        return "MADE-UP"
    if not is_organisation(code):
        raise StoreProblem(NEEDS_CODE)
    return code


def read_peer_pack(
    store: Store, staged: Path, file_name: str, now: datetime, *, limits: Limits = PACK
) -> PeerPack | RefusedFile:
    """Read another organisation's pack; nothing is kept. One's own is refused: it would be compared with itself."""
    read = read_benchmark(staged, file_name, now=now.replace(tzinfo=UTC), limits=limits)
    if isinstance(read, PeerPack) and read.organisation.casefold() in _own_names(store, now):
        return RefusedFile(
            "own pack",
            f"{file_name} is your own pack ({read.organisation}): your figures come from the edition itself, so choose the pack of "
            "another organisation.",
        )
    return read


@only(*OFFICER)
def keep_peer_pack(
    store: Store, reader: Reader, pack: PeerPack, now: datetime, *, agreed: bool
) -> tuple[int, int | None]:
    """Keep a pack that was read, with who says that its organisation agreed. Returns its number, and that of the earlier pack of the
    same organisation that it takes the place of. Raises StoreProblem without the agreement, in the made-up trust, and for
    a file that is kept already.
    """
    if store.made_up:
        raise StoreProblem(MADE_UP)
    if not agreed:
        raise StoreProblem(NOT_AGREED)
    try:
        kept = desk.keep_peer(store, reader, pack, now)
    except ValueError:
        raise StoreProblem(
            f"This very pack of {pack.organisation} is kept already; nothing has changed."
        ) from None
    unstage(pack.sha256, store.staging)
    log.info("keep peer's benchmark pack", extra={"subject": f"pack {kept[0]}", "who": reader.id})
    return kept


@only(*OFFICER)
def remove_peer_pack(store: Store, reader: Reader, number: int, now: datetime) -> None:
    """Compare with a pack no longer. Raises StoreProblem where none of this number is kept."""
    try:
        desk.remove_peer(store, reader, number, now)
    except KeyError:
        raise StoreProblem(f"There is no pack {number} that is kept.") from None


@only(*OFFICER)
def bring_back_peer_pack(store: Store, reader: Reader, number: int, now: datetime) -> None:
    """Compare again with a pack that was taken away or replaced. Raises StoreProblem where none of this number was."""
    try:
        desk.bring_back_peer(store, reader, number, now)
    except KeyError:
        raise StoreProblem(f"There is no pack {number} that was taken away.") from None


@only(*READS_TRUST)
def peers(store: Store, reader: Reader, now: datetime) -> list[KeptPeer]:
    """The packs of others that are kept; none where there is no desk yet."""
    return desk.peers(store, reader, now) if store.desk.exists() else []


def benchmark_export(rows: int, edition_id: int) -> Export:
    """What the audit trail says of a benchmark pack: of the whole trust, by the rule for what is shared."""
    return Export("benchmark pack", "csv", rows, edition_id, profile=Profile.SHARED)


@only(*READS_TRUST)
def note_benchmark(store: Store, reader: Reader, pack: BenchmarkPack, edition_id: int, now: datetime) -> None:
    """The line of the audit trail for a pack that leaves the building."""
    note_export(store, reader, benchmark_export(len(pack.rows), edition_id), now)


@only(*READS_TRUST)
def note_named_peers(store: Store, reader: Reader, peers: int, now: datetime) -> None:
    """The line of the audit trail for looking at peers by their names."""
    note_act(
        store,
        reader,
        "show peers by name",
        "benchmark",
        f"{peers} organisation{'' if peers == 1 else 's'}",
        now,
    )


def _own_names(store: Store, now: datetime) -> set[str]:
    settings = desk.settings(store, now)
    names = {str(settings["organisation_code"]), str(settings["trust_name"]), desk.pseudonym(store, now)}
    return {name.strip().casefold() for name in names - {NO_NAME} if name.strip()}
