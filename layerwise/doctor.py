"""What is wrong with an installation, and how to mend it.

The command `layerwise doctor` prints every finding. The first cell of the first lesson calls `show()`, which says one line when all
is well. Nothing but the standard library is imported with this module, because the patient may lack the rest.
"""

import csv
import hashlib
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
ROOT = PACKAGE.parent
OLDEST_PYTHON = (3, 11)
READY = "Your installation is ready."
# What the notebooks import, or Jupyter for them: a file of that name beside a notebook is imported in its place.
IMPORTED = (
    "layerwise", "numpy", "matplotlib", "ipywidgets", "anywidget", "traitlets", "traittypes", "IPython", "ipykernel", "comm", "psygnal",
    "PIL", "jupyter_client", "jupyter_core", "nbformat", "packaging", "filelock", "psutil", "zmq", "tornado",
)  # fmt: skip
# Of Python's own modules, those that no program imports for its work.
SELDOM_IMPORTED = {"antigravity", "idlelib", "lib2to3", "test", "this", "turtle", "turtledemo"}
# What requirements.txt has besides: for testing and building the course, and a bound with which JupyterLab starts faster.
NO_LESSON_NEEDS = ("jsonschema", "jupytext", "nbclient", "nbformat", "pytest", "pytest-xdist", "nbval", "hypothesis")
WIDGETS = ("@jupyter-widgets/jupyterlab-manager", "anywidget")
ELSEWHERE = "Set HOME (on Windows APPDATA), or JUPYTER_CONFIG_DIR, JUPYTER_DATA_DIR and JUPYTER_RUNTIME_DIR, to folders you may write to."


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: what it is called, whether it is fine, what was seen, and how to mend it (empty when fine)."""

    name: str
    fine: bool
    seen: str
    remedy: str = ""


def examine_installation() -> list[Finding]:
    """Look at the Python, its packages, the kernel, the widgets, the folder and the data; return a finding for each."""
    findings = [examine_python(), *examine_packages(), examine_kernel(), examine_environment(), examine_widgets()]
    return [*findings, examine_jupyters_folders(), examine_folder(), examine_names(), *examine_data()]


def report(findings: list[Finding]) -> str:
    """The findings as text, a line each, and below each that is not fine a line that says how to mend it."""
    lines = []
    for finding in findings:
        lines.append(f"{'ok   ' if finding.fine else 'WRONG'}  {finding.name}: {finding.seen}")
        if not finding.fine:
            lines.append(f"       {finding.remedy}")
    wrong = sum(not finding.fine for finding in findings)
    return "\n".join([*lines, "", f"{wrong} of {len(findings)} wrong; the line below each says what to do." if wrong else READY])


def show() -> None:
    """Print one line when the installation is fine, and otherwise only what is wrong and how to mend it."""
    wrong = [finding for finding in examine_installation() if not finding.fine]
    if not wrong:
        print(READY)
        return
    print("Something in your installation is not as the course needs it:")
    for finding in wrong:
        print(f"- {finding.name}: {finding.seen}\n  {finding.remedy}")


def how_to_install() -> str:
    """The sentence that mends most things: how the packages come into this Python."""
    if not (ROOT / "requirements.txt").is_file():
        return f'Run: "{sys.executable}" -m pip install --upgrade layerwise'
    if Path(sys.prefix).resolve() == (ROOT / ".venv").resolve():
        return f"Close JupyterLab, delete the folder {ROOT / '.venv'} and run `python3 start.py learn` again: it is made anew."
    # Not by the path of requirements.txt: its last line means the folder in which pip is started.
    change = "cd /d" if os.name == "nt" else "cd"
    return (
        f'Start the course with `python3 start.py learn`. Or run these two: {change} "{ROOT}" and then '
        f'"{sys.executable}" -m pip install -r requirements.txt'
    )


def examine_python() -> Finding:
    """Is this Python new enough?"""
    version = ".".join(map(str, sys.version_info[:3]))
    fine = sys.version_info[:2] >= OLDEST_PYTHON
    remedy = "" if fine else f"Install Python {OLDEST_PYTHON[0]}.{OLDEST_PYTHON[1]} or newer and start the course with it."
    return Finding("Python", fine, f"{version} in {sys.executable}", remedy)


def required_packages() -> list[tuple[str, str]]:
    """(name, range) of each package that the course needs, from requirements.txt or else from the package's own metadata."""
    if (ROOT / "requirements.txt").is_file():
        lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    else:
        lines = [line for line in metadata.requires("layerwise") or [] if ";" not in line]
    stripped = [line.split("#")[0].strip() for line in lines]
    named = [re.fullmatch(r"([\w.-]+)\s*(.*)", line) for line in stripped if not line.startswith("-")]
    return [(match[1], match[2]) for match in named if match]


def examine_packages() -> Iterator[Finding]:
    """Is each package there, whole, and of a version that was tested?"""
    for name, wanted in required_packages():
        try:
            package = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            if name in NO_LESSON_NEEDS:
                yield Finding(name, True, "not installed; the lessons do without it, and only `test` and `build` need it")
            else:
                yield Finding(name, False, "not installed", how_to_install())
            continue
        lost = lost_files(package)
        if lost:
            yield Finding(name, False, f"{package.version}, but {len(lost)} of its files are missing, such as {lost[0]}", how_to_install())
        elif not is_inside(package.version, wanted):
            outside = f"{package.version} is outside the range that was tested, {wanted}"
            if name in NO_LESSON_NEEDS:
                yield Finding(name, True, f"{outside}; no lesson uses it")
            else:
                yield Finding(name, False, outside, how_to_install())
        else:
            yield Finding(name, True, package.version)


def lost_files(package: metadata.Distribution) -> list[Path]:
    """The files that the package was installed with and that are gone. Compiled files do not count: Python remakes them."""
    # Not `package.files`: from Python 3.12 on it leaves out what is missing.
    installed = [row[0] for row in csv.reader((package.read_text("RECORD") or "").splitlines()) if row]
    paths = [Path(str(package.locate_file(name))) for name in installed]
    return [path for path in paths if "__pycache__" not in path.parts and not path.exists()]


def is_inside(version: str, wanted: str) -> bool:
    """Tell whether `version` is inside the range `wanted`; where `packaging` is missing, which is a finding of its own, nobody knows."""
    try:
        from packaging.specifiers import SpecifierSet
    except ModuleNotFoundError:
        return True
    return SpecifierSet(wanted).contains(version, prereleases=True)


def examine_kernel() -> Finding:
    """Does a notebook that asks for the kernel `python3`, as all lessons do, start this Python?"""
    name = "the kernel"
    try:
        from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel
    except ModuleNotFoundError as error:
        return Finding(name, False, f"JupyterLab is not whole: {error}", how_to_install())
    try:
        kernel = KernelSpecManager().get_kernel_spec("python3")
    except (OSError, RuntimeError) as error:  # a home folder that is not there, or may not be read
        return Finding(name, False, f"Jupyter cannot look for its kernels ({error})", ELSEWHERE)
    except NoSuchKernel:
        return Finding(name, False, "there is no kernel named python3", how_to_install())
    started = kernel.argv[0]
    # A bare "python" means the Python that JupyterLab itself runs on. Links are not followed: all environments link to one Python.
    bare = re.fullmatch(r"python(3(\.\d+)?)?", started) is not None
    if bare or Path(started).parent.resolve() == Path(sys.executable).parent.resolve():
        return Finding(name, True, "python3 starts this Python")
    return Finding(
        name,
        False,
        f"notebooks would run in another Python, {started}, and this one is {sys.executable}",
        f"Move the folder {kernel.resource_dir} away, which says so, and start the course again.",
    )


def examine_environment() -> Finding:
    """Does this process, perhaps a notebook's kernel, run in the environment that the launcher made for the course?"""
    name = "the environment"
    active = os.environ.get("VIRTUAL_ENV")
    ours = ROOT / ".venv"
    if active and Path(active).resolve() == ours.resolve() != Path(sys.prefix).resolve():
        return Finding(
            name,
            False,
            f"the course was installed in {ours}, and this notebook runs in {sys.prefix}",
            "In JupyterLab choose Kernel > Change Kernel > Python 3 (ipykernel). If it is chosen already, start the course anew.",
        )
    return Finding(name, True, sys.prefix)


def examine_widgets() -> Finding:
    """Are the parts of ipywidgets and anywidget there that run in the browser, so that explorers and questions are shown?"""
    name = "the widgets in the browser"
    try:
        from jupyter_core.paths import jupyter_path
    except ModuleNotFoundError as error:
        return Finding(name, False, f"JupyterLab is not whole: {error}", how_to_install())
    try:
        folders = [Path(folder) for folder in jupyter_path("labextensions")]
    except (OSError, RuntimeError) as error:
        return Finding(name, False, f"Jupyter cannot look for its extensions ({error})", ELSEWHERE)
    server = server_elsewhere()
    if server is not None:
        # Of this environment's folders only those outside of it are the other server's too.
        folders = [folder for folder in folders if Path(sys.prefix) not in folder.parents]
        folders.append(server / "share" / "jupyter" / "labextensions")
    for extension in WIDGETS:
        if any((folder / extension / "package.json").is_file() for folder in folders):
            continue
        if server is None:
            return Finding(name, False, f"JupyterLab's extension {extension} is missing, so no slider would appear", how_to_install())
        return Finding(
            name,
            False,
            f"this notebook is shown by another Python's JupyterLab, in {server}, and its extension {extension} is missing",
            "Whoever runs that JupyterLab can add the packages ipywidgets and anywidget to it, and start it again.",
        )
    where = f" by the JupyterLab in {server}" if server else ""
    return Finding(name, True, f"sliders, buttons and questions can be shown{where}")


def server_elsewhere() -> Path | None:
    """The environment of the Jupyter server that started this kernel, where it is another one than this; None where nobody can tell."""
    parent = os.environ.get("JPY_PARENT_PID", "")
    try:
        import psutil

        command = psutil.Process(int(parent)).cmdline()
    except (ImportError, ValueError, OSError):
        return None
    except Exception:  # psutil's own: the process has gone, or may not be asked
        return None
    # Such as `python -m jupyterlab`, `jupyter-lab`, or `python /…/bin/jupyter-labhub`. VS Code, which brings its own widgets, is none.
    is_server = any(Path(part).name.startswith("jupyter") for part in command[:2]) or command[1:2] == ["-m"]
    started = Path(command[0]) if command else Path()
    # A link to Python is not followed, since it leads out of the environment.
    if not is_server or not started.is_absolute() or started.parent == Path(sys.executable).parent:
        return None
    return started.parent.parent


def examine_jupyters_folders() -> Finding:
    """Can Jupyter write where it keeps its settings and what its kernels need to be reached?"""
    name = "Jupyter's folders"
    try:
        from jupyter_core.paths import jupyter_config_dir, jupyter_data_dir, jupyter_runtime_dir
    except ModuleNotFoundError as error:
        return Finding(name, False, f"JupyterLab is not whole: {error}", how_to_install())
    try:
        for folder in map(Path, (jupyter_config_dir(), jupyter_data_dir(), jupyter_runtime_dir())):
            folder.mkdir(parents=True, exist_ok=True)  # as Jupyter itself does when it starts
            with tempfile.TemporaryFile(dir=folder):
                pass
    except (OSError, RuntimeError) as error:
        return Finding(name, False, f"nothing can be written where Jupyter keeps its own files ({error})", ELSEWHERE)
    return Finding(name, True, "can be written to")


def examine_folder() -> Finding:
    """Can the learner's work be written? Tried in the workbook if there is one, and else in the current folder."""
    folder = Path(os.environ.get("LAYERWISE_WORKBOOK") or Path.cwd())
    try:
        with tempfile.NamedTemporaryFile(dir=folder) as file:
            file.write(b"layerwise")
    except OSError as error:
        remedy = "Choose a folder that you may write to: python3 start.py learn --workbook FOLDER"
        return Finding("the folder", False, f"nothing can be saved in {folder} ({error.strerror})", remedy)
    return Finding("the folder", True, f"{folder} can be written to")


def examine_names() -> Finding:
    """Does a file beside the notebooks have the name of something that they import?"""
    folder = Path(os.environ.get("LAYERWISE_WORKBOOK") or Path.cwd())
    hiding = files_that_hide(folder)
    if hiding:
        return Finding("names of files", False, " ".join(hiding), "Rename it, and choose Kernel > Restart Kernel in each open notebook.")
    return Finding("names of files", True, f"none in {folder} hides what the notebooks import")


def files_that_hide(folder: Path) -> list[str]:
    """A sentence for each file or folder in `folder` that a notebook there imports in the place of what it asks for."""
    names = {*IMPORTED, *sys.stdlib_module_names} - SELDOM_IMPORTED
    if (folder / "layerwise").is_dir() and (folder / "start.py").is_file():
        names -= {"layerwise"}  # the course itself, and no workbook
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        return []
    modules = {path: path.stem if path.suffix == ".py" else path.name for path in entries}
    return [
        f"{path} hides the module {name} from your notebooks, which import it by that name."
        for path, name in modules.items()
        if name in names and (path.suffix == ".py" or (path / "__init__.py").is_file())
    ]


def examine_data() -> Iterator[Finding]:
    """Are the data files those whose checksums PROVENANCE.md gives?"""
    folder = PACKAGE / "data"
    remedy = "Download or clone the course again; your own notebooks, in `workbook`, are not part of it and can be copied over."
    try:
        provenance = (folder / "PROVENANCE.md").read_text(encoding="utf-8")
    except OSError:
        yield Finding("the data", False, f"{folder / 'PROVENANCE.md'} is missing", remedy)
        return
    for name, checksum in re.findall(r"\| file \| `([^`]+)`.*?\| sha256 \| `([0-9a-f]{64})`", provenance, re.DOTALL):
        try:
            content = (folder / name).read_bytes()
        except OSError as error:
            yield Finding(name, False, f"{folder / name} cannot be read ({error.strerror})", remedy)
            continue
        if hashlib.sha256(content).hexdigest() == checksum:
            yield Finding(name, True, f"{len(content)} bytes, as published")
        else:
            yield Finding(name, False, f"{folder / name} is damaged: it is not the file that was published", remedy)
