"""What every picture has beside its marks: words, a twin in figures, a method."""

from dashboard.charts.frame import Picture


def lacking(picture: Picture) -> list[str]:
    """What a reader who does not see the picture, or does not believe it, would miss. Empty for a whole picture."""
    words = picture.sentence.strip()
    looked_at = {
        "its finding in one or more whole sentences": words.endswith((".", ")")) and " " in words,
        "words of what is drawn": bool(picture.caption.strip()),
        "the finding in its alt text": words in picture.alt,
        "the caption in its alt text": picture.caption in picture.alt,
        "the title in its alt text": picture.full_title in picture.alt,
        "a table with its figures": bool(picture.table.rows),
        "a heading for each column of the table": {len(row) for row in picture.table.rows}
        <= {len(picture.table.columns)},
        "how it is worked out": bool(picture.how) and all(line.strip() for line in picture.how),
        "the edition and the version in its foot": all(
            part in picture.standing.foot()
            for part in (picture.standing.edition, "dashboard version", "Rules: ", "not risk")
        ),
    }
    return [f"{picture.key} lacks {what}" for what, there in looked_at.items() if not there]
