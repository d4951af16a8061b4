// Lesson 04. The same arithmetic as in network.py.

import { put, shape } from "../ground/browser/elements.js";
import { sum, TINY, within } from "./arithmetic.js";
import { pairOfAxes } from "./axes.js";
import { INK, ink, PAPER } from "./colours.js";
import { dots } from "./dots.js";
import { through, words } from "./drawing.js";
import { drawnNetwork } from "./drawn_network.js";
import { explorer } from "./explorer.js";
import { gridPoints, regions } from "./regions.js";
import { fedForward, NEURONS, OUTPUTS } from "./small_network.js";
import { added, brief, fixed, told } from "./wording.js";

const LAST = 6;
const [DEPTHS, MASSES] = [
  [1.3, 2.2],
  [2.6, 6.4],
]; // as far as their sliders go

const layersOf = ({ w1, b1, w2, b2 }, { W1, B1, W2, B2 }) => [
  [[W1[0][0], w1], W1[1]],
  [B1[0], b1],
  [W2[0], [W2[1][0], w2]],
  [B2[0], b2],
];

const leadOf = (scores) => (Math.abs(scores[1] - scores[0]) < TINY ? 0 : scores[1] - scores[0]);

export function compute(values, data) {
  const { depth, mass, step } = values;
  const [x, layers] = [[depth, mass], layersOf(values, data)];
  const flow = fedForward(x, ...layers);
  const caption = captionOf(step, x, layers, flow);
  const leads = data.X.map((bird) => leadOf(fedForward(bird, ...layers).scores));
  const right = leads.filter((lead, k) => (data.labels[k] ? lead > 0 : lead < 0)).length;
  const undecided = leads.filter((lead) => lead === 0).length;
  return {
    ...flow,
    W: [layers[0], layers[2]],
    marks: marksOf(step, x, layers, flow),
    sides: flow.P.map((p) => (step === LAST ? `${fixed(100 * p, 0)} %` : "")),
    caption,
    told: told(caption),
    answer: answerOf(step, flow),
    right,
    wrong: leads.length - right,
    undecided: undecided ? `, ${undecided} of them because their scores are equal` : "",
  };
}

// What the network says of the bird, once the last step has been done: the learner works it out before.
function answerOf(step, { scores, P }) {
  if (step < LAST) return `its answer comes with step ${LAST}`;
  if (!leadOf(scores)) return "undecided, 50 % and 50 %";
  const likely = Number(P[1] > P[0]);
  return `${OUTPUTS[likely]}, ${fixed(100 * P[likely], 0)} %`;
}

function marksOf(step, x, [W1, b1, W2, b2], { z, h, scores }) {
  const both = [0, 1];
  const written = (W) => W.map((row) => row.map((weight) => [fixed(weight, 1)]));
  return {
    inside: [
      [fixed(x[0], 2), fixed(x[1], 1)],
      h.map((value) => (step > 2 ? brief(value) : "")),
      scores.map((score, k) => (step > 3 + k ? brief(score) : "")),
    ],
    notes: [
      [[], []],
      both.map((j) => [`b = ${fixed(b1[j], 1)}`, step > j ? `z = ${brief(z[j])}` : ""]),
      b2.map((b) => [`b = ${fixed(b, 1)}`]),
    ],
    on: [written(W1), written(W2)],
    glow: [both.map(() => both.map((j) => Number(step === 1 + j))), both.map((j) => both.map((k) => Number(step === 4 + k && h[j] > 0)))],
    lit: [
      [step === 0, step === 0],
      [step === 1 || step === 3, step === 2 || step === 3],
      [step === 4 || step === 6, step === 5 || step === 6],
    ],
    silent: h.map((value) => step > 2 && value === 0),
  };
}

function captionOf(step, x, [W1, b1, W2, b2], { z, h, scores, P }) {
  if (step === 0) return ["The inputs", `${fixed(x[0], 2)} cm and ${fixed(x[1], 1)} kg`];
  if (step < 3) {
    const j = step - 1;
    const products = `${fixed(W1[0][j], 1)} · ${fixed(x[0], 2)}${added(W1[1][j], 1)} · ${fixed(x[1], 1)}`;
    return [`The ${NEURONS[j]} neuron's weighted sum, plus its bias`, `${products}${added(b1[j], 1)} = ${fixed(z[j], 2)}`];
  }
  if (step === 3) {
    const line = (j) => `max(${fixed(z[j], 2)}, 0) = ${fixed(h[j], 2)}: the ${NEURONS[j]} ${h[j] > 0 ? "speaks" : "is silent"}`;
    return ["What they pass on, after ReLU", line(0), line(1)];
  }
  if (step < 6) {
    const k = step - 4;
    const products = `${fixed(W2[0][k], 1)} · ${fixed(h[0], 2)}${added(W2[1][k], 1)} · ${fixed(h[1], 2)}`;
    return [`The score of ${OUTPUTS[k]}`, `${products}${added(b2[k], 1)} = ${fixed(scores[k], 2)}`];
  }
  const powers = scores.map(Math.exp);
  const total = fixed(powers[0] + powers[1], 2);
  return [
    "The probabilities, by softmax",
    `exp(${fixed(scores[0], 2)}) = ${fixed(powers[0], 2)}, exp(${fixed(scores[1], 2)}) = ${fixed(powers[1], 2)}`,
    powers.map((power, k) => `${fixed(power, 2)} / ${total} = ${fixed(P[k], 3)}`).join(", "),
  ];
}

function wayThroughNetwork(_, fit) {
  return drawnNetwork(fit(412), { lines: 3 });
}

// Above 0 where both scores are equal because no neuron speaks that could tell them apart, below 0 elsewhere.
function tiedBy(z, W2, b2) {
  if (b2[0] !== b2[1]) return -1;
  const telling = z.filter((_, j) => W2[j][0] !== W2[j][1]);
  return telling.length ? -Math.max(...telling) : 1;
}

const mean = (numbers) => sum(numbers) / numbers.length;

// The plane of all birds: what the network says of each, and the lines where its hidden neurons begin to speak.
function plane(data, fit, change) {
  const [x, y] = [
    [1.25, 2.25],
    [2.5, 6.5],
  ];
  const [columns, rows] = [49, 49];
  const ticks = { xTicks: [1.4, 1.6, 1.8, 2, 2.2], yTicks: [3, 4, 5, 6] };
  const axes = pairOfAxes({ width: fit(310), height: 413, x, y, ...ticks, xLabel: "bill depth (cm)", yLabel: "body mass (kg)" });
  const { svg, inside, toX, toY, toPlace, left, right, top, bottom } = axes;
  const ground = regions(axes, { columns, rows, classes: 3 });
  const birds = dots(axes);
  const points = gridPoints(x, y, columns, rows);

  const lines = NEURONS.map((name) => {
    const parts = [
      shape("path", { stroke: PAPER, "stroke-width": 5, opacity: 0.7 }),
      shape("path", { stroke: INK, "stroke-width": 2, "stroke-dasharray": "2 4" }),
      shape("path", { stroke: INK, "stroke-width": 1.6 }),
    ];
    inside.append(...parts);
    return [...parts, words(svg, { class: "plated", "text-anchor": "middle" }, name)];
  });
  words(svg, { class: "plated strong", style: `fill: ${ink(1)}`, x: toX(1.78), y: toY(5.95) }, "■ Gentoo");
  words(svg, { class: "plated strong", style: `fill: ${ink(0)}`, x: right - 6, y: toY(2.65), "text-anchor": "end" }, "● others");
  const green = { class: "plated strong", style: `fill: ${ink(2)}` };
  const tied = words(svg, { ...green, x: toX(1.75), y: toY(4.5), "text-anchor": "middle" }, "undecided");
  const circle = (attributes) => shape("circle", { fill: "none", ...attributes });
  const here = svg.appendChild(shape("g"));
  here.append(circle({ r: 9, stroke: PAPER, "stroke-width": 6 }), circle({ r: 9, stroke: INK, "stroke-width": 2.6 }));
  here.append(circle({ r: 2.5, fill: INK }));

  // The line of neuron j, with teeth on the side where it speaks and its name on the other.
  function drawLine(j, [W1, b1]) {
    const [path, over, teeth, name] = lines[j];
    const mass = (depth) => -(W1[0][j] * depth + b1[j]) / W1[1][j];
    const ends = x.map((depth) => toPlace([depth, mass(depth)]));
    const d = through(ends);
    put(path, { d });
    put(over, { d });
    const along = [ends[1][0] - ends[0][0], ends[1][1] - ends[0][1]];
    const length = Math.hypot(...along);
    const [across, down] = along.map((part) => part / length);
    const up = W1[1][j] > 0; // it speaks above its line
    const tooth = up ? [7 * down, -7 * across] : [-7 * down, 7 * across];
    const at = (distance) => [ends[0][0] + distance * across, ends[0][1] + distance * down];
    const places = Array.from({ length: Math.floor(length / 14) }, (_, k) => at(14 * k + 7));
    const seen = places.filter(([, height]) => height > top + 12 && height < bottom - 12);
    put(teeth, { d: seen.map(([a, b]) => `M${a.toFixed(1)} ${b.toFixed(1)} l${tooth[0].toFixed(1)} ${tooth[1].toFixed(1)}`).join(" ") });
    const middle = seen[j ? seen.length - 5 : 4];
    const angle = (Math.atan2(down, across) * 180) / Math.PI;
    if (middle) {
      name.textContent = `${NEURONS[j]} neuron`;
      put(name, { transform: `translate(${middle}) rotate(${angle})`, y: up ? 16 : -7 });
    } else {
      name.textContent = `${NEURONS[j]}: ${mass(1.75) < 4.5 === up ? "speaks everywhere" : "silent everywhere"}`;
      put(name, { transform: `translate(${(left + right) / 2} ${top + 15})`, y: 0 });
    }
  }

  // A click on the plane puts the bird there.
  svg.style.cursor = "crosshair";
  svg.addEventListener("click", ({ clientX, clientY }) => {
    const edge = svg.getBoundingClientRect();
    const depth = x[0] + ((clientX - edge.left - left) / (right - left)) * (x[1] - x[0]);
    const mass = y[0] + ((bottom - clientY + edge.top) / (bottom - top)) * (y[1] - y[0]);
    change({ depth: within(Math.round(50 * depth) / 50, ...DEPTHS), mass: within(Math.round(10 * mass) / 10, ...MASSES) });
  });

  let last = "";
  function show(state) {
    put(here, { transform: `translate(${toX(state.depth)} ${toY(state.mass)})` });
    const layers = layersOf(state, data);
    if (String(layers) === last) return; // only the bird has moved
    last = String(layers);
    const flows = points.map((point) => fedForward(point, ...layers));
    const ties = flows.map(({ z }) => tiedBy(z, layers[2], layers[3]));
    ground([flows.map(({ scores }) => leadOf(scores)), ties]);
    const leads = data.X.map((bird) => leadOf(fedForward(bird, ...layers).scores));
    birds(
      data.X,
      data.labels,
      leads.map((lead, k) => !(data.labels[k] ? lead > 0 : lead < 0)),
    );
    for (const j of [0, 1]) drawLine(j, layers);
    // Undecided ground is convex, so its name can stand in its middle.
    const [depth, mass] = [0, 1].map((axis) => mean(points.filter((_, k) => ties[k] > 0).map((point) => point[axis])));
    const there = Math.max(...ties) > 0.1;
    put(tied, { visibility: there ? "visible" : "hidden" });
    if (there) put(tied, { x: within(toX(depth), left + 48, right - 48), y: toY(mass) + 5 });
  }
  return { svg, show };
}

export default explorer({ compute, drawings: [wayThroughNetwork, plane] });
