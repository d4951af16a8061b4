"""Start the course: `python3 start.py learn`. The first time, this sets the course up in the folder .venv beside it.

Only Python's standard library is used. A Python that is too old for the course, down to 2.7, has to be able to read this file, to
say so: hence no f-strings, no annotations and no `raise ... from`, only ASCII, and the check of the version before other imports.
"""

# ruff: noqa: B904, E402, UP010, UP032
from __future__ import print_function

import os
import subprocess
import sys

OLDEST_PYTHON = (3, 11)


def too_old():
    """Return what to tell a person whose Python is too old, with a newer Python of this machine if there is one."""
    words = "Layerwise needs Python {}.{} or newer, and this is Python {}.{} ({}).\n".format(
        *(OLDEST_PYTHON + tuple(sys.version_info[:2]) + (sys.executable,))
    )
    for name in ("python3.13", "python3.12", "python3.11"):
        try:
            runs = subprocess.Popen([name, "-c", ""], stdout=subprocess.PIPE, stderr=subprocess.STDOUT).wait() == 0
        except OSError:
            continue
        if runs:
            return words + "A newer one is on this machine. Run: {} start.py {}".format(name, " ".join(sys.argv[1:]) or "learn")
    return words + "Install a newer one from https://www.python.org/downloads/ or from your system, and start this again with it."


if sys.version_info < OLDEST_PYTHON:
    sys.exit(too_old())

import contextlib
import errno
import hashlib
import importlib.util
import json
import re
import shutil
import signal
import tempfile
import time
import tomllib

ROOT = os.path.dirname(os.path.realpath(__file__))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "Scripts", "python.exe") if os.name == "nt" else os.path.join(VENV, "bin", "python")
STAMP = os.path.join(VENV, "layerwise-setup.json")
LOCK_FILE = os.path.join(VENV, "layerwise-setup.lock")
LOG = os.path.join(VENV, "layerwise-setup.log")
MEGABYTES_NEEDED = 600

# The commands of layerwise/cli.py, so that a slip of the finger is told before anything is installed. A test compares the two.
COMMANDS = (
    "learn",
    "progress",
    "review",
    "verify",
    "update",
    "reset",
    "restore",
    "catch-up",
    "grade",
    "class",
    "hub",
    "release",
    "slides",
    "handbook",
    "test",
    "build",
    "doctor",
    "version",
)

USAGE = """Layerwise: build a neural network yourself, one step at a time, in Jupyter notebooks.

  python3 start.py learn     open the course in your browser (--no-browser, --port N, --workbook FOLDER)
  python3 start.py test      run all the tests; what follows goes to pytest
  python3 start.py doctor    say what is wrong with the installation, and how to mend it

The other commands: {}. Add --help to a command to read more about it.
The first time, everything that is needed is installed in the folder .venv beside this file; that takes a minute or two.
With --lock the exact versions of requirements.lock are installed instead of the newest that fit.""".format(
    ", ".join(name for name in COMMANDS if name not in ("learn", "test", "doctor"))
)


class Stop(Exception):
    """What happened and what to do, in words for the person who started this."""


def say(text=""):
    print(text, flush=True)


def read_bytes(name):
    path = os.path.join(ROOT, name)
    if not os.path.exists(path):
        raise Stop("This copy of the course is not whole: there is no {}\nDownload or clone the course again.".format(path))
    with open(path, "rb") as file:
        return file.read()


# What is wanted, and what is there


def wanted_setup(lock):
    """Return what the stamp has to say: digests of the requirements and, when `lock` is true, of the exact versions.

    Of pyproject.toml only what an installation depends on counts, so that new settings of a linter install nothing.
    """
    try:
        project = tomllib.loads(read_bytes("pyproject.toml").decode("utf-8"))
    except ValueError as error:
        raise Stop("pyproject.toml cannot be read: {}.".format(error))
    parts = [project.get("build-system"), project.get("project"), project.get("tool", {}).get("setuptools")]
    requirements = hashlib.sha256(read_bytes("requirements.txt"))
    requirements.update(json.dumps(parts, sort_keys=True).encode("utf-8"))
    exact = hashlib.sha256(read_bytes("requirements.lock")).hexdigest() if lock else None
    return {"requirements": requirements.hexdigest(), "lock": exact}


def read_stamp():
    """Return what the last set-up wrote: {} when there was none; "begun" is in it when it was interrupted.

    "made" is in it when this program made the folder, and everything in it. Only then may it take something out of it again.
    """
    try:
        with open(STAMP, encoding="utf-8") as file:
            stamp = json.load(file)
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def write_stamp(stamp):
    with open(STAMP + ".part", "w", encoding="utf-8") as file:
        json.dump(stamp, file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(STAMP + ".part", STAMP)


PROBE = """
import importlib.util, sys
course = importlib.util.find_spec("layerwise")
pip = importlib.util.find_spec("pip")
print("%d.%d" % sys.version_info[:2], bool(pip), course.origin if course else "", sep="\\n")
"""


def probe():
    """Ask the Python in .venv: (its version as "3.11", whether pip is there, the layerwise it finds), or None if it does not run."""
    try:
        answer = subprocess.run(
            [PYTHON, "-I", "-X", "utf8", "-c", PROBE], capture_output=True, encoding="utf-8", env=environment(), timeout=60, check=True
        )
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    lines = answer.stdout.splitlines()
    return (lines[0], lines[1] == "True", lines[2]) if len(lines) == 3 else None


def finds_this_course(state):
    here = os.path.join(ROOT, "layerwise", "__init__.py")
    return bool(state) and bool(state[2]) and os.path.exists(state[2]) and os.path.samefile(state[2], here)


def is_ready(lock):
    stamp = read_stamp()
    wanted = wanted_setup(lock)
    if stamp.get("requirements") != wanted["requirements"] or (lock and stamp.get("lock") != wanted["lock"]):
        return False
    state = probe()
    return finds_this_course(state) and state[0] == stamp.get("python")


def environment():
    """Return the environment for the Python in .venv, without what another Python's settings would put in its way."""
    variables = dict(os.environ)
    for name in ("PYTHONHOME", "PYTHONPATH", "PYTHONSTARTUP", "__PYVENV_LAUNCHER__", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT"):
        variables.pop(name, None)
    variables["PIP_USER"] = "0"
    variables["VIRTUAL_ENV"] = VENV
    variables["PATH"] = os.path.dirname(PYTHON) + os.pathsep + variables.get("PATH", os.defpath)
    return variables


# Setting up


@contextlib.contextmanager
def only_one():
    """Let one set-up of this folder run at a time. The system frees the lock when its process ends, however it ends.

    What is yielded is handed to pip as well (not on Windows, which cannot): when this program is killed and pip runs on, the next
    start waits until it has ended.
    """
    os.makedirs(VENV, exist_ok=True)
    with open(LOCK_FILE, "a", encoding="utf-8") as file:
        told = False
        while not try_to_lock(file):
            if not told:
                say("Another start.py is setting up this folder. Waiting for it to finish.")
                told = True
            time.sleep(0.2)
        yield file


def try_to_lock(file):
    """Return whether the lock was taken. A file system that knows no locks counts as taken: it can keep nobody out."""
    try:
        if os.name == "nt":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in (errno.EACCES, errno.EAGAIN, errno.EDEADLK)
    return True


def set_up(lock):
    """Bring .venv to what requirements.txt asks for (or, with `lock`, requirements.lock), from whatever state it is in.

    What this program did not make is never taken away: where that would be needed, Stop says so.
    """
    check_for_venv_module()
    check_the_name()
    check_whose_it_is(lock)
    with only_one() as lock_file:
        if is_ready(lock):
            return
        check_whose_it_is(lock)
        started = time.monotonic()
        wanted = wanted_setup(lock)
        interrupted = read_stamp().get("begun", False)
        in_place = can_be_brought_up_to_date() and not lock
        if in_place:
            made = read_stamp().get("made", False)
            say("Bringing the installation in .venv up to date with this version of the course.")
        else:
            made = True
            check_for_space()
            say("Setting up Layerwise in {}".format(VENV))
            say("This happens once. It takes a minute or two and {} MB of disk.".format(MEGABYTES_NEEDED))
        write_stamp({"begun": True, "made": made})
        with open(LOG, "w", encoding="utf-8") as log:
            work = Work(log, lock_file)
            if not in_place:
                make_environment(work)
            elif not probe()[1]:
                bring_pip(work)
            if lock:
                install(["--require-hashes", "-r", "requirements.lock"], work)
                install(["--no-deps", "--no-build-isolation", "-e", "."], work)
            else:
                # Where an interruption left half a package, pip would take it for a whole one.
                install((["--force-reinstall"] if in_place and interrupted else []) + ["-r", "requirements.txt"], work)
        state = probe()
        if not finds_this_course(state):
            raise Stop("The installation ended, but Python does not find the course in it.\n" + where_the_log_is())
        write_stamp(dict(wanted, python=state[0], made=made))
        say("Ready, after {:.0f} seconds.".format(time.monotonic() - started))
        say()


def check_whose_it_is(lock):
    """Raise Stop where .venv would have to be made anew and is not ours to empty."""
    if not os.path.lexists(VENV) or may_be_emptied() or (can_be_brought_up_to_date() and not lock):
        return
    if os.path.islink(VENV):
        words = "{} is a link to {}, {}.\n".format(
            VENV, os.path.realpath(VENV), "and nothing is deleted there" if os.path.exists(VENV) else "where nothing is"
        )
        raise Stop(words + "Take the link away (what it points to stays), and run the same command again.")
    why = "--lock needs a new one" if lock and can_be_brought_up_to_date() else "the course cannot be installed there as it is"
    raise Stop(
        "What is in {} may be yours, so nothing in it is deleted, and {}.\n"
        "Give it another name, or delete it if you do not need it, and run the same command again.".format(VENV, why)
    )


def may_be_emptied():
    """Tell whether this program made all that is in .venv, or nothing is in it. What a link points to is never ours."""
    if not os.path.isdir(VENV):
        return False
    own = {os.path.basename(path) for path in (STAMP, STAMP + ".part", LOCK_FILE, LOG)}
    return set(os.listdir(VENV)) <= own or (not os.path.islink(VENV) and read_stamp().get("made") is True)


def check_for_venv_module():
    if importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip"):
        return
    words = "This Python ({}) has no venv module, which makes the folder for the course's packages.\n".format(sys.executable)
    if shutil.which("apt"):
        words += "Install it with `sudo apt install python3-venv` (or python{}.{}-venv), and run the same command again.".format(
            *sys.version_info[:2]
        )
    else:
        words += "Install your system's package for it (often named python3-venv), or Python from https://www.python.org/downloads/."
    raise Stop(words)


def check_the_name():
    """Raise Stop for a folder that setuptools, which installs the course, would take for a pattern to be filled in."""
    found = re.search(r"[{}]|\$(?=\w)", ROOT)
    if found:
        raise Stop(
            "The course cannot be installed in a folder whose name has {} in it, and this one is {}\n"
            "Give it another name, and run the same command again.".format(found.group(), ROOT)
        )


def check_for_space():
    free = shutil.disk_usage(ROOT).free // 2**20
    if free < MEGABYTES_NEEDED:
        raise Stop(disk_is_full("{} MB are free where the course is, and about {} MB are needed.".format(free, MEGABYTES_NEEDED)))


def can_be_brought_up_to_date():
    """Tell whether pip can go on in this .venv.

    Not after an interruption: pip takes a package that it was stopped in for a whole one. Nor when the folder was moved: the
    scripts in it name the old place. A .venv that has no stamp was made by hand, and what is in it is not ours to remove.
    """
    state = probe()
    if state is None or tuple(int(part) for part in state[0].split(".")) < OLDEST_PYTHON:
        return False
    if not os.path.exists(STAMP):
        return True
    stamp = read_stamp()
    if stamp.get("begun"):
        return stamp.get("made") is False
    return finds_this_course(state) and stamp.get("python") == state[0]


def make_environment(work):
    say("  1 of 3  making a Python environment")
    if not may_be_emptied():
        raise Stop("{} has just been changed by somebody else. Run the same command again.".format(VENV))
    for name in os.listdir(VENV):
        path = os.path.join(VENV, name)
        if path in (STAMP, LOCK_FILE, LOG):
            continue
        if os.path.isdir(path) and not os.path.islink(path):
            shutil.rmtree(path)
        else:
            os.unlink(path)
    # The base: when .venv itself is active, this program runs on the very Python that was just removed. Without pip, which `venv` would
    # bring in silence: why that fails is to be told.
    code, output = work.run([sys._base_executable, "-m", "venv", "--without-pip", os.path.realpath(VENV)])
    if code != 0 or probe() is None:
        raise Stop(explain(code, output, "Python could not make an environment in {}.".format(VENV)))
    bring_pip(work)


def bring_pip(work):
    """Install pip, which a .venv lacks that was just made, or that was made by a tool with an installer of its own."""
    code, output = work.run([PYTHON, "-I", "-X", "utf8", "-m", "ensurepip", "--default-pip"])
    if code != 0:
        raise Stop(explain(code, output, "Python could not put pip into {}.".format(VENV)))


def install(arguments, work):
    """Run pip with these arguments, showing its phases; raise Stop, in words, when it fails."""
    # Python compiles a module when it is first imported; doing it for all of them here takes a third of the time.
    options = ["--no-compile", "--no-input", "--no-color", "--progress-bar", "off", "--disable-pip-version-check"]
    phases = Phases()
    try:
        code, output = work.run([PYTHON, "-I", "-X", "utf8", "-m", "pip", "install"] + options + arguments, phases.follow)
    finally:
        phases.clear()
    if code != 0:
        raise Stop(explain(code, output, "pip could not install the packages."))


class Phases:
    """Turns what pip writes into one line a phase; on a terminal a second line counts the packages."""

    def __init__(self):
        self.announced = set()
        self.found = 0

    def follow(self, line):
        if line.startswith("Collecting "):
            self.found += 1
            self.announce("  2 of 3  finding and downloading the packages")
            if sys.stdout.isatty():
                print("\r{:<78}".format("          {} so far: {}".format(self.found, line.split()[1])[:78]), end="", flush=True)
        elif line.startswith("Installing collected packages:") and "," in line:
            self.announce("  3 of 3  unpacking {} packages, the longest step".format(line.count(",") + 1))
        elif "WARNING: Retrying" in line:
            self.announce("          the network does not answer; trying again")

    def announce(self, text):
        if text not in self.announced:
            self.announced.add(text)
            self.clear()
            say(text)

    def clear(self):
        if sys.stdout.isatty():
            print("\r{:<78}\r".format(""), end="", flush=True)


class Work:
    """Runs the programs of a set-up: what they write goes to `log`, and as long as one of them runs, `lock_file` is locked."""

    def __init__(self, log, lock_file):
        self.log = log
        # As the children inherit it, the lock outlives this process until the last of them has ended.
        self.inherited = [lock_file.fileno()] if os.name != "nt" else []

    def run(self, command, follow=lambda line: None):
        """Run a command in the course's folder and return (exit code, all it wrote). Each line goes to the log and to `follow`."""
        self.log.write("\n$ {}\n".format(" ".join(command)))
        output = []
        child = subprocess.Popen(
            command, cwd=ROOT, env=environment(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            encoding="utf-8", errors="replace", pass_fds=self.inherited,
        )  # fmt: skip
        try:
            for line in child.stdout:
                output.append(line)
                self.log.write(line)
                self.log.flush()
                follow(line)
            return child.wait(), "".join(output)
        except BaseException:
            child.kill()
            child.wait()
            raise


# What went wrong, in words


def where_the_log_is():
    return "All that pip wrote is in {}".format(LOG)


def disk_is_full(details):
    return "The disk is full: {}\n{}\nMake room, then run the same command again.".format(details, free_room())


def free_room():
    """Say how much room there is where the course is and where temporary files go, which may be on another disk."""
    places = [ROOT]
    try:
        places.append(tempfile.gettempdir())
    except OSError:
        return "There is no folder for temporary files that can be written to."
    words = ["{} MB in {}".format(shutil.disk_usage(place).free // 2**20, place) for place in places]
    return "Free are {}, and {}, where temporary files go.".format(*words)


def cannot_write(path):
    words = "This cannot be written to: {}\n".format(path)
    if os.name == "nt":
        words += "If JupyterLab is still open, close it and run the same command again. "
    return words + "If the course is in a folder that is not yours, copy it to one that is (in your home folder, say) and start it there."


# What pip (or venv) writes, and what it means. The first that fits is told.
FAILURES = (
    (r"No space left on device|Errno 28\b|not enough space on the disk|Disk quota exceeded", lambda: disk_is_full("pip had no room left.")),
    (
        r"No usable temporary directory",
        "There is no folder for temporary files that can be written to, or the one there is has no room left.\n"
        "Make room in it, or name another folder in the variable {}, and run the same command again.".format(
            "TEMP" if os.name == "nt" else "TMPDIR"
        ),
    ),
    (
        r"Long Path support|WinError 206\b",
        "The names of the folders are too long for this Windows.\n"
        "Move the course to a folder with a short name, such as C:\\layerwise, and run the same command again. Or allow long names, as\n"
        "https://pip.pypa.io/warnings/enable-long-paths says.",
    ),
    (
        r"DO NOT MATCH THE HASHES",
        "A package that was downloaded is not the one that requirements.lock names, so it was not installed.\n"
        "Run the same command again. If that does not help, tell whoever gave you the course.",
    ),
    (
        r"CERTIFICATE_VERIFY_FAILED|SSLError|ProxyError|Tunnel connection failed|407 Proxy",
        "The network does not let pip through: a proxy or a certificate stands in its way.\n"
        "Ask for your network's proxy address, set it in the variable HTTPS_PROXY, and run the same command again.",
    ),
    (
        r"NewConnectionError|NameResolutionError|ConnectTimeoutError|ReadTimeoutError|ConnectionError|Failed to establish a new connection"
        r"|Temporary failure in name resolution|Name or service not known|nodename nor servname|getaddrinfo failed|Network is unreachable"
        r"|Connection refused|Connection reset|Read timed out|IncompleteRead|RemoteDisconnected|\(from versions: none\)",
        "The packages could not be downloaded: the network cannot be reached.\n"
        "Connect to the internet and run the same command again. It is needed this once, and never after.",
    ),
    (r"Permission denied|Read-only file system|Access is denied|Errno 13\b|Errno 30\b|WinError 5\b", cannot_write(VENV)),
    (r"MemoryError", "The computer ran out of memory. Close other programs and run the same command again."),
    (
        r"subprocess-exited-with-error|Failed building wheel|Microsoft Visual C\+\+|No matching distribution found",
        "A package that the course needs is not to be had for this Python, {}.{}, on this machine.\n"
        "Start the course with another one, 3.11 to 3.13: for example python3.12 start.py learn".format(*sys.version_info[:2]),
    ),
)


def explain(code, output, what):
    """Say why a set-up step failed: the first known cause that its output shows, or else its last errors as they are."""
    for pattern, words in FAILURES:
        if re.search(pattern, output):
            return (words() if callable(words) else words) + "\n" + where_the_log_is()
    if code < 0:
        what += " The system stopped it (signal {}); often the memory was full.".format(-code)
    errors = [line for line in output.splitlines() if line.startswith("ERROR")] or output.strip().splitlines()[-3:]
    return "\n".join([what] + errors[-3:] + ["Run the same command again. If that does not help, the log shows more.", where_the_log_is()])


def explain_refusal(error):
    """Say what an OSError of the set-up means."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return disk_is_full("{}".format(error.filename or VENV))
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return cannot_write(error.filename or ROOT)
    return "The set-up could not go on: {}.\nRun the same command again. If that does not help, delete the folder {}".format(error, VENV)


# Starting


def hand_over(arguments):
    """Become `layerwise ...` inside .venv. `-I` keeps files of the current folder that are named like modules out of its way."""
    command = [PYTHON, "-I", "-X", "utf8", "-m", "layerwise"] + arguments
    if os.name != "nt":
        os.execve(PYTHON, command, environment())
    child = subprocess.Popen(command, env=environment())
    # Ctrl-C reaches the child too, and the child decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return child.wait()


def stop_politely(signal_number, frame):
    raise KeyboardInterrupt


def main(arguments):
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")
    lock = "--lock" in arguments
    arguments = [argument for argument in arguments if argument != "--lock"]
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        say(USAGE)
        return 0
    try:
        if arguments[0] not in COMMANDS and arguments[0] != "--version":
            raise Stop('There is no command "{}". These are: {}.'.format(arguments[0], ", ".join(COMMANDS)))
        if not is_ready(lock):
            signal.signal(signal.SIGTERM, stop_politely)
            set_up(lock)
        return hand_over(arguments)
    except Stop as stop:
        print(stop, file=sys.stderr)
    except KeyboardInterrupt:
        print("\nStopped. Run the same command again: it goes on with what was already downloaded.", file=sys.stderr)
    except OSError as error:
        print(explain_refusal(error), file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
