"""The checklists of the officer's post, as data: coming into it, the first thirty days with the data, leaving it."""

from dataclasses import dataclass
from enum import StrEnum


class Checklist(StrEnum):
    STARTING = "Getting started in post"
    FIRST_DAYS = "The first thirty days with the data"
    LEAVING = "Leaving the post"


@dataclass(frozen=True)
class Step:
    """`key` is what the desk keeps it by, and never changes. `page` and `link` lead to where it is done, where that is here."""

    key: str
    checklist: Checklist
    words: str
    page: str = ""
    link: str = ""


def _of(checklist: Checklist, *steps: tuple[str, ...]) -> tuple[Step, ...]:
    return tuple(Step(key, checklist, *more) for key, *more in steps)


STARTING = _of(
    Checklist.STARTING,
    ("start-mhra", "Be registered with the MHRA as this organisation's named officer: ask for its form by e-mail"),
    ("start-mailbox", "Be able to open the organisation's generic medication safety mailbox"),
    ("start-network", "Write to the chair of the local or regional network, to be introduced to the group"),
    ("start-people", "Meet the people and groups here whom the work depends on"),
    ("start-manager", "Meet whoever manages the incident reporting system"),
    ("start-system", "Be able to sign in to the incident reporting system"),
    ("start-mso-workspace", "Join the officers' workspace on FutureNHS: the national network lead lets you in"),
    ("start-safety-workspace", "Join the NHS Patient Safety workspace on FutureNHS"),
    ("start-medsip-workspace", "Join the workspace of the Medicines Safety Improvement Programme (MedSIP) on FutureNHS"),
    ("start-follow", "Follow the officers' network, @MSONetwork, where it writes in public"),
)  # fmt: skip
"""What an officer new in post does first (NHS England, The medication safety officer role: Getting started in post)."""

FIRST_DAYS = _of(
    Checklist.FIRST_DAYS,
    ("data-extract", "Upload an extract of incidents", "upload", "Upload"),
    ("data-coverage", "Say which months it covers, until none is in doubt", "coverage-and-quality", "Coverage"),
    ("data-words", "Place the words that no list knows", "upload?part=Words", "Words"),
    ("data-names", "Confirm the names of medicines that no list knows", "medicines", "Medicines"),
    ("data-wards", "Bring wards that are written in several ways under one name", "wards-and-activity", "Wards"),
    ("data-bed-days", "Load bed days, so that rates can be drawn", "wards-and-activity", "Wards and activity"),
    ("data-release", "Release an edition, so that others see it", "upload?part=Editions and imports", "Release"),
    ("data-pack", "Make a pack for the committee or the director", "packs", "Packs"),
)  # fmt: skip

LEAVING = _of(
    Checklist.LEAVING,
    ("leave-mailbox", "Make sure that somebody can open the generic mailbox from the first day without you"),
    ("leave-database", "Ask for the form that changes the officer's details in the national database, and send it"),
    ("leave-mhra", "Tell the MHRA who is the named officer from now on"),
    ("leave-network", "Tell the network, the director and the accountable officer for controlled drugs who comes next"),
    ("leave-listings", "Tell the manager of the incident system to whom listings go from now on"),
    ("leave-open", "Give an owner to every open card, safety action and alert", "safety-actions", "Safety actions"),
    ("leave-words", "Read each break and annotation: can its reason be understood without you?", "series-breaks", "Series breaks"),
    ("leave-role", "Give your successor the role of officer here", "people", "People"),
    ("leave-backup", "Make a backup, and say where it is", "backups", "Backups"),
    ("leave-pack", "On the last day, write the handover pack"),
)  # fmt: skip

STEPS = (*STARTING, *FIRST_DAYS, *LEAVING)
BY_KEY = {step.key: step for step in STEPS}
