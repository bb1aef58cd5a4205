"""Settings from end to end: changed, noted, published, refused whole; by the page and the command line too."""

from pathlib import Path

import pytest

from dashboard import desk, work
from dashboard.cli import main
from dashboard.domain.export import Export
from dashboard.domain.judging import RULE_SETS
from dashboard.domain.reader import SINGLE_USER, Profile
from dashboard.domain.settings import BY_NAME
from dashboard.domain.store import Store, StoreProblem
from dashboard.reports.pack import Look
from dashboard.stats import PRESETS
from dashboard.views.settings import LABELS
from tests.made_up_incidents import TrustUnderTest, datix, one
from tests.views.driven_pages import page_of, press, words_of

NOW = work.now_utc()


def test_rule_sets_are_those_that_the_statistics_have_the_house_rules_first() -> None:
    assert tuple(PRESETS) == RULE_SETS


def test_every_setting_has_a_label_on_the_page() -> None:
    assert set(LABELS) == set(BY_NAME)


def test_what_differs_is_changed_and_noted(tmp_path: Path) -> None:
    store = Store(tmp_path)
    wanted = {"trust_name": "Your trust", "rule_set": "Anhøj", "complete_from_percent": "90"}
    changed, edition = work.change_settings(store, SINGLE_USER, wanted, NOW)
    assert (changed, edition) == (["rule_set", "complete_from_percent"], None), "there is no register yet"
    assert desk.settings(store, NOW)["rule_set"] == "Anhøj"
    assert [(line.act, line.subject) for line in desk.audit_trail(store, SINGLE_USER, NOW)] == [
        ("change setting", "complete_from_percent"),
        ("change setting", "rule_set"),
    ]
    assert work.change_settings(store, SINGLE_USER, wanted, NOW) == ([], None)


def test_the_day_of_the_switch_is_noted_as_one_act_wherever_it_was_named(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for day in ("2024-06-01", ""):
        work.change_settings(store, SINGLE_USER, {"lfpse_switch_on": day}, NOW)
    assert [(line.act, line.detail) for line in desk.audit_trail(store, SINGLE_USER, NOW)] == [
        ("change switch to LFPSE", "as the sources say"), ("change switch to LFPSE", "2024-06-01")
    ]  # fmt: skip


def test_a_value_that_does_not_fit_changes_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path)
    wrong = {
        "complete_from_percent": ("100",),
        "rule_set": ("mine",),
        "lfpse_switch_on": ("June",),
        "pack_main_colour": ("blue", "#005EB", "#005EB8;", "005EB8", "#005EG8", "#００５ＥＢ８", ""),
    }
    for name, value in ((name, value) for name, values in wrong.items() for value in values):
        with pytest.raises(ValueError, match=name):
            work.change_settings(store, SINGLE_USER, {"trust_name": "Riverside", name: value}, NOW)
    assert desk.settings(store, NOW)["trust_name"] == "Your trust"


def test_the_looks_of_packs_are_set_and_no_edition_follows(trust: TrustUnderTest) -> None:
    trust.take(datix(one("1")))
    looks = {"pack_main_colour": "#7c2855", "pack_second_colour": "#003087"}
    assert work.change_settings(trust.store, SINGLE_USER, looks, NOW) == (["pack_main_colour"], None)
    assert Look.of_settings(desk.settings(trust.store, NOW)) == Look("#7C2855", "#003087")
    both = {"pack_main_colour": "#005EB8", "trust_name": "Northgate"}
    changed, edition = work.change_settings(trust.store, SINGLE_USER, both, NOW)
    assert sorted(changed) == ["pack_main_colour", "trust_name"] and edition is not None
    assert Look.of_settings(desk.settings(trust.store, NOW)) == Look(), "the defaults are the pack's own"


def test_how_packs_for_others_treat_small_counts_stays_once_one_has_left(tmp_path: Path) -> None:
    """A count of 6 is too few by HES and 6 by under five."""
    store = Store(tmp_path)
    work.change_settings(store, SINGLE_USER, {"disclosure_rule": "under five"}, NOW)
    with pytest.raises(StoreProblem, match="benchmark pack is always by the rule HES"):
        work.own_name(store, NOW, pseudonym=True)
    work.change_settings(store, SINGLE_USER, {"disclosure_rule": "HES"}, NOW)
    for inside in (Export("pack monthly", "pptx", 9, 3), Export("template activity", "csv", 0)):
        work.note_export(store, SINGLE_USER, inside, NOW)
    work.change_settings(store, SINGLE_USER, {"published_sites": "yes"}, NOW)
    work.note_export(store, SINGLE_USER, Export("pack monthly", "pdf", 0, 3, profile=Profile.SHARED), NOW)
    for name, value in (("disclosure_rule", "under five"), ("published_sites", "no")):
        with pytest.raises(ValueError, match=r"A pack for others left on .* packs of one site allowed"):
            work.change_settings(store, SINGLE_USER, {name: value, "trust_name": "Riverside"}, NOW)
    held = {"disclosure_rule": "HES", "trust_name": "Riverside"}
    assert work.change_settings(store, SINGLE_USER, held, NOW) == (["trust_name"], None)


def test_the_command_lists_changes_and_refuses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["set", "rule_set", "Anhøj", "--store", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "rule_set is changed.\n"
    assert main(["settings", "--store", str(tmp_path)]) == 0
    assert "rule_set: Anhøj" in capsys.readouterr().out.splitlines()
    assert main(["set", "colour", "blue", "--store", str(tmp_path)]) == 2
    assert capsys.readouterr().err.startswith("There is no setting 'colour'; there are trust_name,")
    assert main(["set", "rule_set", "mine", "--store", str(tmp_path)]) == 2
    assert "rule_set is one of NHSRplotthedots" in capsys.readouterr().err


def test_the_page_saves_what_was_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEDICATION_STORE", str(tmp_path))
    page = page_of("settings")
    assert words_of(press(page, "Save these settings")).count("Nothing was changed") == 1
    page = page_of("settings")
    page.selectbox[0].set_value("Anhøj")
    assert "Saved: rule set for special causes." in words_of(press(page, "Save these settings"))
    assert desk.settings(Store(tmp_path), NOW)["rule_set"] == "Anhøj"
