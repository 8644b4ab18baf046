// Type-checks the given TypeScript file, which names the types of @slack/types, @slack/web-api or @microsoft/teams.cards; writes what the compiler says, a finding a line.
import ts from "typescript";

const [file, root] = process.argv.slice(2);
const paths = Object.fromEntries(["@slack/types", "@slack/web-api", "@microsoft/teams.cards"].map((name) => [name, [`${root}/node_modules/${name}/dist/index.d.ts`]]));
const program = ts.createProgram([file], {
  noEmit: true, strict: true, skipLibCheck: true, exactOptionalPropertyTypes: true,
  module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16, target: ts.ScriptTarget.ES2022,
  paths, typeRoots: [`${root}/node_modules/@types`], types: ["node"],
});
for (const { file: source, start, messageText } of ts.getPreEmitDiagnostics(program)) {
  const line = source && start !== undefined ? source.getLineAndCharacterOfPosition(start).line + 1 : 0;
  process.stdout.write(`${line}: ${ts.flattenDiagnosticMessageText(messageText, " ")}\n`);
}
