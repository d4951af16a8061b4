"""What comes of an examination in the classroom: a report, or the reason why there is none."""

from dataclasses import dataclass

from layerwise.examiner.report import Report

NOT_GRADED = "not graded"


@dataclass(frozen=True)
class Verdict:
    """The verdict on one exercise of one submission.

    name        the exercise
    status      that of the report, or NOT_GRADED: never a pass, and never silently nothing
    reason      why there is no verdict, in a sentence; empty where there is a report
    report      what the examination tells the learner, or None
    seed        plays the same examination again
    ours        exercises whose functions the answer called in place of the learner's own, which have not passed
    protection  under which protection it was examined
    """

    name: str
    status: str
    reason: str
    report: Report | None
    seed: int
    ours: tuple[str, ...]
    protection: str

    @property
    def passed(self) -> bool:
        return self.report is not None and self.status == "passed" and self.report.passed
