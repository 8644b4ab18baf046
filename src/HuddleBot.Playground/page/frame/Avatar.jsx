const initials = (name) => name.split(/[\s._-]+/).filter(Boolean).slice(0, 2).map((word) => [...word][0].toUpperCase()).join('');

const tone = (id) => [...id].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 6, 0);

export const Avatar = ({ id, name }) => (
  <span className={`avatar tone-${tone(id ?? name)}`} aria-hidden="true">{initials(name)}</span>
);
