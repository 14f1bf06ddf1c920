/** All visits on one page: printing, the newest visit first in sight where a chart is wider than its frame, tables. */

for (const button of document.querySelectorAll("[data-print][hidden]")) button.hidden = false;
for (const frame of document.querySelectorAll("[data-newest]")) frame.scrollLeft = frame.scrollWidth;

document.addEventListener("click", ({ target }) => {
  if (target.closest?.("[data-print]")) print();
  const emptied = target.closest?.("[data-empties]")?.dataset.empties;
  if (emptied) document.getElementById(emptied).replaceChildren();
});
