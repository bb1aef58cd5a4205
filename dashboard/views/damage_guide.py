"""When a file of the store is damaged: what it is, what still works, what to do in which order; never half a page."""

from collections.abc import Callable
from typing import NoReturn

import streamlit as st

from dashboard import work
from dashboard.domain.backup import Backup, backups_in
from dashboard.domain.periods import london_moment_in_words
from dashboard.domain.reader import Reader, Role
from dashboard.domain.store import Damaged, DiskFull, Store, StorePart, StoreProblem
from dashboard.edition import latest_edition
from dashboard.findings.words import count_of
from dashboard.views.edition_choice import show_newest
from dashboard.views.reader import current_reader
from dashboard.views.said import plain, quietly, say
from dashboard.views.store_seen import damage_seen, look_at_store, real_store
from dashboard.views.tell import acts_done, tell_and_rerun

BACKUPS = "backups"
NEED_REGISTER = ("upload", "medicines", "wards-and-activity")
"""Pages that are nothing without the register: the guide stands in their place."""

TITLES = {
    StorePart.REGISTER: "The register is damaged",
    StorePart.LOG: "The log of the register is damaged",
    StorePart.DESK: "The desk file is damaged",
    StorePart.EDITION: "An edition is damaged",
}
WHAT_IT_IS = {
    StorePart.REGISTER: "The register holds what every listing said. Its file is not what was written: a disk, a copy or another program has "
    "changed it. Nothing was deleted, and nobody did anything wrong by opening this page.",
    StorePart.LOG: "Beside the register lies a log of what was being written when the program last ended. It is not what was written, and the "
    "register refuses to open with it. What was stored before it is whole.",
    StorePart.DESK: "The desk file holds what was decided: settings, annotations, series breaks, saved views, who may see what, the audit trail. "
    "It is not what was written.",
    StorePart.EDITION: "An edition is a file that pages read. This one is not what was written.",
}
NO_BACKUP_LEFT = {
    StorePart.REGISTER: "Ask whoever looks after this computer for the newest copy of the folder {root}. Where there is none: move "
    "register.duckdb out of the folder (keep it), start the dashboard again, and upload the trust's listings from the oldest to the newest. "
    "Annotations, breaks and settings stay; words, wards and names of medicines that were placed have to be placed again.",
    StorePart.LOG: "Ask whoever looks after this computer for the newest copy of the folder {root}.",
    StorePart.DESK: "Ask whoever looks after this computer for the newest copy of the folder {root}. Where there is none: move desk.sqlite3, "
    "desk.sqlite3-wal and desk.sqlite3-shm out of the folder (keep them) and start the dashboard again: it begins an empty desk, and settings, "
    "annotations and breaks have to be entered again. Incidents stay.",
    StorePart.EDITION: "Publish again: under Settings, or with `python -m dashboard publish`.",
}


def guide(problem: StoreProblem) -> None:
    """The whole of a page whose store cannot be read."""
    if (
        isinstance(problem, Damaged)
        and problem.part is not StorePart.EDITION
        and damage_seen() is None
        and look_at_store()
    ):
        st.rerun()  # found while a page was half drawn: the next run knows of it before it begins
    if not isinstance(problem, Damaged):
        st.title("The disk is full" if isinstance(problem, DiskFull) else "The data cannot be opened")
        say(str(problem))
        _look_again()
        return
    reader, store = current_reader(), real_store()
    st.title(TITLES[problem.part])
    say(WHAT_IT_IS[problem.part])
    quietly(str(problem).replace("`", ""))
    st.header("What still works", anchor=False)
    say(_what_works(problem.part, store, reader))
    st.header("What to do, in this order", anchor=False)
    if reader.role is not Role.MSO:
        say("Tell the Medication Safety Officer, who can restore a backup. You need do nothing.")
        return
    for number, step in enumerate(_steps(problem, store, reader), 1):
        st.subheader(f"Step {number}", anchor=False)
        step()


def say_that_store_is_damaged(page: str) -> None:
    """Above a page that does not need what is damaged. Raises the problem where the page does; every page needs the desk."""
    problem = damage_seen()
    if problem is None or page == BACKUPS:
        return
    if not isinstance(problem, Damaged) or problem.part is StorePart.DESK or page in NEED_REGISTER:
        raise problem
    with st.container(key="store-damaged", horizontal=True, vertical_alignment="center"):
        st.markdown(
            f"**{TITLES[problem.part]}.** Figures are read from an edition, which is whole; nothing can be uploaded or changed."
        )
        if leads_to := st.session_state.get("pages", {}).get(BACKUPS):
            st.page_link(leads_to, label="What to do", icon=None)


def _what_works(part: StorePart, store: Store, reader: Reader) -> str:
    if part is StorePart.DESK:
        return "The register and the editions are files of their own and are not touched. No page is shown before the desk is back, because it says who may see what."
    if part is StorePart.EDITION:
        return "Every other edition, uploading, and everything that was decided."
    latest = latest_edition(store, reader)
    if latest is None:
        return "What was decided is whole. No edition was published yet, so there are no figures to look at."
    return (
        f"Every page of figures, packs and the agenda: they read edition {latest.edition_id}, a file of its own. Uploading, placing words, wards and names "
        "of medicines, and publishing wait until the register is back."
    )


def _steps(problem: Damaged, store: Store, reader: Reader) -> list[Callable[[], None]]:
    part = problem.part
    backups = backups_in(work.backup_folder(store))
    steps: list[Callable[[], None]] = []
    if part is StorePart.EDITION:
        steps += [lambda: _publish_again(store, reader, problem.edition_id or 0)]
    if part is StorePart.LOG:
        steps.append(lambda: _set_log_aside(store, reader))
    if backups and part is StorePart.DESK:
        steps.append(lambda: offer_restore(store, reader, backups[0], work.DESK_ALONE))
    if backups:
        steps.append(lambda: offer_restore(store, reader, backups[0]))
    else:
        steps.append(lambda: _without_a_backup(part, store))
    return [*steps, _look_again]


def offer_restore(store: Store, reader: Reader, backup: Backup, only: str = "everything") -> None:
    """What a restore does, the yes to it, and the button."""
    made = london_moment_in_words(backup.manifest.made_at)
    if only == work.DESK_ALONE:
        say(
            f"Restore the desk alone from the backup of {made}: what was decided since has to be decided again. Incidents stay as they are."
        )
    else:
        say(
            f"Restore everything from the backup of {made}, with {count_of(len(backup.manifest.editions()), 'edition')}: what was uploaded or decided "
            "since has to be done again."
        )
    quietly(
        "What lies in the store now is moved aside and not deleted. The backup is looked at first; one that is damaged changes nothing."
    )
    key = f"{only}-{backup.manifest.number}-{acts_done()}"
    sure = st.checkbox("I have read what has to be done again", key=f"sure-{key}")
    if not st.button(
        "Restore the desk" if only == work.DESK_ALONE else "Restore this backup",
        key=f"restore-{key}", disabled=not sure,
    ):  # fmt: skip
        return
    try:
        with st.spinner("Looking at the backup, and putting it in place"):
            done = work.restore_backup(store, reader, backup, work.now_utc(), only)
    except StoreProblem as problem:
        st.error(plain(str(problem)))
        return
    _done(
        f"{done.backup} was restored. What was there lies in {done.set_aside.name if done.set_aside else 'no folder: there was nothing'}."
    )


def _set_log_aside(store: Store, reader: Reader) -> None:
    say(
        "Set the log aside. It is kept under another name; the register then opens as it was when it last wrote everything down. What was being "
        "written has to be uploaded again: you are told what."
    )
    if not st.button("Set the log aside", type="primary", key=f"set-log-aside-{acts_done()}"):
        return
    try:
        with st.spinner("Setting the log aside, and looking at the register"):
            aside, lost = work.set_log_aside(store, reader, work.now_utc())
    except StoreProblem as problem:
        st.error(plain(str(problem)))
        return
    again = (
        f" Upload again: {'; '.join(each.in_words() for each in lost)}." if lost else " No import was lost."
    )
    _done(f"The log lies in {aside.name}.{again}")


def _publish_again(store: Store, reader: Reader, edition_id: int) -> None:
    say(
        f"Publish again: a new edition with what the register holds now, a draft. Edition {edition_id} is moved aside and not deleted. Earlier editions "
        "can be looked at meanwhile, under As it stood."
    )
    if not st.button("Publish again", type="primary", key=f"publish-again-{acts_done()}"):
        return
    try:
        with st.spinner("Publishing a draft edition"):
            edition = work.publish_in_place_of(store, reader, edition_id, work.now_utc())
    except StoreProblem as problem:
        st.error(plain(str(problem)))
        return
    show_newest()
    _done(f"Edition {edition.edition_id} is a draft.")


def _without_a_backup(part: StorePart, store: Store) -> None:
    say(f"No backup lies in {work.backup_folder(store)}. {NO_BACKUP_LEFT[part].format(root=store.root)}")


def _look_again() -> None:
    say("Look again, when something was changed outside this page.")
    if st.button("Look at the store again", key=f"look-again-{acts_done()}"):
        with st.spinner("Looking at every file"):
            problem = look_at_store()
        tell_and_rerun("Nothing is damaged any more." if problem is None else "It is still so.")


def _done(sentence: str) -> NoReturn:
    look_at_store()
    tell_and_rerun(sentence)
