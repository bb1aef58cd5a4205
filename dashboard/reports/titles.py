"""A finding as the title of a slide: whole where it is short enough, else its first clause; the rest stands in a box."""

LONGEST_TITLE = 140
"""Letters: two lines of a slide 13.3 inches wide, in a size that is read from the back of a room."""

SHORTEST_CLAUSE = 24
"""Letters: less is a word or two that says nothing by itself ('None.')."""

_CLAUSES = (". ", "; ")
"""What comes before one of these stands by itself."""

_PARTS = (", ", ": ")
"""What comes before one of these does not: three dots say that it goes on, as they do after any other word."""


def titled(finding: str, longest: int = LONGEST_TITLE) -> tuple[str, str]:
    """(title, the rest): together they say all of the finding, in its words. The rest is empty where all of it is the title."""
    said = " ".join(finding.split())
    if len(said) <= longest:
        return said, ""
    for end in _CLAUSES:
        if at := _last_end(said, end, longest):
            rest = said[at + len(end) :].strip()
            return f"{said[:at].rstrip(' .')}.", f"{rest[:1].upper()}{rest[1:]}"
    for ends in (_PARTS, (" ",)):
        places = [(at, end) for end in ends if (at := _last_end(said, end, longest)) and at >= longest / 2]
        if places:
            at, end = max(places)
            return f"{said[:at]}…", f"…{said[at + len(end) :].strip()}"
    return f"{said[: longest - 1]}…", f"…{said[longest - 1 :]}"  # a name of 140 letters without a blank


def _last_end(said: str, end: str, longest: int) -> int | None:
    """The last place where a part ends so, outside brackets, with a head that fits and says something."""
    depth, found = 0, None
    for at, letter in enumerate(said[: longest - 1]):
        depth += (letter == "(") - (letter == ")")
        if depth <= 0 and at >= SHORTEST_CLAUSE and said.startswith(end, at):
            found = at
    return found
