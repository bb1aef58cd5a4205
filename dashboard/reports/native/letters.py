"""How wide letters are: those of Arial, which are public and fixed, so that no font file is needed and a pack is laid out alike on every
machine.

In thousandths of the size of the type (Adobe, Helvetica font metrics 1985; Arial and Arimo were cut to the same widths). Who measures adds
what it needs beyond them: office programs take a wider letter where Arial is missing, our own drawings have Arimo at hand.
"""

_THOUSANDTHS: dict[int, str] = {
    191: "'", 222: "ijl", 260: "|", 278: " !,./:;I[\\]ft\xa0·", 333: "()-`r", 334: "{}", 355: '"', 389: "*", 469: "^",
    500: "Jcksvxyz", 556: "#$0123456789?L_abdeghnopqu–£", 584: "+<=>~±×", 611: "FTZ", 667: "&ABEKPSVXY",
    722: "CDHNRUw", 778: "GOQ", 833: "Mm", 889: "%", 944: "W", 1000: "—…", 1015: "@",
}  # fmt: skip
_WIDTHS = {letter: width for width, letters in _THOUSANDTHS.items() for letter in letters}
_WIDE_FROM = "\u2e80"
"""From here on signs are as wide as high: Chinese and Japanese writing, pictures."""


def thousandths(text: str, *, otherwise: int, wide: int) -> int:
    """Of a text in one line. otherwise, wide: of letters that the table does not have, and of signs as wide as high."""
    return sum(_WIDTHS.get(letter) or (otherwise if letter < _WIDE_FROM else wide) for letter in text)
