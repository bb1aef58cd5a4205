"""A trust in which everything was decided, for the tests of what it hands over; and packs with something wrong in them."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from dashboard import desk, register, work
from dashboard.domain.dated import DatedKind, DatedRecord
from dashboard.domain.extract import RefusedFile
from dashboard.domain.medicines import ConfirmedName, LocalGroup, MedicineDecisions
from dashboard.domain.profile import PlacedWord, Profile
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.saved_view import SavedView
from dashboard.domain.words import SourceSystem
from dashboard.extracts.handover import PACK, unpacked
from dashboard.extracts.limits import Limits
from dashboard.extracts.medicines.writing import key_of
from dashboard.extracts.written_medicines import name_writings
from dashboard.register import MonthSaid, Place
from tests.made_up_incidents import NOW, TrustUnderTest, as_csv, datix, one

COVERS = (date(2025, 7, 1), date(2025, 12, 31))
REFERENCES = ("DX-77101", "DX-77102", "DX-77103", "DX-77104", "DX-77105")
NOT_DECIDED_ON = ("Zzqbrew ward", "Qxtrodrip", "Wobbly grade", "Mrs Example fell")
"""A ward, a name of a medicine, a word and a remark that stand in incidents and that nobody decided about."""
BNF_HEADINGS = (
    "BNF Chapter", "BNF Chapter Code", "BNF Section", "BNF Section Code", "BNF Paragraph", "BNF Paragraph Code",
    "BNF Subparagraph", "BNF Subparagraph Code", "BNF Chemical Substance", "BNF Chemical Substance Code", "BNF Product",
    "BNF Product Code", "BNF Presentation", "BNF Presentation Code",
)  # fmt: skip


def listing() -> bytes:
    first, second, third, fourth, fifth = REFERENCES
    return datix(
        one(first, harm="Cat 3", drug="Warfrin tabs", ward="W7", on="04/09/2025"),
        one(second, harm="Low", drug="Zorbatine sodium", ward="Ward Seven", on="09/10/2025"),
        one(third, harm="No harm", drug="Insulin glargine", ward=NOT_DECIDED_ON[0], on="11/10/2025"),
        one(fourth, harm=NOT_DECIDED_ON[2], drug=NOT_DECIDED_ON[1], ward="W7", on="12/11/2025"),
        one(fifth, harm="Low", drug="Amoxicillin", ward="W7", on="14/11/2025", error=NOT_DECIDED_ON[3]),
        run_on=date(2026, 3, 1),
    )


def take_in(trust: TrustUnderTest) -> None:
    trust.take(listing(), covers=COVERS)


def decide_everything(trust: TrustUnderTest) -> None:
    """One decision of every kind at least, one of them taken back, some with what must not leave. Published once, at the end: an
    edition for each would take most of a test's time."""
    store, officer = trust.store, SINGLE_USER
    desk.change_setting(store, officer, "trust_name", "Northgate *Trust*", NOW)
    desk.change_setting(store, officer, "complete_from_percent", "90", NOW)
    profile = Profile(
        "The monthly listing", SourceSystem.DATIX, ("ID", "Grade", "Ward (own)"), (("Grade", "harm"), ("Ward (own)", None)),
        month_first=True,
    )  # fmt: skip
    desk.save_profile(store, officer, profile, NOW)
    register.place_words(store, officer, [PlacedWord("harm", SourceSystem.DATIX, "Cat 3", "Moderate")], NOW)
    name = ConfirmedName("Warfrin tabs", ("warfarin",))
    readings = name_writings([("Warfrin tabs", "")], MedicineDecisions((name,)))
    register.confirm_names(store, officer, [(name, key_of(name.written))], readings, NOW)
    row = (
        "Cardiovascular System", "02", "Anticoagulants and protamine", "0208", "Parenteral anticoagulants", "020801",
        "Parenteral anticoagulants", "0208010", "Zorbatine sodium", "0208010ZZ", "Zorbatine sodium", "0208010ZZAA",
        "Zorbatine sodium 10mg tablets", "0208010ZZAAAAAA",
    )  # fmt: skip
    staged = work.stage(store, as_csv(BNF_HEADINGS, [row]), NOW)
    loaded = work.load_medicine_list(store, officer, staged, "20261101_BNF.csv", NOW)
    assert not isinstance(loaded, RefusedFile), loaded
    register.keep_group(store, officer, LocalGroup("Watched closely", ("warfarin", "insulin glargine")), NOW)
    seven = Place("Ward 7", "Northgate", "Medicine", (("Northgate", "W7"), ("Northgate", "Ward Seven")),
                  date(2020, 1, 1), None, (("Surgery", date(2025, 11, 1)),))  # fmt: skip
    register.keep_place(store, officer, seven, NOW)
    register.edit_coverage(
        store, officer, SourceSystem.DATIX, "Northgate", date(2025, 8, 1), MonthSaid.MISSING, "Not sent", NOW
    )
    form = DatedRecord(
        DatedKind.BREAK, date(2025, 10, 1), "New form", "=It asks for omitted doses", evidence="4.2"
    )
    ward = DatedRecord(DatedKind.BREAK, date(2025, 9, 1), "Ward moved", "Said twice", site="Northgate")
    number = desk.add_dated_record(store, officer, ward, NOW)
    desk.add_dated_record(store, officer, form, NOW)
    desk.take_back_dated_record(store, officer, number, NOW)
    told = DatedRecord(
        DatedKind.ANNOTATION, date(2025, 9, 5), f"After {REFERENCES[0].lower()}.", owner="Team"
    )
    desk.add_dated_record(store, officer, told, NOW)
    views = (
        SavedView("Insulins", "drug-classes", "drug_class=Insulins", "Last 12 months"),
        SavedView("One case", "incidents", f"location=Ward+7&find={REFERENCES[1]}"),
        SavedView("Ring 07700 900123", "overview"),
    )
    for view, on_agenda in zip(views, (True, False, True), strict=True):
        work.save_view(store, officer, view, NOW, on_agenda=on_agenda)
    desk.put_marks(store, officer, [(1, ""), (2, ""), (2, "secret tag")], NOW)
    trust.edition = work.publish(store, officer, NOW).edition_id


def rewritten(
    pack: bytes, change: Callable[[dict[str, bytes]], None] | None = None, *, rehash: bool = True
) -> bytes:
    """The pack with its files changed; with `rehash` the manifest says of the changed ones what they are."""
    with zipfile.ZipFile(io.BytesIO(pack)) as archive:
        files = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    if change:
        change(files)
    if rehash:
        manifest = json.loads(files["manifest.json"])
        for name in manifest["files"]:
            if name in files:
                manifest["files"][name]["sha256"] = hashlib.sha256(files[name]).hexdigest()
        files["manifest.json"] = json.dumps(manifest).encode()
    return zipped(files)


def zipped(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def pack_by_hand(decisions: Mapping[str, list[dict[str, Any]]], **manifest: Any) -> bytes:
    """A pack as format 1 is, with these rows and nothing besides."""
    files = {f"decisions/{name}.json": json.dumps(rows).encode() for name, rows in decisions.items()}
    said = {
        "format": 1, "product_version": "0.1.0", "written_at": "2026-11-23T12:00:00", "trust_name": "Northgate", "made_up": False,
        "files": {name: {"sha256": hashlib.sha256(content).hexdigest()} for name, content in files.items()},
    }  # fmt: skip
    return zipped({**files, "manifest.json": json.dumps({**said, **manifest}).encode()})


def read_here(pack: bytes, folder: Path, *, limits: Limits = PACK) -> dict[str, Any]:
    """What the limited process would hand back, without a process."""
    path = folder / hashlib.sha256(pack).hexdigest()[:16]
    path.write_bytes(pack)
    return json.loads(json.dumps(unpacked(path, "pack.zip", limits)))


LATER = datetime(2027, 1, 4, 9, 30)
"""When the successor takes over."""
