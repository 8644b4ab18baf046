using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Scores.Drops;

/// <summary>The messages of a fall: the card before the team (<c>drop-{issueKey}</c>) and its managers, and in their threads that the score is back.</summary>
internal static class DropSlots
{
    private const string ToTeam = "drop-";
    private const string ToManagers = "dropfor-";
    private const string Back = "back-";

    public static string CardOf(IssueId issue) => ToTeam + issue.Key;

    /// <summary>The managers' card, or what stands in its thread: not before the team.</summary>
    public static bool IsToManagers(string slot) => slot.StartsWith(ToManagers, StringComparison.Ordinal);

    /// <summary>The fall that a card or a word in its thread is about; null: none.</summary>
    public static IssueId? IssueIn(TeamId team, string slot)
    {
        var card = slot.StartsWith(Back, StringComparison.Ordinal) ? slot[Back.Length..] : slot;
        return card.Split('-', 3) is ["drop" or "dropfor", var key, ..] ? IssueId.TryParse($"{team}.{key}") : null;
    }

    /// <summary>The cards: one in the team's channel, and one in its managers' or with each of them.</summary>
    public static IReadOnlyList<Slot> Cards(FrontlineTeam team, IssueId issue) =>
    [
        new(CardOf(issue), team.Channel, SlotKind.ScoreDrop, [issue], null, null, null, null),
        .. ManagersOf(team).Where(place => place != team.Channel).Distinct()
            .Select(place => new Slot($"{ToManagers}{issue.Key}-{StableHash.Of(place.ToString())}", place, SlotKind.ScoreDrop, [issue], null, null, null, null)),
    ];

    /// <summary>Below a card.</summary>
    public static Slot BackBelow(Slot card) => new(Back + card.Id, card.Channel, SlotKind.ScoreBack, card.Issues, card.Id, null, null, null);

    /// <summary>The cards of a fall that were made, wherever its team's managers are by now.</summary>
    public static async Task<IReadOnlyList<Slot>> MadeAsync(ITableStore store, IssueId issue, CancellationToken cancellationToken)
    {
        var partition = TeamRows.PartitionOf(issue.Team);
        var cards = await store.QueryAsync(partition, $"{TeamRows.Slot}{ToManagers}{issue.Key}-", null, cancellationToken).Select(SlotRow.FromEntity).ToListAsync(cancellationToken);
        return await store.GetAsync(partition, TeamRows.Slot + CardOf(issue), cancellationToken) is { } team ? [SlotRow.FromEntity(team), .. cards] : cards;
    }

    private static IEnumerable<ChannelId> ManagersOf(FrontlineTeam team) =>
        team.ManagerChannel is { } channel ? [channel] : team.Managers.Select(manager => new ChannelId(manager.Platform, manager.Workspace, manager.User));
}
