using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HuddleBot.Core.Cards;
using HuddleBot.Tests.Feedback;
using HuddleBot.Tests.Slack;
using HuddleBot.Tests.WholeWay;

namespace HuddleBot.Tests.Webhooks;

/// <summary>Standard Webhooks' own library says yes and no where we do: to what the real bot sends, and to what it gets.</summary>
public sealed class OfficialLibraryTests
{
    private const string Words = "Zehn Euro für das WLAN 😀 \"ehrlich\" \u202eעברית <!channel>";
    private const string Taken = "taken";
    private const string NotSigned = "No matching signature found";
    private const string TooOld = "Message timestamp too old";

    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();
    private readonly string secret = NewSecret();
    private readonly string other = NewSecret();

    [NodeFact("standardwebhooks")]
    public async Task The_library_takes_what_the_bot_sends_and_nothing_that_was_changed_or_is_for_another_secret()
    {
        await using var receiver = await OfficialReceiver.StartAsync(secret, other);
        await using var hotel = await OpenAsync(receiver, "--Webhooks:crm:IncludeWords=true");
        await hotel.SendAsync(Hotel.Response("r-1", 2, Words));
        var card = await hotel.CardAsync("Zehn Euro für das WLAN");
        await hotel.DecideAsync("U0004", card, Verbs.Escalate, (Verbs.Inputs.Ask, "Make it free"));
        var escalation = await hotel.CardAsync("Make it free", Hotel.Managers);
        await hotel.DecideAsync("U0002", escalation, Verbs.TriageResolve, (Verbs.Inputs.Answer, "Free from Monday"));

        foreach (var type in (string[])["issue.created", "issue.tagged", "issue.resolved"])
        {
            var judged = await receiver.NextAsync();
            Assert.Contains($"\"{type}\"", judged.Body, StringComparison.Ordinal);
            Assert.Equal(Words, JsonDocument.Parse(judged.Body).RootElement.GetProperty("data").GetProperty("words").GetString());
            Assert.Equal([Taken, NotSigned], judged.AsItCame);
            Assert.All((string[][])[judged.OtherBody, judged.OtherId, judged.OtherTime], verdicts => Assert.Equal([NotSigned, NotSigned], verdicts));
        }

        await hotel.AllIsWellAsync();
    }

    [NodeFact("standardwebhooks")]
    public async Task The_library_refuses_what_was_signed_six_minutes_ago()
    {
        await using var receiver = await OfficialReceiver.StartAsync(secret);
        await using var hotel = await OpenAsync(receiver, TimeProvider.System.GetUtcNow().AddMinutes(-6));
        await hotel.CommentAsync("Ten euros for the wifi.", 2);
        Assert.Equal([TooOld], (await receiver.NextAsync()).AsItCame);
    }

    [NodeFact("standardwebhooks")]
    public async Task While_the_secret_is_changed_receivers_that_know_either_take_it()
    {
        var third = NewSecret();
        await using var receiver = await OfficialReceiver.StartAsync(secret, other, third);
        await using var hotel = await OpenAsync(receiver, $"--Webhooks:crm:PreviousSecret={other}");
        await hotel.CommentAsync("Ten euros for the wifi.", 2);
        var judged = await receiver.NextAsync();
        Assert.Equal([Taken, Taken, NotSigned], judged.AsItCame);
        Assert.Equal([NotSigned, NotSigned, NotSigned], judged.OtherBody);
    }

    [NodeFact("standardwebhooks")]
    public async Task Feedback_that_the_library_has_signed_is_taken_and_nothing_changed_old_or_of_another_secret()
    {
        await using var host = await FeedbackHost.StartAsync();
        var body = FeedbackHost.Example(("comment", "\"Zürich 😀 \u202eעברית\""));
        var (old, wrong, right) = (await SignAsync(FeedbackHost.Secret, TimeSpan.FromMinutes(6)), await SignAsync(other, TimeSpan.Zero), await SignAsync(FeedbackHost.Secret, TimeSpan.Zero));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(body, old, TimeSpan.FromMinutes(6)));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(body, wrong, TimeSpan.Zero));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(body + " ", right, TimeSpan.Zero));
        Assert.Empty(host.Intake.Taken);
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(body, right, TimeSpan.Zero));
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(body, $"{wrong} {right}", TimeSpan.Zero)); // Its sender changes its secret.

        Task<string> SignAsync(string with, TimeSpan ago) => OfficialReceiver.SignAsync(with, body, (Now - ago).ToUnixTimeSeconds());

        async Task<HttpStatusCode> PostAsync(string sent, string signature, TimeSpan ago)
        {
            var timestamp = (Now - ago).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            using var answer = await host.SendAsync("shop", Encoding.UTF8.GetBytes(sent), ("webhook-id", "msg_1"), ("webhook-timestamp", timestamp), ("webhook-signature", signature));
            return answer.StatusCode;
        }
    }

    private Task<Hotel> OpenAsync(OfficialReceiver receiver, params string[] more) => OpenAsync(receiver, null, more);

    private Task<Hotel> OpenAsync(OfficialReceiver receiver, DateTimeOffset? at, params string[] more) => Hotel.OpenAsync(
        time: at is null ? null : new TestTime(at), settings: [$"--Webhooks:crm:Url={receiver.Url}", $"--Webhooks:crm:Secret={secret}", .. more]);

    private static string NewSecret() => "whsec_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
}
