// A company of the size that the Agents Playground can hold: one person at the screen, exactly five others, one team with General and one more channel.
export const tenant = '11111111-1111-4111-8111-111111111111';
export const general = '19:general@thread.tacv2';
export const frontDesk = '19:frontdesk@thread.tacv2';

const person = (n, given, family) => ({
  id: `29:person-${n}`, name: `${given} ${family}`, userPrincipleName: `${given.toLowerCase()}@sunny-hotels.example`, aadObjectId: `22222222-2222-4222-8222-00000000000${n}`,
  givenName: given, surname: family, email: `${given.toLowerCase()}@sunny-hotels.example`,
});

/** Who sits at the screen, and manages. */
export const ana = person(0, 'Ana', 'Silva');
const others = [person(1, 'Tom', 'Baker'), person(2, 'Carol', 'White'), person(3, 'Ben', 'Okoro'), person(4, 'Mia', 'Fischer'), person(5, 'Leo', 'Marsh')];

const yaml = (pairs, indent) => Object.entries(pairs).map(([key, value]) => `${indent}${key}: ${JSON.stringify(value)}`).join('\n');

/** The playground's own configuration file, `.m365agentsplayground.yml`. */
export const playgroundFile = `version: "0.1.1"
tenantId: "${tenant}"
bot:
  id: "28:huddlebot"
  name: "HuddleBot"
currentUser:
${yaml(ana, '  ')}
users:
${others.map((other) => '  -' + yaml(other, '    ').slice(3)).join('\n')}
personalChat:
  id: "a:ana"
groupChat:
  id: "19:group@thread.v2"
  name: "Group"
team:
  id: "${general}"
  name: "Sunny Hotels"
  aadGroupId: "33333333-3333-4333-8333-333333333333"
  channels:
    - id: "${frontDesk}"
      name: "Front desk"
`;

const place = (channel) => ({ platform: 'teams', workspace: tenant, channel });

export const teamsFile = JSON.stringify({
  frontlineTeams: [{
    id: 'front-desk', name: 'Front desk', timeZone: 'Europe/London', channel: place(frontDesk), managerChannel: place(general),
    managers: [{ platform: 'teams', workspace: tenant, user: ana.aadObjectId }], routes: [{ source: 'survey' }],
  }],
});
