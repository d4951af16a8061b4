// The losses of a training run over a pair of axes: `lossCurves(size)` takes what `pairOfAxes` takes, and is a drawing.
// show({ training, validation, every, batches, settings }): a point of the two curves every so many units of the x-axis, below them
// in grey the losses of the single batches, and up to two lines of words in the corner.

import { put, shape } from "../ground/browser/elements.js";
import { pairOfAxes } from "./axes.js";
import { colour, ink } from "./colours.js";
import { through, words } from "./drawing.js";
import { fixed } from "./wording.js";

const FAR = 100; // what film.py cuts losses to
const written = (loss) => (loss === undefined ? "" : loss < FAR ? fixed(loss, 3) : `over ${FAR}`);

export function lossCurves(size) {
  const { svg, inside, toPlace, left, right, top } = pairOfAxes({ ...size, yLabel: "loss" });
  const single = inside.appendChild(shape("path", { fill: "none", stroke: "#c4c4c4" }));
  const curves = [0, 1].map((k) =>
    inside.appendChild(shape("path", { fill: "none", stroke: colour(k), "stroke-width": 2.6, "stroke-dasharray": k ? "7 4" : "none" })),
  );
  const height = (k) => top + 15 + 20 * k;
  const corner = [0, 1].map((k) => words(svg, { class: "plated", x: left + 8, y: height(k) }));
  const names = [0, 1].map((k) => words(svg, { class: "plated", x: right, y: height(k), "text-anchor": "end", style: `fill: ${ink(k)}` }));

  function show({ training, validation, every, batches, settings }) {
    const path = (losses, step) => through(losses.map((loss, k) => toPlace([(k + 1) * step, loss])));
    put(single, { d: path(batches, 1) });
    [training, validation].forEach((losses, k) => {
      put(curves[k], { d: path(losses, every) });
      names[k].textContent = `${["—", "- -"][k]} ${["training", "validation"][k]} ${written(losses.at(-1))}`;
    });
    settings.forEach((setting, k) => {
      corner[k].textContent = setting;
    });
  }
  return { svg, show };
}
