// How the parts of an explorer share the room that there is, so that a hand and what it moves are seen together.

const PANEL = 250; // as narrow as what is moved gets beside a picture, in pixels at letters of 14
const ROOMY_PANEL = 400; // with so much for it, a picture grows instead
const BETWEEN = 20;
const GAP = 12; // between two drawings
const LEAST = 0.78; // a drawing keeps so much of its width
const MOST = 1.4; // a picture grows no further
const OF_THE_WINDOW = 0.62; // nor higher than that

// `room` and `windowHeight` are in pixels, `letters` is how many times larger than 14 pixels they are asked to be; `widths` are those of the
// drawings, which stand two in a row, and `height` is that of all of them. Given back are
//   beside   whether what is moved stands beside the picture and not below it,
//   scale    how many times larger than 14 pixels the letters are: as asked, but no larger than leaves both beside each other,
//   grown    how many times larger still the picture is,
//   fit      the width of a drawing that would like to have another one,
//   picture  the width of the picture, in pixels.
export function arrangement({ room, letters, windowHeight, widths, height }) {
  const row = widths.slice(0, 2);
  const gaps = GAP * (row.length - 1);
  const wide = row.reduce((total, width) => total + width, 0);
  const needed = PANEL + BETWEEN + gaps + LEAST * wide;
  const beside = room >= needed;
  const scale = beside ? Math.min(letters, room / needed) : letters;
  const inside = room / scale;
  const free = (beside ? inside - PANEL - BETWEEN : inside) - gaps;
  const share = Math.min(1, free / wide);
  const spare = beside ? inside - ROOMY_PANEL - BETWEEN - gaps : free;
  const grown = Math.max(1, Math.min(MOST, spare / wide, (OF_THE_WINDOW * windowHeight) / scale / height));
  const inOneRow = beside || share >= LEAST;
  const fit = (width) => Math.floor(inOneRow ? share * width : Math.min(width, inside));
  const columns = inOneRow ? row.map(fit) : [Math.max(...widths.map(fit))];
  const across = columns.reduce((total, width) => total + width, 0) * grown + GAP * (columns.length - 1);
  return { beside, scale, grown, fit, picture: Math.ceil(across * scale - 1e-6) };
}
