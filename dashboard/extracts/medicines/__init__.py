"""The medicines of an extract: from what staff typed to the medicine, its BNF section, drug class and high-risk groups."""

from dashboard.extracts.medicines.deciding import MedicineNaming
from dashboard.extracts.medicines.named import Medicine, NamedMedicine, NamingKind, Suggestion
from dashboard.extracts.medicines.naming import MedicineReference, get_ready, reference

__all__ = [
    "Medicine",
    "MedicineNaming",
    "MedicineReference",
    "NamedMedicine",
    "NamingKind",
    "Suggestion",
    "get_ready",
    "reference",
]
