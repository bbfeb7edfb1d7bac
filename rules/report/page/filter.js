"use strict";
(function () {
  const form = document.getElementById("filter");
  if (!form) return;
  const groups = Array.from(document.querySelectorAll(".rule"), function (rule) {
    return { rule: rule, level: rule.closest(".level"), items: Array.from(rule.querySelectorAll(".finding"), function (item) {
      return { item: item, text: "" };
    }), head: rule.querySelector("header").textContent.toLowerCase() };
  });
  const levels = Array.from(document.querySelectorAll(".level"));
  const said = form.querySelector("output");
  function apply() {
    const words = form.elements.search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const wanted = new Set(Array.from(form.querySelectorAll("[name=severity]:checked"), function (box) { return box.value; }));
    let shown = 0, all = 0;
    for (const group of groups) {
      let left = 0;
      for (const entry of group.items) {
        if (words.length && !entry.text) entry.text = group.head + " " + entry.item.textContent.toLowerCase();
        const hit = wanted.has(group.level.dataset.severity) && words.every(function (word) { return entry.text.includes(word); });
        entry.item.hidden = !hit;
        if (hit) left++;
      }
      const searching = words.length > 0 || !wanted.has(group.level.dataset.severity);
      group.rule.hidden = left === 0 && (group.items.length > 0 || searching);
      shown += left;
      all += group.items.length;
    }
    for (const level of levels) level.hidden = !level.querySelector(".rule:not([hidden])");
    said.textContent = shown === all ? "" : shown + " of the " + all + " findings on this page are shown";
  }
  form.hidden = false;
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("input", apply);
  form.elements.rows.addEventListener("change", function () {
    for (const rows of document.querySelectorAll(".finding .around")) rows.open = form.elements.rows.checked;
  });
  window.addEventListener("beforeprint", function () {
    for (const folded of document.querySelectorAll("details:not([open])")) {
      folded.open = true;
      folded.dataset.printed = "";
    }
  });
  window.addEventListener("afterprint", function () {
    for (const opened of document.querySelectorAll("details[data-printed]")) {
      opened.open = false;
      delete opened.dataset.printed;
    }
  });
})();
