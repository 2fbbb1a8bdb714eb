"""What machines that watch the desk are told."""

import json

from prometheus_client.parser import text_string_to_metric_families

from fassung.desk import record
from fassung.desk.intake import receive
from tests.web.running import House


def figures(house: House) -> dict[str, float]:
    text = house.browser().get("/metrics").text
    return {
        sample.name + json.dumps(sample.labels): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_health(house: House) -> None:
    answer = house.browser().get("/healthz")
    assert (answer.status_code, answer.text) == (200, "ok\n")


def test_a_desk_without_its_database_is_not_well(house: House) -> None:
    house.store.close()
    folder = house.config.site.parent
    for file in folder.glob("desk.sqlite3*"):
        file.unlink()
    folder.rename(folder.with_name("gone"))
    answer = house.browser().get("/healthz")
    assert (answer.status_code, answer.text) == (503, "the database does not answer\n")


def test_metrics_count_what_is_in_the_database(house: House) -> None:
    before = figures(house)
    assert before['fassung_deliveries{"state": "waiting"}'] == 0
    assert before['fassung_versions{"state": "in_review"}'] == 0
    for n in range(2):
        receive(house.store, "post", channel="push", name="n", body=b"{}" + b" " * n)
    with house.store.writing() as transaction:
        for seconds in (1.5, 2):
            said = {"seconds": seconds, "new words": 100}
            record.append(transaction, None, record.FASSUNG, "translated", said)
    after = figures(house)
    assert after['fassung_deliveries{"state": "waiting"}'] == 2
    assert after["fassung_translations_total{}"] == 2
    assert after["fassung_translation_seconds_total{}"] == 3.5
    assert after["fassung_translated_words_total{}"] == 200


def test_metrics_name_nobody(house: House) -> None:
    receive(house.store, "post", channel="push", name="secret.json", body=b"{}")
    text = house.browser().get("/metrics").text
    for word in ("post", "secret", "editor", "admin"):
        assert word not in text
