"""SQL lives in files under queries/, where a pharmacist can read it; this gives the text of one."""

from functools import cache
from pathlib import Path

QUERIES = Path(__file__).resolve().parents[2] / "queries"


@cache
def written_sql(name: str) -> str:
    """The text of `queries/<name>.sql`, for example written_sql("questions/incidents_by_month")."""
    return (QUERIES / f"{name}.sql").read_text(encoding="utf-8")
