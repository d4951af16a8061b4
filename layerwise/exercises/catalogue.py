import importlib
from layerwise.course import LESSONS
from layerwise.ground.words import did_you_mean
EXERCISES = {e.name: e for l in LESSONS for e in importlib.import_module(f"layerwise.exercises.{l.name}").EXERCISES}
def catalogue(): return list(EXERCISES.values())
def unknown_exercise(name):
    return f"There is no exercise called {name!r}. {did_you_mean(name, EXERCISES)}".rstrip()
