"""The desk's pages on a real server with a real database, and browsers to visit them."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from shutil import copyfile

import httpx
import uvicorn

from fassung.desk import keys, passwords, people
from fassung.desk.accounts import Person
from fassung.desk.config import DeskConfig, Partner
from fassung.desk.store import Store
from fassung.web.app import create_app
from tests.migrated import migrated

PASSWORD = "three quiet herons"
LARGEST = 200_000


@dataclass
class House:
    """A desk with one person of each role, served at ``address``."""

    config: DeskConfig
    store: Store
    address: str = ""
    people: dict[str, str] = field(default_factory=dict)
    """Ids by role; the login is the role's name."""
    browsers: list[Browser] = field(default_factory=list)

    @classmethod
    def at(cls, folder: Path, url: str = "") -> House:
        """A migrated one in ``folder``, or in the database at ``url``."""
        config = DeskConfig(
            database=url or f"sqlite:///{folder / 'desk.sqlite3'}",
            site=folder / "site",
            largest=LARGEST,
            partners={name: Partner(id=name) for name in ("post", "other")},
        )
        house = cls(config, migrated(config.database))
        kept = passwords.hashed(PASSWORD)
        with house.store.writing() as transaction:
            for role in ("reader", "editor", "chief", "admin"):
                person = Person(
                    login=role, name=role.title(), role=role, password=kept, language="en"
                )
                transaction.add(person)
                transaction.flush()
                house.people[role] = person.id
        return house

    def browser(self, role: str = "", **headers: str) -> Browser:
        """A browser, signed in as ``role`` if one is named."""
        browser = Browser(self.address, headers)
        self.browsers.append(browser)
        if role:
            answer = browser.sign_in(role)
            assert answer.status_code == 303, answer.text
        return browser

    def moved(self, folder: Path) -> House:
        """The same desk with a copy of its database in ``folder``, which spares a migration."""
        there = folder / "desk.sqlite3"
        copyfile(self.config.database.removeprefix("sqlite:///"), there)
        config = replace(self.config, database=f"sqlite:///{there}", site=folder / "site")
        return House(config, Store(config.database), people=self.people)

    def person(self, role: str) -> Person:
        """The person as the database has them."""
        with self.store.reading() as transaction:
            return transaction.get_one(Person, self.people[role])

    def key(self, kind: str = "partner", name: str = "post") -> str:
        """A new key."""
        with self.store.writing() as transaction:
            return keys.make(transaction, keys.Owner(kind, name), "test")[1]

    def invitation(self, login: str = "new") -> str:
        """The path of a new person's link."""
        with self.store.writing() as transaction:
            return people.link(people.invite(transaction, login, "New", "editor", "test")[1])


class Browser(httpx.Client):
    """Keeps cookies, follows no redirect by itself, and can fill in a page's form."""

    def __init__(self, address: str, headers: dict[str, str]) -> None:
        super().__init__(
            base_url=address,
            headers={"accept": "text/html", "accept-language": "en", **headers},
            timeout=30,
            trust_env=False,
        )

    def plant(self, token: str) -> None:
        """Puts a session's token where the desk's cookie lies."""
        self.cookies.clear()
        self.cookies.set("fassung", token, domain="127.0.0.1", path="/")

    def csrf(self, page: str = "/me") -> str:
        """The token that the forms of ``page`` carry."""
        found = re.search(r'name="csrf" value="([^"]+)"', self.get(page).text)
        assert found, f"{page} has no form"
        return found[1]

    def submit(self, address: str, fields: dict[str, str], *, page: str = "/me") -> httpx.Response:
        """Sends the form of ``page`` with ``fields`` to ``address``."""
        return self.post(address, data={"csrf": self.csrf(page), **fields})

    def sign_in(self, login: str, password: str = PASSWORD, to: str = "/") -> httpx.Response:
        """Fills in the sign-in form."""
        fields = {"login": login, "password": password, "next": to}
        return self.submit("/sign-in", fields, page="/sign-in")


@contextmanager
def serving(house: House) -> Iterator[House]:
    """Serves ``house`` on a free port of this machine until the block ends."""
    server = uvicorn.Server(
        uvicorn.Config(
            create_app(house),
            host="127.0.0.1",
            port=0,
            log_level="critical",
            server_header=False,
            timeout_graceful_shutdown=2,
        )
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server did not start"
        thread.join(0.01)
    host, port = server.servers[0].sockets[0].getsockname()[:2]
    house.address = f"http://{host}:{port}"
    try:
        yield house
    finally:
        for browser in house.browsers:
            browser.close()
        server.should_exit = True
        thread.join()
        house.store.close()
