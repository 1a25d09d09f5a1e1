// Print items with citeproc-js. In (stdin): {module, locales, jobs: [{style, items, citations, language}]}, where
// `module` is the folder of the npm package `citeproc` and `locales` that of CSL's locale files.
// Out (stdout): for each job {entries: [[id, html]], citations: [html]} or {error}.
// Only the calls that its manual describes are used.
"use strict";
const fs = require("fs");
const path = require("path");

function localeFinder(folder) {
  return (language) => {
    const file = path.join(folder, `locales-${language}.xml`);
    return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "";
  };
}

function print(CSL, findLocale, job) {
  const items = new Map(job.items.map((item) => [String(item.id), item]));
  const system = { retrieveLocale: findLocale, retrieveItem: (id) => items.get(String(id)) };
  const engine = new CSL.Engine(system, job.style, job.language || undefined, Boolean(job.language));
  engine.updateItems([...items.keys()]);
  const bibliography = job.bibliography === false ? false : engine.makeBibliography();
  return { entries: entriesOf(bibliography), citations: citationsOf(engine, job.citations || []) };
}

function entriesOf(bibliography) {
  if (!bibliography) return [];
  const [parameters, texts] = bibliography;
  const all = parameters.entry_ids.map((each) => String(each[0]));
  // An item that prints nothing is among the ids but not among the texts; one that prints no variable is among both.
  const empty = new Set(parameters.bibliography_errors.map((error) => String(error.itemID)));
  const ids = all.length === texts.length ? all : all.filter((id) => !empty.has(id));
  if (ids.length !== texts.length) throw new Error("citeproc-js does not say which entry is which");
  return texts.map((text, place) => [ids[place], text]);
}

function citationsOf(engine, citations) {
  const texts = [];
  const before = [];
  citations.forEach((cites, place) => {
    const note = place + 1;
    const citation = { citationID: `c${note}`, citationItems: cites, properties: { noteIndex: note } };
    const [, changed] = engine.processCitationCluster(citation, before, []);
    for (const [at, text] of changed) texts[at] = text;
    before.push([citation.citationID, note]);
  });
  return texts;
}

const request = JSON.parse(fs.readFileSync(0, "utf8"));
console.log = () => {}; // the package prints remarks of its own
const CSL = require(request.module);
const findLocale = localeFinder(request.locales);
const replies = request.jobs.map((job) => {
  try {
    return print(CSL, findLocale, job);
  } catch (error) {
    return { error: String(error) };
  }
});
process.stdout.write(JSON.stringify(replies));
