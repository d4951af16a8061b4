"""What may be kept of a class: how many came how far, and which mistakes were common. It names nobody.

Of a few people counts tell more than they should: whoever was there knows who "1 of 3" is. So there is none for fewer than FEWEST, and
a mistake is counted when SEVERAL have made it.
"""

from collections.abc import Collection
from datetime import datetime

from layerwise.classroom.room.people import Person
from layerwise.classroom.room.picture import picture

FEWEST = 5
SEVERAL = 3


class TooFew(Exception):
    """There are too few people for a summary that tells of none of them, in a sentence."""


def summary(people: Collection[Person], when: datetime) -> str:
    """The counts as Markdown. Raises TooFew."""
    if len(people) < FEWEST:
        raise TooFew(f"There is no summary: of fewer than {FEWEST} people, counts would tell who did what.")
    shown = picture(people, None)
    lines = [
        f"# A class of {len(people)}, {when:%Y-%m-%d}",
        "",
        "| lesson | exercise | passed | tried, not passed |",
        "|---|---|---:|---:|",
    ]
    for exercise in shown["exercises"]:
        others = sum(exercise[verdict] for verdict in ("wrong", "error", "timed out", "begun"))
        if exercise["passed"] or others:
            lines.append(f"| {exercise['lesson']} | `{exercise['name']}` | {exercise['passed']} | {others} |")
    common = [mistake for mistake in shown["mistakes"] if mistake["count"] >= SEVERAL]
    lines += ["", "## Mistakes at the end", ""]
    lines += [f"- {mistake['count']} people, `{mistake['exercise']}`: {mistake['words']}" for mistake in common]
    if not common:
        lines.append(f"None was made by {SEVERAL} people or more.")
    return "\n".join(lines) + "\n"
