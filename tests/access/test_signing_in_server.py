"""A real server that asks who somebody is, and a real provider: what it takes to come in, and when that ends."""

import json
import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from dashboard import desk, work
from dashboard.domain.reader import SINGLE_USER, Role
from dashboard.views.page_table import PAGES
from tests.raw_session import RawSession, Refused, Seen
from tests.signed_in_people import ISSUER, ROOT, Browser, Provider, Signed, TrustServer, signed

SIGN_IN_SAYS = ("Medication incidents", "Sign in")
CANARIES = ("Insulins", "Ward 7", "Riverside", "Reporting rates", "Stages and errors")
"""Words of the made-up trust and of the list of pages, which every page with a role sends and the sign-in page does not."""


def is_sign_in_page(seen: Seen) -> bool:
    """And nothing beside it. How a run begins names the pages that this very session saw before: that is not looked at."""
    assert not seen.exceptions
    if [each.label for each in seen.element_of("button")] != ["Sign in"]:
        return False
    drawn = Seen(
        [raw for raw, m in zip(seen.raw, seen.messages, strict=True) if not m.HasField("new_session")]
    )
    leaked = [word for word in CANARIES if drawn.holds(word)]
    assert not leaked, "beside the sign-in page"
    return True


def page_of(served: TrustServer, who: Browser | None, path: str = "overview") -> Seen:
    with RawSession(served.port, cookies=dict(who.cookies) if who else {}) as session:
        return session.run("" if path == "overview" else path)


def lasts(served: TrustServer, who: Browser) -> bool:
    """By both ways at once: a page, and a file that needs a sign-in."""
    by_page = not is_sign_in_page(page_of(served, who, "settings"))
    by_file = who.ask("/component/x/y.js")[0] != 401
    assert by_page == by_file
    return by_page


def at_the_desk(served: TrustServer, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(served.store.desk, timeout=10)) as written, written:
        assert written.execute(statement, values).rowcount == 1


def test_nobody_sees_anything_but_the_sign_in_page_by_any_way_and_from_the_first_request_on(
    served: TrustServer,
) -> None:
    first = page_of(served, None, "settings")  # nobody has asked this server for a page yet
    assert is_sign_in_page(first) and first.pages == ("",)
    assert not any(first.holds(word) for word in CANARIES)
    hashes = page_of(served, served.person("way", Role.MSO)).page_hashes
    assert set(hashes) == {
        "" if row.path == "overview" else row.path for row in PAGES if Role.MSO in row.roles
    }
    with RawSession(served.port) as session:
        for row in (row for row in PAGES if Role.MSO in row.roles):
            assert is_sign_in_page(session.run(row.path, query="edition=1")), row.path
            of_page = hashes.get("" if row.path == "overview" else row.path)
            if of_page:  # a ward link's page is not an officer's
                assert is_sign_in_page(session.run(page_hash=of_page)), row.path


def test_from_the_button_to_the_provider_and_back_to_the_page_and_out(
    served: TrustServer, provider: Provider
) -> None:
    provider.knows("ada", name="Ada Lovelace", email="ada@served.example", roles=["Other", "Medication.MSO"])
    ada = Browser(served.port)
    with RawSession(served.port) as session:
        pressed = session.press("Sign in", session.run())
    way = next(m.auth_redirect.url for m in pressed.messages if m.WhichOneof("type") == "auth_redirect")
    assert ada.signs_in(way, "ada") == "/"
    assert set(ada.cookies) == {"_streamlit_user"}, "the provider's tokens stay at the server"
    seen = page_of(served, ada)
    assert (
        seen.holds("Ada Lovelace, medication safety officer")
        and seen.holds("Reporting rates")
        and not seen.exceptions
    )
    kept = Browser(served.port, dict(ada.cookies))
    status, headers, _ = ada.ask("/auth/logout")
    assert (status, ada.cookies) == (302, {})
    assert headers["location"].startswith(provider.url), "the provider hears of it too"
    again = page_of(served, kept)
    assert is_sign_in_page(again) and again.holds("You have signed out."), (
        "the cookie is there, its sign-in is not"
    )
    assert kept.ask("/component/x/y.js")[0] == 401
    acts = [(line.act, line.detail) for line in desk.audit_trail(served.store, SINGLE_USER, work.now_utc())]
    assert acts[:3] == [("sign out", "signed out"), ("sign in", ""), ("change role", "mso")]


def test_somebody_without_a_role_sees_who_they_are_and_nothing_else(
    served: TrustServer, provider: Provider
) -> None:
    provider.knows("bob", name="Bob", roles=["Unknown.Role"])
    bob = Browser(served.port)
    with RawSession(served.port) as session:
        pressed = session.press("Sign in", session.run())
    bob.signs_in(next(m.auth_redirect.url for m in pressed.messages if m.HasField("auth_redirect")), "bob")
    seen = page_of(served, bob, "incidents")
    assert seen.holds("You are signed in as Bob.") and not any(seen.holds(word) for word in CANARIES)
    assert bob.ask("/component/x/y.js")[0] == 403


def test_a_role_that_is_given_or_taken_away_holds_from_the_next_run_on(served: TrustServer) -> None:
    officer, eve = served.person("officer", Role.MSO), served.person("eve", Role.TEAM)
    assert officer.person != eve.person
    with RawSession(served.port, cookies=eve.cookies) as session:
        assert session.run("settings").holds("Reporting rates")
        desk.give_role(served.store, SINGLE_USER, eve.person, None, work.now_utc())
        seen = session.run("settings")
        drawn = [each.markdown.body for each in seen.elements if each.WhichOneof("type") == "markdown"]
        assert drawn[0].startswith("You are signed in as Eve") and drawn[1].startswith(
            "You have no role here yet"
        )
        assert len(drawn) == 2 and [each.label for each in seen.element_of("button")] == ["Sign out"]
        desk.give_role(served.store, SINGLE_USER, eve.person, Role.TEAM, work.now_utc())
        assert session.run("settings").holds("Reporting rates")
        desk.end_sessions_of(served.store, eve.person, "an officer", work.now_utc())
        assert is_sign_in_page(session.run("settings"))
    assert not lasts(served, eve)


def test_a_sign_in_ends_after_half_an_hour_without_a_request_and_after_eight_hours(
    served: TrustServer,
) -> None:
    idle, old = served.person("idle", Role.TEAM), served.person("old", Role.TEAM)
    with RawSession(served.port, cookies=idle.cookies) as session:
        shown = session.run("settings")
        back = (
            "update session set last_seen_at = strftime('%Y-%m-%dT%H:%M:%f000', 'now', ?) where session = ?"
        )
        at_the_desk(served, back, "-29 minutes", idle.session)
        session.run("settings", by_itself=True)
        assert minutes_idle(served, idle) > 28, "a page that asks by itself keeps nobody signed in"
        session.run("settings")
        assert minutes_idle(served, idle) < 1
        at_the_desk(served, back, "-31 minutes", idle.session)
        ended = session.press(shown.element_of("button")[0].label, shown)
        assert is_sign_in_page(ended), "what is pressed after the end is not done, and the page goes"
        assert ended.holds("because nothing was asked for in 30 minutes")
    assert not lasts(served, idle)
    assert lasts(served, old)
    began = "update session set began_at = strftime('%Y-%m-%dT%H:%M:%f000', 'now', '-481 minutes') where session = ?"
    at_the_desk(served, began, old.session)
    assert not lasts(served, old)
    assert page_of(served, old).holds("lasts 8 hours")


def minutes_idle(served: TrustServer, who: Signed) -> float:
    with closing(sqlite3.connect(served.store.desk)) as read:
        asked = "select (julianday('now') - julianday(last_seen_at)) * 1440 from session where session = ?"
        return read.execute(asked, (who.session,)).fetchone()[0]


def test_the_way_out_of_a_screen_that_is_left_ends_the_sign_in(served: TrustServer) -> None:
    left = served.person("left", Role.TEAM)
    assert left.ask("/signed-out")[:2][0] == 303
    assert not lasts(served, left) and page_of(served, left).holds("because nothing was asked for")


def test_forged_cookies_open_nothing(served: TrustServer) -> None:
    real = served.person("real", Role.MSO)
    claims = {"iss": ISSUER, "sub": "real", "name": "Real"}
    other = served.person("other", Role.MSO)
    (value,) = real.cookies.values()
    forged = [
        signed("x" * 43, claims, served.origin),  # another secret
        signed(served.secret, claims, "http://127.0.0.1:1"),  # another origin
        signed(served.secret, {**claims, "n": "1"}, served.origin),  # the right secret, and no sign-in that began here
        {"_streamlit_user_tokens": value},  # another place
        {"_streamlit_user": value[:-2] + ("AA" if value[-2:] != "AA" else "BB")},
        {"_streamlit_user": value.split(".")[-1]},
        {"_streamlit_user": ""},
        {"_streamlit_session": value},
    ]  # fmt: skip
    for cookies in forged:
        assert not lasts(served, Browser(served.port, cookies)), cookies
    assert lasts(served, real) and lasts(served, other)


SPOOFS = [
    "X-Forwarded-User: real", "X-Forwarded-Email: a@b", "X-Forwarded-Role: mso", "X-Forwarded-Groups: mso", "X-Forwarded-For: 127.0.0.1",
    "X-Forwarded-Host: 127.0.0.1", "X-Forwarded-Proto: https", "X-Forwarded-Preferred-Username: real", "Forwarded: for=127.0.0.1;host=x",
    "X-Real-Ip: 127.0.0.1", "Remote-User: real", "X-Remote-User: real", "X-Auth-Request-User: real", "X-Auth-Request-Groups: mso",
    "X-Original-Url: /_stcore/health", "X-Rewrite-Url: /static/x", "Authorization: Bearer mso", "X-Http-Method-Override: GET",
    "X-Ms-Client-Principal-Name: real", "X-Goog-Authenticated-User-Email: accounts.google.com:real",
]  # fmt: skip


def test_headers_that_say_who_somebody_is_count_for_nothing(served: TrustServer) -> None:
    nobody = Browser(served.port)
    assert len(SPOOFS) == 20
    together = dict(each.split(": ", 1) for each in SPOOFS)
    for name, value in together.items():
        assert nobody.ask("/component/x/y.js", **{name: value})[0] == 401, name
    with RawSession(served.port, headers=together) as session:
        assert is_sign_in_page(session.run("settings"))


def test_a_page_of_another_site_and_a_program_without_origin_stay_out(served: TrustServer) -> None:
    real = served.person("origin", Role.MSO)
    here = f"http://127.0.0.1:{served.port}"
    for origin in (
        None,
        "http://evil.example",
        here.replace("http", "https"),
        f"http://127.0.0.1:{served.port}0",
        "null",
    ):
        with pytest.raises(Refused), RawSession(served.port, cookies=real.cookies, origin=origin):
            pass
    with (
        pytest.raises(Refused),
        RawSession(served.port, cookies=real.cookies, headers={"origin": "http://evil.example"}),
    ):
        pass
    assert real.ask("/", Host="evil.example")[0] == 403
    assert real.ask("/_stcore/health", Host="10.1.2.3:8501")[0] == 200, (
        "whoever looks after the server asks by any name"
    )


def test_a_session_or_a_file_of_somebody_else_opens_nothing(served: TrustServer) -> None:
    anna, ben, nobody = served.person("anna", Role.MSO), served.person("ben", Role.MSO), Browser(served.port)
    with RawSession(served.port, cookies=anna.cookies) as hers:
        seen = hers.run("upload")
        place = f"/_stcore/upload_file/{seen.session_id}/11111111-1111-1111-1111-111111111111"
        for other, status in ((ben, 404), (nobody, 401)):
            assert put(other, place)[0] == status
            with RawSession(served.port, cookies=other.cookies, session_id=seen.session_id) as session:
                assert session.run("upload").session_id != seen.session_id
        hers_seen = hers.run("harm-levels")
        offered = hers_seen.element_of("download_button")[0].deferred_file_id
        with RawSession(served.port, cookies=ben.cookies) as his:
            his_seen = his.run("harm-levels")
            his_own = his.fetch(his_seen.element_of("download_button")[0].deferred_file_id, his_seen)
            his.socket.send(asked_for(offered, his_seen))
            his.run("settings")  # the answer to what was not let through would have come before
        assert '"frame refused", "subject": "deferred_file"' in served.log.read_text(), (
            "what Anna's page offers"
        )
        url = hers.fetch(offered, hers_seen)
        assert url.startswith("/media/") and his_own.startswith("/media/") and url != his_own, (
            "the same table, twice"
        )
        assert anna.ask(url)[2] == ben.ask(his_own)[2] != b""
        assert (ben.ask(url)[0], anna.ask(his_own)[0], nobody.ask(url)[0]) == (404, 404, 401)
    assert put(anna, place)[0] in (204, 400), "her own tab, which is closed"


def test_what_was_drawn_for_another_role_does_nothing_and_hands_nothing_over(served: TrustServer) -> None:
    served.person("stays", Role.MSO)
    was = served.person("was-officer", Role.MSO)
    with RawSession(served.port, cookies=was.cookies) as session:
        shown = session.run("harm-levels")
        offered = shown.element_of("download_button")[0].deferred_file_id
        mine = session.fetch(offered, shown)
        assert was.ask(mine)[0] == 200
        opened = session.press("Save this view", session.press("More filters", session.run()))
        fragment, save = next(
            (m.delta.fragment_id, m.delta.new_element.button.id)
            for m in opened.messages
            if m.WhichOneof("type") == "delta" and m.delta.new_element.button.label == "Save"
        )
        views = len(desk.saved_views(served.store, SINGLE_USER, work.now_utc()))
        desk.give_role(served.store, SINGLE_USER, was.person, Role.COMMITTEE, work.now_utc())
        session.socket.send(asked_for(offered, shown))
        pressed = BackMsg()
        pressed.rerun_script.fragment_id = fragment
        state = pressed.rerun_script.widget_states.widgets.add()
        state.id, state.trigger_value = save, True
        seen = session.send(pressed)
        assert not any(m.HasField("backend_operation_response") for m in seen.messages), (
            "nor one that is made now"
        )
        assert seen.pages and "people" not in seen.pages, "the page anew, as the committee has it"
        assert len(desk.saved_views(served.store, SINGLE_USER, work.now_utc())) == views
        now = session.run("harm-levels")
        own = session.fetch(now.element_of("download_button")[0].deferred_file_id, now)
        assert was.ask(own)[0] == 200, "what is the committee's is handed over as before"


@pytest.mark.parametrize("path", ["/auth/logout", "/signed-out"])
def test_a_link_on_another_site_ends_no_sign_in(served: TrustServer, path: str) -> None:
    who = served.person("stays-in", Role.TEAM)
    assert (
        who.ask(path, Sec_Fetch_Site="cross-site")[0] == who.ask(path, Sec_Fetch_Site="same-site")[0] == 403
    )
    assert who.ask("/component/x/y.js")[0] != 401


def asked_for(file: str, seen: Seen) -> bytes:
    asked = BackMsg()
    asked.backend_operation_request.request_id = "1"
    asked.backend_operation_request.session_id = seen.session_id
    asked.backend_operation_request.deferred_file.file_id = file
    return asked.SerializeToString()


def put(who: Browser, place: str, content: bytes = b"a,b\n1,2\n") -> tuple[int, bytes]:
    """Upload as the frontend does, with Streamlit's own token against forged requests."""
    who.ask("/_stcore/health")
    edge = "----edge"
    body = (
        f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'.encode()
        + content
        + f"\r\n--{edge}--\r\n".encode()
    )
    kind = {"Content-Type": f"multipart/form-data; boundary={edge}"}
    token = {"X-Xsrftoken": who.cookies.get("_streamlit_xsrf", "")}
    status, _, said = who.ask(place, "PUT", body, **kind, **token)
    return status, said


def test_who_does_not_prepare_uploads_nothing_and_who_does_not_too_much(served: TrustServer) -> None:
    reads, prepares = served.person("reads", Role.COMMITTEE), served.person("prepares", Role.TEAM)
    with RawSession(served.port, cookies=reads.cookies) as session:
        seen = session.run("settings")
        assert put(reads, f"/_stcore/upload_file/{seen.session_id}/1")[0] == 403
    with RawSession(served.port, cookies=prepares.cookies) as session:
        place = f"/_stcore/upload_file/{session.run('upload').session_id}/1"
        assert put(prepares, place)[0] == 204
        assert put(prepares, place.replace("/1", "/%2e%2e"))[0] == 404
        statuses = [prepares.ask(place, "PUT", b"x", Content_Length=str(61 * 2**20 * 3))[0]]
        assert statuses == [429], "three of the largest at once"
        status, _, said = prepares.ask(place, "PUT", iter([b"x"]), Transfer_Encoding="chunked")  # type: ignore[arg-type]
        assert (status, said) == (411, b"An upload must say how long it is.\n")


@pytest.mark.parametrize(
    "kind", ["clear_cache", "set_run_on_save", "load_git_info", "debug_shutdown_runtime"]
)
def test_what_no_page_needs_never_reaches_the_page(served: TrustServer, kind: str) -> None:
    asked = BackMsg()
    setattr(asked, kind, True)
    person = served.person("asks", Role.MSO)
    with RawSession(served.port, cookies=person.cookies) as session:
        session.run("settings")
        session.socket.send(asked.SerializeToString())
        session.run("settings")
    assert f'"frame refused", "subject": "{kind}"' in served.log.read_text()


ROUTES = """
import json, sys
import asgi
app = asgi.app._build_starlette_app()
print(json.dumps([[route.path, sorted(getattr(route, "methods", None) or ["websocket"])] for route in app.routes]))
"""


def test_of_every_route_that_the_server_has_only_the_open_list_answers_to_nobody(served: TrustServer) -> None:
    """The routes are those of the program itself: a new one, or one that Streamlit brings, is asked here too."""
    environment = {
        **os.environ,
        "MEDICATION_SIGN_IN": str(served.file),
        "MEDICATION_STORE": str(served.store.root),
    }
    listed = subprocess.run(
        [sys.executable, "-c", ROUTES], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    routes = json.loads(listed.stdout.splitlines()[-1])
    assert len(routes) > 20
    nobody, opened = Browser(served.port), set()
    for path, methods in routes:
        asked = re.sub(r"\{[^}]*\}", "x", path) or "/"
        for method in {*methods, "GET", "POST", "PUT", "DELETE", "OPTIONS"} - {"websocket"}:
            status = Browser(served.port).ask(asked, method)[0]
            if status < 400:
                opened.add((asked, method))
            else:
                assert status in (401, 403, 404), (asked, method, status)
    by_path = {path for path, _ in opened}
    assert by_path == {
        "/", "/_stcore/health", "/_stcore/host-config", "/auth/login", "/auth/logout", "/oauth2callback", "/favicon.png", "/overview", "/your-wards", "/ready",
    }  # fmt: skip
    assert {method for _, method in opened} <= {"GET", "HEAD"}
    assert nobody.ask("/favicon.png")[2] == (ROOT / "dashboard" / "views" / "icon.png").read_bytes()
