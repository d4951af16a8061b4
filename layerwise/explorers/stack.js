// Lesson 03. The same arithmetic as in stack.py.

import { put, shape } from "../ground/browser/elements.js";
import { FUNCTIONS } from "./activations.js";
import { TINY } from "./arithmetic.js";
import { pairOfAxes } from "./axes.js";
import { colour, ink, QUIET } from "./colours.js";
import { through, words } from "./drawing.js";
import { explorer } from "./explorer.js";
import { fixed } from "./wording.js";

const passedOn = (z) => z;
const between = (name) => (name === "none" ? passedOn : FUNCTIONS[name][0]);
const dense = (a, [W, b]) => b.map((bias, j) => a.reduce((total, value, i) => total + value * W[i][j], 0) + bias);

function stackOf({ X, weights }, seed, layers, activation) {
  const all = weights[seed - 1];
  const y = X.map((x) => {
    const hidden = all.slice(0, layers).reduce((a, layer) => dense(a, layer).map(activation), [x]);
    return dense(hidden, all.at(-1))[0];
  });
  const [low, high] = [Math.min(...y), Math.max(...y)];
  return y.map((value) => (high - low < TINY ? 0 : (2 * (value - low)) / (high - low) - 1));
}

function bendOf(y) {
  const end = y.length - 1;
  return (100 * Math.max(...y.map((value, k) => Math.abs(value - y[0] - ((y[end] - y[0]) * k) / end)))) / 2;
}

export function compute({ activation, layers, seed }, data) {
  const stack = stackOf(data, seed, layers, between(activation));
  const bend = bendOf(stack);
  const what = activation === "step" ? "jumps" : "bends";
  const bent = bend < 0.5 ? "a straight line" : `a line with ${what}, up to ${fixed(bend, 0)} % of its height away from straight`;
  return {
    stack,
    straight: stackOf(data, seed, layers, passedOn),
    bend,
    drawn: stack.every((value) => value === stack[0]) ? "a flat line" : bent,
  };
}

function curveOfTheStack({ X }, fit) {
  const size = { width: fit(420), height: fit(420), x: [-4, 4], y: [-1.4, 1.4] };
  const axes = pairOfAxes({ ...size, xTicks: [-4, -2, 0, 2, 4], yTicks: [], xLabel: "input x", yLabel: "output, stretched to fit" });
  const { svg, inside, toPlace } = axes;
  const straightLine = shape("path", { fill: "none", stroke: QUIET, "stroke-width": 2, "stroke-dasharray": "7 4" });
  const line = shape("path", { fill: "none", stroke: colour(0), "stroke-width": 2.6 });
  inside.append(straightLine, line);
  const corner = { class: "plated", x: axes.left + 8 };
  const name = words(svg, { ...corner, y: axes.top + 20, style: `fill: ${ink(0)}` });
  words(svg, { ...corner, y: axes.bottom - 10 }, "dashed: without activation");

  function show({ activation, layers, stack, straight }) {
    const path = (y) => through(y.map((value, k) => toPlace([X[k], value])));
    put(line, { d: path(stack) });
    put(straightLine, { d: path(straight) });
    const what = activation === "none" ? "no activation" : activation;
    name.textContent = `${layers} hidden ${layers === 1 ? "layer" : "layers"}, ${what}`;
  }
  return { svg, show };
}

export default explorer({ compute, drawings: [curveOfTheStack] });
