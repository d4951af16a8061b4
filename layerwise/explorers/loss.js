// Lesson 05. The same arithmetic as in loss.py.

import { put, shape, unique } from "../ground/browser/elements.js";
import { sum, TINY } from "./arithmetic.js";
import { pairOfAxes } from "./axes.js";
import { colour, INK, ink, PAPER, QUIET } from "./colours.js";
import { marker, movingDot } from "./dots.js";
import { sheet, stacked, stripes, through, words } from "./drawing.js";
import { explorer } from "./explorer.js";
import { fixed } from "./wording.js";

const FURTHER = 0.1;
const COSTS = {
  "cross-entropy": (margin) => Math.log1p(Math.exp(-margin)),
  "squared error": (margin) => (1 / (1 + Math.exp(margin))) ** 2,
};
const runningSums = (numbers) => {
  let total = 0;
  return numbers.map((number) => {
    total += number;
    return total;
  });
};
// Other birds with equal scores count as right by the order of the columns alone.
const undecided = (birds) => (birds ? `, ${birds} of them only because equal scores count as “other”` : "");
const argmax = (numbers) => numbers.reduce((best, number, k) => (number > numbers[best] ? k : best), 0);

export function compute({ weight, bias, cost }, { X, is_gentoo, names, ours, weights }) {
  const of = COSTS[cost];
  const birds = X.map(([depth, mass], k) => {
    const likes = mass - 2 * depth;
    return { first: Math.max(likes + bias, 0), second: Math.max(1 - likes, 0), gentoo: is_gentoo[k], sign: is_gentoo[k] ? 1 : -1 };
  });
  // For how much the score of "Gentoo" is above that of "other". Equal scores count as "other".
  const score = ({ first, second }, at) => first * (at - 0.5) - second;
  const isRight = (at) => (bird) => score(bird, at) > TINY === bird.gentoo;
  const costsAt = (at) => birds.map((bird) => of(bird.sign * score(bird, at)));

  const losses = weights.map((at) => sum(costsAt(at)) / birds.length);
  const low = argmax(losses.map((loss) => -loss));
  const costs = costsAt(weight);
  const p = birds.map((bird) => 1 / (1 + Math.exp(-bird.sign * score(bird, weight))));
  const further = costsAt(weight + FURTHER);
  const speaking = (gentoo) => birds.flatMap((bird, k) => (bird.first > TINY && bird.gentoo === gentoo ? [k] : []));
  const [savers, payers] = [speaking(true), speaking(false)];
  const saved = sum(savers.map((k) => costs[k] - further[k]));
  const paid = sum(payers.map((k) => further[k] - costs[k]));
  const worst = argmax(costs);
  const asMany = runningSums([...costs].sort((a, b) => a - b)).filter((together) => together <= costs[worst] + TINY).length;
  return {
    p,
    costs,
    losses,
    rights: weights.map((at) => birds.filter(isRight(at)).length),
    loss: sum(costs) / birds.length,
    lowest: Math.abs(weight - weights[low]) < TINY ? ", the lowest on this slider" : "",
    right: birds.filter(isRight(weight)).length,
    undecided: undecided(birds.filter((bird) => !bird.gentoo && Math.abs(score(bird, weight)) < TINY).length),
    ours_p: p[ours],
    ours_cost: costs[ours],
    worst,
    worst_name: `${names[worst][0] === "A" ? "an" : "a"} ${names[worst]}`,
    worst_p: p[worst],
    worst_cost: costs[worst],
    times: costs[worst] / of(0),
    as_many: asMany,
    savers: savers.length,
    payers: payers.length,
    saved,
    paid,
    share: saved / (saved + paid),
    trend: saved > paid ? "fall" : "grow",
  };
}

const ofP = (p) => Math.log(p / (1 - p));

function costOfABird({ is_gentoo, ours }, fit) {
  const size = { width: fit(350), height: 330, x: [-0.04, 1.04], y: [0, 7.8] };
  const ticks = { xTicks: [0, 0.25, 0.5, 0.75, 1], yTicks: [0, 1, 2, 3, 4, 5, 6, 7] };
  const axes = pairOfAxes({ ...size, ...ticks, xLabel: "probability of the right label, p", yLabel: "cost of a bird" });
  const { svg, inside, toX, toPlace } = axes;
  // All words stand above each other at the right, where no bird can be: the curves are low there. So the line in the middle begins below.
  const line = (k) => axes.top + 16 + 19 * k;
  const middle = { x1: toX(0.5), x2: toX(0.5), y1: line(6) + 10, y2: axes.bottom };
  inside.append(shape("line", { ...middle, stroke: QUIET, "stroke-dasharray": "2 4" }));
  const across = Array.from({ length: 500 }, (_, k) => 0.0005 + (k / 499) * 0.999);
  const curves = Object.fromEntries(
    Object.entries(COSTS).map(([name, of]) => {
      const curve = shape("path", { d: through(across.map((p) => toPlace([p, of(ofP(p))]))), fill: "none" });
      inside.append(curve);
      return [name, curve];
    }),
  );
  const markers = is_gentoo.map((gentoo) => inside.appendChild(marker(Number(gentoo), [0, 0], 3)));
  words(svg, { class: "plated", x: toX(0.48), y: line(7) + 4, "text-anchor": "end" }, "wrong");
  words(svg, { class: "plated", x: toX(0.52), y: line(7) + 4 }, "right");
  const atTheRight = (k) => ({ x: axes.right - 4, y: line(k), "text-anchor": "end" });
  const [solid, dashed] = [0, 1].map((k) => words(svg, atTheRight(k)));
  words(svg, { ...atTheRight(2), class: "strong", x: axes.right - 84, style: `fill: ${ink(1)}` }, "■ Gentoo");
  words(svg, { ...atTheRight(2), class: "strong", style: `fill: ${ink(0)}` }, "● others");

  // A bird in one ring or in two, and the words that have the same rings before them.
  const named = (sign, k, radii) => {
    const rings = radii.map((r) => svg.appendChild(shape("circle", { r, fill: "none", stroke: INK, "stroke-width": 1.8 })));
    const name = words(svg, { ...atTheRight(k), class: "strong" });
    const numbers = words(svg, atTheRight(k + 1));
    return (who, bird, state) => {
      const [cx, cy] = toPlace([state.p[bird], state.costs[bird]]);
      for (const ring of rings) put(ring, { cx, cy });
      name.textContent = `${sign} ${who}`;
      numbers.textContent = `p = ${fixed(state.p[bird], 3)}, costs ${fixed(state.costs[bird], 3)}`;
    };
  };
  const [nameWorst, nameOurs] = [named("◎", 3, [6, 10]), named("○", 5, [8])];

  function show(state) {
    for (const [name, curve] of Object.entries(curves)) {
      const chosen = name === state.cost;
      put(curve, { stroke: chosen ? INK : QUIET, "stroke-width": chosen ? 2 : 1.4, "stroke-dasharray": chosen ? "none" : "6 4" });
    }
    const [one, other] = state.cost === "cross-entropy" ? [0, 1] : [1, 0];
    solid.textContent = `solid: ${Object.keys(COSTS)[one]}`;
    dashed.textContent = `dashed: ${Object.keys(COSTS)[other]}`;
    markers.forEach((node, k) => {
      const [x, y] = toPlace([state.p[k], state.costs[k]]);
      put(node, { transform: `translate(${x} ${y})` });
    });
    nameWorst(`most: ${state.worst_name}`, state.worst, state);
    nameOurs("our penguin", ours, state);
  }
  return { svg, show };
}

// Many who save a little against a few who pay more: the rope's knot passes the middle where the loss turns.
function tugOfWar(fit) {
  const width = fit(350);
  const svg = sheet(width, 104);
  const [left, right, top, height] = [16, width - 16, 54, 22];
  const toX = (share) => left + share * (right - left);
  const [pattern, hatched] = stripes({ id: unique("hatch"), between: 7, turn: 45, stroke: PAPER, width: 2.4, ground: colour(1) });
  svg.append(pattern, shape("rect", { x: left, y: top, width: right - left, height, fill: hatched }));
  const saved = svg.appendChild(shape("rect", { x: left, y: top, height, fill: colour(0) }));
  const knot = svg.appendChild(shape("path", { stroke: INK, "stroke-width": 4 }));
  svg.append(
    shape("path", { d: `M${toX(0.5)} ${top - 3} V${top + height + 4}`, stroke: INK, "stroke-width": 1.4, "stroke-dasharray": "3 2" }),
  );
  const title = words(svg, { class: "strong", x: left, y: 18 });
  const saving = words(svg, { class: "plated", x: left, y: 43, style: `fill: ${ink(0)}` });
  const paying = words(svg, { class: "plated", x: right, y: 97, "text-anchor": "end", style: `fill: ${ink(1)}` });

  function show(state) {
    put(saved, { width: toX(state.share) - left });
    put(knot, { d: `M${toX(state.share)} ${top - 3} v${height + 6}` });
    title.textContent = `weight 0.1 larger: the loss ${state.trend}s`;
    saving.textContent = `${state.savers} birds save ${fixed(state.saved, 4)}`;
    paying.textContent = `${state.payers} ${state.payers === 1 ? "bird pays" : "birds pay"} ${fixed(state.paid, 4)}`;
  }
  return { svg, show };
}

function overTheWeight(fit, { height, y, yTicks, yLabel, shade, of, at, title }) {
  const axes = pairOfAxes({
    width: fit(350),
    height,
    x: [-2, 16],
    y,
    xTicks: [-2, 1, 4, 7, 10, 13, 16],
    yTicks,
    xLabel: "weight to “Gentoo”",
    yLabel,
  });
  const { svg, inside, toX, toY, toPlace } = axes;
  const curve = shape("path", { fill: "none", stroke: shade, "stroke-width": 2.4 });
  const line = shape("path", { stroke: QUIET, "stroke-dasharray": "2 4" });
  const dot = movingDot();
  inside.append(line, curve);
  svg.append(dot);
  const name = words(svg, { class: "plated strong", x: axes.right - 4, y: toY(title.y), "text-anchor": "end" });
  function show(state) {
    put(curve, { d: through(of(state).map(toPlace)) });
    put(line, { d: `M${toX(state.weight)} ${axes.top} V${axes.bottom}` });
    put(dot, { cx: toX(state.weight), cy: toY(at(state)) });
    name.textContent = title.of(state);
  }
  return { svg, show };
}

function eachBird(data, fit) {
  return stacked(fit(350), costOfABird(data, fit), tugOfWar(fit));
}

function lossAndAccuracy({ weights }, fit) {
  const loss = {
    height: 220,
    y: [0, 1.5],
    yTicks: [0, 0.5, 1, 1.5],
    yLabel: "loss",
    shade: colour(0),
    of: ({ losses }) => losses.map((value, k) => [weights[k], value]),
    at: (state) => state.loss,
    title: { y: 1.15, of: (state) => `loss ${fixed(state.loss, 4)}` },
  };
  const accuracy = {
    height: 208,
    y: [205, 352],
    yTicks: [220, 260, 300, 340],
    yLabel: "right birds",
    shade: ink(2),
    // A stair: each count holds halfway to the next weight.
    of: ({ rights }) =>
      rights.flatMap((count, k) => [
        [weights[k] - 0.05, count],
        [weights[k] + 0.05, count],
      ]),
    at: (state) => state.right,
    title: { y: 270, of: (state) => `${state.right} of 342 right` },
  };
  return stacked(fit(350), ...[loss, accuracy].map((what) => overTheWeight(fit, what)));
}

export default explorer({ compute, drawings: [eachBird, lossAndAccuracy] });
