// Which messages a piece of code can say. Ids stand in the code as whole strings, or as templates whose gaps are
// filled from a closed set; nowhere are they put together in another way.

/** The ids of `known` that stand in the code. */
export function saidMessages(code, known) {
  const said = new Set();
  for (const [, id] of code.matchAll(/['"`]([a-z_]+(?:[._][\w.]+)+)['"`]/g)) if (known.has(id)) said.add(id);
  for (const [, template] of code.matchAll(/`([a-z_]+\.(?:[\w.]*\$\{[^}]*\})+[\w.]*)`/g)) {
    const pattern = template.replaceAll('.', '\\.').replace(/\$\{[^}]*\}/g, '[\\w]+');
    const matching = new RegExp(`^${pattern}$`);
    for (const id of known.keys()) if (matching.test(id)) said.add(id);
  }
  return said;
}
