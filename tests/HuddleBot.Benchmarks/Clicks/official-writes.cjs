// The official client alone: the lines of a file, each the text of one row, so many rows a transaction (one: a plain insert) and so many under way at once.
// Usage: node official-writes.cjs CONNECTION-STRING TABLE FILE ROWS-TOGETHER AT-ONCE. Says the milliseconds of each write, a line each, and those of all on the last line.
const fs = require("node:fs");
const { TableClient } = require(require.resolve("@azure/data-tables", { paths: [process.cwd()] }));

const [connectionString, table, file, together, atOnce] = process.argv.slice(2);
const entities = fs.readFileSync(file, "utf8").split("\n").filter((line) => line).map((Json, number) => ({ partitionKey: `p-${number % 20}`, rowKey: `r-${number}`, Json }));
const batches = [];
if (Number(together) === 1) for (const entity of entities) batches.push([entity]);
else for (let partition = 0; partition < 20; partition++) {
  const own = entities.filter((entity) => entity.partitionKey === `p-${partition}`);
  for (let at = 0; at < own.length; at += Number(together)) batches.push(own.slice(at, at + Number(together)));
}

(async () => {
  const client = TableClient.fromConnectionString(connectionString, table, { allowInsecureConnection: true });
  await client.createTable();
  const took = new Array(batches.length);
  let next = 0;
  const started = performance.now();
  await Promise.all(Array.from({ length: Number(atOnce) }, async () => {
    for (let at = next++; at < batches.length; at = next++) {
      const begun = performance.now();
      if (batches[at].length === 1) await client.createEntity(batches[at][0]);
      else await client.submitTransaction(batches[at].map((entity) => ["create", entity]));
      took[at] = performance.now() - begun;
    }
  }));
  const all = performance.now() - started;
  console.log([...took, all].map((milliseconds) => milliseconds.toFixed(3)).join("\n"));
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
