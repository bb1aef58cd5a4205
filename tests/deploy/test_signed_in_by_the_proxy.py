"""The dashboard with sign-in set up, from the files of its image, behind the proxy as it is shipped: nobody gets anything without a
sign-in, whatever their headers say, and somebody who is signed in gets the page.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import plotly
import pytest
from itsdangerous import URLSafeTimedSerializer

from dashboard import desk, work
from dashboard.domain.reader import SINGLE_USER, Role
from dashboard.domain.store import Store
from dashboard.views.page_table import PAGES
from tests.bench.websocket import Page, Read
from tests.deploy.proxy import NAME, Proxy, proxying
from tests.deploy.served_from_image import Served, served
from tests.deploy.test_proxy import ADDED, SPOOFS, websocket
from tests.deploy.test_the_whole_way import ROUTES
from tests.made_up_incidents import NOW, TrustUnderTest, datix, one

CANARY = "Ward of the canary"
SECRET = "a-secret-of-the-test-that-is-long-enough-0123456789"
OPEN = {"/", *(f"/{row.path}" for row in PAGES), "/static/index.html", "/favicon.png", "/_stcore/host-config"}
"""What may be answered to anybody: the frame, the frontend's files, and what they need to show the sign-in page."""

SIGN_IN = f"""
proxies = ["127.0.0.1"]
[auth]
redirect_uri = "https://{NAME}/oauth2callback"
cookie_secret = "{SECRET}"
client_id = "dashboard"
client_secret = "not-asked-for-here"
server_metadata_url = "https://127.0.0.1:1/.well-known/openid-configuration"
[roles]
claim = "roles"
[roles.map]
"Medication.MSO" = "mso"
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    trust = TrustUnderTest(tmp_path_factory.mktemp("signed-in") / "store")
    trust.take(datix(*(one(f"W{number}", ward=CANARY) for number in range(9))))
    work.release_edition(trust.store, SINGLE_USER, trust.edition or 0, NOW)
    trust.close()
    return trust.store


@pytest.fixture(scope="module")
def dashboard(tmp_path_factory: pytest.TempPathFactory, store: Store) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("image")
    (folder / "sign_in.toml").write_text(SIGN_IN)
    with served(folder, store.root, MEDICATION_SIGN_IN=str(folder / "sign_in.toml")) as running:
        yield running


@pytest.fixture(scope="module")
def proxy(tmp_path_factory: pytest.TempPathFactory, dashboard: Served) -> Iterator[Proxy]:
    with proxying(tmp_path_factory.mktemp("proxy"), dashboard.port) as running:
        yield running


@pytest.fixture(scope="module")
def officers_cookie(store: Store) -> str:
    """As the provider's callback leaves it, with the sign-in that the callback begins."""
    from dashboard.access import signed_cookie

    said = {
        "origin": f"https://{NAME}",
        "is_logged_in": True,
        "iss": "https://idp.example",
        "sub": "1",
        "name": "O",
    }
    name = signed_cookie.USER
    value = URLSafeTimedSerializer(SECRET, salt=name).dumps(json.dumps(said))
    written = value if isinstance(value, str) else value.decode()
    signed_in = signed_cookie.read({name: written}, SECRET, f"https://{NAME}")
    assert signed_in is not None
    now = work.now_utc()
    person = desk.person_came(store, signed_in.issuer, signed_in.subject, "O", "", now)
    desk.seed_role(store, person.person, Role.MSO, now)
    desk.begin_session(store, signed_in.session, person.person, now, now)
    return f"{name}={written}"


def everything_sent(proxy: Proxy, page: str, **headers: str) -> bytes:
    """All frames of a page's first run."""
    sent, read = b"", Read(page, "")
    with websocket(proxy, **headers) as connection:
        connection.send(Page(page).request(""))
        while not read.ended:
            frame = connection.recv(timeout=60)
            assert isinstance(frame, bytes)
            sent += frame
            read.take(frame)
    return sent


def test_without_a_sign_in_only_the_open_list_is_answered_whatever_the_headers_say(proxy: Proxy) -> None:
    forged = dict.fromkeys(SPOOFS, "mso")
    for path in (*ROUTES, f"/assets/plotly-{plotly.__version__}.min.js"):
        for headers in ({}, forged):
            answer = proxy.said("GET", path, headers)
            assert path in OPEN or 300 <= answer.status < 500, (path, answer.status)
            assert CANARY.encode() not in answer.body


def test_without_a_sign_in_the_page_is_the_sign_in_page(proxy: Proxy) -> None:
    for forged in ({}, {name.replace("_", "-"): "mso" for name in SPOOFS}):
        sent = everything_sent(proxy, "", **forged)
        assert b"Sign in" in sent
        assert b"Reporting rates" not in sent and CANARY.encode() not in sent


def test_who_is_signed_in_gets_the_page_and_what_it_needs(proxy: Proxy, officers_cookie: str) -> None:
    sent = everything_sent(proxy, "incidents", Cookie=officers_cookie)  # it lists each with its ward
    assert b"Reporting rates" in sent and CANARY.encode() in sent
    path = f"/assets/plotly-{plotly.__version__}.min.js"
    assert proxy.said("GET", path, {"Cookie": officers_cookie}).status == 200
    assert proxy.said("GET", path).status == 401
    assert proxy.said("GET", path, {"Cookie": officers_cookie[:-2] + "xx"}).status == 401


@pytest.mark.parametrize("path", ["/", "/_stcore/host-config", "/media/abc.csv"])
def test_each_header_stands_once_and_every_cookie_is_for_tls_alone(proxy: Proxy, path: str) -> None:
    answer = proxy.said("GET", path)
    for name in (*ADDED, "content-security-policy"):
        assert len(answer.all_of(name)) == 1, name
    for cookie in answer.all_of("set-cookie"):
        assert cookie.lower().replace(" ", "").split(";").count("secure") == 1


def test_a_monitor_is_answered_and_told_nothing(dashboard: Served, proxy: Proxy) -> None:
    assert dashboard.asked("/ready") == (200, b"ready")
    assert proxy.said("GET", "/ready").body == b"ready"


def test_nothing_of_another_computer_was_wanted_and_no_secret_stands_in_the_log(dashboard: Served) -> None:
    log = dashboard.log.read_text()
    assert [each for each in dashboard.tries() if "127.0.0.1" not in each] == []
    assert SECRET not in log and CANARY not in log and "Traceback" not in log


def test_the_sign_in_file_is_the_one_that_the_units_name() -> None:
    """One name from the unit to the page that says where it goes."""
    from tests.deploy.proxy import ROOT

    unit = (ROOT / "deploy" / "systemd" / "medication.service").read_text()
    assert "LoadCredential=sign_in.toml:/etc/medication/sign_in.toml" in unit
    assert "/etc/medication/sign_in.toml" in Path(ROOT / "docs" / "running_for_a_trust.md").read_text()
