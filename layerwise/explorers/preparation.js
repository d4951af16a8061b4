// From a drawing to 64 numbers: the same steps, with the same numbers, as in layerwise/data/handwriting.py. A bitmap is
// { width, height, ink }, and `ink` has a 1 for each black pixel, row after row.

import { within } from "./arithmetic.js";

const [SHEET, PEN, SIDE, WIDTH, BLOCK] = [128, 9, 32, 20, 4];
const [TOO_MUCH, TOO_LITTLE] = [
  [412, 560],
  [256, 108],
];
const [NOISY, FLAT] = [2, 5];

// What each step makes of a drawing, by its name. All but the last are bitmaps.
export function steps(strokes, centred) {
  const scanned = scan(strokes);
  const stretched = stretch(scanned);
  const placed = place(stretched, centred ? [0, 0] : offCentre(scanned));
  const evened = evenPen(placed);
  const straightened = straighten(evened);
  return { scanned, stretched, placed, evened, straightened, counted: countBlocks(straightened) };
}

const paper = (width, height) => ({ width, height, ink: new Uint8Array(width * height) });
const amount = ({ ink }) => ink.reduce((total, one) => total + one, 0);

// A bitmap whose pixel in column x and row y is black where `isBlack(x, y)`.
function painted(width, height, isBlack) {
  const bitmap = paper(width, height);
  for (let y = 0, k = 0; y < height; y++) {
    for (let x = 0; x < width; x++, k++) if (isBlack(x, y)) bitmap.ink[k] = 1;
  }
  return bitmap;
}

// Whether there is ink in column x and row y; there is none beyond the edges.
const inked = ({ width, height, ink }, x, y) => x >= 0 && x < width && y >= 0 && y < height && ink[y * width + x] === 1;

export const rowsOf = ({ width, height, ink }) =>
  Array.from({ length: height }, (_, y) => Array.from(ink.subarray(y * width, (y + 1) * width)));

function scan(strokes) {
  const bitmap = paper(SHEET, SHEET);
  for (const stroke of strokes) {
    for (let k = 0; k < Math.max(1, stroke.length - 1); k++) drawLine(bitmap, stroke[k], stroke[k + 1] ?? stroke[k]);
  }
  return bitmap;
}

function drawLine({ ink }, [x0, y0], [x1, y1]) {
  const radius = PEN / 2;
  const edge = (value) => Math.trunc(within(value, 0, SHEET));
  const [left, right] = [edge(Math.min(x0, x1) - radius - 1), edge(Math.max(x0, x1) + radius + 1)];
  const [top, bottom] = [edge(Math.min(y0, y1) - radius - 1), edge(Math.max(y0, y1) + radius + 1)];
  const [across, down] = [x1 - x0, y1 - y0];
  const length = across * across + down * down;
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) {
      const [x, y] = [column + 0.5, row + 0.5];
      const along = length > 0 ? within(((x - x0) * across + (y - y0) * down) / length, 0, 1) : 0;
      const [offX, offY] = [x0 + along * across - x, y0 + along * down - y];
      if (offX * offX + offY * offY <= radius * radius) ink[row * SHEET + column] = 1;
    }
  }
}

function box({ width, height, ink }) {
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let k = ink.indexOf(1); k >= 0; k = ink.indexOf(1, k + 1)) {
    const [x, y] = [k % width, Math.floor(k / width)];
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return right < 0 ? [0, 0, width, height] : [left, top, right - left + 1, bottom - top + 1];
}

function stretch(bitmap) {
  const [left, top, width, height] = box(bitmap);
  const from = (start, size, k, n) => start + Math.floor(((2 * k + 1) * size) / (2 * n));
  return painted(WIDTH, SIDE, (x, y) => inked(bitmap, from(left, width, x, WIDTH), from(top, height, y, SIDE)));
}

function offCentre(bitmap) {
  const [left, top, width, height] = box(bitmap);
  const off = (start, size) => Math.floor((2 * start + size - SHEET + SHEET / SIDE) / ((2 * SHEET) / SIDE));
  return [off(left, width), off(top, height)];
}

function place(bitmap, [right, down]) {
  const left = (SIDE - WIDTH) / 2 + right;
  return painted(SIDE, SIDE, (x, y) => inked(bitmap, x - left, y - down));
}

function evenPen(bitmap) {
  const ink = amount(bitmap);
  const layers = TOO_MUCH.filter((limit) => ink > limit).map(() => thinner);
  layers.push(...TOO_LITTLE.filter((limit) => ink < limit).map(() => thicker));
  return layers.reduce((made, change) => change(made), bitmap);
}

const NEIGHBOURS = [
  [0, -1],
  [0, 1],
  [-1, 0],
  [1, 0],
];

function thinner(bitmap) {
  const isInner = (x, y) => NEIGHBOURS.every(([right, down]) => inked(bitmap, x + right, y + down));
  return painted(bitmap.width, bitmap.height, (x, y) => inked(bitmap, x, y) && isInner(x, y));
}

function thicker(bitmap) {
  const isNear = (x, y) => NEIGHBOURS.some(([right, down]) => inked(bitmap, x + right, y + down));
  return painted(bitmap.width, bitmap.height, (x, y) => inked(bitmap, x, y) || isNear(x, y));
}

function straighten(bitmap) {
  const [, start, , height] = box(bitmap);
  const [top, bottom] = [start + NOISY, start + height - 1 - NOISY];
  const leftmost = (row) => bitmap.ink.subarray(row * SIDE, (row + 1) * SIDE).indexOf(1);
  if (height <= FLAT || leftmost(top) < 0 || leftmost(bottom) < 0) return bitmap;
  const slant = (leftmost(top) - leftmost(bottom)) / (bottom - top);
  return painted(SIDE, SIDE, (x, y) => inked(bitmap, x - Math.floor((y - SIDE / 2) * slant + 0.5), y));
}

function countBlocks(bitmap) {
  const blocks = Array.from({ length: SIDE / BLOCK }, (_, k) => k);
  const pixels = Array.from({ length: BLOCK * BLOCK }, (_, k) => [k % BLOCK, Math.floor(k / BLOCK)]);
  const count = (i, j) => pixels.filter(([x, y]) => inked(bitmap, BLOCK * j + x, BLOCK * i + y)).length;
  return blocks.map((i) => blocks.map((j) => count(i, j)));
}
