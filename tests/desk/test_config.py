"""The desk's file: what it may say, and what a wrong one is told."""

import pytest

from fassung.desk.config import Policy, load
from fassung.errors import UsageError


def write(folder, text):
    path = folder / "desk.toml"
    path.write_text(text)
    return path


def test_what_is_left_out_has_a_default(tmp_path, monkeypatch):
    monkeypatch.delenv("FASSUNG_DATABASE", raising=False)
    config = load(write(tmp_path, '[[partner]]\nid = "post"\nfolder = "in"\npolicy = "low-risk"\n'))
    assert config.database == f"sqlite:///{tmp_path / 'desk.sqlite3'}"
    assert config.site == tmp_path / "site"
    partner = config.partners["post"]
    assert (partner.folder, partner.policy) == (tmp_path / "in", Policy.LOW_RISK)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_postgres_goes_with_psycopg_and_the_environment_before_the_file(
    tmp_path, monkeypatch, scheme
):
    monkeypatch.setenv("FASSUNG_DATABASE", f"{scheme}://desk@db/desk")
    config = load(write(tmp_path, 'database = "sqlite:///other.db"\n'))
    assert config.database == "postgresql+psycopg://desk@db/desk"
    assert not config.sqlite


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("partner = 1", "partner has the wrong type"),
        ('colour = "red"', "no setting colour"),
        ("port = true", "port has the wrong type"),
        ('port = "8400"', "port has the wrong type"),
        ("[[partner]]\n", "id is missing"),
        ('[[partner]]\nid = "../x"', "letters, figures and hyphens"),
        ('[[partner]]\nid = "a"\n[[partner]]\nid = "a"', "two partners are called a"),
        ('[[partner]]\nid = "a"\npolicy = "none"', "policy is none"),
        ('[[partner]]\nid = "a"\nhighest_risk = 2', "between 0 and 1"),
        ('[[partner]]\nid = "a"\nfeed_minutes = 90', "between 1 and 59"),
        ('[[partner]]\nid = "a"\nglossary = "x.csv"', "glossary has the wrong type"),
        ('[[partner]]\nid = "a"\nname = 3', "name has the wrong type"),
        ("a = [", "not valid TOML"),
    ],
)
def test_a_wrong_file_is_told_so_in_one_line(tmp_path, text, said):
    with pytest.raises(UsageError, match=said) as raised:
        load(write(tmp_path, text))
    assert "\n" not in str(raised.value)
    assert f"{tmp_path / 'desk.toml'}:{text.count(chr(10), 0, text.rfind('=')) + 1}:" in str(
        raised.value
    )


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(UsageError, match="cannot be read"):
        load(tmp_path / "none.toml")


def test_a_network_is_held_against_the_partners(tmp_path):
    (tmp_path / "network.toml").write_text(
        '[[target]]\nid = "site"\nkind = "site"\nfolder = "x"\n[[portal]]\nid = "a"\nname = "A"\n'
        'domain = "a.example"\ntargets = ["site"]\nwants = { partners = ["post", "past"] }\n'
    )
    text = 'network = "network.toml"\n[[partner]]\nid = "post"\n'
    with pytest.raises(UsageError, match=r"network.toml:10: .*no partner past; known are post"):
        load(write(tmp_path, text))
