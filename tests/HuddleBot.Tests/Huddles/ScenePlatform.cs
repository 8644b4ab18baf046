using HuddleBot.Core.Cards;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.Identity;
using NodaTime;

namespace HuddleBot.Tests.Huddles;

/// <summary>A chat that keeps what is posted, finds it again by its key, and knows everybody but the stranger.</summary>
internal sealed class ScenePlatform : IChatPlatform, IChatDirectory
{
    private readonly Lock state = new();
    private readonly List<SceneMessage> messages = [];

    public Platform Platform => Platform.Slack;

    public Dictionary<string, DateTimeZone> Zones { get; } = new(StringComparer.Ordinal);

    /// <summary>The messages that were drawn anew, in the order in which they were.</summary>
    public List<string> Updated { get; } = [];

    /// <summary>The messages that somebody has deleted.</summary>
    public HashSet<string> Deleted { get; } = new(StringComparer.Ordinal);

    /// <summary>In the order of posting.</summary>
    public IReadOnlyList<SceneMessage> Messages
    {
        get
        {
            lock (state) return [.. messages.Where(message => !Deleted.Contains(message.Id))];
        }
    }

    public Task<SendResult> PostAsync(ChatPost post, CancellationToken cancellationToken)
    {
        lock (state)
        {
            var id = $"m{messages.Count + 1}";
            messages.Add(new(id, post.Channel.Channel, post.ThreadMessageId, post.Key, post.Card.Summary));
            return Task.FromResult<SendResult>(new SendResult.Sent(post.Channel.Channel, id));
        }
    }

    public Task<SendResult> UpdateAsync(ChatUpdate update, CancellationToken cancellationToken)
    {
        lock (state)
        {
            if (Deleted.Contains(update.MessageId)) return Task.FromResult<SendResult>(new SendResult.Gone("message_not_found"));
            Updated.Add(update.MessageId);
            var at = messages.FindIndex(message => message.Id == update.MessageId);
            messages[at] = messages[at] with { Shows = update.Card.Summary };
            return Task.FromResult<SendResult>(new SendResult.Sent(update.PostedChannel, update.MessageId));
        }
    }

    public Task<FindResult> FindAsync(ChatPost post, Instant notOlderThan, CancellationToken cancellationToken) => Task.FromResult<FindResult>(
        Messages.FirstOrDefault(message => message.Key == post.Key) is { } found ? new FindResult.Found(found.Channel, found.Id) : new FindResult.NotThere());

    public Task<bool?> IsMemberAsync(ChannelId channel, PersonId person, CancellationToken cancellationToken) => Task.FromResult<bool?>(person != HuddleScene.Stranger.Id);

    public Task<string> NameOfAsync(PersonId person, string fallback, CancellationToken cancellationToken) => Task.FromResult($"{person.User} by name");

    public Task<DateTimeZone?> ZoneOfAsync(PersonId person, CancellationToken cancellationToken) => Task.FromResult(Zones.GetValueOrDefault(person.User));
}

/// <param name="Thread">The message below which it stands; null: the channel.</param>
internal sealed record SceneMessage(string Id, string Channel, string? Thread, string Key, string Shows);

/// <summary>Says in words what a card would show of the state.</summary>
internal sealed class SceneComposer : ICardComposer
{
    public RenderedCard Compose(Platform platform, CardContent content)
    {
        var words = content switch
        {
            CardContent.HuddleCard card => $"huddle {Of(card.Huddle)} {Of(card.Items)}",
            CardContent.HuddleReceipt card => $"receipt {Of(card.Huddle)} {Of(card.Items)}",
            CardContent.TimeIsUpNote => "time is up",
            CardContent.LeadReminder card => $"you lead: {card.Huddle.Phase}",
            CardContent.AnswerReminder card => $"please write: {(card.IsOver ? "over" : "open")}",
            CardContent.IssueCard card => $"issue {card.Item.Words}: {card.Item.Issue.State.GetType().Name}",
            CardContent.EventNote note => $"told {note.Event.GetType().Name}",
            CardContent.EscalationCard card => $"escalation {card.Item.Words}",
            _ => content.GetType().Name,
        };
        return new($$"""{"words":{{System.Text.Json.JsonSerializer.Serialize(words)}}}""", words, words);
    }

    private static string Of(Core.Huddles.Huddle huddle) =>
        $"{huddle.Phase} lead={huddle.Lead?.Name} present={string.Join('+', huddle.Present.Select(one => one.Name))} away={string.Join('+', huddle.Away.Select(one => one.Name))} " +
        $"answers={string.Join('+', huddle.Answers.Select(answer => answer.Text + (answer.IsLate ? "(late)" : "") + (answer.IsEdited ? "(edited)" : "")))} skipped={huddle.SkippedBefore}";

    private static string Of(HuddleItems items) =>
        $"agenda={string.Join('+', items.OfAgenda.Values.Select(Of).Order(StringComparer.Ordinal))} decided={string.Join('+', items.Decided.Select(Of))}";

    private static string Of(IssueWithResponse item) =>
        $"{item.Words}:{item.Issue.State.GetType().Name}{(item.Issue.State is Core.Issues.IssueState.FixingIt fixing ? $"({fixing.Owner.Name},{fixing.By:MM-dd})" : "")}";
}
