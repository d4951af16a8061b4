"""Who has signed up for a workshop, and what is theirs. Kept in one file, which only the instructor may read."""

import hashlib
import hmac
import json
import os
import secrets
import unicodedata
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from layerwise.ground.files import read_file, write_whole

MOST_LETTERS = 32
SHORTEST_PASSWORD = 8
LONGEST_PASSWORD = 200
# Each learner has a block of ports: one for the server, five for each notebook that runs. They end before those that systems hand out.
FIRST_PORT, PORTS_EACH, LAST_PORT = 20_000, 60, 32_767
# A Hub holds this one, so that no two give the same ports to their learners.
GUARD_PORT = FIRST_PORT - 1
MOST_PEOPLE = (LAST_PORT + 1 - FIRST_PORT) // PORTS_EACH
MOST_LEARNERS = MOST_PEOPLE - 2  # the last two places are for trying whether learners are kept apart
# Where root starts the workshop, each learner's processes have a user of their own: a number that no account has.
FIRST_USER = 50_000

# What scrypt takes for a password: about 16 MB and a twentieth of a second. Whoever guesses pays that for each.
COST = 2**14


class NameTrouble(ValueError):
    """Why a name cannot be had, in words for the person who chose it."""


@dataclass(frozen=True)
class Person:
    """A learner.

    folder    the name of their folder. Half of it is chance, so that nobody can name what is in it
    number    the place in the list, from 0 on: it says which ports are theirs, and which user
    password  as `hashed` keeps it; empty when they are to choose a new one
    """

    name: str
    folder: str
    number: int
    password: str

    @property
    def ports(self) -> range:
        """The ports of their server and notebooks."""
        return ports_of(self.number)


def ports_of(number: int) -> range:
    """The ports of the learner with this place in the list."""
    first = FIRST_PORT + number * PORTS_EACH
    return range(first, first + PORTS_EACH)


def user_of(number: int) -> int:
    """The number of the user that the processes of this learner have. Raises OSError where an account has that number."""
    import pwd  # which Windows has not

    user = FIRST_USER + number
    try:
        account = pwd.getpwuid(user).pw_name
    except KeyError:
        return user
    raise OSError(f"the number {user}, which a learner's processes would have as their user, is that of the account {account!r}")


def tidy(name: str) -> str:
    """A name as it is kept: in small letters, with hyphens for spaces. Letters of all alphabets are welcome. Raises NameTrouble."""
    tidied = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", "-".join(name.split())).casefold())
    if not tidied:
        raise NameTrouble("Type a name: a nickname will do.")
    if len(tidied) > MOST_LETTERS:
        raise NameTrouble(f"A name has at most {MOST_LETTERS} letters.")
    kinds = [unicodedata.category(letter)[0] for letter in tidied]
    if kinds[0] not in "LN" or any(kind not in "LMN" and letter not in "-_." for kind, letter in zip(kinds, tidied, strict=True)):
        raise NameTrouble("A name begins with a letter or a digit, and has letters, digits, spaces and - _ . in it.")
    return tidied


def hashed(password: str, salt: bytes | None = None) -> str:
    """A password as it is kept: a salt, and what scrypt makes of both, which takes its time."""
    salt = secrets.token_bytes(16) if salt is None else salt
    digest = hashlib.scrypt(password.encode("utf-8", "surrogatepass"), salt=salt, n=COST, r=8, p=1)
    return f"{salt.hex()}:{digest.hex()}"


def same_password(password: str, kept: str) -> bool:
    """Is it the password that was kept? It takes as long where nothing was."""
    salt = kept.partition(":")[0]
    return hmac.compare_digest(hashed(password, bytes.fromhex(salt)), kept) and bool(kept)


class People:
    """The learners of a workshop, by name, as `file` has them."""

    def __init__(self, file: Path):
        self._file = file
        content = read_file(file)
        entries = json.loads(content) if content else []
        self._people = {entry["name"]: Person(**entry) for entry in entries}

    def __len__(self) -> int:
        return len(self._people)

    def __iter__(self) -> Iterator[Person]:
        return iter(self._people.values())

    def get(self, name: str) -> Person | None:
        """The learner of this name, if there is one."""
        return self._people.get(name)

    def sign_up(self, name: str, password: str) -> Person:
        """Add a learner, or let one choose a password whose last one was forgotten. `password` is hashed. Raises NameTrouble."""
        known = self._people.get(name)
        if known is not None and known.password:
            raise NameTrouble("Somebody has just taken this name. Choose another.")
        if known is None:
            known = Person(name, f"{name}-{secrets.token_hex(16)}", len(self._people), "")
        self._keep(replace(known, password=password))
        return self._people[name]

    def forget_password(self, name: str) -> None:
        """Let the learner choose a new password. What they have written stays. Raises KeyError."""
        self._keep(replace(self._people[name], password=""))

    def _keep(self, person: Person) -> None:
        people = {**self._people, person.name: person}
        write_whole(self._file, json.dumps([asdict(known) for known in people.values()], ensure_ascii=False, indent=1))
        os.chmod(self._file, 0o600)
        self._people = people
