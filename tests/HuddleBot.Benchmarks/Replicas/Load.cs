using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Tests.Replicas.Histories;

namespace HuddleBot.Benchmarks.Replicas;

/// <summary>
/// Guests answer, and on each card that appears several people decide at about the same moment; on what they escalate, several managers. All of it through the balancer, and all answers are
/// written down.
/// </summary>
internal sealed partial class Load(IPlace place, Uri bot, int seed)
{
    public const string Source = "survey";
    public const string Secret = "the-survey-tools-secret-0123456789";

    /// <summary>A card, its decisions and what follows from them stay within what the platforms take.</summary>
    private static readonly TimeSpan AnswerEvery = TimeSpan.FromSeconds(2.5);

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan SurveyToolsPatience = TimeSpan.FromSeconds(30);

    private static readonly (string Verb, IssueCommand Command)[] OfTheTeam =
    [
        (Verbs.Celebrate, new IssueCommand.Celebrate(null)), (Verbs.Fix, new IssueCommand.Fix(null, null, null)), (Verbs.Escalate, new IssueCommand.Escalate(null, null, null)),
        (Verbs.Escalate, new IssueCommand.Escalate(null, null, null)), (Verbs.Dismiss, new IssueCommand.Dismiss(null)),
    ];

    private static readonly (string Verb, IssueCommand Command)[] OfManagers =
        [(Verbs.TriageResolve, new IssueCommand.TriageResolve("It comes on Monday.")), (Verbs.TriageDecline, new IssueCommand.TriageDecline("Not this year."))];

    private readonly HttpClient http = new() { BaseAddress = bot, Timeout = TimeSpan.FromSeconds(10) };
    private readonly Random random = new(seed);
    private readonly ConcurrentDictionary<int, ConcurrentBag<Operation>> histories = [];
    private readonly HashSet<(ChannelId, int)> seen = [];
    private readonly List<Task> going = [];
    private readonly People members = new(place.People), managers = new(place.Managers);

    /// <summary>Guests whose answer was accepted (202).</summary>
    public ConcurrentBag<int> Accepted { get; } = [];

    public IReadOnlyDictionary<int, ConcurrentBag<Operation>> Histories => histories;

    public ConcurrentBag<(long At, TimeSpan Took)> Taps { get; } = [];

    public TeamId TeamOf(int guest) => new($"team-{guest % Teams}");

    public ChannelId ChannelOf(int guest) => place.Channels[guest % Teams];

    public IssueId IssueOf(int guest) => IssueId.OfResponse(TeamOf(guest), Source, IdOf(guest));

    private int Teams => place.Channels.Count - 1;

    /// <summary>Until it is cancelled; then what has begun is finished.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var answering = AnswerAsync(cancellationToken);
        while (!cancellationToken.IsCancellationRequested)
        {
            foreach (var (i, channel) in place.Channels.Index())
                foreach (var card in place.Cards(channel))
                    if (seen.Add((channel, card.Guest))) Begin(card, isForManagers: i == Teams);
            await Task.Delay(LookEvery, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await answering;
        await Task.WhenAll(going);
    }

    private static string IdOf(int guest) => $"r-{guest.ToString(CultureInfo.InvariantCulture)}";

    private async Task AnswerAsync(CancellationToken cancellationToken)
    {
        List<Task> sending = [];
        for (var guest = 0; !cancellationToken.IsCancellationRequested; guest++)
        {
            sending.Add(SendAsync(guest));
            await Task.Delay(AnswerEvery, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Task.WhenAll(sending);
    }

    /// <summary>Again and again until it is taken, as survey tools do.</summary>
    private async Task SendAsync(int guest)
    {
        for (var since = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(since) < SurveyToolsPatience; await Task.Delay(300))
        {
            try
            {
                using var request = Signed(guest);
                using var answer = await http.SendAsync(request);
                if ((int)answer.StatusCode != 202) continue;
                Accepted.Add(guest);
                return;
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
            {
                // Killed or frozen just now: that is what is tried here.
            }
        }
    }

    private HttpRequestMessage Signed(int guest)
    {
        var response = new JsonObject
        {
            ["id"] = IdOf(guest), ["metric"] = "nps", ["score"] = guest % 11, ["scale"] = new JsonArray(0, 10), ["comment"] = $"Guest {guest:D5} says: the lift is slow.",
            ["answeredAt"] = TimeProvider.System.GetUtcNow().ToString("O", CultureInfo.InvariantCulture), ["attributes"] = new JsonObject { ["team"] = TeamOf(guest).Value },
        };
        var body = Encoding.UTF8.GetBytes(response.ToJsonString());
        var (id, timestamp) = (Guid.NewGuid().ToString("N"), TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        var request = new HttpRequestMessage(HttpMethod.Post, $"/feedback/{Source}") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp);
        request.Headers.Add("webhook-signature", "v1," + Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), (byte[])[.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body])));
        return request;
    }

    private void Begin(Card card, bool isForManagers)
    {
        var words = isForManagers ? OfManagers : OfTheTeam;
        for (var i = random.Next(2, isForManagers ? 4 : 6); i > 0; i--)
        {
            going.Add(DecideAsync(isForManagers ? managers : members, card, words[random.Next(words.Length)], TimeSpan.FromMilliseconds(random.Next(2) * random.Next(400))));
        }
    }

    private async Task DecideAsync(People people, Card card, (string Verb, IssueCommand Command) word, TimeSpan wait)
    {
        if (people.Take() is not { } person) return;
        await Task.Delay(wait);
        var touch = await place.DecideAsync(person, card, word.Verb);

        // Who got no answer may still get one, and it would be taken for that to their next question.
        if (touch is not { Answered: null }) people.Return(person);
        if (touch is null) return;
        foreach (var took in touch.Took) Taps.Add((touch.Called, took));
        var answer = touch.Answered is null ? null : AnswerIn(touch.Told);
        histories.GetOrAdd(card.Guest, _ => []).Add(new(new(person.Id, person.Name), word.Command, touch.Called, answer is null ? null : touch.Answered, answer));
    }

    /// <summary>Null: it says that nobody knows yet.</summary>
    private static Answer? AnswerIn(string told)
    {
        if (told.Contains("That did not work just now", StringComparison.Ordinal) || told.Contains("This takes longer than usual", StringComparison.Ordinal)) return null;
        if (told.IndexOf("a moment faster", StringComparison.Ordinal) is >= 0 and var at) return new Answer.Refused(Name().Match(told[at..]).Value);
        return told.Contains("It stands differently by now", StringComparison.Ordinal) || told.Contains("Only the team", StringComparison.Ordinal) ? new Answer.Refused(null) : new Answer.Done();
    }

    [GeneratedRegex(@"(person|manager)\d{4}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();
}
