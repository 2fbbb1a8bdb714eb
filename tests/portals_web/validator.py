"""The Nu validator: `python -m tests.portals_web.validator` has it ready, and says which.

An npm package carries it (33 MB); it needs a Java on the PATH (Debian: default-jre-headless).
"""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

PACKAGE = "vnu-jar@26.9.27"
"""MIT."""
INTEGRITY = (
    "sha512-TkQd5DFfOaWC9ebtvozTsrH2Vaod3jYg+vrOeREzIXxBexLz9+rS2"
    "DNtjn7+RPUiZhgli0SghgBX6RJRNea0KA=="
)
JAR = Path(sys.prefix) / "vnu" / "vnu.jar"


class NoValidator(Exception):
    """One line that says why there is none, and what to do."""


def fetch() -> Path:
    """Puts the validator into the virtual environment, if it is not there.

    Raises:
        NoValidator: if Java or npm is missing, or the package is not the one that is known.
    """
    if not shutil.which("java"):
        raise NoValidator("no Java on the PATH; install one (Debian: default-jre-headless)")
    if JAR.exists():
        return JAR
    if not shutil.which("npm"):
        raise NoValidator("no npm on the PATH; install it")
    with tempfile.TemporaryDirectory(dir=sys.prefix) as name:
        call = ["npm", "pack", "--silent", PACKAGE]
        packed = subprocess.run(call, cwd=name, capture_output=True, text=True)
        if packed.returncode:
            said = (packed.stderr.strip() or "npm pack failed").splitlines()[0]
            raise NoValidator(f"npm has no {PACKAGE} ({said})")
        archive = next(Path(name).glob("*.tgz"))
        digest = hashlib.sha512(archive.read_bytes()).digest()
        if base64.b64encode(digest).decode() != INTEGRITY.removeprefix("sha512-"):
            raise NoValidator(f"{PACKAGE} is not the package that is known; nothing was unpacked")
        with tarfile.open(archive) as tar:
            tar.extract("package/build/dist/vnu.jar", name, filter="data")
        JAR.parent.mkdir(exist_ok=True)
        (Path(name) / "package/build/dist/vnu.jar").rename(JAR)
    return JAR


_MISTAKEN = ("Inline script violates Content", "Resource violates Content Security Policy (meta")
"""It takes JSON-LD for a script, which a policy does not touch (HTML §4.12.1.1, data blocks), and
knows no origin for files, so that `*` and `data:` allow none. The browser tests see the policy."""


def complaints(files: list[Path]) -> list[str]:
    """What the validator says of HTML files, warnings too; one line each."""
    call = ["java", "-jar", str(fetch()), "--format", "json", "--stdout", "--exit-zero-always"]
    said = subprocess.run([*call, *map(str, files)], capture_output=True, text=True, check=True)
    return [
        f"{Path(m['url']).name}:{m.get('lastLine', 0)}: {m.get('subType', m['type'])}: "
        f"{m['message']}"
        for m in json.loads(said.stdout)["messages"]
        if not m["message"].startswith(_MISTAKEN)
    ]


def main() -> int:
    try:
        jar = fetch()
    except NoValidator as error:
        print(f"pages cannot be validated: {error}", file=sys.stderr)
        return 1
    call = ["java", "-jar", str(jar), "--version"]
    said = subprocess.run(call, capture_output=True, text=True, check=True)
    print(f"vnu {said.stdout.strip()} ({jar})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
