// What several explorers calculate with.

export const TINY = 1e-9; // as in arithmetic.py

export const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

// The number of a range that is nearest to `value`.
export const within = (value, low, high) => Math.min(Math.max(value, low), high);
