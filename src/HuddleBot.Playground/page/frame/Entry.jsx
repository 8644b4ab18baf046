/** A place in the list beside the messages. `menu`: what else one can do with it. */
export const Entry = ({ here, unread, onClick, menu, children }) => (
  <li className="entry-row">
    <button type="button" className={`entry${unread ? ' unread' : ''}`} aria-current={here ? 'page' : undefined} onClick={onClick}>
      <span className="entry-name">{children}</span>
      {unread > 0 && <span className="badge"><span aria-hidden="true">{unread}</span><span className="hidden">{unread} unread</span></span>}
    </button>
    {menu}
  </li>
);
