using System.Text.Json;

namespace HuddleBot.Playground.MicrosoftTeams.Tenant;

/// <summary>A message as it stands now, for everyone; what one person sees differently is a <see cref="PersonalView"/>.</summary>
public sealed record Message
{
    /// <summary>The channel or chat, without <c>;messageid=</c>.</summary>
    public required string Conversation { get; init; }

    /// <summary>Its id within the conversation: Unix milliseconds.</summary>
    public required string Id { get; init; }

    /// <summary>The message that starts the thread; null in a chat.</summary>
    public string? RootId { get; init; }

    public required string AuthorId { get; init; }

    public bool IsBot { get; init; }

    public string Text { get; init; } = "";

    public IReadOnlyList<Mention> Mentions { get; init; } = [];

    /// <summary>What the notification says.</summary>
    public string? Summary { get; init; }

    /// <summary>The Adaptive Card; null: none.</summary>
    public JsonElement? Card { get; init; }

    public string? Importance { get; init; }

    /// <summary>Whether it rings.</summary>
    public bool Alerts { get; init; }

    public DateTimeOffset At { get; init; }

    public bool IsEdited { get; init; }

    public bool IsDeleted { get; init; }

    public bool IsReply => RootId is not null && RootId != Id;

    /// <summary>The conversation as activities name it: a thread of the channel, or the chat.</summary>
    public string ConversationId => RootId is null ? Conversation : $"{Conversation};messageid={RootId}";

    /// <summary>The text and every text in the card, for looking something up in tests.</summary>
    public string AllText => Card is { } card ? Text + "\n" + TextsOf(card) : Text;

    /// <summary>Every <c>text</c>, <c>title</c>, <c>label</c> and <c>value</c> of a card, a line each.</summary>
    public static string TextsOf(JsonElement card) => string.Join('\n', TextsIn(card));

    private static IEnumerable<string> TextsIn(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(TextsIn),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property =>
            property is { Name: "text" or "title" or "label" or "value" or "errorMessage" or "placeholder", Value.ValueKind: JsonValueKind.String } ? [property.Value.GetString()!] : TextsIn(property.Value)),
        _ => [],
    };
}

/// <param name="Id">An MRI, or the bot's <c>28:…</c>.</param>
/// <param name="Text">As it stands in the message: <c>&lt;at&gt;Name&lt;/at&gt;</c>.</param>
public sealed record Mention(string Id, string Name, string Text);

/// <summary>What one person's client shows of a message instead of its card, and when it last asked.</summary>
public sealed record PersonalView(string Person, string Conversation, string MessageId, JsonElement? Card, DateTimeOffset InvokedAt);

/// <summary>A dialog that a person has open.</summary>
/// <param name="Card">What it shows; null: <paramref name="Message"/> or <paramref name="Url"/>.</param>
/// <param name="CommandId">Of the message action that opened it; null: a card's button did.</param>
/// <param name="MessageId">The message on which it was opened.</param>
public sealed record Dialog(
    string Id, string Person, string Title, JsonElement? Card, string? Message, string? Url, string Width, string Height, string? CommandId, string Conversation, string MessageId, string? Problem = null);
