"""Where pages are served: a place that is taken, forbidden or nowhere, and the end of a server."""

import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from fassung.commands.serving import Place
from fassung.errors import UsageError


@pytest.mark.parametrize(
    ("host", "port", "says"),
    [
        ("host.invalid", 8400, "Nothing can listen on host.invalid, port 8400 ("),
        ("192.0.2.1", 8400, "Nothing can listen on 192.0.2.1, port 8400 ("),
        ("." * 70, 8400, "choose an address of this machine"),
        ("127.0.0.1", 70000, "choose an address of this machine"),
    ],
)
def test_places_that_are_none(host: str, port: int, says: str) -> None:
    with pytest.raises(UsageError, match=re.escape(says)):
        Place(host, port)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost"])
def test_a_place_is_taken_until_it_is_given_back(host: str) -> None:
    place = Place(host, 0)
    assert place.address == f"http://{'[::1]' if host == '::1' else host}:{place.port}"
    with pytest.raises(UsageError, match=f"Port {place.port} at {host} is taken"):
        Place(host, place.port)
    place.close()
    Place(host, place.port).close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_server_in_peace(number: signal.Signals, tmp_path: Path) -> None:
    network = tmp_path / "network.toml"
    network.write_text(
        '[[portal]]\nid = "one"\nname = "Eins"\ndomain = "one.example"\ntargets = ["site"]\n'
        '[[target]]\nid = "site"\nkind = "site"\nfolder = "sites"\n'
    )
    with subprocess.Popen(
        [sys.executable, "-m", "fassung", "serve", "--network", str(network), "--port", "0"],
        stderr=subprocess.PIPE,
        text=True,
        env={"FASSUNG_LANGUAGE": "en", "PATH": "/usr/bin:/bin"},
    ) as served:
        try:
            assert served.stderr
            said = served.stderr.readline()
            found = re.search(r"http://127\.0\.0\.1:(\d+)/", said)
            assert found, said
            with socket.create_connection(("127.0.0.1", int(found[1])), timeout=60) as browser:
                browser.sendall(b"GET / HTTP/1.1\r\nHost: one.localhost\r\n\r\n")
                assert browser.recv(12) == b"HTTP/1.1 404"  # Nothing was published there yet.
            served.send_signal(number)
            assert (served.wait(60), served.stderr.read()) == (0, "")
        finally:
            served.kill()
