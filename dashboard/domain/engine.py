"""What every DuckDB connection of ours is opened with, and why: nothing is fetched, nothing beside our own files is read or written,
and a doubtful short cut is not taken.

A filter that a hash join pushes into a scan before it is complete is reported to drop rows, when a join goes to disk and when
it is grouped in parallel (duckdb/duckdb issues 25702 and 22075). With 2.0.0 neither showed here; without the filter a million
rows took no longer to import, and a row must not be lost.
"""

Configuration = dict[str, str | bool | int | float | list[str]]

ENGINE: Configuration = {
    "threads": 2,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "allow_persistent_secrets": False,
    "python_enable_replacements": False,  # SQL does not see what Python's variables hold
    "max_temp_directory_size": "4GB",  # DuckDB's own default is 90 % of the disk, which the store shares
    "disabled_optimizers": "join_filter_pushdown",
}

LOCKED: Configuration = {**ENGINE, "enable_external_access": False, "lock_configuration": True}
"""For a connection that attaches nothing: from its first statement on it reaches its own file and its own temporary files alone."""

_OF_A_FILE = {"IOException", "SerializationException", "InternalException", "FatalException"}


def is_damage(error: Exception) -> bool:
    """Whether DuckDB says that a file is not what was written. 2.0.0 has no class of its own for a checksum that does not fit: of 130
    files with a flipped bit all that were refused were refused by the class of all its errors. A file cut short is an IOException.
    """
    kinds = [kind.__name__ for kind in type(error).__mro__]
    return kinds[0] == "Error" or not _OF_A_FILE.isdisjoint(kinds)


QUESTION_SECONDS = 10.0
"""How long one question to an edition may run. The slowest of a million incidents takes a tenth of a second; what takes longer than
this is a mistake or an attack, and others wait for the processor that it holds."""

OF_A_PARSED_FILE: Configuration = {**LOCKED, "temp_directory": ""}
"""For columns of an upload in memory: what a file made to do harm blows up ends at the memory of its process, never on the disk."""
