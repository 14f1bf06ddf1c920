"""The device adds up open pads as the measurement library does: the twin half of tests/fixtures/pads.json."""

import json
from pathlib import Path

FIXTURE = json.loads((Path(__file__).parents[2] / "fixtures" / "pads.json").read_text(encoding="utf-8"))
ADD_UP = """async ({ measures, cases }) => {
  const { tally, totalOf } = await import("/static/x/recorder/tallies.js");
  const { intervalScores, missedSweeps } = await import("/static/x/recorder/tally_kinds.js");
  const all = (map, shown) => Object.fromEntries([...map].map(([key, own]) => [key, shown(own, key)]));
  const of = (kind) => new Map(measures.filter((measure) => measure.kind === kind).map((measure) => [measure.key, measure]));
  const waits = (own) => ({ n: own.filter(({ ms }) => ms !== null).length, missed: own.filter(({ ms }) => ms === null).length,
    values_ms: own.map(({ ms }) => ms).filter((ms) => ms !== null) });
  const none = (measure) => Object.fromEntries(measure.options.map(({ key }) => [key, 0]));
  return cases.map(({ entries, now_ms, expect }) => {
    const sums = tally(measures, [...entries].reverse());
    const scores = (measure) => { const s = intervalScores(sums, measure, now_ms); return { ...s, codes: { ...none(measure), ...s.codes } }; };
    const found = {
      counts: all(sums.marks, (marks) => marks.length),
      durations_ms: all(sums.states, (state) => totalOf(sums, state, now_ms)),
      sweeps: all(sums.sweeps, (own) => own.map(({ value, out_of }) => [value, out_of])),
    };
    if (expect.latencies) found.latencies = all(sums.latencies, waits);
    if (expect.steps) found.steps = all(of("checklist"), (m) => all(new Map(m.options.map(({ key }) => [key, sums.checks.get(m.key).get(key) ?? null])), (v) => v));
    if (expect.seats) found.seats = all(sums.seats, ({ marks, seats }) => ({ total: marks.length, seats: Object.fromEntries(seats) }));
    if (expect.intervals) found.intervals = all(of("interval"), scores);
    if (expect.missed_sweeps) found.missed_sweeps = all(of("sweep"), (m) => missedSweeps(sums, m, now_ms));
    return found;
  });
}"""


def test_the_device_agrees_with_the_fixture_whatever_order_entries_come_in(open_page):
    page = open_page("desk")
    page.goto("/recorder")
    found = page.evaluate(ADD_UP, FIXTURE)
    expected = [case["expect"] for case in FIXTURE["cases"]]
    assert any("intervals" in case for case in expected)
    for case, one, other in zip(FIXTURE["cases"], found, expected, strict=True):
        assert one == other, case["name"]
