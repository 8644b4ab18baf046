using System.CommandLine;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using HuddleBot.FrontlineTeams;
using HuddleBot.Hosting;

namespace HuddleBot.Commands;

/// <summary><c>teams apply|show</c>.</summary>
internal static class TeamsCommand
{
    private const int MaxFileBytes = 64 * 1024 * 1024;
    private static readonly Argument<string> FileName = new("FILE") { Description = "The teams file (docs/teams.schema.json describes it)." };

    public static Command Create(IReadOnlyList<string> settings)
    {
        var apply = new Command("apply", "Makes the teams of a file the ones that hold; a running bot sees them within two seconds.") { FileName };
        apply.SetAction((parse, cancellationToken) => ApplyAsync(parse, settings, cancellationToken));
        var show = new Command("show", "Shows the teams that hold, and how many responses match none.");
        show.SetAction((_, cancellationToken) => ShowAsync(settings, cancellationToken));
        return new("teams", "The frontline teams.") { apply, show };
    }

    private static async Task<int> ApplyAsync(ParseResult parse, IReadOnlyList<string> settings, CancellationToken cancellationToken)
    {
        var path = new FileInfo(parse.GetValue(FileName)!);
        if (!path.Exists) throw new SettingsException($"There is no file {path}.");
        if (path.Length > MaxFileBytes) throw new SettingsException($"{path} is larger than {MaxFileBytes / 1024 / 1024} MB.");
        var (file, errors) = TeamsFile.Read(await File.ReadAllBytesAsync(path.FullName, cancellationToken));
        if (file is null) throw new SettingsException(string.Join(Environment.NewLine, errors.Append($"{path} was not applied; nothing has changed.")));

        await using var app = await VerbHost.OpenAsync(settings, cancellationToken);
        if (!await app.Services.GetRequiredService<StoredTeams>().ApplyAsync(file, cancellationToken))
        {
            await Console.Error.WriteLineAsync("Somebody else applied a teams file at the same moment, and theirs holds. Look with 'teams show', then apply again.");
            return 1;
        }

        var routed = await app.Services.GetRequiredService<IFeedbackIntake>().RouteWaitingAsync(PostChoice.Fresh, cancellationToken);
        await Console.Out.WriteLineAsync($"{file.Teams.Count:N0} {(file.Teams.Count == 1 ? "team holds" : "teams hold")} now. {routed:N0} waiting {(routed == 1 ? "response" : "responses")} found a team.");
        foreach (var note in file.Notes) await Console.Out.WriteLineAsync($"Note: {note}.");
        return 0;
    }

    private static async Task<int> ShowAsync(IReadOnlyList<string> settings, CancellationToken cancellationToken)
    {
        await using var app = await VerbHost.OpenAsync(settings, cancellationToken);
        var teams = await app.Services.GetRequiredService<ITeamDirectory>().CurrentAsync(cancellationToken);
        var asked = await AskedPauses.OfAsync(teams.Teams, app.Services.GetRequiredService<HuddlePauses>(), cancellationToken);
        TeamsTable.Write(teams.Teams, asked, app.Services.GetRequiredService<TimeProvider>().GetCurrentInstant());
        CompanyTables.Write(teams.Company);
        var unrouted = await app.Services.GetRequiredService<IFeedbackIntake>().CountUnroutedAsync(cancellationToken);
        await Console.Out.WriteLineAsync(unrouted == 1 ? "1 response matches no team and waits." : $"{unrouted:N0} responses match no team and wait.");
        return 0;
    }
}
