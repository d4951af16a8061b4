// Lesson 04. The same arithmetic as in network.py.

import { put, shape } from "../ground/browser/elements.js";
import { sum, TINY, within } from "./arithmetic.js";
import { pairOfAxes } from "./axes.js";
import { INK, ink, PAPER } from "./colours.js";
import { dots } from "./dots.js";
import { through, words } from "./drawing.js";
import { drawnNetwork } from "./drawn_network.js";
import { explorer } from "./explorer.js";
import { covered, lineOfDots, putClear, widthOf } from "./lettering.js";
import { bordersOf, clipped, grounds } from "./regions.js";
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

// The parts of the plane, each a shape with straight edges: within the same speaking neurons all is a straight line.
export function shapesOf(corners, layers) {
  const speaks = (j) => (point) => fedForward(point, ...layers).z[j];
  const lead = (point) => leadOf(fedForward(point, ...layers).scores);
  const isSilent = (j) => (point) => -speaks(j)(point);
  const parts = [speaks, isSilent].flatMap((one) => [speaks, isSilent].map((other) => clipped(clipped(corners, one(0)), other(1))));
  const bare = (part) => part.map((point) => [...point]); // where a neuron begins to speak is no border by itself
  const gentoos = parts.map((part) => clipped(bare(part), lead)).filter((part) => part.length);
  return { gentoos, undecided: undecidedPart(corners, layers, isSilent) };
}

// Where both scores are equal because no neuron speaks that could tell them apart.
function undecidedPart(corners, [, , W2, b2], isSilent) {
  if (b2[0] !== b2[1]) return [];
  const telling = [0, 1].filter((j) => W2[j][0] !== W2[j][1]);
  return telling.reduce((part, j) => clipped(part, isSilent(j)), corners);
}

const mean = (numbers) => sum(numbers) / numbers.length;

// The plane of all birds: what the network says of each, and the lines where its hidden neurons begin to speak.
function plane(data, fit, change) {
  const [x, y] = [
    [1.25, 2.25],
    [2.5, 6.5],
  ];
  const corners = [
    [x[0], y[0]],
    [x[0], y[1]],
    [x[1], y[1]],
    [x[1], y[0]],
  ];
  const ticks = { xTicks: [1.4, 1.6, 1.8, 2, 2.2], yTicks: [3, 4, 5, 6] };
  const axes = pairOfAxes({ width: fit(310), height: 413, x, y, ...ticks, xLabel: "bill depth (cm)", yLabel: "body mass (kg)" });
  const { svg, inside, toPlace, left, right, top, bottom } = axes;
  const ground = grounds(axes, [0, 1, 2]);
  const birds = dots(axes);
  const places = data.X.map(toPlace);

  const lines = NEURONS.map((name) => {
    const parts = [
      shape("path", { stroke: PAPER, "stroke-width": 5, opacity: 0.7 }),
      shape("path", { stroke: INK, "stroke-width": 2, "stroke-dasharray": "2 4" }),
      shape("path", { stroke: INK, "stroke-width": 1.6 }),
    ];
    inside.append(...parts);
    return [...parts, words(svg, { class: "plated", "text-anchor": "middle" }, name)];
  });
  const [others, gentoos, undecided] = ["● others", "■ Gentoo", "undecided"].map((text, k) =>
    words(svg, { class: "plated strong", "text-anchor": "middle", style: `fill: ${ink(k)}` }, text),
  );
  const circle = (attributes) => shape("circle", { fill: "none", ...attributes });
  const here = svg.appendChild(shape("g"));
  here.append(circle({ r: 9, stroke: PAPER, "stroke-width": 6 }), circle({ r: 9, stroke: INK, "stroke-width": 2.6 }));
  here.append(circle({ r: 2.5, fill: INK }));

  // The line of neuron j, with teeth on the side where it speaks.
  function drawLine(j, [W1, b1]) {
    const [path, over, teeth] = lines[j];
    const mass = (depth) => -(W1[0][j] * depth + b1[j]) / W1[1][j];
    const ends = x.map((depth) => toPlace([depth, mass(depth)]));
    const d = through(ends);
    put(path, { d });
    put(over, { d });
    const length = Math.hypot(ends[1][0] - ends[0][0], ends[1][1] - ends[0][1]);
    const along = [0, 1].map((axis) => (ends[1][axis] - ends[0][axis]) / length);
    const up = W1[1][j] > 0; // it speaks above its line
    const tooth = up ? [7 * along[1], -7 * along[0]] : [-7 * along[1], 7 * along[0]];
    const at = (distance) => [0, 1].map((axis) => ends[0][axis] + distance * along[axis]);
    const isSeen = (distance) => at(distance)[1] > top + 12 && at(distance)[1] < bottom - 12;
    const seen = Array.from({ length: Math.floor(length / 14) }, (_, k) => 14 * k + 7).filter(isSeen);
    const toothed = seen.map((far) => `M${through([at(far)]).slice(1)} l${tooth.map((shift) => shift.toFixed(1)).join(" ")}`).join(" ");
    put(teeth, { d: toothed });
    return { ends, along, up, at, seen, toothed, isEverywhere: mass(1.75) < 4.5 === up };
  }

  // The name of neuron j along its line, where it covers no dot: rather on the side where the neuron is silent, and rather in full.
  // Given back are dots in the place of the name.
  function nameLine(j, { ends, along, up, at, seen, toothed, isEverywhere }, crowd) {
    const [, , teeth, name] = lines[j];
    put(teeth, { d: toothed });
    if (!seen.length) {
      name.textContent = `${NEURONS[j]}: ${isEverywhere ? "speaks" : "silent"}`; // everywhere in the picture
      put(name, { y: 0 });
      putClear(axes, [[name, [(left + right) / 2, top + 14], [name.textContent]]], crowd);
      const half = widthOf(name.textContent) / 2;
      return lineOfDots([-half, half].map((away) => [name.lastPlace[0] + away, name.lastPlace[1]]));
    }
    const turned = crowd.map((dot) => {
      const [a, b] = [dot[0] - ends[0][0], dot[1] - ends[0][1]];
      return [a * along[0] + b * along[1], b * along[0] - a * along[1]];
    });
    const wanted = seen[j ? Math.max(0, seen.length - 5) : Math.min(4, seen.length - 1)];
    const tries = [`${NEURONS[j]} neuron`, NEURONS[j]].flatMap((text, short) => {
      const width = widthOf(text);
      const whole = seen.filter((place) => place > seen[0] + width / 2 - 8 && place < seen.at(-1) - width / 2 + 8);
      return whole.flatMap((place) =>
        [up ? 1 : -1, up ? -1 : 1].map((side, noisy) => {
          const away = (noisy ? 19 : 13) * side; // beyond the teeth
          const cost = 1000 * covered([place, away], [width, 12], turned) + Math.abs(place - wanted) + 80 * noisy + 150 * short;
          return { text, width, place, away, cost };
        }),
      );
    });
    if (!tries.length) tries.push({ text: NEURONS[j], width: 0, place: wanted, away: 13, cost: 0 });
    const best = tries.reduce((one, other) => (other.cost < one.cost ? other : one));
    name.textContent = best.text;
    if (best.cost >= 1000) {
      // There is no room along the line: a stroke leads from it to the name.
      put(name, { y: 0 });
      putClear(axes, [[name, at(wanted), [best.text]]], crowd);
      const [nameX, nameY] = name.lastPlace;
      const away = (place) => Math.hypot(at(place)[0] - nameX, at(place)[1] - nameY);
      const nearest = at(seen.reduce((one, other) => (away(other) < away(one) ? other : one)));
      put(teeth, { d: `${toothed} ${through([[nameX, nameY + (nearest[1] > nameY ? 9 : -9)], nearest])}` });
      return lineOfDots([-best.width / 2, best.width / 2].map((shift) => [nameX + shift, nameY]));
    }
    const angle = (Math.atan2(along[1], along[0]) * 180) / Math.PI;
    put(name, { transform: `translate(${at(best.place)}) rotate(${angle})`, y: best.away + 5 });
    const shifted = [-best.width / 2, best.width / 2].map((shift) => {
      const [a, b] = at(best.place + shift);
      return [a - best.away * along[1], b + best.away * along[0]];
    });
    return lineOfDots(shifted);
  }

  // A click on the plane puts the bird there.
  svg.style.cursor = "crosshair";
  svg.addEventListener("click", ({ clientX, clientY }) => {
    const edge = svg.getBoundingClientRect();
    const larger = edge.width / svg.viewBox.baseVal.width; // than it was drawn
    const depth = x[0] + (((clientX - edge.left) / larger - left) / (right - left)) * (x[1] - x[0]);
    const mass = y[0] + ((bottom - (clientY - edge.top) / larger) / (bottom - top)) * (y[1] - y[0]);
    change({ depth: within(Math.round(50 * depth) / 50, ...DEPTHS), mass: within(Math.round(10 * mass) / 10, ...MASSES) });
  });

  let last = "";
  let drawn = [];
  let part = [];
  function show(state) {
    const bird = toPlace([state.depth, state.mass]);
    put(here, { transform: `translate(${bird})` });
    const layers = layersOf(state, data);
    if (String(layers) !== last) {
      last = String(layers);
      const shapes = shapesOf(corners, layers);
      part = shapes.undecided.map(toPlace);
      const area = (outline) => `${through(outline.map(toPlace))} Z`;
      const borders = [...shapes.gentoos, shapes.undecided].flatMap(bordersOf);
      ground(
        [shapes.gentoos.map(area).join(" "), part.length ? area(shapes.undecided) : ""],
        borders.map((edge) => through(edge.map(toPlace))).join(" "),
      );
      const leads = data.X.map((one) => leadOf(fedForward(one, ...layers).scores));
      birds(
        data.X,
        data.labels,
        leads.map((lead, k) => !(data.labels[k] ? lead > 0 : lead < 0)),
      );
      drawn = [0, 1].map((j) => drawLine(j, layers));
    }
    const ring = lineOfDots([0, 1, 2, 3, 4].map((k) => [bird[0] + 9 * Math.cos(k * 1.57), bird[1] + 9 * Math.sin(k * 1.57)]));
    const dotted = drawn.map(({ ends }) => lineOfDots(ends));
    const first = nameLine(0, drawn[0], [...places, ...ring, ...dotted[1]]);
    const second = nameLine(1, drawn[1], [...places, ...ring, ...dotted[0], ...first]);
    // The undecided ground is convex, so its name can stand in its middle.
    const middle = part.length ? [0, 1].map((axis) => mean(part.map((corner) => corner[axis]))) : [(left + right) / 2, (top + bottom) / 2];
    put(undecided, { visibility: part.length ? "visible" : "hidden", transform: `translate(${middle})` });
    const texts = [
      [gentoos, toPlace([1.86, 5.95]), ["■ Gentoo"]],
      [others, toPlace([2.2, 2.65]), ["● others"]],
      ...(part.length ? [[undecided, middle, ["undecided"]]] : []),
    ];
    putClear(axes, texts, [...places, ...ring, ...dotted.flat(), ...first, ...second]);
  }
  return { svg, show };
}

export default explorer({ compute, drawings: [wayThroughNetwork, plane] });
