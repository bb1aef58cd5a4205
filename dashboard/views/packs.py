"""Packs: what is made for a committee, a board or the wards, from one edition; and what has left the building."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from dashboard import work
from dashboard.domain.pack_period import PackPeriod
from dashboard.domain.reader import READS_AUDIT, READS_CASES, NotAllowed, Profile
from dashboard.domain.store import StoreProblem
from dashboard.edition import ShelvedEdition
from dashboard.extracts.medicines.schedules import controlled_schedules
from dashboard.findings.asking import Asking
from dashboard.findings.words import count_of
from dashboard.reports.formats import FORMATS, Format
from dashboard.reports.making import LONGEST_SAID, OfficersWords, PackRefused
from dashboard.reports.pack import Pack, marks_in_words
from dashboard.reports.pack_choices import AsSet, periods_of, profile_in_words, template_in_words
from dashboard.reports.templates import BY_NAME, make_pack, period_lacks
from dashboard.views.as_left import as_left
from dashboard.views.edition_choice import edition_words
from dashboard.views.exports_seen import exports_seen
from dashboard.views.pack_making import KEPT, PackInTheMaking
from dashboard.views.packs_made import packs_made
from dashboard.views.page import asked_of, editions_on_the_shelf, open_page
from dashboard.views.parts import parts
from dashboard.views.reader import current_reader
from dashboard.views.said import plain, quietly, say
from dashboard.views.store_seen import packs_as_set

ABOUT = (
    "A pack is made of one edition: the same edition, period and template give the same contents again, months later too, and the digest "
    "that is printed on it shows that they are the same. It is made here and kept nowhere: download it while this page is open."
)
NONE_RELEASED_YET = "No edition is released yet. The medication safety officer releases one."
NONE_RELEASED = "No edition is released yet. Release one under Upload, Editions and imports, or switch 'Drafts too' on: such a pack says on every page that it is a draft."
INTERNAL_ONLY = "It is for them alone, in exact figures: there is no shared or published one."
RELEASED_ONLY = "Of a draft there is an internal pack alone, in exact figures: packs for others are made of released editions only."
NO_OWN_WORDS = "A pack for others carries no words of your own."
GOES_ON = "A list that is long goes on over further slides."
NO_MONTH = "This edition has no complete month to report on yet."
MADE, OUTLINE, DRAFTS = "packs-made", "pack-outline", "pack-drafts"
DONE = 3
"""Lines for what was done: the wards' page has room for three."""

WIDTHS = (1.25, 1.1, 0.78)
"""Of the three choices: the longest title of a pack, an edition in words, a quarter."""


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


@dataclass(frozen=True)
class Choice:
    """What the pack is to be; the key of its outline."""

    template: str
    edition: ShelvedEdition
    period: PackPeriod
    profile: Profile
    words: OfficersWords
    as_set: AsSet

    @property
    def in_words(self) -> str:
        of = BY_NAME[self.template]
        return (
            f"{of.title}, {self.period.in_words()}, edition {self.edition.edition_id}, {self.profile.value}"
        )


@dataclass(frozen=True)
class Outline:
    """A pack as the page tells it before it is made. slides: (what it shows, its finding). marks: what stands on each. has_lists: which
    may need further slides.
    """

    slides: tuple[tuple[str, str], ...]
    digest: str
    marks: str
    has_lists: bool


def render() -> None:
    asking = open_page(
        "Packs, and what has left the building" if current_reader().may(READS_AUDIT) else "Packs"
    )
    if asking is None:
        return
    drawn_by = {"Make a pack": lambda: _make_one(asking)}
    if current_reader().may(READS_AUDIT):
        drawn_by["What left the building"] = lambda: exports_seen(asking)
    parts("packs-part", drawn_by)


def _make_one(asking: Asking) -> None:
    say(ABOUT)
    found = _choice(asking)
    outline = _offer(*found) if found else None
    packs_made(st.session_state.get(MADE, []))
    if outline:
        _tell(outline)


def _choice(asking: Asking) -> tuple[Choice, Asking] | None:
    """What is chosen, and the chosen edition asked everything; None (after a sentence) where nothing can be made."""
    editions = editions_on_the_shelf()
    offered = [
        name for name, each in BY_NAME.items() if current_reader().may(READS_CASES) or not each.lists_cases
    ]
    left, middle, right = st.columns(WIDTHS)
    if any(each.is_draft for each in editions):
        st.toggle(
            "Drafts too", key=as_left(DRAFTS), help="Every page of such a pack says that it is a draft."
        )
    with left:
        name = st.selectbox(
            "Pack", offered, format_func=lambda each: BY_NAME[each].title, key=as_left("pack-template", offered)
        )  # fmt: skip
    with middle:
        edition = _edition(editions)
    if edition is None:
        say(NONE_RELEASED if current_reader().sees_drafts else NONE_RELEASED_YET)
        return None
    template = BY_NAME[name]
    whole = asking if edition.edition_id == asking.edition.edition_id else asked_of(edition, asking)
    periods = {capital(each.in_few_words()): each for each in periods_of(template, whole)}
    if not periods:
        say(NO_MONTH)
        return None
    with right:
        key = as_left(f"pack-period-{name}-{edition.edition_id}", periods)
        words = st.selectbox("Period", list(periods), key=key)
    quietly(template_in_words(template))
    quietly(period_lacks(whole, periods[words]))
    as_set = packs_as_set(work.now_utc())
    profile = _profile(
        INTERNAL_ONLY if template.is_internal else RELEASED_ONLY if edition.is_draft else "", as_set
    )
    return Choice(template.name, edition, periods[words], profile, _words(profile), as_set), whole


def _profile(internal_only: str, as_set: AsSet) -> Profile:
    """For whom it is. internal_only: why there is nothing to choose; empty where there is."""
    if internal_only:
        quietly(internal_only)
        return Profile.INTERNAL
    return st.radio(
        "For whom",
        list(Profile),
        format_func=lambda each: capital(each.value),
        captions=[plain(profile_in_words(each, as_set.rule)) for each in Profile],
        key=as_left("pack-profile", list(Profile)),
    )


def _words(profile: Profile) -> OfficersWords:
    """What only a person can say; a box of a slide has two lines for it. Raises nothing: no field takes more than that. A pack for
    others takes none, so none is asked.
    """
    if not profile.is_exact:
        quietly(NO_OWN_WORDS)
        return OfficersWords()
    with st.expander("Words of your own (what the board is asked, what was done)"):
        asked = st.text_input(
            "What the board is asked: to decide, to note, to escalate",
            max_chars=LONGEST_SAID,
            key=as_left("pack-ask"),
            placeholder="nothing: to note",
        )
        done = [
            st.text_input(f"What was done, beyond what is recorded here ({n})", max_chars=LONGEST_SAID, key=as_left(f"pack-done-{n}"))
            for n in range(1, DONE + 1)
        ]  # fmt: skip
    return OfficersWords(asked.strip(), tuple(text.strip() for text in done if text.strip()))


def _edition(editions: Sequence[ShelvedEdition]) -> ShelvedEdition | None:
    """Released ones; drafts too where the officer wants them."""
    released = [each for each in editions if not each.is_draft]
    offered = released
    if len(released) < len(editions) and st.session_state.get(DRAFTS, False):
        offered = list(editions)
    by_number = {each.edition_id: each for each in offered}
    if not by_number:
        return None
    chosen = st.selectbox(
        "Edition",
        list(by_number),
        format_func=lambda number: edition_words(by_number[number]) if number in by_number else "",
        key=as_left(f"pack-edition-{len(offered) > len(released)}", by_number),
    )
    return by_number[chosen]


def _offer(choice: Choice, whole: Asking) -> Outline | None:
    """The formats and the button, and what the pack will say; None (after a sentence) where there is no such pack."""
    making = partial(_pack_of, choice, whole)
    try:
        with st.spinner("Putting the slides together"):
            outline = _outline((whole.facts.made_up, choice), making)
    except (StoreProblem, PackRefused, NotAllowed) as problem:
        say(str(problem))
        return None
    with st.container(horizontal=True, vertical_alignment="bottom", key="pack-formats"):
        all_names = [each.name for each in FORMATS]
        key = as_left("pack-as", all_names, all_names[:1])
        names = st.pills("As a file for", all_names, selection_mode="multi", key=key)
        wanted = [each for each in FORMATS if each.name in names]
        if st.button("Make the pack", type="primary", key="make-pack", disabled=not wanted):
            _begin((whole.facts.made_up, choice), making, wanted)
    if not wanted:
        quietly("Choose at least one: PowerPoint, Excel or PDF.")
    return outline


def _pack_of(choice: Choice, whole: Asking) -> Pack:
    return make_pack(
        BY_NAME[choice.template],
        whole,
        choice.profile,
        choice.as_set.look,
        period=choice.period,
        words=choice.words,
        schedules=controlled_schedules(),
        rule=choice.as_set.rule,
        sites_may_be_named=choice.as_set.sites_may_be_named,
    )


def _outline(key: tuple[bool, Choice], making: partial[Pack]) -> Outline:
    """Words alone are kept of it: the pack itself would be looked through for garbage after every run of any page."""
    kept = st.session_state.get(OUTLINE)
    if kept is not None and kept[0] == key:
        return kept[1]
    pack = making()
    slides = tuple((slide.heading, slide.title) for slide in pack.slides)
    has_lists = any(slide.listings for slide in pack.slides)
    outline = Outline(slides, pack.digest, marks_in_words(pack.marks), has_lists)
    st.session_state[OUTLINE] = (key, outline)
    return outline


def _tell(outline: Outline) -> None:
    st.header(f"What it will say: {count_of(len(outline.slides), 'slide')}", anchor=False)
    with st.container(key="pack-outline", gap="xsmall"):
        st.markdown(
            "\n".join(
                f"{number}. **{plain(heading)}**  \n{plain(title)}" if title != heading else f"{number}. **{plain(title)}**"
                for number, (heading, title) in enumerate(outline.slides, 1)
            )
        )  # fmt: skip
    quietly(GOES_ON if outline.has_lists else "")
    quietly(f"On every slide: {outline.marks}" if outline.marks else "")
    quietly(f"Digest of the contents: {outline.digest}.")


def _begin(asked: tuple[bool, Choice], making: partial[Pack], wanted: Sequence[Format]) -> None:
    """The newest pack stands first; of older ones two stay. Pressed twice, one is made."""
    made: list[PackInTheMaking] = st.session_state.get(MADE, [])
    begun = PackInTheMaking(asked[1].in_words, making, wanted, asked)
    if any(each.is_the_same_as(begun) and each.is_running and not each.was_stopped for each in made):
        return
    begun.begin()
    for older in made[KEPT - 1 :]:
        older.stop()
    st.session_state[MADE] = [begun, *made[: KEPT - 1]]
