using HuddleBot.Core.Delivery;
using HuddleBot.Core.Storage;
using HuddleBot.Playground.Faults;
using HuddleBot.Tests.Feedback;
using HuddleBot.Tests.Storage;
using HuddleBot.Tests.WholeWay;
using Microsoft.Extensions.DependencyInjection;
using static HuddleBot.Tests.WholeWay.Hotel;

namespace HuddleBot.Tests.Doctor;

/// <summary>The verb as an operator types it: the real binary beside a running bot.</summary>
public sealed class ParkedMessagesTests
{
    private static readonly Dictionary<string, string> NoMore = new(StringComparer.Ordinal);

    [Fact]
    public async Task A_parked_message_is_told_and_tried_again_and_posted_once()
    {
        await using var hotel = await OpenAsync();
        using (hotel.Slack.Inject(new(FaultKind.Refuse) { Method = "chat.postMessage", Error = "invalid_arguments" }))
        {
            await hotel.SendAsync(Response("r-1", 3, "Grizzly words"));
            await UntilParkedAsync(hotel);
        }

        using var folder = new TemporaryFolder();
        Task<(int Code, string Out, string Error)> RunAsync(params string[] words) => BotProcess.RunAsync(folder.File("unused.db"), NoMore, ["doctor", .. words, .. Examination.SettingsOf(hotel)]);
        var told = await RunAsync();
        Assert.Equal((1, ""), (told.Code, told.Error));
        Assert.Contains("ok    settings are read", told.Out, StringComparison.Ordinal);
        Assert.Contains(
            "wrong team front-desk: 1 message is parked, the oldest for less than a minute (invalid_arguments) → 'parked list' says which; mend the cause, then run 'doctor --retry-parked'", told.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Grizzly", told.Out, StringComparison.Ordinal);

        var retried = await RunAsync("--retry-parked");
        Assert.Equal((0, "1 parked message is tried again.", ""), (retried.Code, retried.Out.Trim(), retried.Error));
        await hotel.CardAsync("Grizzly words");
        await hotel.AllIsWellAsync();
        Assert.Single(hotel.Slack.MessagesIn(FrontDesk));
        Assert.Contains("0 parked messages are tried again.", (await RunAsync("--retry-parked")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_parked_message_that_had_arrived_is_found_and_not_posted_again()
    {
        await using var hotel = await OpenAsync();
        using (hotel.Slack.Inject(new(FaultKind.DropAnswer) { Method = "chat.postMessage" }))
        using (hotel.Slack.Inject(new(FaultKind.Refuse) { Method = "chat.postMessage", Times = null, Error = "invalid_arguments" }))
        using (hotel.Slack.Inject(new(FaultKind.Refuse) { Method = "conversations.history", Times = null, Error = "invalid_cursor" }))
        {
            await hotel.SendAsync(Response("r-1", 3, "Grizzly words"));
            await UntilParkedAsync(hotel);
        }

        Assert.Single(hotel.Slack.MessagesIn(FrontDesk));
        Assert.Equal(1, await hotel.Bot.Services.GetRequiredService<WaitingMessages>().RetryParkedAsync(new("front-desk"), null, CancellationToken.None));
        await hotel.AllIsWellAsync();
        Assert.Single(hotel.Slack.MessagesIn(FrontDesk));
    }

    [Fact]
    public async Task A_setting_that_is_wrong_is_told_as_the_settings_tell_it()
    {
        using var folder = new TemporaryFolder();
        var (code, output, error) = await BotProcess.RunAsync(folder.File("bot.db"), NoMore, ["doctor", "--Slack:Token=x"]);
        Assert.Equal((1, ""), (code, error));
        Assert.Matches("^wrong Settings: 'Slack:Token' is not known.* → mend the settings", output);
    }

    [Fact]
    public async Task Help_says_what_it_does()
    {
        using var folder = new TemporaryFolder();
        var (code, output, _) = await BotProcess.RunAsync(folder.File("bot.db"), NoMore, ["doctor", "--help"]);
        Assert.Equal(0, code);
        Assert.Contains("--retry-parked", output, StringComparison.Ordinal);
    }

    private static async Task UntilParkedAsync(Hotel hotel)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!await hotel.Store.QueryAsync("team-front-desk", TeamRows.Parked, null, limit.Token).AnyAsync(limit.Token)) await Task.Delay(20, limit.Token);
    }
}
