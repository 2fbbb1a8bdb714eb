"""From a source version to a checked German one: translate what is new, keep what stands."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from sqlalchemy import delete
from sqlalchemy.orm import Session

from fassung import checks
from fassung.article import Status, Text, extract
from fassung.desk import findings, held, locks, publish, record, rights, trials
from fassung.desk.accounts import Person
from fassung.desk.articles import source_article
from fassung.desk.columns import finding_as_json, text_as_json, text_from_json
from fassung.desk.config import DeskConfig, Partner, Policy
from fassung.desk.merge import Action, Old, Plan, lost, merge
from fassung.desk.queues import enqueue
from fassung.desk.rules import Rules
from fassung.desk.schema import Piece, Revision, SegmentRow, Version
from fassung.desk.states import State
from fassung.desk.store import Store
from fassung.engines import registry
from fassung.engines.protocol import Engine
from fassung.settings import cache_folder
from fassung.translation import SegmentCache, Translation
from fassung.translation import translate as translate_article

_NO_WORK = ("seen", "locked", "unlocked", "tried again")
"""Kinds of lines of the record that leave a text to the machine."""


def translate(store: Store, config: DeskConfig, rules: Rules, version_id: str) -> None:
    """Translates the segments of a received version that no earlier version has.

    The engine works outside of any transaction; what it gave is kept in one, if the version
    still waits for it.

    Raises:
        EngineError: if the engine cannot; a workflow tries again or gives up.
        FassungError: if the article cannot be translated at all.
    """
    with store.reading() as session:
        version = session.get_one(Version, version_id)
        if version.at is not State.RECEIVED:
            return
        partner = partner_of(config, version.piece)
        arm = trials.arm_of(session, version.piece)
        article = source_article(version)
        context = rules.context(session, version)
        before = _before(version)
    plans = {plan.segment: plan for plan in merge(before, extract(article))}
    kept = {id: plan.german for id, plan in plans.items() if plan.german is not None}
    made = translate_article(
        article,
        engine(arm.engine if arm else partner.engine),
        style=context.style,
        cache=SegmentCache(cache_folder() / "segments.sqlite3"),
        judge=checks.grave,
        kept=kept,
    )
    # What the checks see is found again below, when it is known what a person had ruled.
    engine_said = made.findings
    made = replace(checks.checked(made, context, untouched=kept), findings=engine_said)
    with store.writing() as session:
        version = locks.locked_version(session, version_id)
        if version.at is State.RECEIVED and not version.piece.withdrawn:
            _keep(session, version, made, plans)
            for old in lost(before, plans.values()):
                record.append(
                    session,
                    version.piece_id,
                    record.FASSUNG,
                    "edited text gone",
                    {"number": version.number, "segment": old.segment, "german": old.german.value},
                )


def check(store: Store, config: DeskConfig, rules: Rules, version_id: str) -> None:
    """Checks a translated version, and hands it to a person or, if the policy allows it, on.

    The checks look with no lock held, and look again only if it was translated anew meanwhile.
    """
    with store.reading() as session:
        version = session.get_one(Version, version_id)
        if version.at is not State.TRANSLATED:
            return
        rows = list(version.segments)
        context = rules.context(session, version)
    seen = findings.look(rows, context)
    with store.writing() as session:
        version = locks.locked_version(session, version_id)
        piece = version.piece
        if version.at is not State.TRANSLATED:
            return
        if [row.id for row in version.segments] != [row.id for row in rows]:
            seen = findings.look(version.segments, rules.context(session, version))
        findings.keep(session, version, version.segments, seen)
        _carry_rulings(session, version)
        publish.change(session, version, State.CHECKED)
        record.append(
            session,
            piece.id,
            record.FASSUNG,
            "checked",
            {
                "number": version.number,
                "blocking": version.blocking,
                "findings": version.open,
                "risk": version.risk,
            },
        )
        partner = partner_of(config, piece)
        if _may_go_unread(partner, version) and not _in_hands(session, piece):
            publish.change(session, version, State.APPROVED)
            record.append(
                session,
                piece.id,
                record.FASSUNG,
                "approved unread",
                {"number": version.number, "policy": partner.policy, "limit": partner.highest_risk},
            )
            publish.schedule(session, version)
        else:
            publish.change(session, version, State.IN_REVIEW)
            version.reason = held.reason(version)


def fail(store: Store, version_id: str, reason: str) -> None:
    """Marks a version that could not be translated or checked; a person may ask again."""
    with store.writing() as session:
        version = locks.locked_version(session, version_id)
        if publish.change(session, version, State.FAILED):
            version.reason = reason
            record.append(
                session,
                version.piece_id,
                record.FASSUNG,
                "translation failed",
                {"number": version.number, "reason": reason},
            )


def again(store: Store, version_id: str, person: Person) -> None:
    """Has a version that failed translated once more.

    Raises:
        NotAllowed: for a reader.
    """
    rights.require(person, "editor")
    with store.writing() as session:
        version = locks.locked_version(session, version_id)
        if publish.change(session, version, State.RECEIVED):
            version.reason = ""
            rows = [row.id for row in version.segments]
            session.execute(delete(Revision).where(Revision.segment_id.in_(rows)))
            version.segments.clear()
            said = {"number": version.number}
            record.append(session, version.piece_id, rights.actor(person), "tried again", said)
            enqueue(session, "translate", version.id)


def partner_of(config: DeskConfig, piece: Piece) -> Partner:
    """The settings of the piece's partner; the strictest ones if it is not in the file any more."""
    return config.partners.get(piece.partner) or Partner(id=piece.partner)


@cache
def engine(name: str) -> Engine:
    """The engine of that name; one for the whole process, so that a model is loaded once."""
    return registry.create(name)


def _earlier(version: Version) -> list[SegmentRow]:
    """The segments of the newest earlier version that was translated."""
    before = reversed(version.piece.versions[: version.number - 1])
    return next((earlier.segments for earlier in before if earlier.segments), [])


def _before(version: Version) -> list[Old]:
    return [
        Old(row.segment, row.source, row.machine, row.german, row.edits > 0, _undecided(row))
        for row in _earlier(version)
    ]


def _undecided(row: SegmentRow) -> tuple[Text, Text] | None:
    if row.conflict is None:
        return None
    return text_from_json(row.conflict["source"]), text_from_json(row.conflict["german"])


def _keep(
    session: Session,
    version: Version,
    made: Translation,
    plans: dict[str, Plan],
) -> None:
    by_segment: dict[str, list[object]] = {}
    editors = {row.segment: (row.edited_by_id, row.edited) for row in _earlier(version)}
    for found in made.findings:
        by_segment.setdefault(found.segment, []).append(finding_as_json(found))
    for place, segment in enumerate(made.segments):
        plan = plans[segment.id]
        old = plan.old
        kept = plan.action is Action.KEEP and old is not None and old.edited
        edited_by, edited = editors.get(old.segment if kept and old else "", (None, None))
        row = SegmentRow(
            version_id=version.id,
            segment=segment.id,
            place=place,
            role=segment.role.value,
            source=segment.source,
            machine=old.machine if plan.german is not None and old else segment.target,
            german=segment.target,
            engine=segment.engine,
            findings=by_segment.get(segment.id, []),
            edits=1 if kept else 0,
            edited_by_id=edited_by,
            edited=edited,
        )
        if plan.action is Action.CONFLICT and old is not None:
            row.conflict = {
                "source": text_as_json(old.source),
                "german": text_as_json(old.german),
                "machine": text_as_json(segment.target),
            }
        session.add(row)
        session.flush()
        kind = "machine" if row.german == row.machine else "edit"
        session.add(
            Revision(segment_id=row.id, number=0, kind=kind, german=row.german, person_id=edited_by)
        )
    words = {s.id: len(s.source.value.split()) for s in made.segments}
    version.words = sum(words.values())
    version.translated_words = sum(n for id, n in words.items() if plans[id].german is None)
    version.signature = made.signature
    version.engine = "+".join(dict.fromkeys(s.engine for s in made.segments if s.engine != "kept"))
    version.german_headline = made.article.headline.value
    session.expire(version, ["segments"])
    publish.change(session, version, State.TRANSLATED)
    record.append(
        session,
        version.piece_id,
        record.FASSUNG,
        "translated",
        {
            "number": version.number,
            "signature": made.signature,
            "words": version.words,
            "new words": version.translated_words,
            "repaired": len(made.repaired),
            "seconds": round(made.timing.engine, 3),
            "conflicts": sum(plan.action is Action.CONFLICT for plan in plans.values()),
        },
    )


def _may_go_unread(partner: Partner, version: Version) -> bool:
    article = source_article(version)
    return (
        partner.policy is Policy.LOW_RISK
        and version.blocking == version.conflicts == 0
        and version.risk is not None
        and version.risk <= partner.highest_risk
        and not article.rights.holds
        and article.status is Status.USABLE
        and not any(
            finding.open and finding.finding.severity == "major"
            for row in version.segments
            for finding in findings.of_row(row, {})
        )
    )


def _in_hands(session: Session, piece: Piece) -> bool:
    """Whether a person works on the piece or has: what they decided, an update does not undo."""
    if locks.holder(piece) is not None:
        return True
    return any(
        line.actor.startswith("person:") and line.kind not in _NO_WORK
        for line in record.lines(session, piece.id)
    )


def _carry_rulings(session: Session, version: Version) -> None:
    """What a person overruled in the version before stays overruled where nothing changed.

    What was overruled before that and taken back is not in it any more.
    """
    for earlier in reversed(version.piece.versions[: version.number - 1]):
        if earlier.segments:
            same = {row.segment: row.segment for row in earlier.segments}
            findings.carry(session, earlier, version, same)
            return
