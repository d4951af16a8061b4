// What the page says, in words and signs. It calculates and draws nothing, so Node tests it.

export const VERDICTS = {
  passed: { sign: "✓", words: "passed" },
  wrong: { sign: "✗", words: "not right yet" },
  error: { sign: "!", words: "stopped with an error" },
  "timed out": { sign: "∞", words: "did not finish" },
  begun: { sign: "…", words: "begun" },
};
export const NOTHING = { sign: "·", words: "nothing yet" };

export const counted = (count, one, several) => `${count} ${count === 1 ? one : several}`;

// How a person is called where names are shown, and where they are not.
export const called = (person, named) => (named ? person.name : `${person.number}`);
export const inFull = (person, named) => (named ? person.name : `No. ${person.number}`);

export function heading(people, away) {
  const there = counted(people, "person", "people");
  return away ? `${there}, ${away} away` : there;
}

export function most({ exercise, count, passed }, total) {
  if (count === 1) return `One is at \`${exercise}\`${passed ? ", and has passed it" : ""}.`;
  const done = passed ? `${passed === count ? "all" : passed} ${passed === 1 ? "has" : "have"} passed` : "none has passed";
  return `Largest group: \`${exercise}\`, ${count} of ${total}; ${done}.`;
}

export function whereabouts(person) {
  if (!person.last) return "No exercise has been checked yet.";
  const { words } = VERDICTS[person.marks[person.last]] ?? NOTHING;
  const quiet = person.quiet ? ` Not heard for ${counted(person.quiet, "minute", "minutes")}.` : "";
  return `Checked last: \`${person.last}\`, ${words}.${quiet}`;
}

export const since = (minutes) => (minutes < 1 ? "now" : `${minutes} min`);

// The letters over the columns: A to Z, then AA, AB and so on.
export function letter(place) {
  const last = String.fromCharCode(65 + (place % 26));
  return place < 26 ? last : letter(Math.floor(place / 26) - 1) + last;
}

// Text whose code stands between backquotes, cut into [text, isCode].
export function pieces(text) {
  return text
    .split(/`([^`\n]+)`/)
    .map((piece, place) => [piece, place % 2 === 1])
    .filter(([piece]) => piece);
}
