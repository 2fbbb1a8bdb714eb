"""Whether what the outputs write is valid: IPTC's and Arc XP's schemas, on many articles.

The schemas lie in ../shared (third parties', for local use only), so this is no test of
``make test``. ``python -m bench.formats`` prints a line a format and how many were valid.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import referencing
from hypothesis import HealthCheck, Phase, given, settings
from jsonschema import Draft202012Validator, FormatChecker
from lxml import etree
from referencing.jsonschema import DRAFT4, DRAFT202012

from fassung.article import Article, Status
from fassung.portals import outputs
from fassung.portals.edition import Edition, Withdrawal
from tests.portals_formats import sample
from tests.strategies import articles

SHARED = Path(__file__).resolve().parents[2] / "shared" / "fixtures"
ARTICLES = 150


@cache
def ninjs(version: str) -> Any:
    """IPTC's schema of ninjs."""
    schema = json.loads((SHARED / "ninjs" / f"ninjs-schema_{version}.json").read_text())
    geo = DRAFT202012.create_resource({})
    registry: Any = referencing.Registry().with_resource(
        "https://geojson.org/schema/GeoJSON.json", geo
    )
    return Draft202012Validator(schema, registry=registry, format_checker=FormatChecker())


@cache
def ans() -> Any:
    """Arc XP's schema of a story."""
    root = SHARED / "ans-schema" / "0.10.12"
    registry: Any = referencing.Registry()
    base = (
        "https://raw.githubusercontent.com/washingtonpost/ans-schema/master/"
        "src/main/resources/schema/ans/0.10.12/"
    )
    for path in root.rglob("*.json"):
        schema = json.loads(path.read_text())
        # One file of the schema names itself in a folder that does not exist.
        schema["id"] = base + path.relative_to(root).as_posix()
        registry = registry.with_resource(schema["id"], DRAFT4.create_resource(schema))
    story = json.loads((root / "story.json").read_text())
    return jsonschema.Draft4Validator(story, registry=registry)


def newsml(data: bytes) -> Iterator[str]:
    """What a second library (IPTC's own) says of a news item."""
    from NewsMLG2 import NewsMLG2Document

    try:
        etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
        NewsMLG2Document(data).get_item()
    except Exception as error:  # it raises plain exceptions
        yield str(error)


def by(schema: Any) -> Callable[[bytes], Iterator[str]]:
    """What ``schema`` says of a file."""

    def faults(data: bytes) -> Iterator[str]:
        for error in schema.iter_errors(json.loads(data)):
            yield f"{list(error.path)}: {error.message[:200]}"

    return faults


def faults_of(format: str) -> Callable[[bytes], Iterator[str]]:
    """What finds faults in ``format``."""
    if format == "newsml-g2":
        return newsml
    return by(ans() if format == "ans" else ninjs("2.2" if format.endswith("2.2") else "3.1"))


def said(article: Article, number: int) -> Iterator[Edition | Withdrawal]:
    """The article published, reviewed and not, and withdrawn."""
    german = replace(article, language="de", translated_from="en" if number % 2 else "")
    for reviewed in (True, False):
        made = sample.edition(number, reviewed=reviewed)
        yield replace(made, article=german, canonical=made.portal.address(german))
    gone = replace(german, status=Status.CANCELED)
    yield replace(sample.withdrawal(number), article=gone)


def main() -> int:
    """Prints the counts; 1 if anything is not valid."""
    bad = 0
    for format in ("ninjs", "ninjs-2.2", "newsml-g2", "ans"):
        check, found, count = faults_of(format), [], [0]

        def look(article: Article) -> None:
            for one in said(article, count[0] // 3 + 1):  # noqa: B023
                count[0] += 1  # noqa: B023
                found.extend(check(outputs.render(one, format).data))  # noqa: B023

        look(sample.ARTICLE)
        settings(
            max_examples=ARTICLES,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )(given(articles())(look))()
        print(f"{format:10} {count[0]:5} files, {len(found)} faults")
        for line in found[:5]:
            print(f"  {line}")
        bad += len(found)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
