"""The course's network: one penguin of 1.5 cm and 5 kg, two hidden neurons, two outputs."""

import numpy as np

OUR_PENGUIN = np.array([[1.5, 5.0]])
W1, B1 = np.array([[-2.0, 2.0], [1.0, -1.0]]), np.array([-1.0, 1.0])
W2, B2 = np.array([[0.5, 1.0], [1.0, 0.0]]), np.array([0.0, 0.0])
