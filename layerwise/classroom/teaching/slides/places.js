// Which slide comes where: all that is calculated, and nothing that touches the page.

const STEPS = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, Enter: 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1, Backspace: -1 };

// The slide, counted from 0, that a key leads to from slide `now` of `count`; the same one where it leads nowhere.
export function afterKey({ key, shiftKey = false }, now, count) {
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  const step = key === " " && shiftKey ? -1 : (STEPS[key] ?? 0);
  return within(now + step, count);
}

// The slide that an address ends in, such as #7, counted from 0; the first where it names none.
export function fromHash(hash, count) {
  return /^#\d+$/.test(hash) ? within(Number(hash.slice(1)) - 1, count) : 0;
}

export function toHash(now) {
  return `#${now + 1}`;
}

// A swipe from one point to another: one slide on, one back, or none where it went up or down, or hardly anywhere.
export function afterSwipe(from, to, now, count) {
  const across = to.x - from.x;
  if (Math.abs(across) < 40 || Math.abs(across) < Math.abs(to.y - from.y)) return now;
  return within(now + (across < 0 ? 1 : -1), count);
}

// What other windows send may come from anywhere: only the number of one of our slides counts.
export function fromMessage(data, count) {
  return Number.isInteger(data?.slide) && data.slide >= 0 && data.slide < count ? data.slide : null;
}

// Minutes and seconds since the start, as a clock shows them.
export function clock(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

// How large a sheet of 1280 by 720 can be shown.
export function zoom(width, height) {
  return Math.min(width / 1280, height / 720);
}

function within(place, count) {
  return Math.min(Math.max(place, 0), count - 1);
}
