"""Write oracle.json: what PyTorch computes for a few small networks. `tests/test_nn.py` compares `layerwise.nn` with it.

    pip install torch
    python tests/oracle/make_oracle.py

It uses torch.nn.Linear, torch's own losses and optimizers, and nothing of ours, so that no fault can agree with itself. The
numbers are stored because PyTorch is not among the course's requirements. Floats are written so that they are read back exactly.
"""

import copy
import json
from pathlib import Path

import numpy as np
import torch

STEPS, LEARNING_RATE = 20, 0.1
TARGET = Path(__file__).with_name("oracle.json")

# As `layerwise.nn` calls them. With a learning rate that stays the same, torch's momentum is the one of the course.
OPTIMIZERS = {
    "SGD": lambda weights: torch.optim.SGD(weights, lr=LEARNING_RATE),
    "Momentum": lambda weights: torch.optim.SGD(weights, lr=LEARNING_RATE, momentum=0.9),
    "Adam": lambda weights: torch.optim.Adam(weights, lr=LEARNING_RATE),
}

# name, sizes of the layers, the activation between them, the loss, rows, dtype
NETWORKS = (
    ("one layer, mean squared error", (3, 2), "ReLU", "MeanSquaredError", 5, "float64"),
    ("sigmoid, mean squared error", (3, 5, 2), "Sigmoid", "MeanSquaredError", 7, "float64"),
    ("ReLU, mean squared error", (2, 6, 1), "ReLU", "MeanSquaredError", 4, "float64"),
    ("ReLU, cross-entropy", (4, 10, 3), "ReLU", "SoftmaxCrossEntropy", 8, "float64"),
    ("two hidden layers", (4, 6, 5, 3), "ReLU", "SoftmaxCrossEntropy", 9, "float64"),
    ("sigmoid, cross-entropy, one row", (5, 4, 4), "Sigmoid", "SoftmaxCrossEntropy", 1, "float64"),
    ("ReLU, cross-entropy, float32", (4, 8, 3), "ReLU", "SoftmaxCrossEntropy", 8, "float32"),
    ("sigmoid, mean squared error, float32", (3, 4, 2), "Sigmoid", "MeanSquaredError", 6, "float32"),
)


def parameters(model):
    """All weights and biases, one after the other as a Network has them: torch keeps W as (n_out, n_in)."""
    return torch.cat([p.detach().t().reshape(-1) for p in model.parameters()]).tolist()


def gradients(model):
    return torch.cat([p.grad.t().reshape(-1) for p in model.parameters()]).tolist()


def network_case(number, name, sizes, activation, loss_name, rows, dtype):
    rng = np.random.default_rng(number)
    torch_type = getattr(torch, dtype)
    parts = []
    for n_in, n_out in zip(sizes[:-1], sizes[1:], strict=True):
        linear = torch.nn.Linear(n_in, n_out, dtype=torch_type)
        with torch.no_grad():
            linear.weight.copy_(torch.tensor(rng.normal(size=(n_out, n_in))))
            linear.bias.copy_(torch.tensor(rng.normal(size=n_out)))
        parts += [linear, getattr(torch.nn, activation)()]
    model = torch.nn.Sequential(*parts[:-1])

    X = torch.tensor(rng.normal(size=(rows, sizes[0])), dtype=torch_type, requires_grad=True)
    labels = rng.integers(sizes[-1], size=rows)
    if loss_name == "SoftmaxCrossEntropy":
        Y, target, loss = np.eye(sizes[-1])[labels], torch.tensor(labels), torch.nn.CrossEntropyLoss()
    else:
        Y = rng.normal(size=(rows, sizes[-1])).astype(dtype)
        target, loss = torch.tensor(Y), torch.nn.MSELoss()

    case = {"name": name, "sizes": sizes, "activation": activation, "loss_name": loss_name, "dtype": dtype}
    case |= {"X": X.tolist(), "Y": Y.tolist(), "weights": parameters(model)}
    output = model(X)
    value = loss(output, target)
    value.backward()
    case |= {"output": output.tolist(), "loss": value.item(), "dX": X.grad.tolist(), "gradient": gradients(model)}

    case["trained_weights"] = {}
    for optimizer_name, make in OPTIMIZERS.items():
        trained = copy.deepcopy(model)
        optimizer = make(trained.parameters())
        for _ in range(STEPS):
            optimizer.zero_grad()
            loss(trained(X), target).backward()
            optimizer.step()
        case["trained_weights"][optimizer_name] = parameters(trained)
    return case


def large_scores_case():
    rows = [[1000.0, -1000, 0], [-1000, 1000, 1000], [1000, 1000, 1000], [0, 0, 1000]]
    scores = torch.tensor(rows, dtype=torch.float64, requires_grad=True)
    labels = torch.tensor([1, 1, 2, 0])
    value = torch.nn.CrossEntropyLoss()(scores, labels)
    value.backward()
    Y = torch.nn.functional.one_hot(labels, 3)
    return {"scores": scores.tolist(), "Y": Y.tolist(), "loss": value.item(), "d_scores": scores.grad.tolist()}


def main():
    oracle = {
        "made_with": f"PyTorch {torch.__version__}",
        "steps": STEPS,
        "learning_rate": LEARNING_RATE,
        "networks": [network_case(number, *case) for number, case in enumerate(NETWORKS)],
        "large_scores": large_scores_case(),
    }
    TARGET.write_text(json.dumps(oracle) + "\n", encoding="utf-8")
    print(f"{len(NETWORKS)} networks written to {TARGET.name} with {oracle['made_with']}")


if __name__ == "__main__":
    main()
