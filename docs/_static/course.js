// A formula wider than the page scrolls sideways. Let the keyboard reach it, too.
function reachWideFormulas() {
  for (const formula of document.querySelectorAll("mjx-container[display=true]")) {
    if (formula.scrollWidth > formula.clientWidth) formula.tabIndex = 0;
    else formula.removeAttribute("tabindex");
  }
}

addEventListener("load", () => {
  window.MathJax?.startup?.promise?.then(() => document.fonts.ready).then(reachWideFormulas);
  addEventListener("resize", reachWideFormulas);
});
