// An explorer with every kind of control, for the tests. The kernel computes.

import { colour } from "../layerwise/explorers/colours.js";
import { explorer } from "../layerwise/explorers/explorer.js";
import { put, shape } from "../layerwise/ground/browser/elements.js";

function lamp(_, fit) {
  const svg = shape("svg", { width: fit(200), height: 60 });
  const bar = shape("rect", { height: 30, y: 15, fill: colour(0) });
  svg.append(bar);
  return { svg, show: ({ brightness }) => put(bar, { width: 5 * brightness, opacity: brightness ? 1 : 0.1 }) };
}

export default explorer({ drawings: [lamp] });
