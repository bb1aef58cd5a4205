"""Medicines as people decide them: names that wait, names confirmed, the NHSBSA's list, local groups."""

import argparse
from dataclasses import asdict

from dashboard import work
from dashboard.cli.person import PERSON
from dashboard.cli.telling import Refusal, existing, needs_register, tell
from dashboard.domain.extract import RefusedFile
from dashboard.domain.medicines import ConfirmedName, LocalGroup
from dashboard.domain.store import Store
from dashboard.extracts.limits import COMMAND_LINE
from dashboard.findings.medicines import ATTRIBUTION
from dashboard.register import local_groups, names_held

NOTHING = "nothing"


def queue(options: argparse.Namespace, store: Store) -> None:
    """Names that are not recognised, most incidents first, each with the nearest medicine and why."""
    needs_register(store)
    now = work.now_utc()
    naming = work.naming_of(store, PERSON, now)
    waiting = [name for name in names_held(store, PERSON, now) if name.kind == "unrecognised"]
    found = [
        {
            "written": name.written, "incidents": name.incidents,
            "suggestions": [asdict(each) for each in naming.suggest(name.written)],
        }
        for name in waiting
    ]  # fmt: skip

    def in_words() -> str:
        if not found:
            return "Every name in the incidents is recognised, or names no medicine."
        return "\n".join(
            f"{each['written']} ({each['incidents']:,})"
            + "".join(f"; {near['medicine']}? {near['evidence']}" for near in each["suggestions"][:1])
            for each in found
        )

    tell(options, {"names": found}, in_words)


def confirm(options: argparse.Namespace, store: Store) -> None:
    needs_register(store)
    medicines = () if options.means == [NOTHING] else tuple(options.means)
    name = ConfirmedName(options.written, medicines)
    edition = work.confirm_names(store, PERSON, [name], work.now_utc())
    told = {"written": name.written, "medicines": list(medicines), "edition": edition.edition_id}
    tell(options, told, lambda: f"Confirmed; edition {edition.edition_id} holds it.")


def take_back(options: argparse.Namespace, store: Store) -> None:
    needs_register(store)
    edition = work.take_back_name(store, PERSON, options.written, work.now_utc())
    told = {"written": options.written, "edition": edition.edition_id}
    tell(options, told, lambda: f"The lists read it again; edition {edition.edition_id} holds that.")


def load(options: argparse.Namespace, store: Store) -> None:
    """Load the NHSBSA's file beneath the curated list; the same file again changes nothing."""
    needs_register(store)
    now = work.now_utc()
    path = existing(options.file)
    staged = work.stage(store, path, now)
    done = work.load_medicine_list(store, PERSON, staged, path.name, now, limits=COMMAND_LINE)
    if isinstance(done, RefusedFile):
        raise Refusal(done.sentence)
    loaded, edition = done
    told = {
        "version": loaded.version, "names": loaded.names, "sha256": loaded.sha256, "repeat": edition is None,
        "edition": edition.edition_id if edition else None, "attribution": ATTRIBUTION,
    }  # fmt: skip
    version = loaded.version or "a file without a version"
    tell(
        options,
        told,
        lambda: (
            f"{version}: {loaded.names:,} names are loaded already; nothing has changed."
            if edition is None
            else f"{version}: {loaded.names:,} names are loaded; edition {edition.edition_id} is read with them. {ATTRIBUTION}"
        ),
    )


def groups(options: argparse.Namespace, store: Store) -> None:
    needs_register(store)
    found = local_groups(store, PERSON, work.now_utc())
    tell(
        options,
        {"groups": [asdict(group) for group in found]},
        lambda: (
            "\n".join(f"{group.name}: {', '.join(group.medicines)}" for group in found)
            or "There is no local group."
        ),
    )


def group(options: argparse.Namespace, store: Store) -> None:
    """Keep a local group; with 'nothing' it is forgotten."""
    needs_register(store)
    now = work.now_utc()
    if options.medicines == [NOTHING]:
        edition = work.forget_group(store, PERSON, options.name, now)
    else:
        edition = work.keep_group(store, PERSON, LocalGroup(options.name, tuple(options.medicines)), now)
    told = {"group": options.name, "edition": edition.edition_id}
    tell(options, told, lambda: f"Kept; edition {edition.edition_id} holds it.")
