"""The acts that the audit trail knows: each stands in exactly one line when it was done, and in none when it was refused or changed
nothing. A new act is one row here.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Act:
    """name: as the line has it. words: for a person. done_by: the function that does and notes it, of the package `dashboard`."""

    name: str
    words: str
    done_by: str


ACTS = (
    Act("sign in", "Somebody signed in", "desk.begin_session"),
    Act("sign out", "A sign-in was ended", "desk.end_session"),
    Act(
        "show references",
        "References of incidents below moderate harm were looked at",
        "work.note_references",
    ),
    Act("view of narrative", "The free text of one incident was looked at", "work.view_narrative"),
    Act("view of narrative with personal details", "The same, as it was written", "work.view_narrative"),
    Act("redact narrative", "Something was taken out of free text for good", "work.redact_words"),
    Act("load staff list", "A list of staff names was loaded, as digests", "work.load_staff_list"),
    Act("remove staff list", "The list of staff names was removed", "work.remove_staff_list"),
    Act("erase incident", "One incident was erased", "work.erase_incident"),
    Act("erase again after a restore", "A restored backup held what had been erased", "work.apply_erasures"),
    Act("purge", "What is no longer kept was erased", "work.purge"),
    Act("thin editions", "Editions that nothing names were taken from the shelf", "work.thin_editions"),
    Act(
        "agree to where the store lies",
        "A place that is not safe for a store was agreed to",
        "work.accept_place",
    ),
    Act(
        "copy editions", "Released editions were copied to a dashboard that only reads", "work.copy_editions"
    ),
    Act("back up", "A backup was made", "work.back_up"),
    Act("restore backup", "A backup took the place of what was in the store", "work.restore_backup"),
    Act("set log aside", "A damaged log of the register was set aside", "work.set_log_aside"),
    Act(
        "set edition aside", "A damaged edition was set aside and published anew", "work.publish_in_place_of"
    ),
    Act("change role", "Somebody was given a role, or it was changed or taken away", "desk.give_role"),
    Act("import", "An extract of incidents was stored", "work.store_incidents"),
    Act("import activity", "Bed days or other activity were stored", "work.store_activity"),
    Act("undo import", "An import was undone", "work.undo_import"),
    Act("publish edition", "A draft was published because somebody asked for it", "work.publish_as_asked"),
    Act("release edition", "An edition was shown to everyone", "work.release_edition"),
    Act(
        "export",
        "Something left: a pack, a table, a picture, an answer of the command line",
        "work.note_export",
    ),
    Act("show peers by name", "Other organisations were looked at by their names", "work.note_named_peers"),
    Act("place word", "It was said what a written word means", "work.place_words"),
    Act("take back word", "The meaning of a word was taken back", "work.take_back_word"),
    Act("edit coverage", "A month was said to be covered or missing", "work.edit_coverage"),
    Act("keep place", "A ward or other place was kept or changed", "work.keep_place"),
    Act("forget place", "A place was forgotten", "work.forget_place"),
    Act("confirm names", "Names of medicines were confirmed", "work.confirm_names"),
    Act("take back name", "A confirmed name was taken back", "work.take_back_name"),
    Act("load medicine list", "A list of medicines was loaded", "work.load_medicine_list"),
    Act("take back medicine list", "The loaded list was taken back", "work.take_back_medicine_list"),
    Act("keep local group", "A group of medicines was kept or changed", "work.keep_group"),
    Act("forget local group", "A group of medicines was forgotten", "work.forget_group"),
    Act("record break", "A break of the series was recorded", "work.record_break"),
    Act("take back break", "A break was taken back", "work.take_back_break"),
    Act("record annotation", "An annotation was recorded", "work.record_annotation"),
    Act("take back annotation", "An annotation was taken back", "work.take_back_annotation"),
    Act("change switch to LFPSE", "The day of the switch to LFPSE was changed", "work.change_switch"),
    Act("change setting", "A setting was changed", "work.change_settings"),
    Act("save profile", "It was kept how listings of one shape are read", "work.save_profile"),
    Act("remove profile", "Such a profile was removed", "desk.remove_profile"),
    Act("save view", "A view was saved", "work.save_view"),
    Act("rename view", "A saved view was given another name", "work.rename_view"),
    Act("remove view", "A saved view was removed", "work.remove_view"),
    Act("bring back view", "A removed view was brought back", "work.bring_back_view"),
    Act("move on agenda", "The agenda was put in another order", "work.move_view"),
    Act("put on agenda", "A view was put on the agenda", "work.put_on_agenda"),
    Act("take off agenda", "A view was taken off the agenda", "work.take_off_agenda"),
    Act("mark incidents", "Incidents were marked as read, or given tags", "work.mark_read"),
    Act("take marks off incidents", "Marks were taken off incidents", "work.mark_unread"),
    Act("bring back marks", "Marks that were taken off were brought back", "work.bring_back_marks"),
    Act("keep peer's benchmark pack", "Another organisation's figures were kept", "work.keep_peer_pack"),
    Act(
        "remove peer's benchmark pack", "Another organisation's figures were removed", "work.remove_peer_pack"
    ),
    Act(
        "bring back peer's benchmark pack",
        "Another organisation's figures were brought back",
        "work.bring_back_peer_pack",
    ),
    Act("open action", "A safety action was opened", "work.open_action"),
    Act("change action", "A safety action was changed", "work.change_action"),
    Act("start action", "A safety action began: charts show it from then", "work.start_action"),
    Act("finish action", "A safety action was done", "work.finish_action"),
    Act("stop action", "A safety action was stopped", "work.stop_action"),
    Act("move action back", "A safety action went back to an earlier state", "work.move_action_back"),
    Act("open card", "A learning card was opened", "work.open_card"),
    Act("see card again", "What a learning card is about was seen again", "work.see_again"),
    Act("change card", "A learning card was changed", "work.change_card"),
    Act("move card", "A learning card was moved on, closed or opened again", "work.move_card"),
    Act("escalate incident", "It was noted to whom an incident was escalated", "work.escalate"),
    Act(
        "decide not to escalate",
        "An incident that meets a rule was not escalated",
        "work.decide_not_to_escalate",
    ),
    Act(
        "keep rule of escalation",
        "A rule of the trust's own was kept, which puts incidents before the officer",
        "work.keep_own_rule",
    ),
    Act("remove rule of escalation", "Such a rule was removed", "work.remove_own_rule"),
    Act(
        "take back a change of the learning loop",
        "A change of a card, an action, an alert or another such record was taken back",
        "work.take_back_record",
    ),
    Act("log alert", "An alert that came in was logged", "work.log_alert"),
    Act("change alert", "What is known of an alert was changed", "work.change_alert"),
    Act("close alert", "An alert was closed", "work.close_alert"),
    Act("open alert again", "A closed alert was opened again", "work.reopen_alert"),
    Act("take in alert", "An alert was taken in from a list", "work.take_in_alerts"),
    Act("note step of a checklist", "A step of the officer's checklists was done or noted", "work.note_step"),
    Act("keep contact", "A contact or registration was kept or changed", "work.keep_contact"),
    Act("remove contact", "A contact or registration was removed", "work.remove_contact"),
    Act("keep recurring date", "Something that comes round again was kept or changed", "work.keep_recurring"),
    Act(
        "mark recurring date as done",
        "Something that comes round again was done, and moved on",
        "work.mark_recurring_done",
    ),
    Act("remove recurring date", "Something that comes round again was removed", "work.remove_recurring"),
    Act("take over handover pack", "Decisions of another store were taken over", "work.take_over"),
)

WORDS = {act.name: act.words for act in ACTS}
