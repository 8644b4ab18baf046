// Slack's own framework as a bot behind the Playground: it checks the signatures and understands the payloads, or nothing works. With an app token in place of the
// signing secret it connects by Socket Mode.
import bolt from '@slack/bolt';

const [secret, slackApiUrl] = process.argv.slice(2);
const socketMode = secret.startsWith('xapp-');
const app = new bolt.App({
  token: 'xoxb-playground', ...(socketMode ? { socketMode, appToken: secret } : { signingSecret: secret }), clientOptions: { slackApiUrl }, logLevel: 'error',
});
const plain = (words) => ({ type: 'plain_text', text: words });

app.action('issue.fix', async ({ ack, body, client, action }) => {
  await ack();
  await client.views.open({
    trigger_id: body.trigger_id,
    view: {
      type: 'modal', callback_id: 'issue.fix', title: plain('Fix it'), submit: plain('Save'), private_metadata: action.value,
      blocks: [{ type: 'input', block_id: 'try_block', label: plain('What will you try?'), element: { type: 'plain_text_input', action_id: 'try' } }],
    },
  });
});
app.view('issue.fix', async ({ ack, body, view, client }) => {
  const words = view.state.values.try_block.try.value;
  if (words === 'no') return ack({ response_action: 'errors', errors: { try_block: 'Say a little more' } });
  await ack();
  await client.chat.postMessage({ channel: 'C0001', text: `${body.user.id} tries: ${words} (${view.private_metadata})` });
});
app.command('/huddle', async ({ ack, command }) => ack(`You said ${command.text}`));
app.shortcut('issue.add', async ({ ack, respond, shortcut }) => {
  await ack();
  await respond({ text: `Added: ${shortcut.message.text}` });
});
app.event('app_home_opened', async ({ event, client }) => {
  await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: [{ type: 'header', text: plain('Welcome') }] } });
});

const server = await app.start(socketMode ? undefined : { port: 0, host: '127.0.0.1' });
console.log(socketMode ? 'connected' : server.address().port);
