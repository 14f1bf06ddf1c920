"""A tablet without its screen: the outbox's rules (app/static/device/outbox.js, sender.js) over a real connection."""

import gzip
import http.client
import json
import random
from typing import Any

from app.clock import new_id, now, rfc3339
from tests.faults.history import History, Tap

PATIENCE_S = 1.5
TOO_MUCH = (400, 413, 422)


class Device:
    """Single-threaded, as a tab is. What it has tapped stays; the outbox holds what no account has settled."""

    def __init__(self, history: History, port: int, person: Any, visit_id: str, chance: random.Random) -> None:
        self.history, self.port, self.chance = history, port, chance
        self.person_id, self.token = person.person_id, person.token
        self.partnership_id, self.visit_id = person.partnership_id, visit_id
        self.name = new_id()
        self.entries: list[dict[str, Any]] = []
        self.outbox: dict[str, dict[str, Any]] = {}
        self.parked: dict[str, Any] = {}
        self.most = 500
        self.epoch: str | None = None
        self.signed_out = False

    def tap(self, count: int) -> None:
        for _ in range(count):
            entry = self._entry(len(self.entries) + 1)
            self.entries.append(entry)
            self.outbox[entry["id"]] = entry
            self.history.tapped(Tap(entry, self.person_id, self.partnership_id, self.visit_id, self.name))

    def send(self) -> bool:
        """One batch. True when an account has settled it."""
        batch = list(self.outbox.values())[: self.most]
        if not batch or self.signed_out:
            return not batch
        path = f"/api/partnerships/{self.partnership_id}/visits/{self.visit_id}/entries"
        status, answer = self._ask("POST", path, {"device": self.name, "entries": batch})
        if self.believes(status, answer, batch):
            self._settle(batch, answer)
            self.most = min(500, 2 * self.most)
            return True
        if status in TOO_MUCH:
            self.most = max(1, len(batch) // 2)
        self.signed_out = status == 401
        return False

    def believes(self, status: int, answer: Any, batch: list[dict[str, Any]]) -> bool:
        """A well-formed account of exactly this batch, and nothing else."""
        if status != 200 or not isinstance(answer, dict) or not isinstance(answer.get("refused"), list):
            return False
        numbers = [answer.get(name) for name in ("head", "stored", "known")]
        if not all(type(number) is int and number >= 0 for number in numbers):
            return False
        refused = [refusal.get("id") for refusal in answer["refused"]]
        if len(set(refused)) != len(refused) or not set(refused) <= {entry["id"] for entry in batch}:
            return False
        return bool(numbers[1] + numbers[2] + len(refused) == len(batch))

    def refresh(self) -> None:
        """The pack: another epoch is a server that came back from a backup, so everything is sent again."""
        status, pack = self._ask("GET", "/api/pack")
        if status != 200 or not isinstance(pack, dict) or "epoch" not in pack:
            return
        if self.epoch not in (None, pack["epoch"]):
            self.outbox = {entry["id"]: entry for entry in self.entries if entry["id"] not in self.parked}
        self.epoch = pack["epoch"]

    def sign_in_again(self, token: str) -> None:
        self.token, self.signed_out = token, False

    def _settle(self, batch: list[dict[str, Any]], answer: Any) -> None:
        problems = {each["id"]: each["problem"]["type"] for each in answer["refused"]}
        for entry in batch:
            del self.outbox[entry["id"]]
        self.parked |= problems
        self.history.settled({entry["id"] for entry in batch} - problems.keys(), problems)

    def _entry(self, n: int) -> dict[str, Any]:
        entry: dict[str, Any] = {"id": new_id(), "n": n, "at_ms": 700 * n, "noted_at": rfc3339(now())}
        kind = self.chance.random()
        if kind < 0.02:
            return entry | {"kind": "mark", "measure": "no_such_measure"}  # will be refused, and parked
        if kind < 0.06 and self.entries:
            return entry | {"kind": "void", "target": self.chance.choice(self.entries)["id"]}
        if kind < 0.1:
            return entry | {"kind": "note", "text": f"“{self.chance.choice('äöü✓')}” {n}"}
        if kind < 0.13:
            return entry | {"kind": "draft", "prompt": "What did you notice?", "text": f"{self.name} {n}"}
        return entry | {"kind": "mark", "measure": "praise", "option": self.chance.choice(["specific", "general"])}

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}", "Alongside-Person": self.person_id}

    def _ask(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        headers = self._headers() | {"Connection": "close", "Accept": "application/json"}
        data = None
        if body is not None:
            data = gzip.compress(json.dumps(body).encode())
            headers |= {"Content-Type": "application/json", "Content-Encoding": "gzip"}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        status, text = 0, b""
        try:
            connection.request(method, path, data, headers)
            response = connection.getresponse()
            text = response.read()
            status = response.status
        except (OSError, http.client.HTTPException):
            status = 0
        finally:
            connection.close()
        self.history.answered(status)
        try:
            return status, json.loads(text)
        except ValueError:
            return status, None
