"""What the team marks on an incident as it reads: that it was read, and short tags of its own. Never part of a count."""

from dataclasses import dataclass
from datetime import date

TAG_LENGTH = 40
"""Letters."""

MOST_TAGS = 20
"""Tags on one incident: a search looks through all of them."""

READ = ""
"""The tag that says no more than that an incident was read."""


@dataclass(frozen=True)
class Marks:
    """The marks of one incident. `tags` in the order in which they were put on it; `read_on` None: not marked as read."""

    read_on: date | None = None
    read_by: str = ""
    tags: tuple[str, ...] = ()


NO_MARKS = Marks()


def tag_as_kept(text: str) -> str:
    """The tag with single blanks. Raises ValueError, in a sentence, for one that is blank, too long or holds what cannot be seen."""
    tag = " ".join(text.split())
    if not 0 < len(tag) <= TAG_LENGTH:
        raise ValueError(f"A tag has 1 to {TAG_LENGTH} letters; this one has {len(tag)}: shorten it.")
    if not tag.isprintable():
        raise ValueError("A tag has letters, figures and signs that can be seen only; write it anew.")
    return tag
