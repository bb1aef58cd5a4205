"""Settings as rows: name, default, help. docs/settings.md documents each, or a test fails."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Setting:
    name: str
    default: str
    help: str

    def read(self, value: str) -> str | int:
        """The value in the type of its default. Raises ValueError with a sentence."""
        if isinstance(self.default, str) and self.default.isdigit():
            if not value.isdigit():
                raise ValueError(f"{self.name} needs a whole number; it was '{value}'.")
            return int(value)
        return value


SETTINGS = (
    Setting("trust_name", "Your trust", "The name that stands in titles, downloads and packs."),
    Setting(
        "filling_up_days",
        "30",
        "A month is still filling up until the newest extract was run this many days after its end; such a month is drawn "
        "hollow and stays out of limits, signals and sentences.",
    ),
    Setting(
        "lfpse_switch_on",
        "",
        "The day on which the trust went over from NRLS to LFPSE (YYYY-MM-DD). A break is drawn there and new process "
        "limits begin. Empty: the first month that is counted from LFPSE after months that are counted from NRLS.",
    ),
)
BY_NAME = {setting.name: setting for setting in SETTINGS}
