// Adds up the results of all test projects. Prints the totals as the last line; exits non-zero when anything failed or nothing ran.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const [folder, runFailed] = process.argv.slice(2);
const totals = { passed: 0, failed: 0, skipped: 0 };
for (const file of readdirSync(folder).filter((name) => name.endsWith('.trx'))) {
  const counters = /<Counters ([^/]*)\/>/.exec(readFileSync(join(folder, file), 'utf8'));
  if (!counters) continue;
  const count = (name) => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(counters[1])?.[1] ?? 0);
  const passed = count('passed');
  const failed = count('failed') + count('error') + count('timeout') + count('aborted');
  totals.passed += passed;
  totals.failed += failed;
  totals.skipped += count('total') - passed - failed;
}

// A project that broke off without a failed test is a failure all the same.
if (runFailed !== '0' && totals.failed === 0) totals.failed = 1;
console.log(`${totals.passed} passed, ${totals.failed} failed` + (totals.skipped > 0 ? `, ${totals.skipped} skipped` : ''));
process.exit(totals.failed > 0 || totals.passed === 0 ? 1 : 0);
