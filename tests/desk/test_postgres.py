"""The way of a piece on PostgreSQL, where two transactions write at once."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import create_engine, exc, make_url, select, text

from bench import desk
from fassung.desk import locks, produce, record
from fassung.desk.schema import Version
from fassung.desk.states import State
from fassung.desk.store import Store
from tests.desk.newsroom import Newsroom, story


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    with desk.database(tmp_path_factory.mktemp("pg"), True) as url:
        yield url.replace("postgresql://", "postgresql+psycopg://")


def test_several_start_at_once_on_an_empty_database(address):
    empty = make_url(address).set(database="empty")
    server = create_engine(address, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.exec_driver_sql("CREATE DATABASE empty")
    server.dispose()
    stores = [Store(empty.render_as_string(hide_password=False)) for _ in range(3)]
    with ThreadPoolExecutor(3) as threads:
        list(threads.map(Store.migrate, stores))
    with stores[0].reading() as session:
        assert session.scalars(select(Version)).all() == []
    for store in stores:
        store.close()


def kinds(room):
    with room.store.reading() as session:
        lines = record.lines(session, room.piece().id)
        assert record.broken(lines) is None
        return [line.kind for line in lines]


def test_who_has_the_piece_is_waited_for(tmp_path, address):
    room = Newsroom.at(tmp_path, address)
    room.push(story("One."))
    version, editor = room.version().id, room.people["editor"]
    steps = [
        lambda: produce.fail(room.store, version, "No engine."),
        lambda: produce.again(room.store, version, editor),
    ]
    for step in steps:
        failed = []

        def run(step=step, failed=failed):
            try:
                step()
            except Exception as error:
                failed.append(error)

        thread = threading.Thread(target=run)
        with room.store.writing() as session:
            locks.locked_row(session, room.piece().id)
            thread.start()
            # Long enough for it to come to the row; one that comes later waits just as well.
            time.sleep(0.3)
            locks.locked_version(session, version).headline = "Changed meanwhile"
            record.append(session, room.piece().id, record.FASSUNG, "commented")
        thread.join(20)
        assert failed == []
    assert kinds(room) == [
        "received",
        "commented",
        "translation failed",
        "commented",
        "tried again",
    ]
    assert room.version().at is State.RECEIVED
    room.store.close()


def test_the_database_takes_no_line_of_the_record_back(address):
    store = Store(address)
    store.migrate()
    with store.writing() as session:
        record.append(session, None, record.FASSUNG, "signed_in")
    for deed in ("UPDATE event SET number = 9", "DELETE FROM event", "TRUNCATE event"):
        with pytest.raises(exc.DBAPIError, match="only added to"), store.writing() as session:
            session.execute(text(deed))
    store.close()
