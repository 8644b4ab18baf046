// The official library as a second pair of eyes.
// receive SECRET…: takes messages at a port of its own; for each says in a line what the library makes of it with each secret, as it came and as somebody on the way might have changed it.
// sign SECRET BODY AT: signs as the library does, at that time (seconds since 1970).
const { createServer } = require("node:http");
const { Webhook } = require(require.resolve("standardwebhooks", { paths: [process.cwd()] }));

const [what, ...words] = process.argv.slice(2);
const say = (value) => console.log(JSON.stringify(value));

const verdict = (secret, body, headers) => {
  try {
    new Webhook(secret).verify(body, headers);
    return "taken";
  } catch (error) {
    return error.message;
  }
};

if (what === "sign") {
  const [secret, body, at] = words;
  say(new Webhook(secret).sign("msg_1", new Date(Number(at) * 1000), body));
} else {
  const server = createServer(async (request, response) => {
    const parts = [];
    for await (const part of request) parts.push(part);
    const body = Buffer.concat(parts).toString("utf8");
    const { headers } = request;
    const earlier = String(Number(headers["webhook-timestamp"]) - 60);
    say({
      body,
      asItCame: words.map((secret) => verdict(secret, body, headers)),
      otherBody: words.map((secret) => verdict(secret, body.replace('"version":', '"version":1'), headers)),
      otherId: words.map((secret) => verdict(secret, body, { ...headers, "webhook-id": headers["webhook-id"] + "x" })),
      otherTime: words.map((secret) => verdict(secret, body, { ...headers, "webhook-timestamp": earlier })),
    });
    response.writeHead(204).end();
  });
  server.listen(0, "127.0.0.1", () => say(server.address().port));
  process.stdin.on("end", () => process.exit(0)).resume();
}
