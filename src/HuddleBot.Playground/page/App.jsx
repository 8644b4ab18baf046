import { useEffect } from 'react';
import { useAddress } from './live/useAddress.js';
import { SlackApp } from './slack/SlackApp.jsx';
import { TeamsApp } from './teams/TeamsApp.jsx';

/** The platform that the address names: the Slack, or the Microsoft Teams, of this machine. */
export function App() {
  const [address, go] = useAddress();
  const platform = address.platform === 'teams' ? 'teams' : 'slack';

  useEffect(() => {
    document.documentElement.dataset.platform = platform;
  }, [platform]);

  const Platform = platform === 'teams' ? TeamsApp : SlackApp;
  return <Platform key={platform} address={address} go={go} />;
}
