// Stands above the modules that modules.py sends, and makes them known to the browser.

// The address of each text, for the whole page: what several widgets import is loaded once. An address holds the addresses of what is
// imported, so a module of an older kernel that differs anywhere below has another one.
const KNOWN = Symbol.for("layerwise: the addresses of modules");
globalThis[KNOWN] ??= new Map();

function addressOf(text) {
  const known = globalThis[KNOWN];
  if (!known.has(text)) known.set(text, URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
  return known.get(text);
}

// The last of these modules, once it is there. Each is a list of pieces of its text, between which a number stands for the address of
// one of the modules before it.
export async function load(modules) {
  const addresses = [];
  for (const pieces of modules) {
    addresses.push(addressOf(pieces.map((piece) => (typeof piece === "number" ? addresses[piece] : piece)).join("")));
  }
  return import(addresses.at(-1));
}
