// Lesson 05. The same arithmetic as in gradients.py.

import { put, shape } from "../ground/browser/elements.js";
import { TINY } from "./arithmetic.js";
import { pairOfAxes } from "./axes.js";
import { colour, INK, ink, QUIET } from "./colours.js";
import { movingDot } from "./dots.js";
import { through, words } from "./drawing.js";
import { drawnNetwork } from "./drawn_network.js";
import { explorer } from "./explorer.js";
import { lineOfDots, putClear } from "./lettering.js";
import { fedForward, NEURONS, OUTPUTS } from "./small_network.js";
import { brief, factor, fixed, told } from "./wording.js";

const LAST = 5;
const both = [0, 1];

// The layer, row and column of a weight: [1, 0, 1] of "W2[0, 1]".
const indicesOf = (weight) => [Number(weight[1]) - 1, Number(weight[3]), Number(weight[6])];

function backward(x, label, { z, h, P }, W2) {
  const dscores = P.map((p, k) => p - Number(k === label));
  const dh = both.map((j) => W2[j][0] * dscores[0] + W2[j][1] * dscores[1]);
  const dz = dh.map((slope, j) => (z[j] > 0 ? slope : 0));
  const products = (values, slopes) => values.map((value) => slopes.map((slope) => value * slope));
  return { dscores, dh, dz, dW: [products(x, dz), products(h, dscores)] };
}

function lossWith(x, label, [layer, i, j], nudge, { W1, B1, W2, B2 }) {
  const nudged = [W1, W2].map((W) => W.map((row) => [...row]));
  nudged[layer][i][j] += nudge;
  const { scores } = fedForward(x, nudged[0], B1, nudged[1], B2);
  return Math.log(1 + Math.exp(scores[1 - label] - scores[label]));
}

export function compute({ bird, weight, nudge, step }, data) {
  const { W1, B1, W2, B2, nudges } = data;
  const { x, label } = data.birds[bird];
  const flow = fedForward(x, W1, B1, W2, B2);
  const slopes = backward(x, label, flow, W2);
  const indices = indicesOf(weight);
  const [layer, i, j] = indices;
  const slope = slopes.dW[layer][i][j];
  const lossAt = (other) => lossWith(x, label, indices, other, data);
  const [loss, nudged] = [lossAt(0), lossAt(nudge)];
  const caption = captionOf(step, x, label, flow, slopes, loss, W2);
  return {
    ...flow,
    ...slopes,
    W: [W1, W2],
    loss,
    value: [W1, W2][layer][i][j],
    slope,
    says: slope * nudge,
    product: `${fixed(slope, 3)} · ${factor(nudge, 2)}`,
    nudged,
    change: nudged - loss,
    remark: remarkOf(x, indices, nudge, flow),
    curve: nudges.map((other) => lossAt(other) - loss),
    marks: marksOf(step, x, flow, slopes, indices, [W1, W2]),
    sides: flow.P.map((p) => `${fixed(100 * p, 0)} %`),
    caption,
    told: told(caption),
  };
}

function remarkOf(x, [layer, i, j], nudge, { z, h }) {
  if (layer === 1) return h[i] > 0 ? "" : `: the ${NEURONS[i]} neuron is silent`;
  const [before, after] = [z[j] > 0, z[j] + nudge * x[i] > TINY];
  if (before !== after) return `: nudged so far, the ${NEURONS[j]} neuron ${after ? "speaks" : "falls silent"}`;
  return before ? "" : `: the ${NEURONS[j]} neuron is silent`;
}

function marksOf(step, x, { z, h, scores }, { dscores, dh, dz, dW }, chosen, weights) {
  const known = [step >= LAST, step >= 2];
  const hidden = (j) => (step >= 4 ? `dz = ${fixed(dz[j], 3)}` : step === 3 ? `dh = ${fixed(dh[j], 3)}` : "");
  const each = (of) => both.map((layer) => both.map((i) => both.map((j) => of(layer, i, j))));
  return {
    inside: [x.map((value) => fixed(value, 2)), h.map(brief), scores.map(brief)],
    notes: [
      [[], []],
      both.map((j) => [`z = ${brief(z[j])}`, hidden(j)]),
      dscores.map((slope) => [step >= 1 ? `d = ${fixed(slope, 3)}` : ""]),
    ],
    on: each((layer, i, j) => [fixed(weights[layer][i][j], 1), ...(known[layer] ? [fixed(dW[layer][i][j], 2)] : [])]),
    glow: each((layer, i, j) => Math.min(1, Math.abs(dW[layer][i][j])) * Number(known[layer])),
    lit: [both.map(() => step === 5), both.map(() => step === 3 || step === 4), both.map(() => step <= 1)],
    silent: h.map((value) => value === 0),
    chosen,
  };
}

function captionOf(step, x, label, { z, h, P }, { dscores, dh, dz }, loss, W2) {
  const pair = (values) => `(${fixed(values[0], 3)}, ${fixed(values[1], 3)})`;
  if (step === 0) {
    return ["The way forward ends at the loss", `${OUTPUTS[label]} is right: −log(${fixed(P[label], 3)}) = ${fixed(loss, 3)}`];
  }
  if (step === 1) return ["To the scores: P − Y", `${pair(P)} − ${label ? "(0, 1)" : "(1, 0)"} = ${pair(dscores)}`];
  if (step === 2) {
    const product = (j, k) => `${fixed(h[j], 2)} · ${factor(dscores[k], 3)} = ${fixed(h[j] * dscores[k], 3)}`;
    return ["To the second weights: passed on · slope", ...both.map((j) => `${product(j, 0)}, ${product(j, 1)}`)];
  }
  if (step === 3) {
    const terms = (j) => both.map((k) => `${factor(W2[j][k], 1)} · ${factor(dscores[k], 3)}`).join(" + ");
    return ["To the neurons: weight · slope, added up", ...both.map((j) => `${NEURONS[j]}: ${terms(j)} = ${fixed(dh[j], 3)}`)];
  }
  if (step === 4) {
    const passes = (j) => (z[j] > 0 ? `${fixed(dh[j], 3)} passes` : `${fixed(dh[j], 3)} is stopped: ${fixed(dz[j], 3)}`);
    return ["Through ReLU, back to the sums", ...both.map((j) => `${NEURONS[j]}: ${z[j] > 0 ? "spoke" : "was silent"}, ${passes(j)}`)];
  }
  const product = (i, j) => `${fixed(x[i], 2)} · ${factor(dz[j], 4)} = ${fixed(x[i] * dz[j], 3)}`;
  return ["To the first weights: input · slope", ...both.map((j) => `${product(0, j)}, ${product(1, j)}`)];
}

// A click on a connection chooses its weight.
function network(_, fit, change) {
  return drawnNetwork(fit(412), { lines: 3, pick: (layer, i, j) => change({ weight: `W${layer + 1}[${i}, ${j}]` }) });
}

// How the loss changes with the nudge, and what the slope says of it.
function nudging({ nudges }, fit) {
  const ticks = { xTicks: [-0.4, -0.2, 0, 0.2, 0.4], yTicks: [-0.8, -0.4, 0, 0.4, 0.8] };
  const size = { width: fit(310), height: 413, x: [-0.56, 0.56], y: [-0.95, 0.95] };
  const axes = pairOfAxes({ ...size, ...ticks, xLabel: "nudge of the weight", yLabel: "change of the loss" });
  const { svg, inside, toX, toY, toPlace, left, right, top, bottom } = axes;
  inside.append(shape("path", { d: `M${left} ${toY(0)} H${right} M${toX(0)} ${top} V${bottom}`, stroke: QUIET }));
  const dashed = { stroke: colour(1), "stroke-width": 2.2, "stroke-dasharray": "7 4" };
  const line = inside.appendChild(shape("path", dashed));
  const curve = inside.appendChild(shape("path", { fill: "none", stroke: colour(0), "stroke-width": 2.8 }));
  const gap = inside.appendChild(shape("path", { stroke: INK, "stroke-width": 2 }));
  const dot = inside.appendChild(movingDot(0));
  const said = inside.appendChild(shape("path", { d: "M-6 0 L0 -7 L6 0 L0 7 Z", fill: colour(1), stroke: INK, "stroke-width": 1.4 }));
  const named = { class: "plated", "text-anchor": "middle" };
  const solid = words(svg, { ...named, style: `fill: ${ink(0)}` }, "● the loss");
  const dashedName = words(svg, { ...named, style: `fill: ${ink(1)}` }, "◆ slope · nudge");
  const name = words(svg, { ...named, class: "plated strong" });
  const cross = [
    [toPlace([-0.56, 0]), toPlace([0.56, 0])],
    [toPlace([0, -0.95]), toPlace([0, 0.95])],
  ].flatMap(lineOfDots);

  function show({ weight, nudge, slope, says, change, curve: changes }) {
    put(curve, { d: through(nudges.map((other, k) => toPlace([other, changes[k]]))) });
    put(line, { d: through([-0.7, 0.7].map((other) => toPlace([other, slope * other]))) });
    const [happens, isSaid] = [change, says].map((height) => toPlace([nudge, height]));
    put(dot, { cx: happens[0], cy: happens[1] });
    put(said, { transform: `translate(${isSaid[0]} ${isSaid[1]})` });
    put(gap, { d: through([isSaid, happens]) });
    name.textContent = `${weight}: slope ${fixed(slope, 3)}`;
    const texts = [
      [name, [right - 60, bottom - 16], [name.textContent]],
      [solid, [left + 60, top + 14], [solid.textContent]],
      [dashedName, [left + 70, top + 36], [dashedName.textContent]],
    ];
    const drawn = [nudges.map((other, k) => [other, changes[k]]), [-0.56, 0.56].map((other) => [other, slope * other])];
    const isSeen = ([x, y]) => x >= left && x <= right && y >= top && y <= bottom;
    putClear(axes, texts, [...cross, ...drawn.flatMap((one) => lineOfDots(one.map(toPlace)))].filter(isSeen));
  }
  return { svg, show };
}

export default explorer({ compute, drawings: [network, nudging] });
