"""What bad input gets: one sentence, the place, and never a 500. No entry of a refused batch is stored."""

import gzip
import json
import zlib
from datetime import UTC, datetime, timedelta

import pytest

from app.clock import rfc3339
from app.log.rules import problem_with
from tests.cast import MEASURES, entry

MEASURES_BY_KEY = {m["key"]: m for m in MEASURES} | {
    "strategy": {"key": "strategy", "kind": "checklist", "label": "S", "options": [{"key": "a", "label": "A"}]},
    "codes": {
        "key": "codes",
        "kind": "interval",
        "label": "C",
        "several": False,
        "options": [{"key": "a"}, {"key": "b"}],
    },
    "flow": {"key": "flow", "kind": "seats", "label": "F", "rows": 4, "columns": 5},
    "wait": {"key": "wait", "kind": "latency", "label": "W"},
}
NOW = datetime.now(UTC)
OTHER = "019aa2a0-0000-7000-8000-000000000000"


def mark(**fields):
    return entry("mark", 1000, 1, **{"measure": "redirection"} | fields)


def refused(sent):
    problem = problem_with(sent, MEASURES_BY_KEY, NOW)
    return problem and (problem.slug, problem.pointer)


def without(field):
    return {name: value for name, value in mark().items() if name != field}


def numbered(cases):
    """Names that are the same in every process, unlike the entries' ids."""
    return [f"case {i}" for i in range(len(cases))]


REFUSED = [
    ({"kind": "wink"}, "/kind"),
    ({"kind": ["mark"]}, "/kind"),
    ({}, "/kind"),
    (without("id"), "/id"),
    (mark() | {"id": "1"}, "/id"),
    (mark() | {"id": mark()["id"].upper()}, "/id"),
    (mark() | {"id": mark()["id"] + "\n"}, "/id"),
    (without("n"), "/n"),
    (mark() | {"n": -1}, "/n"),
    (mark() | {"n": True}, "/n"),
    (mark() | {"n": 1.0}, "/n"),
    (mark() | {"n": 2**53}, "/n"),
    (without("noted_at"), "/noted_at"),
    (mark() | {"noted_at": "yesterday"}, "/noted_at"),
    (mark() | {"noted_at": "2026-11-19T10:05:00"}, "/noted_at"),
    (mark() | {"noted_at": "2026-11-19"}, "/noted_at"),
    (mark() | {"noted_at": "0001-01-01T00:00:00+14:00"}, "/noted_at"),
    (mark() | {"noted_at": 5}, "/noted_at"),
    (without("at_ms"), "/at_ms"),
    (mark() | {"at_ms": -1}, "/at_ms"),
    (mark() | {"at_ms": "5"}, "/at_ms"),
    (mark() | {"at_ms": 8 * 24 * 3600 * 1000}, "/at_ms"),
    (mark() | {"colour": "red"}, "/colour"),
    (mark() | {"a/b~c": 1}, "/a~1b~0c"),
    (mark() | {"seq": 1}, "/seq"),
    (mark() | {"author": OTHER}, "/author"),
    (mark(measure="nothing"), "/measure"),
    (mark(measure="Redirection"), "/measure"),
    (mark(measure="talk"), "/measure"),
    (mark(option="specific"), "/option"),
    (mark(measure="praise"), "/option"),
    (mark(measure="praise", option="loud"), "/option"),
    (mark(measure="flow", seat=21), "/seat"),
    (mark(measure="flow", seat=0), "/seat"),
    (entry("sweep", 1, 1, measure="on_task", value=3), "/out_of"),
    (entry("sweep", 1, 1, measure="on_task", value=5, out_of=3), "/value"),
    (entry("sweep", 1, 1, measure="on_task", value="seen", out_of=3), "/value"),
    (entry("start", 1, 1, measure="on_task"), "/measure"),
    (entry("interval", 1, 1, measure="codes", k=0, codes=["a", "a"]), "/codes"),
    (entry("interval", 1, 1, measure="codes", k=0, codes=["a", "b"]), "/codes"),
    (entry("interval", 1, 1, measure="codes", k=0, codes=["z"]), "/codes/0"),
    (entry("interval", 1, 1, measure="codes", k=-1, codes=[]), "/k"),
    (entry("check", 1, 1, measure="strategy", option="a", value=1), "/value"),
    (entry("note", 1, 1), "/text"),
    (entry("note", 1, 1, text=" "), "/text"),
    (entry("note", 1, 1, text="a" * 8001), "/text"),
    (entry("note", 1, 1, text="bell\x07"), "/text"),
    (entry("note", 1, 1, text="nul\x00"), "/text"),
    (entry("note", 1, 1, text="next line\x85"), "/text"),
    (entry("note", 1, 1, text="half a sign \ud800"), "/text"),
    (entry("void", n=1), "/target"),
    (entry("void", n=1, target="x"), "/target"),
    (entry("reply", n=1, target=OTHER), "/text"),
    (entry("annotation", n=1, text="hm", on={}), "/on"),
    (entry("annotation", n=1, text="hm", on={"entry": OTHER, "measure": "praise"}), "/on"),
    (entry("annotation", n=1, text="hm", on={"entry": 1}), "/on/entry"),
    (entry("annotation", n=1, text="hm", on={"measure": "nothing"}), "/on/measure"),
    (entry("annotation", n=1, text="hm", on={"span": [5, 1]}), "/on/span"),
    (entry("annotation", n=1, text="hm", on={"span": [1]}), "/on/span"),
    (entry("annotation", n=1, text="hm", on={"span": [1, 2.5]}), "/on/span/1"),
    (entry("draft", n=1, text="hm"), "/prompt"),
    (entry("prediction", n=1, measure="praise", value="many"), "/value"),
]


@pytest.mark.parametrize(("sent", "pointer"), REFUSED, ids=numbered(REFUSED))
def test_an_entry_that_will_not_do_names_the_place(sent, pointer):
    assert refused(sent) == ("unprocessable", pointer)


@pytest.mark.parametrize("sent", ["mark", 1, None, [], True])
def test_what_is_no_object_is_refused(sent):
    assert refused(sent) == ("unprocessable", "")


ACCEPTED = [
    mark(),
    mark(measure="praise", option="specific"),
    mark(measure="flow", seat=20),
    mark() | {"clock": "the tablet slept for 12 s"},
    entry("begin", 0),
    entry("unseen", 5, measure="praise"),
    entry("unseen", 5),
    entry("cue", 5, measure="wait"),
    entry("response", 9, measure="wait"),
    entry("interval", 5, measure="codes", k=0, codes=[]),
    entry("check", 5, measure="strategy", option="a", value="no_chance"),
    entry("sweep", 5, measure="on_task", value=0, out_of=0),
    entry("annotation", text="hm", on={"span": [5, 5]}, celebrate=True),
    entry("annotation", text="hm", on={"entry": OTHER}),
    entry("prediction", measure="praise", option="specific", value=12),
]


@pytest.mark.parametrize("sent", ACCEPTED, ids=numbered(ACCEPTED))
def test_an_entry_that_will_do(sent):
    assert refused(sent) is None


def test_48_hours_ahead_is_a_clock_gone_wrong():
    ahead = {"noted_at": rfc3339(NOW + timedelta(hours=49))}
    assert refused(mark() | ahead) == ("from-the-future", "/noted_at")
    assert refused(mark() | {"noted_at": rfc3339(NOW + timedelta(hours=47))}) is None


# ---- the body as a whole


@pytest.fixture
def post(visit, people, signed_in):
    marcus = signed_in(people.marcus)

    def send(body, **headers):
        body = body if isinstance(body, bytes) else json.dumps(body).encode()
        return marcus.post(f"{visit.api}/entries", content=body, headers={"content-type": "application/json"} | headers)

    return send


BODIES = [
    (b"", 422, ""),
    (b"{", 422, ""),
    (b"[]", 422, ""),
    (b"null", 422, ""),
    (b"\xff\xfe", 422, ""),
    (b'{"device": "t", "entries": [1e999]}', 422, "/entries/0"),
    (b"[" * 200_000, 422, ""),
    (b'{"device": "t", "entries": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", 422, ""),
    ({"entries": []}, 422, ""),
    ({"device": "t"}, 422, ""),
    ({"device": "", "entries": []}, 422, "/device"),
    ({"device": 5, "entries": []}, 422, "/device"),
    ({"device": "d" * 65, "entries": []}, 422, "/device"),
    ({"device": "a\u0000b", "entries": []}, 422, "/device"),
    ({"device": "t", "entries": {}}, 422, "/entries"),
    ({"device": "t", "entries": [], "more": 1}, 422, ""),
    ({"device": "t", "entries": [{}] * 501}, 413, "/entries"),
    (b" " * (1024 * 1024 + 1), 413, None),
]


@pytest.mark.parametrize(("body", "status", "pointer"), BODIES, ids=numbered(BODIES))
def test_a_body_that_will_not_do(post, body, status, pointer):
    answer = post(body)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json().get("pointer") == pointer


def test_a_lone_surrogate_is_one_refused_entry_or_body(post):
    answer = post(b'{"device": "t", "entries": [{"id": "\\ud800", "kind": "\\udfff", "\\ud800": 1}]}')
    assert answer.status_code in (200, 422)


def test_ids_of_any_type_come_back_in_the_account(post):
    sent = [{"id": each} for each in (5, None, ["x"], {"y": 1.5}, "x" * 50_000, True)]
    answer = post({"device": "t", "entries": sent})
    assert answer.status_code == 200
    assert len(answer.json()["refused"]) == 6


def test_500_entries_are_not_too_many(post):
    entries = [entry("mark", n, n, measure="redirection") for n in range(500)]
    assert post({"device": "t", "entries": entries}).json()["stored"] == 500


def test_a_body_of_just_under_1_mib_is_read(post):
    entries = [entry("note", n, n, text="a" * 7_000) for n in range(140)]
    assert post({"device": "t", "entries": entries}).json()["stored"] == 140


@pytest.mark.parametrize("content_type", ["text/plain", "", "application/x-www-form-urlencoded", "multipart/form-data"])
def test_only_json_is_read(post, content_type):
    assert post(b"{}", **{"content-type": content_type}).status_code == 415


def test_json_with_a_charset_is_json(post):
    sent = {"device": "t", "entries": [entry("begin", 0)]}
    assert post(sent, **{"content-type": "application/json; charset=utf-8"}).json()["stored"] == 1


def test_an_unknown_encoding_is_refused(post):
    assert post(b"{}", **{"content-encoding": "br"}).status_code == 415


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"not gzip", 415),
        (b"", 415),
        (gzip.compress(b'{"device": "t", "entries": []}')[:-9], 415),
        (zlib.compress(b"{}"), 415),
        (gzip.compress(b" " * (1024 * 1024 + 1)), 413),
        (gzip.compress(b"0" * 200_000_000, 9), 413),
    ],
    ids=["no gzip", "nothing", "cut off", "zlib", "a little too large", "a bomb"],
)
def test_gzip_that_will_not_do(post, body, status):
    answer = post(body, **{"content-encoding": "gzip"})
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


def test_what_follows_the_gzip_is_not_smuggled_in(post):
    one = gzip.compress(json.dumps({"device": "t", "entries": [entry("begin", 0)]}).encode())
    answer = post(one + one, **{"content-encoding": "gzip"})
    assert answer.status_code in (200, 415)


@pytest.mark.parametrize("query", ["after=-1", "after=x", "limit=0", "limit=5001", "after=99999999999999999999"])
def test_a_query_that_will_not_do(visit, people, signed_in, query):
    answer = signed_in(people.marcus).get(f"{visit.api}/entries?{query}")
    assert answer.status_code == 422
    assert answer.json()["pointer"] == "/" + query.split("=")[0]
