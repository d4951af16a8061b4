"""While the files are being moved: an exercise of the old kind."""
from layerwise.examiner.exercise import Exercise as New


def Exercise(lesson, answer, second_way, mistakes, given=0, **rest):
    new = New(place=0, answer=answer, another_way=second_way, **rest)
    new.mistakes.extend(mistakes)
    new.__dict__["given"] = given
    return new
