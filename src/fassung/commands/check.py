"""``fassung check``: what is wrong with a German text, for a person or as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Annotated

import typer
from rich.text import Text

from fassung import checks
from fassung._outputs import finding_as_json
from fassung.article import Finding, Severity
from fassung.commands import inputs, report, terminal
from fassung.errors import UsageError
from fassung.german import glossary_files
from fassung.messages import message

FOUND = 6
"""Exit status where something major or critical was found: 1 to 5 say that nothing was checked."""
_FEW = 10
"""Findings that are shown in full, form and all: they fit a screen."""


def check(
    source: Annotated[
        str | None,
        typer.Argument(help="The English: text, an article, or a .tsv of two columns; - is input."),
    ] = None,
    german: Annotated[str | None, typer.Argument(help="Its German, of the same kind.")] = None,
    alone: Annotated[
        str | None, typer.Option("--german", help="Check this German text with no source.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print findings as JSON.")] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="Show every finding, by segment.")
    ] = False,
    glossary: Annotated[
        list[str] | None, typer.Option("--glossary", "-g", help=glossary_files.HELP)
    ] = None,
    published: Annotated[
        str | None, typer.Option("--published", help="When the original appeared: 2026-11-24.")
    ] = None,
    appears: Annotated[
        str | None, typer.Option("--appears", help="When the German appears: 2026-11-26.")
    ] = None,
) -> None:
    """Check a German text against its English, or by itself."""
    read = _read(source, german, alone)
    context = checks.Context(
        published=inputs.moment(published, "--published") or read.published,
        appears=inputs.moment(appears, "--appears"),
        glossary=glossary_files.load(glossary or ()),
    )
    findings = [*read.findings, *checks.check_article(read.pairs, context=context)]
    if as_json:
        document = {
            "counts": report.counts(findings),
            "findings": [finding_as_json(finding) for finding in findings],
            "segments": [
                {"id": p.segment, "role": p.role.value, "source": p.source, "german": p.german}
                for p in read.pairs
            ],
        }
        print(json.dumps(document, ensure_ascii=False, indent=1))
    else:
        console = terminal.results()
        report.show(console, read.pairs, findings, everything=everything, few=_FEW)
        console.print(closing_line(len(read.pairs), findings))
    if any(finding.severity is not Severity.MINOR for finding in findings):
        raise typer.Exit(FOUND)


def closing_line(segments: int, findings: Sequence[Finding]) -> Text:
    """How many segments were read, and what was found, worst first."""
    return Text(message("{segments} segments: ", segments=segments)) + report.tally(findings) + "."


def _read(source: str | None, german: str | None, alone: str | None) -> inputs.Read:
    if alone is not None and source is None:
        return inputs.german_alone(alone)
    if alone is None and source is not None:
        if german is not None:
            return inputs.both(source, german)
        if source.lower().endswith(".tsv"):
            return inputs.table(source)
    raise UsageError(
        "Name a source and its German, one .tsv file, or --german with a German text alone."
    )
