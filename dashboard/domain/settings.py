"""Settings as rows: name, default, help. docs/settings.md documents each, or a test fails."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dashboard.domain.disclosure import DISCLOSURE_RULES
from dashboard.domain.identifiers import Narrative, number_forms
from dashboard.domain.judging import AS_THE_HOUSE, RULE_SETS
from dashboard.domain.learning.card import PARTED_BY, RESPONSES, responses
from dashboard.domain.words import SourceSystem

COLOUR = re.compile(r"#[0-9A-Fa-f]{6}", re.ASCII)


class Kind(StrEnum):
    TEXT = "text"
    WHOLE_NUMBER = "whole number"
    DAY = "day"
    RULE_SET = "rule set"
    PERCENT = "per cent"
    COLOUR = "colour"
    DISCLOSURE_RULE = "disclosure rule"
    YES_OR_NO = "yes or no"
    NARRATIVE = "what becomes of free text"
    NUMBER_FORMS = "forms of numbers"
    WORDS = "words"


@dataclass(frozen=True)
class Setting:
    name: str
    default: str
    help: str
    kind: Kind = Kind.TEXT
    changes_editions: bool = True
    """Whether a draft edition follows from a change; packs alone follow from some."""

    def read(self, value: str) -> str | int:
        """The value as its kind says (a day stays text, empty for none). Raises ValueError with a sentence."""
        if self.kind is Kind.WHOLE_NUMBER:
            if not (value.isascii() and value.isdigit()):
                raise ValueError(f"{self.name} needs a whole number; it was '{value}'.")
            return int(value)
        if self.kind is Kind.PERCENT:
            if not (value.isascii() and value.isdigit() and 50 <= int(value) <= 99):
                raise ValueError(f"{self.name} needs a whole number from 50 to 99; it was '{value}'.")
            return int(value)
        if self.kind is Kind.RULE_SET and value not in RULE_SETS:
            raise ValueError(f"{self.name} is one of {', '.join(RULE_SETS)}; it was '{value}'.")
        if self.kind is Kind.COLOUR:
            if not COLOUR.fullmatch(value):
                raise ValueError(f"{self.name} needs a colour such as #005EB8; it was '{value}'.")
            return value.upper()
        if self.kind is Kind.DISCLOSURE_RULE and value not in DISCLOSURE_RULES:
            raise ValueError(f"{self.name} is one of {', '.join(DISCLOSURE_RULES)}; it was '{value}'.")
        if self.kind is Kind.YES_OR_NO and value not in YES_OR_NO:
            raise ValueError(f"{self.name} is yes or no; it was '{value}'.")
        if self.kind is Kind.NARRATIVE and value not in NARRATIVES:
            raise ValueError(f"{self.name} is one of {', '.join(NARRATIVES)}; it was '{value}'.")
        if self.kind is Kind.NUMBER_FORMS:
            return "; ".join(number_forms(value))
        if self.kind is Kind.WORDS:
            if not (words := responses(value)):
                raise ValueError(f"{self.name} needs at least one, parted by semicolons; it was empty.")
            return f"{PARTED_BY} ".join(words)
        if self.kind is Kind.DAY and value:
            try:
                date.fromisoformat(value)
            except ValueError:
                raise ValueError(
                    f"{self.name} needs a day such as 2024-06-01, or nothing; it was '{value}'."
                ) from None
        return value


YES_OR_NO = ("no", "yes")
NARRATIVES = tuple(str(narrative) for narrative in Narrative)

NO_NAME = "Your trust"
"""What stands in titles until the trust has its own name there."""

SETTINGS = (
    Setting("trust_name", NO_NAME, "The name that stands in titles, downloads and packs."),
    Setting(
        "organisation_code",
        "",
        "The code (such as RXX) or the name of your trust in national files, so that its row is found in KH03. Empty: it is "
        "asked at each upload.",
    ),
    Setting(
        "filling_up_days",
        str(AS_THE_HOUSE.filling_up_days),
        "How long a month is still filling up where the trust's own curve of late reporting cannot be learnt: until the "
        "newest extract was run this many days after its end.",
        Kind.WHOLE_NUMBER,
    ),
    Setting(
        "complete_from_percent",
        str(AS_THE_HOUSE.complete_from_percent),
        "A month is still filling up until this share of its incidents is expected to have been reported, by the trust's own "
        "curve of late reporting; such a month is drawn hollow and stays out of limits, signals and sentences.",
        Kind.PERCENT,
    ),
    Setting(
        "rule_set",
        AS_THE_HOUSE.rule_set,
        "The rules that make a month a special cause, one set for the whole trust: NHSRplotthedots, Making Data Count Excel "
        "or Anhøj. The others are compared under 'How this is worked out'.",
        Kind.RULE_SET,
    ),
    Setting(
        "lfpse_switch_on",
        "",
        "The day on which the trust went over from NRLS to LFPSE (YYYY-MM-DD). A break is drawn there and new process "
        "limits begin. Empty: the first month that is counted from LFPSE after months that are counted from NRLS.",
        Kind.DAY,
    ),
    Setting(
        "pack_main_colour",
        "#005EB8",
        "The colour of headings and lines in packs (#RRGGBB). The colours of charts carry meaning and stay as they are.",
        Kind.COLOUR,
        changes_editions=False,
    ),
    Setting(
        "pack_second_colour",
        "#003087",
        "The second colour of the theme of PowerPoint packs (#RRGGBB): it is offered to who adds to a slide by hand.",
        Kind.COLOUR,
        changes_editions=False,
    ),
    Setting(
        "disclosure_rule",
        DISCLOSURE_RULES[0],
        "How small counts are shown in packs that are shared or published. HES: 1 to 7 are too few to show, the others are rounded to "
        "the nearest 5. Under five: 1 to 4 are too few to show, the others are exact, and more is withheld so that none can be "
        "worked out. Each such page names its rule. Both settings of such packs stay as they are once one has left.",
        Kind.DISCLOSURE_RULE,
        changes_editions=False,
    ),
    Setting(
        "published_sites",
        YES_OR_NO[0],
        "Whether a pack that is shared or published may be of one site. No: of the whole trust only. With yes, the tables of all "
        "sites and of the trust are protected together, and more of them is withheld.",
        Kind.YES_OR_NO,
        changes_editions=False,
    ),
    Setting(
        "purge_narrative_after_months",
        "24",
        "Narrative of an incident is deleted this many whole months after it happened. 0: it is kept. It goes at the next publishing, "
        "at a start, or with `python -m dashboard purge`.",
        Kind.WHOLE_NUMBER,
        changes_editions=False,
    ),
    Setting(
        "purge_incidents_after_months",
        "0",
        "An incident is deleted this many whole months after it happened, from the register and from every edition: the months "
        "before then show nothing. 0: incidents are kept. A change holds from the next day on; `python -m dashboard purge` does it at once.",
        Kind.WHOLE_NUMBER,
        changes_editions=False,
    ),
    Setting(
        "hospital_numbers",
        "",
        "The forms of your trust's hospital numbers, so that they are found in free text and put behind a mark: 9 is any figure, A any "
        "letter, everything else itself; at most ten, separated by semicolons (A999999; RXX 9999999).",
        Kind.NUMBER_FORMS,
        changes_editions=False,
    ),
    Setting(
        "learning_responses",
        f"{PARTED_BY} ".join(RESPONSES),
        "The learning responses that a learning card offers, parted by semicolons: those of your trust's own incident response plan. A "
        "card keeps the words that it was given.",
        Kind.WORDS,
        changes_editions=False,
    ),
    *(
        Setting(
            f"narrative_{source.value}",
            Narrative.LEFT_OUT,
            f"What becomes of the free text in extracts of {source.label} from now on. Left out: it is read and never stored. Kept masked: "
            "stored in the register alone, marks in the place of what looks like a personal detail. Kept as written: stored as it is.",
            Kind.NARRATIVE,
            changes_editions=False,
        )
        for source in SourceSystem
    ),
)
NARRATIVE_SETTINGS = {f"narrative_{source.value}": source.value for source in SourceSystem}
"""Setting to source."""

BY_NAME = {setting.name: setting for setting in SETTINGS}
