"""What was handed in, and by whom: folders of notebooks, zips of them, and what Canvas, Moodle and nbgrader hand out.

Nothing is unpacked to the disk, and nothing that was handed in is run here.
"""

from layerwise.classroom.grading.submissions.collecting import Collection, collect
from layerwise.classroom.grading.submissions.files import Unreadable
from layerwise.classroom.grading.submissions.people import HandedIn, Person
from layerwise.classroom.grading.submissions.roster import Roster, RosterTrouble, read_roster

__all__ = ["Collection", "HandedIn", "Person", "Roster", "RosterTrouble", "Unreadable", "collect", "read_roster"]
