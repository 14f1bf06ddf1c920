"""Counts over the lesson: stacked in bins, ratios as two numbers, by type only with enough marks for a percentage."""

from app.debrief.distributions import by_type, stacks
from tests.debrief.readings import PRAISE, QUESTIONS, marks, reading

PLAIN_PRAISE = {
    "key": "praise",
    "kind": "count",
    "label": "Praise",
    "options": [{"key": "specific", "label": "Specific"}, {"key": "general", "label": "General"}],
}
REDIRECTION = {"key": "redirection", "kind": "count", "label": "Redirection"}


def test_praise_above_and_redirection_below_the_line():
    story = [*marks("praise", "general", 1), *marks("praise", "specific", 2, 7), *marks("praise", "redirection", 3)]
    figure = stacks(reading([PRAISE], *story, minutes=10))
    assert figure.title == "Praise to redirection, every 5 minutes"
    first, second = figure.columns
    assert (first.label, first.ratio, list(first.above.shapes), list(first.below.shapes)) == (
        "0–5", "2:1", ["circle", "ring"], ["square"],
    )  # fmt: skip
    assert (second.label, second.ratio) == ("5–10", "1:0")
    assert figure.whole == "Whole lesson: 3 praise, 1 redirection."


def test_redirection_may_be_a_measure_of_its_own():
    story = [*marks("praise", "general", 1), ("mark", 2, {"measure": "redirection"})]
    figure = stacks(reading([PLAIN_PRAISE, REDIRECTION], *story, minutes=5))
    assert (figure.title, figure.columns[0].ratio) == ("Praise to redirection, every 5 minutes", "1:1")


def test_twelve_to_none_stays_two_numbers():
    figure = stacks(reading([PRAISE], *marks("praise", "specific", *range(12)), minutes=5))
    assert sum(column.above.count for column in figure.columns) == 12
    assert figure.whole == "Whole lesson: 12 praise, 0 redirection."


def test_none_to_none_is_nothing_counted():
    assert stacks(reading([PRAISE])).whole == "Nothing counted."


def test_without_redirection_everything_stands_above():
    figure = stacks(reading([QUESTIONS], *marks("questions", "open", 1, 2)))
    assert (figure.title, figure.below) == ("Questions, every 5 minutes", None)
    assert figure.columns[0].ratio == "2"


def test_a_long_visit_has_wider_bins():
    figure = stacks(reading([PRAISE], minutes=95))
    assert figure.title == "Praise to redirection, every 10 minutes"
    assert len(figure.columns) == 10


def test_no_count_with_options_no_figure():
    assert stacks(reading([REDIRECTION])) is None
    assert by_type(reading([REDIRECTION])) == []


def test_by_type_and_part_of_the_lesson():
    story = [
        ("segment", 0, {"text": "Warm-up"}),
        ("segment", 10, {"text": "Group work"}),
        *marks("questions", "open", 1, 12, 13, 14, 15, 16),
        *marks("questions", "closed", 2, 3),
    ]
    (figure,) = by_type(reading([PRAISE, QUESTIONS], *story))
    assert (figure.title, figure.under, list(figure.segments)) == (
        "Questions by type", "8 marks in 45 min", ["Warm-up", "Group work"],
    )  # fmt: skip
    assert [(r.name, r.count, r.share, list(r.by_segment)) for r in figure.rows] == [
        ("Open", 6, "75%", [1, 5]),
        ("Closed", 2, "", [2, 0]),
    ]


def test_fewer_than_five_marks_have_no_percentage():
    (figure,) = by_type(reading([QUESTIONS], *marks("questions", "open", 1, 2, 3, 4)))
    assert [(row.count, row.share) for row in figure.rows] == [(4, ""), (0, "")]


def test_a_width_of_bins_can_be_chosen():
    story = [*marks("praise", "general", 1), *marks("praise", "redirection", 3)]
    figure = stacks(reading([PRAISE], *story, minutes=45), 1)
    assert figure.title == "Praise to redirection, every 1 minutes"
    assert [column.ratio for column in figure.columns[:4]] == ["0:0", "1:0", "0:0", "0:1"]
    assert (len(figure.columns), sum(column.named for column in figure.columns)) == (45, 12)
    assert figure.unit < 12


def test_a_width_that_made_too_many_columns_is_widened():
    figure = stacks(reading([PRAISE], minutes=24 * 60), 1)
    assert len(figure.columns) <= 96
    assert figure.title.endswith("every 15 minutes")


def test_every_column_stands_in_the_table():
    figure = stacks(reading([PRAISE], *marks("praise", "specific", *range(12)), minutes=10))
    assert list(figure.table.head) == ["Minutes", "Praise", "Redirection"]
    assert figure.table.rows == [["0–5", "5", "0"], ["5–10", "5", "0"], ["10–15", "2", "0"]]


def test_thousands_of_marks_are_bars():
    figure = stacks(reading([PRAISE], *marks("praise", "specific", *(i * 0.01 for i in range(3000)))))
    assert figure.bars
    assert not stacks(reading([PRAISE], *marks("praise", "specific", *range(40)))).bars
