// A formula wider than the page scrolls sideways. Let the keyboard reach it, too.
function reachWideFormulas() {
  for (const formula of document.querySelectorAll("mjx-container[display=true]")) {
    if (formula.scrollWidth > formula.clientWidth) formula.tabIndex = 0;
    else formula.removeAttribute("tabindex");
  }
}

// Sphinx looks for the words as it has stemmed them, and below the theme's menus. Where it finds none it
// shows how the page begins, which is then a menu. Let it look at the text, for the words as typed, too.
function summariseTheText() {
  const summarise = Search.makeSearchSummary;
  const typed = new URLSearchParams(location.search).get("q") ?? "";
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  Search.makeSearchSummary = (html, stems, anchor) => {
    const article = new DOMParser().parseFromString(html, "text/html").querySelector("article");
    const text = `<div role="main">${article?.innerHTML ?? html}</div>`;
    return summarise(text, [...stems, ...words], anchor);
  };
}

if (typeof Search !== "undefined") summariseTheText();

addEventListener("load", () => {
  window.MathJax?.startup?.promise?.then(() => document.fonts.ready).then(reachWideFormulas);
  addEventListener("resize", reachWideFormulas);
});
