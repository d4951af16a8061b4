// The course's network of two inputs, two hidden neurons and two outputs: the same arithmetic as in small_network.py.

import { TINY } from "./arithmetic.js";

export const NEURONS = ["first", "second"];
export const OUTPUTS = ["other", "Gentoo"];

function weightedSums(x, W, b) {
  const sums = [0, 1].map((j) => x[0] * W[0][j] + x[1] * W[1][j] + b[j]);
  return sums.map((z) => (Math.abs(z) < TINY ? 0 : z));
}

export function fedForward(x, W1, b1, W2, b2) {
  const z = weightedSums(x, W1, b1);
  const h = z.map((value) => Math.max(0, value));
  const scores = weightedSums(h, W2, b2);
  const powers = scores.map((score) => Math.exp(score - Math.max(...scores)));
  return { z, h, scores, P: powers.map((power) => power / (powers[0] + powers[1])) };
}
