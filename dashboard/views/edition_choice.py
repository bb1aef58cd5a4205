"""Which edition is looked at: the newest, until a reader chooses an earlier one. The choice stands in the URL as `edition=12`
and stays while the page changes; whoever looks at the newest sees a newer one as soon as it is published."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from dashboard.domain.incident_filter import KEYS
from dashboard.domain.periods import london_day_in_words
from dashboard.edition import ShelvedEdition, WithdrawnEdition
from dashboard.views.said import say

EDITION = "edition"
"""As the URL names it."""

KEPT, SHOWN, SHOWN_ON_PAGE = "edition-kept", "edition-shown", "edition-shown-on-page"
"""What is chosen, and the controls that show it: a control forgets its value on a page where it is not drawn."""

NEWEST = 0
FOLLOWED_PRESET = "preset-to-follow"
"""The period that was chosen by its name before the edition changed: its days are worked out anew for the other edition."""

IN_LINK = "filter-in-the-link"
"""The pairs that this session last wrote to the URL: other ones there mean that somebody followed a link."""

NOT_TO_BE_SEEN = "There is no edition {} to be seen here, so the newest is shown."
LONGEST_QUOTED = 20


def linked_pairs() -> list[tuple[str, str]]:
    """What the URL says of filter and edition."""
    known = (EDITION, *KEYS)
    return [(key, value) for key in st.query_params if key in known for value in st.query_params.get_all(key)]


def is_followed(linked: Sequence[tuple[str, str]]) -> bool:
    """Whether somebody followed a link: the URL is not what we wrote. Going to another page empties it, which is none."""
    written = st.session_state.get(IN_LINK)
    return written is None or (bool(linked) and sorted(linked) != sorted(written))


def edition_chosen(
    editions: Sequence[ShelvedEdition], withdrawn: Callable[[], Mapping[int, WithdrawnEdition]] = dict
) -> ShelvedEdition:
    """The edition to look at, of those that the reader may see (newest first); where the choice is none of them, the newest, after
    a sentence. Of a `withdrawn` one (looked up only then) it says why, and offers the edition that stands for it."""
    linked = linked_pairs()
    if is_followed(linked):
        st.session_state[KEPT] = _meant(next((value for key, value in linked if key == EDITION), ""))
    wanted = st.session_state.setdefault(KEPT, NEWEST)
    found = next((each for each in editions if each.edition_id == wanted), None)
    if found is None and wanted != NEWEST:
        _not_there(wanted, editions, withdrawn().get(wanted))
    if found is None or found is editions[0]:
        st.session_state[KEPT] = NEWEST
        return editions[0]
    return found


def _not_there(wanted: int, editions: Sequence[ShelvedEdition], withdrawn: WithdrawnEdition | None) -> None:
    if withdrawn is None:
        say(NOT_TO_BE_SEEN.format(wanted))
        return
    say(f"{withdrawn.sentence()} The newest is shown here.")
    stands = withdrawn.replaced_by
    if stands != editions[0].edition_id and any(each.edition_id == stands for each in editions):
        st.button(f"Show edition {stands}", key="show-what-stands", on_click=_show_other, args=(stands,))


def edition_control(editions: Sequence[ShelvedEdition], key: str) -> None:
    """The choice, newest first: in the filter bar, and once more in sight on the page of editions."""
    words = {each.edition_id: edition_words(each) for each in editions}
    words[NEWEST] = words.pop(editions[0].edition_id)
    st.session_state[key] = st.session_state[KEPT]

    def choose() -> None:
        _keep(st.session_state[key])

    st.selectbox(
        "Edition shown",
        [NEWEST, *(each.edition_id for each in editions[1:])],
        format_func=lambda edition_id: words.get(edition_id, ""),
        key=key,
        on_change=choose,
        width=330,
    )


def show_newest() -> None:
    """A page without a filter does not write the URL: the edition that stands there would be chosen again."""
    _show_other(NEWEST)


def _show_other(edition_id: int) -> None:
    _keep(edition_id)
    if EDITION in st.query_params:
        del st.query_params[EDITION]


def edition_in_link() -> list[tuple[str, str]]:
    """The pair that a link to what is shown carries: none for the newest edition."""
    chosen = st.session_state.get(KEPT, NEWEST)
    return [(EDITION, str(chosen))] if chosen != NEWEST else []


def edition_words(edition: ShelvedEdition) -> str:
    """'Released 5 November 2026 (edition 13)'."""
    if edition.released_at is None:
        return f"Draft, not released (edition {edition.edition_id})"
    return f"Released {london_day_in_words(edition.released_at)} (edition {edition.edition_id})"


def _keep(edition_id: int) -> None:
    st.session_state[KEPT] = edition_id
    if "preset" in st.session_state:
        st.session_state[FOLLOWED_PRESET] = st.session_state["preset"]


def _meant(written: str) -> int:
    if not written:
        return NEWEST
    if written.isascii() and written.isdigit() and len(written) < LONGEST_QUOTED:
        return int(written)
    say(f"edition needs a number such as 12; it was '{written[:LONGEST_QUOTED]}'. The newest is shown.")
    return NEWEST
