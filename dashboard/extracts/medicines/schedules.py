"""The schedule of each controlled drug, in words, from the reference list alone: nothing else of the list is read."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from dashboard.extracts.reference_rows import reference_rows


@cache
def controlled_schedules() -> Mapping[str, str]:
    """By medicine: '2', '4 part 1', or that of each product, '5 (tablets); 2 (injection)', where it depends on the product."""
    products: dict[str, list[str]] = {}
    for row in reference_rows("medicine_cd_preparations"):
        products.setdefault(row["medicine"], []).append(f"{row['cd_schedule']} ({row['preparation']})")
    return MappingProxyType(
        {
            row["medicine"]: "; ".join(products.get(row["medicine"], ())) or row["cd_schedule"]
            for row in reference_rows("medicines")
            if row["cd_schedule"]
        }
    )
