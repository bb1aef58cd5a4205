"""A page as somebody sees it, as a pack: its title, sentences, pictures and tables, with what every pack carries."""

from collections.abc import Sequence
from dataclasses import replace

from dashboard.charts.frame import Picture
from dashboard.domain.periods import day_in_london
from dashboard.domain.reader import Profile
from dashboard.findings.asking import Asking
from dashboard.reports.export import file_name
from dashboard.reports.making import PAGE, Making, PackRefused
from dashboard.reports.pack import Listing, Look, Pack, Slide
from dashboard.reports.slides.figures import boxed, of_picture
from dashboard.reports.slides.words import method
from dashboard.reports.templates import as_published, name_of, pack_of_slides
from dashboard.reports.titles import titled

FOR_THE_TRUST = "A page shows exact figures, so what is taken from it is internal: for others make a shared or published pack of a template."


def pack_of_pictures(
    asking: Asking,
    title: str,
    pictures: Sequence[Picture],
    listings: Sequence[Listing] = (),
    sentences: Sequence[str] = (),
    profile: Profile = Profile.INTERNAL,
    look: Look | None = None,
) -> Pack:
    """A slide of the sentences, one a picture, one a table, and how it was counted. Raises PackRefused for a profile that is not
    internal.
    """
    if not profile.is_exact:
        raise PackRefused(FOR_THE_TRUST)
    seen = as_published(asking)
    seen = seen.of(asking.asked, draws_annotations=asking.draws_annotations)
    making = Making(seen, seen, seen, profile, day_in_london(seen.facts.published_at), PAGE)
    slides = (
        *_words(title, sentences),
        *(_unlike(of_picture(each.key, each), number) for number, each in enumerate(pictures)),
        *(_listed(title, each, number) for number, each in enumerate(listings)),
        method(making),
    )
    return pack_of_slides(making, title, slides, look)


def page_file_name(asking: Asking, path: str, ending: str) -> str:
    """'northgate-harm-levels-october-2025-to-september-2026-edition-5-internal.pptx'. What a filter keeps is 'harm-levels-filtered':
    a page and a ward's part of it are two files in one folder, and no name of a ward is in theirs.
    """
    what = f"{path} filtered" if asking.asked.in_words() else path
    name = name_of(asking, what, asking.period_words, Profile.INTERNAL)
    return file_name(*name.split(), ending=ending)


def _words(title: str, sentences: Sequence[str]) -> tuple[Slide, ...]:
    if not sentences:
        return ()
    head, rest = titled(sentences[0])
    return (Slide("page", head, title, boxes=boxed("", rest, *sentences[1:])),)


def _unlike(slide: Slide, number: int) -> Slide:
    """With a key of its own: a page can show one picture twice, of two places."""
    return replace(slide, key=f"{slide.key}-{number + 1}")


def _listed(title: str, listing: Listing, number: int) -> Slide:
    """Its note stands beneath the table, whole."""
    head, rest = titled(listing.heading or title)
    return Slide(f"table-{number + 1}", head, title, listings=(listing,), boxes=boxed("", rest))
