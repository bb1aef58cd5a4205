"""What `report` does: a pack of a template, made and written as files."""

import argparse
import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from dashboard import desk, work
from dashboard.cli.edition_asked import asking_of, of_number
from dashboard.cli.person import PERSON
from dashboard.cli.telling import Refusal, tell
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.pack_period import read_pack_period
from dashboard.domain.reader import Profile
from dashboard.domain.store import Store
from dashboard.edition import ShelvedEdition, editions_of
from dashboard.extracts.medicines.schedules import controlled_schedules
from dashboard.reports.formats import FORMATS, PICTURE_FORMATS
from dashboard.reports.making import OfficersWords, PackRefused
from dashboard.reports.pack import Pack
from dashboard.reports.pack_choices import AsSet
from dashboard.reports.progress import say_nothing
from dashboard.reports.templates import BY_NAME, make_pack, pack_file_name, period_lacks, period_of

ENDINGS = tuple(each.ending for each in (*FORMATS, *PICTURE_FORMATS))


def report(options: argparse.Namespace, store: Store) -> None:
    """Make every file in memory, then write them: a format that fails leaves nothing half done."""
    if options.template not in BY_NAME:
        raise Refusal(f"There is no template '{options.template}'; there are: {', '.join(BY_NAME)}.")
    template, endings = BY_NAME[options.template], _endings(options.format)
    profile = _profile(options.profile)
    asked = IncidentFilter.from_query(options.filter)
    if asked.from_ or asked.until:
        raise Refusal("The days of a pack stand in --period: leave from and until out of --filter.")
    period = read_pack_period(options.period) if options.period else None
    editions = editions_of(store, PERSON)
    edition = _edition(options, store, editions)
    asking = asking_of(store, edition, asked, editions)
    as_set = AsSet.of_settings(desk.settings(store, work.now_utc()))
    try:
        words = OfficersWords(
            options.ask.strip(), tuple(text.strip() for text in options.done if text.strip())
        )
        period = period or period_of(template, asking)
        pack = make_pack(
            template,
            asking,
            profile,
            as_set.look,
            period=period,
            words=words,
            schedules=controlled_schedules(),
            rule=as_set.rule,
            sites_may_be_named=as_set.sites_may_be_named,
        )
        files = dict(_files(pack, endings))
    except PackRefused as refused:
        raise Refusal(str(refused)) from None
    paths = _places(options.out, files, overwrite=options.overwrite)
    for path in paths:  # before the file is there, so that nothing leaves unnoted
        _note(store, pack, path)
    _write(options.out, paths)
    lacks = period_lacks(asking, period)
    if lacks:
        print(lacks, file=sys.stderr)
    told = {
        "template": template.name, "period": period.text if period else None, "edition": pack.edition_id, "profile": profile.value,
        "filter": pack.query, "digest": pack.digest, "incidents_listed": pack.incidents_listed, "not_complete": lacks,
        "files": [str(path) for path in paths],
    }  # fmt: skip
    tell(options, told, lambda: "\n".join((f"{pack.title}. Digest {pack.digest}.", *map(str, paths))))


def _endings(text: str) -> tuple[str, ...]:
    wanted = tuple(
        dict.fromkeys(part.strip().lower().lstrip(".") for part in text.split(",") if part.strip())
    )
    unknown = [part for part in wanted if part not in ENDINGS]
    if unknown or not wanted:
        seen = f"'{unknown[0][:20]}' is none of them" if unknown else "it was empty"
        raise Refusal(f"--format needs one or more of {', '.join(ENDINGS)}, parted by commas; {seen}.")
    return wanted


def _profile(text: str) -> Profile:
    try:
        return Profile(text.lower())
    except ValueError:
        raise Refusal(f"--profile is one of {', '.join(Profile)}; it was '{text[:20]}'.") from None


def _edition(options: argparse.Namespace, store: Store, editions: list[ShelvedEdition]) -> ShelvedEdition:
    if not editions:
        raise Refusal(f"There is no edition in {store.root} yet: import an extract first.")
    if options.edition is not None:
        edition = of_number(store, options.edition, editions)
    else:
        shown = [each for each in editions if options.draft or not each.is_draft]
        if not shown:
            raise Refusal(
                "No edition is released yet: release one, or make a pack of the draft with --draft."
            )
        edition = shown[0]
    if edition.is_draft and not options.draft:
        raise Refusal(
            f"Edition {edition.edition_id} is a draft: release it, or make a pack of it with --draft, which says so on each page."
        )
    return edition


def _files(pack: Pack, endings: tuple[str, ...]) -> list[tuple[str, bytes]]:
    found = [
        (pack_file_name(pack, each.ending), each.write(pack, say_nothing))
        for each in FORMATS
        if each.ending in endings
    ]
    for each in PICTURE_FORMATS:
        if each.ending in endings:
            found += [
                (pack_file_name(pack, each.ending, name), content) for name, content in each.files(pack)
            ]
    return found


def _places(folder: Path, files: Mapping[str, bytes], *, overwrite: bool) -> dict[Path, bytes]:
    """Where each file goes; refused where one of these names is taken."""
    if folder.exists() and not folder.is_dir():
        raise Refusal(f"{folder} is a file; --out needs a folder.")
    paths = {folder / name: content for name, content in files.items()}
    taken = next((path for path in paths if path.exists()), None)
    if taken is not None and not overwrite:
        raise Refusal(f"{taken} is there already: name another folder, or use --overwrite.")
    return paths


def _write(folder: Path, paths: Mapping[Path, bytes]) -> None:
    """Each file whole or not at all: a scheduler that is stopped leaves no half of one."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, content in paths.items():
            handle, partial = tempfile.mkstemp(prefix=".", suffix=".part", dir=folder)
            try:
                with os.fdopen(handle, "wb") as out:
                    out.write(content)
                Path(partial).chmod(0o644)
                Path(partial).replace(path)
            except BaseException:
                Path(partial).unlink(missing_ok=True)
                raise
    except OSError as problem:
        raise Refusal(f"{folder} cannot be written to: {problem.strerror or problem}.") from None


def _note(store: Store, pack: Pack, path: Path) -> None:
    """A line of the audit trail for each file that left."""
    work.note_export(store, PERSON, pack.export(path.suffix.lstrip(".")), work.now_utc())
