import { useCallback, useEffect, useMemo, useState } from 'react';
import { Starting } from '../frame/Starting.jsx';
import { post } from '../live/api.js';
import { inWords } from '../live/refusals.js';
import { Surroundings } from '../live/surroundings.js';
import { useBeat } from '../live/useBeat.js';
import { usePulse } from '../live/usePulse.js';
import { useRead } from '../live/useRead.js';
import { Reachable } from '../notices/Reachable.jsx';
import { useToasts } from '../notices/Toasts.jsx';
import { Conversation } from './conversation/Conversation.jsx';
import { TaskDialog } from './dialogs/TaskDialog.jsx';
import { Sidebar } from './frame/Sidebar.jsx';
import { conversationOf } from './live/conversations.js';

const kinds = ['message', 'dialog', 'state'];

/** A Microsoft Teams: its teams and channels, one's own chat with the bot, and the dialogs that the bot opens. */
export function TeamsApp({ address, go }) {
  const { user, channel: id } = address;
  const mine = (path) => user && `/playground/teams/${path}?user=${encodeURIComponent(user)}`;
  const { pulse, connected } = usePulse(mine('events'), kinds);
  const beat = useBeat(5000);
  const [own, setOwn] = useState(0);
  const [menu, setMenu] = useState(false);
  const [say, toasts] = useToasts();

  const company = useRead(mine('state') ?? '/playground/teams/state', `${pulse.state} ${pulse.message} ${beat}`);
  const conversation = company && id ? conversationOf(company, id) : undefined;
  const messages = useRead(conversation && mine(`conversations/${encodeURIComponent(id)}/messages`), `${pulse.message} ${own}`);
  const dialogs = useRead(mine('dialogs'), `${pulse.dialog} ${own}`);

  const act = useCallback(async (path, body) => {
    const answer = await post(path, { user, ...body });
    if (answer.toast) say(answer.toast);
    if (!answer.ok) say(inWords(answer.problem ?? answer.error ?? Object.values(answer.errors ?? {})[0]), 'wrong');
    setOwn((count) => count + 1);
    return answer;
  }, [user, say]);

  useEffect(() => {
    if (company === null && user) go({ user: null }, { replace: true });
    if (!company) return;
    // The address may name a person by a short name; from here on by id.
    if (company.me !== user) go({ user: company.me }, { replace: true });
    else if (!conversation) go({ channel: conversationOf(company, null).id }, { replace: true });
  }, [company, user, conversation, go]);

  const surroundings = useMemo(() => company && { me: user, company, say, act }, [company, user, say, act]);
  if (!surroundings) return <Starting platform="teams" connected={connected} absent={company === null && !user} go={go} />;

  return (
    <Surroundings value={surroundings}>
      <div className="app teams">
        <Reachable connected={connected} botUrl={company.botUrl} botReachable={company.botReachable} />
        <div className="panes">
          <Sidebar address={address} go={go} open={menu} onClose={() => setMenu(false)} />
          {conversation && <Conversation key={`${user} ${conversation.id}`} conversation={conversation} messages={messages} onMenu={() => setMenu(true)} />}
        </div>
        {dialogs?.length > 0 && <TaskDialog key={dialogs[0].id} dialog={dialogs[0]} people={conversation?.people ?? []} />}
        {toasts}
      </div>
    </Surroundings>
  );
}
