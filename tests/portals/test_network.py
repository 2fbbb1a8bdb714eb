"""The network: the example of 80, wrong files, and who takes what."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from fassung.article import Article, Term
from fassung.cli import app
from fassung.errors import SettingsError
from fassung.portals.network import Network, Wants, single
from fassung.portals.network_file import collect, load
from fassung.portals.portal import DEFAULT
from fassung.portals.style import Units
from fassung.portals.targets import opening
from fassung.settings_file import Fault

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "network" / "network.toml"


@pytest.fixture(scope="module")
def network() -> Network:
    return load(EXAMPLE)


def test_the_example(network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(network.outlets) == 80
    assert all(o.portal.domain.endswith(".example") for o in network.outlets.values())
    salzach, saale = network.outlets["salzach-kurier"], network.outlets["saale-rundschau"]
    assert (salzach.portal.locale, salzach.portal.publisher) == ("de-AT", "Bogenfeld Österreich")
    assert (salzach.lead, saale.lead) == ("donau-bogen", "bogenfeld-post")
    assert network.outlets["bogenfeld-post"].lead == ""
    # Tables are put together key by key: defaults, group, portal.
    isar = network.outlets["isar-abend"]
    assert (isar.style.quotes, isar.style.headline) == ("»«", 80)
    assert isar.wants.without == ("Advertising", "Sponsored") and "World" in isar.wants.sections
    assert salzach.portal.terms["Economy"] == "Wirtschaft & Geld"
    assert salzach.portal.terms["Railways"] == "Bahn" and salzach.portal.terms["World"] == "Welt"
    assert network.outlets["anpfiff"].style.units is Units.ORIGINAL
    assert network.targets["site"].options["folder"] == str(EXAMPLE.parent / "sites" / "{outlet}")
    for settings in network.targets.values():
        opening.open(settings)


def test_the_command_shows_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FASSUNG_LANGUAGE", "de")
    result = CliRunner().invoke(app, ["portals", "check", str(EXAMPLE)])
    assert result.exit_code == 0, result.output
    assert result.stdout.count(".example") == 80
    assert "80 Portale, 3 Ziele: alles in Ordnung." in result.stdout


TARGET = '[[target]]\nid = "site"\nkind = "site"\nfolder = "x"\n'
ONE = f'{TARGET}[[portal]]\nid = "a"\nname = "A"\ndomain = "a.example"\ntargets = ["site"]\n'
APART = ONE.replace('"x"', '"{outlet}"')
TWO = ONE.removeprefix(TARGET).replace('"a', '"b').replace('"A"', '"B"')


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", 1, "no [[portal]]"),
        (ONE + "targetss = []", 10, "did you mean targets?"),
        (ONE.replace('"a.example"', '"https://a.example"'), 8, "no name of a site"),
        (ONE.replace('name = "A"\n', ""), 5, "has no name"),
        (ONE.replace('id = "a"', 'id = "a b"'), 6, "letters, figures and hyphens"),
        (ONE.replace('["site"]', '["sit"]'), 9, "no target sit; known are site"),
        (ONE.replace('targets = ["site"]', ""), 5, "has no targets"),
        (ONE.replace('kind = "site"', 'kind = "ftp"'), 3, "write one of files, site"),
        (ONE.replace('folder = "x"', ""), 1, "target.folder is missing"),
        (ONE.replace('folder = "x"', "folder = 1"), 4, "wrong type"),
        (ONE.replace('folder = "x"', 'folder = "x"\nper_minute = "9"'), 5, "per_minute"),
        (ONE + 'lead = "b"', 10, "no portal b to be the lead"),
        (ONE + 'group = "g"', 10, "no group g"),
        (ONE + 'label = ""', 10, "Art. 50(4)"),
        (ONE + 'label = "[Bei {publisher}]"', 10, "Art. 50(4)"),
        (ONE + TWO, 14, "a and b would write over one another at site"),
        ((ONE + TWO).replace('"site"\nf', '"files"\nname = "{id}"\nf'), 15, "into its name"),
        (ONE + 'label = "{autor}"', 10, "{autor}"),
        (ONE + 'path = "/artikel?id={id}"', 10, "only, none of which begins with a dot"),
        (ONE + 'path = "/artikel#{id}"', 10, "only, none of which begins with a dot"),
        (ONE + 'path = "/a/../{id}.html"', 10, "only, none of which begins with a dot"),
        (ONE + 'path = "/.well-known/{id}"', 10, "only, none of which begins with a dot"),
        (ONE + 'path = "//{id}"', 10, "only, none of which begins with a dot"),
        (ONE + 'path = "/a b/{id}"', 10, "only, none of which begins with a dot"),
        ('[group.g]\npath = "/..{id}"\n' + ONE, 2, "only, none of which begins with a dot"),
        (ONE + 'report = "desk.example"', 10, "no address on the web"),
        (ONE + 'copies = "none"', 10, "write one of noindex, self, canonical"),
        (ONE + "[portal.style]\nheadline = 5", 11, "does not lie between 20 and 300"),
        (ONE + '[portal.style]\nquotes = "\\"\\""', 11, "no pair of quotation marks"),
        (ONE + 'wants = { sections = "World" }', 10, "wants.sections has the wrong type"),
        (ONE + 'wants = { section = ["World"] }', 10, "did you mean sections?"),
        ('include = ["no/*.toml"]\n' + ONE, 1, "no file fits no/*.toml"),
        (ONE + ONE.removeprefix(TARGET).replace("a.ex", "b.ex"), 11, "two portals are called a"),
        (APART + ONE.removeprefix(TARGET).replace('"a"', '"b"'), 13, "share a.example"),
        ('[defaults]\nlocale = "xx-YY"\n' + ONE, 2, "no locale"),
        ('[group.g]\ntime_zone = "Mars/Olympus"\n' + ONE, 2, "no time zone"),
    ],
)  # fmt: skip
def test_a_wrong_network_is_told_where(tmp_path: Path, text: str, line: int, said: str) -> None:
    path = tmp_path / "n.toml"
    path.write_text(text, encoding="utf-8")
    faults: list[Fault] = []
    collect(path, faults)
    (fault,) = map(str, faults)
    assert fault.startswith(f"{path}:{line}: ") and said in fault
    with pytest.raises(SettingsError):
        load(path)


@pytest.mark.parametrize(
    "options",
    [
        'kind = "files"\nfolder = "sftp://me:{}@archive.example/in"',
        'kind = "files"\nfolder = "ftp://:{}@archive.example/in"',
        'kind = "webhook"\nurl = "https://me:{}@app.example/a"\nsecret = "HOOK"',
        'kind = "wordpress"\nurl = "https://me:{}@cms.example"\nuser = "me"',
        'kind = "wordpress"\napi = "https://me:{}@cms.example/wp-json"\nuser = "me"',
    ],
)
@pytest.mark.parametrize("secret", ["hunter2", "a/b#c?d", "x%40y"])
def test_a_password_in_an_address_is_refused_and_not_quoted(
    tmp_path: Path, options: str, secret: str
) -> None:
    path = tmp_path / "n.toml"
    path.write_text(
        ONE.replace('kind = "site"\nfolder = "x"', options.format(secret)), encoding="utf-8"
    )
    result = CliRunner().invoke(app, ["portals", "check", str(path)])
    assert result.exit_code == 2
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"{path}:4: ") and "environment" in line
    assert secret not in result.output + result.stderr


@pytest.mark.parametrize(
    "address",
    [
        "https://app.example:8443/a@b",
        "sftp://me@archive.example/in",
        "https://app.example/a?b=c:d@e",
    ],
)
def test_an_address_without_a_password_is_taken(tmp_path: Path, address: str) -> None:
    path = tmp_path / "n.toml"
    path.write_text(ONE.replace('"site"\nf', '"files"\nf').replace('"x"', f'"{address}"'))
    assert load(path).targets["site"].options["folder"] == address


@pytest.mark.parametrize("written", ["/{id}/", "/artikel/2026/{id}.html", "/übersetzt/a..b_{id}"])
def test_a_path_of_names_is_taken(tmp_path: Path, written: str) -> None:
    path = tmp_path / "n.toml"
    path.write_text(f'{ONE}path = "{written}"\n', encoding="utf-8")
    assert load(path).outlets["a"].portal.path == written


def test_every_fault_of_every_file_is_listed_and_a_groups_once(tmp_path: Path) -> None:
    region = tmp_path / "r.toml"
    region.write_text(
        "".join(
            f'[[portal]]\nid = "p{n}"\nname = "P"\ndomain = "p{n}.example"\ngroup = "g"\n'
            for n in range(3)
        )
        + "colour = 1\n",
        encoding="utf-8",
    )
    path = tmp_path / "n.toml"
    path.write_text(
        'include = ["r.toml"]\n' + TARGET + '[group.g]\ntargets = ["gone"]\nlabel = "{x}"\n',
        encoding="utf-8",
    )
    result = CliRunner().invoke(app, ["portals", "check", str(path)])
    assert result.exit_code == 2
    assert [line.rpartition(": ")[0].partition(": ")[0] for line in result.stderr.splitlines()] == [
        f"{path}:7",
        f"{path}:8",
        f"{region}:16",
    ]


def test_canonical_stays_in_the_house(tmp_path: Path) -> None:
    path = tmp_path / "n.toml"
    other = '[[portal]]\nid = "b"\nname = "B"\ndomain = "b.example"\ntargets = ["site"]\n'
    path.write_text(
        APART + other + 'publisher = "Another"\nlead = "a"\ncopies = "canonical"\n',
        encoding="utf-8",
    )
    with pytest.raises(SettingsError, match=r"n.toml:17: .*may not be canonical"):
        load(path)


def test_a_desk_without_a_file_has_a_network_of_one(tmp_path: Path) -> None:
    network = single(DEFAULT, tmp_path)
    (outlet,) = network.wanting(Article(id="a"), "anyone")
    opening.open(network.targets[outlet.targets[0]])


ARTICLE = Article(
    id="a", terms=(Term(name="World", scheme="section"), Term(name="Railways"), Term(name="Seoul"))
)


@pytest.mark.parametrize(
    ("wants", "taken"),
    [
        (Wants(), True),
        (Wants(partners=("post",)), True),
        (Wants(partners=("other",)), False),
        (Wants(sections=("world",)), True),
        (Wants(sections=("Welt",)), True),
        (Wants(sections=("Railways",)), False),
        (Wants(tags=("railways",)), True),
        (Wants(tags=("World",)), False),
        (Wants(sections=("World",), tags=("Shipping",)), False),
        (Wants(sections=("World", "Sports"), tags=("Shipping", "Seoul")), True),
        (Wants(without=("Seoul",)), False),
        (Wants(without=("Welt",)), False),
        (Wants(partners=("post",), without=("Sports",)), True),
    ],
)
def test_who_takes_what(wants: Wants, taken: bool) -> None:
    assert wants.take(ARTICLE, "post", DEFAULT.terms) is taken
