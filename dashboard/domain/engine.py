"""What every DuckDB connection of ours is opened with, and why: nothing is fetched, and a doubtful short cut is not taken.

A filter that a hash join pushes into a scan before it is complete is reported to drop rows, when a join goes to disk and when
it is grouped in parallel (duckdb/duckdb issues 25702 and 22075). With 2.0.0 neither showed here; without the filter a million
rows took no longer to import, and a row must not be lost.
"""

ENGINE: dict[str, str | bool | int | float | list[str]] = {
    "threads": 2,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "disabled_optimizers": "join_filter_pushdown",
}
