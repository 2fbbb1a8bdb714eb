"""Every public name is exported, and every exported name exists."""

import fassung


def test_all_is_what_can_be_imported() -> None:
    public = {name for name in vars(fassung) if not name.startswith("_")}
    submodules = {
        "api", "article", "checks", "cli", "commands", "desk", "engines", "errors", "fetch",
        "files", "german", "lab", "messages", "models", "outbound", "portals", "repetition",
        "settings", "settings_file", "templating", "translation", "web", "wires",
    }  # fmt: skip
    exported = {name for name in fassung.__all__ if not name.startswith("_")}
    assert exported - public == set()
    assert public - exported <= submodules | {"translate"}


def test_all_is_sorted() -> None:
    assert list(fassung.__all__) == sorted(fassung.__all__)
