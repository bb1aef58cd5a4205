"""`report`: packs as files, of a small trust; what a pack of an edition says stays the same whatever is published later."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from dashboard import desk, work
from dashboard.cli import packing, reporting
from dashboard.cli.edition_asked import asking_of
from dashboard.domain.dated import DatedKind, DatedRecord
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.pack_period import read_pack_period
from dashboard.domain.reader import SINGLE_USER, Profile
from dashboard.domain.store import Store
from dashboard.edition import editions_of
from dashboard.findings.asking import Asking
from dashboard.reports.making import OfficersWords, PackRefused
from dashboard.reports.pack import Pack
from dashboard.reports.templates import BY_NAME, TEMPLATES, make_pack
from dashboard.reports.titles import LONGEST_TITLE
from tests.cli.command_line import Answer, dashboard_here
from tests.made_up_incidents import NOW, TrustUnderTest, datix, nrls, one

EMPTY, YEARS, NO_BEDS = 1, 2, 3
"""The editions: nothing, incidents of a year alone, and then months without bed days."""


@pytest.fixture(scope="module")
def trust(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TrustUnderTest]:
    """The last edition is the one that is released."""
    made = TrustUnderTest(tmp_path_factory.mktemp("report") / "store")
    work.publish(made.store, SINGLE_USER, NOW)
    of_a_year = {
        "Date of Incident": "2024",
        "PD09 Degree of harm (severity)": "Low",
        "MD05 Approved Name (Drug 1)": "morphine",
    }
    made.take(
        nrls(*({"RP01 Unique Incident ID": f"N{n}", **of_a_year} for n in range(12))),
        "nrls",
        covers=(date(2024, 1, 1), date(2024, 12, 31)),
    )
    campaign = DatedRecord(DatedKind.ANNOTATION, date(2025, 3, 1), "Reporting campaign", owner="The team")
    desk.add_dated_record(made.store, SINGLE_USER, campaign, NOW)
    days = [date(2025, 1, 1) + timedelta(days=4 * n) for n in range(90)]
    made.take(
        datix(
            *(
                one(
                    f"W{n}", on=f"{day:%d/%m/%Y}", harm="Moderate" if n % 9 == 0 else "Low", drug="morphine", ward="Ward 7",
                    stage="Administration", error="Omitted medicine", reported=f"{day:%d/%m/%Y}",
                )
                for n, day in enumerate(days)
            ),
            run_on=date(2026, 2, 5),
        ),
        covers=(date(2025, 1, 1), date(2025, 12, 31)),
    )  # fmt: skip
    work.release_edition(made.store, SINGLE_USER, NO_BEDS, NOW, "")
    yield made
    made.close()


@pytest.fixture(autouse=True)
def writers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Writers that are told from each other by what they write: what a real one writes is its own tests' matter."""
    for name in ("FORMATS", "PICTURE_FORMATS"):
        formats = [
            replace(each, write=lambda made, *_, of=each.ending, **__: f"{of}: {made.title}".encode())
            for each in getattr(packing, name)
        ]
        monkeypatch.setattr(packing, name, tuple(formats))


def report(trust: TrustUnderTest, folder: Path, *more: object) -> Answer:
    return dashboard_here("report", "--out", folder, *more, store=trust.root)


def made(store: Store, edition: int, template: str = "monthly", query: str = "", **how: object) -> Pack:
    editions = editions_of(store, SINGLE_USER)
    (of,) = [each for each in editions if each.edition_id == edition]
    asking = asking_of(store, of, IncidentFilter.from_query(query), editions)
    return make_pack(BY_NAME[template], asking, Profile.INTERNAL, **how)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def askings(trust: TrustUnderTest) -> Mapping[int, Asking]:
    """One of each edition: what one template asks, the next need not ask again."""
    editions = editions_of(trust.store, SINGLE_USER)
    return {
        each.edition_id: asking_of(trust.store, each, IncidentFilter.from_query(""), editions)
        for each in editions
    }


@pytest.mark.parametrize("template", [each.name for each in TEMPLATES])
@pytest.mark.parametrize("edition", [EMPTY, YEARS, NO_BEDS])
def test_every_template_can_be_made_of_every_edition(
    askings: Mapping[int, Asking], edition: int, template: str
) -> None:
    pack = make_pack(BY_NAME[template], askings[edition], Profile.INTERNAL)
    assert pack.slides and all(0 < len(each.title) <= LONGEST_TITLE for each in pack.slides)
    tables = [picture.table for each in pack.slides for picture in each.pictures]
    tables += [listing.table for each in pack.slides for listing in each.listings]
    assert all(len(row) == len(table.columns) for table in tables for row in table.rows)


def test_of_years_alone_no_month_holds_a_zero(trust: TrustUnderTest) -> None:
    pack = made(trust.store, YEARS)
    assert "of 12 of them only the year is known" in pack.slides[0].title.lower()
    assert {picture.key for each in pack.slides for picture in each.pictures} & {
        "reporting-rate-by-month", "harm-by-month", "drug-class-trends",
    } == set()  # fmt: skip
    assert not pack.slides[0].listings and "2024-12" not in pack.query
    empty = made(trust.store, EMPTY, "wards").slides[0]
    assert empty.title.startswith("No medication incident is recorded in these data"), "none is not too few"


def test_without_bed_days_counts_are_shown_and_why(trust: TrustUnderTest) -> None:
    pack = made(trust.store, NO_BEDS)
    (rate,) = [each for each in pack.slides if each.key == "reporting-rate"]
    assert "No bed days yet: counts only." in " ".join((rate.title, *rate.boxes[0].lines))
    counts = {str(row[0]): row[1] for row in rate.pictures[0].table.rows}
    assert counts["February 2025"] == 7 and counts["December 2025"] == 6, "every fourth day from 1 January"


def test_the_same_edition_gives_the_same_pack_when_newer_ones_are_there(trust: TrustUnderTest) -> None:
    """Published, annotated and released later, also an earlier draft: nothing of it is in the pack of edition 3."""
    september = read_pack_period("2025-09")
    before = {
        name: made(trust.store, NO_BEDS, name, period=september) for name in ("monthly", "wards", "cdao")
    }
    later = NOW + timedelta(days=40)
    note = DatedRecord(DatedKind.ANNOTATION, date(2025, 6, 1), "New charts", owner="Ward teams")
    desk.add_dated_record(trust.store, SINGLE_USER, note, later)
    newest = work.publish(trust.store, SINGLE_USER, later)
    work.release_edition(trust.store, SINGLE_USER, newest.edition_id, later, "")
    work.release_edition(trust.store, SINGLE_USER, YEARS, later, "")
    for name, pack in before.items():
        again = made(trust.store, NO_BEDS, name, period=september)
        assert (again.digest, again.strategy, again.foot()) == (pack.digest, pack.strategy, pack.foot()), name
    editions = editions_of(trust.store, SINGLE_USER)
    of_a_page = asking_of(
        trust.store, editions[-NO_BEDS], IncidentFilter.from_query("from=2025-03"), editions
    )
    seen = replace(of_a_page.edition, newest=newest.edition_id)
    of_a_page = of_a_page.of(of_a_page.asked, edition=seen, draws_annotations=False)
    of_the_page = make_pack(BY_NAME["monthly"], of_a_page, Profile.INTERNAL, period=september)
    assert of_the_page.digest == before["monthly"].digest, "whatever a reader of a page has chosen"
    others = [
        made(trust.store, newest.edition_id, period=september),
        made(trust.store, NO_BEDS, period=read_pack_period("2025-10")),
        made(trust.store, NO_BEDS, period=september, words=OfficersWords("Note it.")),
        made(trust.store, NO_BEDS, period=september, words=OfficersWords(done=("A poster.",))),
        made(trust.store, NO_BEDS, query="harm=Low", period=september),
        *before.values(),
    ]
    assert len({pack.digest for pack in others}) == len(others)
    assert "1 June 2025: New charts." in {
        line for each in others[0].slides for box in each.boxes for line in box.lines
    }


def test_files_are_written_named_and_noted(trust: TrustUnderTest, tmp_path: Path) -> None:
    told = report(
        trust, tmp_path / "out", "--template", "monthly", "--period", "2025-09", "--edition", NO_BEDS, "--format", "pptx, svg", "--json",
        "--filter", "location=Ward 7", "--ask", "Agree it.",
    ).told  # fmt: skip
    names = [Path(path).name for path in told["files"]]
    assert names[0] == "your-trust-monthly-2025-09-edition-3-internal.pptx"
    assert names[1] == "your-trust-monthly-2025-09-edition-3-internal-01-reporting-rate-by-month.svg"
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(names), (
        "and nothing half written"
    )
    assert (tmp_path / "out" / names[0]).read_bytes().startswith(b"pptx: Monthly committee pack")
    pack = made(
        trust.store, NO_BEDS, query="location=Ward 7", period=read_pack_period("2025-09"), words=OfficersWords("Agree it.")
    )  # fmt: skip
    assert (told["digest"], told["not_complete"], told["incidents_listed"]) == (pack.digest, "", 1)
    lines = [line for line in desk.audit_trail(trust.store, SINGLE_USER, NOW) if line.act == "export"]
    assert len(lines) == len(names) and {line.subject for line in lines} == {"pack monthly"}
    said = parse_qs(lines[-1].detail)
    assert (said["rows"], said["profile"], said["edition"], said["file"]) == (
        ["1"],
        ["internal"],
        ["3"],
        ["pptx"],
    )
    assert said["filter"] == [pack.query]
    assert not [line for line in lines if "W" in line.detail.replace("Ward", "")], (
        "no reference of an incident"
    )


def test_nothing_is_written_over_and_a_format_that_fails_leaves_nothing(
    trust: TrustUnderTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ("--template", "wards", "--period", "2025-Q3", "--edition", NO_BEDS, "--format", "pdf")
    written = report(trust, tmp_path, *asked).out.splitlines()
    assert written[0].startswith("You reported, we did: Your trust, July 2025 to September 2025. Digest ")
    Path(written[1]).write_bytes(b"mine")
    assert "is there already" in report(trust, tmp_path, *asked).sentence
    assert Path(written[1]).read_bytes() == b"mine"
    assert report(trust, tmp_path, *asked, "--overwrite").status == 0
    assert Path(written[1]).read_bytes().startswith(b"pdf: ")

    def fails(*_: object) -> bytes:
        raise PackRefused("This copy of the program cannot write PDF: typst is not installed.")

    monkeypatch.setattr(packing, "FORMATS", (*packing.FORMATS[:2], replace(packing.FORMATS[2], write=fails)))
    noted = len(desk.audit_trail(trust.store, SINGLE_USER, NOW))
    refused = report(trust, tmp_path / "new", *asked[:-1], "pptx,pdf").sentence
    assert refused == "This copy of the program cannot write PDF: typst is not installed."
    assert not (tmp_path / "new").exists() and len(desk.audit_trail(trust.store, SINGLE_USER, NOW)) == noted


REFUSED = {
    ("--template", "weekly"): "There is no template 'weekly'; there are: monthly, quarterly, annual, wards, cdao.",
    ("--template", "monthly", "--period", "soon"): "The period needs a month (2026-10)",
    ("--template", "monthly", "--format", "docx"): "--format needs one or more of pptx, xlsx, pdf, svg, png",
    ("--template", "monthly", "--profile", "secret"): "--profile is one of internal, shared, published",
    ("--template", "monthly", "--edition", "99"): "There is no edition 99",
    ("--template", "monthly", "--edition", "1"): "Edition 1 is a draft: release it, or make a pack of it with --draft",
    ("--template", "monthly", "--edition", "1", "--draft", "--profile", "shared"): "A pack for readers outside the trust is made of a released edition",
    ("--template", "monthly", "--filter", "from=2025-01"): "The days of a pack stand in --period",
    ("--template", "monthly", "--filter", "ward=7"): "There is no filter called 'ward'",
    ("--template", "monthly", "--ask", "x" * 141): "has at most 140 letters",
    ("--template", "wards", "--filter", "location=Ward 7"): "The page for the wards is of the whole trust",
    ("--template", "cdao", "--filter", "high_risk=Opioids"): "leave the filter of high-risk groups out",
    ("--template", "cdao", "--profile", "published"): "there is no published one",
    (): "--template",
}  # fmt: skip


@pytest.mark.parametrize(("arguments", "said"), REFUSED.items())
def test_what_is_refused_is_one_sentence(
    trust: TrustUnderTest, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    assert said in report(trust, tmp_path / "out", *arguments).sentence
    assert not (tmp_path / "out").exists()


def test_the_options_name_what_there_is() -> None:
    """They are written out, so that no other command waits for what makes packs."""
    assert tuple(BY_NAME) == reporting.TEMPLATES
    assert reporting.ENDINGS == packing.ENDINGS


def test_a_draft_says_so_and_without_a_released_edition_there_is_no_pack(tmp_path: Path) -> None:
    new = TrustUnderTest(tmp_path / "store")
    work.publish(new.store, SINGLE_USER, NOW)
    asked = ("--template", "annual", "--format", "xlsx")
    assert "No edition is released yet" in report(new, tmp_path / "out", *asked).sentence
    written = report(new, tmp_path / "out", *asked, "--draft").out.splitlines()[1]
    assert written.endswith("your-trust-annual-all-dates-edition-1-draft-internal.xlsx")
    pack = made(new.store, 1, "annual")
    assert pack.is_draft and "Draft, not released" in pack.marks
    new.close()
