using System.Text;
using System.Text.Json.Nodes;
using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Slack.Inbound;
using HuddleBot.Slack.WebApi;

namespace HuddleBot.Slack.Queue;

/// <summary>One escalation of the queue with its buttons, in a dialog of who opened it. Its forms open over it, and what they decide is drawn into it.</summary>
public sealed class EscalationDialog(IIssueDesk desk, SlackConversation conversation, SlackWebApiClient client)
{
    /// <summary>Characters; "Modals", <c>title</c>.</summary>
    private const int MostTitle = 24;

    public async Task<SlackOutcome> OpenAsync(IssueId item, SlackPayload.BlockAction action, CancellationToken cancellationToken)
    {
        var who = action.Who;
        return await desk.LookAsync(item, conversation.OnlookerOf(who), FormKind.EscalationCard, 0, cancellationToken) switch
        {
            LookReply.Show { Content: CardContent.EscalationCard card } =>
                await conversation.ShowAsync(ViewOf(card with { Audience = Audience.Manager }, who.Channel), who, action.TriggerId, action.ViewId is not null, cancellationToken),
            LookReply.Refused refused => conversation.Refuse(refused.Team, refused.Refusal),
            _ => throw new InvalidOperationException("no such reply"),
        };
    }

    /// <summary>As it stands now, with why not above it: for who tried to decide on a state that was gone. Null: they may not look at it any more.</summary>
    /// <param name="unsaid">What they had written; null: nothing.</param>
    public async Task<JsonObject?> AsItStandsAsync(IssueId item, Refusal.DecidedBefore why, string? unsaid, Actor actor, string? channel, CancellationToken cancellationToken) =>
        await desk.LookAsync(item, actor, FormKind.EscalationCard, 0, cancellationToken) is LookReply.Show { Content: CardContent.EscalationCard card }
            ? ViewOf(card with { Audience = Audience.Manager, Overtaken = why, Unsaid = unsaid }, channel)
            : null;

    /// <summary>The same, into the dialog that they look at. False: they may not look at it any more.</summary>
    public async Task<bool> RedrawAsItStandsAsync(string view, IssueId item, Refusal.DecidedBefore why, string? unsaid, Actor actor, PersonInPlace who, CancellationToken cancellationToken)
    {
        if (await AsItStandsAsync(item, why, unsaid, actor, who.Channel, cancellationToken) is not { } now) return false;
        await client.ViewsUpdateAsync(who.Workspace, new(view, now), cancellationToken);
        return true;
    }

    /// <summary>After something was decided from it. Whether the person still has it open does not matter.</summary>
    public async Task<SlackOutcome> RedrawAsync(string view, IssueReply reply, PersonInPlace who, CancellationToken cancellationToken)
    {
        var (team, item) = reply switch
        {
            IssueReply.Done done => (done.Team, done.Item),
            IssueReply.AlreadyDone already => (already.Team, already.Item),
            _ => throw new ArgumentOutOfRangeException(nameof(reply), reply, "decided nothing"),
        };
        await client.ViewsUpdateAsync(who.Workspace, new(view, ViewOf(new(team, item, Audience.Manager) { Zone = team.WorkingTimeOf(new(Platform.Slack, who.Workspace, who.User)).Zone }, who.Channel)), cancellationToken);
        return new SlackOutcome.Fine();
    }

    private JsonObject ViewOf(CardContent.EscalationCard card, string? channel) => new()
    {
        ["type"] = "modal",
        ["title"] = new JsonObject { ["type"] = "plain_text", ["text"] = TitleOf(card.Team.Name), ["emoji"] = false },
        ["private_metadata"] = new FormState(card.Item.Issue.Id.ToString(), card.Item.Issue.Version, IsChange: false, channel).Write(),
        ["blocks"] = SlackPlatform.BlocksOf(conversation.Compose(card)),
    };

    /// <summary>Whole characters only.</summary>
    internal static string TitleOf(string name)
    {
        if (name.Length <= MostTitle) return name;
        var title = new StringBuilder(MostTitle);
        foreach (var rune in name.EnumerateRunes())
        {
            if (title.Length + rune.Utf16SequenceLength > MostTitle - 1) break;
            title.Append(rune.ToString());
        }

        return title.Append('…').ToString();
    }
}
