using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using HuddleBot.Core.Themes;
using NodaTime;

namespace HuddleBot.Core.Digests;

/// <summary>A theme as it stood at the end of the period.</summary>
/// <param name="Joined">When each of its escalations joined it.</param>
/// <param name="Facts">Of all that are or were in it, as they are known now.</param>
/// <param name="Answers">What was answered through it until then, oldest first, taken back or not.</param>
internal sealed record ThemeMaterial(Theme Theme, IReadOnlyDictionary<IssueId, Instant> Joined, IReadOnlyList<MemberFacts> Facts, IReadOnlyList<ThemeAnswer> Answers)
{
    /// <summary>Somebody waits for it, or it was decided in the period.</summary>
    public bool IsToldOf(Instant start) => Theme.Members.Count > 0 && (!Theme.State.IsOver || Theme.Since >= start);

    /// <summary>Null: it is decided, or nothing is in it.</summary>
    public Undecided? Undecided
    {
        get
        {
            if (Theme.State is not ThemeState.Open open || Theme.Members.Count == 0) return null;
            var figures = ThemeFigures.Of(Theme, Facts);
            return new(Theme.Id, [.. Theme.Members.Select(member => member.Issue)], figures.AskedAt, open.AnswerBy, figures.Customers, figures.AnnualValue, figures.Unvalued)
            {
                AtRisk = figures.AtRisk,
                AtRiskValue = figures.AtRiskValue,
            };
        }
    }
}

/// <summary>Reads themes as they stood at some moment.</summary>
public sealed class ThemesOfPeriod(ITableStore store, ThemeStore themes)
{
    /// <summary>Those that waited for somebody at the end of the period, or were decided in it. Decisions of long ago are passed over by their rows.</summary>
    internal async Task<IReadOnlyList<ThemeMaterial>> ReadAsync(Instant start, Instant end, CancellationToken cancellationToken)
    {
        var found = new List<ThemeMaterial>();
        await foreach (var row in store.QueryAsync(ThemeRows.Partition, ThemeRows.Theme, null, cancellationToken))
        {
            if (row.RequireInstant("BegunAt") >= end || (row.GetInstant("Since") < start && ThemeRows.SummaryOf(row).IsOver)) continue;
            var id = ThemeId.TryParse(row.RequireString("Theme")) ?? throw new InvalidDataException($"row {row.PartitionKey}/{row.RowKey} names no theme");
            if (await themes.LoadAsync(id, cancellationToken) is { } loaded && At(loaded, end) is { Theme: { } theme, Answers: var answers })
                found.Add(new(theme, theme.Members.ToDictionary(member => member.Issue, member => loaded.Events[member.Joined - 1].At), await themes.FactsAsync(id, cancellationToken), answers));
        }

        return [.. found.Where(theme => theme.IsToldOf(start))];
    }

    private static (Theme? Theme, IReadOnlyList<ThemeAnswer> Answers) At(LoadedTheme loaded, Instant end)
    {
        Theme? theme = null;
        var answers = new List<ThemeAnswer>();
        foreach (var @event in loaded.Events.TakeWhile(@event => @event.At < end))
        {
            theme = theme is null ? ThemeHistory.Begin(loaded.Theme.Id, @event) : ThemeHistory.Apply(theme, @event);
            if (@event is ThemeEvent.Resolved or ThemeEvent.Declined)
                answers.Add(new(theme.Id, @event is ThemeEvent.Resolved ? CameBackAs.Resolved : CameBackAs.Declined, @event.At, theme.Members.Select(member => member.Issue).ToHashSet()));
        }

        return (theme, answers);
    }
}
