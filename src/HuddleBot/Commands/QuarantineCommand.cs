using System.CommandLine;
using HuddleBot.Core.Feedback;
using HuddleBot.Feedback;
using HuddleBot.Hosting;

namespace HuddleBot.Commands;

/// <summary><c>quarantine list|retry</c>: what could not be read, and reading it again as the settings stand now.</summary>
internal static class QuarantineCommand
{
    private const int RawOnScreen = 200;
    private static readonly Option<string?> Source = new("--source") { Description = "Only this source." };
    private static readonly Argument<string[]> Ids = new("ID") { Description = "The ids, as 'quarantine list' shows them.", Arity = ArgumentArity.OneOrMore };

    public static Command Create(IReadOnlyList<string> settings)
    {
        var list = new Command("list", "Shows the responses that could not be read, with the reason.") { Source };
        list.SetAction((parse, cancellationToken) => ListAsync(parse, settings, cancellationToken));
        var retry = new Command("retry", "Reads them again with the present settings and takes those that now can be read. 0 when none is left.") { Source };
        retry.SetAction((parse, cancellationToken) => RetryAsync(parse, settings, cancellationToken));
        var drop = new Command("drop", "Forgets some of them, for those that will never come right. 0 when all of them were there.") { Ids };
        drop.SetAction((parse, cancellationToken) => DropAsync(parse.GetValue(Ids)!, settings, cancellationToken));
        return new("quarantine", "Responses that could not be read.") { list, retry, drop };
    }

    private static async Task<int> ListAsync(ParseResult parse, IReadOnlyList<string> settings, CancellationToken cancellationToken)
    {
        await using var app = await VerbHost.OpenAsync(settings, cancellationToken);
        var count = 0;
        await foreach (var item in app.Services.GetRequiredService<IQuarantine>().ListAsync(NameOf(parse, app), cancellationToken))
        {
            var place = item.Line is { } line ? $", line {line}" : "";
            await Console.Out.WriteLineAsync($"{item.Source} {item.Id}, {item.At}{place}: {item.Reason}");
            await Console.Out.WriteLineAsync($"    {(item.Raw.Length > RawOnScreen ? item.Raw[..RawOnScreen] + "…" : item.Raw).ReplaceLineEndings(" ")}");
            count++;
        }

        await Console.Out.WriteLineAsync(count == 1 ? "1 response waits." : $"{count:N0} responses wait.");
        return 0;
    }

    private static async Task<int> RetryAsync(ParseResult parse, IReadOnlyList<string> settings, CancellationToken cancellationToken)
    {
        await using var app = await VerbHost.OpenAsync(settings, cancellationToken);
        var retry = new QuarantineRetry(
            app.Services.GetRequiredService<FeedbackSources>(), app.Services.GetRequiredService<IQuarantine>(), app.Services.GetRequiredService<IFeedbackIntake>());
        var (taken, left) = await retry.RunAsync(NameOf(parse, app), app.Services.GetRequiredService<TimeProvider>().GetCurrentInstant(), cancellationToken);
        await Console.Out.WriteLineAsync($"{taken:N0} taken, {left:N0} still unreadable.");
        if (left > 0) await Console.Error.WriteLineAsync("'quarantine list' says why; 'quarantine drop ID' forgets one.");
        return left == 0 ? 0 : 1;
    }

    private static async Task<int> DropAsync(IReadOnlyList<string> ids, IReadOnlyList<string> settings, CancellationToken cancellationToken)
    {
        await using var app = await VerbHost.OpenAsync(settings, cancellationToken);
        var quarantine = app.Services.GetRequiredService<IQuarantine>();
        var unknown = ids.ToHashSet(StringComparer.Ordinal);
        var dropped = 0;
        await foreach (var item in quarantine.ListAsync(null, cancellationToken))
        {
            if (!ids.Contains(item.Id, StringComparer.Ordinal)) continue;
            await quarantine.RemoveAsync(item, cancellationToken);
            unknown.Remove(item.Id);
            dropped++;
        }

        await Console.Out.WriteLineAsync($"{dropped:N0} dropped.");
        foreach (var id in unknown) await Console.Error.WriteLineAsync($"{id} is not in the quarantine; 'quarantine list' shows the ids.");
        return unknown.Count == 0 ? 0 : 1;
    }

    /// <summary>As the settings spell it; a source that was taken out of the settings may still have something waiting.</summary>
    private static string? NameOf(ParseResult parse, WebApplication app) =>
        parse.GetValue(Source) is { } name ? app.Services.GetRequiredService<FeedbackSources>().Find(name)?.Name ?? name : null;
}
