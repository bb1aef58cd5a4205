"""Made-up incident notes with personal details planted in them, and with what looks like one and is none.

Written from how wards write, not from what is looked for: nothing of the product is imported here. Names, streets, numbers
and addresses are invented; NHS numbers are of the 999 range, which is kept for tests, or any number that fits the check;
telephone numbers are of the ranges that Ofcom keeps for drama. The same seed writes the same notes.
"""

import random
from collections.abc import Callable
from datetime import date, timedelta

from tests.extracts.made_up_names import AREAS, DOUBLE, FORENAMES, STAFF_NAMES, SURNAMES
from tests.extracts.near_misses import NEAR_MISSES
from tests.extracts.note_of_incident import (
    BIRTH,
    EMAIL,
    HOSPITAL,
    INSURANCE,
    NHS,
    PHONE,
    PLAIN_NAME,
    POSTCODE,
    STAFF,
    TITLED,
    Note,
)

HOSPITAL_FORMS = "A999999; RXX 9999999"
"""The setting of the trust whose notes these are."""


def notes(count: int, seed: int = 20261126) -> list[Note]:
    """That many notes, each with up to four details and as many near misses."""
    chance = random.Random(seed)
    return [_note(chance) for _ in range(count)]


def _note(chance: random.Random) -> Note:
    note = Note()
    pieces: list[Callable[[random.Random, Note], None]] = [
        *chance.choices(_DETAILS, _DETAIL_WEIGHTS, k=chance.randint(0, 4)),
        *chance.choices(NEAR_MISSES, k=chance.randint(1, 4)),
    ]
    chance.shuffle(pieces)
    for place, piece in enumerate(pieces):
        if place:
            note.say(chance.choice((". ", ". ", ".\n", "\r\n", "; ", ", ", " - ")))
        piece(chance, note)
    note.say(chance.choice((".", "", " ", "\n")))
    return note


def nhs_digits(chance: random.Random) -> str:
    """Ten digits that fit the check: half of them of the 999 range."""
    while True:
        nine = (
            "999" if chance.random() < 0.5 else f"{chance.choice((4, 6, 7))}{chance.randrange(100):02d}"
        ) + f"{chance.randrange(10**6):06d}"
        left = (
            11 - sum(int(figure) * weight for figure, weight in zip(nine, range(10, 1, -1), strict=True)) % 11
        )
        if left != 10:
            return nine + ("0" if left == 11 else str(left))


def _in_other_figures(chance: random.Random, written: str) -> str:
    """Once in forty full-width or Arabic figures, as pasted from elsewhere."""
    if chance.random() > 0.025:
        return written
    first = chance.choice((0xFF10, 0x0660))
    return "".join(chr(first + int(sign)) if sign.isascii() and sign.isdigit() else sign for sign in written)


def _nhs(chance: random.Random, note: Note) -> None:
    ten = nhs_digits(chance)
    gap = chance.choice((" ", " ", " ", "-", ".", "\u00a0", "  ", "\u2009", "\n", " - ", "\u2013"))
    if gap == " - ":
        gap = "-"
    grouped = gap.join((ten[:3], ten[3:6], ten[6:]))
    said = (
        "NHS number ",
        "NHS No: ",
        "NHS no.",
        "NHS: ",
        "nhs num ",
        "NHS Number is ",
        "NHS# ",
        "(NHS ",
        "N.H.S. no ",
        "NHS No ",
    )
    said_of = (
        "Patient ",
        "pt ",
        "Sticker on chart: ",
        "Wristband read ",
        "wrong patient's label (",
        "Pt's number ",
        "Given to ",
        "",
    )
    way = chance.random()
    if way < 0.45:
        note.say(chance.choice(said))
        written = chance.choice(
            (ten, grouped, grouped, " ".join((ten[:4], ten[4:7], ten[7:])), " ".join(ten))
        )
    elif way < 0.75:
        note.say(chance.choice(said_of))
        written = grouped
    else:
        note.say(chance.choice(said_of))
        written = ten
    note.put(NHS, _in_other_figures(chance, written))
    note.say(chance.choice(("", "", ")", " was given the dose", " on the label", ", wrong chart")))


def _day_long_ago(chance: random.Random) -> date:
    return date(1926, 1, 1) + timedelta(days=chance.randrange(365 * 97))


def _written_day(chance: random.Random, day: date) -> str:
    month, short = f"{day:%B}", f"{day:%b}"
    suffix = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}.get(day.day, "th")
    return chance.choice(
        (
            f"{day:%d/%m/%Y}", f"{day:%d/%m/%Y}", f"{day.day}/{day.month}/{day:%y}", f"{day:%d.%m.%Y}", f"{day.day}.{day.month}.{day:%y}",
            f"{day:%d-%m-%Y}", f"{day:%Y-%m-%d}", f"{day.day} {month} {day.year}", f"{day.day}{suffix} {month} {day.year}",
            f"{day:%d}-{short}-{day.year}", f"{day.day} {short} {day:%y}", f"{month} {day.day}, {day.year}", f"{day.day}{suffix} of {month} {day.year}",
            f"{day:%d} {day:%m} {day.year}", f"{day:%d %b %Y}".upper(),
        )
    )  # fmt: skip


def _birth(chance: random.Random, note: Note) -> None:
    day = _day_long_ago(chance)
    if chance.random() < 0.72:
        note.say(
            chance.choice(
                ("DOB ", "DOB: ", "dob ", "D.O.B. ", "D.O.B: ", "date of birth ", "Date of Birth: ", "born on ", "born ", "Date of birth was ",
                 "DoB - ", "(DOB ", "Birth date ", "DOB on the chart ", "DOB recorded as ", "Date of birth given as ", "d.o.b ", "DOB=")
            )
        )  # fmt: skip
        note.put(BIRTH, _written_day(chance, day))
        if chance.random() < 0.15:
            note.say(" instead of ")
            note.put(BIRTH, _written_day(chance, day + timedelta(days=chance.randint(1, 900))))
        return
    age = 2026 - day.year - chance.randint(0, 1)
    age = max(age, 0)
    written = chance.choice(
        (
            f"{day:%d/%m/%Y}",
            f"{day.day}/{day.month}/{day:%y}",
            f"{day.day} {day:%B} {day.year}",
            f"{day:%d.%m.%Y}",
        )
    )
    before = chance.choice(
        (
            f"{age} year old ({{}})",
            f"{age}-year-old woman, {{}}",
            f"Aged {age} ({{}})",
            f"{age}yo male {{}}",
            f"{age} yrs old, {{}}",
            f"{{}} ({age} years)",
            f"{{}}, aged {age}",
        )
    )
    first, last = before.split("{}")
    note.say(first)
    note.put(BIRTH, written)
    note.say(last)


def _postcode(chance: random.Random, note: Note) -> None:
    area, most = chance.choice(AREAS)
    letters = "ABDEFGHJLNPQRSTUWXYZ"
    inward = f"{chance.randrange(10)}{chance.choice(letters)}{chance.choice(letters)}"
    outward = f"{area}{chance.randint(1, most)}"
    if chance.random() < 0.08:
        outward = chance.choice(("SW1A", "EC1V", "W1T", "WC2N", "SE1P", "N1C"))
    gap = chance.choice((" ", " ", " ", " ", "", "  ", "\u00a0"))
    written = f"{outward}{gap}{inward}"
    if len(area) == 2 and chance.random() < 0.15:
        written = written.lower()
    note.say(
        chance.choice(
            ("Address 14 Mill Lane ", "lives at 3 The Green, Otley, ", "discharged to ", "TTOs delivered to ", "home postcode ", "sent to wrong house (", "delivery address ")
        )
    )  # fmt: skip
    note.put(POSTCODE, written)


def _phone(chance: random.Random, note: Note) -> None:
    tail = f"{chance.randrange(1000):03d}"
    written = chance.choice(
        (
            f"07700 900{tail}", f"07700900{tail}", f"07700 900 {tail}", f"(01632) 960{tail}", f"01632 960{tail}", f"01632-960-{tail}", f"0113 496 0{tail}",
            f"020 7946 0{tail}", f"02079460{tail}", f"+44 7700 900{tail}", f"+44 (0)20 7946 0{tail}", f"+447700900{tail}", f"0044 7700 900{tail}",
            f"07700.900.{tail}", f"(0113) 496 0{tail}", f"0161 4960{tail}", f"0808 157 0{tail}", f"07700\u00a0900{tail}", f"0 7700 900{tail}"[0:1] + f"7700 900{tail}",
        )
    )  # fmt: skip
    note.say(
        chance.choice(
            ("daughter can be reached on ", "rang ", "Tel: ", "tel. ", "mobile ", "contact number ", "called back on ", "GP surgery ", "phoned son (", "Phone no ", "next of kin ", "ring ")
        )
    )  # fmt: skip
    note.put(PHONE, _in_other_figures(chance, written))


def _email(chance: random.Random, note: Note) -> None:
    name = f"{chance.choice(FORENAMES)}.{chance.choice(SURNAMES)}".lower()
    name = "".join(sign for sign in name if sign.isascii() and (sign.isalnum() or sign == "."))
    written = chance.choice(
        (f"{name}@nhs.net", f"{name}{chance.randint(1, 9)}@nhs.net", f"{name.title()}@riverside.nhs.uk", f"{name[:1]}{name.split('.')[1]}@example.co.uk", f"{name}+ward@example.org")
    )  # fmt: skip
    note.say(
        chance.choice(("e-mailed ", "email: ", "copied to ", "Please contact ", "sent to <", "reported by "))
    )
    note.put(EMAIL, written)


def _hospital(chance: random.Random, note: Note) -> None:
    way = chance.random()
    if way < 0.5:
        note.say(chance.choice(("", "patient ", "chart of ", "notes ")))
        note.put(
            HOSPITAL,
            chance.choice(
                (
                    f"{chance.choice('BDKMW')}{chance.randrange(10**6):06d}",
                    f"RXX{chance.choice((' ', ' '))}{chance.randrange(10**7):07d}",
                )
            ),
        )
        return
    note.say(
        chance.choice(
            (
                "MRN ",
                "MRN: ",
                "Hospital number ",
                "hospital no. ",
                "Hosp No ",
                "Unit number ",
                "hosp. number: ",
                "Patient ID ",
                "PAS number ",
            )
        )
    )
    note.put(
        HOSPITAL,
        chance.choice(
            (
                f"{chance.randrange(10**6, 10**7)}",
                f"{chance.choice('KMX')}{chance.randrange(10**5, 10**7)}",
                f"{chance.randrange(10**4, 10**5)}{chance.choice('AB')}",
            )
        ),
    )


def _insurance(chance: random.Random, note: Note) -> None:
    pair, number = chance.choice(("AB", "JC", "NW", "PX", "SE")), f"{chance.randrange(10**6):06d}"
    note.say(chance.choice(("NI number ", "NINO ", "National Insurance no: ")))
    note.put(
        INSURANCE, chance.choice((f"{pair}{number}C", f"{pair} {number[:2]} {number[2:4]} {number[4:]} A"))
    )


def _titled(chance: random.Random, note: Note) -> None:
    surname = chance.choice((*SURNAMES, *SURNAMES, *SURNAMES, *DOUBLE))
    forename = chance.choice(FORENAMES)
    written = chance.choice(
        (surname, surname, surname, f"{forename} {surname}", f"{forename[0]} {surname}", f"{forename[0]}. {surname}", f"{forename[0]}{chance.choice(' .')}{chance.choice('ABM')} {surname}", surname.upper(), surname[0].upper())
    )  # fmt: skip
    title = chance.choice(
        ("Mr", "Mrs", "Ms", "Miss", "Dr", "Mr.", "Dr.", "Mrs.", "Prof", "Professor", "Sister", "Nurse", "Staff Nurse", "SN", "S/N", "Mx", "dr", "mrs", "nurse", "Dr", "Mr", "Mrs", "Matron", "MR", "DR", "MRS", "sister", "Charge Nurse")
    )  # fmt: skip
    if title.isupper() and title not in ("SN", "S/N"):
        written = surname.upper()
    elif chance.random() < 0.04 and title in ("Mr", "Mrs"):
        written = surname.lower()
    first, last = chance.choice(
        (("given to ", " in error"), ("", " was given the wrong dose"), ("checked with ", ""), ("Spoke to ", " who agreed"), ("", "'s chart"), ("prescribed by ", " at night"), ("", " aware"), ("handed over to ", " and pharmacist"))
    )  # fmt: skip
    note.say(f"{first}{title} ")
    note.put(TITLED, written)
    note.say(last)


def _of_staff(chance: random.Random, note: Note) -> None:
    forename, surname = chance.choice(STAFF_NAMES)
    written = chance.choice(
        (f"{forename} {surname}", f"{forename} {surname}", f"{forename} {surname}", f"{surname}, {forename}", f"{surname} {forename}", f"{forename[0]} {surname}", f"{forename[0]}. {surname}",
         f"{forename.upper()} {surname.upper()}", f"{forename} {chance.choice('ABCM')} {surname}", f"{forename} {surname}".lower(), forename)
    )  # fmt: skip
    first, last = chance.choice(
        (
            ("second check by ", ""),
            ("", " gave it at the end of the shift"),
            ("drawn up by ", ", bank staff"),
            ("told ", " about it"),
            ("", " informed"),
        )
    )
    note.say(first)
    note.put(STAFF, written)
    note.say(last)


def _plain_name(chance: random.Random, note: Note) -> None:
    forename, surname = (
        chance.choice(FORENAMES),
        chance.choice(("Ackroyd", "Birtwistle", "Cadwallader", "Drummond", "Eccles")),
    )
    first, last = chance.choice(
        (("given to ", " instead"), ("patient ", " was moved"), ("", " had two charts"), ("chart of ", ""))
    )
    note.say(first)
    note.put(PLAIN_NAME, f"{forename} {surname}")
    note.say(last)


_DETAILS = (_nhs, _birth, _postcode, _phone, _email, _hospital, _insurance, _titled, _of_staff, _plain_name)
_DETAIL_WEIGHTS = (5, 4, 3, 4, 3, 3, 1, 5, 4, 1)
