"use strict";
// Everything from the docs is text: it is only ever set as textContent, never as HTML.
(() => {
  const PAGE_SIZE = 100;
  const KINDS = ["assumed", "inferred", "rule", "documented"];
  const ASPECTS = ["type", "null", "name", "presence", "tag"];
  const SORTS = ["place", "subject", "aspect", "decided", "evidence", "votes"];
  const DEFAULT_KINDS = [0, 1];
  const data = JSON.parse(document.getElementById("data").textContent);
  const { pages, definitions, fields, decided, groups } = data;
  const places = Object.fromEntries(Object.entries(data.places).map(([key, list]) => [key, Uint32Array.from(list)]));
  const rows = Object.fromEntries(Object.entries(data.rows).map(([key, list]) => [key, Uint32Array.from(list)]));
  const total = rows.place.length;
  const groupKind = Uint8Array.from(groups, (group) => KINDS.indexOf(group.kind));
  const groupAspect = Uint8Array.from(groups, (group) => ASPECTS.indexOf(group.aspect));
  const element = (id) => document.getElementById(id);
  const number = new Intl.NumberFormat("en-US");

  // --- text that is searched, lower-case; the haystack of a place is made once ---
  const lower = (list) => list.map((text) => text.toLowerCase());
  const lowDecided = lower(decided);
  const lowGroups = groups.map((group) => `${group.kind} ${group.aspect} ${group.evidence}`.toLowerCase());
  const lowPages = lower(pages);
  const subject = (place) => {
    const field = fields[places.field[place]];
    return definitions[places.definition[place]] + (field ? `.${field}` : "");
  };
  const lowPlaces = Array.from(places.page, (page, place) => `${pages[page]}:${places.line[place]} ${subject(place)}`.toLowerCase());

  const fresh = () => ({ words: "", page: "", kinds: new Set(DEFAULT_KINDS), aspects: new Set(), groups: new Set(), sort: "place", down: false, grouped: true, at: 0 });
  let state = fresh();

  // --- order: the tables are sorted, so a stable counting sort of indexes sorts the rows ---
  const counted = (order, value, down = false) => {
    let top = 0;
    for (const row of order) if (value(row) > top) top = value(row);
    const key = down ? (row) => top - value(row) : value;
    const starts = new Uint32Array(top + 2);
    for (const row of order) starts[key(row) + 1]++;
    for (let index = 1; index < starts.length; index++) starts[index] += starts[index - 1];
    const sorted = new Uint32Array(order.length);
    for (const row of order) sorted[starts[key(row)]++] = row;
    return sorted;
  };
  const ranks = (values) => {
    const distinct = Uint32Array.from(new Set(values)).sort();
    const rank = new Map(Array.from(distinct, (value, index) => [value, index]));
    return Uint32Array.from(values, (value) => rank.get(value));
  };
  const voteRank = ranks(rows.votes);
  const SORT_KEYS = {
    evidence: [(row) => rows.group[row]],
    place: [(row) => rows.place[row]],
    subject: [(row) => places.field[rows.place[row]], (row) => places.definition[rows.place[row]]],
    aspect: [(row) => groupAspect[rows.group[row]]],
    decided: [(row) => rows.decided[row]],
    votes: [(row) => voteRank[row]],
  };
  const orders = new Map();
  const orderBy = (sort, down, grouped) => {
    const name = `${sort} ${down} ${grouped}`;
    if (!orders.has(name)) {
      let order = Uint32Array.from({ length: total }, (_, row) => row);
      for (const key of SORT_KEYS[sort]) order = counted(order, key, down);
      orders.set(name, grouped ? counted(order, (row) => rows.group[row]) : order);
    }
    return orders.get(name);
  };

  // --- filter: one walk over the rows finds the hits and every facet's counts, each under the other filters ---
  const matching = (list, words) => words.map((word) => Uint8Array.from(list, (text) => (text.includes(word) ? 1 : 0)));
  const allowed = (chosen, size) => Uint8Array.from({ length: size }, (_, index) => (chosen.size === 0 || chosen.has(index) ? 1 : 0));
  const filter = () => {
    const words = state.words.toLowerCase().split(/\s+/).filter(Boolean);
    const inPlaces = matching(lowPlaces, words), inDecided = matching(lowDecided, words), inGroups = matching(lowGroups, words);
    const wanted = state.page.trim().toLowerCase();
    const onPage = Uint8Array.from(lowPages, (text) => (text.includes(wanted) ? 1 : 0));
    const kindOk = allowed(state.kinds, KINDS.length), aspectOk = allowed(state.aspects, ASPECTS.length), groupOk = allowed(state.groups, groups.length);
    const counts = { kinds: new Uint32Array(KINDS.length), aspects: new Uint32Array(ASPECTS.length), groups: new Uint32Array(groups.length) };
    const hits = new Uint32Array(total);
    let found = 0;
    for (const row of orderBy(state.sort, state.down, state.grouped)) {
      const place = rows.place[row], group = rows.group[row];
      if (!onPage[places.page[place]]) continue;
      let matches = true;
      for (let word = 0; matches && word < words.length; word++)
        matches = Boolean(inPlaces[word][place] || inDecided[word][rows.decided[row]] || inGroups[word][group]);
      if (!matches) continue;
      const kind = groupKind[group], aspect = groupAspect[group];
      const isKind = kindOk[kind], isAspect = aspectOk[aspect], isGroup = groupOk[group];
      if (isAspect && isGroup) counts.kinds[kind]++;
      if (isKind && isGroup) counts.aspects[aspect]++;
      if (isKind && isAspect) counts.groups[group]++;
      if (isKind && isAspect && isGroup) hits[found++] = row;
    }
    return { hits: hits.subarray(0, found), counts };
  };

  // --- what is shown ---
  const made = (tag, className, text) => {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text !== undefined) node.textContent = text;
    return node;
  };
  const badge = (kind) => made("span", `badge ${kind}`, kind);
  const choice = (set, index, label, note) => {
    const node = made("label", "choice"), box = made("input"), text = made("span", "text");
    box.type = "checkbox";
    box.addEventListener("change", () => {
      if (box.checked) state[set].add(index); else state[set].delete(index);
      changed();
    });
    text.append(label);
    if (note) text.append(made("span", "of", note));
    node.append(box, text, made("span", "amount"));
    return { node, box, amount: node.lastChild, set, index };
  };
  const choices = [
    ...KINDS.map((kind, index) => choice("kinds", index, badge(kind))),
    ...ASPECTS.map((aspect, index) => choice("aspects", index, aspect)),
    ...groups.map((group, index) => choice("groups", index, group.evidence, `${group.aspect} ${group.kind}`)),
  ];
  for (const one of choices) {
    one.node.hidden = one.set === "groups" && !groups[one.index].evidence;
    if (!one.node.hidden) element(one.set).append(one.node);
  }
  const showChoices = (counts) => {
    for (const { node, box, amount, set, index } of choices) {
      const many = counts[set][index];
      box.checked = state[set].has(index);
      amount.textContent = number.format(many);
      node.classList.toggle("none", !many);
      if (set === "groups") node.style.display = many || box.checked ? "" : "none";
    }
  };
  const columns = () => (state.grouped ? 4 : 6);
  const headerRow = (group, amount) => {
    const row = made("tr", "group"), cell = made("th");
    cell.colSpan = columns();
    cell.scope = "rowgroup";
    cell.append(badge(group.kind), ` ${group.aspect}: ${group.evidence || "the page says it"} `, made("span", "holder", `(${number.format(amount)})`));
    if (group.advice) cell.append(made("p", "", group.advice));
    row.append(cell);
    return row;
  };
  const listRow = (row) => {
    const place = rows.place[row], group = groups[rows.group[row]], page = pages[places.page[place]], field = fields[places.field[place]];
    const name = made("code"), about = made("td"), says = made("td"), grounds = made("td", "grounds"), where = made("td");
    const holder = definitions[places.definition[place]];
    if (field) name.append(made("span", "holder", `${holder}.`), made("wbr"), field); else name.append(holder);
    about.append(name);
    says.append(made("code", "", decided[rows.decided[row]]));
    grounds.append(badge(group.kind), ` ${group.evidence}`);
    const link = made("button", "place", `${page}:${places.line[place]}`);
    link.type = "button";
    link.title = "Show only this page";
    link.addEventListener("click", () => { state.page = page; changed(); });
    where.append(link);
    const node = made("tr");
    const votes = rows.votes[row];
    node.append(about, made("td", "aspect", group.aspect), says, grounds, made("td", "number", votes ? number.format(votes) : ""), where);
    return node;
  };
  const showRows = ({ hits, counts }) => {
    const last = Math.max(0, Math.ceil(hits.length / PAGE_SIZE) - 1);
    state.at = Math.min(Math.max(0, state.at), last);
    const shown = hits.subarray(state.at * PAGE_SIZE, (state.at + 1) * PAGE_SIZE);
    const body = document.createDocumentFragment();
    let before = -1;
    for (const row of shown) {
      if (state.grouped && rows.group[row] !== before) {
        before = rows.group[row];
        body.append(headerRow(groups[before], counts.groups[before]));
      }
      body.append(listRow(row));
    }
    if (!shown.length) {
      const row = made("tr"), cell = made("td", "empty", total ? "Nothing matches. Fewer words or filters show more." : "The docs define no fields.");
      cell.colSpan = columns();
      row.append(cell);
      body.append(row);
    }
    element("rows").replaceChildren(body);
    element("count").textContent = `${number.format(hits.length)} of ${number.format(total)} statements`;
    element("number").value = String(state.at + 1);
    element("pages").textContent = number.format(last + 1);
    element("first").disabled = element("previous").disabled = state.at === 0;
    element("last").disabled = element("next").disabled = state.at === last;
    lastPage = last;
  };
  let lastPage = 0, shown = null;
  const showSort = () => {
    element("grouped").checked = state.grouped;
    element("list").classList.toggle("grouped", state.grouped);
    for (const button of document.querySelectorAll("[data-sort]")) {
      const mine = button.dataset.sort === state.sort;
      button.parentElement.setAttribute("aria-sort", mine ? (state.down ? "descending" : "ascending") : "none");
    }
  };
  const showInputs = () => {
    for (const [id, text] of [["search", state.words], ["page", state.page]])
      if (element(id).value !== text) element(id).value = text;
  };
  const render = () => {
    shown = filter();
    showInputs();
    showChoices(shown.counts);
    showSort();
    showRows(shown);
    remember();
  };
  const changed = () => { state.at = 0; render(); };

  // --- the state lives in the address, so that a view can be kept and sent ---
  const remember = () => {
    const parts = new URLSearchParams();
    if (state.words) parts.set("q", state.words);
    if (state.page) parts.set("page", state.page);
    parts.set("source", Array.from(state.kinds, (index) => KINDS[index]).join(" "));
    if (state.aspects.size) parts.set("aspect", Array.from(state.aspects, (index) => ASPECTS[index]).join(" "));
    if (state.groups.size) parts.set("evidence", Array.from(state.groups).join(" "));
    if (!state.grouped) parts.set("flat", "1");
    if (state.sort !== "place" || state.down) parts.set("sort", (state.down ? "-" : "") + state.sort);
    if (state.at) parts.set("at", String(state.at + 1));
    try { history.replaceState(null, "", `#${parts}`); } catch { /* an embedded report has no address of its own */ }
  };
  const recall = () => {
    const parts = new URLSearchParams(location.hash.slice(1));
    const indexes = (key, names) => new Set((parts.get(key) || "").split(" ").map((name) => names.indexOf(name)).filter((index) => index >= 0));
    state = fresh();
    state.words = parts.get("q") || "";
    state.page = parts.get("page") || "";
    if (parts.has("source")) state.kinds = indexes("source", KINDS);
    state.aspects = indexes("aspect", ASPECTS);
    state.groups = indexes("evidence", groups.map((_, index) => String(index)));
    state.grouped = !parts.has("flat");
    const sort = parts.get("sort") || "place";
    const name = sort.replace(/^-/, "");
    if (SORTS.includes(name)) { state.sort = name; state.down = sort.startsWith("-"); }
    state.at = (Number.parseInt(parts.get("at") || "1", 10) || 1) - 1;
  };

  // --- what a person does ---
  let waiting = 0;
  // The state changes at once, so that a click right after typing loses nothing; only showing it waits for the next key.
  const typed = (key, id) => element(id).addEventListener("input", () => {
    state[key] = element(id).value;
    clearTimeout(waiting);
    waiting = setTimeout(changed, 60);
  });
  typed("words", "search");
  typed("page", "page");
  const turn = (to) => {
    state.at = to;
    showRows(shown);
    remember();
    element("list").scrollIntoView({ block: "start" });
  };
  element("first").addEventListener("click", () => turn(0));
  element("previous").addEventListener("click", () => turn(state.at - 1));
  element("next").addEventListener("click", () => turn(state.at + 1));
  element("last").addEventListener("click", () => turn(lastPage));
  element("number").addEventListener("change", () => turn((Number.parseInt(element("number").value, 10) || 1) - 1));
  element("grouped").addEventListener("change", () => { state.grouped = element("grouped").checked; changed(); });
  element("reset").addEventListener("click", () => { state = fresh(); render(); });
  element("filters").addEventListener("submit", (event) => event.preventDefault());
  for (const button of document.querySelectorAll("[data-sort]"))
    button.addEventListener("click", () => {
      const sort = button.dataset.sort;
      state.down = state.sort === sort ? !state.down : sort === "votes";
      state.sort = sort;
      changed();
    });
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof HTMLInputElement && event.target.type !== "checkbox";
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      element("search").focus();
    } else if (event.key === "Escape" && event.target === element("search")) {
      state.words = "";
      changed();
    }
  });
  addEventListener("hashchange", () => { recall(); render(); });

  element("app").hidden = false;
  recall();
  render();
})();
