// Slack's own client against the Playground. Prints what it saw as one line of JSON.
import { WebClient } from '@slack/web-api';

const slack = new WebClient('xoxb-playground', { slackApiUrl: process.argv[2], retryConfig: { retries: 0 }, rejectRateLimitedCalls: true });
const failure = async (call) => {
  try {
    await call();
    return null;
  } catch (e) {
    return { code: e.code, error: e.data?.error, messages: e.data?.response_metadata?.messages, retryAfter: e.retryAfter };
  }
};
const text = (words) => ({ type: 'mrkdwn', text: words });

const who = await slack.auth.test();
const posted = await slack.chat.postMessage({
  channel: 'C0001', text: 'a card', unfurl_links: false, blocks: [{ type: 'section', text: text('*hello*') }],
  metadata: { event_type: 'huddlebot', event_payload: { key: 'k-1' } },
});
await slack.chat.postMessage({ channel: 'C0001', thread_ts: posted.ts, text: 'below' });
const updated = await slack.chat.update({ channel: 'C0001', ts: posted.ts, text: 'changed', blocks: [{ type: 'divider' }] });
const history = await slack.conversations.history({ channel: 'C0001', oldest: posted.ts, inclusive: true, limit: 1, include_all_metadata: true });
const replies = await slack.conversations.replies({ channel: 'C0001', ts: posted.ts });
const channels = [];
for await (const page of slack.paginate('conversations.list', { types: 'public_channel,private_channel', limit: 3 })) channels.push(...page.channels.map((channel) => channel.name));
const person = await slack.users.info({ user: 'U0005', include_locale: true });
const home = await slack.views.publish({ user_id: 'U0001', view: { type: 'home', blocks: [{ type: 'section', text: text('home') }] } });
const tooLong = await failure(() => slack.chat.postMessage({ channel: 'C0002', text: 'x', blocks: [{ type: 'section', text: text('x'.repeat(3001)) }] }));
const unknown = await failure(() => slack.apiCall('chat.mumble', {}));
let limited = null;
for (let i = 0; i < 10 && !limited; i++) limited = await failure(() => slack.chat.postMessage({ channel: 'C0009', text: `${i}` }));

console.log(JSON.stringify({
  user: who.user_id, ts: posted.ts, updated: updated.ts, key: history.messages[0].metadata.event_payload.key, replies: replies.messages.map((message) => message.text), channels,
  tz: person.user.tz, offset: person.user.tz_offset, locale: person.user.locale, home: home.view.type, tooLong, unknown, limited,
}));
