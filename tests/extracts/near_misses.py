"""What looks like a personal detail in incident notes and is none: doses, codes, dates of the event, roles and wards."""

import random
from datetime import date, timedelta

from tests.extracts.note_of_incident import CODE, DOSE, WHEN, WORDS, Note

DRUGS = (
    "paracetamol", "enoxaparin", "insulin aspart", "Apixaban", "Oramorph", "Metformin MR", "Diltiazem SR", "gentamicin", "vancomycin",
    "Vitamin B12", "Vitamin D3", "co-amoxiclav", "MST Continus", "Morphine Sulfate MR", "tinzaparin", "Sodium Chloride 0.9%", "Actrapid",
    "warfarin", "Zomorph", "Levetiracetam", "Hydroxocobalamin", "Epilim Chrono", "potassium chloride", "Tacrolimus MR", "Nurofen",
)  # fmt: skip


def dose(chance: random.Random, note: Note) -> None:
    drug = chance.choice(DRUGS)
    amount = chance.choice(
        (
            "10 mg", "5,000 units", "5000units", "0.9% 1000 ml", "1.5g", "40mg/0.4 ml", "120 mg/12 h", "1000 mcg", "10,000 units/ml", "250 mg/5 ml", "12.5mg BD", "2.4 g TDS", "75-100 mg", "1 in 1000",
            "1:10,000", "100 units/ml 10ml", "0.9 % 500 ml", "4.5g/100ml", "30 mmol in 1000 ml", "20mg MR", "5 mg PRN", "500mcg x 2", "3 x 1.2 g", "1000000 units", "18,000 IU", "B12 1 mg", "1 mg 4 hrly", "2 hrly 4 mg",
            "160 mg/800 mg", "7.5 mg/kg", "0.05 micrograms/kg/min", "10mmol/10ml", "250 mL 1000 mL", "MR 60mg", "SR 90 mg", "MR Tablets 30mg", "Mr Tablets 500mg", "Sr Capsules 120mg", "e/c 75 mg",
        )
    )  # fmt: skip
    note.say(chance.choice(("", "prescribed ", "given ", "should have had ", "omitted ")))
    note.put(DOSE, f"{drug} {amount}")
    note.say(chance.choice(("", " at 22:00", " stat", " IV", " subcut")))


def code(chance: random.Random, note: Note) -> None:
    what = chance.choice(
        (
            f"batch {chance.randrange(10**9, 10**10)}", f"Batch no: {chance.randrange(10**9, 10**10)}", f"lot number {chance.randrange(10**9):09d}", f"LOT {chance.randrange(10**9, 10**10)}",
            f"batch AB{chance.randrange(10**4, 10**5)}", f"incident W{chance.randrange(10**4, 10**5)}", f"Datix ref {chance.randrange(10**5, 10**6)}", f"INC-2026-{chance.randrange(10**4, 10**5)}",
            f"LFPSE reference {chance.randrange(10**9, 10**10)}", f"BNF code 0208020Z0AAA{chance.choice('AB')}{chance.choice('AB')}", f"GTIN 0{chance.randrange(10**12, 10**13)}", f"PL {chance.randrange(10**4, 10**5)}/0{chance.randrange(100, 999)}",
            f"pump serial {chance.randrange(10**9, 10**10)}", f"order {chance.randrange(10**7, 10**8)}", f"page {chance.randint(1, 9)} of 12", f"bleep {chance.randrange(1000, 9999)}", f"ext {chance.randrange(1000, 9999)}",
            f"dm+d {chance.randrange(10**15, 10**16)}", f"CD register page {chance.randint(10, 99)}", f"asset no {chance.randrange(10**5, 10**6)}",
        )
    )  # fmt: skip
    note.put(CODE, what)


def when(chance: random.Random, note: Note) -> None:
    day = date(2021, 1, 1) + timedelta(days=chance.randrange(2100))
    what = chance.choice(
        (
            f"on {day:%d/%m/%Y} at 10:30", f"{day.day} {day:%B} {day.year}", f"at {chance.randrange(24):02d}{chance.choice(('00', '30'))} hrs", "0800 1200 1600 2200", "08:00, 12:00 and 18:00", "0600-1400 shift", f"expiry {day:%m/%Y}",
            f"{day:%Y-%m-%d} 14:30:00", f"admitted {day:%d/%m/%y}", f"{day:%d.%m.%Y} 10:30", f"due 2200 given 0015 {day.day}/{day.month}", "between 1400 and 1600", "3/7 course", "2/52 supply", "1/12", "for 7/7", f"since {chance.choice((1998, 2011, 2020))}",
            f"{day:%d-%m-%Y} 10 am", "14/30 tablets left", "72 hours later", f"a {chance.randint(20, 90)} year old admitted on {day:%d/%m/%Y}",
        )
    )  # fmt: skip
    note.put(WHEN, what)


def words(chance: random.Random, note: Note) -> None:
    what = chance.choice(
        (
            "Nurse in charge informed", "the Sister was told", "Nurse Specialist reviewed", "Ward Sister on the late shift", "Dr on call bleeped", "moved to Lady Smith Ward", "Dr Gray's Hospital", "Doctor informed", "Nurse Practitioner aware", "Miss a dose",
            "Missed dose", "Staff Nurse Band 5", "MR tablets were swapped for SR", "seen by Consultant Surgeon", "Bay 3 Bed 12", "patient born at 34 weeks", "newborn on the ward", "Ward B12 side room 2", "T2 4hr sample", "dose @ 5 mg", "Matron and Pharmacist told",
            "Datix completed", "Controlled Drug register checked", "Duty of Candour applies", "Parkinson's medicines late", "the Abbey Pain Profile used", "St Mary's Ward", "Zimmer frame moved", "Addison's disease", "Dr. was informed", "nurse in Charge", "Sister Ward",
            "Prof care team", "pharmacist On-call", "NHS England alert", "the NHS App", "PO dose given NG", "IV 1000 ml over 8 hr", "born before arrival", "Patient aged 72 fell", "Riverside Hospital", "D5 1000 ml", "Nurse A&E", "MS Contin", "MR scan delayed",
        )
    )  # fmt: skip
    note.put(WORDS, what)


NEAR_MISSES = (dose, dose, dose, code, when, words)
"""Each says one to the note."""
