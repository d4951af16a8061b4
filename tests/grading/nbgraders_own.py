"""Run by the Python that has nbgrader, in the folder of a course: its own commands, one after the other in one process, as each takes
seconds to start; then, on the last line, what its gradebook says.

    python nbgraders_own.py '["generate_assignment", "03_layers"]' '["autograde", "03_layers"]'
"""

import json
import sys

from nbgrader.api import Gradebook
from nbgrader.apps import AutogradeApp, GenerateAssignmentApp, GenerateFeedbackApp, ValidateApp

COMMANDS = {
    "generate_assignment": GenerateAssignmentApp,
    "autograde": AutogradeApp,
    "generate_feedback": GenerateFeedbackApp,
    "validate": ValidateApp,
}


def run(command: str, *arguments: str) -> int:
    """The exit code of one of nbgrader's commands."""
    app = COMMANDS[command]
    try:
        app.launch_instance(argv=list(arguments))
        return 0
    except SystemExit as end:
        return int(end.code or 0)
    finally:
        app.clear_instance()


def gradebook() -> dict[str, dict]:
    """For each student and cell that counts: the points, of how many, and whether a person has to look."""
    found: dict[str, dict] = {}
    with Gradebook("sqlite:///gradebook.db", "layerwise") as grades:
        for assignment in grades.assignments:
            for submission in assignment.submissions:
                for notebook in submission.notebooks:
                    for grade in notebook.grades:
                        told = {"points": grade.auto_score, "of": grade.max_score, "for_a_person": grade.needs_manual_grade}
                        found.setdefault(submission.student.id, {})[grade.name] = told
    return found


if __name__ == "__main__":
    codes = [run(*json.loads(argument)) for argument in sys.argv[1:]]
    print(json.dumps({"codes": codes, "gradebook": gradebook()}))
