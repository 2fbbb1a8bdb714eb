"""Tables of offices, institutions and acronyms are sound."""

from fassung.checks.given_names import gender, is_given_name
from fassung.german.authority import acronyms, offices
from fassung.german.inflection import stretches
from fassung.german.tables import names


def test_offices() -> None:
    forms = [form for office in offices() for form in office.english]
    assert len(offices()) >= 100
    assert len(forms) == len(set(forms)), "an English form stands in two rows"
    for office in offices():
        assert all(office.german), office
        for false in office.false:
            # What is right must never be taken for what is wrong.
            for right in office.german:
                assert not stretches(false, right, compounds=False), (false, right)


def test_acronyms() -> None:
    assert len(acronyms()) >= 80
    for acronym in acronyms().values():
        assert acronym.use in ("replace", "gloss", "known")
        assert acronym.letters.isascii() and any(letter.isupper() for letter in acronym.letters)
        assert all(acronym.german)


def test_the_authority_file_is_large_and_without_double_rows() -> None:
    assert len(names()) >= 700
    forms = [row["english"] for row in names()]
    assert len(forms) == len(set(forms))


def test_given_names() -> None:
    assert is_given_name("Sergej") and is_given_name("Jane") and not is_given_name("Papst")
    assert (gender("Jane"), gender("John"), gender("Kim"), gender("Tisch")) == ("f", "m", "", "")
