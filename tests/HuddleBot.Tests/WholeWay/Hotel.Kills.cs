using HuddleBot.Core.Feedback;
using HuddleBot.Feedback;
using HuddleBot.Feedback.Files;
using HuddleBot.Tests.WholeWay.Stops;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace HuddleBot.Tests.WholeWay;

/// <summary>The hotel with bots that may die: here, or in processes of their own.</summary>
internal sealed partial class Hotel
{
    private Uri? mortal;

    /// <summary>The bot that takes clicks and feedback.</summary>
    private Uri BotAddress => mortal ?? new(Bot.Urls.Single());

    /// <summary>What a bot in a process of its own needs to know.</summary>
    public IReadOnlyList<string> SettingsOfProcesses => SettingsOfBots;

    /// <summary>The platforms and the survey tool turn to this bot from now on.</summary>
    public void TurnTo(Uri bot)
    {
        mortal = bot;
        SendClicksTo(bot);
    }

    /// <summary>A bot in this process; whoever builds it starts and ends it.</summary>
    public WebApplication BuildMortal(BotLife life) => Build(services => Mortality.Give(services, new OwnPath(life)));

    public string TokenOfTeams() => Teams.IssueBotToken();

    /// <summary>What the verb <c>import</c> does with a file, without its words; everything becomes a card.</summary>
    public static async Task ImportAsync(IServiceProvider services, string source, string file)
    {
        var known = services.GetRequiredService<FeedbackSources>().Find(source)!;
        var (opened, refusal) = await FeedbackFile.OpenAsync(file, known, CancellationToken.None);
        Assert.True(opened is not null, refusal);
        var now = NodaTime.Instant.FromDateTimeOffset(services.GetRequiredService<TimeProvider>().GetUtcNow());
        var import = new FileImport(known, opened!, services.GetRequiredService<IFeedbackIntake>(), PostChoice.All, now, NodaTime.Duration.Zero);
        await import.RunAsync((_, _) => Task.CompletedTask, CancellationToken.None);
        Assert.Equal(0, import.Refused);
    }

    /// <summary>A file with a name and these words.</summary>
    public string FileWith(string name, string text)
    {
        File.WriteAllText(folder.File(name), text);
        return folder.File(name);
    }
}
