"""Train the network that reads in lesson 00, and write its weights: layerwise/data/reader.npz.

    python benchmarks/train_reader.py

It learns from the first 1437 of the shipped digits, with the loop, the loss and the optimizer of `layerwise.nn`. The last 360 are held
back: they follow one another on the forms, so a held-back digit is not from between two that were learnt. In each epoch every picture
is moved, turned, stretched and slanted a little, by chance. How much, how many neurons and how many epochs was chosen for how well the
MNIST digits (`load_mnist`) are read, and for a 1 that is straight as if drawn by ruler: it is stretched to a block, which other settings
take for an 8. Neither the digits held back nor the drawings had a say.
Prints the shares of digits and drawings that are read right.
"""

from pathlib import Path

import numpy as np

from layerwise import data, nn
from layerwise.data import handwriting

FILE = Path(__file__).resolve().parents[1] / "layerwise" / "data" / "reader.npz"
LEARNT = 1437
NEURONS, DROPPED, LEARNING_RATE, EPOCHS, BATCH = 64, 0.1, 0.003, 200, 32
SEED = 0


def a_little_different(pictures, rng):
    """Each picture `(m, 8, 8)` moved by up to 0.7 pixels, turned, made wider or narrower, higher or lower, and slanted; each by chance."""
    m = len(pictures)
    right, down, turn, wider, higher, slant = (rng.uniform(-most, most, (m, 1, 1)) for most in (0.7, 0.7, 0.15, 0.35, 0.15, 0.2))
    y, x = np.meshgrid(np.arange(8) - 3.5, np.arange(8) - 3.5, indexing="ij")
    # Where in the old picture a pixel of the new one comes from; around it is paper.
    from_x = (np.cos(turn) * x - np.sin(turn) * y) * np.exp(wider) + slant * y + right
    from_y = (np.sin(turn) * x + np.cos(turn) * y) * np.exp(higher) + down
    framed = np.pad(pictures, ((0, 0), (2, 2), (2, 2)))
    from_x, from_y = (np.clip(place + 5.5, 0, 10.999) for place in (from_x, from_y))
    i, j, k = from_y.astype(int), from_x.astype(int), np.arange(m)[:, None, None]
    below, beside = from_y - i, from_x - j
    upper = framed[k, i, j] * (1 - beside) + framed[k, i, j + 1] * beside
    lower = framed[k, i + 1, j] * (1 - beside) + framed[k, i + 1, j + 1] * beside
    return upper * (1 - below) + lower * below


def trained():
    """The network, its weights rounded to three decimals."""
    digits, rng = data.load_digits(), np.random.default_rng(SEED)
    pictures, Y = digits.images[:LEARNT] / 16, np.eye(10)[digits.labels[:LEARNT]]
    layers = [nn.Dense(64, NEURONS, rng=rng), nn.ReLU(), nn.Dropout(DROPPED, rng=rng), nn.Dense(NEURONS, 10, rng=rng)]
    network, loss, optimizer = nn.Network(layers), nn.SoftmaxCrossEntropy(), nn.Adam(LEARNING_RATE)
    for _ in range(EPOCHS):
        X = a_little_different(pictures, rng).reshape(LEARNT, 64)
        nn.train(network, loss, optimizer, X, Y, epochs=1, batch_size=BATCH, rng=rng)
    reader = nn.Network([layer for layer in layers if not isinstance(layer, nn.Dropout)])  # dropout is for learning only
    reader.weights[...] = np.round(reader.weights, 3)
    return reader


def report(reader):
    digits, drawings = data.load_digits(), data.load_drawings()

    def right(pictures, labels):
        return reader.predict(np.reshape(pictures, (len(labels), 64)) / 16) == labels

    held_back = right(digits.images[LEARNT:], digits.labels[LEARNT:])
    print(f"{reader}: {reader.weights.size} weights")
    print(f"digits held back: {held_back.sum()} of {len(held_back)} right, {held_back.mean():.1%}")
    for centred in (True, False):
        read = right([handwriting.prepare(strokes, centred) for strokes in drawings.strokes], drawings.labels)
        print(
            f"drawings, {'put into the middle' if centred else 'left where they are'}: {read.sum()} of {len(read)} right, {read.mean():.1%}"
        )
        for hand in drawings.hand_names:
            mine = drawings.hands == hand
            print(f"    {hand:9} {read[mine].sum()} of {mine.sum()}")


def main():
    reader = trained()
    reader.save(FILE)
    report(reader)


if __name__ == "__main__":
    main()
