"""What somebody hands in who wants a mark that is not theirs, or to see or to break what is not theirs.

An attack is code with a function for an exercise, which is wrong unless the attack comes off. Words in capitals are filled in: SECRET, a
file that must not be read or changed; SCRATCH, a folder in which nothing may be left; PORT, at which nobody may knock; GRADER, the number
of the process that examines; PACKAGE, the folder of the course. Each is bounded by itself: what would go on for ever ends by itself after
a while, and what would fill the machine stops at a size that does no harm.
"""

from dataclasses import dataclass
from textwrap import dedent, indent


@dataclass(frozen=True)
class Attack:
    """An attack.

    `needs` names attempts, see layerwise.classroom.isolation.attempts: one of them has to be possible for it to come off.
    """

    name: str
    code: str
    needs: tuple[str, ...] = ()
    exercise: str = "relu"


def relu(body: str, above: str = "") -> str:
    lines = indent(dedent(body).strip(), "    ")
    return f"import numpy as np\nimport gc, json, os, struct, sys, time\n{dedent(above)}\ndef relu(z):\n{lines}\n"


ATTACKS: list[Attack] = []


def attack(name: str, body: str, above: str = "", needs: tuple[str, ...] = ()) -> None:
    """Note an attack by an answer to relu."""
    ATTACKS.append(Attack(name, relu(body, above), needs))


# --- forging a result ------------------------------------------------------------------------------------------------------------

attack("leaves as if all were well", "sys.exit(0)")
attack("ends the process as if all were well", "os._exit(0)")
attack("ends while the cells run", "return z", above="os._exit(0)")
attack("ends the process by a signal", "os.kill(os.getpid(), 9)")
attack("aborts", "os.abort()")
attack(
    "prints what a pass prints",
    """
        print('✓ relu: passed.')
        return z
    """,
)
attack(
    "prints and leaves",
    """
        print('✓ relu: passed.', flush=True)
        os._exit(0)
    """,
)
attack(
    "writes to every connection as text",
    """
        for n in range(12):
            try: os.write(n, b'passed\\n')
            except OSError: pass
        return z
    """,
)
attack(
    "leaves a result in a file",
    """
        open('SCRATCH/result.json', 'w').write('passed')
        return z
    """,
    needs=("write a file", "make a file"),
)
attack(
    "changes who may read a file",
    """
        os.chmod('SECRET', 0o777)
        return z
    """,
    needs=("change permissions",),
)
attack(
    "rewrites the grader",
    """
        open('PACKAGE/examiner/values.py', 'r+').close()
        return z
    """,
    needs=("write a file",),
)
attack(
    "tells its desk that it passed",
    """
        for o in gc.get_objects():
            if type(o).__name__ == 'Desk': o.passed = {'relu'}
        return z
    """,
)
attack("returns a report", "return type('Report', (), {'status': 'passed', 'passed': True})()")
attack("returns a verdict as a dictionary", "return {'status': 'passed', 'report': None}")

# --- fooling the comparison --------------------------------------------------------------------------------------------------------

EQUALS = """
class Equals(np.ndarray):
    def __eq__(self, other): return np.True_
    def __array_ufunc__(self, *arguments, **options): return np.True_
    def __array_function__(self, *arguments, **options): return True
    __ne__ = __lt__ = __sub__ = __rsub__ = __abs__ = __eq__
    __hash__ = None
class Number(float):
    def __eq__(self, other): return True
    def __float__(self): return 1.0
    __hash__ = None
class Changing:
    calls = 0
    def __array__(self, *arguments, **options):
        Changing.calls += 1
        return np.zeros(Changing.calls % 5)
    def __float__(self):
        Changing.calls += 1
        return float(Changing.calls)
"""
attack("an array that equals everything", "return np.array(z, float).view(Equals)", EQUALS)
attack("numbers that equal everything", "return [Number(1) for _ in np.ravel(z)]", EQUALS)
attack("an array that is another each time", "return Changing()", EQUALS)
attack("an array of objects that change", "return np.array([Changing() for _ in np.ravel(z)], dtype=object)", EQUALS)
attack("no numbers at all", "return np.full(np.shape(z), np.nan)")
attack("infinity", "return np.full(np.shape(z), np.inf)")
attack(
    "returns its argument, emptied",
    """
        z[...] = 0
        return z
    """,
)
attack(
    "shrinks its argument to nothing",
    """
        z.resize((0,), refcheck=False)
        return z
    """,
)
attack(
    "remembers all it was ever given",
    """
        seen.append(z)
        return seen[-2] if len(seen) > 1 and seen[-2].shape == z.shape else z
    """,
    "seen = []",
)
attack(
    "changes what it has returned before",
    """
        out = np.array(z, float)
        kept.append(out)
        for o in kept: o[...] = 0
        return out
    """,
    "kept = []",
)
attack("a masked array", "return np.ma.masked_all(np.shape(z))")
ATTACKS.append(
    Attack(
        "a promise",
        """
        async def relu(z):
            return z
    """,
    )
)

# --- patching the harness ----------------------------------------------------------------------------------------------------------

attack(
    "patches NumPy",
    "return z",
    """
        for name in ('allclose', 'isclose', 'array_equal', 'abs', 'isfinite'):
            setattr(np, name, lambda *a, **k: True)
    """,
)
attack(
    "patches Python",
    "return z",
    """
        import builtins
        builtins.isinstance = builtins.issubclass = lambda *a: True
        builtins.all = lambda *a: True
    """,
)
attack("patches JSON", "return z", 'json.dumps = lambda *a, **k: \'["told", 1, "returned", true, [], [[], ["", []]]]\'')
attack(
    "patches what speaks for it",
    "return z",
    """
        for o in gc.get_objects():
            if getattr(o, '__name__', '') == 'Writer' and isinstance(o, type): o.write = lambda self, value: True
    """,
)
attack(
    "a NumPy of its own",
    """
        import importlib
        return importlib.reload(np).zeros(3)
    """,
    "open('numpy.py', 'w').write('')",
    ("make a file",),
)
attack("a conftest of its own", "return z", "open('SCRATCH/conftest.py', 'w').write('import os')", ("make a file",))
attack("a sitecustomize of its own", "return z", "open('SCRATCH/sitecustomize.py', 'w').write('')", ("make a file",))
attack(
    "paths for Python",
    "return z",
    """
        os.environ['PYTHONPATH'] = 'SCRATCH'
        sys.path.insert(0, 'PACKAGE')
        import exercises
    """,
    ("read a file",),
)
attack(
    "does it at the end",
    "return z",
    """
        import atexit
        atexit.register(lambda: open('SCRATCH/late', 'w').write('x'))
    """,
    ("make a file",),
)
attack(
    "does it when it is thrown away",
    "return z",
    """
        class Last:
            def __del__(self): open('SCRATCH/last', 'w').write('x')
        last = Last()
        del last
    """,
    ("make a file",),
)
attack(
    "a thread that goes on",
    "return z",
    """
        import threading
        def on():
            time.sleep(0.2)
            open('SCRATCH/thread', 'w').write('x')
        try: threading.Thread(target=on, daemon=True).start()
        except RuntimeError: pass
    """,
    ("make a file",),
)
attack(
    "looks on while others work",
    "return z",
    """
        seen = {}
        def look(frame, event, argument):
            seen.update({k: v for k, v in frame.f_locals.items() if 'expected' in k or 'answer' in k})
            return look
        sys.settrace(look)
        sys.setprofile(look)
    """,
)
attack(
    "hooks into imports",
    """
        import layerwise.exercises
        return z
    """,
    """
        class Hook:
            def find_spec(self, *a): return None
        sys.meta_path.insert(0, Hook())
    """,
)
attack("a strange name for its class", "return type('passed\\n✓', (), {})()")

# --- reading secrets ---------------------------------------------------------------------------------------------------------------

ANSWER = "def answer_in(space):\n    return space['relu'] if callable(space.get('relu')) and space['relu'] is not relu else None\n"
attack(
    "walks up the stack",
    """
        frame = sys._getframe()
        while frame:
            f = answer_in(frame.f_globals) or answer_in(frame.f_locals)
            if f: return f(z)
            frame = frame.f_back
        return z
    """,
    ANSWER,
)
attack(
    "looks through memory for functions",
    """
        for o in gc.get_objects():
            if getattr(o, '__name__', '') == 'relu' and o is not relu and callable(o): return o(z)
        return z
    """,
)
attack(
    "looks through memory for exercises",
    """
        for o in gc.get_objects():
            if type(o).__name__ == 'Exercise': return o.answer(z)
        return z
    """,
)
attack(
    "looks through memory for what is expected",
    """
        for o in gc.get_objects():
            if isinstance(o, np.ndarray) and o is not z and o.shape == z.shape and (o >= 0).all(): return o
        return z
    """,
)
attack(
    "imports the answer",
    """
        from layerwise.exercises.activation.relu import relu as ours
        return ours(z)
    """,
)
attack(
    "imports its own exercise",
    """
        from layerwise.mine import relu as ours
        return ours(z) if ours is not relu else z
    """,
)
attack(
    "imports a later exercise",
    """
        from layerwise.mine import dense as later
        return later(z, z, z)
    """,
)
attack(
    "reads the answer from the disk",
    """
        space = {'mistake': lambda *a, **k: (lambda f: f)}
        text = open('PACKAGE/exercises/activation/relu.py').read()
        start = text.index('def relu(')
        exec('import numpy as np\\n' + text[start:text.index('### END SOLUTION')], space)
        return space['relu'](z)
    """,
    needs=("read a file",),
)
attack(
    "finds the answer with its own loader",
    """
        sys.meta_path.clear()
        for n in list(sys.modules):
            if n.startswith('layerwise'): del sys.modules[n]
        import _frozen_importlib_external as e
        sys.meta_path.append(e.PathFinder)
        sys.path_hooks.append(e.FileFinder.path_hook((e.SourceFileLoader, ['.py'])))
        sys.path.insert(0, 'PACKAGE/..')
        from layerwise.exercises.activation.relu import relu as ours
        return ours(z)
    """,
    needs=("read a file",),
)
attack(
    "reads a file",
    """
        print(open('SECRET').read())
        return z
    """,
    needs=("read a file",),
)
attack(
    "reads its own memory map",
    """
        print(open('/proc/self/maps').read())
        return z
    """,
    needs=("read a file",),
)
attack(
    "reads the environment of the grader",
    """
        print(open('/proc/GRADER/environ').read())
        return z
    """,
    needs=("look into another",),
)
attack(
    "reads the memory of the grader",
    """
        open('/proc/GRADER/mem', 'rb').read(1)
        return z
    """,
    needs=("look into another",),
)
attack(
    "reads its environment",
    """
        print(dict(os.environ))
        return z
    """,
)
attack(
    "reads from every connection",
    """
        for n in range(3, 20):
            try: print(os.pread(n, 100, 0))
            except OSError: pass
        return z
    """,
)
attack(
    "looks for the source of what is there",
    """
        import inspect
        for m in list(sys.modules.values()):
            if hasattr(m, 'EXERCISES'): return m.EXERCISES['relu'].answer(z)
        return z
    """,
)
attack(
    "looks into folders",
    """
        print(os.listdir('PACKAGE'))
        return z
    """,
    needs=("list a folder",),
)

# --- escaping ----------------------------------------------------------------------------------------------------------------------

attack(
    "a pickle with a bomb in it",
    "return Bomb()",
    """
        class Bomb:
            def __reduce__(self): return (os.system, ('touch SCRATCH/pickled',))
            def __len__(self): return 3
    """,
)
attack(
    "a pickle in bytes",
    """
        import pickle
        return np.frombuffer(pickle.dumps(np.zeros(3)), np.uint8)
    """,
)
attack("an array of objects with pickles", "return np.array([type('Bomb', (), {'__reduce__': lambda s: (exec, ('1',))})()] * 3)")
attack(
    "a file of arrays with objects",
    """
        np.save('SCRATCH/objects.npy', np.array([{}]), allow_pickle=True)
        return z
    """,
    needs=("make a file",),
)
attack(
    "a link to a secret",
    """
        os.symlink('SECRET', 'SCRATCH/link')
        return z
    """,
    needs=("make a file",),
)
attack(
    "a second name for a secret",
    """
        os.link('SECRET', 'SCRATCH/second')
        return z
    """,
    needs=("make a file",),
)
attack(
    "calls home",
    """
        import socket
        with socket.socket() as s:
            s.connect(('127.0.0.1', PORT))
            s.send(b'here I am')
        return z
    """,
    needs=("connect",),
)
attack(
    "sends a datagram",
    """
        import socket
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s: s.sendto(b'here I am', ('127.0.0.1', PORT))
        return z
    """,
    needs=("send a datagram",),
)
attack(
    "asks the cloud who it is",
    """
        import socket
        with socket.socket() as s:
            s.settimeout(0.2)
            s.connect(('169.254.169.254', 80))
        return z
    """,
    needs=("connect",),
)
attack(
    "starts a program",
    """
        import subprocess
        subprocess.run(['touch', 'SCRATCH/touched'])
        return z
    """,
    needs=("start a process",),
)
attack("becomes a program", "os.execv('/bin/true', ['true'])", needs=("start a program",))
attack(
    "calls the shell through C",
    """
        import ctypes
        ctypes.CDLL(None).system(b'touch SCRATCH/system')
        return z
    """,
    needs=("start a process",),
)
attack(
    "a child that survives",
    """
        if os.fork() == 0:
            os.setsid()
            time.sleep(5)
            os._exit(0)
        return z
    """,
    needs=("start a process",),
)
attack(
    "ends the grader",
    """
        os.kill(GRADER, 15)
        return z
    """,
    needs=("signal another",),
)
attack(
    "ends everybody",
    """
        for n in range(os.getppid(), os.getppid() + 1):
            os.kill(n, 15)
        return z
    """,
    needs=("signal another",),
)
attack(
    "asks the kernel for more",
    """
        import resource
        resource.setrlimit(resource.RLIMIT_CPU, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        return z
    """,
    needs=("lift limits",),
)
attack(
    "code of its own in memory",
    """
        import ctypes, mmap
        m = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
        return z
    """,
    needs=("run code in memory",),
)
attack(
    "becomes root",
    """
        os.setuid(0)
        return z
    """,
    needs=("lift limits",),
)

# --- resources ---------------------------------------------------------------------------------------------------------------------

attack(
    "a bomb of processes",
    """
        for _ in range(15):
            if os.fork() == 0:
                time.sleep(3)
                os._exit(0)
        return z
    """,
    needs=("start a process",),
)
attack("a bomb of memory", "return [bytearray(2**28) for _ in range(12)]")
attack(
    "a bomb of zeros",
    """
        import zlib
        return len(zlib.decompress(zlib.compress(bytes(2**26)) , bufsize=2**31 + 2**30))
    """,
)
attack(
    "prints without an end",
    """
        end = time.time() + 20
        while time.time() < end: print('again' * 1000)
    """,
)
attack(
    "many files",
    """
        for n in range(50): open(f'SCRATCH/{n}', 'w').close()
        return z
    """,
    needs=("make a file",),
)
attack(
    "a large file",
    """
        open('large', 'wb').write(bytes(2**23))
        return z
    """,
    needs=("write a file",),
)
attack(
    "loops",
    """
        end = time.time() + 60
        while time.time() < end: pass
        return z
    """,
)
attack(
    "loops and holds on",
    """
        end = time.time() + 60
        while time.time() < end:
            try:
                while time.time() < end: pass
            except BaseException: continue
        return z
    """,
)
attack("loops in C", "return sum(range(3 * 10**9))")
attack(
    "a search that never ends",
    """
        import re
        return re.match('(a+)+$', 'a' * 31 + 'b')
    """,
)
attack(
    "sleeps",
    """
        time.sleep(60)
        return z
    """,
)
attack(
    "sleeps through signals",
    """
        import signal
        for n in range(1, 32):
            try: signal.signal(n, signal.SIG_IGN)
            except (OSError, ValueError): pass
        time.sleep(60)
    """,
)
attack(
    "loops while the cells run",
    "return z",
    above="""
        end = time.time() + 60
        while time.time() < end: pass
    """,
)
attack(
    "falls through the floor",
    """
        import ctypes
        ctypes.string_at(0)
        return z
    """,
)
attack(
    "recurses in C",
    """
        sys.setrecursionlimit(10**6)
        def down(n): return down(n + 1) if n < 10**6 else n
        down(0)
        return z
    """,
)
attack(
    "an entry that never ends",
    """
        end = time.time() + 60
        while time.time() < end: yield z
    """,
)
ATTACKS.append(Attack("a nest of brackets", "def relu(z):\n    return " + "(" * 5_000 + "z" + ")" * 5_000))
ATTACKS.append(Attack("a sum without an end", "def relu(z):\n    return z" + " + z" * 30_000))
ATTACKS.append(Attack("a book", "def relu(z):\n    return z\n" + "# more\n" * 200_000))
ATTACKS.append(Attack("a zero in the text", "def relu(z):\n    return z\n\0"))
ATTACKS.append(Attack("half a character", "def relu(z):\n    return '\ud800'\n"))

# --- messages of its own making ------------------------------------------------------------------------------------------------------

TALK = """
def end_of_talk():
    return next(o for o in gc.get_objects() if type(o).__name__ == 'Exchange')
def say(body, blobs=()):
    end_of_talk().channel.send(body, list(blobs))
def told(question, value, changes=(), gone=(), aside=("", ())):
    say(["told", question, "returned", value, list(changes), [list(gone), [aside[0], list(aside[1])]]])
def ask(*question):
    return end_of_talk().ask(*question)
def now():
    frame = sys._getframe()
    while 'question' not in frame.f_locals: frame = frame.f_back
    return frame.f_locals['question']
def raw(data):
    channel = end_of_talk().channel
    while data: data = data[channel._write(data):]
def frame(text, data=b''):
    return struct.pack('<II', len(text), len(data)) + text + data
"""


def message(name: str, body: str) -> None:
    attack(f"messages: {name}", f"{dedent(body).strip()}\nreturn z", TALK)


message("answers before it is done", "for q in range(40): told(q, [0.0, 0.0])")
message(
    "answers twice",
    """
        told(now(), 1.0)
        told(now(), 1.0)
    """,
)
message("answers earlier questions", "for q in (1, 2, 3): told(q, True)")
message("answers with its own number", "told(10**30, 1.0)")
message("answers something that is no number", "told('7', 1.0)")
message("no JSON", "raw(frame(b'passed'))")
message(
    "half a frame",
    """
        raw(b'\\xff')
        time.sleep(60)
    """,
)
message("a frame of four gigabytes", "raw(struct.pack('<II', 2**32 - 1, 2**32 - 1))")
message(
    "a frame that never comes",
    """
        raw(struct.pack('<II', 1000, 1000))
        time.sleep(60)
    """,
)
message("brackets without an end", "raw(frame(b'[' * 100_000))")
message("a number of a million digits", "raw(frame(b'[[' + b'9' * 10**6 + b'], []]'))")
message("no list", "raw(frame(b'[{}, []]'))")
message("sizes below zero", "raw(frame(b'[[1], [-5, 5]]'))")
message("an array that is larger than its bytes", "told(now(), ['array', -9, '<f8', [10**9], 0])")
message(
    "an array of objects by name",
    "raw(frame(json.dumps([['told', now(), 'returned', ['array', -9, '|O', [1], 0], [], [[], ['', []]]], [8]]).encode(), bytes(8)))",
)
message("an array of a kind that takes code to read", "told(now(), ['array', None, \"f8,O\", [1], None])")
message("a thing of ours", "told(now(), ['known', 1])")
message("a thing that nobody has", "told(now(), ['known', 10**9])")
message("a thing with a number of ours", "told(now(), ['list', 5, []])")
message("changes of what was never handed over", "told(now(), 1.0, changes=[[1, ['<f8', [1], None]]])")
message("strikes off what is not there", "told(now(), 1.0, gone=[1, 2, 3])")
message("prints a book", "told(now(), 1.0, aside=('x' * 10**6, ()))")
message("warns of what is no warning", "told(now(), 1.0, aside=('', [[[['builtins', 'SystemExit']], 'x']]))")
message("a function of NumPy that reads files", "told(now(), ['numpy', 'load'])")
message("lends an object", "told(now(), ['lent', -9, {'is': 'object', 'name': 'x', 'module': 'os', 'methods': [], 'attributes': []}])")
message("lends a strange name", "told(now(), ['lent', -9, {'is': 'iterator', 'name': '\\0'}])")
message("a stop for the grader", "raise KeyboardInterrupt")
message(
    "an exception that stops the grader",
    "say(['told', now(), 'raised', {'kind': [['builtins', 'KeyboardInterrupt']], 'told before': None, 'raised': {}}, [], [[], ['', []]]])",
)
message(
    "an exception of ours",
    "say(['told', now(), 'raised', {'kind': [['builtins', 'ValueError']], 'told before': 5, 'raised': {}}, [], [[], ['', []]]])",
)
message(
    "a stream without an end",
    """
        end = time.time() + 30
        while time.time() < end: told(1, [0.0] * 1000)
    """,
)
message(
    "questions without an end",
    """
        end = time.time() + 30
        while time.time() < end: say(['ask', 1, 'call', 1, None, [], [], [[], [], ['', []]]])
    """,
)
message("asks our desk", "ask('call', 0, 'examine', ('relu',))")
message("begins an examination of ours", "ask('call', 0, 'begin', ('relu', [], [], {}, {}))")
message(
    "asks for everything",
    """
        for n in range(1, 200):
            end_of_talk().things._things[n] = None
            ask('call', n, None, (z,))
    """,
)
message(
    "asks functions for their globals",
    """
        end_of_talk().things._things[1] = None
        ask('get', 1, '__globals__')
    """,
)
message(
    "asks for what can be gone through",
    """
        end_of_talk().things._things[1] = None
        ask('through', 1)
    """,
)
message(
    "has our library load a file",
    """
        import layerwise.nn as nn
        nn.minibatches.__globals__['layerwise'].exercises
    """,
)

NETWORK = (
    TALK
    + """
import gc, json, os, struct, sys, time
import numpy as np
def number_of(thing):
    return end_of_talk().things.number_of(thing)
def train(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    BODY
    return [1.0] * epochs
"""
)


def network(name: str, body: str, needs: tuple[str, ...] = ()) -> None:
    lines = indent(dedent(body).strip(), "    ")
    ATTACKS.append(Attack(f"stand-ins: {name}", NETWORK.replace("    BODY", lines), needs, "train"))


network("the network's class", "network.__class__.__init__.__globals__['nn']")
network("what the network is made of, by its number", "ask('get', number_of(network), '__class__')")
network("the examination's diary", "network.layers[0].diary.steps.extend([1] * 50)")
network("the diary, by its number", "ask('get', number_of(network), 'diary')")
network("a method that is none", "ask('call', number_of(network), '__init__', ([],))")
network("reduces the network to a pickle", "ask('call', number_of(network), '__reduce_ex__', (4,))")
network("has the network save itself", "network.save('SCRATCH/network.npz')")
network("has the network load a file", "network.load('SECRET')")
network(
    "puts a function into the network",
    """
        network.forward = lambda X: X
        ask('set', number_of(network), 'forward', (3.0,))
    """,
)
network("puts a text in place of the weights", "network.weights = 'heavy'")
network("puts an object in place of the layers", "network.layers = [object()]")
network(
    "copies the network without an end",
    """
        import copy
        for _ in range(10_000): copy.deepcopy(network)
    """,
)
network("goes through the optimizer", "ask('next', number_of(optimizer))")
network("feeds the network what is too large", "network.forward(np.zeros((4_000_000, network.weights.size)))")
network("has our memory filled", "for _ in range(200): network.forward(np.zeros((30_000, 3)))")
network(
    "reads the traceback of our error",
    """
        try: network.forward(np.zeros(7))
        except BaseException as error:
            frame = error.__traceback__
            while frame.tb_next: frame = frame.tb_next
            print(frame.tb_frame.f_globals.get('EXERCISES'), frame.tb_frame.f_globals['layerwise'])
    """,
)
network("looks into a method", "network.forward.__func__.__globals__['EXERCISES']")
network(
    "keeps what it was lent",
    """
        kept = globals().setdefault('kept', [])
        kept.append(network)
        for old in kept[:-1]: old.forward(X)
    """,
)

ATTACKS.append(
    Attack(
        "stand-ins: the function that is derived",
        """
        import gc, numpy as np
        def numerical_gradient(f, w, h=1e-5):
            return f.__globals__['numerical_gradient'](f, w, h)
    """,
        exercise="numerical_gradient",
    )
)
ATTACKS.append(
    Attack(
        "stand-ins: the closure of the function that is derived",
        """
        def numerical_gradient(f, w, h=1e-5):
            cells = [c.cell_contents for c in f.__closure__]
            return cells[0].__globals__['EXERCISES']
    """,
        exercise="numerical_gradient",
    )
)
ATTACKS.append(
    Attack(
        "stand-ins: calls itself through the function that is derived",
        """
        def numerical_gradient(f, w, h=1e-5):
            while True: f(numerical_gradient)
    """,
        exercise="numerical_gradient",
    )
)
ATTACKS.append(
    Attack(
        "stand-ins: activations that are answers",
        """
        def forward(X, layers):
            for W, b, activation in layers:
                print(getattr(activation, '__code__', None).co_consts, activation.__defaults__)
            return X
    """,
        exercise="forward",
    )
)
ATTACKS.append(
    Attack(
        "stand-ins: a generator of ours that never ends",
        """
        import numpy as np
        from layerwise.mine import minibatches
        def train(network, loss, optimizer, X, Y, epochs, batch_size, rng):
            while True:
                for batch in minibatches(X, Y, 1, rng): pass
    """,
        exercise="train",
    )
)
ATTACKS.append(
    Attack(
        "stand-ins: has ours fill the memory",
        """
        import numpy as np
        from layerwise.mine import one_hot
        def cross_entropy(P, Y):
            return one_hot(np.zeros(100_000, int), 10**9)
    """,
        exercise="cross_entropy",
    )
)
ATTACKS.append(
    Attack(
        "stand-ins: a generator's state that is none",
        """
        def he_init(n_in, n_out, rng):
            state = rng.bit_generator.state
            state['state']['state'] = 2**127
            rng.bit_generator.state = state
            rng.spawn(3)
            return rng.random((n_in, n_out))
    """,
        exercise="he_init",
    )
)
