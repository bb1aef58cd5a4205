"""What staff typed for a medicine, read as the medicine that it names, or as what else it is. Never guessed."""

from dashboard.extracts.medicines.naming import MedicineReference, NamedMedicine, name_all, reference

__all__ = ["MedicineReference", "NamedMedicine", "name_all", "reference"]
