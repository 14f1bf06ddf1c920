"""Devices that tap and send through a faulty network, to servers that die, while a seeded list of faults is worked off."""

import contextlib
import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import col, update

from app.accounts.models import SignIn
from app.clock import now
from app.database import transaction
from app.partnerships.models import Partnership
from tests.faults.checker import violations
from tests.faults.crowd import Coach, crowd, token_for
from tests.faults.device import Device
from tests.faults.history import History
from tests.faults.hooked_app import KILLS
from tests.faults.leaks import leaked
from tests.faults.proxy import NETWORK, FaultProxy
from tests.faults.world import World, in_background

SERVER = {
    "sqlite": ("lock", "full_disk", "migration", "restore", "revoke", "power_cut"),
    "postgresql": ("crash", "lock", "migration", "restore", "revoke", "power_cut"),
}
QUIET_S = 40.0


@dataclass
class Run:
    """`taps` and `faults` say when it is enough; the same seed makes the same list of faults."""

    world: World
    seed: int
    taps: int
    faults: int
    coaches: int = 2
    devices_each: int = 2
    device: type[Device] = Device
    history: History = field(default_factory=History)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.people = crowd(self.world.engine, self.coaches)
        self.proxy = FaultProxy(self.world.port)
        self.devices = [self._device(person) for person in self.people for _ in range(self.devices_each)]
        self.enough = threading.Event()
        self.allowed = 0  # taps so far: spread over the faults, so that each of them meets some
        self.backup: Path | None = None
        self.befell: dict[str, int] = {}

    def _device(self, person: Coach) -> Device:
        chance = random.Random(self.chance.random())
        return self.device(self.history, self.proxy.port, person, person.visit_ids[0], chance)

    def go(self) -> list[str]:
        self.world.start()
        self.proxy.start()
        try:
            for device in self.devices:
                device.refresh()
            lives = [in_background(self._live, device) for device in self.devices]
            faults = self.list_of_faults()
            for number, fault in enumerate(faults, 1):
                self.allowed = self.taps * number // len(faults)
                self._befall(fault)
            self.allowed = self.taps
            while len(self.history.taps) < self.taps and any(life.is_alive() for life in lives):
                time.sleep(0.05)
            self.enough.set()
            for life in lives:
                life.join()
            self._quiet()
            leaks = leaked(self.world.port, self.people, self._teachers_token())
        finally:
            self.enough.set()
            self.proxy.stop()
        return violations(self.history, self.devices, self.world.engine) + leaks

    def list_of_faults(self) -> list[str]:
        """Every kind at least once if there is room, in an order of the seed's."""
        kinds = [*NETWORK, *KILLS, *SERVER[self.world.engine.dialect.name]]
        faults = [kinds[i % len(kinds)] for i in range(self.faults)]
        self.chance.shuffle(faults)
        return faults

    def _live(self, device: Device) -> None:
        """A lesson: a few taps, a try to send, and from time to time a look at the pack."""
        while not self.enough.is_set():
            if len(device.entries) <= self.allowed // len(self.devices):
                device.tap(device.chance.randint(1, 30))
            self._sign_in_again(device)
            if not device.send() or device.chance.random() < 0.1:
                device.refresh()
            time.sleep(0.01)

    def _sign_in_again(self, device: Device) -> None:
        if device.signed_out:
            with contextlib.suppress(SQLAlchemyError):  # the database is away at the moment
                device.sign_in_again(token_for(self.world.engine, device.person_id)[1])

    def _befall(self, fault: str) -> None:
        self.befell[fault] = self.befell.get(fault, 0) + 1
        if fault in NETWORK:
            self.proxy.faults.append(fault)
            time.sleep(0.05)
        elif fault in KILLS:
            if not self.backup:
                self.backup = self.world.back_up()
            self.world.kill_when(fault)
        else:
            getattr(self, f"_{fault}")()

    def _lock(self) -> None:
        with self.world.locked():
            time.sleep(self.chance.uniform(0.2, 1.5))

    def _full_disk(self) -> None:
        with self.world.ordered("full_disk"):
            time.sleep(0.4)

    def _migration(self) -> None:
        self.world.add_a_column()

    def _restore(self) -> None:
        source = self.backup or self.world.back_up()
        time.sleep(0.2)  # so that something is acknowledged that the backup does not know
        self.world.restore(source)

    def _power_cut(self) -> None:
        time.sleep(self.chance.uniform(0.1, 0.4))
        self.world.kill()
        self.world.start()

    def _crash(self) -> None:
        self.world.crash_postgres()

    def _revoke(self) -> None:
        person = self.chance.choice(self.people)
        with transaction(self.world.engine) as db:
            db.exec(update(SignIn).where(col(SignIn.person_id) == person.person_id).values(revoked_at=now()))

    def _teachers_token(self) -> str:
        with transaction(self.world.engine, writes=False) as db:
            partnership = db.get(Partnership, self.people[0].partnership_id)
        assert partnership is not None
        assert partnership.teacher_id is not None
        return token_for(self.world.engine, partnership.teacher_id)[1]

    def _quiet(self) -> None:
        """No faults any more: everything must get through, and soon."""
        self.proxy.faults.clear()
        until = time.monotonic() + QUIET_S
        for device in self.devices:
            device.refresh()
            while device.outbox and time.monotonic() < until:
                self._sign_in_again(device)
                device.send()
        late = Device(self.history, self.proxy.port, self.people[0], self.people[0].visit_ids[0], self.chance)
        late.refresh()  # lets the proxy deliver what it still holds back
        if self.proxy.held:
            time.sleep(0.2)


def report(run: Run, seconds: float, say: Callable[[str], object] = print) -> None:
    kinds = ", ".join(f"{kind} {count}" for kind, count in sorted(run.befell.items()))
    answers = ", ".join(f"{status or 'silence'} {count}" for status, count in sorted(run.history.answers.items()))
    history = run.history
    say(f"seed {run.seed}: {len(history.taps)} taps on {len(run.devices)} devices in {seconds:.0f} s")
    say(f"  {len(history.acknowledged)} acknowledged, {len(history.parked)} refused and parked")
    say(f"  {sum(run.befell.values())} faults: {kinds}")
    say(f"  answers: {answers}")
