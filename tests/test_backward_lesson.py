"""Lesson 07: what its text says of a careless backward function, and of the gradient check at a kink, is true."""

import numpy as np

from layerwise.exercises.backward.dense_backward import dense_backward
from layerwise.exercises.backward.relu_backward import relu_backward
from layerwise.exercises.backward.softmax_cross_entropy_backward import softmax_cross_entropy_backward
from layerwise.exercises.bird import B1, B2, W1, W2, all_birds, probabilities
from layerwise.exercises.loss.cross_entropy import cross_entropy
from layerwise.exercises.slopes.numerical_gradient import numerical_gradient


def careless_relu_backward(dA, Z):
    return dA * (np.maximum(Z, 0) >= 0)


def slopes(X, Y, parameters, through_relu):
    """The slopes of W1, b1, W2 and b2."""
    first, first_bias, second, _ = parameters
    Z = X @ first + first_bias
    P = probabilities(X, *parameters)
    dH, d_second, d_second_bias = dense_backward(softmax_cross_entropy_backward(P, Y), np.maximum(Z, 0), second)
    _, d_first, d_first_bias = dense_backward(through_relu(dH, Z), X, first)
    return d_first, d_first_bias, d_second, d_second_bias


def losses(X, Y, through_relu, rate=0.05):
    parameters = [array.astype(float) for array in (W1, B1, W2, B2)]
    found = []
    for _ in range(20):
        found.append(cross_entropy(probabilities(X, *parameters), Y))
        for parameter, slope in zip(parameters, slopes(X, Y, parameters, through_relu), strict=True):
            parameter -= rate * slope
    return np.array(found)


def test_with_careless_slopes_the_loss_of_all_birds_falls_only_more_slowly():
    X, labels = all_birds()
    Y = np.eye(2)[labels]
    true, careless = losses(X, Y, relu_backward), losses(X, Y, careless_relu_backward)
    assert np.all(np.diff(careless) < 0) and np.all(true[1:] < careless[1:])


def test_at_a_kink_trying_comes_out_in_between():
    on_the_line, other = np.array([[1.5, 4.0]]), np.array([[1, 0]])
    by_hand = slopes(on_the_line, other, (W1, B1, W2, B2), relu_backward)[0]
    by_trying = numerical_gradient(lambda W: cross_entropy(probabilities(on_the_line, W1=W), other), W1.astype(float))
    assert np.all(by_hand == 0) and np.all(np.abs(by_trying) > 0.1)
