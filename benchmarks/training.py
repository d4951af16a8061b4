"""How long one training step takes, beside scikit-learn's MLPClassifier and PyTorch, in one run.

    pip install -r benchmarks/requirements.txt
    python benchmarks/training.py

The same network, data, batch size and plain SGD for all; one thread; whole training runs, shuffling and the epoch's mean loss
included, divided by their number of steps. The contestants take turns, so that a busy moment of the machine meets all of them.
Prints the medians of nine turns and, for each peer, the median of its nine ratios to ours.
"""

import os

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
    os.environ[variable] = "1"

import statistics
import time
import warnings

import numpy as np
import torch
from sklearn.neural_network import MLPClassifier

from layerwise import nn

TURNS = 9
LEARNING_RATE = 0.01


class Race:
    """One network and its data, for every contestant alike."""

    def __init__(self, name, sizes, batch_size, dtype, n_samples, epochs):
        rng = np.random.default_rng(0)
        self.name, self.sizes, self.batch_size, self.dtype, self.epochs = name, sizes, batch_size, dtype, epochs
        self.X = rng.normal(size=(n_samples, sizes[0])).astype(dtype)
        self.labels = rng.integers(0, sizes[-1], n_samples)
        self.Y = np.eye(sizes[-1], dtype=dtype)[self.labels]
        self.steps = epochs * -(-n_samples // batch_size)

    def layerwise(self):
        layers = []
        for n_in, n_out in zip(self.sizes, self.sizes[1:], strict=False):
            layers += [nn.Dense(n_in, n_out, rng=0, dtype=self.dtype), nn.ReLU()]
        network = nn.Network(layers[:-1])
        start = time.perf_counter()
        nn.train(network, nn.SoftmaxCrossEntropy(), nn.SGD(LEARNING_RATE), self.X, self.Y, self.epochs, self.batch_size, rng=0)
        return time.perf_counter() - start

    def scikit_learn(self):
        network = MLPClassifier(
            self.sizes[1:-1],
            solver="sgd",
            alpha=0,
            momentum=0,
            batch_size=self.batch_size,
            learning_rate_init=LEARNING_RATE,
            max_iter=self.epochs,
            n_iter_no_change=self.epochs + 1,
            random_state=0,
        )
        start = time.perf_counter()
        network.fit(self.X, self.labels)
        return time.perf_counter() - start

    def pytorch(self):
        dtype = getattr(torch, np.dtype(self.dtype).name)
        layers = []
        for n_in, n_out in zip(self.sizes, self.sizes[1:], strict=False):
            layers += [torch.nn.Linear(n_in, n_out, dtype=dtype), torch.nn.ReLU()]
        network = torch.nn.Sequential(*layers[:-1])
        optimizer = torch.optim.SGD(network.parameters(), lr=LEARNING_RATE)
        loss_function = torch.nn.CrossEntropyLoss()
        X, labels = torch.tensor(self.X), torch.tensor(self.labels)
        start = time.perf_counter()
        for _ in range(self.epochs):
            order = torch.randperm(len(X))
            X_shuffled, labels_shuffled = X[order], labels[order]
            total = 0.0
            for first in range(0, len(X), self.batch_size):
                rows = slice(first, first + self.batch_size)
                optimizer.zero_grad()
                loss = loss_function(network(X_shuffled[rows]), labels_shuffled[rows])
                loss.backward()
                optimizer.step()
                total += loss.item()
        return time.perf_counter() - start

    def matrix_products(self):
        """The products that a step cannot do without: one forward and one for the weights in each layer, one back in all but the first."""
        rng = np.random.default_rng(0)
        values = [rng.normal(size=(self.batch_size, n)).astype(self.dtype) for n in self.sizes]
        weights = [rng.normal(size=shape).astype(self.dtype) for shape in zip(self.sizes, self.sizes[1:], strict=False)]
        start = time.perf_counter()
        for _ in range(self.steps):
            for x, w in zip(values, weights, strict=False):
                x @ w
            for i in reversed(range(len(weights))):
                values[i].T @ values[i + 1]
                if i > 0:
                    values[i + 1] @ weights[i].T
        return time.perf_counter() - start

    def run(self):
        contestants = (self.layerwise, self.scikit_learn, self.pytorch, self.matrix_products)
        for contestant in contestants:
            contestant()  # once without counting, so that nobody pays for a first time
        turns = [[contestant() / self.steps * 1e6 for contestant in contestants] for _ in range(TURNS)]
        ours, scikit_learn, pytorch, products = (statistics.median(column) for column in zip(*turns, strict=True))
        faster_than_scikit_learn = statistics.median(turn[1] / turn[0] for turn in turns)
        faster_than_pytorch = statistics.median(turn[2] / turn[0] for turn in turns)
        over_products = statistics.median(turn[0] / turn[3] for turn in turns)
        print(
            f"{self.name:36} {ours:8.1f} {scikit_learn:12.1f} {pytorch:8.1f} {products:9.1f}"
            f" {faster_than_scikit_learn:8.2f} {faster_than_pytorch:8.2f} {over_products:9.2f}"
        )


if __name__ == "__main__":
    torch.set_num_threads(1)
    warnings.simplefilter("ignore")  # scikit-learn warns that it was not given time to converge, which nobody asked of it
    print("Microseconds a step; how many times faster than each peer; times the bare matrix products")
    print(f"{'':36} {'ours':>8} {'scikit-learn':>12} {'PyTorch':>8} {'products':>9} {'x sk':>8} {'x torch':>8} {'/products':>9}")
    Race("penguins 4-10-10-3, batch 16", (4, 10, 10, 3), 16, np.float64, 342, 60).run()
    Race("digits 64-64-10, batch 32", (64, 64, 10), 32, np.float64, 1797, 10).run()
    Race("digits 64-256-256-10, batch 128, f32", (64, 256, 256, 10), 128, np.float32, 1797, 6).run()
