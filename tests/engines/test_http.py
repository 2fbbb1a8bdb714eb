import logging
import socket
from email.utils import formatdate
from time import time

import pytest

from fassung.engines.given import checked_address, checked_key
from fassung.engines.http import Client, Limits
from fassung.errors import EngineRefused, EngineUnavailable
from tests.engines.server import KEY, QUICK, Answer, serve


def client(url, limits=QUICK, sleep=lambda seconds: None):
    return Client(
        "deepl",
        url,
        variable="DEEPL_API_KEY",
        headers={"Authorization": f"DeepL-Auth-Key {KEY}"},
        secrets=[KEY],
        limits=limits,
        sleep=sleep,
    )


@pytest.fixture
def server():
    with serve(lambda path, headers, body: Answer(body={"got": body})) as state:
        yield state


@pytest.mark.parametrize(
    ("script", "calls"),
    [
        ([], 1),
        ([Answer(503), Answer(503)], 3),
        ([Answer(500)], 2),
        ([Answer(502), Answer(504)], 3),
        ([Answer(429, headers={"Retry-After": "1"})], 2),
        ([Answer(429, headers={"Retry-After": "soon"})], 2),
    ],
)
def test_a_passing_fault_is_waited_for(server, script, calls):
    server.script = script
    assert client(server.url).post("/x", {"a": "ä"}) == {"got": {"a": "ä"}}
    assert len(server.calls) == calls


@pytest.mark.parametrize(
    ("header", "low", "high"),
    [
        ("1", 1, 1),
        ("in 1.2 s", 0, 1.3),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0, 0),
        ("", 0.01, 0.02),
    ],
)
def test_retry_after_says_how_long(server, header, low, high):
    if header.startswith("in "):
        header = formatdate(time() + float(header.split()[1]), usegmt=True)
    waits = []
    server.script = [Answer(429, headers={"Retry-After": header} if header else {})]
    client(server.url, sleep=waits.append).post("/x", {})
    assert len(waits) == 1 and low <= waits[0] <= high


def test_waits_double_with_jitter(server):
    waits = []
    server.script = [Answer(503)] * 9
    with pytest.raises(EngineUnavailable):
        client(server.url, Limits(tries=5, first_wait=1, longest_wait=4), waits.append).post("/", 0)
    assert [int(wait >= low) for wait, low in zip(waits, (1, 2, 4, 4), strict=True)] == [1] * 4
    assert all(wait <= high for wait, high in zip(waits, (2, 4, 8, 8), strict=True))


def test_a_long_retry_after_is_not_waited_for(server):
    server.script = [Answer(429, headers={"Retry-After": "3600"})]
    waits = []
    with pytest.raises(EngineUnavailable, match="status 429"):
        client(server.url, sleep=waits.append).post("/x", {})
    assert waits == [] and len(server.calls) == 1


@pytest.mark.parametrize(
    ("answer", "error", "says", "calls"),
    [
        (Answer(401), EngineRefused, "does not accept the key (status 401)", 1),
        (Answer(403), EngineRefused, "check DEEPL_API_KEY", 1),
        (Answer(456), EngineRefused, "quota", 1),
        (Answer(400, b'{"message":\n"Bad <lang>"}'), EngineRefused, "Bad <lang>", 1),
        (Answer(413), EngineRefused, "status 413", 1),
        (Answer(301, headers={"Location": "/y"}), EngineRefused, "status 301", 1),
        (Answer(503), EngineUnavailable, "status 503", 3),
        (Answer(200, b"<html>maintenance</html>"), EngineUnavailable, "not JSON", 1),
        (Answer(200, b""), EngineUnavailable, "not JSON", 1),
        (Answer(200, b"[" * 200_000), EngineUnavailable, "not JSON", 1),
        (Answer(200, b"\xff\xfe\x00"), EngineUnavailable, "not JSON", 1),
        (Answer(200, b" " * 3000), EngineUnavailable, "more than 2000 bytes", 1),
        (Answer(200, b"{}", delay=0.6), EngineUnavailable, "within 0.2 s", 1),
        (Answer(400, f"bad key {KEY}".encode()), EngineRefused, "bad key ***", 1),
        (Answer(400, b"x" * 110 + KEY.encode()), EngineRefused, "x***", 1),
    ],
)
def test_errors_say_what_and_never_the_key(server, answer, error, says, calls):
    server.script = [answer] * 9
    limits = Limits(
        connect=2,
        read=0.2 if answer.delay else 2,
        tries=3,
        largest=2000 if answer.body == b" " * 3000 else 1_000_000,
    )
    asked = client(server.url, limits)
    with pytest.raises(error) as raised:
        asked.post("/x", {})
    line = str(raised.value)
    assert says in line and "\n" not in line
    assert len(server.calls) == calls
    for shown in (line, repr(raised.value), repr(asked), str(raised.value.values)):
        assert KEY not in shown and KEY[:8] not in shown


def test_no_server_is_unavailable_after_retries():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    waits = []
    with pytest.raises(EngineUnavailable, match=r"127\.0\.0\.1:\d+ cannot be reached"):
        client(f"http://127.0.0.1:{port}", sleep=waits.append).post("/x", {})
    assert len(waits) == QUICK.tries - 1


def test_a_connection_that_breaks_is_tried_again():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        import threading

        def hang_up():
            for _ in range(QUICK.tries):
                connection, _ = listener.accept()
                connection.recv(10)
                connection.close()

        thread = threading.Thread(target=hang_up)
        thread.start()
        with pytest.raises(EngineUnavailable, match="cannot be reached"):
            client(f"http://127.0.0.1:{listener.getsockname()[1]}").post("/x", {})
        thread.join()


def test_a_trickle_is_a_time_out():
    import threading

    stop = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def trickle():
            connection, _ = listener.accept()
            with connection:
                connection.recv(10_000)
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n")
                try:
                    while not stop.wait(0.05):
                        connection.sendall(b" ")
                except OSError:
                    pass

        thread = threading.Thread(target=trickle)
        thread.start()
        limits = Limits(connect=2, read=0.4)
        with pytest.raises(EngineUnavailable, match=r"within 0\.4 s"):
            client(f"http://127.0.0.1:{listener.getsockname()[1]}", limits).post("/x", {})
        stop.set()
        thread.join()


def test_several_calls_keep_their_order(server):
    answers = client(server.url).post_all("/x", list(range(10)))
    assert answers == [{"got": n} for n in range(10)]


def test_one_failing_call_fails_all(server):
    server.script = [Answer(403)]
    with pytest.raises(EngineRefused):
        client(server.url).post_all("/x", list(range(10)))


def test_half_a_surrogate_pair_does_not_end_a_run(server):
    assert client(server.url).post("/x", "a\ud800b") == {"got": "a?b"}


def test_nothing_logged_holds_the_key(server, caplog):
    caplog.set_level(logging.DEBUG)
    server.script = [Answer(503)]
    client(server.url).post("/x", {})
    assert caplog.records and KEY not in caplog.text


@pytest.mark.parametrize("value", ["", "  ", "a b", "schlüssel", "a\nb", "a\x00"])
def test_what_is_no_key(value):
    with pytest.raises(EngineRefused, match="DEEPL_API_KEY") as raised:
        checked_key("deepl", "DEEPL_API_KEY", value)
    assert not value.strip() or repr(value) not in repr(raised.value)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "host",
        "ftp://h",
        "http://",
        "http://u:pw@h/",
        "http://h/?key=pw",
        "http://[",
        "http://h:port/",
        "http:///x",
    ],
)
def test_what_is_no_address(value):
    with pytest.raises(EngineRefused, match="DEEPL_URL") as raised:
        checked_address("deepl", "DEEPL_URL", value)
    assert "pw" not in str(raised.value)


def test_an_address_loses_its_last_slash():
    assert checked_address("chat", "V", " http://h:1/v1/ ") == "http://h:1/v1"
