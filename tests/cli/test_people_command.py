"""`people` and `person`: the first officer of a server is made without a browser, and what cannot be is refused in a sentence."""

from pathlib import Path

from dashboard import desk
from dashboard.domain.store import Store
from tests.cli.command_line import dashboard_here
from tests.made_up_incidents import NOW


def test_roles_are_listed_given_and_taken_away(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    assert dashboard_here("people", store=store.root).out.strip() == "Nobody has signed in yet."
    for name in ("Amara", "Ben"):
        desk.person_came(store, "https://login", name, name, f"{name}@trust.example", NOW)
    assert dashboard_here("person", "1", "mso", "--json", store=store.root).told["role"] == "mso"
    made = dashboard_here("person", "2", "ward link", "--wards", "Ward 7", "Ward 2", store=store.root)
    assert made.out.strip() == "2: Ben, ward link (Ward 2, Ward 7)"
    told = dashboard_here("people", "--json", store=store.root).told["people"]
    assert [(each["name"], each["role"], each["wards"]) for each in told] == [
        ("Amara", "mso", []),
        ("Ben", "ward link", ["Ward 2", "Ward 7"]),
    ]
    assert dashboard_here("person", "2", "none", store=store.root).out.strip() == "2: Ben, no role"
    for arguments, why in (
        (("1", "none"), "only medication safety officer"),
        (("2", "ward link"), "at least one ward"),
        (("2", "director", "--wards", "Ward 7"), "leave --wards out"),
        (("9", "director"), "There is no person 9"),
        (("2", "king"), "is no role"),
    ):
        refused = dashboard_here("person", *arguments, store=store.root)
        assert refused.status == 2 and why in refused.err, refused
