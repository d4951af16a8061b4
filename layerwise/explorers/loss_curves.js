// The losses of a training run over a pair of axes: `lossCurves(size)` takes what `pairOfAxes` takes, and is a drawing.
// show({ training, validation, every, batches, settings }): a point of the two curves every so many units of the x-axis, below them
// in grey the losses of the single batches, and below the x-axis the `settings` of the run, in words.

import { put, shape } from "../ground/browser/elements.js";
import { pairOfAxes } from "./axes.js";
import { colour, ink } from "./colours.js";
import { through, words } from "./drawing.js";
import { lineOfDots, putClear } from "./lettering.js";
import { fixed } from "./wording.js";

const FAR = 100; // what film.py cuts losses to
const written = (loss) => (loss === undefined ? "" : loss < FAR ? fixed(loss, 3) : `over ${FAR}`);

export function lossCurves(size) {
  const axes = pairOfAxes({ ...size, yLabel: "loss" });
  const { svg, inside, toPlace, left, right, top, bottom, below } = axes;
  const single = inside.appendChild(shape("path", { fill: "none", stroke: "#c4c4c4" }));
  const curves = [0, 1].map((k) =>
    inside.appendChild(shape("path", { fill: "none", stroke: colour(k), "stroke-width": 2.6, "stroke-dasharray": k ? "7 4" : "none" })),
  );
  const names = [0, 1].map((k) => words(svg, { class: "plated", "text-anchor": "middle", style: `fill: ${ink(k)}` }));
  const isSeen = ([x, y]) => x >= left && x <= right && y >= top && y <= bottom;

  function show({ training, validation, every, batches, settings }) {
    const placesOf = (losses, step) => losses.map((loss, k) => toPlace([(k + 1) * step, loss]));
    put(single, { d: through(placesOf(batches, 1)) });
    const lines = [training, validation].map((losses) => placesOf(losses, every));
    lines.forEach((places, k) => {
      put(curves[k], { d: through(places) });
    });
    const texts = [training, validation].map((losses, k) => {
      const text = `${["—", "- -"][k]} ${["training", "validation"][k]} ${written(losses.at(-1))}`.trim();
      names[k].textContent = text;
      return [names[k], [right - 80, top + 11 + 20 * k], [text]];
    });
    putClear(axes, texts, lines.flatMap(lineOfDots).filter(isSeen));
    below.textContent = `${size.xLabel}, ${settings}`;
  }
  return { svg, show };
}
