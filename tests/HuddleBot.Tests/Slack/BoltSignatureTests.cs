using System.Globalization;
using System.Text;
using System.Text.Json;
using HuddleBot.Slack.Inbound;

namespace HuddleBot.Tests.Slack;

/// <summary>Slack's own framework for JavaScript and we say yes and no to the same requests.</summary>
public class BoltSignatureTests
{
    private const string Secret = "8f742231b10e8888abcd99yyyzzz85a5";

    private const string Script = """
        const { verifySlackRequest } = require('@slack/bolt');
        const cases = JSON.parse(process.argv[1]);
        const verdicts = cases.map(([timestamp, signature, body]) => {
          try {
            verifySlackRequest({ signingSecret: '8f742231b10e8888abcd99yyyzzz85a5', body, headers: { 'x-slack-signature': signature, 'x-slack-request-timestamp': Number(timestamp) } });
            return 'yes';
          } catch { return 'no'; }
        });
        console.log(verdicts.join(' '));
        """;

    [NodeFact("@slack/bolt")]
    public async Task Bolt_and_we_agree_on_every_request()
    {
        var now = TimeProvider.System.GetUtcNow();
        var signature = new SlackSignature(Secret);
        string[] bodies = ["", "payload=%7B%7D", """{"text":"Zürich 😀 ‮עברית"}""", new('x', 5_000)];
        var cases = new List<string[]>();
        foreach (var body in bodies)
        {
            foreach (var age in (int[])[0, 200, 400])
            {
                var timestamp = (now.ToUnixTimeSeconds() - age).ToString(CultureInfo.InvariantCulture);
                var good = signature.Sign(timestamp, Encoding.UTF8.GetBytes(body));
                cases.Add([timestamp, good, body]);
                cases.Add([timestamp, good[..^1] + (good[^1] == '0' ? '1' : '0'), body]);
                cases.Add([timestamp, "v1" + good[2..], body]);
                cases.Add([timestamp, good, body + " "]);
                cases.Add([timestamp, new SlackSignature("another").Sign(timestamp, Encoding.UTF8.GetBytes(body)), body]);
            }
        }

        var ours = cases.Select(one => signature.Refuse(one[0], one[1], Encoding.UTF8.GetBytes(one[2]), now) is null ? "yes" : "no").ToList();
        Assert.Equal(bodies.Length * 2, ours.Count(verdict => verdict == "yes"));
        Assert.Equal(ours, (await Node.RunAsync(Script, JsonSerializer.Serialize(cases))).Split(' '));
    }
}
