"""A lesson gets another number or another name, and no learner loses anything: not a line, not a base, not what they have passed."""

import random
import shutil
from pathlib import Path

import pytest
from amounts import amount, only_in_the_whole
from histories import code, notebook, text
from killing import killed_at, needs_posix

from layerwise import cli, course
from layerwise import workbook as in_a_lesson
from layerwise.course import Lesson
from layerwise.ground.notebooks import read, written
from layerwise.workbook.folder import Workbook
from layerwise.workbook.opening import next_lesson, open_workbook
from layerwise.workbook.progress.file import Progress
from layerwise.workbook.updates import updating
from layerwise.workbook.updates.backups import all_backups
from layerwise.workbook.updates.changing import WorkbookTrouble
from layerwise.workbook.updates.copies import copy_of, place_of
from layerwise.workbook.updates.resetting import reset
from layerwise.workbook.updates.restoring import restore
from layerwise.workbook.updates.updating import update, updates_available

# How many random histories are played.
HISTORIES = amount(12, 40)


def lessons(*names: str, **formerly: str) -> tuple[Lesson, ...]:
    """A course of lessons with these names, in this order; layers="network" says what a lesson was called earlier."""
    former = {name: (earlier,) for name, earlier in formerly.items()}
    return tuple(Lesson(place, name, name.capitalize(), f"what {name} is", 45, former.get(name, ())) for place, name in enumerate(names))


NINE = lessons("start_here", "neuron", "activation", "network", "loss", "gradients", "training", "penguins", "digits")
TWELVE = lessons(
    *("start_here", "neuron", "activation", "layers", "probabilities", "loss"),
    *("slopes", "backward", "training", "penguins", "better_steps", "digits"),
    layers="network",
)


class Published:
    """A course that is published in one version after the other, and the workbook of somebody who learns with it."""

    def __init__(self, folder: Path, monkeypatch):
        self.notebooks, self.folder, self.monkeypatch = folder / "notebooks", folder / "workbook", monkeypatch
        for needed in ("notebooks", "lessons"):
            (folder / needed).mkdir(parents=True)
        (folder / "start.py").touch()
        monkeypatch.setattr(cli, "ROOT", folder)
        self.workbook = Workbook(self.folder)

    def publish(self, *these: Lesson, edition: str = "") -> None:
        self.monkeypatch.setattr(course, "LESSONS", these)
        shutil.rmtree(self.notebooks)
        self.notebooks.mkdir()
        for lesson in these:
            following = these[min(lesson.place + 1, len(these) - 1)]
            content = notebook(
                text(f"# {lesson}{edition}", f"{lesson.name}-1"),
                text("An idea.", f"{lesson.name}-2"),
                code("...  # your code here", f"exercise-of_{lesson.name}", f"of_{lesson.name}"),
                text(f"Next: [{following}]({following.notebook})", "next-1"),
            )
            (self.notebooks / lesson.notebook).write_bytes(written(content))

    def learn(self) -> None:
        self.workbook = open_workbook(self.folder, self.notebooks)

    def update(self, **options) -> str:
        report = update(self.workbook, self.notebooks, **options)
        self.complete = report.complete
        return "\n".join(report.lines)

    def write(self, name: str, line: str) -> None:
        """The learner answers the exercise of a lesson, and adds a cell with a link of their own."""
        content = read((self.folder / name).read_bytes())
        content["cells"][2]["source"] = f"mine: {line}"
        content["cells"].append(text(f"mine too: {line}, see [back]({name})", "mine-1"))
        (self.folder / name).write_bytes(written(content))

    def files(self) -> set[str]:
        return {path.name for path in self.folder.glob("*.ipynb")}

    def bases(self) -> set[str]:
        return {path.name for path in self.workbook.bases.iterdir()}

    def sources(self, name: str) -> list[str]:
        return [cell["source"] for cell in read((self.folder / name).read_bytes())["cells"]]

    def everything(self) -> dict[str, bytes]:
        """What is in all the files of the workbook but locks, which say nothing."""
        files = (path for path in self.folder.rglob("*") if path.is_file() and path.suffix != ".lock")
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture
def published(tmp_path, monkeypatch) -> Published:
    monkeypatch.delenv("LAYERWISE_WORKBOOK", raising=False)
    return Published(tmp_path / "été 2026", monkeypatch)


@pytest.fixture
def worked_in(published) -> Published:
    """A course of four lessons, in all of which the learner has written, and which then get other numbers."""
    published.publish(*lessons("start", "neuron", "activation", "loss"))
    published.learn()
    for name in published.files():
        published.write(name, name)
    published.publish(*lessons("start", "activation", "layers", "neuron", "loss"), edition=", revised")
    return published


# From the course of nine lessons to the one of twelve


def test_a_workbook_of_nine_lessons_becomes_one_of_twelve_and_nothing_is_lost(published):
    published.publish(*NINE)
    published.learn()
    for lesson in NINE:
        published.write(lesson.notebook, lesson.name)
    Progress(published.workbook.record).record("relu", True, True)
    published.workbook.library.write_text("def relu(z): ...\n", encoding="utf-8")
    kept = published.workbook.record.read_bytes(), published.workbook.library.read_bytes()
    gone = (published.folder / "05_gradients.ipynb").read_bytes()

    published.publish(*TWELVE)
    said = published.update()
    assert published.complete and published.files() == {lesson.notebook for lesson in TWELVE} | {"05_gradients.ipynb"}
    assert (published.folder / "05_gradients.ipynb").read_bytes() == gone and "gradients" not in said
    for earlier in NINE:
        now = course.lesson(earlier.name)
        if now is not None:
            sources = published.sources(now.notebook)
            assert sources[0] == f"# {now}" and f"mine: {earlier.name}" in sources
            assert f"mine too: {earlier.name}, see [back]({earlier.notebook})" in sources, "a link in the learner's own cell stays"
            assert (published.workbook.bases / now.notebook).read_bytes() == (published.notebooks / now.notebook).read_bytes()
            if now.notebook != earlier.notebook:
                assert f"{now.stem}\n  Your {earlier.notebook} gets this name, which the lesson now has.\n" in said
    assert "04_probabilities\n  You have no copy of this notebook. You get one." in said
    assert (published.workbook.record.read_bytes(), published.workbook.library.read_bytes()) == kept
    assert published.bases() == published.files()
    assert updates_available(published.workbook, published.notebooks) == []
    before = published.everything()
    assert published.update() == f"Up to date: {', '.join(lesson.stem for lesson in TWELVE)}." and published.everything() == before


def test_an_unchanged_copy_becomes_the_very_file_of_the_course(published):
    published.publish(*NINE)
    published.learn()
    published.publish(*TWELVE)
    published.update()
    for lesson in TWELVE:
        assert (published.folder / lesson.notebook).read_bytes() == (published.notebooks / lesson.notebook).read_bytes()


def test_learning_before_the_update_puts_no_second_copy_beside_the_learners(published, monkeypatch, capsys):
    published.publish(*NINE)
    published.learn()
    published.write("06_training.ipynb", "a loop")
    every = published.everything()
    published.publish(*TWELVE)
    Progress(published.workbook.record).change(lambda record: record)
    monkeypatch.setattr(cli, "hand_over", lambda *what: 0)
    assert cli.main(["learn"]) == 0
    told = capsys.readouterr().out
    new = {f"{course.lesson(name).notebook}" for name in ("probabilities", "slopes", "backward", "better_steps")}
    assert published.files() == {lesson.notebook for lesson in NINE} | new
    assert {name: content for name, content in published.everything().items() if name in every} == every
    assert "The course has a newer version of 02_activation, 03_network, 04_loss, 06_training, 07_penguins, 08_digits." in told
    published.update()
    assert published.files() == {lesson.notebook for lesson in TWELVE} | {"05_gradients.ipynb"}
    assert "mine: a loop" in published.sources("08_training.ipynb")


def test_before_the_update_the_course_map_and_learn_lead_to_the_copy_under_its_earlier_name(published, monkeypatch):
    published.publish(*NINE)
    published.learn()
    published.publish(*lessons("neuron", "start_here", "activation"))
    monkeypatch.setenv("LAYERWISE_WORKBOOK", str(published.folder))
    assert next_lesson(published.workbook).name == "01_neuron.ipynb"
    assert "<a href='01_neuron.ipynb'>00 Neuron</a>" in in_a_lesson.course_map()._repr_html_()
    published.update()
    assert next_lesson(published.workbook).name == "00_neuron.ipynb"
    assert "<a href='00_neuron.ipynb'>00 Neuron</a>" in in_a_lesson.course_map()._repr_html_()


@pytest.mark.parametrize(
    "after",
    [("b", "a", "c"), ("c", "a", "b"), ("new", "a", "b", "c"), ("c", "b", "a"), ("b",), ("x", "y", "c", "b", "a")],
    ids=["two exchange their numbers", "a ring", "a chain", "upside down", "most have left", "all of it"],
)
def test_numbers_change_in_any_way(published, after):
    before = lessons("a", "b", "c")
    published.publish(*before)
    published.learn()
    for lesson in before:
        published.write(lesson.notebook, lesson.name)
    published.publish(*lessons(*after))
    published.update()
    assert published.complete
    for lesson in before:
        now = course.lesson(lesson.name)
        assert f"mine: {lesson.name}" in published.sources((now or lesson).notebook)
    assert published.files() == {(course.lesson(lesson.name) or lesson).notebook for lesson in before} | {
        lesson.notebook for lesson in course.LESSONS
    }


def test_a_dry_run_tells_it_and_changes_nothing(worked_in):
    before = worked_in.everything()
    foretold = worked_in.update(dry_run=True)
    assert worked_in.everything() == before and foretold.startswith("This is what an update would do. Nothing has been changed.\n")
    done = worked_in.update()
    assert "03_neuron\n  Your 01_neuron.ipynb gets this name, which the lesson now has.\n  2 cells have a new text" in foretold
    assert done.startswith("\n".join(foretold.split("\n")[2:]))


def test_a_new_number_alone_is_told_too_and_needs_no_backup(published):
    published.publish(*lessons("a", "b"))
    published.learn()
    published.publish(*lessons("x", "a", "b"))
    for name in ("a", "b"):
        now = course.lesson(name)
        earlier = f"{now.place - 1:02d}_{name}.ipynb"
        shutil.copy(published.folder / earlier, published.notebooks / now.notebook)
    assert "This is what an update would do" in published.update(dry_run=True)
    assert "01_a\n  Your 00_a.ipynb gets this name, which the lesson now has.\n\n" in published.update()
    assert not all_backups(published.workbook) and published.bases() == published.files() == {"00_x.ipynb", "01_a.ipynb", "02_b.ipynb"}


# Which file is the lesson's copy


def test_a_file_of_the_learner_that_has_the_name_stays_and_is_told(worked_in):
    own = worked_in.folder / "03_neuron.ipynb"
    own.write_bytes(written(notebook(text("# Notes of mine", "notes-1"))))
    earlier = (worked_in.folder / "01_neuron.ipynb").read_bytes()
    for said in (worked_in.update(dry_run=True), worked_in.update()):
        assert not worked_in.complete and "01_neuron was not updated: the course calls it 03_neuron now, and you have another file" in said
    assert worked_in.sources("03_neuron.ipynb") == ["# Notes of mine"] and (worked_in.folder / "01_neuron.ipynb").read_bytes() == earlier
    assert worked_in.workbook.notebook("03_neuron.ipynb").name == "01_neuron.ipynb"
    own.rename(worked_in.folder / "notes.ipynb")
    worked_in.update()
    assert worked_in.complete and "mine: 01_neuron.ipynb" in worked_in.sources("03_neuron.ipynb")


def test_of_two_copies_the_one_with_the_right_name_is_updated_and_the_other_stays_and_is_told(worked_in):
    """As somebody has them who went on in a new copy: both were made by the course, and both were worked in."""
    place = place_of(worked_in.workbook, "03_neuron.ipynb")
    given = (worked_in.notebooks / "03_neuron.ipynb").read_bytes()
    place.replace(None, given, given)
    worked_in.write("03_neuron.ipynb", "the second time")
    earlier = (worked_in.folder / "01_neuron.ipynb").read_bytes()
    worked_in.publish(*course.LESSONS, edition=", revised again")
    said = worked_in.update()
    assert worked_in.complete and "\n01_neuron.ipynb is another copy of 03_neuron.ipynb, and left alone.\n" in said
    assert (worked_in.folder / "01_neuron.ipynb").read_bytes() == earlier
    assert worked_in.sources("03_neuron.ipynb")[0] == "# 03 Neuron, revised again"
    assert "mine: the second time" in worked_in.sources("03_neuron.ipynb")


def test_of_two_copies_under_earlier_names_the_last_one_worked_in_goes_on(worked_in):
    shutil.copy(worked_in.folder / "01_neuron.ipynb", worked_in.folder / "07_neuron.ipynb")
    shutil.copy(worked_in.workbook.bases / "01_neuron.ipynb", worked_in.workbook.bases / "07_neuron.ipynb")
    worked_in.write("07_neuron.ipynb", "later")
    said = worked_in.update()
    assert "03_neuron\n  Your 07_neuron.ipynb gets this name" in said and "01_neuron.ipynb is another copy of 03_neuron.ipynb" in said
    assert "mine: later" in worked_in.sources("03_neuron.ipynb") and "mine: 01_neuron.ipynb" in worked_in.sources("01_neuron.ipynb")


@pytest.mark.parametrize(
    "name", ["01_neuron-Copy1.ipynb", "01_neuron.damaged.ipynb", "neuron.ipynb", "1_neuron.ipynb", "01_neuron_2.ipynb"]
)
def test_what_is_called_nearly_so_is_named_and_not_taken_for_the_copy_of_the_lesson(worked_in, name):
    (worked_in.folder / "01_neuron.ipynb").rename(worked_in.folder / name)
    before = (worked_in.folder / name).read_bytes()
    said = worked_in.update()
    assert "03_neuron\n  You have no copy of this notebook. You get one.\n" in said
    assert (f"{name} is another copy of 03_neuron.ipynb, and left alone." in said) == ("damaged" not in name)
    assert (worked_in.folder / name).read_bytes() == before
    assert worked_in.sources("03_neuron.ipynb") == [
        cell["source"] for cell in read((worked_in.notebooks / "03_neuron.ipynb").read_bytes())["cells"]
    ]


def test_the_learner_has_renamed_the_copy_already(worked_in):
    """Its base is still found, so the merge is as good as ever."""
    (worked_in.folder / "01_neuron.ipynb").rename(worked_in.folder / "03_neuron.ipynb")
    said = worked_in.update()
    assert "is not known" not in said and worked_in.bases() == worked_in.files()
    assert worked_in.sources("03_neuron.ipynb")[0] == "# 03 Neuron, revised" and "mine: 01_neuron.ipynb" in worked_in.sources(
        "03_neuron.ipynb"
    )


def test_without_any_base_the_copies_are_known_by_their_names(worked_in):
    shutil.rmtree(worked_in.workbook.inner)
    said = worked_in.update()
    assert "03_neuron\n  Your 01_neuron.ipynb gets this name, which the lesson now has.\n  The version that your copy was made from" in said
    assert worked_in.complete and worked_in.files() == {lesson.notebook for lesson in course.LESSONS}
    assert "mine: 01_neuron.ipynb" in worked_in.sources("03_neuron.ipynb")


def test_a_damaged_copy_is_kept_aside_under_the_new_name(worked_in):
    (worked_in.folder / "01_neuron.ipynb").write_bytes(b"{half")
    assert "It is kept as 03_neuron.damaged.ipynb" in worked_in.update()
    assert (worked_in.folder / "03_neuron.damaged.ipynb").read_bytes() == b"{half"
    assert "01_neuron.ipynb" not in worked_in.files() and worked_in.sources("03_neuron.ipynb")[0] == "# 03 Neuron, revised"


def test_a_save_that_was_cut_off_is_mended_before_the_copy_is_renamed(worked_in):
    copy = worked_in.folder / "01_neuron.ipynb"
    whole = copy.read_bytes()
    copy.with_name(f".~{copy.name}").write_bytes(whole)
    copy.write_bytes(whole[: len(whole) // 2])
    worked_in.update()
    assert "mine: 01_neuron.ipynb" in worked_in.sources("03_neuron.ipynb")


def test_a_link_is_renamed_and_what_it_leads_to_stays_where_it_is(worked_in, tmp_path):
    copy, real = worked_in.folder / "01_neuron.ipynb", tmp_path / "elsewhere.ipynb"
    shutil.move(copy, real)
    try:
        copy.symlink_to(real)
    except OSError:
        pytest.skip("this system lets nobody make links")
    worked_in.update()
    assert (worked_in.folder / "03_neuron.ipynb").is_symlink() and "mine: 01_neuron.ipynb" in worked_in.sources("03_neuron.ipynb")
    assert read(real.read_bytes())["cells"][0]["source"] == "# 03 Neuron, revised"


# With JupyterLab, backups, reset


@pytest.mark.parametrize("name", ["01_neuron.ipynb", "03_neuron.ipynb"], ids=["the copy", "a tab on the new name"])
def test_an_open_notebook_is_not_renamed(worked_in, server, name):
    jupyter = server(worked_in.folder, {"api/sessions": (200, [{"path": name}]), "lab/api/workspaces": (200, {})})
    before = (worked_in.folder / "01_neuron.ipynb").read_bytes()
    for said in (worked_in.update(dry_run=True), worked_in.update()):
        assert not worked_in.complete and "01_neuron was not updated: it is open in JupyterLab" in said
    assert (worked_in.folder / "01_neuron.ipynb").read_bytes() == before and "03_neuron.ipynb" not in worked_in.files()
    assert worked_in.sources("04_loss.ipynb")[0] == "# 04 Loss, revised", "the others go on"
    jupyter.stop()
    worked_in.update()
    assert worked_in.complete and "mine: 01_neuron.ipynb" in worked_in.sources("03_neuron.ipynb")


def test_a_backup_from_before_comes_back_under_the_new_name_with_its_base(worked_in):
    before = (worked_in.folder / "01_neuron.ipynb").read_bytes()
    worked_in.update()
    updated = (worked_in.folder / "03_neuron.ipynb").read_bytes()
    [backup] = all_backups(worked_in.workbook)
    assert backup.content("01_neuron.ipynb") == before
    report = restore(worked_in.workbook, "1")
    assert "03_neuron (it was 01_neuron then)" in report.lines[0] and "00_start," in report.lines[0]
    assert (worked_in.folder / "03_neuron.ipynb").read_bytes() == before and "01_neuron.ipynb" not in worked_in.files()
    # The base came back too: the update can be done again, and has the same result.
    assert "03_neuron" in updates_available(worked_in.workbook, worked_in.notebooks)
    worked_in.update()
    assert (worked_in.folder / "03_neuron.ipynb").read_bytes() == updated
    assert restore(worked_in.workbook, "2").complete


def test_a_backup_of_a_lesson_that_has_left_comes_back_under_its_own_name(worked_in):
    reset(worked_in.workbook, worked_in.notebooks, "loss")
    worked_in.publish(*lessons("start"))
    (worked_in.folder / "03_loss.ipynb").unlink()
    assert "Restored: 03_loss." in restore(worked_in.workbook, "1").lines[0]
    assert "mine: 03_loss.ipynb" in worked_in.sources("03_loss.ipynb")


def test_reset_before_the_update_resets_the_copy_under_its_earlier_name(worked_in):
    report = reset(worked_in.workbook, worked_in.notebooks, "neuron", "of_neuron")
    assert "In 01_neuron, the cell of of_neuron is as the course hands it out." in report.lines[0]
    assert "mine: 01_neuron.ipynb" not in worked_in.sources("01_neuron.ipynb") and "03_neuron.ipynb" not in worked_in.files()
    reset(worked_in.workbook, worked_in.notebooks, "neuron")
    assert worked_in.sources("01_neuron.ipynb")[0] == "# 03 Neuron, revised"
    worked_in.update()
    assert (worked_in.folder / "03_neuron.ipynb").read_bytes() == (worked_in.notebooks / "03_neuron.ipynb").read_bytes()


def test_reset_by_a_number_that_means_two_lessons_asks_which(worked_in):
    before = worked_in.everything()
    with pytest.raises(
        WorkbookTrouble, match="Lesson 1 is 01_activation in the course, and in your notebooks it is 01_neuron.\n.*: activation or"
    ):
        reset(worked_in.workbook, worked_in.notebooks, "1")
    assert worked_in.everything() == before
    worked_in.update()
    assert "01_activation is as the course hands it out." in reset(worked_in.workbook, worked_in.notebooks, "1").lines[0]


# Interrupted


def test_what_is_saved_between_plan_and_write_is_left_alone_under_the_new_name(worked_in, monkeypatch):
    make_backup = updating.make_backup
    monkeypatch.setattr(updating, "make_backup", lambda *what: (make_backup(*what), worked_in.write("01_neuron.ipynb", "just now"))[0])
    assert "03_neuron was not updated: somebody changed the file while it was being updated" in worked_in.update()
    assert "mine: just now" in worked_in.sources("03_neuron.ipynb") and worked_in.bases() == worked_in.files()
    monkeypatch.setattr(updating, "make_backup", make_backup)
    worked_in.update()
    assert worked_in.complete and "mine: just now" in worked_in.sources("03_neuron.ipynb")


def test_what_comes_to_lie_in_its_place_between_plan_and_write_stays(worked_in, monkeypatch):
    make_backup, notes = updating.make_backup, written(notebook(text("# Notes of mine", "notes-1")))
    monkeypatch.setattr(
        updating, "make_backup", lambda *what: ((worked_in.folder / "03_neuron.ipynb").write_bytes(notes), make_backup(*what))[1]
    )
    assert "01_neuron was not updated: somebody changed the file" in worked_in.update()
    assert (worked_in.folder / "03_neuron.ipynb").read_bytes() == notes and "mine: 01_neuron.ipynb" in worked_in.sources("01_neuron.ipynb")


@only_in_the_whole
@needs_posix
def test_an_update_killed_at_any_moment_is_finished_by_the_next(worked_in, tmp_path):
    pristine = tmp_path / "pristine"
    shutil.copytree(worked_in.folder, pristine)
    worked_in.update()
    expected = {name: worked_in.sources(name) for name in worked_in.files()}
    deaths, seen = 0, set()
    while True:
        shutil.rmtree(worked_in.folder)
        shutil.copytree(pristine, worked_in.folder)
        if not killed_at(deaths, worked_in.update):
            break
        deaths += 1
        seen.add(((worked_in.folder / "03_neuron.ipynb").exists(), (worked_in.workbook.bases / "03_neuron.ipynb").exists()))
        assert copy_of(worked_in.workbook, "03_neuron.ipynb").base() is not None
        open_workbook(worked_in.folder, worked_in.notebooks)
        worked_in.update()
        assert {name: worked_in.sources(name) for name in worked_in.files()} == expected, f"the update after one that died at {deaths}"
        assert worked_in.bases() == worked_in.files() and updates_available(worked_in.workbook, worked_in.notebooks) == []
    assert deaths > 30 and len(seen) == 3, "before both, between the two, and after both"


@pytest.mark.parametrize("first", ["copy", "base"])
def test_whichever_of_the_two_was_renamed_first_the_other_is_found(worked_in, first):
    copy, place = copy_of(worked_in.workbook, "03_neuron.ipynb"), place_of(worked_in.workbook, "03_neuron.ipynb")
    base = copy.base()
    copy.path.rename(place.path) if first == "copy" else copy.base_path.rename(place.base_path)
    assert copy_of(worked_in.workbook, "03_neuron.ipynb").base() == base
    assert "is not known" not in worked_in.update() and worked_in.bases() == worked_in.files()
    assert "mine: 01_neuron.ipynb" in worked_in.sources("03_neuron.ipynb")


# Random histories


NAMES = ("alpha", "beta", "gamma", "delta", "epsilon", "zeta")
LEARNER = ["write", "write", "write", "copy", "delete", "own file", "lose a base"]


@needs_posix
@pytest.mark.parametrize("seed", range(HISTORIES))
def test_whatever_numbers_the_lessons_get_no_line_is_lost(published, seed):
    """Lessons come, go, change places and names; the learner does this and that; some updates are killed, some forgotten."""
    generator = random.Random(seed)
    names, former, number = list(NAMES[:4]), {}, 0
    published.publish(*lessons(*names))
    published.learn()
    for _ in range(3):
        for _ in range(generator.randrange(4)):
            number += 1
            _live(published, generator, generator.choice(LEARNER), number)
        names = _renumbered(generator, names, former)
        published.publish(*lessons(*names, **former), edition=f", edition {number}")
        before = _lines(published)
        if generator.randrange(2):
            killed_at(generator.randrange(60), published.update)
            assert before <= _lines(published)
        if generator.randrange(2):
            published.learn()
            assert before <= _lines(published)
        if generator.randrange(4):
            published.update()
            assert before <= _lines(published)
            if published.complete:
                stable = published.everything()
                published.update()
                assert published.everything() == stable and updates_available(published.workbook, published.notebooks) == []
                for lesson in course.LESSONS:
                    assert (published.workbook.bases / lesson.notebook).read_bytes() == (published.notebooks / lesson.notebook).read_bytes()


def _live(published: Published, generator: random.Random, what: str, number: int) -> None:
    there = sorted(published.files())
    if what == "own file" or not there:
        path = published.folder / f"{generator.randrange(7):02d}_{generator.choice(NAMES)}.ipynb"
        if not path.exists():
            path.write_bytes(written(notebook(text(f"mine: {number}", "notes-1"))))
        return
    name = generator.choice(there)
    if what == "write":
        content = read((published.folder / name).read_bytes())
        content["cells"].insert(generator.randrange(len(content["cells"]) + 1), text(f"mine: {number}", f"mine-{number}"))
        (published.folder / name).write_bytes(written(content))
    elif what == "copy":
        shutil.copy(published.folder / name, published.folder / name.replace(".ipynb", f"-Copy{number}.ipynb"))
    elif what == "delete":
        (published.folder / name).unlink()
    else:
        (published.workbook.bases / name).unlink(missing_ok=True)


def _renumbered(generator: random.Random, names: list[str], former: dict[str, str]) -> list[str]:
    """The names of the lessons in the next edition; `former` gets the earlier name of one that is called otherwise."""
    names = generator.sample(names, len(names))
    if generator.randrange(2) and len(names) > 2:
        names.pop()
    if generator.randrange(2):
        new = [name for name in NAMES if name not in names and name not in former.values()]
        names[:0] = new[:1]
    if generator.randrange(4) == 0:
        changed = f"{names[0]}_anew" if not names[0].endswith("_anew") else names[0]
        if changed != names[0]:
            former[changed] = names[0]
        names[0] = changed
    return names


def _lines(published: Published) -> set[str]:
    """The learner's lines, wherever in their notebooks."""
    sources = (source for name in published.files() for source in published.sources(name))
    return {line for source in sources for line in source.split("\n") if line.startswith("mine")}
