"""The schedule of each controlled drug, in words, from the reference list alone: nothing else of the list is read."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from dashboard.extracts.reference_rows import reference_rows


@cache
def controlled_schedules() -> Mapping[str, str]:
    """By medicine: '2', '4 part 1', or '2 or 5, by product'."""
    products: dict[str, set[str]] = {}
    for row in reference_rows("medicine_cd_preparations"):
        products.setdefault(row["medicine"], set()).add(row["cd_schedule"])
    return MappingProxyType(
        {
            row["medicine"]: f"{' or '.join(sorted(products[row['medicine']]))}, by product"
            if row["medicine"] in products
            else row["cd_schedule"]
            for row in reference_rows("medicines")
            if row["cd_schedule"]
        }
    )
