// Making the elements of a page.

// Set several attributes: at first, and those that change later.
export function put(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
}

function filled(node, attributes, children) {
  put(node, attributes);
  node.append(...children);
  return node;
}

const SVG = "http://www.w3.org/2000/svg";

export const html = (tag, attributes = {}, ...children) => filled(document.createElement(tag), attributes, children);
export const shape = (tag, attributes = {}, ...children) => filled(document.createElementNS(SVG, tag), attributes, children);

// A name that no other element of the page has. By chance and not by counting: a page may hold this module in two versions.
export const unique = (word) => `layerwise-${word}-${Math.random().toString(36).slice(2)}`;
