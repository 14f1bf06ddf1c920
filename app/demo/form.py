"""The example's data form: three versions, each agreed by both, and what was said about one measure."""

from typing import Any

TITLE = "What we will collect"
WHY = (
    "I want to know whether I tell students what they did well, or just say “good job”. "
    "And I think my questions have one answer."
)
PRAISE: dict[str, Any] = {
    "key": "praise",
    "kind": "count",
    "label": "Praise and redirection",
    "counts": "“You found a common unit before you added.”",
    "does_not_count": "“Nice job.” That one goes under general.",
    "options": [
        {
            "key": "specific",
            "label": "Specific praise",
            "definition": "I say exactly what a student or a group did.",
            "shape": "circle",
        },
        {
            "key": "general",
            "label": "General praise",
            "definition": "Praise that does not say what for.",
            "shape": "ring",
        },
        {
            "key": "redirection",
            "label": "Redirection",
            "definition": "I ask a student or the class to change what they are doing.",
            "shape": "square",
        },
    ],
}
OPEN = {
    "key": "open",
    "label": "Open question",
    "definition": "More than one answer could be right.",
    "shape": "triangle_open",
}
CLOSED = {
    "key": "closed",
    "label": "Closed question",
    "definition": "One short answer is expected.",
    "shape": "triangle",
}
PROBING = {
    "key": "probing",
    "label": "Probing question",
    "definition": "Follows a student’s answer: how do you know?",
    "shape": "diamond",
}
QUESTIONS: dict[str, Any] = {
    "key": "questions",
    "kind": "count",
    "label": "Questions",
    "counts": "“Why did you choose twelfths?”",
    "does_not_count": "Procedural questions, such as “Who needs paper?”",
}
TALK: dict[str, Any] = {
    "key": "talk",
    "kind": "duration",
    "label": "Teacher talk",
    "definition": "Runs while I talk to the whole class. Stops when students talk or work.",
    "counts": "Giving directions to everyone.",
    "does_not_count": "Talking with one table.",
}
SWEEP: dict[str, Any] = {"key": "on_task", "kind": "sweep", "label": "On-task sweep", "every_ms": 300_000}
LOOK_ROUND = "Marcus looks round the room once and counts how many of 24 are working on the task"

# version -> who proposed it, what changed, its measures
VERSIONS: dict[int, tuple[str, str, list[dict[str, Any]]]] = {
    1: (
        "teacher",
        "Started from praise and redirection",
        [PRAISE, QUESTIONS | {"options": [OPEN, CLOSED]}, TALK, SWEEP | {"definition": f"{LOOK_ROUND}."}],
    ),
    2: (
        "coach",
        "Added probing questions",
        [PRAISE, QUESTIONS | {"options": [OPEN, CLOSED, PROBING]}, TALK, SWEEP | {"definition": f"{LOOK_ROUND}."}],
    ),
    3: (
        "coach",
        "Reworded the on-task sweep",
        [
            PRAISE,
            QUESTIONS | {"options": [OPEN, CLOSED, PROBING]},
            TALK,
            SWEEP | {"definition": f"{LOOK_ROUND}, or talking about it."},
        ],
    ),
}
# version, measure, who, words
COMMENTS = [
    (1, "questions", "coach", "Shall I leave out questions like “Who needs paper?”"),
    (1, "questions", "teacher", "Please. Only the ones about the math."),
    (2, "on_task", "teacher", "Can talk about the problem count as on task? It’s loud, but it’s math."),
    (3, "on_task", "coach", "Yes. I added that to the wording in version 3."),
]
