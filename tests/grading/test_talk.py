"""The talk between the two processes: what travels comes out as it went in, and what is no message harms nobody."""

import contextlib
import json
import random
import socket

import numpy as np
import pytest
from amounts import amount

from layerwise.classroom.grading.isolation.channel import Channel, Closed, OutOfPatience, WatchedChannel
from layerwise.classroom.grading.isolation.exceptions import instance_of, kind_from_wire, kind_to_wire, saying
from layerwise.classroom.grading.isolation.messages import MOST_TEXT, PREFIX, Malformed, lengths, pack, unpack
from layerwise.classroom.grading.isolation.speech import Reader, Writer
from layerwise.classroom.grading.isolation.stand_in import ExaminersSide
from layerwise.classroom.grading.isolation.things import Things
from layerwise.examiner.values import MOST_NUMBERS, TooLarge, settle

# --- values ----------------------------------------------------------------------------------------------------------------------


def there(value):
    """A value as the other side reads it."""
    side = ExaminersSide(print)
    writer = Writer(Things(1), side)
    body, blobs = unpack(*_parts(pack(writer.write(value), writer.blobs)))
    return Reader(Things(-1), blobs, side, lambda number, description: description).read(body)


def _parts(frame):
    text, _ = lengths(frame[: PREFIX.size])
    return frame[PREFIX.size : PREFIX.size + text], frame[PREFIX.size + text :]


PLAIN = [
    None,
    True,
    False,
    0,
    -(10**30),
    1.5,
    -0.0,
    float("inf"),
    1e-320,
    "",
    "ζ\ud800\0",
    (),
    (1, (2.0, "x")),
    [],
    [1, [2]],
    {"a": 1, "b": [None]},
]
ARRAYS = [
    np.arange(6.0).reshape(2, 3),
    np.arange(6).reshape(2, 3).T,
    np.array(3.0),
    np.zeros((0, 4)),
    np.array([True, False]),
    np.array([1, 2], np.uint8),
    np.array([1.5], np.float16),
    np.array([1], ">i8"),
    np.array([1 + 2j]),
    np.arange(10.0)[::3],
    np.array([np.nan, -0.0, np.inf]),
]


@pytest.mark.parametrize("value", PLAIN, ids=repr)
def test_plain_values_arrive_as_they_are(value):
    came = there(value)
    assert repr(came) == repr(value) and type(came) is type(value)


@pytest.mark.parametrize("array", ARRAYS, ids=repr)
def test_arrays_arrive_as_they_are_and_can_be_written_to(array):
    came = there(array)
    assert came.shape == array.shape and came.dtype == array.dtype.newbyteorder("=") and came.flags.writeable
    assert came.tobytes() == array.astype(array.dtype.newbyteorder("=")).tobytes()


@pytest.mark.parametrize("number", [np.float64(1.5), np.float32(1.5), np.int8(-3), np.bool_(True)], ids=repr)
def test_numbers_of_numpys_kinds_keep_their_kind(number):
    assert there(number) == number and type(there(number)) is type(number)


def test_a_generator_arrives_where_it_stands_and_with_its_seed():
    generator = np.random.default_rng([3, 4])
    generator.random(5)
    generator.spawn(2)
    came = there(generator)
    assert came.random() == generator.random()
    assert came.spawn(1)[0].random() == generator.spawn(1)[0].random()
    for kind in (np.random.MT19937, np.random.PCG64DXSM):
        generator = np.random.Generator(kind(7))
        assert there(generator).integers(10**9) == generator.integers(10**9)


def test_what_is_too_large_is_said_by_its_shape_and_takes_no_memory():
    for large in (np.zeros(MOST_NUMBERS + 1), [0] * (MOST_NUMBERS + 1), np.broadcast_to(0.0, (2**14, 2**13))):
        came = there(large)
        with pytest.raises(TooLarge) as here:
            settle(large)
        with pytest.raises(TooLarge) as other:
            settle(came)
        assert str(here.value) == str(other.value)
    assert there(np.zeros(2**24)).strides == (0,)


def test_objects_do_not_travel_and_their_kind_does():
    class Strange:
        def __reduce__(self):
            raise AssertionError("nobody pickles anything")

    assert type(there(Strange())).__name__ == "Strange"
    assert type(there(b"bytes")).__name__ == "bytes" and there(b"bytes") != b"bytes"
    assert [type(part).__name__ for part in there(np.array([Strange(), 1.5, None], object))] == ["Strange", "float", "NoneType"]
    assert there(np.array(["a", "bc"])).dtype.kind == "U"
    assert there(np.zeros(2, [("a", float)])).dtype.kind == "V"


def test_exceptions_keep_their_class_where_every_process_has_it():
    class Own(KeyError):
        pass

    with pytest.raises(TypeError) as refused:
        np.array(["a"]) * 2.0
    for kind in (ValueError, KeyError, SystemExit, np.exceptions.AxisError, np.linalg.LinAlgError, refused.type):
        assert kind_from_wire(json.loads(json.dumps(kind_to_wire(kind)))) is kind
        assert type(instance_of(kind)) is kind
    came = kind_from_wire(kind_to_wire(Own))
    assert (came.__name__, came.__base__) == ("Own", KeyError) and came is not Own
    for kind in (ValueError, KeyError, np.exceptions.AxisError, UnicodeDecodeError, ExceptionGroup):
        error = saying(kind, "some words")
        assert str(error) == "some words" and type(error).__name__ == kind.__name__


# --- frames ----------------------------------------------------------------------------------------------------------------------


def test_a_frame_that_the_other_side_would_refuse_is_not_sent():
    with pytest.raises(Malformed):
        pack("x" * MOST_TEXT, [])


def test_no_garbage_does_more_than_be_refused():
    """Random bytes, messages with a few bytes changed, and random trees of what messages are made of."""
    chance = random.Random(7)
    side, good = ExaminersSide(print), pack(["told", 1, "returned", ["array", -1, "<f8", [2], 0], [], [[], ["", []]]], [bytes(16)])
    words = [
        "tuple",
        "list",
        "dict",
        "array",
        "objects",
        "scalar",
        "complex",
        "generator",
        "numpy",
        "many",
        "deep",
        "known",
        "lent",
        "other",
    ]
    leaves = [
        None,
        True,
        -1,
        0,
        1,
        10**40,
        1.5,
        float("nan"),
        "",
        "x" * 300,
        "<f8",
        "|O",
        "\0",
        {},
        [],
        {"is": "object"},
        {"is": "iterator"},
    ]

    def tree(depth):
        if depth == 0 or chance.random() < 0.3:
            return chance.choice([*leaves, *words])
        return [chance.choice(words), *(tree(depth - 1) for _ in range(chance.randrange(4)))]

    for _ in range(amount(2_000, 50_000)):
        changed = bytearray(good)
        for _ in range(chance.randrange(1, 4)):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        for garbage in (bytes(changed), chance.randbytes(PREFIX.size + chance.randrange(60))):
            with contextlib.suppress(Malformed):
                unpack(*_parts(garbage))
        with contextlib.suppress(Malformed):
            Reader(Things(1), [memoryview(bytes(16))], side, lambda number, description: object()).read(tree(4))


def test_a_watched_channel_does_not_wait_for_ever():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        channel = WatchedChannel(ours)
        channel.renew(0.1)
        with pytest.raises(OutOfPatience):
            channel.receive()
        channel.renew(0.3)
        with pytest.raises(OutOfPatience):  # nobody reads, and the connection is full
            channel.send(None, [bytes(2**24)])


def test_a_channel_tells_its_end():
    ours, theirs = socket.socketpair()
    with ours:
        with theirs:
            Channel(theirs).send([1], [b"two"])
        channel = WatchedChannel(ours)
        channel.renew(5)
        body, blobs = channel.receive()
        assert body == [1] and bytes(blobs[0]) == b"two"
        with pytest.raises(Closed):
            channel.receive()


# --- things that both sides have ---------------------------------------------------------------------------------------------------


def examined(room, exercise, code, *cells):
    with room.submission(["import numpy as np", *cells, code]) as student:
        return student.examine(exercise, seed=7)


def test_what_is_written_to_in_one_process_is_written_to_in_the_other(room):
    code = "def sgd_step(params, grads, learning_rate):\n    for p, g in zip(params, grads):\n        p -= learning_rate * g"
    assert examined(room, "sgd_step", code).passed
    assert not examined(room, "sgd_step", code.replace("p -= learning_rate * g", "p = p - learning_rate * g")).passed
    other = "def sgd_step(params, grads, learning_rate):\n    params[:] = [p - learning_rate * g for p, g in zip(params, grads)]"
    assert "params still holds the same arrays" in examined(room, "sgd_step", other).report.message


def test_an_array_is_one_and_the_same_from_call_to_call(room):
    kept = """
seen = {}
def momentum_step(params, grads, velocity, learning_rate, momentum):
    for p, g, v in zip(params, grads, velocity):
        own = seen.setdefault(id(p), (p, v))[1]
        own *= momentum
        own -= learning_rate * g
        p += own
"""
    assert examined(room, "momentum_step", kept).passed


def test_a_network_is_trained_where_it_is(room):
    own_steps = """
def train(network, loss, optimizer, X, Y, epochs, batch_size, rng):
    losses = []
    for epoch in range(epochs):
        order, batches = rng.permutation(len(X)), []
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            batches.append(loss.forward(network.forward(X[rows]), Y[rows]))
            network.backward(loss.backward())
            STEP
        losses.append(np.mean(batches))
    return losses
"""
    right = examined(room, "train", own_steps.replace("STEP", "optimizer.step([network.weights], [network.gradient])"))
    assert right.passed
    by_hand = examined(room, "train", own_steps.replace("STEP", "network.weights -= optimizer.learning_rate * network.gradient"))
    assert by_hand.report.mistake == "steps-of-its-own"
    copies = examined(
        room, "train", own_steps.replace("STEP", "optimizer.step([w.copy() for w in network.parameters()], network.gradients())")
    )
    assert not copies.passed


def test_batches_are_handed_out_one_by_one(room):
    endless = "def minibatches(X, Y, batch_size, rng):\n    while True:\n        yield X[:batch_size], Y[:batch_size]"
    assert examined(room, "minibatches", endless).status == "wrong"
    buffer = """
def minibatches(X, Y, batch_size, rng):
    xs, ys = np.empty((batch_size, *X.shape[1:])), np.empty((batch_size, *Y.shape[1:]))
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        xs[: len(rows)], ys[: len(rows)] = X[rows], Y[rows]
        yield xs[: len(rows)], ys[: len(rows)]
"""
    assert examined(room, "minibatches", buffer).report.message.endswith("a batch stays what it is when the next one comes.")


def test_what_is_shared_stays_little(room):
    """After an examination of many calls both sides know of no more than of what is in use."""
    views = """
def split(X, y, validation_fraction, rng):
    numbers = list(range(len(X)))
    rng.shuffle(numbers)
    n = round(validation_fraction * len(X))
    val, train = numbers[:n], numbers[n:]
    return [X[i] for i in train], [X[i] for i in val], [y[i] for i in train], [y[i] for i in val]
"""
    with room.submission(["import numpy as np", views]) as student:
        assert student.examine("split", seed=7).passed
        assert len(student._exchange.things._things) < 50
