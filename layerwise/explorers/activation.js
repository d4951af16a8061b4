// Lesson 02. The same arithmetic as in activation.py.

import { put, shape } from "../ground/browser/elements.js";
import { FUNCTIONS } from "./activations.js";
import { pairOfAxes } from "./axes.js";
import { colour, ink } from "./colours.js";
import { movingDot } from "./dots.js";
import { through, words } from "./drawing.js";
import { explorer } from "./explorer.js";
import { fixed } from "./wording.js";

export function compute({ activation, z }, { at_zero }) {
  const [of, slope] = FUNCTIONS[activation];
  return { a: of(z), slope: slope(z), remark: z === 0 ? (at_zero[activation] ?? "") : "" };
}

function tangent(data, fit) {
  const size = { width: fit(420), height: fit(420), x: [-4, 4], y: [-4.2, 4.2] };
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

export default explorer({ compute, drawings: [tangent] });
