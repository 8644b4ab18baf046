import { useCallback, useEffect, useMemo, useState } from 'react';
import { Channel } from './channel/Channel.jsx';
import { Thread } from './channel/Thread.jsx';
import { ModalStack } from './forms/ModalStack.jsx';
import { Home } from './frame/Home.jsx';
import { Sidebar } from './frame/Sidebar.jsx';
import { Starting } from '../frame/Starting.jsx';
import { post } from '../live/api.js';
import { inWords } from '../live/refusals.js';
import { Surroundings } from '../live/surroundings.js';
import { useBeat } from '../live/useBeat.js';
import { usePulse } from '../live/usePulse.js';
import { useRead } from '../live/useRead.js';
import { useTheme } from '../live/useTheme.js';
import { Reachable } from '../notices/Reachable.jsx';
import { useToasts } from '../notices/Toasts.jsx';

const kinds = ['message', 'view', 'home', 'state'];

export function SlackApp({ address, go }) {
  const { user, channel: channelId, thread, home } = address;
  const { pulse, connected } = usePulse(user && `/playground/events?user=${encodeURIComponent(user)}`, kinds);
  const beat = useBeat(5000);
  const [own, setOwn] = useState(0);
  const [menu, setMenu] = useState(false);
  const theme = useTheme();
  const [say, toasts] = useToasts();

  const mine = (path) => user && `/playground/${path}?user=${encodeURIComponent(user)}`;
  const workspace = useRead(user ? mine('state') : '/playground/state', `${pulse.state} ${pulse.message} ${beat}`);
  const channel = workspace?.channels.find(({ id }) => id === channelId);
  const messages = useRead(channel && mine(`channels/${channel.id}/messages`), `${pulse.message} ${own}`);
  const views = useRead(mine('views'), `${pulse.view} ${own}`);
  const homeView = useRead(home && mine('home'), `${pulse.home} ${own}`);

  const refresh = useCallback(() => setOwn((count) => count + 1), []);
  const act = useCallback(async (path, body) => {
    const answer = await post(path, { user, ...body });
    if (!answer.ok) say(inWords(answer.error), 'wrong');
    refresh();
    return answer;
  }, [user, say, refresh]);

  useEffect(() => {
    if (workspace === null && user) go({ user: null }, { replace: true });
    if (!workspace) return;
    const known = workspace.users.some(({ id }) => id === user);
    if (!known) go({ user: workspace.users[0].id }, { replace: true });
    else if (!channel && !home) go({ channel: workspace.channels[0]?.id ?? null, thread: null }, { replace: true });
  }, [workspace, user, channel, home, go]);

  const surroundings = useMemo(() => {
    if (!workspace) return null;
    const people = new Map(workspace.users.map(({ id, name, realName }) => [id, realName || name]));
    people.set(workspace.bot.userId, workspace.bot.name);
    return { me: user, workspace, people, theme, say, act, refresh };
  }, [workspace, user, theme, say, act, refresh]);

  const openThread = useCallback((ts) => go({ thread: ts }), [go]);
  if (!surroundings) return <Starting platform="slack" connected={connected} absent={workspace === null && !user} go={go} />;

  return (
    <Surroundings value={surroundings}>
      <div className="app" data-theme={theme}>
        <Reachable connected={connected} botUrl={workspace.botUrl} botReachable={workspace.botReachable} socketMode={workspace.socketMode} />
        <div className="panes">
          <Sidebar address={address} go={go} open={menu} onClose={() => setMenu(false)} />
          {home && <Home view={homeView} onMenu={() => setMenu(true)} />}
          {!home && channel && <Channel key={channel.id} channel={channel} messages={messages} onThread={openThread} onMenu={() => setMenu(true)} />}
          {!home && channel && thread && <Thread channel={channel} root={thread} messages={messages} onClose={() => go({ thread: null })} />}
        </div>
        <ModalStack views={views} />
        {toasts}
      </div>
    </Surroundings>
  );
}
