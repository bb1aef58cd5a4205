"""Figures that other organisations share for comparison: kept with who said that they agreed, taken away, brought back."""

import secrets
from collections import defaultdict
from datetime import datetime

from dashboard.desk.audit import note_line
from dashboard.desk.file import open_desk
from dashboard.domain.benchmark import PSEUDONYM, KeptPeer, PeerFigure, PeerPack, State
from dashboard.domain.periods import day_in_london
from dashboard.domain.reader import OFFICER, READS_TRUST, Reader, only
from dashboard.domain.store import Store
from dashboard.domain.written_sql import written_sql


@only(*OFFICER)
def keep_peer(store: Store, reader: Reader, pack: PeerPack, now: datetime) -> tuple[int, int | None]:
    """Keep a pack, in the place of an earlier one of the same organisation, as one act; the reader is who says that it agreed.

    Returns the pack's number and that of the one that it took the place of. Raises ValueError where this very file is kept.
    """
    with open_desk(store, now, writes=True) as desk:
        held = desk.execute(written_sql("desk/peer_of_organisation"), (pack.organisation,)).fetchone()
        if held and held[1] == pack.sha256:
            raise ValueError(held[0])
        if held:
            desk.execute(written_sql("desk/remove_peer"), (now.isoformat(), reader.id, held[0])).fetchall()
        number = desk.execute(
            written_sql("desk/keep_peer"),
            (
                pack.organisation, pack.organisation_type, pack.method, pack.sha256, secrets.token_hex(8), now.isoformat(), reader.id,
            ),
        ).fetchone()[0]  # fmt: skip
        desk.executemany(
            written_sql("desk/keep_peer_figure"),
            [
                (
                    number,
                    each.period,
                    each.source,
                    each.harm_level,
                    each.incidents,
                    each.state.value,
                    each.bed_days,
                )
                for each in pack.figures
            ],
        )
        detail = f"{pack.rows} rows, agreement confirmed" + (f", replaces pack {held[0]}" if held else "")
        note_line(desk, reader, "keep peer's benchmark pack", f"pack {number}", detail, now)
    return number, held[0] if held else None


@only(*OFFICER)
def remove_peer(store: Store, reader: Reader, number: int, now: datetime) -> None:
    """Compare with a pack no longer. Raises KeyError when none of this number is kept."""
    with open_desk(store, now, writes=True) as desk:
        found = desk.execute(written_sql("desk/remove_peer"), (now.isoformat(), reader.id, number))
        if not found.fetchall():
            raise KeyError(number)
        note_line(desk, reader, "remove peer's benchmark pack", f"pack {number}", "", now)


@only(*OFFICER)
def bring_back_peer(store: Store, reader: Reader, number: int, now: datetime) -> None:
    """Compare again with a pack that was taken away or replaced; one that is kept of the same organisation gives way.

    Raises KeyError when none of this number was taken away.
    """
    with open_desk(store, now, writes=True) as desk:
        kept = desk.execute(written_sql("desk/peer_of_pack"), (number,)).fetchone()
        if kept is not None:
            desk.execute(written_sql("desk/remove_peer"), (now.isoformat(), reader.id, kept[0])).fetchall()
        if not desk.execute(written_sql("desk/bring_back_peer"), (number,)).fetchall():
            raise KeyError(number)
        note_line(desk, reader, "bring back peer's benchmark pack", f"pack {number}", "", now)


@only(*READS_TRUST)
def peers(store: Store, reader: Reader, now: datetime) -> list[KeptPeer]:
    """Every pack that is kept, in the order of the marks that were drawn by lot."""
    with open_desk(store, now) as desk:
        packs = desk.execute(written_sql("desk/peers")).fetchall()
        rows = desk.execute(written_sql("desk/peer_figures")).fetchall() if packs else []
    figures: dict[int, list[PeerFigure]] = defaultdict(list)
    for number, period, source, harm_level, incidents, state, bed_days in rows:
        figures[number].append(PeerFigure(period, source, harm_level, incidents, State(state), bed_days))

    def day(moment: str):
        return day_in_london(datetime.fromisoformat(moment))

    return [
        KeptPeer(number, name, kind, mark, tuple(figures[number]), day(kept_at), kept_by, day(agreed_at), agreed_by)
        for number, name, kind, mark, kept_at, kept_by, agreed_at, agreed_by in packs
    ]  # fmt: skip


def pseudonym(store: Store, now: datetime) -> str:
    """What this trust is called where it does not give its name: drawn by lot once, and not worked out from anything."""
    with open_desk(store, now) as desk:
        drawn = desk.execute(written_sql("desk/pseudonym")).fetchone()
    if drawn is None:
        with open_desk(store, now, writes=True) as desk:
            desk.execute(
                written_sql("desk/draw_pseudonym"), (f"{PSEUDONYM}{secrets.token_hex(4)}", now.isoformat())
            )
            drawn = desk.execute(written_sql("desk/pseudonym")).fetchone()
    return drawn[0]
