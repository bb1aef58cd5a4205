"""Settings: what one trust may set, each with its help; what follows is published as a draft."""

from datetime import date

import streamlit as st

from dashboard import desk, work
from dashboard.domain.disclosure import DISCLOSURE_RULES
from dashboard.domain.judging import RULE_SETS
from dashboard.domain.reader import OFFICER, Reader
from dashboard.domain.settings import SETTINGS, YES_OR_NO, Kind, Setting
from dashboard.domain.store import Store, StoreProblem
from dashboard.views.erasure import erasure_part
from dashboard.views.free_text import LABELS_OF_FREE_TEXT, free_text_part
from dashboard.views.hand_over import hand_over_part
from dashboard.views.parts import parts
from dashboard.views.picture import rows_as_table, show_table
from dashboard.views.reader import current_reader
from dashboard.views.said import plain, quietly, say
from dashboard.views.store_seen import real_store
from dashboard.views.tell import acts_done, say_what_was_done, tell_and_rerun

LABELS = {
    "trust_name": "Name of the trust",
    "organisation_code": "Organisation code",
    "filling_up_days": "Days a month fills up where no curve of late reporting can be learnt",
    "complete_from_percent": "Per cent reported from which a month counts as complete",
    "rule_set": "Rule set for special causes",
    "lfpse_switch_on": "Day of the switch from NRLS to LFPSE",
    "pack_main_colour": "Main colour of packs",
    "pack_second_colour": "Second colour of packs",
    "disclosure_rule": "Rule for small counts in packs that are shared or published",
    "purge_narrative_after_months": "Months after which narrative is deleted (0: kept)",
    "purge_incidents_after_months": "Months after which an incident is deleted (0: kept)",
    "published_sites": "Packs that are shared or published may be of one site",
    "learning_responses": "Learning responses of your incident response plan",
    **LABELS_OF_FREE_TEXT,
}
IN_WORDS = {
    "HES": "1 to 7 too few to show, the others to the nearest 5 (HES)",
    "under five": "1 to 4 too few to show, the others exact (under five)",
    "no": "No, of the whole trust only",
    "yes": "Yes, of one site too",
}
"""What a choice does, where its name alone does not say it."""

LONGEST = (80, 600)
"""Letters of a text, and of a list of words."""

CHOICES = {
    Kind.RULE_SET: RULE_SETS,
    Kind.DISCLOSURE_RULE: DISCLOSURE_RULES,
    Kind.YES_OR_NO: YES_OR_NO,
}


def render() -> None:
    reader, store = current_reader(), real_store()
    st.title("Settings")
    say_what_was_done()
    if not reader.may(OFFICER):
        _what_holds(store, reader)
        return
    parts(
        "settings-part",
        {
            "What holds": lambda: _what_holds(store, reader),
            "Erasure and retention": lambda: erasure_part(store, reader),
            "Free text": lambda: free_text_part(store, reader),
            "Hand over": lambda: hand_over_part(store, reader),
        },
    )


def _what_holds(store: Store, reader: Reader) -> None:
    say(
        "These hold for the whole trust, and each change is noted in the audit trail. A change that moves figures makes a draft edition."
    )
    held = desk.settings(store, work.now_utc())
    if not reader.may(OFFICER):
        quietly("The medication safety officer changes them.")
        show_table(
            rows_as_table(("Setting", "What holds"), [(LABELS[each.name], _in_words(each, held)) for each in SETTINGS]),
            alt="Settings that hold",
        )  # fmt: skip
        return
    with st.form("settings", border=False):
        wanted = {
            setting.name: _asked(setting, held[setting.name])
            for setting in SETTINGS
            if setting.name not in LABELS_OF_FREE_TEXT
        }
        save = st.form_submit_button("Save these settings", type="primary")
    if not save:
        return
    try:
        with st.spinner("Saving, and publishing a draft edition"):
            changed, edition = work.change_settings(store, reader, wanted, work.now_utc())
    except (ValueError, StoreProblem) as problem:
        st.error(plain(str(problem)))
        return
    if not changed:
        tell_and_rerun("Nothing was changed: these are the settings that hold.")
    told = ", ".join(LABELS[name][:1].lower() + LABELS[name][1:] for name in changed)
    draft = f" Edition {edition.edition_id} is a draft." if edition else ""
    tell_and_rerun(f"Saved: {told}.{draft}")


def _in_words(setting: Setting, held: dict[str, str | int]) -> str:
    value = str(held[setting.name])
    return IN_WORDS.get(value, value) or "not set"


def _asked(setting: Setting, held: str | int) -> str:
    """The control of one setting; its answer as the desk keeps it."""
    label, key = LABELS[setting.name], f"setting-{setting.name}-{acts_done()}"
    if setting.kind in (Kind.WHOLE_NUMBER, Kind.PERCENT):
        few, most = (50, 99) if setting.kind is Kind.PERCENT else (0, 366)
        number = st.number_input(label, few, most, int(held), key=key, help=setting.help, width=520)
        return str(number)
    if choices := CHOICES.get(setting.kind):
        return st.selectbox(
            label, choices, choices.index(str(held)), format_func=lambda each: IN_WORDS.get(each, each), key=key, help=setting.help, width=520
        )  # fmt: skip
    if setting.kind is Kind.COLOUR:
        return st.color_picker(label, str(held), key=key, help=setting.help)
    if setting.kind is Kind.DAY:
        day = st.date_input(
            label, date.fromisoformat(str(held)) if held else None, key=key, format="DD/MM/YYYY", help=setting.help, width=520
        )  # fmt: skip
        return day.isoformat() if isinstance(day, date) else ""
    return st.text_input(
        label, str(held), key=key, help=setting.help, max_chars=LONGEST[setting.kind is Kind.WORDS], width=520
    ).strip()
