// What is typed into an entry reaches our store within a second, while typing goes on, and is sent again until
// it has. Nothing stays in the browser. Without this script the page is one form with buttons that save.
(() => {
  const form = document.querySelector("#entry");
  const reading = document.querySelector("form#send");
  const keys = (form || reading || { dataset: {} }).dataset.keys === "on";
  const isChord = (event) =>
    event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.getModifierState("AltGraph");
  const isSend = (event) =>
    event.ctrlKey && !event.altKey && !event.metaKey && ["Enter", "NumpadEnter"].includes(event.code);
  if (reading && keys) {
    document.addEventListener("keydown", (event) => {
      if (!isSend(event) || event.repeat) return;
      event.preventDefault();
      reading.requestSubmit(reading.querySelector("[value=send]"));
    });
  }
  if (!form) return;

  const KEEP_WITHIN = 300, AGAIN_AFTER = 1000, GIVE_UP_AFTER = 10000;
  const PRESSES = ["confirm", "dismiss", "same"], LOOK = "look", LONGEST_OUTLIVING = 30000;
  const told = form.dataset;
  const state = document.querySelector("#state"), saved = document.querySelector("#saved");
  const signedOut = document.querySelector("#signed-out");
  const waiting = new Map();
  let onItsWay = new Map(), queue = Promise.resolve(), asks = Promise.resolve(), areAsked = false;
  let timer = 0, isAway = false, isOver = false, seen = told.saved, asked = told.asks;
  const had = new Map(); // what our store has of the boxes of words, as far as this page knows

  const say = (words) => { if (state.textContent !== words) state.textContent = words; };
  const named = (name) => [...form.elements].filter((field) => field.name === name && field.type !== "hidden");
  const isAnswer = (field) =>
    field.name && field.type !== "hidden" && field.type !== "submit" && field.name !== "danger_note";
  const answer = (name) => {
    const fields = named(name);
    if (!fields.length) return "";
    const chosen = fields.filter((field) => field.checked).map((field) => field.value);
    return ["checkbox", "radio"].includes(fields[0].type) ? chosen.join(",") : fields[0].value;
  };

  for (const name of ["words", "should_happen"]) had.set(name, answer(name));

  const show = () => {
    for (const asked of form.querySelectorAll("[data-when1]")) {
      const place = asked.querySelector(".place select"); // a service that is named counts, so it is seen
      asked.hidden = !(place && place.value) && [1, 2].some((number) => {
        const when = asked.dataset[`when${number}`];
        const values = (asked.dataset[`is${number}`] || "").split(" ").filter(Boolean);
        const said = when ? answer(when) : "";
        return when && !(values.length ? said.split(",").some((one) => values.includes(one)) : said);
      });
    }
    const uses = [...form.querySelectorAll("[data-use]")];
    const next = uses.find((use) => !answer(`consent.${use.dataset.use}`));
    for (const use of uses) use.hidden = Boolean(next) && use !== next;
    return next;
  };

  const fill = (values) => {
    for (const [name, said] of Object.entries(values)) {
      if (waiting.has(name) || onItsWay.has(name)) continue;
      for (const field of named(name)) {
        if (field.type === "checkbox") field.checked = said.split(",").includes(field.value);
        else if (field.type === "radio") field.checked = field.value === said;
        else if (field.value !== said) field.value = said;
        const join = field.closest(".join");
        if (join && said) join.open = true;
      }
      if (had.has(name)) had.set(name, said);
    }
  };

  // Another tab had written here: both are kept, and what was typed since goes on behind them.
  const join = (sent, both) => {
    for (const name of had.keys()) if (sent.has(name)) had.set(name, sent.get(name));
    for (const [name, kept] of Object.entries(both)) {
      const [field] = named(name), since = field.value, began = sent.get(name);
      had.set(name, kept);
      field.value = since.startsWith(began) ? kept + since.slice(began.length) : `${kept}\n\n${since}`;
      if (field.value === kept) waiting.delete(name);
      else waiting.set(name, field.value);
    }
  };

  const put = (parts) => {
    for (const [id, html] of Object.entries(parts)) {
      const part = document.getElementById(id), had = document.activeElement;
      if (!part || part.dataset.drawn === html) continue;
      part.dataset.drawn = html;
      const held = part.contains(had) ? { name: had.name, value: had.value } : null;
      part.innerHTML = html;
      if (!held) continue;
      const buttons = [...part.querySelectorAll("button, input:not([type=hidden])")];
      const same = buttons.find((one) => one.name === held.name && one.value === held.value);
      (same || buttons[0] || form.querySelector("#words")).focus({ preventScroll: true });
    }
  };

  const putBack = (sent) => { for (const [name, said] of sent) if (!waiting.has(name)) waiting.set(name, said); };

  const away = (words) => {
    const time = /\d+:\d+/.exec(saved.textContent);
    say(words || (time ? told.notSavedSince.replace("{time}", time[0]) : told.notSaved));
    isAway = true;
    clearTimeout(timer);
    timer = setTimeout(keep, AGAIN_AFTER);
  };

  // Another programme's own questions: the page is drawn anew with them, once what was typed is kept.
  const askAnew = (found) => {
    asked = found.asks || asked;
    if (asked === told.asks || waiting.size || (danger && danger.open)) return;
    if (told.whole) form.submit(); // practice: what is typed is on the page alone
    else location.assign(`${told.typed.split("?")[0].replace(/\/typed$/, "")}?asks=${asked}#programme`);
  };

  const taken = (found) => {
    seen = found.saved_at;
    saved.textContent = found.saved;
    signedOut.hidden = true;
    isAway = false;
    say(found.elsewhere || "");
    if (found.parts) put(found.parts);
    else ask();
    fill(found.values || {});
    show();
    askAnew(found);
  };
  const withParts = (body) => {
    const places = document.querySelector("#offers [data-places]");
    body.append("parts", "yes");
    body.append("offered", places ? places.dataset.places : "");
  };

  // What follows from the words is asked for beside the saving, which never waits for it.
  const askOnce = async (more) => {
    if (isOver) return;
    areAsked = false;
    const whole = told.whole ? new Set([...form.elements].filter(isAnswer).map((field) => field.name)) : [];
    const body = new URLSearchParams([...[...whole].map((name) => [name, answer(name)]), ...more]);
    withParts(body);
    try {
      const came = await fetch(told.typed, { method: "POST", body, headers: { Accept: "application/json" } });
      if (!came.ok) return;
      const found = await came.json();
      put(found.parts);
      fill(found.values || {});
      show();
      askAnew(found);
    } catch { /* it is asked again after the next thing that is saved */ }
  };
  const ask = (more = []) => {
    if (areAsked && !more.length) return;
    areAsked = true;
    asks = asks.then(() => askOnce(more));
  };

  // One request at a time, in order. Returns what was answered, or nothing where it has to be tried again.
  const post = async (address, more, mayOutlive) => {
    if (isOver || !(waiting.size || more.length)) return {};
    onItsWay = new Map(waiting);
    waiting.clear();
    const body = new URLSearchParams([...onItsWay, ...more]);
    body.append("seen", seen);
    for (const [name, said] of had) if (onItsWay.has(name)) body.append(`was.${name}`, said);
    if (more.some(([name]) => PRESSES.includes(name))) withParts(body);
    const isLook = !onItsWay.size && more.every(([name]) => name === LOOK);
    const keepalive = Boolean(mayOutlive) && body.toString().length < LONGEST_OUTLIVING;
    try {
      const headers = { Accept: "application/json" }, signal = AbortSignal.timeout(GIVE_UP_AFTER);
      const came = await fetch(address, { method: "POST", body, headers, signal, keepalive });
      const found = came.headers.get("content-type").includes("json") ? await came.json() : {};
      if (came.ok) {
        join(onItsWay, found.both || {});
        onItsWay = new Map();
        taken(found);
        return found;
      }
      if (found.not_told) {
        onItsWay = new Map();
        return found;
      }
      if (found.gone) {
        isOver = true;
        onItsWay = new Map();
        say(found.gone);
        return null;
      }
      putBack(onItsWay);
      if (found.signed_out) signedOut.hidden = false;
      if (!isLook) away(came.status === 413 ? told.tooMuch : "");
    } catch {
      putBack(onItsWay);
      if (!isLook) away();
    }
    onItsWay = new Map();
    return null;
  };
  const next = (address, more, mayOutlive) => {
    clearTimeout(timer);
    timer = 0;
    if (told.whole) { // practice: nothing is kept
      waiting.clear();
      ask(more);
      return queue;
    }
    queue = queue.then(() => post(address, more, mayOutlive));
    return queue;
  };
  const keep = (more = [], mayOutlive = false) => next(told.typed, more, mayOutlive);

  form.addEventListener("input", (event) => {
    if (!isAnswer(event.target)) return;
    waiting.set(event.target.name, answer(event.target.name));
    if (event.target.type !== "textarea") show();
    if (!timer) timer = setTimeout(keep, KEEP_WITHIN);
  });

  const tellLead = async (address) => {
    const line = document.querySelector("#told");
    const found = await next(address, [["danger_note", document.querySelector("#danger_note").value]]);
    line.textContent = (found && (found.told || found.not_told)) || told.notTold;
  };
  const leave = async (address, more) => {
    const found = await keep(more);
    if (isOver || (found && !waiting.size)) location.assign(address);
  };
  form.addEventListener("submit", (event) => {
    const { name, value, formAction } = event.submitter || {};
    if (told.whole && value === "read_back") return; // practice: what is read back is on the page alone
    event.preventDefault();
    if (PRESSES.includes(name)) keep([[name, value]]);
    else if (value === "danger") tellLead(formAction);
    else if (value === "read_back" && isOver) state.scrollIntoView();
    else if (value === "read_back") leave(told.typed.split("?")[0].replace(/typed$/, "read-back"));
    else if (value === "stop") leave("/phone_entry", [["action", value]]);
    else keep();
  });

  const answerNext = (value) => {
    const uses = document.querySelector("#say-uses");
    const asked = show();
    if (!uses || !asked) return;
    if (!uses.open) { // it is read aloud before it is answered
      uses.open = true;
      uses.scrollIntoView({ block: "nearest" });
      return;
    }
    const field = named(`consent.${asked.dataset.use}`).find((one) => one.value === value);
    field.checked = true;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const danger = document.querySelector("#danger");
  const openDanger = () => {
    if (danger) danger.open = true;
  };
  if (danger) {
    danger.addEventListener("toggle", () => {
      if (!danger.open) return;
      danger.closest(".bar").scrollIntoView(); // so that all of it is on the screen
      danger.querySelector("textarea").focus({ preventScroll: true });
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && danger && danger.open) {
      danger.open = false;
      danger.querySelector("summary").focus();
    }
    if (!keys || event.repeat) return;
    if (isSend(event)) {
      const button = form.querySelector("[value=read_back]");
      event.preventDefault();
      if (button) form.requestSubmit(button);
      return;
    }
    if (!isChord(event)) return;
    const digit = /^Digit([0-6])$/.exec(event.code);
    const offer = digit && form.querySelector(`[data-offer="${digit[1]}"]`);
    if (!digit && !["KeyY", "KeyN"].includes(event.code)) return;
    event.preventDefault();
    if (offer) keep([["confirm", offer.value]]);
    else if (digit && digit[1] === "0") openDanger();
    else if (!digit) answerNext(event.code === "KeyY" ? "yes" : "no");
  });

  // Before the next page is asked for, so that it has all of it. The page may stay after all: a link to a
  // telephone, or "Stay" pressed; so it is kept as always, and what is answered is heard.
  addEventListener("beforeunload", (event) => {
    if (!(waiting.size || onItsWay.size) || isOver || told.whole) return;
    if (isAway) event.preventDefault();
    keep([], true);
  });
  addEventListener("pagehide", () => {
    const left = new Map([...onItsWay, ...waiting]);
    if (!left.size || isOver || told.whole) return;
    const was = [...had].filter(([name]) => left.has(name)).map(([name, said]) => [`was.${name}`, said]);
    if (navigator.sendBeacon(told.typed, new URLSearchParams([...left, ...was]))) waiting.clear();
  });
  // What the last page sent as it was left may reach our store after this one was drawn.
  if (!told.whole) {
    for (const after of [AGAIN_AFTER, 5 * AGAIN_AFTER]) setTimeout(() => keep([[LOOK, "again"]]), after);
  }
  show();
  if (location.hash === "#programme") named("programme")[0]?.focus();
})();
