"""What stood on the one site before there was an outbox is known to it."""

from importlib import resources

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import select, text

from fassung.desk.places import Outgoing, Place
from fassung.desk.store import Store


@pytest.mark.parametrize(
    ("state", "wanted", "kind"),
    [("published", 1, "publish"), ("withdrawn", 2, "withdraw"), ("expired", 2, "withdraw")],
)
def test_what_is_up_before_the_outbox_is_kept(tmp_path, state, wanted, kind):
    store = Store(f"sqlite:///{tmp_path / 'desk.sqlite3'}")
    config = Config()
    config.set_main_option("script_location", str(resources.files("fassung.desk") / "migrations"))
    with store._writing.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")
        for table, values in {
            "piece": {
                "id": "'p'",
                "partner": "'post'",
                "external_id": "'a'",
                "created": "'2026-11-01 10:00:00.000000'",
                "changed": "'2026-11-01 10:00:00.000000'",
                "withdrawn": "0",
                "live_id": "'v'",
            },
            "version": {
                "id": "'v'",
                "piece_id": "'p'",
                "number": "1",
                "state": f"'{state}'",
                "source": "x''",
                "created": "'2026-11-01 10:00:00.000000'",
                "reviewed": "1",
                **{n: "0" for n in ("blocking", "open", "conflicts", "words", "translated_words")},
                **{
                    n: "''"
                    for n in (
                        *("external", "digest", "headline", "german_headline"),
                        *("signature", "engine", "reason", "correction"),
                    )
                },
            },
            "publication": {
                "id": "'0123456789'",
                "piece_id": "'p'",
                "version_id": "'v'",
                "portal": "'Deutsche Fassung'",
                "address": "'https://a.example/1'",
                "file": "'artikel/post_a.html'",
                "at": "'2026-11-01 11:00:00.000000'",
            },
        }.items():
            names = ", ".join(f'"{name}"' for name in values)
            connection.execute(
                text(f"INSERT INTO {table} ({names}) VALUES ({', '.join(values.values())})")
            )
    store.migrate()
    with store.reading() as session:
        place = session.scalars(select(Place)).one()
        assert (place.outlet, place.target, place.shown) == ("portal", "site", 1)
        assert (place.wanted, place.kind) == (wanted, kind)
        assert place.receipt["remote"] == "artikel/post_a.html"
        lines = session.scalars(select(Outgoing).order_by(Outgoing.number)).all()
        assert [line.state for line in lines] == ["done", "waiting"][:wanted]
    store.close()
