"""Benchmark packs: write the trust's own, keep those of others, list them, take one away, bring it back."""

import argparse
from pathlib import Path
from typing import Any

from dashboard import work
from dashboard.cli.edition_asked import asking_of
from dashboard.cli.person import PERSON
from dashboard.cli.telling import Refusal, existing, tell
from dashboard.domain.benchmark import NOT_STATED, TYPES
from dashboard.domain.extract import RefusedFile
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.store import Store
from dashboard.domain.whole_file import write_whole
from dashboard.edition import editions_of, withdrawn_sentence
from dashboard.findings.benchmark import own_pack
from dashboard.findings.peers import names_of_peers
from dashboard.reports.benchmark_csv import benchmark_csv, benchmark_file_name


def add_to(command: Any) -> None:
    found = command("benchmark", write_pack, "Write the benchmark pack of a released edition as a CSV file.")
    found.add_argument("--out", type=Path, required=True, metavar="FILE", help="a file, or a folder for it")
    found.add_argument("--edition", type=int, metavar="N", help="the latest released one when left out")
    found.add_argument("--pseudonym", action="store_true", help="this trust's pseudonym and not its code")
    found.add_argument(
        "--type", dest="kind", choices=TYPES, default=NOT_STATED, help="what kind of organisation it is"
    )
    found = command("benchmark-import", import_pack, "Keep another organisation's benchmark pack.")
    found.add_argument("file", type=Path, metavar="FILE")
    found.add_argument(
        "--agreed", action="store_true", help="you say that the organisation agreed to the comparison"
    )
    found = command("benchmark-packs", list_packs, "List the packs of others that are kept.")
    found.add_argument("--named", action="store_true", help="the organisations' own codes and not letters")
    for name, run, words in (
        ("benchmark-remove", remove_pack, "Compare with a pack no longer."),
        (
            "benchmark-bring-back",
            bring_back_pack,
            "Compare again with a pack that was taken away or replaced.",
        ),
    ):
        command(name, run, words).add_argument("number", type=int, metavar="NUMBER", help="of the pack")


def write_pack(options: argparse.Namespace, store: Store) -> None:
    editions = editions_of(store, PERSON)
    wanted = [each for each in editions if each.edition_id == options.edition or options.edition is None]
    if options.edition is None:
        wanted = [each for each in editions if not each.is_draft]
    if options.edition is not None and (withdrawn := withdrawn_sentence(store, options.edition)):
        raise Refusal(withdrawn)
    if not wanted:
        which = "released edition" if options.edition is None else f"edition {options.edition}"
        raise Refusal(f"There is no {which} in {store.root}; see `python -m dashboard editions`.")
    now = work.now_utc()
    name = work.own_name(store, now, pseudonym=options.pseudonym)
    pack = own_pack(asking_of(store, wanted[0], IncidentFilter(), editions), name, options.kind)
    if isinstance(pack, str):
        raise Refusal(pack)
    number = wanted[0].edition_id
    path = options.out / benchmark_file_name(name, number) if options.out.is_dir() else options.out
    work.note_benchmark(
        store, PERSON, pack, number, now
    )  # before the file is there, so that nothing leaves unnoted
    try:
        write_whole(path, benchmark_csv(pack))
    except OSError as problem:
        raise Refusal(f"{path} cannot be written ({problem.strerror}).") from None
    told = {"file": str(path), "organisation": name, "edition": number, "rows": len(pack.rows)}
    tell(
        options,
        told,
        lambda: (
            f"{path}: {len(pack.rows):,} rows of edition {number}, as {name}. Share it only as your trust has agreed."
        ),
    )


def import_pack(options: argparse.Namespace, store: Store) -> None:
    now = work.now_utc()
    staged = work.stage(store, existing(options.file), now)
    read = work.read_peer_pack(store, staged, options.file.name, now)
    if isinstance(read, RefusedFile):
        raise Refusal(read.sentence)
    number, replaced = work.keep_peer_pack(store, PERSON, read, now, agreed=options.agreed)
    told = {"pack": number, "replaces": replaced, "rows": read.rows}
    instead = f" It takes the place of pack {replaced}." if replaced else ""
    tell(options, told, lambda: f"Pack {number} is kept ({read.rows:,} rows read).{instead}")


def list_packs(options: argparse.Namespace, store: Store) -> None:
    kept = work.peers(store, PERSON, work.now_utc())
    names = names_of_peers(kept, named=options.named)
    told = [
        {
            "pack": each.number,
            "organisation": names[each.number],
            "type": each.organisation_type,
            "kept_on": each.kept_on,
        }
        for each in kept
    ]
    tell(
        options,
        {"packs": told},
        lambda: (
            "\n".join(
                f"{each['pack']}: {each['organisation']}, {each['type']}, kept {each['kept_on']:%d/%m/%Y}"
                for each in told
            )
            or "No pack of another organisation is kept."
        ),
    )


def remove_pack(options: argparse.Namespace, store: Store) -> None:
    work.remove_peer_pack(store, PERSON, options.number, work.now_utc())
    tell(options, {"pack": options.number}, lambda: f"Pack {options.number} is taken away.")


def bring_back_pack(options: argparse.Namespace, store: Store) -> None:
    work.bring_back_peer_pack(store, PERSON, options.number, work.now_utc())
    tell(options, {"pack": options.number}, lambda: f"Pack {options.number} is compared with again.")
