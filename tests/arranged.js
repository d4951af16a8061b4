// What explorers do with their room and their words, in numbers, for the tests.

import { arrangement } from "../layerwise/explorers/arrangement.js";
import { putClear } from "../layerwise/explorers/lettering.js";

export function arranged(given) {
  const made = arrangement(given);
  return { ...made, fitted: given.widths.map(made.fit) };
}

// The boxes of three words that are put among dots. There is no page here, so a letter is 9 pixels wide.
export function lettered(area, dots) {
  globalThis.document = { createElement: () => ({ getContext: () => ({ measureText: (text) => ({ width: 9 * text.length }) }) }) };
  const texts = ["one", "two", "three"].map((word) => [{ setAttribute() {} }, [200, 150], [word]]);
  putClear(area, texts, dots);
  return texts.map(([{ lastPlace }, , [word]]) => {
    const half = [(9 * word.length) / 2, 9];
    return [lastPlace[0] - half[0], lastPlace[1] - half[1], lastPlace[0] + half[0], lastPlace[1] + half[1]];
  });
}
