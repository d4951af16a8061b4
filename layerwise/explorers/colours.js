// The figures' colours, by the names that they have in Python, in figures/style.py; the style sheet says which they are.

export const INK = "var(--ink)";
export const QUIET = "var(--quiet)";
export const PAPER = "var(--paper)";
export const FILLED = "var(--filled)";
export const LIT = "var(--lit)";

// The colour of class k, and the darker one for its words.
export const colour = (k) => `var(--colour-${k})`;
export const ink = (k) => `var(--ink-${k})`;

// The colour of class k mixed with white paper.
export const tint = (k, strength = 0.22) => `color-mix(in srgb, ${colour(k)} ${100 * strength}%, ${PAPER})`;
