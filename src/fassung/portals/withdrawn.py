"""The note that stands where an article was: withdrawn by its publisher, or its rights ended."""

from __future__ import annotations

from markupsafe import escape

from fassung.portals.portal import DEFAULT, Portal

_PAGE = """<!doctype html>
<html lang="de">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'; \
form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<meta name="fassung-status" content="410">
<title>Nicht mehr verfügbar – {portal}</title>
</head>
<body>
<main>
<p>{portal}</p>
<h1>Dieser Artikel ist nicht mehr verfügbar</h1>
<p>Er wurde zurückgezogen, oder die Rechte daran sind abgelaufen.</p>
</main>
</body>
</html>
"""


def render(portal: Portal = DEFAULT) -> str:
    """A short page for readers; a server sends it with status 410 (RFC 9110 §15.5.11)."""
    return _PAGE.format(portal=escape(portal.name))
