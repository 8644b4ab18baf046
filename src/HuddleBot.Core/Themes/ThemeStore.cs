using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;

namespace HuddleBot.Core.Themes;

/// <summary>A theme as it was read: its row, which locks it, its events and the operations behind them, oldest first.</summary>
internal sealed record LoadedTheme(Theme Theme, TableEntity Row, IReadOnlyList<ThemeEvent> Events, IReadOnlyList<string> Operations);

/// <summary>Reads themes.</summary>
public sealed class ThemeStore(ITableStore store)
{
    /// <summary>Null: there is no such theme.</summary>
    public async Task<Theme?> FindAsync(ThemeId id, CancellationToken cancellationToken) => (await LoadAsync(id, cancellationToken))?.Theme;

    /// <summary>Those that wait for somebody, in no order. One look, however many have ever been decided.</summary>
    public async Task<IReadOnlyList<OpenTheme>> OpenAsync(CancellationToken cancellationToken) =>
        await store.QueryAsync(ThemeRows.Partition, ThemeRows.Open, null, cancellationToken).Select(OpenTheme.FromEntity).OfType<OpenTheme>().ToListAsync(cancellationToken);

    /// <summary>What lists say of a theme, from its row alone: the same work however much has happened to it. Null: there is no such theme.</summary>
    public async Task<ThemeSummary?> SummaryAsync(ThemeId id, CancellationToken cancellationToken) =>
        await store.GetAsync(ThemeRows.Partition, ThemeRows.Theme + id.Key, cancellationToken) is { } row ? ThemeRows.SummaryOf(row) : null;

    /// <summary>What is known of each escalation that is or was in it.</summary>
    public async Task<IReadOnlyList<MemberFacts>> FactsAsync(ThemeId id, CancellationToken cancellationToken) =>
        await store.QueryAsync(ThemeRows.Partition, ThemeRows.MembersOf(id), null, cancellationToken).Select(MemberFacts.FromEntity).ToListAsync(cancellationToken);

    internal async Task<LoadedTheme?> LoadAsync(ThemeId id, CancellationToken cancellationToken)
    {
        // The lock is read first: whatever is read after it can only be newer, and a commit on top of the older lock is then refused.
        if (await store.GetAsync(ThemeRows.Partition, ThemeRows.Theme + id.Key, cancellationToken) is not { } row) return null;
        Theme? theme = null;
        var events = new List<ThemeEvent>();
        var operations = new List<string>();
        await foreach (var entity in store.QueryAsync(ThemeRows.Partition, ThemeRows.HistoryOf(id), null, cancellationToken))
        {
            var (@event, operation) = ThemeRows.EventOf(entity);
            theme = theme is null ? ThemeHistory.Begin(id, @event) : ThemeHistory.Apply(theme, @event);
            events.Add(@event);
            operations.Add(operation);
        }

        return theme is null ? throw new InvalidDataException($"theme {id} has no history") : new(theme, row, events, operations);
    }

    /// <summary>The actions that save events on top of what was read, with what is to be passed on of each.</summary>
    /// <param name="before">Null: it begins with these events.</param>
    /// <param name="figures">Of the theme after these events; null: as they were.</param>
    internal static (Theme After, List<TableTransactionAction> Actions) Save(
        ThemeId id, LoadedTheme? before, IReadOnlyList<ThemeEvent> events, string operation, Func<Theme, ThemeFigures>? figures = null)
    {
        var theme = before?.Theme;
        var actions = new List<TableTransactionAction>();
        foreach (var @event in events)
        {
            theme = theme is null ? ThemeHistory.Begin(id, @event) : ThemeHistory.Apply(theme, @event);
            actions.Add(TableTransactionAction.Add(ThemeRows.ToEntity(id, theme.Version, @event, operation)));
            actions.Add(TableTransactionAction.Add(new(ThemeRows.Partition, ThemeRows.ToPassOnRow(id, theme.Version)) { ["Theme"] = id.ToString(), ["Version"] = theme.Version }));
        }

        theme ??= before?.Theme ?? throw new ArgumentException("a theme begins with an event", nameof(events));
        var row = ThemeRows.ToEntity(theme, figures?.Invoke(theme) ?? ThemeFigures.Read(before?.Row, theme), before?.Row.ETag);
        actions.Insert(0, TableTransactionAction.Save(row));

        // The lock makes the copy ours as well. What is over says so; whoever reads them all takes it away.
        if (theme.IsOpen || before?.Row.GetBoolean("IsOpen") == true) actions.Add(TableTransactionAction.Upsert(OpenTheme.RowOf(theme.Id, row)));
        return (theme, actions);
    }
}
