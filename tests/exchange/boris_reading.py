"""What BORIS adds up from an observation's events, in a few lines: how many, and how long."""

from collections import Counter


def numbers(events):
    return Counter(code for _at, _who, code, _modifier, _comment in events)


def lengths(events):
    """Milliseconds between each event of a state and the next one of it, in pairs."""
    total, since = Counter(), {}
    for at, _who, code, _modifier, _comment in sorted(events, key=lambda event: event[0]):
        if code in since:
            total[code] += round(at * 1000) - since.pop(code)
        else:
            since[code] = round(at * 1000)
    return total
