"""Harm levels: sentences, the mix, moderate and above, psychological harm, re-grading, and the list."""

from dashboard.charts.frame import Picture
from dashboard.domain.reader import READS_CASES
from dashboard.findings import harm, rare_harm
from dashboard.findings.approval import approval_sentence
from dashboard.findings.asking import Asking
from dashboard.findings.psychological import psychological_picture
from dashboard.findings.regrading import regrading_picture
from dashboard.findings.years import years_picture
from dashboard.measures.harm import HarmByMonth, HarmMix
from dashboard.views.harmful import harmful_list
from dashboard.views.page import open_page
from dashboard.views.picture import show
from dashboard.views.reader import current_reader
from dashboard.views.said import quietly, say
from dashboard.views.sentences import link_to_incidents
from dashboard.views.to_consider import candour_section


def render() -> None:
    asking = open_page("Harm levels of the incidents recorded")
    if asking is None:
        return
    mix = harm.mix_of_period(asking)
    by_month = harm.mix_by_month(asking)
    if len(asking.months):
        say(harm.moderate_sentence(asking, mix, harm.moderate_series(asking, by_month)))
    if approved := approval_sentence(asking, harm.moderate_words(mix)):
        say(approved)
    quietly(harm.near_miss_sentence(asking))
    show(harm.by_month_picture(asking, by_month, mix) if len(asking.months) else years_picture(asking))
    if mix.compares or not len(asking.months):
        show(harm.levels_picture(asking, mix))
    if len(asking.months):
        _rare(asking, by_month, mix)
    _picture_or_words(psychological_picture(asking))
    _picture_or_words(regrading_picture(asking))
    if current_reader().may(READS_CASES):
        candour_section(asking)
    harmful_list(asking)
    link_to_incidents(harm.asked_of_harmful(asking))


def _rare(asking: Asking, by_month: HarmByMonth, mix: HarmMix) -> None:
    """By month, as days between, or a sentence: whichever so few incidents can bear."""
    rows = harm.harm_days(asking)
    for which in rare_harm.each_of(mix):
        _picture_or_words(rare_harm.rare_harm_picture(asking, which, rows, by_month))


def _picture_or_words(found: Picture | str) -> None:
    if isinstance(found, str):
        quietly(found)
    else:
        show(found)
