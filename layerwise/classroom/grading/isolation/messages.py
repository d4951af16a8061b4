"""What travels between two processes: a header in JSON, then the raw bytes of arrays. Never a pickle, and never code.

    frame = pack(body, blobs)         # body: None, True, numbers, texts, lists and dictionaries of them
    body, blobs = unpack(text, data)  # raises Malformed for whatever pack does not make

A frame begins with eight bytes, the lengths of its two parts. The numbers of an array stand in a blob, and the body says what they are.
Both sides hold the same caps: whoever sends is not trusted.
"""

import functools
import json
import math
import re
import struct
import sys
from typing import Any

import numpy as np

_said = json.JSONEncoder(separators=(",", ":")).encode
PREFIX = struct.Struct("<II")
MOST_TEXT = 8 * 2**20
MOST_DATA = 32 * 2**20
# A whole number with more digits is nothing that a lesson calculates with, and slow to read.
MOST_BITS = 1024

_NUMBERS = "biufc"
# Kinds of arrays whose contents do not travel: texts, dates, records. What is told of them is their kind and shape.
_CONTENTS_STAY = re.compile(r"[<>|=]?(?:[SUV]\d{1,6}|[mM]8(?:\[[a-zA-Z]{1,2}\])?)")


class Malformed(Exception):
    """What came is no message. Whoever sent it is not talked to any more."""


# --- frames --------------------------------------------------------------------------------------------------------------------


def pack(body: Any, blobs: list[bytes]) -> bytes:
    """A frame. Raises Malformed for one that the other side would refuse."""
    text = _said([body, [len(blob) for blob in blobs]]).encode()
    data = b"".join(blobs)
    check_lengths(len(text), len(data))
    return PREFIX.pack(len(text), len(data)) + text + data


def lengths(prefix: bytes) -> tuple[int, int]:
    """How long the two parts are that follow."""
    text, data = PREFIX.unpack(prefix)
    check_lengths(text, data)
    return text, data


def check_lengths(text: int, data: int) -> None:
    """Raise Malformed for parts that are too long."""
    if text > MOST_TEXT or data > MOST_DATA:
        raise Malformed(f"a message of {text + data:,} bytes")


def unpack(text: bytes, data: bytes) -> tuple[Any, list[memoryview]]:
    """The body and the blobs of a frame."""
    try:
        body, sizes = json.loads(text.decode())
    except (ValueError, TypeError, RecursionError, MemoryError):
        raise Malformed("a message that is no JSON") from None
    if type(sizes) is not list or not all(type(size) is int and size >= 0 for size in sizes) or sum(sizes) != len(data):
        raise Malformed("a message whose arrays have other sizes than it says")
    blobs, start = [], 0
    for size in sizes:
        blobs.append(memoryview(data)[start : start + size])
        start += size
    return body, blobs


# --- arrays --------------------------------------------------------------------------------------------------------------------


def array_to_wire(array: np.ndarray, blobs: list[bytes], with_contents: bool = True) -> list | None:
    """What is to be said of an array, whose numbers become one more blob; None for an array of objects."""
    dtype = array.dtype
    if dtype.kind not in _NUMBERS:
        kind = "V" + str(dtype.itemsize) if dtype.kind == "V" else dtype.str
        return [kind, list(array.shape), None] if _CONTENTS_STAY.fullmatch(kind) else None
    if not with_contents:
        return [dtype.newbyteorder("<").str, list(array.shape), None]
    if not dtype.isnative or sys.byteorder != "little":
        dtype = dtype.newbyteorder("<")
        array = np.asarray(array, dtype)
    blobs.append(array.tobytes())
    return [dtype.str, list(array.shape), len(blobs) - 1]


def array_from_wire(said: Any, blobs: list[memoryview]) -> np.ndarray:
    """A new array. Where the contents did not travel it holds nothing, takes no memory and cannot be written to."""
    kind, shape, place = parts(said, 3)
    dtype = _dtype(kind)
    if type(shape) is not list or len(shape) > 32 or not all(type(size) is int and 0 <= size < 2**40 for size in shape):
        raise Malformed("an array of no shape")
    if place is None:
        try:
            return np.broadcast_to(np.zeros((), dtype), shape)
        except ValueError:
            raise Malformed("an array larger than can be") from None
    if dtype.kind not in _NUMBERS:
        raise Malformed("an array of something that is no number")
    blob = entry(blobs, place)
    if math.prod(shape) * dtype.itemsize != len(blob):
        raise Malformed("an array whose shape does not fit its numbers")
    return np.frombuffer(blob, dtype).reshape(shape).copy()


def _dtype(kind: Any) -> np.dtype:
    if type(kind) is not str:
        raise Malformed("an array of an unknown kind")
    return _dtype_called(kind)


@functools.lru_cache(maxsize=200)
def _dtype_called(kind: str) -> np.dtype:
    if not (re.fullmatch(r"[<|][biufc]\d{1,2}", kind) or _CONTENTS_STAY.fullmatch(kind)):
        raise Malformed("an array of an unknown kind")
    try:
        return np.dtype(kind)
    except (TypeError, ValueError):
        raise Malformed("an array of an unknown kind") from None


# --- reading what came ---------------------------------------------------------------------------------------------------------


def parts(said: Any, count: int) -> list:
    """The entries of a list that has so many."""
    if type(said) is not list or len(said) != count:
        raise Malformed(f"something that should have {count} parts")
    return said


def entry(things: list, place: Any) -> Any:
    """The thing at a place."""
    if type(place) is not int or not 0 <= place < len(things):
        raise Malformed("a place where nothing stands")
    return things[place]


def text(said: Any, most: int = 10_000) -> str:
    """A text of at most so many letters."""
    if type(said) is not str or len(said) > most:
        raise Malformed("something that should be a text")
    return said


def texts(said: Any, most: int = 2_000) -> tuple[str, ...]:
    """So many texts at most."""
    if type(said) is not list or len(said) > most:
        raise Malformed("something that should be texts")
    return tuple(map(text, said))
