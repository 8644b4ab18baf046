using System.Text.Json;
using HuddleBot.Playground.MicrosoftTeams.Deliveries;
using Message = HuddleBot.Playground.MicrosoftTeams.Tenant.Message;
using SlackMessage = HuddleBot.Playground.Slack.Workspace.Message;

namespace HuddleBot.Tests.WholeWay;

/// <summary>What tests ask of the spa, which is in Microsoft Teams, and do there.</summary>
internal sealed partial class Hotel
{
    /// <summary>Ana in Slack, as the teams file writes her.</summary>
    public const string AnaInSlack = """{ "platform": "slack", "workspace": "T0001", "user": "U0002" }""";

    /// <summary>Carol in Microsoft Teams.</summary>
    public const string CarolInTeams = """{ "platform": "teams", "workspace": "5a77e1d1-0000-4000-a000-000000000001", "user": "5a77e1d1-0000-4000-8000-000000000003" }""";

    /// <summary>Sends one comment about the spa and waits for its card.</summary>
    public async Task<Message> SpaCommentAsync(string words, int? score = 3, string? id = null)
    {
        await SendAsync(Response(id ?? Guid.NewGuid().ToString("N"), score, words, Spa));
        return await SpaCardAsync(words);
    }

    /// <summary>The card in which these words stand, as soon as it is there.</summary>
    public Task<Message> SpaCardAsync(string words, string channel = SpaChannel) =>
        Teams.WaitForAsync(() => SpaCards(words, channel).SingleOrDefault(), Patience);

    public IReadOnlyList<Message> SpaCards(string words, string channel = SpaChannel) => [.. Teams.MessagesIn(channel).Where(message => message.IsBot && Shows(message, words))];

    /// <summary>The card that a person has got from the bot directly.</summary>
    public Task<Message> TeamsChatCardAsync(string person, string words) =>
        Teams.WaitForAsync(() => Teams.PersonalChat(person).SingleOrDefault(message => message is { IsBot: true, Card: not null } && Shows(message, words)), Patience);

    /// <summary>The same in Slack.</summary>
    public Task<SlackMessage> SlackChatCardAsync(string user, string words) =>
        Slack.WaitForAsync(() => Slack.DirectMessagesOf(user).SingleOrDefault(message => !message.IsReply && Shows(message, words)), Patience);

    public Task UntilShownAsync(Message message, string words) => Teams.WaitUntilAsync(() => Shows(Teams.Now(message), words), Patience);

    /// <summary>Waits for these words in the thread below a message; they stand there once.</summary>
    public Task UntilToldInThreadAsync(Message message, string words) =>
        Teams.WaitUntilAsync(() => Teams.ThreadOf(message).Count(reply => reply.IsBot && Shows(reply, words)) == 1, Patience);

    public Task UntilToldInThreadAsync(SlackMessage message, string words) =>
        Slack.WaitUntilAsync(() => Slack.ThreadOf(message.Channel, message.Ts).Count(reply => Shows(reply, words)) == 1, Patience);

    /// <summary>Fills in the form of a button, where it has one, and presses it.</summary>
    public async Task<JsonElement> DecideAsync(string person, Message card, string verb, params (string Input, string? Value)[] values)
    {
        var click = await Teams.ClickAsync(person, card, verb, values.ToDictionary(value => value.Input, value => value.Value, StringComparer.Ordinal));
        Assert.True(click.IsOk && click.Card is not null, click.ToString());
        return click.Card!.Value;
    }

    public static bool Shows(Message message, string words) => $"{message.Summary}\n{message.AllText}".Contains(words, StringComparison.Ordinal);

    public static bool Shows(JsonElement card, string words) => Message.TextsOf(card).Contains(words, StringComparison.Ordinal);

    /// <summary>What a person is told who came too late: a short message, or the card that came back.</summary>
    public static string ToldBy(Interaction click) => $"{click.Toast}\n{(click.Card is { } card ? Message.TextsOf(card) : "")}";
}
