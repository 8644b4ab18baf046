using System.Runtime.CompilerServices;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using HuddleBot.Core.Themes;

namespace HuddleBot.Core.Audit;

/// <summary>A theme with everything that ever happened to it.</summary>
/// <param name="Theme">As it stands now.</param>
/// <param name="History">Oldest first.</param>
public sealed record AuditedTheme(Theme Theme, IReadOnlyList<ThemeAuditEntry> History);

/// <param name="Event">Who, when, from where and what.</param>
/// <param name="Before">What it changed of <see cref="ThemeFacts"/>, as it was; what was not there is not in it.</param>
/// <param name="After">The same, as it was then.</param>
public sealed record ThemeAuditEntry(int Version, ThemeEvent Event, IReadOnlyDictionary<string, string> Before, IReadOnlyDictionary<string, string> After);

/// <summary>Reads every theme with its whole history, one at a time.</summary>
public sealed class ThemeAudit(ITableStore store)
{
    private static readonly IReadOnlyDictionary<string, string> Nothing = new Dictionary<string, string>(StringComparer.Ordinal);

    private readonly ThemeStore themes = new(store);

    /// <summary>Ordered by the key of the theme.</summary>
    /// <exception cref="InvalidDataException">A history is damaged; the message names the theme.</exception>
    public async IAsyncEnumerable<AuditedTheme> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in store.QueryAsync(ThemeRows.Partition, ThemeRows.Theme, null, cancellationToken))
        {
            var id = ThemeId.TryParse(row.RequireString("Theme")) ?? throw new InvalidDataException($"row {row.RowKey} names no theme");
            yield return await ReadAsync(id, cancellationToken);
        }
    }

    private async Task<AuditedTheme> ReadAsync(ThemeId id, CancellationToken cancellationToken)
    {
        try
        {
            var loaded = await themes.LoadAsync(id, cancellationToken) ?? throw new InvalidDataException($"theme {id} went away while it was read");
            Theme? theme = null;
            var (facts, history) = (Nothing, new List<ThemeAuditEntry>());
            foreach (var @event in loaded.Events)
            {
                theme = theme is null ? ThemeHistory.Begin(id, @event) : ThemeHistory.Apply(theme, @event);
                var after = ThemeFacts.Of(theme);
                history.Add(new(theme.Version, @event, FactChanges.Of(facts, after), FactChanges.Of(after, facts)));
                facts = after;
            }

            return new(loaded.Theme, history);
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException($"the history of theme {id} is damaged: {e.Message}", e);
        }
    }
}
