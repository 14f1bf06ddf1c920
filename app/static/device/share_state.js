/** What the sender knows, as every page shows it: see sender.js for its fields. */

const listeners = new Set();
let state = { known: false, phase: "saved", waiting: 0, parked: 0, unsettled: 0, visits: {}, lastShared: null, problem: null, offline: null };

export function onState(changed) {
  listeners.add(changed);
  changed(state);
  return () => listeners.delete(changed);
}

export function publish(counts, facts) {
  const { failing, lastShared, problem } = facts;
  state = { known: true, phase: phaseOf(counts, facts), ...counts, lastShared, problem, offline: failing };
  listeners.forEach((changed) => changed(state));
}

function phaseOf(counts, facts) {
  if (facts.signedOut) return "signed-out";
  if (counts.unsettled || facts.problem) return "needs-you";
  if (facts.failing) return "offline";
  if (facts.sending && counts.waiting) return "sharing";
  return counts.waiting ? "saved" : "shared";
}
