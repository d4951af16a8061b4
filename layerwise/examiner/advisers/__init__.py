"""What to tell a learner whose function stopped with an exception: advice that fits what they wrote, and not only the kind of error.

Each adviser is a function of the exception and of what was written; the first of them that has something to say is heard. To add one,
write it in a file here, and put it into the list where it belongs: what knows more of the learner's own line stands first.
"""

from collections.abc import Callable

from layerwise.examiner.advice import advice_on
from layerwise.examiner.advisers.arguments import about_arguments
from layerwise.examiner.advisers.attributes import about_an_attribute
from layerwise.examiner.advisers.axes import about_an_axis
from layerwise.examiner.advisers.brackets import about_brackets
from layerwise.examiner.advisers.in_place import about_a_list_and_a_number, about_whole_numbers
from layerwise.examiner.advisers.indices import about_an_index
from layerwise.examiner.advisers.lists_of_arrays import about_lists_of_arrays
from layerwise.examiner.advisers.loops import about_a_loop, about_numbered_pairs, about_unpacking
from layerwise.examiner.advisers.many_for_one import about_many_where_one_is_needed, about_one_where_many_are_needed
from layerwise.examiner.advisers.names import about_a_local_name, about_an_argument_replaced, about_an_unknown_name
from layerwise.examiner.advisers.nothing import about_nothing
from layerwise.examiner.advisers.powers import about_a_power
from layerwise.examiner.advisers.shapes import about_shapes
from layerwise.examiner.raised import Raised
from layerwise.examiner.written import Written

ADVISERS: tuple[Callable[[Raised, Written], str], ...] = (
    about_an_argument_replaced,
    about_unpacking,
    about_numbered_pairs,
    about_an_index,
    about_lists_of_arrays,
    about_nothing,
    about_whole_numbers,
    about_a_list_and_a_number,
    about_a_loop,
    about_an_axis,
    about_arguments,
    about_a_power,
    about_brackets,
    about_many_where_one_is_needed,
    about_one_where_many_are_needed,
    about_shapes,
    about_an_attribute,
    about_a_local_name,
    about_an_unknown_name,
    advice_on,  # by the kind of the error alone
)


def advise(raised: Raised, written: Written) -> str:
    """The advice for an exception that a learner's function, which was `written` so, raised; or none."""
    return next(filter(None, (adviser(raised, written) for adviser in ADVISERS)), "")
