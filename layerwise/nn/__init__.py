"""The network that the lessons add up to, in plain NumPy. Rows are samples: X is (m, n).

Read in this order: layers, losses, network, optimizers, training; and storage, if you wonder what a saved network is.
"""

from layerwise.nn.layers import Dense, Dropout, ReLU, Sigmoid
from layerwise.nn.losses import MeanSquaredError, SoftmaxCrossEntropy
from layerwise.nn.network import Network
from layerwise.nn.optimizers import SGD, Adam, Momentum
from layerwise.nn.training import History, minibatches, train

__all__ = ["SGD", "Adam", "Dense", "Dropout", "History", "MeanSquaredError", "Momentum", "Network", "ReLU", "Sigmoid"]
__all__ += ["SoftmaxCrossEntropy", "minibatches", "train"]
