"""Run by BORIS's own Python: open each project of a folder with BORIS's own code and print what it makes of it, as JSON."""

import json
import sys
from pathlib import Path

from boris import config, db_functions, project_functions, time_budget_functions


def main():
    print(json.dumps({path.stem: told(path) for path in sorted(Path(sys.argv[1]).glob("*.boris"))}))


def told(path):
    _path, changed, project, message = project_functions.open_project_json(str(path))
    if "error" in project:
        return {"error": project["error"]}
    problems = project_functions.check_project_integrity(project, config.HHMMSS, str(path))
    paired, why, aggregated = db_functions.load_aggregated_events_in_db(project, [], [], [])
    return {
        "changed": changed,
        "message": message,
        "problems": problems,
        "unpaired": "" if paired else why,
        "aggregated": by_behaviour(aggregated) if paired else {},
        "budget": budget(project),
        "subjects": [subject["name"] for subject in project["subjects_conf"].values()],
        "types": [observation["type"] for observation in project["observations"].values()],
    }


def by_behaviour(database):
    rows = database.execute(
        "select behavior, type, count(*), sum(round(stop * 1000) - round(start * 1000)) from aggregated_events group by 1, 2"
    )
    return {behaviour: [kind, number, int(ms)] for behaviour, kind, number, ms in rows}


def budget(project):
    """Its time budget: number of events, and total duration in seconds."""
    behaviours = [each["code"] for each in project["behaviors_conf"].values()]
    subjects = [each["name"] for each in project["subjects_conf"].values()]
    observations = list(project["observations"])
    cursor = db_functions.load_events_in_db(project, subjects, observations, behaviours)
    asked = {
        config.SELECTED_SUBJECTS: subjects,
        config.SELECTED_BEHAVIORS: behaviours,
        config.INCLUDE_MODIFIERS: False,
        config.EXCLUDE_BEHAVIORS: False,
        "start time": 0,
        "end time": 1,
    }
    rows, _categories = time_budget_functions.time_budget_analysis(
        project["behaviors_conf"], cursor, observations, asked
    )
    return {row["behavior"]: [row["number"], row["duration"]] for row in rows}


main()
