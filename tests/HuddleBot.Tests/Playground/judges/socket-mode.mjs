// Slack's own client for Socket Mode: says each turn of its life in one line, and what it is sent.
import { SocketModeClient } from '@slack/socket-mode';

const [appToken, slackApiUrl] = process.argv.slice(2);
const client = new SocketModeClient({ appToken, clientOptions: { slackApiUrl }, logLevel: 'error' });
for (const turn of ['connected', 'reconnecting']) client.on(turn, () => console.log(turn));
client.on('slack_event', async ({ ack, body, type, retry_num: retry, retry_reason: reason, accepts_response_payload: accepts }) => {
  console.log(JSON.stringify({ type, retry, reason, accepts, is: body.type ?? body.command }));
  await ack();
});
try {
  await client.start();
} catch (error) {
  console.log(error.data?.error ?? error.message);
  process.exit();
}
