// An extension of JupyterLab that brings a style sheet and nothing else. By hand, it is what module federation would make of it: a
// container whose module is a list of no plugins.

globalThis._JUPYTERLAB ??= {};
globalThis._JUPYTERLAB["layerwise-text"] = { init() {}, get: async () => () => [] };

const sheet = document.createElement("link");
sheet.rel = "stylesheet";
sheet.href = new URL("text.css", document.currentScript.src);
document.head.append(sheet);
