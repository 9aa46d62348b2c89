"""Transactions as others see them, what is lost on the way, and a server that fails on request."""

import json
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
import requests

from connector.sandbox import SERVICE_TOKEN, Target, build_site, serve
from connector.sandbox.events import short_name

AYU, MADE, FIELD = 6, 9, 2


class Receiver:
    """Takes webhooks; `during` is done while the sender waits."""

    def __init__(self):
        self.requests, self.during = [], lambda: None
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                outer.requests.append((dict(self.headers), body))
                outer.during()
                self.send_response(500)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_port}/webhooks/moodle"

    def names(self):
        return [short_name(json.loads(body)) for _, body in self.requests]

    def close(self):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def receiver(site):
    receiver = Receiver()
    site.sender.targets.append(Target(receiver.url, "webhook-secret"))
    yield receiver
    receiver.close()


def test_a_webhook_comes_before_its_row_can_be_read(site, ask, receiver):
    seen = []
    receiver.during = lambda: seen.append(len(ask.heads(FIELD)))
    site.deeds.start_discussion(AYU, FIELD, "Judul", "<p>Isi</p>")
    assert seen == [0, 0, 0]
    assert len(ask.heads(FIELD)) == 1
    seen.clear()
    receiver.during = lambda: seen.append(len(ask("core_enrol_get_enrolled_users", courseid=3)))
    before = len(ask("core_enrol_get_enrolled_users", courseid=3))
    site.deeds.enrol(MADE, 3)
    assert seen == [before, before]


def test_forum_rows_may_be_committed_first(site, ask, receiver):
    site.forum_events_in_transaction = False
    seen = []
    receiver.during = lambda: seen.append(len(ask.heads(FIELD)))
    site.deeds.start_discussion(AYU, FIELD, "Judul", "<p>Isi</p>")
    assert seen == [1, 1, 1]


def test_the_receivers_answer_does_not_matter(site, receiver):
    site.deeds.start_discussion(AYU, FIELD, "Judul", "<p>Isi</p>")
    headers, body = receiver.requests[0]
    assert headers["User-Agent"].startswith("MoodleBot/")
    assert json.loads(body)["token"] == "webhook-secret"
    assert receiver.names() == [short_name(sent.event) for sent in site.sent]


def test_a_receiver_that_is_down_loses_events(site):
    site.sender.targets.append(Target("http://127.0.0.1:9/", "s"))
    site.deeds.start_discussion(AYU, FIELD, "Judul", "<p>Isi</p>")
    assert len(site.sent) == 3


def test_lost_paused_and_sent_again(site, receiver):
    site.faults.set("lose_webhook", function="discussion_created", count=1)
    site.deeds.start_discussion(AYU, FIELD, "Satu", "<p>Isi</p>")
    assert receiver.names() == ["assessable_uploaded", "discussion_subscription_created"]
    assert [sent.lost for sent in site.sent] == [False, True, False]
    site.sender.paused = True
    site.deeds.start_discussion(AYU, FIELD, "Dua", "<p>Isi</p>")
    assert len(receiver.requests) == 2
    for sent in reversed(site.sent):
        site.sender.send(sent.event)
    assert len(receiver.requests) == 8
    assert len(site.sent) == 6


def test_a_share_is_lost_the_same_way_each_time():
    def lost():
        site = build_site()
        site.faults.set("lose_webhook", share=0.5)
        for _ in range(10):
            site.deeds.start_discussion(AYU, FIELD, "Judul", "<p>Isi</p>")
        return [sent.lost for sent in site.sent]

    assert lost() == lost()
    assert 5 < sum(lost()) < 25


def test_phantom_is_told_and_rolled_back(site, ask):
    site.faults.set("phantom", count=1)
    site.deeds.enrol(MADE, 3)
    assert [short_name(s.event) for s in site.sent] == ["user_enrolment_created", "role_assigned"]
    assert MADE not in {u["id"] for u in ask("core_enrol_get_enrolled_users", courseid=3)}
    site.deeds.enrol(MADE, 3)
    assert MADE in {u["id"] for u in ask("core_enrol_get_enrolled_users", courseid=3)}


def test_late_visibility(site, ask):
    site.faults.set("late_visibility_s", seconds=0.2, count=1)
    discussion = site.deeds.start_discussion(AYU, FIELD, "Judul", "<p>Isi</p>")
    assert discussion in site.tables.discussions
    assert ask.heads(FIELD) == []
    time.sleep(0.25)
    assert len(ask.heads(FIELD)) == 1


def test_faults_by_http(site, ask):
    wanted = {"kind": "error_500", "function": "core_webservice_get_site_info", "count": 1}
    assert ask.http.post("/sandbox/faults", json=wanted).json[0]["kind"] == "error_500"
    assert ask.post("core_cohort_get_cohorts").status_code == 200
    assert ask.post("core_webservice_get_site_info").status_code == 500
    assert ask.post("core_webservice_get_site_info").status_code == 200
    assert ask.http.post("/sandbox/faults", json={"kind": "earthquake"}).status_code == 400
    ask.http.post("/sandbox/faults", data={"kind": "slow_s", "seconds": "0.5", "function": ""})
    assert "until cleared" in ask.http.get("/sandbox/faults").text
    ask.http.post("/sandbox/faults", json={"clear": True})
    assert list(site.faults) == []


@pytest.fixture
def server(site):
    with serve(site) as server:
        yield server


@pytest.fixture
def call(server):
    with requests.Session() as session:
        session.trust_env = False

        def post(function, timeout=5.0, **form):
            own = {"wstoken": SERVICE_TOKEN, "wsfunction": function, "moodlewsrestformat": "json"}
            address = f"{server.url}/webservice/rest/server.php"
            return session.post(address, data={**own, **form}, timeout=timeout)

        yield post


def test_answers_are_gzipped_on_wish(call, site, server):
    answer = call("core_webservice_get_site_info")
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.json()["siteurl"] == site.url == server.url


UPDATE = {
    "users[0][id]": MADE,
    "users[0][customfields][0][type]": "cop_jp_locked",
    "users[0][customfields][0][value]": "7",
}


@pytest.mark.parametrize(("kind", "done"), [("timeout_before", False), ("timeout_after", True)])
def test_after_a_time_out_nobody_knows(call, site, kind, done):
    site.faults.set(kind, function="core_user_update_users", count=1, seconds=20)
    with pytest.raises(requests.Timeout):
        call("core_user_update_users", timeout=0.3, **UPDATE)
    assert (site.tables.users[MADE].fields.get("cop_jp_locked") == "7") is done


@pytest.mark.parametrize("kind", ["timeout_before", "timeout_after"])
def test_a_connection_is_dropped_without_an_answer(call, site, kind):
    site.faults.set(kind, count=1, seconds=0)
    with pytest.raises(requests.ConnectionError):
        call("core_user_update_users", **UPDATE)
    assert call("core_user_update_users", **UPDATE).json() == {"warnings": []}


def test_a_fault_for_a_function_strikes_a_batch_with_it_inside(call, site):
    site.faults.set("error_500", function="core_cohort_get_cohorts", count=1)
    form = {"requests[0][function]": "core_cohort_get_cohorts", "requests[0][arguments]": "{}"}
    assert call("tool_mobile_call_external_functions", **form).status_code == 500
    assert call("tool_mobile_call_external_functions", **form).status_code == 200
