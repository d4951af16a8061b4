// Lessons 06 and 08. The same arithmetic as in descent.py.

import { put, shape } from "../ground/browser/elements.js";
import { pairOfAxes } from "./axes.js";
import { colour, INK, ink, PAPER } from "./colours.js";
import { movingDot } from "./dots.js";
import { through, words } from "./drawing.js";
import { explorer } from "./explorer.js";
import { lineOfDots, putClear } from "./lettering.js";
import { fixed } from "./wording.js";

const EDGE = 4;
const MOST_STEPS = 60;
const ARRIVED = 0.05;
const SHORT = 0.05;
const LANDSCAPES = {
  "a long valley": {
    loss: (w1, w2) => (w1 - 2) ** 2 / 8 + w2 * w2,
    slopes: (w1, w2) => [(w1 - 2) / 4, 2 * w2],
  },
  "two valleys": {
    loss: (w1, w2, { raised }) => (w1 * w1 - 4) ** 2 / 16 + w1 / 5 + raised + w2 * w2,
    slopes: (w1, w2) => [(w1 * (w1 * w1 - 4)) / 4 + 0.2, 2 * w2],
  },
};
const farOut = (point) => Math.max(...point.map(Math.abs));

const hasLeft = (point, loss, first) => farOut(point) > EDGE && loss > first;

function walk(landscape, start, rate, steps, lossAt) {
  const { slopes } = LANDSCAPES[landscape];
  const path = [start];
  while (path.length <= steps && !hasLeft(path.at(-1), lossAt(path.at(-1)), lossAt(start))) {
    const slope = slopes(...path.at(-1));
    path.push(path.at(-1).map((w, k) => w - rate * slope[k]));
  }
  return path;
}

function verdict(path, losses, lossAt, floors, ridge) {
  const [first, last, step] = [losses[0], losses.at(-1), path.length - 1];
  if (step === 0) return "has not begun";
  if (hasLeft(path.at(-1), last, first)) return "diverges: it has left the picture, higher than at its start, and ends here";
  if (last > first) return "climbs: it is higher than at its start";
  const left = floors.length === 1 || path.at(-1)[0] < ridge;
  if (last - lossAt(floors[left ? 0 : 1]) < ARRIVED) {
    return `has arrived at the floor${floors.length === 1 ? "" : left ? " of the deeper valley" : " of the shallower valley"}`;
  }
  const move = (k) => path[k].map((w, axis) => w - path[k - 1][axis]);
  const [a, b] = move(step);
  if (step > 1 && a * move(step - 1)[0] + b * move(step - 1)[1] < 0) return "zigzags: its last step turned back on the one before";
  const length = Math.sqrt(a * a + b * b); // Math.hypot differs from Python's hypot in the last digit
  return `${length < SHORT ? "crawls" : "goes down"}: its last step was ${fixed(length, 3)} long`;
}

export function compute({ landscape, rate, steps, start1, start2 }, data) {
  const lossAt = (point) => LANDSCAPES[landscape].loss(...point, data);
  const path = walk(landscape, [start1, start2], Number(rate), steps, lossAt);
  const losses = path.map(lossAt);
  const [w1, w2] = path.at(-1);
  const [slope1, slope2] = LANDSCAPES[landscape].slopes(w1, w2);
  return {
    path,
    losses,
    walked: path.length - 1,
    w1,
    w2,
    slope1,
    slope2,
    move1: -Number(rate) * slope1,
    move2: -Number(rate) * slope2,
    first: losses[0],
    loss: losses.at(-1),
    gone: hasLeft(path.at(-1), losses.at(-1), losses[0]),
    verdict: verdict(path, losses, lossAt, data.floors[landscape], data.ridge),
  };
}

// The line of the walk, a dot for each step and a larger one for the last; `show` takes places in the drawing.
function trail(inside) {
  const line = shape("path", { fill: "none", stroke: colour(1), "stroke-width": 1.6 });
  const steps = shape("path", { fill: colour(1), stroke: ink(1), "stroke-width": 0.8 });
  const last = movingDot();
  inside.append(line, steps, last);
  return (places) => {
    put(line, { d: through(places) });
    put(steps, { d: places.map(([x, y]) => `M${(x - 3).toFixed(1)} ${y.toFixed(1)} a3 3 0 1 1 6 0 a3 3 0 1 1 -6 0 Z`).join(" ") });
    put(last, { cx: places.at(-1)[0], cy: places.at(-1)[1] });
  };
}

function landscapes({ contours, floors }, fit) {
  const width = fit(350);
  const ticks = { xTicks: [-4, -2, 0, 2, 4], yTicks: [-4, -2, 0, 2, 4] };
  // As many pixels to a unit across as up: so each step crosses the contour lines at a right angle.
  const axes = pairOfAxes({
    width,
    height: width - 4,
    x: [-EDGE, EDGE],
    y: [-EDGE, EDGE],
    ...ticks,
    xLabel: "weight w₁",
    yLabel: "weight w₂",
  });
  const { svg, inside, toPlace } = axes;
  const grounds = Object.fromEntries(
    Object.entries(contours).map(([name, levels]) => {
      const ground = inside.appendChild(shape("g"));
      for (const { lines } of levels) {
        const d = lines.map((line) => through(line.map(toPlace))).join(" ");
        ground.append(shape("path", { d, fill: "none", stroke: colour(0), "stroke-opacity": 0.7, "stroke-width": 1.2 }));
      }
      for (const { level, written_at } of levels) {
        const [x, y] = toPlace(written_at);
        const plate = 1 + 9 * String(level).length;
        // Without it the line would be seen above the point of 0.5, which then reads 0:5.
        ground.append(shape("rect", { class: "plate", x: x - plate / 2, y: y - 6, width: plate, height: 12, fill: PAPER }));
        words(ground, { class: "plated", x, y: y + 5, "text-anchor": "middle", style: `fill: ${ink(0)}` }, String(level));
      }
      for (const floor of floors[name]) {
        const [x, y] = toPlace(floor);
        ground.append(shape("path", { d: `M${x - 7} ${y} h14 M${x} ${y - 7} v14`, stroke: INK, "stroke-width": 2.2 }));
      }
      return [name, ground];
    }),
  );
  const next = inside.appendChild(shape("path", { fill: "none", stroke: ink(1), "stroke-width": 2, "stroke-dasharray": "4 3" }));
  const showTrail = trail(inside);
  const start = words(svg, { class: "plated strong", "text-anchor": "middle" }, "start");

  return {
    svg,
    show(state) {
      for (const [name, ground] of Object.entries(grounds)) put(ground, { visibility: name === state.landscape ? "visible" : "hidden" });
      showTrail(state.path.map(toPlace));
      put(next, {
        d: through(
          [
            [state.w1, state.w2],
            [state.w1 + state.move1, state.w2 + state.move2],
          ].map(toPlace),
        ),
      });
      const [x, y] = toPlace(state.path[0]);
      const levels = contours[state.landscape].map(({ written_at }) => toPlace(written_at));
      const walked = lineOfDots([[x, y], ...state.path.map(toPlace)]);
      putClear(axes, [[start, [x, state.start2 < 0 ? y + 20 : y - 20], ["start"]]], [...walked, ...levels]);
    },
  };
}

function lossOverSteps(_, fit) {
  const width = fit(350);
  const ticks = { xTicks: [0, 10, 20, 30, 40, 50, 60], yTicks: [0, 5, 10, 15, 20] };
  const axes = pairOfAxes({ width, height: width - 4, x: [-1, MOST_STEPS + 1], y: [-0.5, 20], ...ticks, xLabel: "step", yLabel: "loss" });
  const { svg, inside, toPlace } = axes;
  const showTrail = trail(inside);
  const name = words(svg, { class: "plated strong", "text-anchor": "middle" });
  const what = words(svg, { class: "plated", "text-anchor": "middle" });
  return {
    svg,
    show(state) {
      showTrail(state.losses.map((loss, k) => toPlace([k, loss])));
      name.textContent = `step ${state.walked}: loss ${fixed(state.loss, 3)}`;
      what.textContent = state.verdict.split(/:| at /)[0];
      const texts = [name, what].map((node, k) => [node, [axes.right - 70, axes.top + 12 + 20 * k], [node.textContent]]);
      const places = state.losses.map((loss, k) => toPlace([k, loss]));
      putClear(
        axes,
        texts,
        lineOfDots([places[0], ...places]).filter(([, y]) => y >= axes.top),
      );
    },
  };
}

export default explorer({ compute, drawings: [landscapes, lossOverSteps] });
