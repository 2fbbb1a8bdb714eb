"""WordPress as a target: a post an article, by the REST interface that every WordPress has.

No plugin is needed. A post is known by its id from the last receipt, and where there is none (a
first try whose answer was lost) by a mark in its text, so that trying again makes no second one.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from urllib.parse import urlsplit

from fassung.errors import UsageError, WrongSetting
from fassung.portals.edition import Edition, Receipt, Withdrawal
from fassung.portals.targets import wordpress_pictures, wordpress_post, wordpress_terms
from fassung.portals.targets.wordpress_pictures import Uploaded
from fassung.portals.targets.wordpress_rest import Json, Rest

KIND = "wordpress"
_STATUSES = "publish,future,draft,pending,private,trash"
_FIELDS = "id,link,status,title,content,categories,tags,featured_media"


@dataclass(frozen=True, slots=True, kw_only=True)
class settings:
    """What a target of this kind may set.

    Raises:
        WrongSetting: if something is not as it must be.
    """

    url: str
    """The site's address: ``https://www.example.org``."""
    user: str
    """An account with the role editor."""
    password: str = "FASSUNG_WORDPRESS_PASSWORD"
    """Name of the environment variable that holds an application password of the account."""
    api: str = ""
    """Where the REST interface is, if not at ``/wp-json`` below ``url``."""
    authors: Mapping[str, int] = field(default_factory=dict)
    """Ids of WordPress accounts by author's name; others stand in the byline."""
    private_addresses: bool = False
    """Whether the site, and the pictures, may lie on a private network."""
    seconds: float = 60.0
    """For all calls of one delivery together."""

    def __post_init__(self) -> None:
        for address in (self.url, *filter(None, (self.api,))):
            parts = urlsplit(address)
            allowed = ("https", "http") if self.private_addresses else ("https",)
            # The password goes with each call.
            if parts.scheme not in allowed or not parts.hostname:
                raise WrongSetting(
                    "{wrong} does not begin with https://; write the whole address (http:// only "
                    "with private_addresses).",
                    wrong=address or '""',
                )
        if not self.user.strip():
            raise WrongSetting("user is empty; name the account that publishes.")
        if not 1 <= self.seconds <= 600:
            raise WrongSetting("seconds lies between 1 and 600: {wrong}", wrong=self.seconds)


def open(chosen: settings, environ: Mapping[str, str] = os.environ) -> WordPress:
    """The target that ``chosen`` describes.

    Raises:
        UsageError: if the password is not in the environment.
    """
    password = environ.get(chosen.password, "").strip()
    if not password:
        raise UsageError(
            "The environment variable {variable} is empty; put an application password of "
            "{user} into it.",
            variable=chosen.password,
            user=chosen.user,
        )
    return WordPress(chosen, password)


class WordPress:
    """See :class:`fassung.portals.targets.protocol.Target`."""

    def __init__(self, chosen: settings, password: str) -> None:
        self._settings = chosen
        self._password = password

    def publish(self, edition: Edition, key: str, before: Receipt | None) -> Receipt:
        """Creates the post, or puts ``edition`` into it; a newer one that is there stays.

        A picture that cannot be had is left out: the receipt says which (``left_out``).

        Raises:
            DeliveryError: if WordPress does not take it.
        """
        with self._rest() as rest:
            post = self._one(rest, self._posts(rest, edition, before))
            if post and (there := _number(post) or 0) > edition.number:
                return _receipt(post, there, "", {})
            pictures, left_out = wordpress_pictures.upload(
                edition.article,
                edition.portal.pictures,
                rest,
                inside=self._settings.private_addresses,
            )
            values = self._values(rest, edition, pictures)
            if post is None:
                # Of two tries that run side by side both may get here; the older post stays.
                made = rest.write("posts", values | {"slug": wordpress_post.slug(edition)})
                post = self._one(rest, self._posts(rest, edition, before)) or made
            if _differs(post, values) or post["status"] != "publish" or before:
                # Out of the trash a post has a slug that says so.
                again = post["status"] == "trash"
                slug = {"slug": wordpress_post.slug(edition)} if again else {}
                post = rest.write(f"posts/{post['id']}", values | slug)
            said = {"pictures": [p.id for p in pictures.values()], "left_out": left_out}
            return _receipt(post, edition.number, _digest(values), said)

    def withdraw(self, withdrawal: Withdrawal, key: str, before: Receipt | None) -> Receipt:
        """Empties the post and puts it into the trash, with the pictures that no other post has.

        Its address then answers 404: WordPress has no 410 without a plugin. Revisions stay in the
        trash with it, for WordPress lets no editor's account delete them.

        Raises:
            DeliveryError: if WordPress does not do it.
        """
        with self._rest() as rest:
            post = self._one(rest, self._posts(rest, withdrawal, before))
            if post is None:
                return Receipt(number=withdrawal.number, remote=before.remote if before else "")
            if (there := _number(post) or 0) > withdrawal.number:
                return _receipt(post, there, "", {})
            media = wordpress_post.media(post["content"].get("raw", ""))
            note = wordpress_post.note(withdrawal)
            # Pictures first: once the text is emptied, nothing says any more which they were.
            removed = [id for id in media if self._unused(rest, id, post["id"])]
            for id in removed:
                rest.delete(f"media/{id}", force="true")
            # What is in the trash already would be deleted for good by that.
            if post["status"] != "trash":
                post = rest.write(f"posts/{post['id']}", note)
                rest.delete(f"posts/{post['id']}")
            said = {"status": "trash", "pictures_removed": removed}
            return _receipt(post, withdrawal.number, _digest(note), said)

    def shown(self, edition: Edition | Withdrawal, before: Receipt | None) -> int | None:
        """The number that the post's text says; None where somebody has removed the mark.

        Raises:
            DeliveryError: if WordPress does not answer.
        """
        with self._rest() as rest:
            posts = self._posts(rest, edition, before)
            if not posts or posts[0]["status"] != "publish":
                return 0
            return _number(posts[0])

    def _rest(self) -> Rest:
        chosen = self._settings
        return Rest(
            chosen.api or f"{chosen.url.rstrip('/')}/wp-json",
            chosen.user,
            self._password,
            inside=chosen.private_addresses,
            seconds=chosen.seconds,
        )

    def _posts(
        self, rest: Rest, wanted: Edition | Withdrawal, before: Receipt | None
    ) -> list[Json]:
        """The posts of the article, in the trash or not: that of the receipt, then the oldest."""
        mark = wordpress_post.mark(wanted.outlet, wanted.article)
        found = rest.list(
            "posts",
            search=mark,
            status=_STATUSES,
            orderby="id",
            order="asc",
            per_page=20,
            _fields=_FIELDS,
        )
        marked = [post for post in found if mark in post["content"].get("raw", "")]
        if before is None or not before.remote.isdigit():
            return marked
        id = int(before.remote)
        known = next((post for post in marked if post["id"] == id), None)
        known = known or rest.one(f"posts/{id}", _fields=_FIELDS)
        return [*([known] if known else []), *(post for post in marked if post["id"] != id)]

    def _one(self, rest: Rest, posts: list[Json]) -> Json | None:
        """The first of ``posts``; the others, of tries that ran side by side, are deleted."""
        for post in posts[1:]:
            rest.delete(f"posts/{post['id']}", force="true")
        return posts[0] if posts else None

    def _values(self, rest: Rest, edition: Edition, pictures: Mapping[str, Uploaded]) -> Json:
        categories, tags = wordpress_post.terms(edition)
        accounts = self._settings.authors
        return wordpress_post.fields(edition, pictures, accounts, datetime.now(UTC)) | {
            "categories": wordpress_terms.ids(rest, "categories", categories),
            "tags": wordpress_terms.ids(rest, "tags", tags),
        }

    def _unused(self, rest: Rest, id: int, but: int) -> bool:
        """Whether no post shows the picture ``id``, apart from ``but`` and those in the trash."""
        found = rest.list(
            "posts",
            search=f"|{id}|",
            status=_STATUSES.removesuffix(",trash"),
            per_page=20,
            _fields="id,content",
        )
        others = (p["content"].get("raw", "") for p in found if p["id"] != but)
        return not any(id in wordpress_post.media(content) for content in others)


def _number(post: Json) -> int | None:
    return wordpress_post.number(post["content"].get("raw", ""))


def _differs(post: Json, values: Json) -> bool:
    """Whether the post shows other words: the number alone does not tell, for a desk that was
    restored from a backup gives it again."""
    return any(post.get(part, {}).get("raw") != values[part] for part in ("title", "content"))


def _digest(values: Json) -> str:
    return sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()


def _receipt(post: Json, number: int, digest: str, said: Json) -> Receipt:
    return Receipt(
        number=number,
        remote=str(post["id"]),
        address=str(post.get("link", "")),
        digest=digest,
        said=said,
    )
