"""The help of commands and what is said of wrong calls, in either language and any width."""

import sys

import pytest

from fassung import cli


def called(
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: str,
    language: str = "de",
    columns: int = 80,
) -> tuple[int, str, str]:
    monkeypatch.setenv("FASSUNG_LANGUAGE", language)
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setattr(sys, "argv", ["fassung", *arguments.split()])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    out, notes = capfd.readouterr()
    return int(str(ended.value.code)), out, notes


PAGES = [
    ("--help", "de", "Aufruf: fassung [OPTIONEN] BEFEHL …", "Einen englischen Artikel ins"),
    ("--help", "en", "Usage: fassung [OPTIONS] COMMAND …", "Translate one English article into"),
    ("check --help", "de", "Aufruf: fassung check [OPTIONEN] [QUELLE] [DEUTSCH]", "Befunde als"),
    ("lab set make --help", "de", "lab set make [OPTIONEN] NAME [DATEIEN …]", "[Vorgabe: en]"),
    ("lab rating new --help", "de", "rating new [OPTIONEN] ORDNER", "--kind esa|mqm|preference"),
    ("lab rating new --help", "en", "rating new [OPTIONS] FOLDER", "several times. [required]"),
    ("desk --help", "de", "Aufruf: fassung desk [OPTIONEN]", "[Vorgabe: --work]"),
    ("lab items --help", "en", "items [OPTIONS] SET [RUNS …]", "[env. variable: FASSUNG_LAB]"),
]


@pytest.mark.parametrize(("arguments", "language", "usage", "says"), PAGES)
def test_pages(
    arguments: str,
    language: str,
    usage: str,
    says: str,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    status, out, notes = called(capfd, monkeypatch, arguments, language)
    assert (status, notes) == (0, "")
    assert usage in out.splitlines()[0]
    assert says in " ".join(out.split())


@pytest.mark.parametrize("columns", [24, 40, 59, 60, 80, 200])
def test_pages_fit_the_terminal(
    columns: int, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, out, _ = called(capfd, monkeypatch, "lab report --help", columns=columns)
    lines = out.splitlines()
    assert max(map(len, lines)) <= min(columns, 100)
    assert [line for line in lines if line != line.rstrip()] == []


@pytest.mark.parametrize("arguments", ["", "lab", "lab set"])
def test_a_group_alone_shows_its_page_as_an_error(
    arguments: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    status, out, notes = called(capfd, monkeypatch, arguments)
    assert (status, out) == (2, "")
    assert notes.startswith("Aufruf: fassung") and "Befehle:" in notes


MISUSES = [
    ("foo", "Einen Befehl foo gibt es nicht; siehe fassung --help."),
    ("transalte", "Einen Befehl transalte gibt es nicht, aber translate; siehe fassung --help."),
    ("--foo", "Eine Option --foo gibt es nicht; siehe fassung --help."),
    ("translate", "QUELLE fehlt; siehe fassung translate --help."),
    ("translate a b", "Für b ist hier kein Platz; siehe fassung translate --help."),
    (
        "translate --fromat x a",
        "Eine Option --fromat gibt es nicht, aber --format; siehe fassung translate --help.",
    ),
    ("translate -o", "-o braucht einen Wert; siehe fassung --help."),
    ("check --json=1", "--json nimmt keinen Wert; siehe fassung --help."),
    ("desk --port abc", "--port ist eine ganze Zahl; siehe fassung desk --help."),
    ("desk --port 65536", "--port ist höchstens 65535; siehe fassung desk --help."),
    ("serve --port -1", "--port ist mindestens 0; siehe fassung serve --help."),
    ("lab run x --price a", "--price ist eine Zahl; siehe fassung lab run --help."),
    ("lab run x --price -1", "--price ist mindestens 0; siehe fassung lab run --help."),
    ("lab rating new x", "Die Option --rater fehlt; siehe fassung lab rating new --help."),
    (
        "lab rating export x --format foo -o y",
        "--format, -f: foo gibt es nicht; zur Wahl stehen mqm, appraise, preferences.",
    ),
]


@pytest.mark.parametrize(("arguments", "says"), MISUSES)
def test_a_wrong_call_is_one_line(
    arguments: str,
    says: str,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert called(capfd, monkeypatch, arguments) == (2, "", f"fassung: {says}\n")


def test_ctrl_c_is_one_line_too(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Waiting:
        def read(self, size: int) -> bytes:
            raise KeyboardInterrupt

        buffer = property(lambda self: self)

    monkeypatch.setattr(sys, "stdin", Waiting())
    said = "fassung: abgebrochen; keine Datei ist halb geschrieben.\n"
    assert called(capfd, monkeypatch, "translate - -e pseudo") == (130, "", said)
