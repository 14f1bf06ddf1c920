"""The API's description: every operation has a name, a summary and its refusals as problems."""

import pytest
from fastapi.routing import iter_route_contexts

from app.api_description import OWN
from app.problems import CATALOGUE


@pytest.fixture
def schema(client):
    return client.get("/openapi.json").json()


def operations(schema):
    return [(path, method, said) for path, methods in schema["paths"].items() for method, said in methods.items()]


def test_every_operation_of_the_api_is_described(app, schema):
    routes = {
        (r.path, m.lower()) for r in iter_route_contexts(app.routes) for m in r.methods if r.path.startswith("/api/")
    }
    assert routes == {(path, method) for path, method, _said in operations(schema)}
    names = [said["operationId"] for _path, _method, said in operations(schema)]
    assert len(set(names)) == len(names)
    assert set(OWN) <= set(names)
    assert all(said["summary"] for _path, _method, said in operations(schema))


def test_refusals_are_problems(schema, subtests):
    for path, method, said in operations(schema):
        with subtests.test(method=method, path=path):
            refusals = {code: answer for code, answer in said["responses"].items() if code >= "400"}
            assert refusals
            assert all(list(answer["content"]) == ["application/problem+json"] for answer in refusals.values())
            assert ("404" in refusals) == ("{" in path)
            assert "401" in refusals or said["operationId"] == "register"


def test_each_refusal_is_in_the_catalogue():
    assert {slug for slugs in OWN.values() for slug in slugs} <= set(CATALOGUE)
