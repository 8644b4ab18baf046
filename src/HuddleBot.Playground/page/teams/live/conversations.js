// What the page calls a conversation: `{ id, kind: 'channel' | 'chat', name, team?, people, hasBot, isOpen }`. `people`: `[{ id, name }]` in it, for people pickers.

const peopleOf = (company, ids) =>
  company.users.filter(({ id }) => ids.includes(id)).map(({ id, name, realName }) => ({ id, name: realName || name }));

const chatOf = (company) => ({
  id: company.chat.id,
  kind: 'chat',
  name: company.chat.name,
  people: peopleOf(company, [company.me]),
  hasBot: company.chat.hasBot && !company.chat.blocked,
  isOpen: true,
});

const channelsOf = (company) =>
  company.teams
    .filter(({ isMember }) => isMember)
    .flatMap((team) =>
      team.channels.map((channel) => ({
        id: channel.id,
        kind: 'channel',
        name: channel.name,
        isGeneral: channel.isGeneral,
        team,
        people: peopleOf(company, team.memberIds),
        hasBot: team.hasBot,
        isOpen: !channel.isDeleted && !team.isDeleted && !team.isArchived,
      })),
    );

/** The conversation with this id, if this person sees it; without an id, the one to begin with. */
export function conversationOf(company, id) {
  const all = [...channelsOf(company), chatOf(company)];
  if (id) return all.find((one) => one.id === id);
  return all.find(({ kind, isOpen, isGeneral }) => kind === 'channel' && isOpen && !isGeneral) ?? all.find(({ isOpen }) => isOpen);
}
