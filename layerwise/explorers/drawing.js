// What drawings are made of, and how several become one. A drawing is { svg, show }: `show(state)` changes in `svg` what depends on the
// state. A point is a pair [x, y] of numbers, a place is where it lies in the drawing, in pixels.

import { put, shape } from "../ground/browser/elements.js";

export const sheet = (width, height, ...children) => shape("svg", { width, height, viewBox: `0 0 ${width} ${height}` }, ...children);

// The path through places.
export const through = (places) => places.map(([x, y], k) => `${k ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join(" ");

// Words in a drawing: a text, added to a part of it.
export const words = (part, attributes, ...text) => part.appendChild(shape("text", attributes, ...text));

// Drawings below one another, as one drawing.
export function stacked(width, ...drawings) {
  let height = 0;
  for (const { svg } of drawings) {
    put(svg, { y: height });
    height += Number(svg.getAttribute("height"));
  }
  return {
    svg: sheet(width, height, ...drawings.map(({ svg }) => svg)),
    show(state) {
      for (const { show } of drawings) show(state);
    },
  };
}

// Stripes to fill an area with, as [pattern, fill]: the pattern has to be put somewhere into the drawing. `between` is their distance,
// `ground` the colour below them; they stand upright until they are turned.
export function stripes({ id, between, turn, stroke, width, ground }) {
  const size = { width: between, height: between };
  const pattern = shape("pattern", { id, ...size, patternUnits: "userSpaceOnUse", patternTransform: `rotate(${turn})` });
  if (ground) pattern.append(shape("rect", { ...size, fill: ground }));
  if (stroke) pattern.append(shape("path", { d: `M0 0 V${between}`, stroke, "stroke-width": width }));
  return [pattern, `url(#${id})`];
}
