"""What `/openapi.json` says beyond what the routes do by themselves: every operation's refusals, and who is asking."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from app.problems import CATALOGUE

WRITES = ("post", "put", "delete")
ANYBODY = ("register", "createSession")
ALWAYS = ("busy", "broken")
NOT_ACTIVE = ("partnership-not-active", "partnership-paused", "partnership-ended")
BLIND = ("blind-until-both-ended", "second-observers-record")
OWN = {
    "register": ("email-taken", "weak-password"),
    "readMe": ("signed-out-elsewhere",),
    "createSession": ("wrong-credentials", "too-many-attempts"),
    "inviteColleague": ("too-many-attempts",),
    "acceptInvitation": ("invitation-used", "own-invitation"),
    "declineInvitation": ("invitation-used", "own-invitation"),
    "pausePartnership": NOT_ACTIVE,
    "resumePartnership": ("paused-by-partner", "partnership-not-active", "partnership-ended"),
    "endPartnership": ("teacher-erases",),
    "proposeForm": NOT_ACTIVE,
    "proposeVersion": NOT_ACTIVE,
    "agreeToVersion": ("version-locked", "version-superseded", *NOT_ACTIVE),
    "commentOnVersion": NOT_ACTIVE,
    "planVisit": ("form-not-agreed", "visit-differs", *NOT_ACTIVE),
    "proposeObserver": ("second-observer-there", "lesson-over", "too-many-attempts", *BLIND, *NOT_ACTIVE),
    "listObservers": BLIND,
    "agreeToObserver": ("both-agree-first", "lesson-over", "invitation-used", *NOT_ACTIVE),
    "inviteObserverAgain": ("both-agree-first", "invitation-used", "too-many-attempts", *NOT_ACTIVE),
    "acceptObserving": ("invitation-used", "own-invitation", "lesson-over"),
    "declineObserving": ("invitation-used", "own-invitation"),
    "compareObservers": ("different-forms", "blind-until-both-ended", "teacher-first"),
    "readEntries": ("blind-until-both-ended", "teacher-first"),
    "followVisit": ("blind-until-both-ended", "teacher-first"),
    "readVisit": ("blind-until-both-ended", "teacher-first"),
    "summariseVisit": ("blind-until-both-ended", "teacher-first"),
    "exportVisitAsPdf": ("teacher-first", "no-pdf-here"),
    "importVisits": ("import-unreadable", "too-many-waiting", *NOT_ACTIVE),
    "appendEntries": ("partnership-ended", "bad-encoding"),
    "withholdVisit": ("teacher-withholds",),
    "showVisitAgain": ("teacher-withholds",),
    "eraseVisit": ("teacher-withholds", "withhold-first"),
    "cancelVisit": ("visit-begun",),
    "planVisitAgain": NOT_ACTIVE,
}
PROBLEM = {
    "type": "object",
    "title": "Problem",
    "description": "RFC 9457 problem details",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "description": "A stable slug: /problems/<slug>"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "One sentence that says what to do"},
        "pointer": {"type": "string", "description": "The field at fault, where one is"},
    },
}
SECURITY = {
    "bearer": {"type": "http", "scheme": "bearer"},
    "session": {"type": "apiKey", "in": "cookie", "name": "alongside", "description": "`__Host-alongside` over https"},
}


def describe(app: FastAPI) -> None:
    def description() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _described(get_openapi(title=app.title, version=app.version, routes=app.routes))
        return app.openapi_schema

    app.openapi = description  # type: ignore[method-assign]


def _described(schema: dict[str, Any]) -> dict[str, Any]:
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            _describe(path, method, operation)
    parts = schema.setdefault("components", {})
    for unused in ("HTTPValidationError", "ValidationError"):
        parts.get("schemas", {}).pop(unused, None)
    parts.setdefault("schemas", {})["Problem"] = PROBLEM
    parts["securitySchemes"] = SECURITY
    return schema


def _describe(path: str, method: str, operation: dict[str, Any]) -> None:
    responses: dict[str, Any] = {code: said for code, said in operation["responses"].items() if code < "300"}
    if operation["operationId"] == "planVisit":
        responses["201"] = responses["200"] | {"description": "Planned; 200 when sent again"}
    for slug in _refusals(path, method, operation):
        kind = CATALOGUE[slug]
        said = responses.setdefault(str(kind.status), _problem())
        said["description"] += f"{', ' if said['description'] else ''}{slug}"
    operation["responses"] = dict(sorted(responses.items()))
    if operation["operationId"] not in ANYBODY:
        operation["security"] = [{"bearer": []}, {"session": []}]


def _refusals(path: str, method: str, operation: dict[str, Any]) -> list[str]:
    name = operation["operationId"]
    slugs = [] if name in ANYBODY else ["not-signed-in"]
    slugs += ["not-found"] if "{" in path else []
    slugs += ["visit-erased"] if "{visit_id}" in path else []
    slugs += ["visit-withheld"] if "{visit_id}" in path and method == "get" else []
    slugs += ["cross-site", "too-large", "full"] if method in WRITES else []
    asks = "requestBody" in operation or any(each["in"] != "path" for each in operation.get("parameters", ()))
    slugs += ["unprocessable"] if asks else []
    return [*slugs, *OWN.get(name, ()), *ALWAYS]


def _problem() -> dict[str, Any]:
    reference = {"schema": {"$ref": "#/components/schemas/Problem"}}
    return {"description": "", "content": {"application/problem+json": reference}}
