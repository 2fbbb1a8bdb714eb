"""Whether an article may be published: its status, its dates, and what a person must decide."""

from __future__ import annotations

from datetime import datetime

from fassung.article import Article, Status
from fassung.errors import HeldError
from fassung.messages import message


def check(article: Article, now: datetime) -> None:
    """Nothing, if no one forbids to publish ``article`` at the time ``now`` (aware).

    Raises:
        HeldError: if its publisher has withdrawn it or holds it back, or if it is too early
            or too late; says which.
    """
    name = article.headline.value.strip() or article.id
    rights = article.rights
    if article.status is Status.CANCELED:
        raise HeldError(
            "“{article}” was withdrawn by its publisher; take it down, and write no page of it "
            "but a preview (--preview).",
            article=name,
        )
    if article.status is Status.WITHHELD:
        raise HeldError(
            "“{article}” is held back by its publisher; wait for its release, or write a preview "
            "(--preview).",
            article=name,
        )
    if rights.embargo and now < rights.embargo:
        raise HeldError(
            "“{article}” may not be published before {time}; wait, or write a preview (--preview).",
            article=name,
            time=rights.embargo.isoformat(" ", "minutes"),
        )
    if rights.expires and now >= rights.expires:
        raise HeldError(
            "“{article}” may not be published after {time}; take it down, and write no page of it "
            "but a preview (--preview).",
            article=name,
            time=rights.expires.isoformat(" ", "minutes"),
        )


def held(article: Article, now: datetime) -> bool:
    """Whether a page of ``article`` is a preview: see :func:`check`, or a person must decide."""
    try:
        check(article, now)
    except HeldError:
        return True
    return bool(article.rights.holds)


def reasons(article: Article) -> list[str]:
    """Why a person must decide before ``article`` goes out, in the reader's language."""
    known = {
        "content-code": message("only for some readers (content code)"),
        "distribution": message("not to be handed on"),
        "embargo": message("embargo without an end"),
        "geo": message("only for some countries"),
        "partial": message("may be incomplete"),
        "sponsored": message("paid for"),
        "third-party": message("from a third party"),
    }
    return [known.get(hold, hold) for hold in article.rights.holds]
