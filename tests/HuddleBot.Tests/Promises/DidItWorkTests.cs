using HuddleBot.Core.Issues;
using static HuddleBot.Tests.Promises.Kitchen;

namespace HuddleBot.Tests.Promises;

/// <summary>Some days after something was done too early to tell, its owner is asked once whether it worked, and the question shows the answer afterwards.</summary>
public sealed class DidItWorkTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly Kitchen kitchen = new();

    private static IssueCommand TooEarly => new IssueCommand.Finish(Outcome.TooEarly, null);

    public Task InitializeAsync() => kitchen.ReadyAsync();

    public async Task DisposeAsync() => await kitchen.DisposeAsync();

    [Theory]
    [InlineData(null, "2026-11-30T09:00:00Z")]
    [InlineData("America/New_York", "2026-11-30T14:00:00Z")]
    [InlineData("Australia/Sydney", "2026-11-29T22:00:00Z")]
    public async Task The_owner_is_asked_once_in_the_morning_where_they_live_whoever_has_said_that_it_is_done(string? zone, string expected)
    {
        if (zone is not null) kitchen.Directory.ZoneOf[Ben.Id] = zone;
        await kitchen.DoAsync(await kitchen.PromiseAsync(Ben, "2026-11-27"), TooEarly, Cleo);

        await kitchen.UntilAsync("2027-03-01T12:00:00Z");

        var letter = Assert.Single(kitchen.Mail.In("U2"));
        Assert.Equal((DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), "did it work: Done TooEarly"), (letter.At, letter.Shows));
        Assert.Empty(kitchen.Mail.In("U3"));
        Assert.Null(await kitchen.RunDueAsync());
    }

    [Fact]
    public async Task The_answer_stands_on_the_question_and_on_the_card()
    {
        var promise = await kitchen.PromiseAsync(Ben, "2026-11-27");
        await kitchen.DoAsync(promise, TooEarly, Ben);
        await kitchen.UntilAsync("2026-11-30T10:00:00Z");

        await kitchen.DoAsync(promise, new IssueCommand.Finish(Outcome.Partly, null), Ben);
        await kitchen.DrainAsync();

        Assert.Equal("did it work: Done Partly", Assert.Single(kitchen.Mail.In("U2")).Shows);
        Assert.Equal("card: Done Partly", Assert.Single(kitchen.Mail.In("C1")).Shows);
    }

    [Fact]
    public async Task Who_taps_an_answer_twice_has_answered_once()
    {
        var promise = await kitchen.PromiseAsync(Ben, "2026-11-27");
        await kitchen.DoAsync(promise, TooEarly, Ben);
        var worked = new IssueCommand.Finish(Outcome.Yes, null);
        await kitchen.DoAsync(promise, worked, Ben);

        Assert.IsType<IssueReply.AlreadyDone>(await kitchen.Desk.DoAsync(promise, Ben, "second tap", worked, None));
        var refused = Assert.IsType<IssueReply.Refused>(await kitchen.Desk.DoAsync(promise, Cleo, "Cleo's tap", worked, None));
        Assert.Equal(Ben, Assert.IsType<Refusal.DecidedBefore>(refused.Refusal).First.By);
    }

    [Fact]
    public async Task Nobody_is_asked_what_they_have_said_already()
    {
        var (answered, takenUpAgain) = (await kitchen.PromiseAsync(Ben, "2026-12-30"), await kitchen.PromiseAsync(Ben, "2026-12-30"));
        await kitchen.DoAsync(answered, TooEarly, Ben);
        await kitchen.DoAsync(answered, new IssueCommand.Finish(Outcome.No, null), Cleo);
        await kitchen.DoAsync(takenUpAgain, TooEarly, Ben);
        await kitchen.DoAsync(takenUpAgain, new IssueCommand.Undo(null), Ben);

        await kitchen.UntilAsync("2026-12-20T12:00:00Z");

        Assert.Empty(kitchen.Mail.In("U2"));
    }

    [Fact]
    public async Task What_is_done_anew_is_not_asked_about_again()
    {
        var promise = await kitchen.PromiseAsync(Ben, "2026-12-30");
        await kitchen.DoAsync(promise, TooEarly, Ben);
        await kitchen.UntilAsync("2026-11-30T10:00:00Z");
        await kitchen.DoAsync(promise, new IssueCommand.Undo(null), Ben);
        await kitchen.DrainAsync();
        Assert.StartsWith("did it work: FixingIt", Assert.Single(kitchen.Mail.In("U2")).Shows, StringComparison.Ordinal);

        await kitchen.DoAsync(promise, TooEarly, Ben);
        await kitchen.UntilAsync("2026-12-20T12:00:00Z");

        Assert.Equal("did it work: Done TooEarly", Assert.Single(kitchen.Mail.In("U2")).Shows);
        Assert.Null(await kitchen.RunDueAsync());
    }
}
