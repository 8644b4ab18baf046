// Judges every card of the file with the official parser and validator, and, where its path is given, with the published JSON schema; writes the findings of each.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { AdaptiveCard, CardElement, SerializationContext, Versions } = require("adaptivecards/dist/adaptivecards.js");
const [file, schemaFile] = process.argv.slice(2);

function validator(path) {
  const Ajv = require("ajv");
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
  ajv.addMetaSchema(require("ajv/dist/refs/json-schema-draft-06.json"));
  const { id, ...schema } = JSON.parse(readFileSync(path, "utf8"));
  return ajv.compile({ ...schema, $id: id });
}

// What Microsoft Teams documents for cards of 1.5, and 1.5 itself does not know.
const without = (node, ...names) => Array.isArray(node) ? node.map((item) => without(item, ...names))
  : node === null || typeof node !== "object" ? node
  : Object.fromEntries(Object.entries(node).filter(([name]) => !names.includes(name)).map(([name, value]) => [name, without(value, ...names)]));

const validate = schemaFile ? validator(schemaFile) : undefined;
const findings = JSON.parse(readFileSync(file, "utf8")).map((json) => {
  const context = new SerializationContext(Versions.v1_5);
  const card = new AdaptiveCard();
  CardElement.langProperty.regEx.lastIndex = 0; // A fault of the parser's: its pattern is global, and refuses what it has just taken.
  card.parse(json, context);
  const parsed = Array.from({ length: context.eventCount }, (_, i) => context.getEventAt(i)).map(({ event, message }) => `parse ${event}: ${message}`);
  const checked = card.validateProperties().validationEvents.map(({ event, message }) => `properties ${event}: ${message}`);
  const schema = !validate || validate(without(json, "msteams")) ? [] : validate.errors.map(({ instancePath, message, params }) => `schema ${instancePath} ${message} ${JSON.stringify(params)}`);
  return [...parsed, ...checked, ...schema];
});
process.stdout.write(JSON.stringify(findings));
