"""Settings as rows: name, default, help. docs/settings.md documents each, or a test fails."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    TEXT = "text"
    WHOLE_NUMBER = "whole number"
    DAY = "day"


@dataclass(frozen=True)
class Setting:
    name: str
    default: str
    help: str
    kind: Kind = Kind.TEXT

    def read(self, value: str) -> str | int:
        """The value as its kind says (a day stays text, empty for none). Raises ValueError with a sentence."""
        if self.kind is Kind.WHOLE_NUMBER:
            if not (value.isascii() and value.isdigit()):
                raise ValueError(f"{self.name} needs a whole number; it was '{value}'.")
            return int(value)
        if self.kind is Kind.DAY and value:
            try:
                date.fromisoformat(value)
            except ValueError:
                raise ValueError(
                    f"{self.name} needs a day such as 2024-06-01, or nothing; it was '{value}'."
                ) from None
        return value


SETTINGS = (
    Setting("trust_name", "Your trust", "The name that stands in titles, downloads and packs."),
    Setting(
        "organisation_code",
        "",
        "The code (such as RXX) or the name of your trust in national files, so that its row is found in KH03. Empty: it is "
        "asked at each upload.",
    ),
    Setting(
        "filling_up_days",
        "30",
        "A month is still filling up until the newest extract was run this many days after its end; such a month is drawn "
        "hollow and stays out of limits, signals and sentences.",
        Kind.WHOLE_NUMBER,
    ),
    Setting(
        "lfpse_switch_on",
        "",
        "The day on which the trust went over from NRLS to LFPSE (YYYY-MM-DD). A break is drawn there and new process "
        "limits begin. Empty: the first month that is counted from LFPSE after months that are counted from NRLS.",
        Kind.DAY,
    ),
)
BY_NAME = {setting.name: setting for setting in SETTINGS}
