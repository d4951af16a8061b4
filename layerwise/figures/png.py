"""Writing a drawing as a small PNG: at most 128 colours, nothing about date or program, so the same drawing gives the same bytes."""

import struct
import zlib

import numpy as np

COLOURS = 128
SIGNATURE = b"\x89PNG\r\n\x1a\n"


def encode(pixels):
    """The bytes of a PNG (W3C, Portable Network Graphics, 3rd edition) of `pixels` `(height, width, 3 or more)`, uint8.

    The most frequent colours are kept exactly; the rest, soft edges of lines and letters, become the nearest of them.
    """
    height, width = pixels.shape[:2]
    packed = pixels[:, :, :3].astype(np.uint32) @ np.array([65536, 256, 1], dtype=np.uint32)
    drawn = packed != packed[0, 0]  # most of a drawing is paper, the colour of its corner: sorting the rest alone is much faster
    shades, place, frequency = np.unique(packed[drawn], return_inverse=True, return_counts=True)
    frequent = np.argsort(-frequency, kind="stable")[: COLOURS - 1]
    palette = np.concatenate([packed[0, :1], shades[frequent]])
    distance = ((_channels(shades)[:, None] - _channels(palette)[None]) ** 2).sum(axis=2)
    rows = np.zeros((height, width + 1), dtype=np.uint8)  # each row begins with 0, no filter; 0 is the paper too
    rows[:, 1:][drawn] = np.argmin(distance, axis=1)[place.reshape(-1)]
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    colours = _channels(palette).astype(np.uint8).tobytes()
    chunks = [(b"IHDR", header), (b"PLTE", colours), (b"IDAT", zlib.compress(rows.tobytes(), 6)), (b"IEND", b"")]
    return SIGNATURE + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _channels(packed):
    return np.stack([packed >> 16, packed >> 8 & 255, packed & 255], axis=-1).astype(np.int64)
