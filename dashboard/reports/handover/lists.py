"""The two lists of a handover pack that people fill in: whom to know, and what to do when."""

CONTACT_ROLES = (
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
