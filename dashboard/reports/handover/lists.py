"""The two lists of a handover pack for people: whom to know, and what to do when. What the officer's desk holds stands in them; where it
holds nothing they are forms to fill in."""

from collections.abc import Iterator

from dashboard.domain.handover import Handover
from dashboard.domain.learning.checklists import STEPS, Checklist
from dashboard.domain.learning.post import ChecklistStep, Contact
from dashboard.domain.learning.record import CONTENT, Kind
from dashboard.domain.learning.written import understood

CONTACT_COLUMNS = ("Role", "What for", "Name", "E-mail", "Telephone", "Registered on", "Note")
CHECK_COLUMNS = ("When", "What", "Where", "Done on", "By", "Note")

CONTACT_ROLES = (
    ("Generic medication safety mailbox", "Essential communications; has to be read from the first day"),
    ("MHRA", "Registration as the named officer; alerts and recalls"),
    ("National database of medication safety officers", "Change of the officer's details"),
    ("Medication Safety Officer before you", "Why something was decided as it was"),
    ("Chief pharmacist", "Line of accountability; resources"),
    ("Medical or nursing director", "Receives the director's pack"),
    ("Chair of the medication safety committee", "Agenda, date of the next meeting"),
    ("Patient safety specialist", "PSIRF, safety actions, learning responses"),
    (
        "Controlled drugs accountable officer",
        "Incidents that involve a Schedule 2 to 5 medicine; occurrence reports",
    ),
    ("Medical device safety officer", "Pumps and other devices in medication incidents"),
    ("Lead of the incident system", "Who runs the listing, which columns it has, when a form changes"),
    ("Information analyst", "Occupied bed days by ward and month"),
    ("Electronic prescribing lead", "Go-lives and changes that make a break in the series"),
    ("Information governance or Caldicott guardian", "What may leave the trust, and in which profile"),
    ("IT", "Where the dashboard and its store's folder are; who keeps and tries the backup"),
    ("Regional medication safety network", "Meetings; agreements on sharing figures"),
)
"""(role, what for)"""

CHECKS = (
    ("Before the handover", "Write this pack on the last day, not before", "Settings, part Hand over"),
    (
        "Before the handover",
        "Back up the store's folder, and open the backup once on another computer",
        "IT",
    ),
    (
        "Before the handover",
        "Say for each break and annotation whether its reason can be understood alone",
        "Series breaks; Annotations",
    ),
    (
        "Before the handover",
        "Tell the lead of the incident system to whom listings go from now on",
        "contacts.csv",
    ),
    (
        "Day one",
        "Restore the backup, or take this pack over and import the listings again",
        "README.md, Your first day",
    ),
    (
        "Day one",
        "Run the check of the register",
        "python -m dashboard check",
    ),
    ("Day one", "Read the settings and say whether they still hold", "Settings"),
    ("First week", "Get a new listing and import it", "Upload"),
    ("First week", "Place the words and confirm the names of medicines that wait", "Upload; Medicines"),
    (
        "First week",
        "Read what a high rate of recording means before you speak about one",
        "Methods and glossary",
    ),
    (
        "First month",
        "Compare the count of one month with the incident system's own report",
        "Incidents",
    ),
    ("First month", "Get bed days to the newest complete month", "Wards and activity"),
    (
        "First month",
        "Release an edition, and take the committee through the agenda",
        "Upload; Agenda",
    ),
    (
        "First month",
        "Ask what went live or changed its form since the newest break",
        "Series breaks",
    ),
    ("Each month", "Import, tidy, release; make the committee's pack; back up", "Upload"),
)
"""(when, what, where)"""


def contact_rows(handover: Handover) -> list[tuple[object, ...]]:
    """A row for each usual role, filled where the desk holds it, then what else the desk holds."""
    held: dict[str, list[Contact]] = {}
    for each in _newest(handover, Kind.CONTACT):
        held.setdefault(each.what.strip().casefold(), []).append(each)
    rows: list[tuple[object, ...]] = []
    for role, what_for in CONTACT_ROLES:
        of_role = held.pop(role.casefold(), [])
        rows += [_contact(each, what_for) for each in of_role] or [(role, what_for, *[""] * 5)]
    return rows + [_contact(each, "") for others in held.values() for each in others]


def _contact(contact: Contact, what_for: str) -> tuple[object, ...]:
    return (
        contact.what, what_for, contact.name, contact.address, contact.telephone, contact.registered_on or "", contact.note,
    )  # fmt: skip


def check_rows(handover: Handover) -> list[tuple[object, ...]]:
    """The form, and before it the steps of leaving the post, with their days, once the desk holds one of them."""
    form: list[tuple[object, ...]] = [(*row, "", "", "") for row in CHECKS]
    noted: dict[str, ChecklistStep] = {each.step: each for each in _newest(handover, Kind.CHECKLIST)}
    leaving = [step for step in STEPS if step.checklist is Checklist.LEAVING]
    if not any(step.key in noted for step in leaving):
        return form
    rows = []
    for step in leaving:
        held = noted.get(step.key, ChecklistStep(step.key))
        rows.append((Checklist.LEAVING.value, step.words, step.link, held.done_on or "", "", held.note))
    return rows + form


def _newest(handover: Handover, kind: Kind) -> Iterator:
    """The records of a kind as they stand: of each number its last revision, unless that was taken back."""
    last = {}
    for row in handover.decided.get("post", ()):
        if (
            row["kind"] == kind.value
            and row["revision"] > last.get(row["number"], {"revision": 0})["revision"]
        ):
            last[row["number"]] = row
    for number in sorted(last):
        if not last[number]["taken_back"]:
            yield understood(CONTENT[kind], last[number]["content"])
