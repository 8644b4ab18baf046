// Expands every case of the file with the official engine; writes what came out, or the error, as JSON.
import { readFileSync } from "node:fs";
import templating from "adaptivecards-templating";

const cases = JSON.parse(readFileSync(process.argv[2], "utf8"));
const results = cases.map(({ template, data, host }) => {
  try {
    return { card: new templating.Template(template).expand({ $root: data, $host: host }) };
  } catch (error) {
    return { error: String(error?.message ?? error) };
  }
});
process.stdout.write(JSON.stringify(results));
