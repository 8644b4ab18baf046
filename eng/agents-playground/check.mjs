// Drives the bot through Microsoft's own Agents Playground, as a person would. Called by eng/check-agents-playground, which brings the packages.
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ana, playgroundFile, teamsFile } from './company.mjs';
import { freePort, run, start, stopAll, until } from './processes.mjs';

const [root, packages, work, pictures] = process.argv.slice(2);
const { chromium } = createRequire(join(packages, 'package.json'))('playwright-core');
const secret = 'only-for-this-check';
const results = [];
let page;

async function step(what, work) {
  try {
    await work();
    results.push(true);
    console.log(`pass  ${what}`);
  } catch (error) {
    results.push(false);
    console.log(`FAIL  ${what}: ${String(error.message ?? error).split('\n')[0]}`);
  }

  await picture(what);
}

const picture = (what) => page.screenshot({ path: join(pictures, `${String(results.length).padStart(2, '0')}-${what.toLowerCase().replace(/[^a-z]+/g, '-')}.png`), fullPage: false });

async function startAll() {
  const [botPort, playgroundPort] = [await freePort(), await freePort()];
  const [bot, playground] = [`http://127.0.0.1:${botPort}`, `http://127.0.0.1:${playgroundPort}`];
  const folder = join(work, 'playground');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, '.m365agentsplayground.yml'), playgroundFile);
  writeFileSync(join(work, 'teams.json'), teamsFile);

  const dll = join(root, 'src/HuddleBot/bin/Debug/net10.0/HuddleBot.dll');
  const env = {
    Storage__ConnectionString: `Data Source=${join(work, 'huddlebot.db')}`,
    MicrosoftTeams__DangerouslyAllowUnauthenticatedLoopback: 'true',
    MicrosoftTeams__AllowedServiceUrls__0: `${playground}/_connector`,
    Feedback__Sources__survey__Verify: 'Bearer',
    Feedback__Sources__survey__Secret: secret,
  };
  await run('teams apply', 'dotnet', [dll, 'teams', 'apply', join(work, 'teams.json')], { cwd: work, env });
  const serving = start('the bot', 'dotnet', [dll, `--urls=${bot}`], { cwd: work, env });
  await until('the bot is ready', async () => (await fetch(`${bot}/readyz`)).ok);
  start(
    'the Agents Playground', process.execPath,
    [join(packages, 'node_modules/@microsoft/m365agentsplayground/cli.js'), '-e', `${bot}/api/messages`, '-c', 'msteams', '-p', String(playgroundPort), '--su', `${playground}/_connector`, '--disable-telemetry'],
    { cwd: folder, env: { APPLICATION_INSIGHTS_NO_STATSBEAT: '1', BROWSER: 'none' } });
  await until('the Agents Playground is up', async () => (await fetch(playground)).ok);
  return { bot, playground, serving };
}

async function comment(bot, id, score, words) {
  const answer = await fetch(`${bot}/feedback/survey`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ id, metric: 'nps', score, scale: [0, 10], comment: words, answeredAt: new Date().toISOString(), touchpoint: 'departure' }),
  });
  if (answer.status !== 202) throw new Error(`the webhook answered ${answer.status}`);
}

const open = (place) => page.getByRole('treeitem', { name: place }).click();
/** The post with these words in it, the newest where there are several. */
const post = (words) => page.getByRole('group').filter({ hasText: words }).last();
const shown = (words, within = page, timeout = 15_000) => within.getByText(words).last().waitFor({ timeout });
const press = (name, within) => within.getByRole('button', { name, exact: true }).last().click({ timeout: 10_000 });

/** Mentions the bot in a new post of the channel that is open. The list of names opens at the @, with those of everybody in one column. */
async function mention(words) {
  await page.getByRole('textbox').first().click();
  await page.keyboard.type('@');
  const { x, y } = await page.getByText('Leo Marsh', { exact: true }).last().boundingBox();
  const names = await page.getByText('HuddleBot', { exact: true }).all();
  const places = await Promise.all(names.map((name) => name.boundingBox()));
  await names[places.findLastIndex((place) => place && Math.abs(place.x - x) < 4 && place.y < y)].click();
  await page.keyboard.type(` ${words}`);
  await page.getByRole('button', { name: 'Post', exact: true }).first().click();
}

async function main() {
  const { bot, playground, serving } = await startAll();
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  try {
    page = await browser.newPage({ viewport: { width: 1400, height: 1100 } });
    page.setDefaultTimeout(15_000);
    await page.goto(playground);

    await step('installed in the personal chat, the bot says who it is', () => shown('Hello, I am HuddleBot'));
    await page.getByRole('button', { name: 'Hide log panel' }).click().catch(() => {});
    await open('Front desk');
    await step('installed in the team, the bot says so in its channel', () => shown(/I am HuddleBot/));
    await step('a comment becomes a card in the channel, posted by the bot of its own accord', async () => {
      await comment(bot, 'r-1', 2, 'Nobody could tell me where the airport bus leaves.');
      await shown('Nobody could tell me where the airport bus leaves.');
    });
    await step('a form opens in the card', async () => {
      await press('Fix it ourselves', post('airport bus'));
      await shown('What will we try?');
    });
    await step('the form is sent and the card changes', async () => {
      await post('airport bus').getByLabel('What will we try?').fill('Put up a sign at the door');
      await press('Save', post('airport bus'));
      await shown(`${ana.name} is fixing it by`);
      await shown('Put up a sign at the door');
    });
    await step('one tap celebrates', async () => {
      await comment(bot, 'r-2', 10, 'Best breakfast of my trip.');
      await shown('Best breakfast of my trip.');
      await press('Celebrate', post('Best breakfast'));
      await shown(`Celebrated by ${ana.name}`);
    });
    await step('an escalation goes to the managers', async () => {
      await comment(bot, 'r-3', 1, 'Ten euros for the wifi.');
      await shown('Ten euros for the wifi.');
      await press('Escalate', post('Ten euros'));
      await shown('What do we ask for?');
      await press('Send', post('Ten euros'));
      await shown(`${ana.name} has escalated this`);
      await open('General');
      await shown('Front desk asks for help');
    });
    await step('a manager accepts it with one tap', async () => {
      await press('For managers', post('asks for help')).catch(() => {});
      await press('Accept', post('asks for help'));
      await shown(`${ana.name} has accepted this`);
    });
    await open('Front desk');
    await step('the team’s card has changed too', () => shown(`${ana.name} has accepted this`, post('Ten euros')));
    await step('a command by mention is answered in its thread', async () => {
      await mention('issues');
      await shown('Open in Front desk');
    });
    await step('an issue is raised by mention', async () => {
      await mention('add The lift is slow again');
      await shown('Raised for Front desk');
    });
    await step('a message is sent to the huddle, by a dialog that has its words', async () => {
      await page.getByRole('textbox').first().click();
      await page.keyboard.type('Three guests asked for umbrellas');
      await page.getByRole('button', { name: 'Post', exact: true }).first().click();
      await shown('Three guests asked for umbrellas');
      await page.getByRole('button', { name: 'Show more information' }).first().click();
      await page.getByText('Action Command').last().click();
      await page.getByRole('dialog').getByRole('textbox').first().fill('issue.add');
      await page.getByText('Fetch the dialog dynamically from the app').click();
      await press('Create', page.getByRole('dialog'));
      await shown('What is it about?', page.getByRole('dialog'));
      await picture('the dialog');
      await press('Raise', page.getByRole('dialog'));
      await shown('Raised for Front desk', page.getByRole('dialog'));
    });
    await page.getByRole('dialog').getByRole('button').first().click({ timeout: 3_000 }).catch(() => {});
    await open('Personal Chat');
    await step('in the personal chat, the queue is answered', async () => {
      await page.getByRole('textbox').last().click();
      await page.keyboard.type('queue');
      await page.getByRole('button', { name: 'Send Message' }).last().click();
      await shown('Waiting for my answer');
    });
  } finally {
    writeFileSync(join(pictures, 'bot.log'), serving.output);
    await browser.close();
  }
}

const patience = setTimeout(async () => {
  console.log('FAIL  five minutes have passed');
  await stopAll();
  process.exit(1);
}, 300_000);
try {
  await main();
} catch (error) {
  results.push(false);
  console.log(`FAIL  ${error.message}`);
} finally {
  clearTimeout(patience);
  await stopAll();
}

console.log(`${results.filter(Boolean).length} passed, ${results.filter((result) => !result).length} failed; pictures in ${pictures}`);
process.exitCode = results.includes(false) ? 1 : 0;
