"""Write the drawings of digits that the course ships, layerwise/data/drawings.json.

    python benchmarks/make_drawings.py

Nobody wrote them: a hand is imitated. The shapes below are those in which people write each digit, as strokes through a few points. A
hand chooses among them, makes them wide or narrow, slanted, large or small, and misses each point by a little; so no two drawings are
alike. The seed decides everything, and no drawing was left out or changed for how it is read.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

FILE = Path(__file__).resolve().parents[1] / "layerwise" / "data" / "drawings.json"
SHEET = 128
EACH = 2  # drawings of each digit by each hand
SEED = 1998

# The points that a stroke goes through, from (0, 0) at the top left to (1, 1). At a point that stands twice it turns a corner.
SHAPES = {
    "0": [[(0.55, 0), (0.2, 0.08), (0.02, 0.45), (0.18, 0.9), (0.5, 1), (0.85, 0.88), (0.98, 0.45), (0.8, 0.08), (0.5, 0.01)]],
    "0 open": [[(0.7, 0.06), (0.3, 0.04), (0.03, 0.4), (0.15, 0.88), (0.5, 1), (0.88, 0.85), (0.98, 0.45), (0.82, 0.12), (0.62, 0)]],
    "0 slashed": [
        [(0.5, 0.02), (0.15, 0.15), (0.02, 0.5), (0.2, 0.9), (0.5, 0.98), (0.85, 0.85), (0.97, 0.45), (0.8, 0.1), (0.48, 0.02)],
        [(0.98, 0), (0.5, 0.5), (0.02, 1)],
    ],
    "1": [[(0.5, 0), (0.46, 0.5), (0.5, 1)]],
    "1 flagged": [[(0, 0.32), (0.4, 0.16), (0.78, 0), (0.78, 0), (0.76, 0.5), (0.74, 1)]],
    "1 with a foot": [[(0.1, 0.22), (0.52, 0), (0.52, 0), (0.5, 0.5), (0.5, 0.98)], [(0.05, 1), (0.5, 0.98), (1, 0.99)]],
    "2": [
        [(0.05, 0.25), (0.25, 0.03), (0.65, 0), (0.9, 0.2), (0.78, 0.5), (0.4, 0.78), (0.02, 1), (0.02, 1), (0.5, 0.97), (1, 0.98)],
    ],
    "2 looped": [
        [
            (0.08, 0.22),
            (0.35, 0),
            (0.75, 0.05),
            (0.85, 0.28),
            (0.62, 0.62),
            (0.25, 0.95),
            (0.04, 0.95),
            (0.06, 0.82),
            (0.3, 0.8),
            (0.62, 0.98),
        ]
        + [(1, 0.9)],
    ],
    "2 like a swan": [
        [(0.1, 0.3), (0.3, 0.02), (0.75, 0.04), (0.85, 0.33), (0.5, 0.68), (0.06, 0.95), (0.35, 0.89), (0.65, 1), (1, 0.88)],
    ],
    "3": [
        [
            (0.08, 0.15),
            (0.4, 0),
            (0.8, 0.08),
            (0.82, 0.3),
            (0.4, 0.46),
            (0.4, 0.46),
            (0.85, 0.57),
            (0.95, 0.8),
            (0.6, 1),
            (0.2, 0.97),
            (0, 0.83),
        ],
    ],
    "3 with a flat top": [
        [(0.05, 0.02), (0.9, 0), (0.9, 0), (0.42, 0.4), (0.42, 0.4), (0.8, 0.47), (0.97, 0.72), (0.7, 0.97), (0.3, 1), (0, 0.86)],
    ],
    "4": [[(0.3, 0), (0.18, 0.3), (0, 0.6), (0, 0.6), (0.5, 0.6), (1, 0.57)], [(0.76, 0.12), (0.74, 0.55), (0.7, 1)]],
    "4 closed": [[(0.68, 0.66), (0.7, 0), (0.7, 0), (0.35, 0.35), (0, 0.68), (0, 0.68), (0.5, 0.67), (1, 0.66)], [(0.69, 0.3), (0.68, 1)]],
    "4 like a flash": [[(0.5, 0), (0.28, 0.3), (0.02, 0.62), (0.02, 0.62), (0.5, 0.6), (0.98, 0.6)], [(0.66, 0.36), (0.6, 0.7), (0.58, 1)]],
    "5": [
        [(0.2, 0.04), (0.15, 0.42), (0.15, 0.42), (0.5, 0.36), (0.88, 0.52), (0.9, 0.8), (0.55, 1), (0.05, 0.92)],
        [(0.2, 0.04), (0.55, 0.03), (0.95, 0)],
    ],
    "5 in one": [
        [(0.95, 0.01), (0.6, 0.02), (0.24, 0.03), (0.24, 0.03), (0.17, 0.42), (0.17, 0.42), (0.55, 0.37), (0.92, 0.6), (0.8, 0.9), (0.4, 1)]
        + [(0.02, 0.9)],
    ],
    "5 like an s": [[(0.9, 0.04), (0.45, 0.02), (0.18, 0.22), (0.4, 0.43), (0.82, 0.6), (0.8, 0.9), (0.4, 1), (0.02, 0.91)]],
    "6": [[(0.75, 0), (0.35, 0.2), (0.08, 0.55), (0.1, 0.86), (0.45, 1), (0.85, 0.88), (0.9, 0.64), (0.55, 0.52), (0.14, 0.7)]],
    "6 straight": [[(0.6, 0), (0.3, 0.3), (0.06, 0.65), (0.12, 0.92), (0.48, 1), (0.9, 0.85), (0.8, 0.6), (0.4, 0.57), (0.1, 0.76)]],
    "6 round": [
        [(0.72, 0.02), (0.25, 0.25), (0.02, 0.65), (0.25, 0.97), (0.7, 0.97), (0.97, 0.7), (0.72, 0.42), (0.3, 0.46), (0.05, 0.68)]
    ],
    "7": [[(0, 0.03), (0.5, 0.03), (0.95, 0), (0.95, 0), (0.6, 0.45), (0.38, 1)]],
    "7 barred": [[(0, 0.04), (0.5, 0.03), (1, 0), (1, 0), (0.62, 0.45), (0.42, 1)], [(0.2, 0.51), (0.5, 0.48), (0.86, 0.47)]],
    "7 hooked": [[(0.02, 0.2), (0.05, 0.03), (0.05, 0.03), (0.5, 0.03), (1, 0.01), (1, 0.01), (0.62, 0.45), (0.46, 1)]],
    "8": [
        [(0.82, 0.14), (0.5, 0), (0.16, 0.14), (0.3, 0.4), (0.74, 0.58), (0.92, 0.82), (0.5, 1), (0.08, 0.83), (0.28, 0.57), (0.72, 0.36)]
        + [(0.86, 0.15), (0.7, 0.03)],
    ],
    "8 of two rings": [
        [(0.5, 0), (0.18, 0.1), (0.16, 0.36), (0.5, 0.46), (0.84, 0.36), (0.82, 0.1), (0.48, 0)],
        [(0.5, 0.46), (0.1, 0.58), (0.04, 0.86), (0.5, 1), (0.95, 0.86), (0.9, 0.58), (0.48, 0.46)],
    ],
    "8 open": [
        [(0.9, 0.08), (0.5, 0), (0.14, 0.16), (0.32, 0.42), (0.78, 0.62), (0.88, 0.86), (0.48, 1), (0.06, 0.84), (0.3, 0.56), (0.98, 0.1)],
    ],
    "9": [[(0.88, 0.2), (0.55, 0), (0.1, 0.14), (0.12, 0.42), (0.5, 0.5), (0.88, 0.22), (0.88, 0.22), (0.86, 0.6), (0.8, 1)]],
    "9 round": [
        [
            (0.85, 0.16),
            (0.5, 0),
            (0.1, 0.18),
            (0.15, 0.44),
            (0.5, 0.5),
            (0.87, 0.2),
            (0.87, 0.2),
            (0.9, 0.55),
            (0.72, 0.9),
            (0.35, 1),
            (0.08, 0.9),
        ],
    ],
    "9 open": [
        [(0.8, 0.06), (0.4, 0.02), (0.06, 0.2), (0.14, 0.44), (0.5, 0.5), (0.86, 0.32), (0.92, 0.02), (0.92, 0.02), (0.88, 0.5), (0.82, 1)],
    ],
}


@dataclass
class Hand:
    """How someone writes: what is particular, in words and in numbers.

    `shapes` are those that are not the first of their digit; `width` is that of a digit of height 1, `height` that on the sheet, `slant`
    how far its top leans to the right, `misses` how far a point lies from where it should be, `tremor` how much the pen shakes, in units
    of the sheet; `middle` is where on the sheet the digits stand, and `astray` how far from there.
    """

    about: str
    shapes: tuple = ()
    width: float = 0.62
    height: float = 88
    slant: float = 0.0
    misses: float = 0.025
    tremor: float = 0.0
    middle: tuple = (64, 64)
    astray: float = 4


HANDS = {
    "upright": Hand("plain school digits, upright"),
    "barred": Hand(
        "1 with a flag, 7 with a bar, 4 open at the top, 2 with a loop", ("1 flagged", "7 barred", "2 looped", "5 in one"), slant=0.06
    ),
    "slanted": Hand(
        "everything leans to the right", ("1 flagged", "4 closed", "5 in one", "6 straight", "9 round", "8 open"), slant=0.32, misses=0.03
    ),
    "round": Hand(
        "wide and round, 0 with a slash, 9 with a curved tail",
        ("0 slashed", "1 with a foot", "2 like a swan", "6 round", "8 of two rings", "9 round", "4 closed", "7 hooked"),
        width=0.82,
    ),
    "narrow": Hand("tall and narrow", ("3 with a flat top", "4 like a flash", "9 open", "6 straight"), width=0.42, height=104),
    "shaky": Hand("an unsteady pen", ("1 flagged", "5 in one", "4 closed", "7 hooked"), tremor=1.6, misses=0.04),
    "hasty": Hand(
        "fast: rings stay open, corners become bends",
        ("0 open", "2 like a swan", "4 like a flash", "5 like an s", "8 open", "9 open"),
        misses=0.05,
        slant=0.15,
        astray=10,
    ),
    "small": Hand("small, in the top left corner", ("1 flagged", "7 barred", "4 closed"), height=40, middle=(34, 34), misses=0.03),
    "large": Hand(
        "as large as the sheet allows", ("2 looped", "3 with a flat top", "7 hooked", "5 in one"), height=106, width=0.8, astray=2
    ),
}


def write(hand: Hand, digit: int, rng) -> list:
    """One drawing: strokes of points [x, y], whole numbers on the sheet."""
    name = next((shape for shape in hand.shapes if shape.startswith(str(digit))), str(digit))
    height = hand.height * rng.normal(1, 0.04)
    width = height * hand.width * rng.normal(1, 0.07) * (0.55 if digit == 1 else 1)
    slant, turn = hand.slant + rng.normal(0, 0.04), rng.normal(0, 0.03)
    middle = np.array(hand.middle) + rng.normal(0, hand.astray, 2)
    strokes = []
    for shape in SHAPES[name]:
        x, y = (missed(shape, hand.misses, rng).T - 0.5) * [[width], [height]]
        x = x - slant * y
        turned = np.stack([x * np.cos(turn) - y * np.sin(turn), x * np.sin(turn) + y * np.cos(turn)], axis=1)
        line = curve(turned + middle)
        line = line + trembling(len(line), hand.tremor, rng)
        strokes.append(sparse(np.rint(np.clip(line, 4, SHEET - 4)).astype(int)))
    return strokes


def missed(shape, by, rng):
    """The points of a stroke, each a little off; both points of a corner alike."""
    points, off = np.array(shape), rng.normal(0, by, (len(shape), 2))
    for k in range(1, len(points)):
        if shape[k] == shape[k - 1]:
            off[k] = off[k - 1]
    return points + off


def curve(points):
    """A smooth line through points, which turns a corner where one stands twice (the curve of Catmull and Rom, 1974)."""
    corners = [k for k in range(1, len(points)) if np.array_equal(points[k], points[k - 1])]
    parts = [smooth(part) for part in np.split(points, corners)]
    return np.concatenate([parts[0], *(part[1:] for part in parts[1:])])


def smooth(points, between=8):
    around = np.concatenate([[2 * points[0] - points[1]], points, [2 * points[-1] - points[-2]]])
    t = (np.arange(between) / between)[:, None]
    pieces = []
    for a, b, c, d in zip(around, around[1:], around[2:], around[3:], strict=False):
        pieces.append(b + t * (c - a) / 2 + t**2 * (a - 2.5 * b + 2 * c - d / 2) + t**3 * (1.5 * b - a / 2 - 1.5 * c + d / 2))
    return np.concatenate([*pieces, points[-1:]])


def trembling(n, tremor, rng):
    """Shaking that lasts for a few points, since a hand has a weight: (n, 2)."""
    noise = rng.normal(0, tremor, (n + 4, 2))
    return np.stack([np.convolve(noise[:, axis], np.ones(3) / 3**0.5, "valid")[:n] for axis in (0, 1)], axis=1)


def sparse(line, apart=4):
    """The points of a line of which each is a step from the one before; first and last stay."""
    kept = [line[0]]
    for point in line[1:]:
        if np.hypot(*(point - kept[-1])) >= apart:
            kept.append(point)
    return [point.tolist() for point in [*kept, line[-1]]]


def main():
    rng = np.random.default_rng(SEED)
    hands = []
    for name, hand in HANDS.items():
        drawings = [{"digit": digit, "strokes": write(hand, digit, rng)} for _ in range(EACH) for digit in range(10)]
        hands.append({"hand": name, "about": hand.about, "drawings": drawings})
    FILE.write_text(in_lines(hands), encoding="utf-8", newline="\n")
    print(f"{sum(len(hand['drawings']) for hand in hands)} drawings by {len(hands)} hands, {FILE.stat().st_size:,} bytes: {FILE.name}")


def in_lines(hands) -> str:
    """The drawings as JSON, one drawing a line."""
    compact = {"separators": (",", ":")}
    blocks = []
    for hand in hands:
        drawings = ",\n".join(json.dumps(drawing, **compact) for drawing in hand["drawings"])
        blocks.append(f'{{"hand":{json.dumps(hand["hand"])},"about":{json.dumps(hand["about"])},"drawings":[\n{drawings}\n]}}')
    return "[\n" + ",\n".join(blocks) + "\n]\n"


if __name__ == "__main__":
    main()
