// An extension of JupyterLab and Jupyter Notebook, in one file: by hand, it is what module federation would make of two plugins.

// A notebook that has only text, as the glossary, starts no kernel when it is opened.
const readWithoutKernel = {
  id: "layerwise-glossary:kernel",
  autoStart: true,
  activate(app) {
    app.docRegistry.addWidgetExtension("Notebook", {
      createNew(_panel, context) {
        const { cells } = context.model;
        // The cells come from the file before it is decided whether a kernel starts.
        cells.changed.connect(() => {
          const shouldStart = [...cells].some((cell) => cell.type === "code");
          context.sessionContext.kernelPreference = { ...context.sessionContext.kernelPreference, shouldStart };
        });
      },
    });
  },
};

// A link to a cell of a notebook reaches it. JupyterLab goes there once, perhaps before the cell is in the page. Jupyter Notebook 7 opens
// the notebook in a new tab and forgets the cell: there the browser follows the link itself, so the tab's address names the cell.
const reachTheCell = {
  id: "layerwise-glossary:links",
  autoStart: true,
  activate(app) {
    const { baseUrl } = JSON.parse(document.getElementById("jupyter-config-data").textContent);
    const [files, notebooks] = ["files/", "notebooks/"].map((place) => new URL(baseUrl + place, location.origin).pathname);
    const inTabsOfItsOwn = app.name !== "JupyterLab";

    document.addEventListener("click", follow, { capture: true });
    if (inTabsOfItsOwn) app.restored.then(() => goToTheCell(app.shell, pathBelow(notebooks, location), location.hash));

    function follow(event) {
      const link = event.target.closest?.("a[href*='.ipynb'][href*='#cell-id=']");
      const path = link && (pathBelow(files, link) ?? pathBelow(notebooks, link));
      if (!path) return;
      if (inTabsOfItsOwn) {
        link.href = notebooks + encodeURI(path) + link.hash;
        if (link.pathname === location.pathname) link.target = "_self";
        event.stopImmediatePropagation();
      } else {
        goToTheCell(app.shell, path, link.hash);
      }
    }
  },
};

function pathBelow(place, { pathname }) {
  return pathname.startsWith(place) ? decodeURIComponent(pathname.slice(place.length)) : null;
}

const LEADING_ELSEWHERE = ["ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End", " ", "Enter"];

// Cells come into the page whenever the front end has time, and what is asked of it before is lost: so it is asked again until the cell
// is there, or the reader goes elsewhere. There the cell is the active one, so that the keys go on from it.
async function goToTheCell(shell, path, hash) {
  if (!hash.startsWith("#cell-id=")) return;
  const reader = new AbortController();
  const stop = ({ key }) => (key === undefined || LEADING_ELSEWHERE.includes(key)) && reader.abort();
  await new Promise((resolve) => setTimeout(resolve)); // the key or click that asked for it is over
  for (const does of ["wheel", "keydown", "pointerdown"]) addEventListener(does, stop, { capture: true, signal: reader.signal });
  // What comes into the page above the cell may move it away once more, on a slow machine seconds later.
  for (let tries = 0, inView = 0; tries < 150 && inView < 15 && !reader.signal.aborted; tries++) {
    const front = shell.currentWidget;
    const cells = front?.context?.path === path ? (front.content.widgets ?? []) : [];
    const place = [...cells].findIndex((widget) => `#cell-id=${widget.model.id}` === hash);
    const node = cells[place]?.node;
    const top = node?.isConnected ? node.getBoundingClientRect().top : Number.NaN;
    inView = top >= 0 && top < 0.8 * innerHeight ? inView + 1 : 0;
    if (inView === 1) {
      front.content.activeCellIndex = place;
      front.content.activate(); // which gives it the focus
    }
    if (node && !inView) front.setFragment(hash);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  reader.abort();
}

globalThis._JUPYTERLAB ??= {};
globalThis._JUPYTERLAB["layerwise-glossary"] = { init() {}, get: async () => () => [readWithoutKernel, reachTheCell] };
