"""What a pack holds, before any file format: slides of sentences, pictures and tables, as plain values.

A pack is a function of the edition, what is asked, the profile and the template. Each format (PowerPoint, Excel, PDF) writes the
same pack and works nothing out. `digest` is of the contents and is printed on them: the same input gives the same digest.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from dashboard.charts.frame import Picture, Standing, Table
from dashboard.domain.export import Export
from dashboard.domain.reader import Profile


@dataclass(frozen=True)
class Box:
    """A heading and a few lines of text."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Listing:
    """A table of its own, not the twin of a picture. note: what it counts, what it leaves out.

    lists_incidents: whether each row is one incident; the audit trail says how many left the building so.
    """

    heading: str
    table: Table
    note: str = ""
    lists_incidents: bool = False


@dataclass(frozen=True)
class Slide:
    """One slide, or one section of a document. title: its finding, a sentence. heading: what it shows, in a few words.

    pictures: none, one that fills the slide, or up to three side by side. notes: how it is worked out, for the speaker's notes, the
    workbook and the end of the document.
    """

    key: str
    title: str
    heading: str
    pictures: tuple[Picture, ...] = ()
    listings: tuple[Listing, ...] = ()
    boxes: tuple[Box, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Look:
    """What the trust's settings say of the looks: no part of the contents. Colours as #RRGGBB."""

    main_colour: str = "#005EB8"
    second_colour: str = "#003087"

    @classmethod
    def of_settings(cls, held: Mapping[str, object]) -> "Look":
        """As the trust has set it."""
        return cls(str(held["pack_main_colour"]), str(held["pack_second_colour"]))


@dataclass(frozen=True)
class Pack:
    """template: its name. title: whose incidents of which period. strategy: what was asked, sources, coverage, edition, methods,
    versions and suppression, as (what, words): the cover sheet of the workbook and the last page of the document.
    """

    template: str
    title: str
    standing: Standing
    profile: Profile
    edition_id: int
    query: str
    is_draft: bool
    slides: tuple[Slide, ...]
    strategy: tuple[tuple[str, str], ...]
    marks: tuple[str, ...]
    """What stands on every slide: the mark of the profile, "Draft, not released", "Made-up trust: not real patients"."""
    look: Look = field(default=Look(), compare=False)
    name: str = ""
    """What the files of the pack are called, in words and without an ending: trust, template, period, edition."""

    @property
    def incidents_listed(self) -> int:
        """How many incidents stand in it one by one."""
        return sum(
            len(each.table.rows) for slide in self.slides for each in slide.listings if each.lists_incidents
        )

    @cached_property
    def digest(self) -> str:
        """16 hexadecimal digits of SHA-256 over what the pack says and shows: not over its looks, nor over the product's version."""
        told = json.dumps(_contents(self), sort_keys=True, default=str, ensure_ascii=False)
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]

    def foot(self) -> str:
        """The line at the foot of every slide and page: the marks first."""
        said = (
            marks_in_words(self.marks),
            self.standing.edition,
            self.standing.method,
            f"Digest {self.digest}.",
        )
        return " ".join(part for part in said if part)

    def export(self, ending: str) -> Export:
        """The line of the audit trail for a file of it that leaves."""
        what = f"pack {self.template}"
        return Export(
            what, ending, self.incidents_listed, self.edition_id, self.query, self.profile, self.digest
        )


def marks_in_words(marks: Sequence[str]) -> str:
    """Each as a sentence."""
    return " ".join(mark if mark.endswith(".") else f"{mark}." for mark in marks)


def _contents(pack: Pack) -> Mapping[str, Any]:
    return {
        "template": pack.template,
        "title": pack.title,
        "profile": pack.profile.value,
        "edition": pack.edition_id,
        "query": pack.query,
        "marks": pack.marks,
        "slides": [_of_slide(slide) for slide in pack.slides],
    }


def _of_slide(slide: Slide) -> Mapping[str, Any]:
    return {
        "key": slide.key,
        "title": slide.title,
        "heading": slide.heading,
        "pictures": [
            (
                picture.key,
                picture.full_title,
                picture.sentence,
                picture.caption,
                picture.table.columns,
                picture.table.rows,
            )
            for picture in slide.pictures
        ],
        "listings": [
            (each.heading, each.table.columns, each.table.rows, each.note) for each in slide.listings
        ],
        "boxes": [(each.heading, each.lines) for each in slide.boxes],
    }
