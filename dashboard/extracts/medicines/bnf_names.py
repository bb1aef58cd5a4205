"""The NHSBSA's names of BNF sections and chapters, as they are shown: "2.8 Anticoagulants and protamine"."""

from functools import cache

from dashboard.extracts.reference_rows import reference_rows


@cache
def section_shown(bnf_code: str) -> str:
    """The section of a BNF code of at least 4 digits: "0208" is "2.8 Anticoagulants and protamine".

    A code without a name in the reference is its bare number.
    """
    return _shown(f"{int(bnf_code[:2])}.{int(bnf_code[2:4])}", bnf_code[:4])


@cache
def chapter_shown(bnf_code: str) -> str:
    """The chapter of a BNF code of at least 2 digits: "0208" is "2 Cardiovascular system"."""
    return _shown(f"{int(bnf_code[:2])}", bnf_code[:2])


def _shown(number: str, code: str) -> str:
    return f"{number} {_names().get(code, '')}".rstrip()


@cache
def _names() -> dict[str, str]:
    return {row["code"]: row["name"] for row in reference_rows("bnf_sections")}
