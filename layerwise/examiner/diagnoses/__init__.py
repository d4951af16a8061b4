"""Why an answer did not pass. Each diagnosis is a function of the case; the first of them that has something to say is heard.

To add one, write it in a file here, and put it into the list where it belongs: what is more certain and more telling stands first.
"""

from collections.abc import Callable

from layerwise.examiner.case import Case, Diagnosis
from layerwise.examiner.diagnoses.changed_input import changes_its_input
from layerwise.examiner.diagnoses.endless import never_ends
from layerwise.examiner.diagnoses.gap import gap_left
from layerwise.examiner.diagnoses.known_mistake import known_mistake
from layerwise.examiner.diagnoses.lost import (
    changes_only_a_name,
    decides_once,
    keeps_nothing,
    leaves_an_argument_unread,
    never_read,
    renames_what_is_to_change,
    replaces_an_argument,
    returns_again,
    stands_below_a_return,
)
from layerwise.examiner.diagnoses.nearly_right import changed_at_the_end, side_by_side, times_a_number
from layerwise.examiner.diagnoses.not_worked_out import as_it_came, the_same_for_all
from layerwise.examiner.diagnoses.order_of_arguments import arguments_in_another_order
from layerwise.examiner.diagnoses.outside import (
    calls_another_function,
    leaves_its_arguments_unread,
    mistakes_a_name,
    returns_what_is_not_its_own,
)
from layerwise.examiner.diagnoses.returned import (
    returns_a_dictionary,
    returns_in_the_first_round,
    returns_nothing,
    returns_several,
    returns_something_unfinished,
    returns_texts,
    yields,
)
from layerwise.examiner.diagnoses.returned_function import returns_a_function
from layerwise.examiner.diagnoses.rounds import (
    begins_anew,
    collects_and_returns_another,
    collects_below_the_loop,
    collects_in_every_round_of_two,
    every_round_the_same,
    keeps_only_the_last_round,
    overwrites_what_it_goes_through,
    replaces_what_it_collects,
)
from layerwise.examiner.diagnoses.table_for_one_row import table_for_one_row
from layerwise.examiner.diagnoses.what_differs import what_differs
from layerwise.examiner.diagnoses.whole_in_each_round import takes_the_whole_in_each_round

DIAGNOSES: tuple[Callable[[Case], Diagnosis | None], ...] = (
    gap_left,
    arguments_in_another_order,
    table_for_one_row,
    leaves_its_arguments_unread,
    calls_another_function,
    returns_what_is_not_its_own,
    stands_below_a_return,
    yields,
    never_ends,
    begins_anew,
    replaces_what_it_collects,
    collects_below_the_loop,
    takes_the_whole_in_each_round,
    collects_and_returns_another,
    collects_in_every_round_of_two,
    overwrites_what_it_goes_through,
    known_mistake,
    replaces_an_argument,
    mistakes_a_name,
    keeps_nothing,
    returns_nothing,
    returns_a_function,
    returns_several,
    returns_a_dictionary,
    returns_something_unfinished,
    returns_texts,
    changes_its_input,
    changed_at_the_end,
    returns_again,
    never_read,
    renames_what_is_to_change,
    changes_only_a_name,
    returns_in_the_first_round,
    decides_once,
    every_round_the_same,
    keeps_only_the_last_round,
    side_by_side,
    the_same_for_all,
    as_it_came,
    leaves_an_argument_unread,
    times_a_number,
    what_differs,  # has always something to say
)


def diagnose(case: Case) -> Diagnosis:
    """What is to be said of an answer that did not pass."""
    return next(filter(None, (diagnosis(case) for diagnosis in DIAGNOSES)))
