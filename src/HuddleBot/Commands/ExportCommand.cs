using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using HuddleBot.Audit;
using HuddleBot.Cases;
using HuddleBot.Core.Audit;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Scores;
using HuddleBot.Core.Storage;
using HuddleBot.Delivery;
using HuddleBot.Hosting;
using HuddleBot.Storage;

namespace HuddleBot.Commands;

/// <summary><c>export</c>: what is stored, for other programs.</summary>
internal static class ExportCommand
{
    private const string Issues = "issues", Themes = "themes", FollowUps = "followups", Huddles = "huddles", Drops = "drops", Scores = "scores", Digest = "digest", Case = "case", Backup = "backup", Csv = "csv", JsonLines = "jsonl";

    private static readonly Argument<string> What = new Argument<string>("what")
    {
        Description = "What to write; all without it.", DefaultValueFactory = _ => "all",
    }.AcceptOnlyFromAmong([.. TableExport.Kinds, Issues, Themes, FollowUps, Huddles, Drops, Scores, Digest, Case, Backup]);

    private static readonly Argument<string?> Id = new("id")
    {
        Description = "Of case: the id of a fixed issue or of a resolved theme. Without it, the case of all teams.", Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<int> Weeks = new("--weeks")
    {
        Description = "Of the case of all teams: how many weeks, up to yesterday; 1 to 52.", DefaultValueFactory = _ => CaseExport.UsualWeeks, CustomParser = ReadWeeks,
    };

    private static readonly Option<string?> Out = new("--out") { Description = "The file to write; standard output without it." };

    private static readonly Option<string?> Format = new Option<string?>("--format")
    {
        Description = "jsonl or csv; csv is for issues and followups, one line an event; digest is always csv and case a page. Without it, the ending of --out decides, and jsonl else.",
    }.AcceptOnlyFromAmong(JsonLines, Csv);

    private static readonly Option<string> Period = new("--period")
    {
        Description = $"Of digest: {Digests.DigestPeriodText.Forms}.", DefaultValueFactory = _ => "week",
    };

    public static Command Create(IReadOnlyList<string> settings)
    {
        var command = new Command("export", "Writes what is stored as JSON lines: one row a line, one issue, theme or call to a customer with its whole history, one huddle, one fall of a score, what one series of scores was on one day; the numbers of a digest as CSV. All but the numbers of a digest holds personal data: keep it safe. 'export case' writes a page for a sponsor instead (HTML, to be read or printed), without contact data. 'export backup' writes everything so that 'restore' brings it back, here or on another storage; it holds secrets, too.") { What, Id, Out, Format, Weeks, Period };
        command.Validators.Add(result =>
        {
            var (what, format) = (result.GetValue(What), result.GetValue(Format));
            if (format == Csv && what is not (Issues or FollowUps or Digest)) result.AddError("--format csv is for issues, followups and digest. Write 'export issues --format csv'.");
            if (format == JsonLines && what is (Digest or Case)) result.AddError(what == Digest ? "'export digest' writes CSV; leave --format out." : "'export case' writes a page (HTML); leave --format out.");
            if (result.GetResult(Period) is { Implicit: false } && what != Digest) result.AddError("--period is for 'export digest'.");
            if (result.GetValue(Period) is { } period && !Digests.DigestPeriodText.IsOne(period)) result.AddError($"'{period}' is no period; write {Digests.DigestPeriodText.Forms}.");
        });
        command.Validators.Add(result =>
        {
            var (isCase, id, hasWeeks) = (result.GetValue(What) == Case, result.GetValue(Id), result.GetResult(Weeks) is { Implicit: false });
            if (!isCase && id is not null) result.AddError($"'{id}' is not understood here; an id is for 'export case'.");
            if (!isCase && hasWeeks) result.AddError("--weeks is for 'export case'.");
            if (isCase && id is not null && CaseId.TryParse(id) is null) result.AddError($"'{id}' is no id of an issue (team.0123456789abcdef) or of a theme (theme.0123456789abcdef). 'export issues' and 'export themes' tell them.");
            if (isCase && id is not null && hasWeeks) result.AddError("--weeks is for the case of all teams, without an id.");
        });
        command.SetAction((parse, cancellationToken) => RunAsync(parse, settings, cancellationToken));
        return command;
    }

    /// <summary>A word that is no number is told in the same words as one that is too large.</summary>
    private static int ReadWeeks(ArgumentResult said)
    {
        if (int.TryParse(said.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var weeks) && weeks is >= 1 and <= 52) return weeks;
        said.AddError("--weeks is 1 to 52.");
        return 0;
    }

    private static async Task<int> RunAsync(ParseResult parse, IReadOnlyList<string> settings, CancellationToken cancellationToken)
    {
        var kind = parse.GetValue(What)!;
        // Standard output is for the rows.
        await using var app = HuddleBotBuilder.Build(["--Logging:Console:LogToStandardErrorThreshold=Trace", "--Logging:LogLevel:Default=Warning", .. settings]);
        try
        {
            var store = app.Services.GetRequiredService<ITableStore>();
            await store.EnsureReadyAsync(cancellationToken);
            await RestoreLease.RefuseUnfinishedAsync(store, cancellationToken);
            var teams = kind is Issues or FollowUps or Scores ? await app.Services.GetRequiredService<ITeamDirectory>().CurrentAsync(cancellationToken) : TeamsSnapshot.Empty;
            IExport export = kind switch
            {
                Issues when IsCsv(parse) => new IssueCsv(new IssueAudit(store), teams),
                Issues => new IssueJsonLines(new IssueAudit(store), teams),
                Themes => new ThemeJsonLines(new ThemeAudit(store)),
                FollowUps when IsCsv(parse) => new FollowUpCsv(new FollowUpAudit(store)),
                FollowUps => new FollowUpJsonLines(new FollowUpAudit(store), teams),
                Case => await CaseExport.FindAsync(app.Services, CaseId.TryParse(parse.GetValue(Id)), parse.GetValue(Weeks), cancellationToken),
                Huddles => new HuddleJsonLines(new HuddleAudit(store)),
                Digest => await DigestExport.OpenAsync(app.Services, parse.GetValue(Period)!, cancellationToken),
                Scores => new ScoreJsonLines(app.Services.GetRequiredService<IScores>(), app.Services.GetRequiredService<ScoreRebuild>(), teams),
                Drops => new DropJsonLines(new DropAudit(store)),
                Backup => new BackupExport(app.Services),
                _ => new Rows(TableExport.ReadAsync(store, kind, cancellationToken)),
            };
            if (parse.GetValue(Out) is { } file)
            {
                var count = await WriteFileAsync(export, file, cancellationToken);
                await Console.Error.WriteLineAsync(kind == Case ? $"The page is in {file}." : $"{count:N0} rows written to {file}.");
            }
            else
            {
                await using var output = new BufferedStream(Console.OpenStandardOutput(), 64 * 1024);
                await export.WriteAsync(output, cancellationToken);
            }

            return export is BackupExport backup ? await backup.ConcludeAsync(cancellationToken) : 0;
        }
        catch (NoCaseException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
        catch (Exception e) when (e is StorageUnavailableException or IOException or UnauthorizedAccessException or InvalidDataException)
        {
            await Console.Error.WriteLineAsync($"The export failed: {e.Message}");
            return 1;
        }
    }

    private static bool IsCsv(ParseResult parse) => parse.GetValue(Format) is { } format ? format == Csv : parse.GetValue(Out)?.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>The file appears when it is complete, and only its owner may read it.</summary>
    private static async Task<long> WriteFileAsync(IExport export, string file, CancellationToken cancellationToken)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file));
        if (folder is not null && !Directory.Exists(folder)) throw new IOException($"the folder {folder} does not exist. Create it, or name another file.");
        var temporary = $"{Path.GetFullPath(file)}.{Guid.NewGuid():N}.tmp";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 64 * 1024 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            long count;
            await using (var output = new FileStream(temporary, options))
            {
                count = await export.WriteAsync(output, cancellationToken);
                output.Flush(flushToDisk: true);
            }

            File.Move(temporary, file, overwrite: true);
            return count;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private sealed class Rows(IAsyncEnumerable<TableEntity> rows) : IExport
    {
        public Task<long> WriteAsync(Stream output, CancellationToken cancellationToken) => TableExport.WriteAsync(rows, output, cancellationToken);
    }
}
