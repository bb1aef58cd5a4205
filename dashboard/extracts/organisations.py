"""National files hold many organisations: which rows are the trust's own."""

import re
from collections.abc import Sequence

from dashboard.domain.extract import RefusedFile, WhichOrganisation
from dashboard.extracts.vocabulary import key

_CODE = re.compile(r"[A-Z0-9]{3,6}")
_KIND_OF_TRUST = re.compile(r"\b(?:nhs|foundation|trust|the)\b", re.I)
SHOWN = 3


def choose_organisation(
    file_name: str,
    codes: Sequence[str | None] | None,
    names: Sequence[str | None] | None,
    wanted: str | None,
) -> tuple[str, list[bool]] | WhichOrganisation | RefusedFile:
    """(the organisation as written, whether each row is its own), or the question which one is meant.

    `codes` and `names` are the cells of the two columns, either may be missing. Rows without a code (a total for England)
    belong to nobody. One organisation alone needs no question.
    """
    leading = codes if codes is not None else names
    if leading is None:
        raise ValueError("a file of organisations has a column of codes or of names")
    named = names if names is not None else leading
    pairs = list(
        dict.fromkeys((code or "", name or "") for code, name in zip(leading, named, strict=True) if code)
    )
    fitting = [pair for pair in pairs if wanted and _is_meant(pair, wanted)]
    if not fitting and wanted:
        fitting = _named_like(pairs, wanted)
    if not wanted and len({code for code, _ in pairs}) == 1:
        fitting = pairs
    meant = {code for code, _ in fitting}
    if len(meant) != 1:
        return WhichOrganisation("which organisation", _asked(file_name, pairs, wanted), tuple(pairs))
    (code,) = meant
    return " ".join(dict.fromkeys(fitting[0])), [each == code for each in leading]


def _is_meant(pair: tuple[str, str], wanted: str) -> bool:
    return key(wanted) in (key(pair[0]), key(pair[1]), key(" ".join(dict.fromkeys(pair))))


def _named_like(pairs: list[tuple[str, str]], wanted: str) -> list[tuple[str, str]]:
    """'Leeds Community Healthcare' for 'LEEDS COMMUNITY HEALTHCARE NHS TRUST'; nothing where several fit."""
    core = key(_KIND_OF_TRUST.sub(" ", wanted))
    return [pair for pair in pairs if core and key(_KIND_OF_TRUST.sub(" ", pair[1])) == core]


def _asked(file_name: str, pairs: list[tuple[str, str]], wanted: str | None) -> str:
    codes = [code for code, _ in pairs if _CODE.fullmatch(code)][:SHOWN]
    such = f", with codes such as {', '.join(codes)}" if codes else ""
    not_there = f" and '{wanted}' is none of them" if wanted else ""
    return (
        f"{file_name} has figures of {len({code for code, _ in pairs}):,} organisations{such}{not_there}: the code or the "
        "name of yours is needed; choose it, or give it as the setting organisation_code."
    )
