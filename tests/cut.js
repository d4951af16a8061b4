// What of a shape is kept where a height, known at its corners, is above 0: for the tests, which can hand over numbers alone.

import { bordersOf, clipped } from "../layerwise/explorers/regions.js";

// `heights` has one list for each of the heights, one after the other; of each corner and border only the place is given back.
export function cut(corners, heights) {
  const known = corners.map((corner, k) => [...corner, ...heights.map((each) => each[k])]);
  const kept = heights.reduce((shape, _, k) => clipped(shape, (corner) => corner[2 + k]), known);
  const place = ([x, y]) => [x, y];
  return { kept: kept.map(place), borders: bordersOf(kept).map((edge) => edge.map(place)) };
}
