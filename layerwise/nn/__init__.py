"""The network that the lessons add up to, in plain NumPy. Rows are samples: X is (m, n).

Read in this order: layers, losses, network, optimizers, training; and storage, if you wonder what a saved network is.
"""

from layerwise.nn.layers import Dense, ReLU, Sigmoid
from layerwise.nn.losses import MeanSquaredError, SoftmaxCrossEntropy
from layerwise.nn.network import Network
from layerwise.nn.optimizers import SGD
from layerwise.nn.training import History, minibatches, train

__all__ = ["SGD", "Dense", "History", "MeanSquaredError", "Network", "ReLU", "Sigmoid", "SoftmaxCrossEntropy", "minibatches", "train"]
