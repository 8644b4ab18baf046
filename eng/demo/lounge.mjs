// Makes a company out of a file of airport-lounge reviews: each airport a frontline team with a channel of its own.
// Usage: node eng/demo/lounge.mjs FILE.csv FOLDER. Writes teams.json, playground.json and settings.env into the folder.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [file, folder] = process.argv.slice(2);
const rows = parseCsv(readFileSync(file, 'utf8'));
const airportColumn = rows[0].indexOf('airport');
if (airportColumn < 0) throw new Error(`${file} has no column "airport"`);

const counts = new Map();
for (const row of rows.slice(1)) {
  const airport = row[airportColumn]?.trim();
  if (airport) counts.set(airport, (counts.get(airport) ?? 0) + 1);
}

const airports = [...counts].sort(([a, m], [b, n]) => n - m || a.localeCompare(b)).map(([name]) => name);
const taken = new Set();
const teams = airports.map((name, index) => ({ name, id: idOf(name), channel: `C1${String(index).padStart(3, '0')}` }));
const place = (channel) => ({ platform: 'slack', workspace: 'T0001', channel });

write('teams.json', JSON.stringify({
  frontlineTeams: teams.map(({ id, name, channel }) => ({
    id, name: name.slice(0, 80), channel: place(channel), timeZone: 'Europe/London', huddle: { at: '09:15' },
    managers: [{ platform: 'slack', workspace: 'T0001', user: 'U0002' }], managerChannel: place('C0009'),
    routes: [{ source: 'lounge', attribute: 'airport', equals: name }],
    posting: { showAttributes: ['airline'] },
  })),
}, null, 1));

const people = [['U0001', 'tom', 'Tom Baker'], ['U0002', 'ana', 'Ana Silva'], ['U0003', 'carol', 'Carol White'], ['U0004', 'ben', 'Ben Okoro']];
write('playground.json', JSON.stringify({
  Playground: {
    WorkspaceName: 'Sunny Lounges',
    Users: people.map(([Id, Name, RealName]) => ({ Id, Name, RealName })),
    Channels: [
      { Id: 'C0009', Name: 'managers', Private: true, Members: ['U0002', 'U0003'] },
      ...teams.map(({ id, channel }) => ({ Id: channel, Name: id, Members: people.map(([user]) => user) })),
    ],
  },
}, null, 1));

// Reviews are on 1 to 5 up to 8 June 2015 and on 1 to 10 from then on.
const mapping = {
  Metric: '=csat', Score: 'overall_rating', Scale: '=1-5', 'ScaleFrom__2015-06-09': '=1-10', Comment: 'content', AnsweredAt: 'date', Touchpoint: '=lounge',
  Customer__Name: 'author', Attributes__airport: 'airport', Attributes__airline: 'airline_name',
};
write('settings.env', ['Feedback__Sources__lounge__Format=csv', ...Object.entries(mapping).map(([key, value]) => `Feedback__Sources__lounge__Mapping__${key}=${value}`)].join('\n') + '\n');
console.log(`${teams.length} airports`);

function write(name, text) {
  writeFileSync(join(folder, name), text);
}

function idOf(name) {
  const base = name.normalize('NFD').replace(/[^A-Za-z0-9]+/g, '-').replace(/^-+|-+$/g, '').toLowerCase().slice(0, 55) || 'airport';
  let id = base;
  for (let n = 2; taken.has(id); n++) id = `${base}-${n}`;
  taken.add(id);
  return id;
}

// Quoted fields, doubled quotes, line ends within quotes: what the file has.
function parseCsv(text) {
  const rows = [[]];
  let field = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (quoted) {
      if (c === '"' && text[i + 1] === '"') { field += '"'; i++; } else if (c === '"') quoted = false;
      else field += c;
    } else if (c === '"') quoted = true;
    else if (c === ',') { rows.at(-1).push(field); field = ''; } else if (c === '\n') { rows.at(-1).push(field.replace(/\r$/, '')); field = ''; rows.push([]); } else field += c;
  }
  rows.at(-1).push(field);
  return rows.filter((row) => row.length > 1);
}
