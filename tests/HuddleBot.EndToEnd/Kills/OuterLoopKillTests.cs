using System.Globalization;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Storage;
using HuddleBot.Core.Triage;
using HuddleBot.EndToEnd.Processes;
using HuddleBot.Playground.Slack.Workspace;
using Microsoft.Extensions.DependencyInjection;
using static HuddleBot.EndToEnd.Processes.LiveHotel;

namespace HuddleBot.EndToEnd.Kills;

/// <summary>
/// kill -9 on the way of an escalation at moments drawn from a fixed seed: while somebody decides, and while the bot tells it. Who got no answer tries again. HUDDLEBOT_KILLS says how
/// many of the steps are killed on each storage (8 are all of them).
/// </summary>
public abstract class OuterLoopKillTests
{
    private const string Words = "Nobody could tell me where the bus leaves.";
    private static readonly int Kills = int.TryParse(Environment.GetEnvironmentVariable("HUDDLEBOT_KILLS"), CultureInfo.InvariantCulture, out var kills) ? kills : 2;

    /// <summary>Null: SQLite.</summary>
    protected abstract string? AzureTables { get; }

    protected abstract int Seed { get; }

    [Fact]
    public async Task Whenever_the_bot_is_killed_each_word_counts_once_and_is_told_once()
    {
        var random = new Random(Seed);
        await using var hotel = await OpenAsync(azureTables: AzureTables);
        await hotel.SendAsync(Response("r-1", 3, Words));
        var card = await hotel.CardAsync(Words);
        await hotel.AllIsWellAsync();
        (string User, string Verb, string Input, string Value, string Event, string Told)[] steps =
        [
            ("U0001", Verbs.Escalate, Verbs.Inputs.Ask, "A sign, please", "Escalated", ""),
            ("U0002", Verbs.TriageAsk, Verbs.Inputs.Question, "At which door?", "TriageAsked", "At which door?"),
            ("U0004", Verbs.AnswerQuestion, Verbs.Inputs.Answer, "The north one", "QuestionAnswered", ""),
            ("U0002", Verbs.TriageAccept, "", "", "TriageAccepted", "Ana has accepted this"),
            ("U0002", Verbs.TriageMerge, Verbs.Inputs.Title, "Signs", "TriageMerged", "together with others like it"),
            ("U0002", Verbs.TriageSplit, "", "", "TriageSplit", "out of its theme"),
            ("U0002", Verbs.TriageResolve, Verbs.Inputs.Answer, "It stands there from Monday", "TriageResolved", "It stands there from Monday"),
            ("U0002", Verbs.TriageReopen, Verbs.Inputs.Reason, "It fell down", "Reopened", ""),
        ];
        var killed = Enumerable.Range(0, steps.Length).OrderBy(_ => random.Next()).Take(Kills).ToHashSet();
        foreach (var (i, step) in steps.Index())
        {
            var calls = hotel.Slack.Calls.Count;
            var acting = TryAsync(hotel, step.User, card, step.Verb, step.Input, step.Value);
            if (killed.Contains(i))
            {
                // While the form is open, while the decision is stored, while it is told.
                var callsFirst = random.Next(4);
                await Task.WhenAny(hotel.Slack.WaitUntilAsync(() => hotel.Slack.Calls.Count >= calls + callsFirst, TimeSpan.FromSeconds(10)), Task.Delay(TimeSpan.FromSeconds(10)));
                await Task.Delay(random.Next(40));
                await hotel.KillBotAsync();
                await acting;
                await hotel.StartBotAsync();
            }

            await acting;
            await DoneAsync(hotel, step.Event, () => TryAsync(hotel, step.User, card, step.Verb, step.Input, step.Value));
        }

        await hotel.UntilShownAsync(card, "It fell down");
        await hotel.AllIsWellAsync();
        var events = await EventsAsync(hotel);
        Assert.Equal(steps.Select(step => step.Event), events);
        var thread = hotel.Slack.ThreadOf(FrontDesk, card.Ts);
        foreach (var step in steps.Where(step => step.Told.Length > 0)) Assert.Single(thread, reply => reply.IsBot && reply.AllText.Contains(step.Told, StringComparison.Ordinal) && !reply.AllText.Contains("Answer to", StringComparison.Ordinal));
        Assert.Single(hotel.Slack.MessagesIn(FrontDesk));
        Assert.Single(hotel.CardsWith("A sign, please", Managers));

        // The queue is what it would be, made anew.
        await hotel.KillBotAsync();
        var queue = await QueueAsync(hotel);
        await foreach (var row in hotel.Store.QueryAsync(OuterRows.Partition, "", null, CancellationToken.None)) await hotel.Store.SubmitTransactionAsync([TableTransactionAction.Delete(row)], CancellationToken.None);
        await hotel.Services.GetRequiredService<QueueRebuild>().RunAsync([new(FrontDesk), new(Restaurant)], CancellationToken.None);
        Assert.Single(queue);
        Assert.Equal(await QueueAsync(hotel), queue);
    }

    private static async Task<List<string>> QueueAsync(LiveHotel hotel) =>
        await hotel.Store.QueryAsync(OuterRows.Partition, OuterRows.Escalation, null, CancellationToken.None)
            .Select(row => $"{row.RowKey}: {string.Join(' ', row.Values.Select(value => $"{value.Key}={value.Value}"))}").ToListAsync();

    private static async Task<List<string>> EventsAsync(LiveHotel hotel) =>
        await hotel.Store.QueryAsync(TeamRows.TeamPartitions + FrontDesk, TeamRows.History, null, CancellationToken.None).Select(row => row.RequireString("Event")).ToListAsync();

    private static async Task DoneAsync(LiveHotel hotel, string @event, Func<Task> again)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            for (var looks = 0; looks < 40; looks++)
            {
                if ((await EventsAsync(hotel)).Contains(@event)) return;
                await Task.Delay(50, CancellationToken.None);
            }

            Assert.False(patience.IsCancellationRequested, $"{@event} did not come about; the cards are\n{string.Join('\n', hotel.Slack.MessagesIn(FrontDesk).Concat(hotel.Slack.MessagesIn(Managers)).Select(message => message.AllText))}");
            await again();
        }
    }

    /// <summary>Presses the button on the card of the team or of the managers, fills in the form if one opens, and bears that the bot is gone.</summary>
    private static async Task TryAsync(LiveHotel hotel, string user, Message card, string verb, string input, string value)
    {
        foreach (var view in hotel.Slack.OpenViewsOf(user)) await hotel.Slack.CloseViewAsync(user, view.Id);
        var on = verb.StartsWith("triage.", StringComparison.Ordinal) ? hotel.Slack.MessagesIn(Managers).LastOrDefault(message => message.AllText.Contains("A sign, please", StringComparison.Ordinal)) : card;
        if (on is null) return;
        try
        {
            await hotel.Slack.ClickAsync(user, on.Channel, on.Ts, verb);
        }
        catch (InvalidOperationException)
        {
            // The card is not drawn anew yet, or the word has been heard, and its button is gone.
            return;
        }

        if (input.Length == 0) return;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(3));
        while (hotel.Slack.OpenViewsOf(user).Count == 0)
        {
            if (patience.IsCancellationRequested) return;
            await Task.Delay(20, CancellationToken.None);
        }

        await hotel.Slack.SubmitAsync(user, hotel.Slack.OpenViewsOf(user)[^1].Id, new Dictionary<string, string?>(StringComparer.Ordinal) { [input] = value });
    }
}

public sealed class OuterLoopKillsOnSqlite : OuterLoopKillTests
{
    protected override string? AzureTables => null;

    protected override int Seed => 20261123;
}

public sealed class OuterLoopKillsOnAzureTables(AzuriteProcess azurite) : OuterLoopKillTests, IClassFixture<AzuriteProcess>
{
    protected override string? AzureTables => azurite.ConnectionString;

    protected override int Seed => 20261124;
}
