using HuddleBot.Core.Cards;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Tests.Slack;
using NodaTime;

namespace HuddleBot.Tests.Promises;

/// <summary>What people have got: every message as it stands now, and when it came.</summary>
internal sealed class Mailboxes(FakeTime time, Platform platform = Platform.Slack) : IChatPlatform
{
    /// <summary>Several channels are sent to side by side.</summary>
    private readonly Lock door = new();
    private readonly List<Letter> letters = [];

    public Platform Platform => platform;

    /// <summary>Places that take nothing.</summary>
    public HashSet<string> Closed { get; } = [];

    /// <summary>Another process sends.</summary>
    public bool IsTurnOfOthers { get; set; }

    /// <summary>What one place has got, oldest first.</summary>
    public IReadOnlyList<Letter> In(string place)
    {
        lock (door) return [.. letters.Where(letter => letter.Place == place)];
    }

    public Task<SendResult> PostAsync(ChatPost post, CancellationToken cancellationToken)
    {
        if (IsTurnOfOthers) throw new NotSentException();
        if (Closed.Contains(post.Channel.Channel)) return Task.FromResult<SendResult>(new SendResult.ChannelClosed("closed"));
        lock (door)
        {
            letters.Add(new(post.Channel.Channel, post.Key, time.GetUtcNow()) { Shows = post.Card.Json });
            return Task.FromResult<SendResult>(new SendResult.Sent("D-" + post.Channel.Channel, letters.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }
    }

    public Task<SendResult> UpdateAsync(ChatUpdate update, CancellationToken cancellationToken)
    {
        if (Closed.Contains(update.Channel.Channel)) return Task.FromResult<SendResult>(new SendResult.ChannelClosed("closed"));
        lock (door) letters[int.Parse(update.MessageId, System.Globalization.CultureInfo.InvariantCulture) - 1].Shows = update.Card.Json;
        return Task.FromResult<SendResult>(new SendResult.Sent(update.PostedChannel, update.MessageId));
    }

    public Task<FindResult> FindAsync(ChatPost post, Instant notOlderThan, CancellationToken cancellationToken)
    {
        int at;
        lock (door) at = letters.FindIndex(letter => letter.Key == post.Key);
        return Task.FromResult<FindResult>(at < 0 ? new FindResult.NotThere() : new FindResult.Found("D-" + post.Channel.Channel, (at + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }
}

/// <param name="At">When it came.</param>
internal sealed record Letter(string Place, string Key, DateTimeOffset At)
{
    /// <summary>What stands on it now.</summary>
    public string Shows { get; set; } = "";
}

/// <summary>Draws what it was given, and in which state.</summary>
internal sealed class StateComposer : ICardComposer
{
    public RenderedCard Compose(Platform platform, CardContent content)
    {
        var words = content switch
        {
            CardContent.PromiseReminder reminder => $"{(reminder.IsOver ? "over" : "due")}: {State(reminder.Item)}",
            CardContent.DidItWork question => $"did it work: {State(question.Item)}",
            CardContent.IssueCard card => $"card: {State(card.Item)}",
            CardContent.ThemeReminder reminder => $"{(reminder.IsOver ? "over " : "")}{reminder.Rung} {reminder.View.Theme.State.GetType().Name}",
            _ => content.GetType().Name,
        };
        return new(words, words, words);
    }

    private static string State(IssueWithResponse item) => item.Issue.State switch
    {
        IssueState.Done done => $"Done {done.Outcome}",
        IssueState.FixingIt fixing => $"FixingIt {fixing.Owner.Name} {fixing.By:uuuu-MM-dd}",
        var state => state.GetType().Name,
    };
}

/// <summary>Who is in the channel, and where they live.</summary>
internal sealed class Residents : IChatDirectory
{
    private readonly TaskCompletionSource<DateTimeZone?> never = new();

    public Platform Platform => Platform.Slack;

    public Dictionary<PersonId, string> ZoneOf { get; } = [];

    public HashSet<PersonId> Outsiders { get; } = [];

    /// <summary>The platform does not say who is in the channel.</summary>
    public bool IsSilent { get; set; }

    /// <summary>The platform does not say where somebody lives.</summary>
    public bool IsSlow { get; set; }

    public Task<bool?> IsMemberAsync(ChannelId channel, PersonId person, CancellationToken cancellationToken) => Task.FromResult<bool?>(IsSilent ? null : !Outsiders.Contains(person));

    public Task<string> NameOfAsync(PersonId person, string fallback, CancellationToken cancellationToken) => Task.FromResult(fallback);

    public Task<DateTimeZone?> ZoneOfAsync(PersonId person, CancellationToken cancellationToken) => IsSlow
        ? never.Task
        : Task.FromResult(ZoneOf.TryGetValue(person, out var zone) ? DateTimeZoneProviders.Tzdb[zone] : null);
}
