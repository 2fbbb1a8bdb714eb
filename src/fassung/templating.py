"""Templates: the one way in which a room turns values into HTML."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup


def environment(
    package: str, *, clean: Callable[[str], str] | None = None, extensions: Sequence[str] = (),
    **names: object,
) -> Environment:  # fmt: skip
    """Jinja's environment for the folder ``templates`` of ``package``: every value is escaped,
    and one that is not there is an error.

    Args:
        package: a room's import name.
        clean: what every text goes through that is no markup, wherever a value stands.
        extensions: Jinja's own, by their names.
        names: what every template knows.
    """

    def cleaned(value: object) -> object:
        if clean is not None and isinstance(value, str) and not isinstance(value, Markup):
            return clean(value)
        return value

    made = Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # an installed package's files stay as they are
        extensions=extensions,
        finalize=cleaned,
    )
    made.globals.update(names)
    return made
