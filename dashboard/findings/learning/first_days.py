"""Steps of the officer's first thirty days with the data, told from what the store holds."""

from dataclasses import dataclass

from dashboard.findings.words import count_of


@dataclass(frozen=True)
class SeenInStore:
    """`done` is what the store shows by itself; `words` say by what."""

    done: bool
    words: str


def seen_in_store(
    *,
    incidents: int | None,
    months_covered: int,
    months_missing: int,
    words_to_place: int,
    names_to_confirm: int,
    places_to_join: int,
    has_bed_days: bool,
    released: int,
    packs: int,
) -> dict[str, SeenInStore]:
    """By the key of each step. Before there is an edition nothing is seen, and no step is told as done."""
    if incidents is None:
        return {"data-extract": SeenInStore(False, "no extract is stored yet")}
    return {
        "data-extract": SeenInStore(True, f"{count_of(incidents, 'incident')} in the newest edition"),
        "data-coverage": _waits(
            months_missing,
            f"{count_of(months_missing, 'month')} between the first and the last {'is' if months_missing == 1 else 'are'} covered by no extract",
            f"{count_of(months_covered, 'month')} covered, none missing between them",
        ),
        "data-words": _waits(
            words_to_place,
            f"{count_of(words_to_place, 'word waits', 'words wait')}",
            "no word waits",
        ),
        "data-names": _waits(
            names_to_confirm,
            f"{count_of(names_to_confirm, 'name waits', 'names wait')}",
            "no name waits",
        ),
        "data-wards": _waits(
            places_to_join,
            f"{count_of(places_to_join, 'place as written stands', 'places as written stand')} under no name that is kept",
            "every place stands under a name that is kept",
        ),
        "data-bed-days": SeenInStore(has_bed_days, "bed days are loaded" if has_bed_days else "no bed days are loaded"),
        "data-release": SeenInStore(
            released > 0, f"{count_of(released, 'edition')} released" if released else "none is released yet"
        ),
        "data-pack": SeenInStore(packs > 0, f"{count_of(packs, 'pack')} made" if packs else "none is noted as made"),
    }  # fmt: skip


def _waits(many: int, waiting: str, done: str) -> SeenInStore:
    return SeenInStore(not many, waiting if many else done)
