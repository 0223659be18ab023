// What somebody types in the form is kept two seconds after they stop, and when they leave the page.
// Both doors load this. Nothing stays in the browser: our own store keeps it, encrypted.
(() => {
  if (window.keepsTyping) return; // Streamlit draws the page again and again
  window.keepsTyping = true;
  const typed = "textarea, input:is(:not([type]), [type=text], [type=tel]):not([role=combobox])";
  const waiting = new Map();
  let timer = 0;

  // Which answer a field gives: its name on a plain page, the class of its box on a Streamlit one.
  const answer = (field) => {
    if (!(field instanceof Element) || !field.matches(typed)) return "";
    if (field.closest("#question")) return field.name;
    const told = document.querySelector("[data-typed]");
    const prefix = told ? told.dataset.typed : "";
    const box = prefix && field.closest(`[class*="${prefix}"]`);
    const found = box && [...box.classList].find((name) => name.startsWith(prefix));
    return found ? found.slice(prefix.length).replace("-", ".") : "";
  };

  const keep = async () => {
    if (!waiting.size) return;
    const sent = new Map(waiting);
    waiting.clear();
    try {
      const kept = await fetch("/draft", { method: "POST", body: new URLSearchParams([...sent]) });
      if (kept.status < 500 && kept.status !== 429) return;
    } catch { /* no connection */ }
    for (const [name, said] of sent) if (!waiting.has(name)) waiting.set(name, said);
    timer = setTimeout(keep, 10000);
  };

  document.addEventListener("input", (event) => {
    const name = answer(event.target);
    if (!name) return;
    waiting.set(name, event.target.value);
    clearTimeout(timer);
    timer = setTimeout(keep, 2000);
  });
  document.addEventListener("submit", (event) => {
    if (event.target.id !== "question") return;
    clearTimeout(timer);
    waiting.clear(); // the form itself carries it
  });
  // A link would ask for the next page before this one is left: first keep, then go.
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a[href^='/']");
    if (!link || !waiting.size || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    clearTimeout(timer);
    keep().finally(() => location.assign(link.href));
  });
  // The first comes before the next page is asked for, the second where a browser has no first.
  for (const leaving of ["beforeunload", "pagehide"]) {
    addEventListener(leaving, () => {
      if (waiting.size && navigator.sendBeacon("/draft", new URLSearchParams([...waiting]))) waiting.clear();
    });
  }

  // Streamlit stays where the last page was scrolled to, with the focus on its button: begin at the top.
  let shown = { title: "", amiss: "" };
  new MutationObserver(() => {
    const main = document.querySelector("[data-testid=stMain]");
    const heading = main && main.querySelector("h1");
    if (!heading || !heading.textContent) return;
    const box = main.querySelector("[data-testid=stAlert]");
    const now = { title: heading.textContent, amiss: box ? box.textContent : "" };
    const before = shown;
    shown = now;
    if (!before.title || (now.title === before.title && (!now.amiss || now.amiss === before.amiss))) return;
    main.scrollTo(0, 0);
    if (now.title === before.title) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }).observe(document.body, { childList: true, subtree: true, characterData: true });
})();
