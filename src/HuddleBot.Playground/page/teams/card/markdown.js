// The Markdown of a TextBlock, as far as Microsoft Teams has it: bold, italic, lists and links ("Format cards", text formatting for Adaptive Cards).
// Everything else is words. What comes out is HTML made of a handful of elements, each written here; all that came in is escaped.

const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text) => text.replace(/[&<>"']/g, (letter) => entities[letter]);

const inside = (mark) => `(?:\\\\[\\s\\S]|[^\\\\${mark}])`;
const tokens = new RegExp(
  [
    '\\\\(?<literal>[\\\\`*_{}\\[\\]()#+.!~|<>-])',
    '\\[(?<label>(?:\\\\.|[^\\\\\\[\\]])+)\\]\\((?<url>[^()\\s]+)\\)',
    '\\*\\*(?=\\S)(?<bold>(?:\\\\[\\s\\S]|[^\\\\])+?)(?<=\\S)\\*\\*(?!\\*)',
    `\\*(?=[^\\s*])(?<star>${inside('*')}+?)(?<=\\S)\\*`,
    `(?<![\\p{L}\\p{N}_])_(?=[^\\s_])(?<under>${inside('_')}+?)(?<=\\S)_(?![\\p{L}\\p{N}_])`,
  ].join('|'),
  'gu',
);

const isAllowed = (url) => /^(https?|mailto|tel):/i.test(url);

function inline(text) {
  let html = '';
  let from = 0;
  for (const found of text.matchAll(tokens)) {
    html += escaped(text.slice(from, found.index));
    from = found.index + found[0].length;
    const { literal, label, url, bold, star, under } = found.groups;
    if (literal) html += escaped(literal);
    else if (url && isAllowed(url)) html += `<a href="${escaped(url)}" rel="noopener noreferrer">${inline(label)}</a>`;
    else if (url) html += escaped(found[0]);
    else if (bold) html += `<strong>${inline(bold)}</strong>`;
    else html += `<em>${inline(star ?? under)}</em>`;
  }
  return html + escaped(text.slice(from));
}

const bullet = /^\s*[-*+]\s+(.*)$/;
const number = /^\s*(\d{1,9})[.)]\s+(.*)$/;

/** Consecutive lines of one kind, in order: `{ kind, lines, start? }`. An empty line ends a paragraph. */
function groupsOf(text) {
  const groups = [];
  let last = null;
  for (const line of text.split(/\r\n|\r|\n/)) {
    const [bulleted, numbered] = [bullet.exec(line), number.exec(line)];
    const kind = bulleted ? 'ul' : numbered ? 'ol' : 'p';
    const words = bulleted?.[1] ?? numbered?.[2] ?? line.trim();
    if (line.trim() === '') last = null;
    else if (last?.kind === kind) last.lines.push(words);
    else groups.push((last = { kind, lines: [words], start: numbered?.[1] }));
  }
  return groups;
}

function drawn({ kind, lines, start }) {
  if (kind === 'p') return `<p>${inline(lines.join(' '))}</p>`;
  return `<${kind}${start && start !== '1' ? ` start="${start}"` : ''}>${lines.map((line) => `<li>${inline(line)}</li>`).join('')}</${kind}>`;
}

/** The words of a TextBlock as HTML. */
export const markdown = (text) => groupsOf(text).map(drawn).join('');
