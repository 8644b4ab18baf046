using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;

namespace HuddleBot.Core.Themes;

/// <summary>
/// Passes on what has happened to themes: each escalation follows the decision, and the theme's cards are posted or drawn anew. What is to be passed on is a row that
/// was committed with the event; it is deleted when all is done, and begun again after a crash: what was done before is recognised by its operation.
/// </summary>
public sealed class ThemePassing(ITableStore store, ThemeStore themes, IThemeFollowers followers, ThemeCards cards)
{
    /// <summary>All that is there now, of each theme in order. Returns how much that was.</summary>
    /// <param name="failed">What could not be passed on: it stays, and what comes later in the same theme waits for it; other themes do not.</param>
    public async Task<int> DrainAsync(Action<string, Exception> failed, CancellationToken cancellationToken)
    {
        var count = 0;
        var stuck = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var row in store.QueryAsync(ThemeRows.Partition, ThemeRows.ToPassOn, null, cancellationToken))
        {
            var theme = row.RequireString("Theme");
            if (stuck.Contains(theme)) continue;
            try
            {
                await PassAsync(row, cancellationToken);
                count++;
            }
            catch (Exception e) when (e is not (OperationCanceledException or StorageUnavailableException))
            {
                // Whatever is wrong with one theme holds back no other.
                stuck.Add(theme);
                failed(theme, e);
            }
        }

        return count;
    }

    private async Task PassAsync(TableEntity row, CancellationToken cancellationToken)
    {
        var id = ThemeId.TryParse(row.RequireString("Theme")) ?? throw new InvalidDataException($"row {row.RowKey} names no theme");
        var version = row.GetInt32("Version") ?? throw new InvalidDataException($"row {row.RowKey} says no version");
        var loaded = await themes.LoadAsync(id, cancellationToken) ?? throw new InvalidDataException($"row {row.RowKey} is of a theme that is not known");
        if (row.GetBoolean("IsDrawnOnly") is not true) await FollowAsync(loaded, version, cancellationToken);
        await cards.DrawAsync(loaded.Theme, row, cancellationToken);

        // Somebody else has passed it on at the same time, or it has been written anew since: then it is looked at again.
        await store.SubmitTransactionAsync([TableTransactionAction.Delete(row)], cancellationToken);
    }

    private async Task FollowAsync(LoadedTheme loaded, int version, CancellationToken cancellationToken)
    {
        var (theme, @event) = (loaded.Theme, loaded.Events[version - 1]);
        if (@event is ThemeEvent.Renamed && !loaded.Events.Skip(version).Any(later => later is ThemeEvent.Renamed))
            foreach (var member in theme.Members.Where(member => member.Joined < version)) await CallAsync(theme, member, @event.By, version, cancellationToken);

        // Whoever merged it may have read the old name a moment before.
        if (@event is ThemeEvent.Joined && loaded.Events.LastOrDefault(named => named is ThemeEvent.Renamed) is { By: var renamer })
            foreach (var member in theme.Members.Where(member => member.Joined == version)) await CallAsync(theme, member, renamer, version, cancellationToken);

        // Several decisions in a row, before the first was passed on: the last one counts.
        if (@event.IsDecision && loaded.Events.Skip(version).Any(later => later.IsDecision)) return;
        if (!@event.IsDecision && (@event is not ThemeEvent.Joined || theme.State is ThemeState.Open)) return;

        // Who joins what is decided on already hears of it at once; who joined after a decision has heard of it then.
        var members = theme.Members.Where(member => @event is ThemeEvent.Joined joined ? member.Issue == joined.Issue && member.Joined == version : member.Joined < version);
        var word = new IssueCommand.FollowTheme(theme.Reference, theme.State.Word);
        var by = @event is ThemeEvent.Joined ? loaded.Events.Last(decision => decision.IsDecision).By : @event.By;
        foreach (var member in members) await followers.FollowAsync(member.Issue, by, $"{theme.Id}/{version}", word, cancellationToken);
    }

    /// <summary>One event of the escalation, which draws each of its cards anew. Where it is called so already, nothing.</summary>
    private async Task CallAsync(Theme theme, ThemeMember member, Actor by, int version, CancellationToken cancellationToken) =>
        await followers.FollowAsync(member.Issue, by, $"{theme.Id}/{version}/called", new(theme.Reference, new ThemeWord.Called()), cancellationToken);
}
