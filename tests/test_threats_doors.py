"""What strangers send to the doors of the application, row by row of the list of threats."""

import http.client
import json
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest

from assistant.web.limits import Buckets
from assistant.web.paths import use_of
from assistant.web.rules import Allowance, Rules
from tests.serving import Echoing, Reply, send, serving, whole_app

SMALL = Rules(each=Allowance(60, 60), open_each=20, open_all=30)


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with serving(whole_app()) as url:
        yield url


def gradio_ask(url: str, *data: object, source: str = "") -> str:
    """What the Gradio endpoint `ask` sends for these parameters."""
    sent = send(url, "/gradio_api/call/ask", {"data": list(data)}, source=source)
    if sent.status != 200:
        return sent.text
    return send(url, f"/gradio_api/call/ask/{sent.json()['event_id']}", source=source).text


def ended(url: str, path: str, headers: str, body: bytes) -> bytes:
    """The first bytes of what comes back for a request that is written by hand."""
    where = urlsplit(url)
    with socket.create_connection((where.hostname, where.port), timeout=30) as connection:
        connection.sendall(f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{headers}\r\n".encode() + body)
        return connection.recv(4096)


def test_threat_08_a_question_over_two_thousand_characters_gets_a_sentence(url: str) -> None:
    assert "2000 characters" in gradio_ask(url, "x" * 2001, [])


@pytest.mark.parametrize("path", ["/gradio_api/queue/join", "/gradio_api/call/ask", "/api/ask", "/"])
def test_threat_08_a_body_of_fifty_megabytes_is_refused_before_it_is_read(url: str, path: str) -> None:
    announced = ended(url, path, "Content-Length: 52428800\r\n", b"")

    assert announced.startswith(b"HTTP/1.1 4")
    assert b" 413 " in announced or path == "/"


def test_threat_08_a_body_whose_length_is_not_announced_is_refused_when_it_grows_too_long(url: str) -> None:
    chunk = b"1000\r\n" + b"x" * 4096 + b"\r\n"

    assert b" 413 " in ended(url, "/gradio_api/queue/join", "Transfer-Encoding: chunked\r\n", chunk * 20)


def test_threat_08_a_body_that_does_not_come_is_not_waited_for() -> None:
    with serving(whole_app(rules=Rules(slowest_body=0.3))) as url:
        assert b" 408 " in ended(url, "/gradio_api/queue/join", "Content-Length: 10\r\n", b"{")


def test_threat_08_a_hundred_requests_a_second_from_one_address_are_told_when_to_come_again() -> None:
    with serving(whole_app(rules=SMALL)) as url:
        replies = [send(url, "/gradio_api/call/ask", {"data": ["x", []]}) for _ in range(100)]
        of_another = send(url, "/gradio_api/call/ask", {"data": ["x", []]}, source="127.0.0.9")

    refused = [reply for reply in replies if reply.status == 429]
    assert {reply.status for reply in replies[:60]} == {200}, "a school class behind one address is let in"
    assert len(refused) >= 30
    assert all(int(reply.headers["retry-after"]) >= 1 for reply in refused)
    assert "Please ask again in" in str(refused[0].json()["error"])
    assert of_another.status == 200


def test_threat_08_the_refusal_is_in_the_language_of_the_page() -> None:
    with serving(whole_app(rules=Rules(each=Allowance(0.1, 1)))) as url:
        person = {"accept": "text/html", "accept-language": "zh-HK,en;q=0.5"}
        for _ in range(3):
            reply = send(url, "/?lang=zh-Hans", headers=person)
        by_browser = send(url, "/", headers=person)

    assert (reply.status, by_browser.status) == (429, 429)
    assert "请在" in reply.text
    assert "請在" in by_browser.text
    assert reply.headers["content-type"].startswith("text/html")


def test_threat_08_two_hundred_open_streams_from_one_address_are_too_many() -> None:
    with serving(whole_app(rules=Rules(open_each=20, open_all=40))) as url:
        where = urlsplit(url)
        opened = []
        statuses = []
        for number in range(30):
            connection = http.client.HTTPConnection(str(where.hostname), where.port, timeout=30)
            connection.request("GET", f"/gradio_api/heartbeat/h{number}")
            statuses.append(connection.getresponse().status)
            opened.append(connection)
        refused = send(url, "/gradio_api/heartbeat/more")
        of_another = send(url, "/config", source="127.0.0.9")
        for connection in opened:
            connection.close()

    assert statuses == [200] * 20 + [503] * 10
    assert refused.status == 503
    assert "retry-after" in refused.headers
    assert of_another.status == 200


def test_threat_08_all_addresses_together_have_a_limit() -> None:
    with serving(whole_app(rules=Rules(all=Allowance(60, 1)))) as url:
        replies = [
            send(url, "/gradio_api/call/ask", {"data": ["x", []]}, source=f"127.0.0.{2 + number % 50}")
            for number in range(70)
        ]

    assert [reply.status for reply in replies].count(503) == 10
    assert "Very many people" in replies[-1].text


def test_threat_08_an_allowance_fills_again_with_time() -> None:
    now = 0.0
    buckets = Buckets(Allowance(2, 60), lambda: now)
    assert [buckets.take("a", 1) for _ in range(3)] == [0, 0, 1]
    assert buckets.take("b", 1) == 0

    now = 1.0

    assert (buckets.take("a", 1), buckets.take("a", 1)) == (0, 1)


def test_threat_08_ten_thousand_turns_are_cut_to_the_last_ones() -> None:
    answerer = Counting()
    turns = [{"question": "q", "answer": "a"}] * 1500  # as many as go into 64 KB
    with serving(whole_app(answerer)) as url:
        assert "event: complete" in gradio_ask(url, "x", turns)
        too_many = send(url, "/gradio_api/call/ask", {"data": ["x", turns * 7]})

    assert answerer.turns == 50
    assert too_many.status == 413


class Counting(Echoing):
    turns = -1

    def answer(self, question, turns=(), context=None):  # type: ignore[no-untyped-def]
        self.turns = len(turns)
        return super().answer(question)


FILES = [
    "/gradio_api/file=/etc/passwd",
    "/gradio_api/file=../../../../etc/passwd",
    "/gradio_api/file=%2Fetc%2Fpasswd",
    "/gradio_api/file=%252Fetc%252Fpasswd",
    "/gradio_api/file=http://127.0.0.1:9/",
    "/gradio_api/file/etc/passwd",
    "/file=/etc/passwd",
    "/gradio_api/proxy=http://127.0.0.1:9/",
    "/proxy=http://127.0.0.1:9/",
    "/static/../../../../etc/passwd",
    "/static/%2e%2e/%2e%2e/etc/passwd",
    "/assets/..%2f..%2f..%2froutes.py",
    "/page-files/..%2fpage.py",
    "/page-files/%2e%2e/page.py",
    "/page-files/....//page.py",
    "/svelte/..%5c..%5croutes.py",
    "/web-files//etc/passwd",
    "/web-files/%00",
]


@pytest.mark.parametrize("path", FILES)
def test_threat_09_no_file_but_the_pages_own_is_given(url: str, path: str) -> None:
    reply = send(url, path)

    assert reply.status in (403, 404)
    assert "root:" not in reply.text
    assert "import" not in reply.text


def test_threat_09_nothing_can_be_uploaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(tmp_path))
    body = b'--b\r\nContent-Disposition: form-data; name="files"; filename="x.txt"\r\n\r\nx\r\n--b--\r\n'
    paths = ("/gradio_api/upload", "/gradio_api/upload?upload_id=1", "/upload", "/gradio_api/component_server")
    with serving(whole_app()) as fresh:
        replies = [
            send(fresh, path, body, headers={"content-type": "multipart/form-data; boundary=b"}) for path in paths
        ]

    assert {reply.status for reply in replies} == {404}
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


CLOSED = [
    "/monitoring", "/monitoring/summary", "/monitoring/x", "/gradio_api/runs", "/gradio_api/run-history/buckets",
    "/gradio_api/run-history/records", "/gradio_api/openapi.json", "/openapi.json", "/docs", "/redoc",
    "/gradio_api/deep_link", "/gradio_api/token", "/gradio_api/user", "/gradio_api/login_check", "/login", "/logout",
    "/gradio_api/dev/reload", "/gradio_api/custom_component/x/client/component/index.js",
    "/gradio_api/stream/x/0/1/playlist.m3u8", "/gradio_api/upload_progress?upload_id=1", "/gradio_api/vibe-code",
    "/gradio_api/profiling/traces", "/gradio_api/mcp/sse",
    "/gradio_api/api/ask", "/gradio_api/run/ask", "/gradio_api/call/stream", "/gradio_api/process_recording",
]  # fmt: skip


@pytest.mark.parametrize("path", CLOSED)
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
def test_threat_09_what_the_page_does_not_need_is_closed(url: str, path: str, method: str) -> None:
    reply = send(url, path, b"{}" if method in ("POST", "PUT") else None, method=method)

    assert reply.status == 404
    assert "error" in reply.json()


def test_threat_09_every_route_of_gradio_is_known_to_be_needed_or_closed() -> None:
    app: Any = whole_app()
    (mounted,) = (route.app for route in app.routes if getattr(route, "path", None) == "")
    included = [route.original_router for route in mounted.routes if hasattr(route, "original_router")]
    known = [route for routes in (mounted, *included) for route in routes.routes if hasattr(route, "path")]
    routes = {(method, route.path) for route in known for method in (getattr(route, "methods", None) or ("GET",))}
    names = {"{path:path}": "a.js", "{session_hash}": "s", "{api_name}": "ask", "{event_id}": "e", "{size}": "192"}
    open_routes = set()
    for method, path in routes:
        filled = path
        for name, value in names.items():
            filled = filled.replace(name, value)
        if use_of(method, filled):
            open_routes.add(path)

    assert len(routes) > 60
    assert open_routes <= {
        "/", "/config", "/theme.css", "/manifest.json", "/robots.txt", "/favicon.ico", "/pwa_icon/{size}",
        "/pwa_icon", "/assets/{path:path}", "/static/{path:path}", "/svelte/{path:path}", "/gradio_api/info",
        "/gradio_api/startup-events", "/gradio_api/app_id", "/gradio_api/theme.css", "/gradio_api/cancel",
        "/gradio_api/heartbeat/{session_hash}", "/gradio_api/queue/data", "/gradio_api/queue/join", "/gradio_api/reset",
        "/gradio_api/call/{api_name}", "/gradio_api/call/{api_name}/{event_id}",
    }  # fmt: skip


class Trap:
    """Counts the connections that reach a port of its own."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._socket.settimeout(0.2)
        self.port = self._socket.getsockname()[1]
        self.caught = 0
        self._is_set = True
        self._thread = threading.Thread(target=self._wait, daemon=True)
        self._thread.start()

    def _wait(self) -> None:
        while self._is_set:
            try:
                connection, _ = self._socket.accept()
            except TimeoutError:
                continue
            self.caught += 1
            connection.close()

    def close(self) -> int:
        time.sleep(0.5)
        self._is_set = False
        self._thread.join()
        self._socket.close()
        return self.caught


def test_threat_10_no_address_in_any_parameter_is_fetched(url: str) -> None:
    trap = Trap()
    target = f"http://127.0.0.1:{trap.port}/latest/meta-data/"
    file = {"path": target, "url": target, "meta": {"_type": "gradio.FileData"}, "orig_name": "x"}
    session = {"session_hash": "trap", "trigger_id": None, "event_data": {"value": file, "target": file}}
    for fn_index in range(12):
        for value in (target, file, [file]):
            send(url, "/gradio_api/queue/join", {**session, "data": [value, value], "fn_index": fn_index})
            send(url, "/gradio_api/run/predict", {**session, "data": [value, value], "fn_index": fn_index})
    send(url, "/gradio_api/queue/data?session_hash=trap")
    for question in (target, file, [file], {"url": target}):
        gradio_ask(url, question, [{"question": target, "answer": target, "file": file}])
        send(
            url, "/api/ask", {"question": question, "turns": [{"question": target, "answer": file}], "language": target}
        )
    quoted = quote(target, safe="")
    for path in ("/", "/config", "/gradio_api/info", "/gradio_api/queue/data", "/api/openapi.json"):
        for name in ("url", "q", "lang", "deep_link", "page", "view", "__theme", "session_hash", "redirect"):
            send(url, f"{path}?{name}={quoted}")
    for path in (f"/gradio_api/file={target}", f"/gradio_api/proxy={target}", f"/gradio_api/heartbeat/{quoted}"):
        send(url, path)
    by_header = {"referer": target, "x-forwarded-host": f"127.0.0.1:{trap.port}", "x-gradio-server": target}
    send(url, "/config", headers=by_header)

    assert trap.close() == 0


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "evil.example:7860", "", "127.0.0.1:x", "[::1"]
)
def test_threat_11_another_host_is_refused_and_not_repeated(url: str, host: str) -> None:
    replies = [send(url, path, headers={"host": host}) for path in ("/", "/config", "/api/openapi.json", "/healthz")]

    assert {reply.status for reply in replies} == {400}
    assert not any("evil" in reply.text + str(reply.headers) for reply in replies)


@pytest.mark.parametrize(
    "headers",
    [
        {"x-forwarded-host": "evil.example"},
        {"x-gradio-server": "http://evil.example/"},
        {"forwarded": "host=evil.example;proto=https"},
        {"x-original-url": "https://evil.example/", "x-forwarded-prefix": "//evil.example"},
        {"x-forwarded-proto": "https", "x-forwarded-port": "666"},
    ],
)
def test_threat_11_headers_of_proxies_are_believed_from_nobody_at_first(url: str, headers: dict[str, str]) -> None:
    replies = [send(url, path, headers=headers) for path in ("/", "/config")]

    assert {reply.status for reply in replies} == ({400} if "x-forwarded-host" in headers else {200})
    assert not any("evil" in reply.text + str(reply.headers) for reply in replies)
    assert not any("https://127.0.0.1" in reply.text or "666" in str(reply.headers) for reply in replies)


def test_threat_11_a_trusted_proxy_tells_address_and_scheme() -> None:
    rules = Rules(hosts=("ask.example.edu",), proxies=("127.0.0.5",), each=Allowance(1, 1))
    with serving(whole_app(rules=rules)) as url:

        def through(proxy: str, visitor: str) -> Reply:
            headers = {"host": "ask.example.edu", "x-forwarded-for": visitor, "x-forwarded-proto": "https"}
            return send(url, "/gradio_api/call/ask", {"data": ["x", []]}, headers=headers, source=proxy)

        config = send(
            url, "/config", headers={"host": "ask.example.edu", "x-forwarded-proto": "https"}, source="127.0.0.5"
        )
        trusted = [through("127.0.0.5", visitor).status for visitor in ("192.0.2.1", "192.0.2.2", "6.6.6.6, 192.0.2.2")]
        untrusted = [through("127.0.0.6", visitor).status for visitor in ("192.0.2.3", "192.0.2.4")]

    assert config.json()["root"] == "https://ask.example.edu"
    assert trusted == [200, 200, 429], "what a visitor puts before the proxy's own word does not count"
    assert untrusted == [200, 429]


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://127.0.0.1:1", "http://", "http://[", "127.0.0.1"]
)
@pytest.mark.parametrize("path", ["/gradio_api/queue/join", "/gradio_api/call/ask", "/api/ask", "/gradio_api/cancel"])
def test_threat_11_what_another_site_sends_is_refused(url: str, origin: str, path: str) -> None:
    reply = send(url, path, {"data": ["x", []], "question": "x"}, headers={"origin": origin})

    assert reply.status == 400
    assert not [name for name in reply.headers if name.startswith("access-control")]
    assert "evil" not in reply.text


def test_threat_11_no_other_site_may_read_what_is_answered(url: str) -> None:
    for path in ("/", "/config", "/gradio_api/info", "/page-files/page.js", "/none"):
        for headers in ({"origin": "https://evil.example"}, {"origin": url}):
            reply = send(url, path, headers=headers)
            assert not [name for name in reply.headers if name.startswith("access-control")]


def test_threat_11_what_the_page_itself_sends_is_taken(url: str) -> None:
    reply = send(url, "/gradio_api/call/ask", {"data": ["x", []]}, headers={"origin": url})

    assert reply.status == 200


@pytest.mark.parametrize(
    "path", ["//evil.example/", "/\\evil.example", "//evil.example/%2e%2e", "/?next=//evil.example", "/config/"]
)
def test_threat_11_nobody_is_sent_elsewhere(url: str, path: str) -> None:
    reply = send(url, path)

    assert "location" not in reply.headers
    assert reply.status in (200, 404)


def test_threat_12_no_endpoint_writes_to_the_corpus_or_the_index(url: str) -> None:
    named = json.loads(send(url, "/gradio_api/info").body)["named_endpoints"]

    assert set(named) == {"/ask"}
    for path in (
        "/ingest",
        "/api/ingest",
        "/api/documents",
        "/staff",
        "/admin",
        "/corpus/",
        "/.index/",
        "/api/feedback",
    ):
        for method in ("GET", "POST", "PUT", "PATCH", "DELETE"):
            assert send(url, path, b"{}", method=method).status == 404


class Failing(Echoing):
    """Fails with a text that holds what nobody may see."""

    def answer(self, question, turns=(), context=None):  # type: ignore[no-untyped-def]
        raise RuntimeError("/secret/path sk-secret-key")


@pytest.fixture(scope="module")
def failing_url() -> Iterator[str]:
    with serving(whole_app(Failing())) as url:
        yield url


def test_threat_16_the_gradio_endpoint_tells_no_internals(failing_url: str) -> None:
    said = gradio_ask(failing_url, "x", [])

    assert "UNAVAILABLE" in said
    assert "secret" not in said


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/gradio_api/queue/join", b"{"),
        ("/gradio_api/queue/join", b"[" * 60_000),
        ("/gradio_api/queue/join", {"data": "x", "fn_index": "/secret", "session_hash": 5}),
        ("/gradio_api/queue/join", {"data": [], "fn_index": 10**9, "session_hash": "x"}),
        ("/gradio_api/call/ask", {"data": {"secret": 1}}),
        ("/gradio_api/run/predict", {"data": [], "fn_index": 10**9}),
        ("/gradio_api/run/predict", {"data": ["x", 5], "fn_index": 0, "session_hash": "x"}),
        ("/gradio_api/cancel", {"secret": 1}),
        ("/gradio_api/reset", b"secret"),
        ("/gradio_api/queue/data", None),
        ("/gradio_api/queue/data?session_hash=secret", None),
        ("/gradio_api/call/ask/secret", None),
        ("/assets/secret.js", None),
        ("/secret", None),
    ],
)
def test_threat_16_whatever_is_wrong_ends_in_a_sentence_and_an_id(failing_url: str, path: str, body: object) -> None:
    reply = send(failing_url, path, body)

    assert "secret" not in reply.text
    assert not any(word in reply.text for word in ("Traceback", "site-packages", "gradio", "pydantic", 'File "'))
    if reply.status >= 400:
        fields = reply.json()
        assert str(fields["error"]).endswith((".", "。"))
        assert len(str(fields["trace_id"])) == 12
        assert reply.headers["x-trace-id"] == fields["trace_id"]
