"""Joining a class, leaving it, and raising a hand."""

import contextlib
import time
from dataclasses import replace

from layerwise.exercises.catalogue import EXERCISES
from layerwise.workbook.cells.telling import say
from layerwise.workbook.folder import Workbook
from layerwise.workbook.progress.file import Progress
from layerwise.workbook.sharing import consent, kept
from layerwise.workbook.sharing.message import LONGEST_NAME, nickname
from layerwise.workbook.sharing.own import sentences, stop_telling, tell_class_of
from layerwise.workbook.sharing.post import Answer, NoAddress, NobodyThere, address_of, post
from layerwise.workbook.sharing.sender import farewell


def join(workbook: Workbook, address: str, code: str, name: str, agree: bool) -> None:
    """Show what the class at this address would be told, ask, and join it. Says what comes of it."""
    now = time.time()
    shown = nickname(name)
    if not shown:
        say(f'Choose a nickname of up to {LONGEST_NAME} letters: workbook.join("{address}", "{code}", name="Ada").')
        return
    try:
        place = address_of(address)
    except NoAddress as why:
        say(str(why))
        return
    there = kept.read(workbook, now)
    before = there if there is not None and there.address == place else None
    marks, last = kept.so_far(Progress(workbook.record).read(), EXERCISES.__contains__)
    # Whoever is in this class already, and has lost the page or a kernel, joins as the same person.
    wanted = (before or kept.Membership(exercises=marks, last=last)).again(place, shown, now)
    print(consent.words(wanted, now))
    answer = True if agree else consent.agreed(input)
    if answer is None:
        say("Nobody can be asked here, so nothing was sent. If you want what stands above, run the cell again with `agree=True`.")
    elif not answer:
        say("Nothing was sent, and you have not joined.")
    else:
        _join(workbook, wanted, code, there if before is None else None)


def _join(workbook: Workbook, wanted: kept.Membership, code: str, former: kept.Membership | None) -> None:
    """Join, and leave the class that was joined before, which a slip in the new one's address must not cost."""
    try:
        answer = post(wanted.address, "join", {"code": str(code), "name": wanted.name, "token": wanted.token})
    except NobodyThere as why:
        say(
            f"Nobody answers at {wanted.address}: {why}. Is it the address that your instructor shows, and are you in the same network? "
            "You have not joined."
        )
        return
    membership = _admitted(wanted, answer)
    if membership is None:
        say(f"You have not joined. {answer.sentence or f'What answers at {wanted.address} is no class of this course.'}")
        return
    if former is not None:
        with contextlib.suppress(NobodyThere):
            post(former.address, "leave", {}, former.token, seconds=3)
    try:
        kept.keep(workbook, membership)
    except OSError as problem:
        say(f"You have not joined: {kept.place(workbook)} cannot be written ({problem.strerror or problem}).")
        return
    tell_class_of(workbook)
    say(
        f"You have joined as {membership.name}, number {membership.number} on the class's page. `workbook.raise_hand()` asks for help, and "
        "`workbook.leave()` ends it."
    )


def _admitted(wanted: kept.Membership, answer: Answer) -> kept.Membership | None:
    token, name, number = (answer.content.get(field) for field in ("token", "name", "number"))
    if answer.status != 200 or not (isinstance(token, str) and isinstance(name, str) and isinstance(number, int)):
        return None
    return replace(wanted, token=token, name=nickname(name), number=number)


def leave(workbook: Workbook) -> None:
    """Leave the class: nothing more is sent, and its page forgets this learner at once. Says what comes of it."""
    membership = kept.read(workbook, time.time())
    with contextlib.suppress(OSError):
        kept.forget(workbook)
    stop_telling()
    if membership is None:
        say("You are in no class, and nothing is sent.")
        return
    try:
        gone = post(membership.address, "leave", {}, membership.token, seconds=3).status in (200, 403, 410)
    except NobodyThere:
        gone = False
    at_once = "and the instructor's machine has forgotten you"
    say(f"You have left the class. Nothing more is sent, {at_once if gone else 'and its page forgets you at the end of the class'}.")


def set_hand(workbook: Workbook, up: bool) -> None:
    """Raise a hand, or lower it. Says what comes of it."""
    now = time.time()
    try:
        membership = kept.change(workbook, now, lambda known: known.with_hand(up, now))
    except OSError as problem:
        say(f"That could not be told ({problem.strerror or problem}). Wave to your instructor.")
        return
    if membership is None:
        in_none = 'You are in no class. Your instructor shows how to join: workbook.join("address", "code", name="…").'
        for sentence in sentences() or [in_none]:  # it may have ended just now
            say(sentence)
        stop_telling()
        return
    tell_class_of(workbook)
    # The learner waits for this one, and is to know whether anybody can see it.
    try:
        answer = post(membership.address, "state", membership.message(now).stored(), membership.token, seconds=3)
    except NobodyThere:
        answer = Answer(0, {})
    if over := farewell(answer):
        stop_telling()
        with contextlib.suppress(OSError):
            kept.forget(workbook, membership)
        say(over)
    elif answer.status != 200:
        say("The class's page cannot be reached just now. If the class goes on, it is told as soon as the page is back.")
    elif up:
        say("Your hand is up. `workbook.lower_hand()` takes it down.")
    else:
        say("Your hand is down.")
