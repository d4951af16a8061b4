"""The diary of a training run: a network, a loss and an optimizer that work as those of layerwise.nn and note what is done with them."""

from typing import NamedTuple

import numpy as np

from layerwise import nn


class Step(NamedTuple):
    """A step of the optimizer: the batch and the labels that came before it, their loss, and whether network.backward did."""

    X_batch: np.ndarray | None
    Y_batch: np.ndarray | None
    loss: float | None
    gradient_is_fresh: bool


class Diary:
    """What was done in a training run, in all and for each step of the optimizer."""

    def __init__(self):
        self.network = None
        self.steps = []
        self.forward_passes = self.backward_passes = 0
        self.steps_gradients = self.steps_copies = False  # was the optimizer ever given these in the place of the weights?
        self.loss = None  # the last that was measured
        self._X_batch = self._Y_batch = None
        self._gradient_is_fresh = False

    def __deepcopy__(self, memo):
        return self  # a copy of the network writes into the same diary

    def note_forward(self, X_batch):
        self._X_batch = np.array(X_batch, float)

    def note_loss(self, Y_batch, number):
        self.forward_passes += 1
        self._Y_batch, self.loss = np.array(Y_batch, float), number

    def note_backward(self):
        self.backward_passes += 1
        self._gradient_is_fresh = self._X_batch is not None

    def note_step(self, parameters):
        self.steps.append(Step(self._X_batch, self._Y_batch, self.loss, self._gradient_is_fresh))
        self._gradient_is_fresh = False
        arrays = [parameter for parameter in parameters if isinstance(parameter, np.ndarray)]
        self.steps_gradients |= any(np.shares_memory(array, self.network.gradient) for array in arrays)
        self.steps_copies |= not all(np.shares_memory(array, self.network.weights) for array in arrays)


class PairForwarded(Exception):
    """Raised for network.forward(...) of a pair (X_batch, Y_batch)."""


class NotAGradient(Exception):
    """Raised for network.backward(...) of anything but an array."""


class LossBackwardTakesNothing(Exception):
    """Raised for loss.backward(...) with something between its brackets."""


class LossBackwardBeforeForward(Exception):
    """Raised for loss.backward() where no loss was measured yet."""


class NotTheWeights(Exception):
    """Raised for optimizer.step(...) with a single array in the place of the list of weights."""


class NotTheGradients(Exception):
    """Raised for optimizer.step(...) with a single array in the place of the list of gradients."""


class Network(nn.Network):
    """A network that says what it was given by mistake. What passes through it, its first layer notes."""

    def forward(self, X):
        if isinstance(X, tuple | list) and len(X) == 2 and all(isinstance(part, np.ndarray) for part in X):
            raise PairForwarded("network.forward takes the rows of X, and was given a pair")
        return super().forward(X)

    def backward(self, gradient):
        if not isinstance(gradient, np.ndarray) or gradient.ndim != 2:
            raise NotAGradient("network.backward takes what loss.backward() returns")
        return super().backward(gradient)


class FirstLayer(nn.Dense):
    """Notes what is fed forward, which begins here, and what is sent back, which ends here: through the network, or layer by layer."""

    def __init__(self, n_in, n_out, rng, diary):
        super().__init__(n_in, n_out, rng=rng)
        self.diary = diary

    def forward(self, X):
        self.diary.note_forward(X)
        return super().forward(X)

    def backward(self, gradient):
        self.diary.note_backward()
        return super().backward(gradient)


def loss_with(diary, kind):
    """A loss of this kind that notes what it measures."""

    class Loss(kind):
        def forward(self, output, Y):
            number = super().forward(output, Y)
            diary.note_loss(Y, number)
            return number

        def backward(self, *given):
            if given:
                raise LossBackwardTakesNothing("nothing stands between the brackets of loss.backward()")
            if diary.loss is None:
                raise LossBackwardBeforeForward("loss.backward() was called before loss.forward(...)")
            return super().backward()

    return Loss()


class SGD(nn.SGD):
    """An optimizer that notes its steps."""

    def __init__(self, learning_rate, diary):
        super().__init__(learning_rate)
        self.diary = diary

    def step(self, parameters, gradients):
        lists = "optimizer.step takes the lists that network.parameters() and network.gradients() return"
        if isinstance(parameters, np.ndarray):
            raise NotTheWeights(lists)
        if isinstance(gradients, np.ndarray):
            raise NotTheGradients(lists)
        self.diary.note_step(parameters)
        super().step(parameters, gradients)
