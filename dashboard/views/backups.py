"""Backups: when the last one was made, where they lie, one made now; and the guide when something is damaged."""

import streamlit as st

from dashboard import work
from dashboard.domain.backup import OLD_AFTER, backups_in
from dashboard.domain.periods import london_moment_in_words
from dashboard.domain.reader import Reader, Role
from dashboard.domain.store import Store, StoreProblem
from dashboard.findings.words import count_of
from dashboard.views.damage_guide import guide, offer_restore
from dashboard.views.folded import folded
from dashboard.views.reader import current_reader
from dashboard.views.said import plain, quietly, say
from dashboard.views.store_seen import damage_seen, real_store
from dashboard.views.tell import acts_done, say_what_was_done, tell_and_rerun

LISTED = 20


def render() -> None:
    reader, store = current_reader(), real_store()
    if problem := damage_seen():
        say_what_was_done()
        guide(problem)
        return
    st.title("Backups")
    say_what_was_done()
    if reader.role is not Role.MSO:
        quietly("Only the Medication Safety Officer makes and restores backups.")
        return
    _lost_imports(store, reader)
    if not store.has_register():
        say(
            "There is nothing to back up yet: the made-up trust is shown until the first extract is uploaded."
        )
    else:
        _when_the_last(store, reader)
        _make_one(store, reader)
    _those_there_are(store, reader)


def _lost_imports(store: Store, reader: Reader) -> None:
    """A log that was cut short says nothing of what it has lost."""
    if lost := work.lost_imports(store, reader, work.now_utc()):
        st.warning(
            plain(
                f"{count_of(len(lost), 'import')} that the audit trail knows are not in the register, because the computer lost what was being written: "
                f"upload again {'; '.join(each.in_words() for each in lost)}."
            )
        )


def _when_the_last(store: Store, reader: Reader) -> None:
    now = work.now_utc()
    last = work.last_backup(store, reader, now)
    if last is None:
        say("No backup yet. When this disk fails, everything that was uploaded and decided is lost.")
        return
    made, name, detail = last
    say(f"The last backup, {name}, was made on {london_moment_in_words(made)}.")
    quietly(f"{detail[:1].upper()}{detail[1:]}.")
    if now - made > OLD_AFTER:
        st.warning(
            plain(
                f"That is {count_of((now - made).days, 'day')} ago: what was uploaded or decided since would have to be done again."
            )
        )


def _make_one(store: Store, reader: Reader) -> None:
    folder = work.backup_folder(store)
    pressed = st.button("Make a backup now", type="primary", key=f"back-up-{acts_done()}")
    quietly(
        f"It goes to {folder}: the register, the desk, and every edition, while everyone goes on working. Keep a copy on another disk: a backup on this "
        "one is lost with it. A backup holds the same personal data as the store, and is kept as safe."
    )
    if not pressed:
        return
    try:
        with st.spinner("Copying, and looking at the copy"):
            backup = work.back_up(store, reader, work.now_utc())
    except StoreProblem as problem:
        st.error(plain(str(problem)))
        return
    left = backup.manifest.left_out
    but = (
        f" {count_of(len(left), 'edition')} could not be read and are left out: {', '.join(map(str, left))}."
        if left
        else ""
    )
    tell_and_rerun(f"{backup.name} was made and looked at: it is whole.{but}")


def _those_there_are(store: Store, reader: Reader) -> None:
    backups = backups_in(work.backup_folder(store))
    if not backups:
        return
    st.header("Those there are", anchor=False)
    lines = [
        f"- {plain(each.name)}: {plain(london_moment_in_words(each.manifest.made_at))}, {count_of(len(each.manifest.editions()), 'edition')}, "
        f"{each.manifest.bytes / 1e6:,.0f} MB"
        for each in backups[:LISTED]
    ]
    st.markdown("\n".join(lines))
    by_name = {each.name: each for each in backups[:LISTED]}

    def draw() -> None:
        chosen = st.selectbox("Backup", [*by_name], key=f"backup-chosen-{acts_done()}", width=520)
        offer_restore(store, reader, by_name[chosen])

    folded("Restore one of them", "restore-a-backup", draw)
