"""The trust in a funnel of its peers: what each recorded per 1,000 occupied bed days over the months that all have."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dashboard.charts.frame import Picture, Standing, Table
from dashboard.charts.funnel import funnel_picture
from dashboard.domain.benchmark import (
    ALL,
    CAVEATS,
    HARM_LEVELS,
    MODERATE_AND_ABOVE,
    KeptPeer,
    PeerFigure,
    State,
    month_code,
)
from dashboard.domain.periods import count_of_months, month_in_words
from dashboard.domain.words import HarmLevel
from dashboard.findings.asking import EVERYTHING, Asking
from dashboard.findings.words import RATE_CAVEAT, count_of, interval, listed
from dashboard.measures.peers import (
    LEAST_MONTHS,
    LEAST_PEERS,
    CommonPeriod,
    HarmfulShare,
    common_period,
    harmful_share,
    letter_of,
    newest_year,
    own_figures,
    rates_of,
    rounding_of_rate,
)
from dashboard.measures.places import PlaceRates
from dashboard.measures.series import decimals_of

TITLE = "Reporting rate beside other organisations: incidents recorded per 1,000 occupied bed days"
HARM_TITLE = "Moderate and above, as a share of incidents recorded"
NO_PEERS = (
    "No other organisation's pack is kept yet: there is nobody to compare with. Give yours under 'Your own pack', ask others for theirs, "
    "and add each under 'Packs of others'."
)
NO_BED_DAYS = (
    "Your own months have no bed days yet, so there is no rate to compare. Add them under Wards and activity."
)
NOTHING_IN_COMMON = (
    f"No other organisation shares at least {LEAST_MONTHS} complete months with you in which both have a figure, bed days and a "
    "comparable source, so nothing is compared."
)
NO_WHOLE_YEAR = (
    "Moderate and above is compared by financial year, since months are mostly too few to show; your complete months hold no whole "
    "financial year yet."
)
HARM_CAVEAT = (
    "It depends on how each grades harm and on how much without harm it records: a smaller share is not better care. Shares are of "
    "figures to the nearest 5."
)


@dataclass(frozen=True)
class AmongPeers:
    """What the page says. `picture` is None where there are too few peers for limits; then `rates` is the table with intervals."""

    sentence: str
    picture: Picture | None
    rates: Table | None
    harm: Table | None
    left_out: Table | None
    standing: Standing
    caveats: tuple[str, ...]


def names_of_peers(peers: Sequence[KeptPeer], *, named: bool) -> dict[int, str]:
    """By the number of the pack: 'Organisation A', or the organisation's own code where the officer asks for it.

    Letters go by marks that were drawn by lot: by size or by date they would tell who is who.
    """
    if named:
        return {peer.number: peer.organisation for peer in peers}
    return {peer.number: f"Organisation {letter_of(place)}" for place, peer in enumerate(peers)}


def figures_of(asking: Asking) -> tuple[PeerFigure, ...]:
    """The trust's own figures of its complete months, whatever the filter."""
    whole = asking.of(EVERYTHING)
    counts: dict[tuple[date, str], int] = {}
    for row in whole.rows("incidents_by_month_and_harm_level"):
        levels = [ALL]
        if HARM_LEVELS[HarmLevel(row.harm_level)] == MODERATE_AND_ABOVE:
            levels.append(MODERATE_AND_ABOVE)
        for level in levels:
            counts[row.month, level] = counts.get((row.month, level), 0) + row.incidents
    return own_figures(
        whole.months.counted,
        {row.month: row.sources for row in whole.calendar},
        counts,
        {row.month: row.bed_days for row in whole.rows("bed_days_by_month")},
    )


def among_peers(asking: Asking, peers: Sequence[KeptPeer], *, named: bool = False) -> AmongPeers:
    """The comparison of the whole trust with the peers whose packs are kept."""
    own = figures_of(asking)
    own_name = asking.facts.trust_name
    names = names_of_peers(peers, named=named)
    period = common_period(own, peers)
    standing = _standing(asking, period)
    left_out = _left_out(period, names)
    if not period.peers:
        without = own and not any(each.bed_days for each in own)
        why = NO_PEERS if not peers else NO_BED_DAYS if without else NOTHING_IN_COMMON
        return AmongPeers(why, None, None, _harm(own_name, own, peers, names), left_out, standing, ())
    rates = rates_of(own_name, own, period, names)
    enough = len(period.peers) >= LEAST_PEERS
    sentence = _sentence(own_name, rates, enough)
    picture = _picture(own_name, rates, names, standing, sentence, period) if enough else None
    return AmongPeers(
        sentence,
        picture,
        None if enough else _rates(rates),
        _harm(own_name, own, peers, names),
        left_out,
        standing,
        (*_about(rates, period, own), *CAVEATS),
    )


def _standing(asking: Asking, period: CommonPeriod) -> Standing:
    standing = asking.of(EVERYTHING).standing
    if not period.months:
        return standing
    return replace(standing, period=_months_in_words(period.months))


def _months_in_words(months: Sequence[date]) -> str:
    words = f"{month_in_words(months[0])} to {month_in_words(months[-1])}"
    return (
        words
        if count_of_months(months[0], months[-1]) == len(months)
        else f"{len(months)} months from {words}"
    )


def _sentence(own_name: str, rates: PlaceRates, enough: bool) -> str:
    own = next(place for place in rates.with_rate if place.name == own_name)
    digits = decimals_of(rates.overall)
    others = len(rates.with_rate) - 1
    start = f"{own_name} recorded {own.rate:.{digits}f} incidents per 1,000 occupied bed days ({interval(own.lower, own.upper, digits)})"
    if not enough:
        lowest, highest = (
            pick(place.rate for place in rates.with_rate if place is not own) for pick in (min, max)
        )
        beside = (
            f"the other, {lowest:.{digits}f}"
            if others == 1
            else f"the {others} others, {lowest:.{digits}f} to {highest:.{digits}f}"
        )
        return f"{start}; {beside}. With fewer than {LEAST_PEERS} others there are no limits to judge by."
    together = f"all {others + 1} together recorded {rates.overall:.{digits}f}"
    if own in rates.outside:
        side = "more" if own.standing > 0 else "fewer"
        return f"{start}, {side} than its bed days and the usual spread lead one to expect; {together}. Worth asking why."
    if own in rates.between_limits:
        side = "rather more" if own.standing > 0 else "rather fewer"
        return f"{start}, {side} than expected; {together}."
    return f"{start}, as expected for its bed days; {together}."


def _picture(
    own_name: str,
    rates: PlaceRates,
    names: Mapping[int, str],
    standing: Standing,
    sentence: str,
    period: CommonPeriod,
) -> Picture:
    digits = decimals_of(rates.overall)
    letters = {name: name.removeprefix("Organisation ") for name in names.values()}
    outside = [place for place in rates.outside if place.name != own_name]
    caption = [
        f"{count_of(len(rates.with_rate), 'organisation')} by bed days and rate, each a point; a diamond is {own_name}."
    ]
    if outside:
        said = [f"{place.name} {place.rate:.{digits}f}" for place in outside]
        caption.append(f"Outside the dashed limits: {listed(said, 6)}.")
    if period.left_out:
        caption.append(f"{count_of(len(period.left_out), 'organisation')} left out, with the reason beneath.")
    return funnel_picture(
        "reporting-rate-among-peers",
        TITLE,
        "Organisation",
        rates,
        standing,
        sentence=sentence,
        caption=" ".join(caption),
        how=_how(rates),
        labels=letters,
        own=own_name,
    )


def _how(rates: PlaceRates) -> tuple[str, ...]:
    spread = rates.funnel.overdispersion
    start = (
        "Expected = the rate of all organisations drawn together x the bed days of each. Dotted limits hold 95 %, dashed ones 99.8 %, "
        "of organisations that differ by no more than "
    )
    between = "chance (exact Poisson test); they vary no more than that."
    if rates.funnel.adjusted:
        between = (
            f"chance and the usual spread between them (over-dispersion: they vary {spread.phi or 0:.1f} times as much as chance alone "
            "would have it; Spiegelhalter 2005)."
        )
    return (
        f"{start}{between}",
        f"{RATE_CAVEAT} The table is in alphabetical order on purpose. Case mix is not adjusted for.",
    )


def _about(rates: PlaceRates, period: CommonPeriod, own: Sequence[PeerFigure]) -> tuple[str, ...]:
    """What the comparison rests on, in sentences of its own figures."""
    beds = sum(place.bed_days for place in rates.with_rate) / len(rates.with_rate)
    move = rounding_of_rate(len(period.months), beds)
    said = [
        f"Compared are the {count_of(len(period.months), 'month')} that all of them have a figure and bed days for: "
        f"{_months_in_words(period.months)}.",
        f"Monthly counts are to the nearest 5 on every side, yours too: rounding alone can move a rate of average size by up to "
        f"{move:.2f}, and usually by much less.",
    ]
    codes = {month_code(month) for month in period.months}
    sources = {
        part
        for figures in (own, *(peer.figures for peer in period.peers))
        for each in figures
        if each.period in codes
        for part in each.source.split("+")
    }
    if "nrls" in sources:
        said.append(
            "These months are counted from NRLS, for every organisation; they are not comparable with months after it."
        )
    if {"lfpse", "local"} <= sources:
        said.append(
            "Some count from LFPSE and some from their own incident system: what is recorded there and not sent on, or sent "
            "on late, differs."
        )
    return tuple(said)


def _rates(rates: PlaceRates) -> Table:
    """Without limits: the rates with their intervals, in alphabetical order."""
    return Table(
        ("Organisation", "Incidents", "Occupied bed days", "Per 1,000 bed days", "Lower", "Upper"),
        tuple(
            (place.name, place.incidents, place.bed_days, place.rate, place.lower, place.upper)
            for place in rates.with_rate
        ),
    )


def _left_out(period: CommonPeriod, names: Mapping[int, str]) -> Table | None:
    if not period.left_out:
        return None
    rows = sorted((names[peer.number], why) for peer, why in period.left_out)
    return Table(("Organisation", "Why it is not compared"), tuple(rows))


def _harm(
    own_name: str, own: Sequence[PeerFigure], peers: Sequence[KeptPeer], names: Mapping[int, str]
) -> Table | None:
    """Moderate and above of the trust's newest whole financial year; words stand where a figure may not."""
    year = newest_year(own)
    if year is None or not peers:
        return None
    of = {own_name: harmful_share(own, year)} | {
        names[peer.number]: harmful_share(peer.figures, year) for peer in peers
    }
    return Table(
        ("Organisation", "Financial year", "Incidents", "Moderate and above", "Share"),
        tuple((name, year.removeprefix("FY"), *_cells(of[name])) for name in sorted(of)),
    )


def _cells(found: HarmfulShare) -> tuple[object, ...]:
    if found.state is State.NOT_COVERED:
        return ("not in its pack", "not in its pack", "none")
    incidents = found.state.value if found.incidents is None else f"{found.incidents:,}"
    harmful = found.state.value if found.harmful is None else f"{found.harmful:,}"
    return (incidents, harmful, "not shown" if found.share is None else f"{100 * found.share:.1f} %")
