// Lesson 02. The same arithmetic as in activation.py.

import { put, shape } from "../ground/browser/elements.js";
import { TINY } from "./arithmetic.js";
import { pairOfAxes } from "./axes.js";
import { colour, ink, QUIET } from "./colours.js";
import { movingDot } from "./dots.js";
import { through, words } from "./drawing.js";
import { explorer } from "./explorer.js";
import { fixed } from "./wording.js";

const sigmoid = (z) => 1 / (1 + Math.exp(-z));
const FUNCTIONS = {
  none: [(z) => z, () => 1],
  step: [(z) => (z > TINY ? 1 : 0), () => 0],
  ReLU: [(z) => (z > TINY ? z : 0), (z) => (z > TINY ? 1 : 0)],
  sigmoid: [sigmoid, (z) => sigmoid(z) * (1 - sigmoid(z))],
};

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

export function compute({ activation, z, layers, seed }, data) {
  const [of, slope] = FUNCTIONS[activation];
  const stack = stackOf(data, seed, layers, of);
  const bend = bendOf(stack);
  const what = activation === "step" ? "jumps" : "bends";
  const bent = bend < 0.5 ? "a straight line" : `a line with ${what}, up to ${fixed(bend, 0)} % of its height away from straight`;
  return {
    a: of(z),
    slope: slope(z),
    remark: z === 0 ? (data.at_zero[activation] ?? "") : "",
    stack,
    straight: stackOf(data, seed, layers, FUNCTIONS.none[0]),
    bend,
    drawn: stack.every((value) => value === stack[0]) ? "a flat line" : bent,
  };
}

function tangent(data, fit) {
  const size = { width: fit(360), height: fit(360) + 12, x: [-4, 4], y: [-4.2, 4.2] };
  const axes = pairOfAxes({ ...size, xTicks: [-4, -2, 0, 2, 4], yTicks: [-4, -2, 0, 2, 4], xLabel: "score z", yLabel: "activation a" });
  const { svg, inside, toPlace } = axes;
  const curve = shape("path", { fill: "none", stroke: colour(0), "stroke-width": 2.6 });
  const line = shape("path", { stroke: colour(1), "stroke-width": 2, "stroke-dasharray": "7 4" });
  const dot = movingDot();
  inside.append(curve, line);
  svg.append(dot);
  const corner = { class: "plated", x: axes.left + 8 };
  const here = words(svg, { ...corner, y: axes.top + 20 });
  const steepness = words(svg, { ...corner, y: axes.top + 40, style: `fill: ${ink(1)}` });

  function show({ activation, z, a, slope }) {
    const along = (part) => through(part.map((x) => toPlace([x, FUNCTIONS[activation][0](x)])));
    const parts = activation === "step" ? [data.X.filter((x) => x <= 0), data.X.filter((x) => x > 0)] : [data.X];
    put(curve, { d: parts.map(along).join(" ") });
    put(line, { d: through([-9, 9].map((x) => toPlace([x, a + slope * (x - z)]))) });
    const [cx, cy] = toPlace([z, a]);
    put(dot, { cx, cy });
    here.textContent = `z = ${fixed(z, 1)}, a = ${fixed(a, 3)}`;
    steepness.textContent = `dashed: slope ${fixed(slope, 3)}`;
  }
  return { svg, show };
}

function stackOfLayers({ X }, fit) {
  const size = { width: fit(360), height: fit(360) + 12, x: [-4, 4], y: [-1.4, 1.4] };
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
    name.textContent = `${layers} ${layers === 1 ? "layer" : "layers"}, ${what}`;
  }
  return { svg, show };
}

export default explorer({ compute, drawings: [tangent, stackOfLayers] });
