"""The device adds up open pads as the measurement library does: the twin half of tests/fixtures/pads.json."""

import json
from pathlib import Path

FIXTURE = json.loads((Path(__file__).parents[2] / "fixtures" / "pads.json").read_text(encoding="utf-8"))
ADD_UP = """async ({ measures, cases }) => {
  const { tally, totalOf } = await import("/static/x/recorder/tallies.js");
  return cases.map(({ entries, now_ms }) => {
    const sums = tally(measures, [...entries].reverse());
    const sweeps = [...sums.sweeps].map(([key, own]) => [key, own.map(({ value, out_of }) => [value, out_of])]);
    return {
      counts: Object.fromEntries([...sums.marks].map(([key, marks]) => [key, marks.length])),
      durations_ms: Object.fromEntries([...sums.states].map(([key, state]) => [key, totalOf(sums, state, now_ms)])),
      sweeps: Object.fromEntries(sweeps),
    };
  });
}"""


def test_the_device_agrees_with_the_fixture_whatever_order_entries_come_in(open_page):
    page = open_page("desk")
    page.goto("/recorder")
    found = page.evaluate(ADD_UP, FIXTURE)
    expected = [case["expect"] for case in FIXTURE["cases"]]
    for case, one, other in zip(FIXTURE["cases"], found, expected, strict=True):
        assert one == other, case["name"]
