"""A COPUS session and a FILL+ lesson, typed in by a program on the starter forms, give the percentages they should."""

import re

import pytest

from app.clock import new_id
from app.forms.starters import every_starter
from tests.cast import entry

MINUTE = 60_000


@pytest.fixture
def recorded(partners, people, signed_in):
    """`recorded("copus", facts)`: the summary of a visit whose form is that starter, by measure."""
    marcus, dana = signed_in(people.marcus), signed_in(people.dana)

    def summary(starter_key, facts):
        starter = every_starter()[starter_key]
        said = {"title": starter.title, "measures": starter.measures}
        form = marcus.post(f"{partners.api}/forms", json=said).json()["id"]
        assert dana.post(f"{partners.api}/forms/{form}/versions/1/agreement").json()["status"] == "agreed"
        visit = f"{partners.api}/visits/{new_id()}"
        assert marcus.put(visit, json={"form_id": form, "form_version": 1}).status_code == 201
        entries = [entry(kind, at, n, **fields) for n, (kind, at, fields) in enumerate(facts, 1)]
        account = marcus.post(f"{visit}/entries", json={"device": "program", "entries": entries}).json()
        assert (account["stored"], account["refused"]) == (len(entries), [])
        return {measure["key"]: measure for measure in dana.get(f"{visit}/summary").json()["measures"]}

    return summary


# The codes of each two-minute interval, 0 to 24. Nobody looked in interval 22; in 24 students did nothing on the list.
STUDENTS = """0 l|1 l|2 l|3 l|4 l|5 l|6 l|7 l|8 l|9 l|10 l cg|11 cg|12 cg anq|13 l anq|14 l|15 l|16 l|17 l|
18 ind|19 ind wg|20 wg|21 wg sq|23 l|24"""
INSTRUCTOR = """0 lec rtw|1 lec rtw|2 lec rtw|3 lec rtw|4 lec rtw|5 lec|6 lec|7 lec|8 lec|9 lec pq|10 lec cq|11 cq mg|
12 cq fup|13 fup anq|14 lec|15 lec|16 lec|17 lec|18 adm|19 mg|20 mg 1o1|21 mg|23 lec|24 adm"""


def intervals(measure, side, lines):
    for line in lines.split("|"):
        k, *codes = line.split()
        at = (int(k) + 1) * 2 * MINUTE
        yield "interval", at, {"measure": measure, "k": int(k), "codes": [f"{side}_{code}" for code in codes]}


def test_a_copus_session_gives_the_share_of_intervals_and_apart_from_it_the_share_of_codes(recorded):
    """No published session with all its codes was to be found, so this one is ours, worked out by hand.

    50 minutes and 40 seconds are 25 whole intervals; interval 22 was missed, so 24 are scored. The students' codes:
    L in 0-10, 13-17 and 23 = 17 intervals, CG in 10-12 = 3, AnQ in 12-13 = 2, Ind in 18-19 = 2, WG in 19-21 = 3,
    SQ in 21 = 1; 28 codes in all. L is 17/24 = 70.8 % of intervals, and 17/28 = 60.7 % of codes. The instructor's:
    Lec in 0-10, 14-17 and 23 = 16, RtW in 0-4 = 5, PQ 1, CQ in 10-12 = 3, MG in 11 and 19-21 = 4, FUp in 12-13 = 2,
    AnQ 1, Adm in 18 and 24 = 2, 1o1 1; 35 in all. Lec is 16/24 = 66.7 % of intervals, and 16/35 = 45.7 % of codes.
    """
    facts = [
        ("begin", 0, {}),
        *intervals("copus_students", "s", STUDENTS),
        *intervals("copus_instructor", "i", INSTRUCTOR),
        ("end", 50 * MINUTE + 40_000, {}),
    ]
    measures = recorded("copus", facts)
    shares = {
        "copus_students": (28, {"s_l": 17, "s_cg": 3, "s_anq": 2, "s_ind": 2, "s_wg": 3, "s_sq": 1}),
        "copus_instructor": (
            35,
            {"i_lec": 16, "i_rtw": 5, "i_pq": 1, "i_cq": 3, "i_mg": 4, "i_fup": 2, "i_anq": 1, "i_adm": 2, "i_1o1": 1},
        ),
    }
    for key, (codes, seen) in shares.items():
        assert (measures[key]["scored"], measures[key]["missed"]) == (24, 1)
        for code in measures[key]["codes"]:
            n = seen.get(code["key"], 0)
            assert code["intervals"] == n, code
            assert code["share_of_intervals"] == pytest.approx(n / 24)
            assert code["share_of_codes"] == pytest.approx(n / codes)
    lecture = next(c for c in measures["copus_instructor"]["codes"] if c["key"] == "i_lec")
    assert (round(lecture["share_of_intervals"], 3), round(lecture["share_of_codes"], 3)) == (0.667, 0.457)
    listening = next(c for c in measures["copus_students"]["codes"] if c["key"] == "s_l")
    assert (round(listening["share_of_intervals"], 3), round(listening["share_of_codes"], 3)) == (0.708, 0.607)


# Second of the start, and code.
LECTURE = """0LT 6SR 7LT 11SR 12LR 13SQ 23LR 49SR 50LR 54LT 144FB 185LT 699LQ 704SR 705LR 708LQ 710SR 711LR 717LQ 720SR 721LR
723LT 746SR 747LT 764SQ 770LR 775SR 781LR 783SR 786LR 787SR 789LR 804LT 1105SQ 1108LR 1109SQ 1111LR 1119LT 1345SQ 1364LR
1404LQ 1405SQ 1423LR 1434SR 1437LR 1447LT 1549SR 1554LR 1557SR 1558LR 1561LT 1576SR 1577LT 1663SQ 1665LR 1686LT 1984SQ
1989LR 2011LT 2704SQ 2714LR 2727SR 2729LT 2852LQ 2855AD"""
LECTURE_ENDS = 2877
# Sums of that lecture's published durations in seconds, and how often each code was given.
SECONDS = {"ad": 22, "lt": 2498, "lq": 14, "lr": 197, "sq": 75, "sr": 30, "cq": 0, "st": 0, "sd": 0, "fb": 41}
BOUTS = {"ad": 1, "lt": 14, "lq": 5, "lr": 20, "sq": 9, "sr": 15, "cq": 0, "st": 0, "sd": 0, "fb": 1}


def test_a_published_fill_plus_lecture_gives_the_authors_shares_of_time(recorded):
    """Lecture C2_2018_08_13 of the codings that Kinnear and others published with their paper of 2021.

    They take a code's share as the sum of its durations by the sum of all, 2,877 s here: lecturer talk 86.8 %,
    lecturer response 6.8 %, student question 2.6 %, feedback 1.4 %, student response 1.0 %, administration 0.8 %,
    lecturer question 0.5 %; the three of the interactive kind that the lecture does not have, 0 %.
    """
    codes = re.findall(r"(\d+)([A-Z]{2})", LECTURE)
    facts = [("begin", 0, {})]
    for (second, code), (_second, before) in zip(codes, [("", ""), *codes], strict=False):
        if before:
            facts.append(("stop", int(second) * 1000, {"measure": "fill_plus", "option": before.lower()}))
        facts.append(("start", int(second) * 1000, {"measure": "fill_plus", "option": code.lower()}))
    facts.append(("end", LECTURE_ENDS * 1000, {}))
    options = {option["key"]: option for option in recorded("fill_plus", facts)["fill_plus"]["options"]}
    assert {key: option["total_ms"] for key, option in options.items()} == {k: s * 1000 for k, s in SECONDS.items()}
    assert {key: option["bouts"] for key, option in options.items()} == BOUTS
    shares = {key: round(option["share"] * 100, 1) for key, option in options.items()}
    assert shares == {
        "ad": 0.8, "lt": 86.8, "lq": 0.5, "lr": 6.8, "sq": 2.6, "sr": 1.0, "cq": 0, "st": 0, "sd": 0, "fb": 1.4
    }  # fmt: skip
