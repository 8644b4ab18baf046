using HuddleBot.Hosting;
using HuddleBot.Tests.Feedback;
using HuddleBot.Tests.Slack;
using HuddleBot.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HuddleBot.Tests.Hosting;

/// <summary>A section that nobody reads does not pass for a setting, wherever it is written.</summary>
public sealed class SettingSectionsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Storage => $"--Storage:ConnectionString=Data Source={folder.File("bot.db")}";

    [Theory]
    [InlineData("Slak__SigningSecret", "'Slak'", "Slack")]
    [InlineData("STORAG__PROVIDER", "'STORAG'", "Storage")]
    [InlineData("MicrosoftTeam__AppId", "'MicrosoftTeam'", "MicrosoftTeams")]
    public async Task A_misspelt_section_in_the_environment_stops_the_start(string variable, string wrong, string right)
    {
        var (code, _, error) = await BotProcess.RunAsync(folder.File("bot.db"), new Dictionary<string, string> { [variable] = "1" }, "teams", "show");
        Assert.Equal(2, code);
        Assert.Contains(wrong, error, StringComparison.Ordinal);
        Assert.Contains(right, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_peoples_variables_and_our_own_in_capitals_do_not_matter()
    {
        var others = new Dictionary<string, string> { ["npm__config__cache"] = "1", ["STACK"] = "1", ["DOTNET_Test__X"] = "1", ["STORAGE__PROVIDER"] = "Sqlite", ["ASPNETCORE_Kestrel__Limits__MaxRequestLineSize"] = "8192" };
        var (code, _, error) = await BotProcess.RunAsync(folder.File("bot.db"), others, "teams", "show");
        Assert.Equal((0, ""), (code, error));
    }

    [Theory]
    [InlineData("""{ "Slak": {} }""", "'Slak'")]
    [InlineData("""{ "Serverr": { "X": 1 }, "Slack": {} }""", "'Serverr'")]
    [InlineData("""{ "Feedbak": [] }""", "'Feedbak'")]
    public void An_unknown_section_in_the_settings_file_stops_the_start(string file, string wrong) =>
        Assert.Contains(wrong, Assert.Throws<SettingsException>(() => Build(file)).Message, StringComparison.Ordinal);

    [Fact]
    public void What_the_framework_reads_may_stand_in_the_settings_file()
    {
        using var app = Build("""{ "$schema": "x", "Logging": {}, "Kestrel": {}, "AllowedHosts": "*", "urls": "http://127.0.0.1:0", "SLACK": {}, "Delivery": {} }""");
        Assert.NotNull(app);
    }

    [Theory]
    [InlineData("Privacy", "RetentionDays")]
    public async Task A_section_that_is_yet_to_come_is_warned_of_once(string section, string key)
    {
        var log = new RecordedLog();
        await using var app = HuddleBotBuilder.Build("--urls=http://127.0.0.1:0", Storage, $"--{section}:{key}=1", "--Logging:Console:LogLevel:Default=None");
        app.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        await app.StartAsync();
        await app.StopAsync();
        Assert.Contains("is not in this version yet: its settings have no effect", Assert.Single(log.Lines, line => line.Contains(section, StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Single(log.Lines, line => line.Contains("not in this version yet", StringComparison.Ordinal));
    }

    public void Dispose() => folder.Dispose();

    /// <summary>With the file as the one of an environment of its own, beside the binary's.</summary>
    private IDisposable Build(string file)
    {
        var environment = $"Test{Guid.NewGuid():N}";
        var path = Path.Combine(AppContext.BaseDirectory, $"appsettings.{environment}.json");
        File.WriteAllText(path, file);
        try
        {
            return HuddleBotBuilder.Build($"--environment={environment}", Storage);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
