"""A real WordPress for the tests: Debian's package with PHP and MariaDB, run from a folder.

Nothing is installed and no rights are needed: apt downloads the packages by name, dpkg unpacks
them, and the servers run from there. What was unpacked is kept in ``out/wordpress`` (``make clean``
removes it); database, pictures and settings lie in a temporary folder that goes with the site.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

PACKAGES = (
    "wordpress wordpress-theme-twentytwentythree libjs-underscore libjs-cropper php-getid3"
    " php-cli php-mysql php-gd php-mbstring php-xml mariadb-server-core"
).split()
_UNUSED = re.compile("apache|libapr|lua|perl|client")
"""What WordPress's package asks for and these tests do not run."""
_HERE = Path(__file__).parent
_UNPACKED = _HERE.parents[1] / "out" / "wordpress"
_EXTENSIONS = "mysqlnd mysqli tokenizer ctype dom exif gd mbstring iconv fileinfo xml".split()


@dataclass(frozen=True)
class Site:
    """A site that answers, and an editor's way in."""

    url: str
    user: str
    password: str
    """An application password."""
    author: int
    """Id of the account of an author, Tilda Marsh."""
    folder: Path
    """Where its files lie."""


@contextmanager
def wordpress() -> Iterator[Site]:
    """A fresh WordPress with one editor; gone again at the end."""
    root = _unpacked()
    with ExitStack() as stack:
        # A socket's path may have 107 characters, so not below the project.
        work = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="wp")))
        database = stack.enter_context(_database(root, work))
        port = _free_port()
        url = f"http://127.0.0.1:{port}"
        site = work / "site"
        shutil.copytree(root / "usr/share/wordpress", site, symlinks=False, ignore=_dangling)
        (site / "wp-content" / "uploads").mkdir(exist_ok=True)
        (site / "wp-config.php").write_text(_config(url, database), encoding="utf-8")
        made = _php(root, work, "-f", str(_HERE / "install.php"), str(site), url)
        author, password = made.strip().splitlines()[-2:]
        stack.enter_context(_server(root, work, site, port))
        yield Site(url, "redaktion", password, int(author), site)


def _unpacked() -> Path:
    """The folder with the unpacked packages; downloads them the first time."""
    if (_UNPACKED / "complete").is_file():
        return _UNPACKED
    shutil.rmtree(_UNPACKED, ignore_errors=True)
    _UNPACKED.mkdir(parents=True)
    plan = _run("apt-get", "install", "-s", "--no-install-recommends", *PACKAGES).stdout
    missing = re.findall(r"^Inst (\S+)", plan, re.MULTILINE)
    # A package that this machine has is unpacked all the same where its files are run from here.
    wanted = sorted({*(n for n in missing if not _UNUSED.search(n)), *_named()})
    with tempfile.TemporaryDirectory() as folder:
        _run("apt-get", "download", *wanted, cwd=folder)
        for package in sorted(Path(folder).glob("*.deb")):
            _run("dpkg", "-x", str(package), str(_UNPACKED))
    (_UNPACKED / "complete").touch()
    return _UNPACKED


def _named() -> list[str]:
    """The packages whose files are run, by the names that this Debian gives them."""
    show = _run("apt-cache", "depends", "--important", "php-cli", "php-mysql", "php-gd").stdout
    version = re.findall(r"php(\d\.\d)-cli", show)[0]
    php = [f"php{version}-{part}" for part in "cli common mysql gd mbstring xml".split()]
    return [name for name in PACKAGES if not name.startswith("php-") or "getid3" in name] + php


def _run(*command: str, cwd: str | None = None) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(command, capture_output=True, text=True, cwd=cwd, check=False)
    if done.returncode:
        sys.exit(
            f"{' '.join(command[:3])} … failed: {done.stderr.strip()[-500:]}\n"
            "Run `apt-get update` once (as root) and try again."
        )
    return done


def _environment(root: Path) -> dict[str, str]:
    libraries = root / "usr/lib/x86_64-linux-gnu"
    return {**os.environ, "LD_LIBRARY_PATH": str(libraries), "PHP_CLI_SERVER_WORKERS": "4"}


@contextmanager
def _database(root: Path, work: Path) -> Iterator[str]:
    """The path of the socket that an empty MariaDB listens on."""
    data, share, socket_path = work / "data", root / "usr/share/mysql", work / "db.sock"
    data.mkdir()
    command = [
        str(root / "usr/sbin/mariadbd"),
        "--no-defaults",
        f"--basedir={root / 'usr'}",
        f"--datadir={data}",
        f"--lc-messages-dir={share}",
        "--innodb-log-file-size=8M",
        "--innodb-buffer-pool-size=32M",
        *(["--user=root"] if os.geteuid() == 0 else []),
    ]
    tables = [share / f"mysql_{name}.sql" for name in ("system_tables", "system_tables_data")]
    script = "create database mysql;\nuse mysql;\n" + "".join(t.read_text() for t in tables)
    script += "create database wordpress;\n"
    subprocess.run(
        [*command, "--bootstrap"],
        input=script,
        text=True,
        env=_environment(root),
        capture_output=True,
        check=True,
    )
    log = (work / "db.log").open("wb")
    server = subprocess.Popen(
        [*command, "--skip-grant-tables", "--skip-networking", f"--socket={socket_path}"],
        env=_environment(root),
        stdout=log,
        stderr=log,
    )
    try:
        _wait(socket_path.exists, "MariaDB")
        yield str(socket_path)
    finally:
        server.terminate()
        server.wait(30)
        log.close()


def _php_command(root: Path, work: Path) -> list[str]:
    (binary,) = (root / "usr/bin").glob("php[0-9]*")
    (modules,) = (root / "usr/lib/php").glob("20*")
    settings = [f"extension_dir={modules}", "memory_limit=256M", f"sys_temp_dir={work}"]
    settings += ["display_errors=0", "log_errors=1", f"error_log={work / 'php.log'}"]
    settings += [f"upload_tmp_dir={work}", *(f"extension={name}" for name in _EXTENSIONS)]
    return [str(binary), "-n", *(part for line in settings for part in ("-d", line))]


def _php(root: Path, work: Path, *arguments: str) -> str:
    done = subprocess.run(
        [*_php_command(root, work), *arguments],
        env=_environment(root),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    return done.stdout


@contextmanager
def _server(root: Path, work: Path, site: Path, port: int) -> Iterator[None]:
    log = (work / "web.log").open("wb")
    server = subprocess.Popen(
        [*_php_command(root, work), "-S", f"127.0.0.1:{port}", "-t", str(site)],
        env=_environment(root),
        stdout=log,
        stderr=log,
        start_new_session=True,
    )

    def answers() -> bool:
        try:
            return httpx.get(f"http://127.0.0.1:{port}/wp-json/", timeout=20).status_code == 200
        except httpx.HTTPError:
            return False

    try:
        _wait(answers, "PHP")
        yield
    finally:
        # Its workers are processes of their own, in the group that it began.
        os.killpg(server.pid, 15)
        server.wait(30)
        log.close()


def _config(url: str, database: str) -> str:
    constants = {
        "DB_NAME": "wordpress",
        "DB_USER": "root",
        "DB_PASSWORD": "",
        "DB_HOST": f"localhost:{database}",
        "DB_CHARSET": "utf8mb4",
        "WP_HOME": url,
        "WP_SITEURL": url,
        # Application passwords over plain HTTP.
        "WP_ENVIRONMENT_TYPE": "local",
        # Nothing is fetched from outside, nothing runs by itself.
        "WP_HTTP_BLOCK_EXTERNAL": True,
        "DISABLE_WP_CRON": True,
        # Every user's HTML goes through WordPress's own filter, as on a network of sites.
        "DISALLOW_UNFILTERED_HTML": True,
    }
    keys = "AUTH_KEY SECURE_AUTH_KEY LOGGED_IN_KEY NONCE_KEY AUTH_SALT SECURE_AUTH_SALT"
    keys += " LOGGED_IN_SALT NONCE_SALT"
    constants |= {key: os.urandom(24).hex() for key in keys.split()}
    lines = [f"define('{k}', {v!r});".replace("True", "true") for k, v in constants.items()]
    return "\n".join(
        [
            "<?php",
            *lines,
            "$table_prefix = 'wp_';",
            "if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');",
            "require_once ABSPATH . 'wp-settings.php';",
        ]
    )


def _dangling(folder: str, names: list[str]) -> set[str]:
    """Links that lead out of the unpacked folder: certificates, the web server's settings."""
    return {name for name in names if not (Path(folder) / name).exists() or name == "wp-config.php"}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        assert isinstance(port, int)
        return port


def _wait(ready: object, name: str) -> None:
    assert callable(ready)
    until = time.monotonic() + 90
    while not ready():
        if time.monotonic() > until:
            raise RuntimeError(f"{name} does not start")
        time.sleep(0.2)
