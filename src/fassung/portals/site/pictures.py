"""pictures: those that lie in a folder of the portal, as files of its site."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from fassung.files import replace_file
from fassung.portals import safe, view
from fassung.portals.edition import Edition
from fassung.portals.site import layout
from fassung.portals.site.facts import Picture

_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".svg"})


def lead(edition: Edition, folder: Path) -> Picture | None:
    """The picture that fronts show, put into ``folder`` if it lies here; None if there is none.

    One that may not be handed on is none. Its file is named by what is in it, so it never
    changes and may be kept for good by whoever has it.

    Raises:
        FileError: if it cannot be written.
    """
    image = view.opening(edition.article)[0]
    if image is None:
        return None
    src = _here(image.url, edition, folder) or safe.link(
        image.url, edition.article.url, ("http", "https")
    )
    if not src:
        return None
    return Picture(
        src=src,
        alt=" ".join(image.alt.value.split()),
        credit=" ".join(view.credit_line(image).split()),
        width=image.width or 0,
        height=image.height or 0,
    )


def _here(url: str, edition: Edition, folder: Path) -> str:
    url = safe.link(url, edition.article.url, ("http", "https"))
    for start, source in edition.portal.pictures.items():
        name = url.removeprefix(start)
        path = source / name
        if name == url or "/" in name or path.suffix.lower() not in _SUFFIXES:
            continue
        if not path.is_file():
            continue
        data = path.read_bytes()
        file = folder / layout.PICTURES / f"{sha256(data).hexdigest()[:32]}{path.suffix.lower()}"
        if not file.exists():
            replace_file(file, data)
        return f"/{file.relative_to(folder).as_posix()}"
    return ""
