"""A benchmark pack as its file: one CSV that opens in a spreadsheet, column names first and nothing above or below."""

from dashboard.domain.benchmark import COLUMNS, RULE, VERSION, BenchmarkPack
from dashboard.reports.export import csv_text, file_name


def benchmark_csv(pack: BenchmarkPack) -> bytes:
    """The same pack always gives the same bytes, all of them ASCII: no mark of an encoding, which some programs take for a letter of the
    first column's name. A whole number has no decimals, a rate two.
    """
    return csv_text(
        tuple(COLUMNS),
        (
            (
                VERSION, pack.organisation, pack.organisation_type, row.period, row.source, row.drug_class, row.stage, row.error_type,
                row.harm_level, row.incidents, row.state.value, None if row.bed_days is None else round(row.bed_days),
                None if row.rate is None else f"{row.rate:.2f}", RULE, pack.method,
            )
            for row in pack.rows
        ),
    ).encode("ascii")  # fmt: skip


def benchmark_file_name(organisation: str, edition_id: int) -> str:
    """'benchmark-rxx-edition-5.csv'."""
    return file_name("benchmark", organisation, f"edition {edition_id}", ending="csv")
