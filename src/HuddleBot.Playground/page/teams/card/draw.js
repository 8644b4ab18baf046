import { AdaptiveCard, ExecuteAction, GlobalRegistry, GlobalSettings, OpenUrlAction, SerializationContext, SubmitAction, Table, Versions } from 'adaptivecards';
import { hostConfig } from './hostConfig.js';
import { markdown } from './markdown.js';

// The package calls itself free of side effects, so a module that only registers its element is left out of the bundle unless it is named.
GlobalRegistry.elements.register('Table', Table, Versions.v1_5);
// The browser's own line clamp shortens texts; the package's way would draw them a second time from their HTML.
GlobalSettings.useAdvancedTextBlockTruncation = false;

AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = markdown(text);
  result.didProcess = true;
};

const openable = /^(https?|mailto|tel):/i;

function told(action, tell) {
  const { id, title } = action;
  if (action instanceof ExecuteAction) tell({ kind: 'execute', id, title, verb: action.verb, data: action.data });
  else if (action instanceof SubmitAction) tell({ kind: 'submit', id, title, data: action.data });
  else if (action instanceof OpenUrlAction && openable.test(action.url)) window.open(action.url, '_blank', 'noopener,noreferrer');
}

/** Draws a card with Microsoft's own renderer. `tell` hears what is done: `{ kind: 'execute' | 'submit', verb?, data, id, title }`, the inputs already checked and merged into the data. */
export function draw(json, tell) {
  const card = new AdaptiveCard();
  card.hostConfig = hostConfig;
  card.onExecuteAction = (action) => told(action, tell);
  card.parse(json, new SerializationContext(Versions.v1_5));
  return card.render();
}
