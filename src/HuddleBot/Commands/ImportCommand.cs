using System.CommandLine;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.Storage;
using HuddleBot.Feedback;
using HuddleBot.Feedback.Files;
using HuddleBot.Hosting;
using NodaTime;

namespace HuddleBot.Commands;

/// <summary><c>import FILE --source NAME</c>. 0: every row was taken or known; 1: some were refused, or it broke off; 2: nothing could be begun; 130: stopped with Ctrl-C.</summary>
internal static class ImportCommand
{
    private static readonly Argument<string> FileName = new("FILE") { Description = "A CSV file with a header, JSON lines, or a JSON array; UTF-8." };
    private static readonly Option<string> Source = new("--source") { Description = "The source in the settings (Feedback:Sources) that says how to read it.", Required = true };
    private static readonly Option<PostChoice> Post = new("--post")
    {
        Description = "Which responses become cards: fresh ones (as the team's posting rules say; the default), all, or none.",
        HelpName = "all|fresh|none",
        CustomParser = result =>
        {
            if (Enum.TryParse<PostChoice>(result.Tokens[0].Value, ignoreCase: true, out var choice) && Enum.IsDefined(choice)) return choice;
            result.AddError($"--post is '{result.Tokens[0].Value}'; write all, fresh or none.");
            return default;
        },
        DefaultValueFactory = _ => PostChoice.Fresh,
    };

    private static readonly Option<bool> ShiftDates = new("--shift-dates") { Description = "Moves all dates so that the newest is now, to try old data." };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Reads and reports; stores nothing." };
    private static readonly Option<string?> Report = new("--report") { Description = "Writes every refused row to this CSV file, with its line and the reason." };

    public static Command Create(IReadOnlyList<string> settings)
    {
        var command = new Command("import", "Takes responses from a file. The same file again changes nothing.") { FileName, Source, Post, ShiftDates, DryRun, Report };
        command.SetAction((parse, cancellationToken) => RunAsync(parse, settings, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, IReadOnlyList<string> settings, CancellationToken cancellationToken)
    {
        var rehearsal = parse.GetValue(DryRun);
        await using var app = await VerbHost.OpenAsync(settings, cancellationToken, withStorage: !rehearsal);
        var sources = app.Services.GetRequiredService<FeedbackSources>();
        var name = parse.GetValue(Source)!;
        var source = sources.Find(name) ?? throw new SettingsException($"There is no source '{name}'. In the settings (Feedback:Sources) are: {string.Join(", ", sources.Names)}.");
        var (file, refusal) = await FeedbackFile.OpenAsync(parse.GetValue(FileName)!, source, cancellationToken);
        if (file is null) throw new SettingsException(refusal!);

        var now = app.Services.GetRequiredService<TimeProvider>().GetCurrentInstant();
        using var report = new RefusedRows(parse.GetValue(Report));
        var intake = rehearsal ? null : app.Services.GetRequiredService<IFeedbackIntake>();
        FileImport? import = null;
        try
        {
            await using var progress = new FileProgress(file.Length, () => file.Position);
            var shift = Duration.Zero;
            if (parse.GetValue(ShiftDates))
            {
                var newest = await FileImport.NewestAsync(source, file, now, () => progress.Show("looking for the newest date", 0), cancellationToken);
                if (newest is { } at) shift = rehearsal ? now - at : await DateShift.OfAsync(app.Services.GetRequiredService<ITableStore>(), source.Name, at, now, cancellationToken);
            }

            import = new FileImport(source, file, intake, parse.GetValue(Post), now, shift);
            await import.RunAsync(
                async (row, refused) =>
                {
                    progress.Show("importing", row);
                    if (refused is not null) await report.AddAsync(row, refused);
                },
                cancellationToken);
        }
        catch (InvalidDataException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            await SumUpAsync(import, report, rehearsal);
            return 1;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // While looking for the newest date: nothing was begun.
        }

        await SumUpAsync(import, report, rehearsal);
        if (cancellationToken.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Stopped. Import the same file again to go on where it stopped.");
            return 130;
        }

        return import!.Refused == 0 ? 0 : 1;
    }

    private static async Task SumUpAsync(FileImport? import, RefusedRows report, bool rehearsal)
    {
        if (import is null) return;
        await report.SumUpAsync(import.Refused, rehearsal);
        var taken = import.Taken;
        var rows = import.Rows == 1 ? "1 row" : $"{import.Rows:N0} rows";
        await Console.Out.WriteLineAsync(rehearsal
            ? $"{rows} read: {import.Rows - import.Refused:N0} can be taken, {import.Refused:N0} cannot. Nothing was stored."
            : $"{rows} read: {taken.Accepted:N0} accepted, {taken.Updated:N0} updated, {taken.Duplicates:N0} known already, {taken.Quarantined:N0} quarantined.");
        if (taken.Unrouted > 0) await Console.Out.WriteLineAsync($"{taken.Unrouted:N0} of the accepted {(taken.Unrouted == 1 ? "matches" : "match")} no team and {(taken.Unrouted == 1 ? "waits" : "wait")}; see 'teams show'.");
    }
}
