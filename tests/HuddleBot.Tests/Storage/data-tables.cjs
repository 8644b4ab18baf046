// The official client as a second pair of eyes. Reads a table, says each row with the types that it sees, then writes rows of its own for us to read.
const { TableClient } = require(require.resolve("@azure/data-tables", { paths: [process.cwd()] }));

const [connectionString, table] = process.argv.slice(2);

const typed = (value) => {
  if (typeof value === "bigint") return { Int64: value.toString() };
  if (value instanceof Date) return { DateTime: value.toISOString() };
  if (value instanceof Uint8Array) return { Binary: Buffer.from(value).toString("base64") };
  if (value !== null && typeof value === "object") return { [value.type]: value.value };
  return value;
};

(async () => {
  const client = TableClient.fromConnectionString(connectionString, table, { allowInsecureConnection: true });
  for await (const entity of client.listEntities({ disableTypeConversion: false })) {
    const { etag, timestamp, ...own } = entity;
    console.log(JSON.stringify(Object.fromEntries(Object.entries(own).map(([name, value]) => [name, typed(value)]))));
  }

  await client.submitTransaction([
    ["create", { partitionKey: "official", rowKey: "it's", Text: "Grüße 😀", Int: 5, Long: { type: "Int64", value: "9007199254740993" }, Half: 0.5,
      Whole: { type: "Double", value: "3" }, Yes: true, When: new Date("2026-11-22T09:15:00.123Z"), Bytes: new Uint8Array([1, 2, 255]),
      Id: { type: "Guid", value: "c9da6455-213d-42c9-9a79-3e9149a57833" } }],
    ["create", { partitionKey: "official", rowKey: "second" }],
  ]);
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
