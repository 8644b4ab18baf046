// Judges every card of the file with the official parser and validator, and, where its path is given, with the published JSON schema; writes the findings of each.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { AdaptiveCard, SerializationContext, Versions } = require("adaptivecards/dist/adaptivecards.js");
const [file, schemaFile] = process.argv.slice(2);

function validator(path) {
  const Ajv = require("ajv");
  const ajv = new Ajv({ strict: false, allErrors: true });
  ajv.addMetaSchema(require("ajv/dist/refs/json-schema-draft-06.json"));
  const { id, ...schema } = JSON.parse(readFileSync(path, "utf8"));
  return ajv.compile({ ...schema, $id: id });
}

// What Microsoft Teams documents and the schema of 1.5 does not know.
const strip = (node) => Array.isArray(node) ? node.map(strip)
  : node === null || typeof node !== "object" ? node
  : Object.fromEntries(Object.entries(node).filter(([name]) => name !== "msteams" && name !== "choices.data").map(([name, value]) => [name, strip(value)]));

const validate = schemaFile ? validator(schemaFile) : undefined;
const findings = JSON.parse(readFileSync(file, "utf8")).map((json) => {
  const context = new SerializationContext(Versions.v1_5);
  const card = new AdaptiveCard();
  card.parse(json, context);
  const parsed = Array.from({ length: context.eventCount }, (_, i) => context.getEventAt(i)).map(({ event, message }) => `parse ${event}: ${message}`);
  const checked = card.validateProperties().validationEvents.map(({ event, message }) => `properties ${event}: ${message}`);
  const schema = !validate || validate(strip(json)) ? [] : validate.errors.map(({ instancePath, message, params }) => `schema ${instancePath} ${message} ${JSON.stringify(params)}`);
  return [...parsed, ...checked, ...schema];
});
process.stdout.write(JSON.stringify(findings));
