"""What looks like a personal detail in a text or a column: found, counted by kind, and put behind a mark.

`likely_kinds`, `masked` and `details_in` for one text; `look_through` for a column, in the limited process. What is found
is likely, never certain, and what is not found may still be there: nothing that has been through here is anonymous.
"""

from dashboard.extracts.identifiers.columns import (
    fields_of_heading,
    holds_a_mark,
    identifiers_in,
    is_narrative,
    look_through,
)
from dashboard.extracts.identifiers.found import (
    BIRTH,
    EMAIL,
    HOSPITAL_NUMBER,
    MARKS,
    NHS_NUMBER,
    NINO,
    POSTCODE,
    STAFF,
    TELEPHONE,
    TITLED_NAME,
    Found,
)
from dashboard.extracts.identifiers.numbers import is_nhs_number
from dashboard.extracts.identifiers.staff_list import StaffListRefused, digests, names_in
from dashboard.extracts.identifiers.text import details_in, likely_kinds, masked

__all__ = [
    "BIRTH",
    "EMAIL",
    "HOSPITAL_NUMBER",
    "MARKS",
    "NHS_NUMBER",
    "NINO",
    "POSTCODE",
    "STAFF",
    "TELEPHONE",
    "TITLED_NAME",
    "Found",
    "StaffListRefused",
    "details_in",
    "digests",
    "fields_of_heading",
    "holds_a_mark",
    "identifiers_in",
    "is_narrative",
    "is_nhs_number",
    "likely_kinds",
    "look_through",
    "masked",
    "names_in",
]
