// Lesson 01. The same arithmetic as in neuron.py.

import { put, shape, unique } from "../ground/browser/elements.js";
import { TINY } from "./arithmetic.js";
import { pairOfAxes } from "./axes.js";
import { INK, ink } from "./colours.js";
import { cross, marker } from "./dots.js";
import { stripes, through, words } from "./drawing.js";
import { explorer } from "./explorer.js";
import { lineOfDots, putClear } from "./lettering.js";
import { bordersOf, clipped } from "./regions.js";
import { added, fixed } from "./wording.js";

const scoreOf = ({ w1, w2, b }, [depth, mass]) => depth * w1 + mass * w2 + b;

export function compute({ w1, w2, b }, { X, is_gentoo, ours }) {
  const scores = X.map((bird) => scoreOf({ w1, w2, b }, bird));
  const fires = scores.map((score) => score > TINY);
  const count = (test) => fires.filter((fire, k) => test(fire, is_gentoo[k])).length;
  const [depth, mass] = X[ours];
  return {
    z: scores[ours],
    terms: `${fixed(w1, 1)} · ${fixed(depth, 2)}${added(w2, 1)} · ${fixed(mass, 2)}${added(b, 1)}`,
    sum: `${fixed(w1 * depth, 2)}${added(w2 * mass, 2)}${added(b, 2)}`,
    sign: fires[ours] ? ">" : "≤",
    guess: fires[ours] ? "Gentoo" : "another bird",
    verdict: fires[ours] ? "right" : "wrong",
    right: count((fire, gentoo) => fire === gentoo),
    missed: count((fire, gentoo) => gentoo && !fire),
    mistaken: count((fire, gentoo) => !gentoo && fire),
  };
}

// The birds, and the line of the neuron among them.
function birdsAndLine({ X, is_gentoo, ours }, fit) {
  const [x, y] = [
    [1.2, 2.4],
    [2.3, 6.7],
  ];
  const corners = [
    [x[0], y[0]],
    [x[0], y[1]],
    [x[1], y[1]],
    [x[1], y[0]],
  ];
  const ticks = { xTicks: [1.4, 1.6, 1.8, 2, 2.2], yTicks: [3, 4, 5, 6] };
  const axes = pairOfAxes({ width: fit(440), height: 400, x, y, ...ticks, xLabel: "bill depth (cm)", yLabel: "body mass (kg)" });
  const { svg, inside, toPlace, left, right, top, bottom } = axes;

  const [pattern, hatched] = stripes({ id: unique("hatch"), between: 9, turn: 45, stroke: "#b5b5b5", width: 1.6 });
  svg.prepend(pattern);
  const ground = shape("path", { fill: hatched });
  const line = shape("path", { stroke: INK, "stroke-width": 2.4 });
  inside.append(ground, line);
  const places = X.map(toPlace);
  const crosses = places.map(cross);
  inside.append(...places.map((place, k) => marker(Number(is_gentoo[k]), place)), ...crosses);

  const [cx, cy] = places[ours];
  svg.append(shape("circle", { cx, cy, r: 9, fill: "none", stroke: INK, "stroke-width": 2.2 }));
  const lead = svg.appendChild(shape("path", { stroke: INK }));
  const named = (colour, ...text) => words(svg, { class: "plated strong", "text-anchor": "middle", style: `fill: ${colour}` }, ...text);
  const [oursNamed, gentoos, others] = [named(INK, "our penguin"), named(ink(1), "■ Gentoo"), named(ink(0), "● others")];
  const side = named(INK);
  const ring = Array.from({ length: 8 }, (_, k) => [cx + 12 * Math.cos((k * Math.PI) / 4), cy + 12 * Math.sin((k * Math.PI) / 4)]);

  function show(state) {
    const { w1, w2, b } = state;
    const scores = corners.map((one) => scoreOf(state, one));
    const fires = clipped(corners, (one) => scoreOf(state, one));
    put(ground, { d: through(fires.map(toPlace)) });
    const length = Math.hypot(w1, w2);
    // From the point of the line nearest to the origin, far enough in both directions to leave the picture.
    const ends = [-100, 100].map((far) => [(-b * w1) / length ** 2 - (far * w2) / length, (-b * w2) / length ** 2 + (far * w1) / length]);
    put(line, { d: length > 0 ? through(ends.map(toPlace)) : "" });
    X.forEach((bird, k) => {
      put(crosses[k], { visibility: scoreOf(state, bird) > TINY === is_gentoo[k] ? "hidden" : "visible" });
    });
    const highest = Math.max(...scores);
    const best = corners[scores.indexOf(highest)];
    const onTheRight = best[0] === x[1];
    side.textContent = highest > TINY ? "hatched: z > 0" : "nowhere here is z > 0";
    const corner = [onTheRight ? right - 60 : left + 60, best[1] === y[1] ? top + 12 : bottom - 12];
    const texts = [
      [side, corner, [side.textContent]],
      [oursNamed, [cx, cy], ["our penguin"]],
      [gentoos, toPlace([1.86, 6.1]), ["■ Gentoo"]],
      [others, toPlace([2.3, 2.95]), ["● others"]],
    ];
    const border = bordersOf(fires).flatMap((edge) => lineOfDots(edge.map(toPlace)));
    putClear(axes, texts, [...places, ...ring, ...border]);
    const [nameX, nameY] = oursNamed.lastPlace;
    const away = Math.hypot(nameX - cx, nameY - cy);
    const at = (distance) => [cx + (distance * (nameX - cx)) / away, cy + (distance * (nameY - cy)) / away];
    const to = Math.abs(nameY - cy) > 9 ? (away * (Math.abs(nameY - cy) - 9)) / Math.abs(nameY - cy) : 0;
    put(lead, { d: to > 9 ? through([at(9), at(to)]) : "" });
  }
  return { svg, show };
}

export default explorer({ compute, drawings: [birdsAndLine] });
