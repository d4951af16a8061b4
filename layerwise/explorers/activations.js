// The activation functions: the same as in activation.py.

import { TINY } from "./arithmetic.js";

const sigmoid = (z) => 1 / (1 + Math.exp(-z));

// Each activation and its slope.
export const FUNCTIONS = {
  step: [(z) => (z > TINY ? 1 : 0), () => 0],
  ReLU: [(z) => (z > TINY ? z : 0), (z) => (z > TINY ? 1 : 0)],
  sigmoid: [sigmoid, (z) => sigmoid(z) * (1 - sigmoid(z))],
};
