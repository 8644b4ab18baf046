using System.Text.Json;
using System.Text.Json.Nodes;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using HuddleBot.Playground.Slack.Deliveries;
using HuddleBot.Playground.Slack.Workspace;

namespace HuddleBot.Tests.WholeWay;

/// <summary>What tests ask of the hotel and do in it.</summary>
internal sealed partial class Hotel
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Sends one comment and waits for its card.</summary>
    public async Task<Message> CommentAsync(string words, int? score = 3, string area = "front desk", string? id = null)
    {
        await SendAsync(Response(id ?? Guid.NewGuid().ToString("N"), score, words, area));
        return await CardAsync(words, area == "front desk" ? FrontDesk : area);
    }

    /// <summary>Taps a button that opens a form, and gives the form.</summary>
    public async Task<View> OpenFormAsync(string user, Message card, string verb)
    {
        var open = Slack.OpenViewsOf(user).Count;
        var click = await Slack.ClickAsync(user, card.Channel, card.Ts, verb);
        Assert.True(click.IsOk, click.ToString());
        return await Slack.WaitForAsync(() => Slack.OpenViewsOf(user) is { } views && views.Count > open ? views[^1] : null, Patience);
    }

    /// <summary>Taps a button that opens a form, and submits it.</summary>
    public async Task<Interaction> DecideAsync(string user, Message card, string verb, params (string Input, string? Value)[] values)
    {
        var form = await OpenFormAsync(user, card, verb);
        return await Slack.SubmitAsync(user, form.Id, values.ToDictionary(value => value.Input, value => value.Value));
    }

    /// <summary>The next private word to this person: in the channel, or directly.</summary>
    public Task<Message> ToldAsync(string user, int alreadyTold = 0) =>
        Slack.WaitForAsync(() => Slack.EphemeralsOf(user) is { } told && told.Count > alreadyTold ? told[^1] : null, Patience);

    /// <summary>The issue that stands on a card, by its buttons.</summary>
    public IssueId IssueOn(Message card) => Values(card.Blocks!.Value).Select(IssueId.TryParse).First(id => id is not null)!;

    /// <summary>The action ids of a card's buttons, in order.</summary>
    public IReadOnlyList<string> ButtonsOf(Message card) => [.. Named(Now(card).Blocks!.Value, "action_id")];

    public async Task<List<TableEntity>> HistoryOfAsync(IssueId issue) =>
        await Store.QueryAsync(TeamRows.PartitionOf(issue.Team), TeamRows.HistoryOf(issue.Key), null, CancellationToken.None).ToListAsync();

    public async Task<List<TableEntity>> RowsOfAsync(string team, string prefix) =>
        await Store.QueryAsync(TeamRows.PartitionOf(new(team)), prefix, null, CancellationToken.None).ToListAsync();

    /// <summary>Waits for something in the storage.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds, TimeSpan? patience = null)
    {
        using var limit = new CancellationTokenSource(patience ?? Patience);
        while (!await holds()) await Task.Delay(10, limit.Token);
    }

    /// <summary>Whether the form shows these words.</summary>
    public static bool Shows(View view, string words) => JsonSerializer.Serialize(view.Content, Relaxed).Contains(words, StringComparison.Ordinal);

    private static IEnumerable<string> Values(JsonElement json) => Named(json, "value");

    private static IEnumerable<string> Named(JsonElement json, string name) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().SelectMany(item => Named(item, name)),
        JsonValueKind.Object => json.EnumerateObject().SelectMany(property =>
            property.Name == name && property.Value.ValueKind == JsonValueKind.String ? [property.Value.GetString()!] : Named(property.Value, name)),
        _ => [],
    };
}
