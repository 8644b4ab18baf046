import { useEffect, useRef } from 'react';
import { Blocks } from '../blocks/Blocks.jsx';
import { useForm } from '../forms/useForm.js';
import { Place, useSurroundings } from '../../live/surroundings.js';

const drafts = new Map();

function Published({ view }) {
  const form = useForm(view, drafts);
  return (
    <Place value={{ viewId: view.id }}>
      <Blocks blocks={view.blocks} form={form} />
    </Place>
  );
}

/** The bot's App Home. Opening it tells the bot, which may publish it only then. */
export function Home({ view, onMenu }) {
  const { me, act, workspace } = useSurroundings();
  const told = useRef(null);
  useEffect(() => {
    if (told.current === me) return;
    told.current = me;
    act('/playground/home/open', {});
  }, [me, act]);
  return (
    <main className="channel" aria-label={`${workspace.bot.name}: Home`}>
      <header className="pane-head">
        <button type="button" className="icon to-menu" aria-label="Channels" onClick={onMenu}>☰</button>
        <h1>{workspace.bot.name}</h1>
        <span className="members">Home</span>
      </header>
      <div className="home">
        {view ? <Published key={view.id} view={view} /> : <p className="empty">{workspace.bot.name} has not published a Home for you yet.</p>}
      </div>
    </main>
  );
}
