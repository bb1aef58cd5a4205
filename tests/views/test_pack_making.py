"""A pack that is made beside the page: it says how far it is, stops when told, and one format that fails spoils no other."""

from collections.abc import Callable
from typing import Any, cast

import pytest

from dashboard.charts.frame import Standing, Table
from dashboard.domain.export import Export
from dashboard.domain.reader import Profile
from dashboard.domain.store import StoreProblem
from dashboard.reports.formats import Format
from dashboard.reports.making import PackRefused
from dashboard.reports.pack import Listing, Pack, Slide
from dashboard.reports.progress import Progress
from dashboard.views.pack_making import MadeFile, PackInTheMaking

LIST = Listing("Incidents", Table(("Reference",), (("1",), ("2",))), lists_incidents=True)
FIGURES = Listing("Harm", Table(("Level", "Incidents"), (("Low", 3),)))
PACK = Pack(
    template="monthly",
    title="Monthly",
    standing=Standing("Trust", "2026", "by date of incident", "Edition 5."),
    profile=Profile.INTERNAL,
    edition_id=5,
    query="from=2026-09-01&until=2026-09-30",
    is_draft=False,
    slides=(Slide("one", "One", "One", listings=(LIST, FIGURES)), Slide("two", "Two", "Two")),
    strategy=(),
    marks=(),
    name="trust monthly 2026-09 edition 5 internal",
)


def written(name: str, ending: str, write: Callable[[Pack, Progress], bytes]) -> Format:
    return Format(name, ending, f"x/{ending}", write)


def slide_by_slide(pack: Pack, progress: Progress) -> bytes:
    for number, _ in enumerate(pack.slides, 1):
        progress(number, len(pack.slides))
    return b"x" * 1_300_000


def refuses(_pack: Pack, _progress: Progress) -> bytes:
    raise PackRefused("This copy of the program cannot write it.")


def fails(_pack: Pack, _progress: Progress) -> bytes:
    raise KeyError("Ward 7")


def making(*formats: Format, make: Callable[[], Pack] = lambda: PACK) -> PackInTheMaking:
    return PackInTheMaking("Monthly", make, formats)


def test_it_says_how_far_it_is_slide_by_slide_and_then_holds_its_files(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[tuple[str, float]] = []
    real = PackInTheMaking._tell
    monkeypatch.setattr(
        PackInTheMaking, "_tell", lambda self, *step: (real(self, *step), told.append(step))[0]
    )
    made = making(written("PowerPoint", "pptx", slide_by_slide), written("Excel", "xlsx", lambda *_: b"y"))
    assert made.is_running
    made.run()
    assert not made.is_running and not made.failures
    assert [step for step, _ in told] == [
        "Putting the slides together", "Writing PowerPoint", "Writing PowerPoint: 1 of 2", "Writing PowerPoint: 2 of 2", "Writing Excel", "",
    ]  # fmt: skip
    shares = [share for _, share in told]
    assert shares == sorted(shares) and (shares[0], shares[-1]) == (0.0, 1.0)
    powerpoint, excel = made.files
    assert (powerpoint.name, powerpoint.size) == ("trust-monthly-2026-09-edition-5-internal.pptx", "1.3 MB")
    assert (excel.name, excel.size) == ("trust-monthly-2026-09-edition-5-internal.xlsx", "1 kB")
    assert powerpoint.export == Export("pack monthly", "pptx", 2, 5, PACK.query, digest=PACK.digest), (
        "two incidents one by one"
    )


def test_stopped_between_two_slides_it_keeps_nothing() -> None:
    stopped = making(
        written("Excel", "xlsx", lambda *_: b"y"),
        written("PowerPoint", "pptx", lambda pack, progress: (stopped.stop(), slide_by_slide(pack, progress))[1]),
        written("PDF", "pdf", fails),
    )  # fmt: skip
    stopped.run()
    assert (stopped.files, stopped.failures, stopped.was_stopped) == ((), (), True)
    assert not stopped.is_running


def test_stopped_before_it_begins_it_asks_nothing() -> None:
    asked: list[int] = []
    waiting = making(make=lambda: cast(Any, asked.append(1)))
    waiting.stop()
    waiting.run()
    assert not asked and not waiting.is_running


def test_a_format_that_fails_says_what_to_do_and_spoils_no_other(caplog: pytest.LogCaptureFixture) -> None:
    made = making(
        written("PDF", "pdf", fails), written("PNG", "png", refuses), written("PowerPoint", "pptx", slide_by_slide)
    )  # fmt: skip
    made.run()
    assert [each.format.name for each in made.files] == ["PowerPoint"]
    pdf, png = made.failures
    assert pdf.startswith("PDF could not be made. Make it again; if it fails again, leave it out")
    assert "Ward 7" not in pdf and png == "This copy of the program cannot write it."


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (StoreProblem("Edition 5 is gone."), "Edition 5 is gone."),
        (PackRefused("There is none for others."), "There is none for others."),
        (ValueError("Ward 7"), "The pack could not be made. Make it again;"),
    ],
)
def test_a_pack_that_cannot_be_put_together_says_why(error: Exception, said: str) -> None:
    def make() -> Pack:
        raise error

    made = making(written("PowerPoint", "pptx", slide_by_slide), make=make)
    made.run()
    assert made.files == () and not made.is_running
    assert len(made.failures) == 1 and made.failures[0].startswith(said)


def test_it_is_made_in_a_thread_of_its_own_one_after_another() -> None:
    made = [making(written("Excel", "xlsx", lambda *_: b"y")).begin() for _ in range(3)]
    assert all(each._ended.wait(10) for each in made)
    assert [file.content for each in made for file in each.files] == [b"y"] * 3
    assert isinstance(made[0].files[0], MadeFile)
