using System.CommandLine;
using HuddleBot.Cards;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.Diagnosis;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Hosting;
using HuddleBot.Webhooks;

namespace HuddleBot.Commands;

/// <summary><c>doctor</c>: what is wrong and what to do. 0: nothing is wrong; 1: something is.</summary>
internal static class DoctorCommand
{
    private static readonly Option<bool> RetryParked = new("--retry-parked") { Description = "Instead of looking: tries the messages again that could not be delivered, and says how many." };

    private static readonly Option<string> Post = new("--post")
    {
        HelpName = "PLACE", Description = "Instead of looking: posts a test card to a team (its id) or channel (slack/T0001/C0001, teams/TENANT/19:…), and says whether it arrived.",
    };

    public static Command Create(IReadOnlyList<string> settings)
    {
        var command = new Command(
            "doctor", "Looks what is wrong and says what to do, one line each: 'ok …', 'note …' or 'wrong … → what to do'. 0 when nothing is wrong, 1 otherwise. Works beside a running bot.") { RetryParked, Post };
        command.SetAction((parse, cancellationToken) => parse.GetValue(RetryParked) ? RetryAsync(settings, cancellationToken)
            : parse.GetValue(Post) is { } place ? PostAsync(settings, place, cancellationToken)
            : ExamineAsync(settings, cancellationToken));
        return command;
    }

    private static async Task<int> ExamineAsync(IReadOnlyList<string> settings, CancellationToken cancellationToken)
    {
        var report = new DoctorReport(Console.Out);
        try
        {
            // What the parts would log while they are looked at, the report says in plain words.
            await using var app = await VerbHost.OpenAsync(settings, cancellationToken, withStorage: false, logLevel: LogLevel.Critical);
            await report.WriteAsync(Finding.Ok("settings are read"));
            await report.WriteAsync(app.Services.GetServices<IDiagnosis>(), cancellationToken);
        }
        catch (Exception e) when (e is SettingsException or CardsException)
        {
            foreach (var line in e.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                await report.WriteAsync(Finding.Wrong(line, e is SettingsException ? "mend the settings; nothing else was looked at" : "mend the folder cards/; nothing else was looked at"));
        }

        return report.ExitCode;
    }

    private static async Task<int> PostAsync(IReadOnlyList<string> settings, string place, CancellationToken cancellationToken)
    {
        await using var app = await VerbHost.OpenAsync(settings, cancellationToken, logLevel: LogLevel.Critical);
        var report = new DoctorReport(Console.Out);
        await report.WriteAsync(await ActivatorUtilities.CreateInstance<TestCard>(app.Services).PostAsync(place, cancellationToken));
        return report.ExitCode;
    }

    private static async Task<int> RetryAsync(IReadOnlyList<string> settings, CancellationToken cancellationToken)
    {
        await using var app = await VerbHost.OpenAsync(settings, cancellationToken);
        var messages = app.Services.GetRequiredService<WaitingMessages>();
        var moved = 0;
        foreach (var team in (await app.Services.GetRequiredService<ITeamDirectory>().CurrentAsync(cancellationToken)).Senders)
            moved += await messages.RetryParkedAsync(team.Id, null, cancellationToken);
        moved += await app.Services.GetRequiredService<WebhookOutbox>().RetryParkedAsync(cancellationToken);
        await Console.Out.WriteLineAsync(moved == 1 ? "1 parked message is tried again." : $"{moved:N0} parked messages are tried again.");
        return 0;
    }
}
