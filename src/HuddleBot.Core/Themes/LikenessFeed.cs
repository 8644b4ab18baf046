using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.News;
using HuddleBot.Core.Storage;
using HuddleBot.Core.Themes.Likeness;
using NodaTime;

namespace HuddleBot.Core.Themes;

/// <summary>
/// Keeps the texts of open and solved escalations where every process can follow them: one row each, numbered in the order of their last change. Who has read up to a
/// number reads on from there; who starts reads them all.
/// </summary>
public sealed class LikenessFeed(ITableStore store) : INewsReader, IDisposable
{
    // Each try that fails means that another process succeeded; two write only while one takes over from the other.
    private const int Tries = 50;

    /// <summary>All texts have one numbering: of many teams at once one writes after the other.</summary>
    private readonly SemaphoreSlim gate = new(1);

    public string Name => "likeness";

    /// <remarks>What was never escalated was never compared: most issues are asked nothing.</remarks>
    public Task ReadAsync(IssueNews news, CancellationToken cancellationToken) =>
        news.Events.Any(@event => @event is IssueEvent.Escalated) ? KeepAsync(news.Item, cancellationToken) : Task.CompletedTask;

    public void Dispose() => gate.Dispose();

    /// <summary>As it stands there, unless it is known as it was later.</summary>
    internal Task KeepAsync(IssueWithResponse item, CancellationToken cancellationToken) => WriteAsync(item.Issue.Id, item.Issue.Version, LikenessRow.Of(item), cancellationToken);

    /// <summary>
    /// Takes out the words of what was solved before <paramref name="since"/>: nobody is shown them any more. Every process that follows forgets them too. Reads all rows.
    /// </summary>
    /// <returns>How many that were.</returns>
    public async Task<int> ForgetAsync(Instant since, CancellationToken cancellationToken)
    {
        var old = await store.QueryAsync(LikenessRow.Partition, LikenessRow.Numbered, null, cancellationToken).Select(LikenessRow.FromEntity).Where(row => row.SolvedAt < since).ToListAsync(cancellationToken);
        foreach (var row in old) await WriteAsync(row.Issue, null, null, cancellationToken, row);
        return old.Count;
    }

    /// <param name="version">Of the issue; null: as it is known, whatever that is.</param>
    /// <param name="row">Null: there is nothing to compare with.</param>
    /// <param name="only">Written only as long as this stands there: it may have been asked again meanwhile. Null: whatever stands there.</param>
    private async Task WriteAsync(IssueId issue, int? version, LikenessRow? row, CancellationToken cancellationToken, LikenessRow? only = null)
    {
        // Nothing that was ever compared: most issues never leave their team, and wait for nobody.
        if (row is null && await PointerAsync(issue, cancellationToken) is null) return;
        await gate.WaitAsync(cancellationToken);
        try
        {
            await WriteInTurnAsync(issue, version, row, only, cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task WriteInTurnAsync(IssueId issue, int? version, LikenessRow? row, LikenessRow? only, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            var pointer = await PointerAsync(issue, cancellationToken);
            if (pointer?.GetInt32("IssueVersion") > version) return;
            var counter = await store.GetAsync(LikenessRow.Partition, LikenessRow.Counter, cancellationToken);
            var number = (counter?.GetInt64("Last") ?? 0) + 1;
            List<TableTransactionAction> actions =
            [
                TableTransactionAction.Save(new(LikenessRow.Partition, LikenessRow.Counter, counter?.ETag) { ["Last"] = number }),
                TableTransactionAction.Save(new(LikenessRow.Partition, LikenessRow.PointerOf(issue), pointer?.ETag) { ["Number"] = number, ["IssueVersion"] = version ?? pointer?.GetInt32("IssueVersion") }),
                TableTransactionAction.Add((row ?? LikenessRow.Gone(issue)).ToEntity(number)),
            ];
            if (pointer?.GetInt64("Number") is { } before && await store.GetAsync(LikenessRow.Partition, LikenessRow.RowOf(before), cancellationToken) is { } old)
            {
                // The same again, or something of it that is not compared: nobody needs to read it anew.
                var standing = LikenessRow.FromEntity(old);
                if (standing == (row ?? LikenessRow.Gone(issue)) || (only is not null && standing != only)) return;
                actions.Add(TableTransactionAction.Delete(old));
            }

            if (await store.SubmitTransactionAsync(actions, cancellationToken) is TransactionOutcome.Committed) return;
        }

        throw new InvalidOperationException($"the numbering of compared texts changed {Tries} times while issue {issue} was being written");
    }

    private Task<TableEntity?> PointerAsync(IssueId issue, CancellationToken cancellationToken) =>
        store.GetAsync(LikenessRow.Partition, LikenessRow.PointerOf(issue), cancellationToken);

    /// <summary>What has changed after a number, in order.</summary>
    internal IAsyncEnumerable<(long Number, LikenessRow Row)> AfterAsync(long number, CancellationToken cancellationToken) =>
        store.QueryAsync(LikenessRow.Partition, LikenessRow.Numbered, LikenessRow.RowOf(number + 1), cancellationToken).Select(row => (LikenessRow.NumberOf(row), LikenessRow.FromEntity(row)));
}

/// <summary>One escalation as it is compared.</summary>
/// <param name="Text">Null: it is there no more.</param>
/// <param name="Theme">The theme that it is part of; null: none.</param>
/// <param name="Answer">Of a solved one; null: it is open.</param>
internal sealed record LikenessRow(IssueId Issue, ThemeText? Text, ThemeId? Theme, string? Answer, Instant? SolvedAt)
{
    public const string Partition = "likeness";
    public const string Numbered = "l-";
    public const string Counter = "count";

    /// <summary>What the team had escalated before is compared too: <c>rebuilt-{team}</c>.</summary>
    public const string Rebuilt = "rebuilt-";

    public static LikenessRow Gone(IssueId issue) => new(issue, null, null, null, null);

    /// <summary>Null: it is nothing to compare with.</summary>
    public static LikenessRow? Of(IssueWithResponse item)
    {
        if (item.Issue.State is not IssueState.EscalatedToManager { Escalation: var escalation } || escalation.Triage is TriageState.Declined) return null;
        var resolved = escalation.Triage as TriageState.Resolved;
        return new(item.Issue.Id, TextOf(item), ThroughTheme.ThemeOf(escalation.Triage), resolved?.Answer, resolved is null ? null : item.Issue.LastEvent?.At);
    }

    public static ThemeText TextOf(IssueWithResponse item)
    {
        var escalation = (item.Issue.State as IssueState.EscalatedToManager)?.Escalation;
        return new(IssueLimits.Beginning(item.Words), escalation?.Ask, escalation?.Category, item.Response?.Touchpoint) { Language = item.Response?.Language };
    }

    public static string PointerOf(IssueId issue) => "d-" + issue;

    public static string RowOf(long number) => $"{Numbered}{number:D19}";

    public static long NumberOf(TableEntity row) => long.Parse(row.RowKey[Numbered.Length..], System.Globalization.CultureInfo.InvariantCulture);

    public TableEntity ToEntity(long number) => new(Partition, RowOf(number))
    {
        ["Issue"] = Issue.ToString(),
        ["IsGone"] = Text is null ? true : null,
        ["Words"] = Text?.Words,
        ["Ask"] = Text?.Ask,
        ["Category"] = Text?.Category,
        ["Touchpoint"] = Text?.Touchpoint,
        ["Language"] = Text?.Language,
        ["Theme"] = Theme?.ToString(),
        ["Answer"] = Answer,
        ["SolvedAt"] = SolvedAt,
    };

    public static LikenessRow FromEntity(TableEntity row)
    {
        var issue = ThemeRows.IssueIn(row);
        return row.GetBoolean("IsGone") is true ? Gone(issue) : new(
            issue, new(row.GetString("Words"), row.GetString("Ask"), row.GetString("Category"), row.GetString("Touchpoint")) { Language = row.GetString("Language") },
            ThemeId.TryParse(row.GetString("Theme")), row.GetString("Answer"), row.GetInstant("SolvedAt"));
    }
}
