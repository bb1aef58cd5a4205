"""Edits between two strings: a letter inserted, left out or changed, or two neighbouring letters swapped.

The optimal string alignment distance, a row of its table at a time as the bits of one number (H. Hyyrö, 2003: A
bit-vector algorithm for computing Levenshtein and Damerau edit distances).
"""

from collections.abc import Callable


def edits_between(one: str, other: str, most: int) -> int:
    """Edits between two strings, or `most + 1` as soon as they are more than `most`."""
    if one == other:
        return 0
    if abs(len(one) - len(other)) > most:
        return most + 1
    start = 0
    shorter = min(len(one), len(other))
    while start < shorter and one[start] == other[start]:
        start += 1
    end = 0
    while end < shorter - start and one[-1 - end] == other[-1 - end]:
        end += 1
    one, other = one[start : len(one) - end], other[start : len(other) - end]
    if not one or not other:
        return len(one) + len(other)  # no more than the difference of their lengths
    if most == 1:
        swapped = len(one) == len(other) == 2 and one == other[::-1]
        return 1 if swapped or len(one) == len(other) == 1 else 2
    return edits_from(one)(other, most)


def edits_from(key: str) -> Callable[[str, int], int]:
    """The edits between `key` and any other string, as `edits_between` gives them: for asking one key many times."""
    width = len(key)
    every = (1 << width) - 1
    last = 1 << width >> 1
    places: dict[str, int] = {}
    for at, letter in enumerate(key):
        places[letter] = places.get(letter, 0) | 1 << at

    def edits(other: str, most: int) -> int:
        if not width or not other:
            return min(width + len(other), most + 1)
        # `more` and `less`: where the table grows or shrinks by one from the row above; `same`: where it does not along
        # the diagonal.
        more, less, same, before, found = every, 0, 0, 0, width
        left = len(other)
        for letter in other:
            here = places.get(letter, 0)
            swapped = ((~same & here) << 1) & before
            same = ((((here & more) + more) ^ more) | here | less | swapped) & every
            grows = less | (~(same | more) & every)
            shrinks = same & more
            if grows & last:
                found += 1
            elif shrinks & last:
                found -= 1
            left -= 1
            if found - left > most:
                return most + 1
            grows = (grows << 1 | 1) & every
            more = ((shrinks << 1) | ~(same | grows)) & every
            less = grows & same
            before = here
        return min(found, most + 1)

    return edits
