// The official client with the rows of a backup: writes them into a table, 100 a transaction and 16 transactions at once, then reads them all. Says the seconds of both, a line each.
const fs = require("node:fs");
const readline = require("node:readline");
const { TableClient } = require(require.resolve("@azure/data-tables", { paths: [process.cwd()] }));

const [connectionString, file] = process.argv.slice(2);
const types = { "Edm.Int64": "Int64", "Edm.Double": "Double", "Edm.DateTime": "DateTime", "Edm.Binary": "Binary" };

const entityOf = (line) => {
  const { PartitionKey: partitionKey, RowKey: rowKey, "#": check, ...row } = JSON.parse(line);
  const entity = { partitionKey, rowKey };
  for (const [name, value] of Object.entries(row)) {
    if (name.endsWith("@odata.type")) continue;
    const type = types[row[`${name}@odata.type`]];
    entity[name] = type ? { type, value: String(value) } : value;
  }
  return entity;
};

(async () => {
  const client = TableClient.fromConnectionString(connectionString, "Official", { allowInsecureConnection: true });
  await client.createTable();

  let started = performance.now();
  const underWay = new Set();
  let batch = [];
  const submit = async () => {
    const actions = batch;
    batch = [];
    const sent = client.submitTransaction(actions.map((entity) => ["create", entity])).then(() => underWay.delete(sent));
    underWay.add(sent);
    if (underWay.size >= 16) await Promise.race(underWay);
  };
  for await (const line of readline.createInterface({ input: fs.createReadStream(file) })) {
    if (!line.startsWith('{"PartitionKey"')) continue;
    const entity = entityOf(line);
    if (batch.length === 100 || (batch.length > 0 && batch[0].partitionKey !== entity.partitionKey)) await submit();
    batch.push(entity);
  }
  if (batch.length > 0) await submit();
  await Promise.all(underWay);
  console.log((performance.now() - started) / 1000);

  started = performance.now();
  let rows = 0;
  for await (const entity of client.listEntities()) if (entity.rowKey) rows++;
  console.log((performance.now() - started) / 1000);
  console.error(`${rows} rows`);
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
