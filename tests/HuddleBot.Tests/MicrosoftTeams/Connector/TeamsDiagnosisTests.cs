using HuddleBot.Core.Diagnosis;
using HuddleBot.MicrosoftTeams.Connector;
using HuddleBot.MicrosoftTeams.Diagnosis;

namespace HuddleBot.Tests.MicrosoftTeams.Connector;

public sealed class TeamsDiagnosisTests : IAsyncLifetime
{
    private readonly CountedRows rows = new();
    private StubConnector connector = null!;
    private ConnectorHost bot = null!;

    public async Task InitializeAsync()
    {
        connector = await StubConnector.StartAsync();
        bot = new(connector, rows);
    }

    public async Task DisposeAsync()
    {
        await bot.DisposeAsync();
        await connector.DisposeAsync();
        rows.Dispose();
    }

    private async Task<List<Finding>> ExamineAsync() => await bot.All<IDiagnosis>().OfType<TeamsDiagnosis>().Single().ExamineAsync(CancellationToken.None).ToListAsync();

    [Fact]
    public async Task All_is_well_where_the_bot_signs_in_reads_the_channel_and_reaches_the_manager()
    {
        connector.Roster(ConnectorHost.Lounge, ("29:ann", ConnectorHost.Ann, "Ann"));
        await bot.NoteAsync(bot.InChannel());
        var findings = await ExamineAsync();
        Assert.Equal(4, findings.Count);
        Assert.All(findings, finding => Assert.Equal(Severity.Ok, finding.Severity));
        Assert.Contains("(Lounge)", findings[1].Words, StringComparison.Ordinal);
        Assert.Equal("Microsoft Teams: this machine's clock is right", findings[2].Words);
        Assert.DoesNotContain(findings, finding => finding.Words.Contains("heard", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_channel_without_the_app_and_a_manager_out_of_reach_are_wrong()
    {
        var findings = (await ExamineAsync()).Where(finding => !finding.Words.Contains("clock", StringComparison.Ordinal)).ToList();
        Assert.Equal([Severity.Ok, Severity.Wrong, Severity.Wrong], findings.Select(finding => finding.Severity));
        Assert.Contains("nobody has been heard from", findings[1].Words, StringComparison.Ordinal);
        Assert.Contains("1 of 1 managers", findings[2].Words, StringComparison.Ordinal);
        Assert.All(findings.Skip(1), finding => Assert.NotNull(finding.WhatToDo));
    }

    [Fact]
    public async Task A_removal_is_told_without_a_call()
    {
        await bot.RemovedAsync(bot.InChannel() with { Type = "conversationUpdate" });
        var findings = await ExamineAsync();
        Assert.Contains("was removed", findings[1].Words, StringComparison.Ordinal);
        Assert.DoesNotContain(connector.Calls, call => call.Conversation == ConnectorHost.Lounge);
    }

    [Theory]
    [InlineData(true, "no token now")]
    [InlineData(false, "cannot sign in")]
    public async Task Without_a_token_the_authoritys_words_are_told_and_nothing_is_called(bool mayPass, string words)
    {
        bot.Tokens.Clear();
        bot.Tokens.Enqueue(new BotToken.Failed("AADSTS7000215: wrong secret", mayPass));
        var findings = await ExamineAsync();
        Assert.Contains(words, findings[0].Words, StringComparison.Ordinal);
        Assert.Contains("AADSTS7000215", findings[0].Words, StringComparison.Ordinal);
        Assert.Equal(Severity.Wrong, findings[0].Severity);
        Assert.Empty(connector.Calls);
    }
}
