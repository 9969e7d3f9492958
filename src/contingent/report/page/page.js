"use strict";
// The page is complete without this: it adds a choice of theme, arrow keys in the Gantt chart, filters for long tables.
(() => {
  const make = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  const tools = document.getElementById("tools");
  const choice = make("select", { id: "theme" });
  for (const [value, words] of [["", "as the system"], ["light", "light"], ["dark", "dark"], ["contrast", "high contrast"]]) {
    choice.append(make("option", { value, textContent: words }));
  }
  choice.addEventListener("change", () => {
    if (choice.value) document.documentElement.dataset.theme = choice.value;
    else delete document.documentElement.dataset.theme;
  });
  tools.append(make("label", { htmlFor: "theme", textContent: "Colours " }), choice);
  tools.hidden = false;

  const chart = document.querySelector("figure.gantt");
  if (chart) {
    const told = chart.querySelector(".told");
    const rows = [...chart.querySelectorAll("svg.gantt g.row")]
      .map((row) => [...row.querySelectorAll("g.bar")]).filter((row) => row.length);
    const place = new Map();
    rows.forEach((bars, row) => bars.forEach((bar, at) => place.set(bar, [row, at])));
    for (const bar of place.keys()) bar.setAttribute("tabindex", "-1");
    let current = rows.length ? rows[0][0] : null;
    if (current) current.setAttribute("tabindex", "0");
    const centre = (bar) => { const box = bar.getBoundingClientRect(); return box.left + box.width / 2; };
    const nearest = (bars, x) => bars.reduce((a, b) => (Math.abs(centre(b) - x) < Math.abs(centre(a) - x) ? b : a));
    const enter = (bar) => {
      current.setAttribute("tabindex", "-1");
      current = bar;
      bar.setAttribute("tabindex", "0");
      told.textContent = bar.getAttribute("aria-label");
      told.hidden = false;
    };
    chart.addEventListener("focusin", (event) => {
      const bar = event.target.closest("g.bar");
      if (bar) enter(bar);
    });
    chart.addEventListener("focusout", () => { told.hidden = true; });
    chart.addEventListener("keydown", (event) => {
      const bar = event.target.closest("g.bar");
      if (!bar || event.altKey || event.ctrlKey || event.metaKey) return;
      const [row, at] = place.get(bar);
      const bars = rows[row];
      const next = {
        ArrowLeft: () => bars[at - 1],
        ArrowRight: () => bars[at + 1],
        ArrowUp: () => rows[row - 1] && nearest(rows[row - 1], centre(bar)),
        ArrowDown: () => rows[row + 1] && nearest(rows[row + 1], centre(bar)),
        Home: () => bars[0],
        End: () => bars[bars.length - 1],
      }[event.key];
      if (!next) return;
      event.preventDefault();
      const to = next();
      if (to) { to.focus({ preventScroll: true }); to.scrollIntoView({ block: "nearest", inline: "nearest" }); }
    });
    chart.querySelector(".scripted").hidden = false;
  }

  for (const table of document.querySelectorAll("table[id]")) {
    const rows = [...table.tBodies[0].rows];
    if (rows.length <= 12) continue;
    const id = `${table.id}-filter`;
    const field = make("input", { id, type: "search", autocomplete: "off" });
    const count = make("span", { role: "status", className: "small" });
    field.addEventListener("input", () => {
      const wanted = field.value.trim().toLowerCase();
      let shown = 0;
      for (const row of rows) {
        row.hidden = wanted !== "" && !row.textContent.toLowerCase().includes(wanted);
        shown += !row.hidden;
      }
      count.textContent = wanted ? ` ${shown} of ${rows.length} rows` : "";
    });
    const caption = table.caption.firstChild.textContent.trim();
    const label = make("label", { htmlFor: id }, "Filter rows ", make("span", { className: "unseen", textContent: `of: ${caption}` }));
    table.parentElement.before(make("p", { className: "filter" }, label, " ", field, count));
  }
})();
