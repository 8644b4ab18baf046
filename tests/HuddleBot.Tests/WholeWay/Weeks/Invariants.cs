using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using HuddleBot.Core.Themes;
using HuddleBot.Core.Triage;
using Microsoft.Extensions.DependencyInjection;

namespace HuddleBot.Tests.WholeWay.Weeks;

/// <summary>What must hold at every moment of the week.</summary>
internal static class Invariants
{
    /// <summary>Whether something is still to be sent, told, or passed on.</summary>
    public static async Task<bool> AnyWaitsAsync(Hotel hotel, CancellationToken cancellationToken)
    {
        await foreach (var row in hotel.Store.ScanAsync(TeamRows.TeamPartitions, cancellationToken))
            if (row.RowKey.StartsWith(TeamRows.Outbox, StringComparison.Ordinal) || row.RowKey.StartsWith(TeamRows.News, StringComparison.Ordinal) || row.RowKey.StartsWith(TeamRows.ToAttach, StringComparison.Ordinal)) return true;
        return await hotel.Store.QueryAsync("themes", "f-", null, cancellationToken).AnyAsync(cancellationToken);
    }

    public static void NoContactData(IEnumerable<(string Key, string Place, string Text)> messages, params string[] never) =>
        Assert.All(messages, message => Assert.DoesNotContain(never, word => message.Text.Contains(word, StringComparison.Ordinal)));

    /// <summary>Every open escalation has exactly one person whose turn it is, and a clock; what is part of a theme has those of the theme.</summary>
    /// <param name="overview">Somebody who may see all of them.</param>
    public static async Task EverybodyKnowsWhoseTurnItIsAsync(Hotel hotel, PersonId overview)
    {
        var queue = hotel.Bot.Services.GetRequiredService<IManagerQueue>();
        var query = QueueQuery.First with { View = QueueView.Open };
        var (open, page) = (new List<QueueEntry>(), await queue.PageAsync(overview, query, CancellationToken.None));
        while (page is not null && page.Entries.Count > 0)
        {
            open.AddRange(page.Entries);
            if (open.Count >= page.Total) break;
            page = await queue.PageAsync(overview, query with { Page = page.Query.Page + 1 }, CancellationToken.None);
        }

        var snapshot = await hotel.Bot.Services.GetRequiredService<ITeamDirectory>().CurrentAsync(CancellationToken.None);
        Assert.All(open.Where(entry => entry.Theme is not null), entry =>
        {
            var turn = ThemeTurn.Of(entry.Theme!.Theme, snapshot);
            Assert.True(turn is not null && EscalationLadder.OwnerOf(turn.Team, turn.Turn.Turn) is not null && entry.Due is not null, $"{entry.Theme.Theme.Title} is nobody's");
        });
        var escalations = open.Where(entry => entry.Theme is null).ToList();
        Assert.All(escalations, entry =>
        {
            var escalated = Assert.IsType<IssueState.EscalatedToManager>(entry.Item.Issue.State);
            var turn = EscalationTurn.Of(entry.Item.Issue, []);
            Assert.True(turn is not null && EscalationLadder.OwnerOf(entry.Team, turn.Turn) is not null, $"{entry.Item.Issue.Id} is nobody's: {escalated.Escalation.Triage}");
            Assert.True(entry.Due is not null || escalated.Escalation.SnoozedUntil is not null, $"{entry.Item.Issue.Id} has no clock: {escalated.Escalation.Triage}");
        });

        var themes = hotel.Bot.Services.GetRequiredService<ThemeStore>();
        await foreach (var row in hotel.Store.QueryAsync("themes", "t-", null, CancellationToken.None))
        {
            var theme = await themes.FindAsync(ThemeId.TryParse("theme." + row.RowKey[2..])!, CancellationToken.None);
            Assert.True(theme is { Owner: not null }, row.RowKey);
            Assert.Equal(theme.IsOpen ? 1 : 0, open.Count(entry => entry.Theme?.Theme.Id == theme.Id));
        }

        var waiting = 0;
        foreach (var team in snapshot.Teams)
            waiting += (await hotel.RowsOfAsync(team.Id.Value, TeamRows.Escalation)).Count;
        Assert.Equal(waiting, escalations.Count);
    }
}
