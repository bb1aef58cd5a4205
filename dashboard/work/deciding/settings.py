"""The trust's settings are changed, and what follows from them is published."""

from collections.abc import Mapping
from datetime import date, datetime

from dashboard import desk, register
from dashboard.domain.periods import london_day_in_words
from dashboard.domain.reader import OFFICER, Reader, only
from dashboard.domain.settings import BY_NAME, Kind
from dashboard.domain.store import Store
from dashboard.register import Publication
from dashboard.work.deciding.breaks import SWITCH_SETTING, keep_switch
from dashboard.work.exports import first_for_others
from dashboard.work.publishing import log, publish

OF_PACKS_FOR_OTHERS = ("disclosure_rule", "published_sites")


@only(*OFFICER)
def change_settings(
    store: Store, reader: Reader, wanted: Mapping[str, str], now: datetime
) -> tuple[list[str], Publication | None]:
    """Change the settings that differ. Returns their names, and the draft edition that follows; None where none does: nothing
    changed but looks, or nothing was imported yet. Raises ValueError (and changes none of them) for a value that does not fit and
    for how packs for others treat small counts once one has left; KeyError for an unknown name.

    Settings stored before a crash hold for the next publishing, whatever it is of.
    """
    for name, value in wanted.items():
        BY_NAME[name].read(value)
    before = desk.settings(store, now)
    changed = [name for name, value in wanted.items() if BY_NAME[name].read(value) != before[name]]
    if any(name in OF_PACKS_FOR_OTHERS for name in changed):
        _keep_the_rule(store, reader, before, now)
    for name in changed:
        if name == SWITCH_SETTING:
            keep_switch(store, reader, date.fromisoformat(wanted[name]) if wanted[name] else None, now)
            continue
        # How free text is kept is a decision of its own: the trail says which.
        detail = wanted[name] if BY_NAME[name].kind is Kind.NARRATIVE else ""
        if desk.change_setting(store, reader, name, wanted[name], now, ("change setting", detail)):
            log.info("change setting", extra={"subject": name, "who": reader.id})
    # A register that only took decisions over has nothing to publish: an edition without incidents would show empty pages.
    follows = any(BY_NAME[name].changes_editions for name in changed) and bool(
        register.imports(store, reader, now)
    )
    return changed, publish(store, reader, now) if follows else None


def _keep_the_rule(store: Store, reader: Reader, held: Mapping[str, object], now: datetime) -> None:
    """Raise ValueError where a pack for others has left: what one rule hides, another shows or narrows down (a count of 6 is 'too few'
    by HES and exact by the other), and each protects its own packs alone.
    """
    first = first_for_others(store, reader, now)
    if first is not None:
        sites = (
            "with packs of one site allowed"
            if held["published_sites"] == "yes"
            else "of the whole trust only"
        )
        raise ValueError(
            f"A pack for others left on {london_day_in_words(first)}, by the rule {held['disclosure_rule']} for small counts and {sites}. "
            "Beside one made otherwise a small count could be worked out, so both (disclosure_rule, published_sites) stay as they are."
        )
