// Slack's own framework, as a bot that acknowledges every button and does nothing. Usage: node bolt.mjs SECRET API-BASE-URL
import bolt from '@slack/bolt';

const [signingSecret, slackApiUrl] = process.argv.slice(2);
const app = new bolt.App({ token: 'xoxb-playground', signingSecret, clientOptions: { slackApiUrl }, logLevel: 'error' });
app.action(/.*/, async ({ ack }) => ack());
const server = await app.start({ port: 0, host: '127.0.0.1' });
console.log(`listening on port ${server.address().port}`);
