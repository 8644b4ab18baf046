// Type-checks the given TypeScript file, which names the types of @slack/types and @slack/web-api; writes what the compiler says, a finding a line.
import ts from "typescript";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";

const [file, root] = process.argv.slice(2);
const require = createRequire(pathToFileURL(`${root}/package.json`));
const paths = Object.fromEntries(["@slack/types", "@slack/web-api"].map((name) => [name, [`${dirname(require.resolve(`${name}/package.json`))}/dist/index.d.ts`]]));
const program = ts.createProgram([file], {
  noEmit: true, strict: true, skipLibCheck: true, exactOptionalPropertyTypes: true,
  module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16, target: ts.ScriptTarget.ES2022,
  paths, typeRoots: [`${root}/node_modules/@types`], types: ["node"],
});
for (const { file: source, start, messageText } of ts.getPreEmitDiagnostics(program)) {
  const line = source && start !== undefined ? source.getLineAndCharacterOfPosition(start).line + 1 : 0;
  process.stdout.write(`${line}: ${ts.flattenDiagnosticMessageText(messageText, " ")}\n`);
}
