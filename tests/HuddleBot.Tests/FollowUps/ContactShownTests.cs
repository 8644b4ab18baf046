using HuddleBot.Core.Cards;
using HuddleBot.Core.FollowUps;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using static HuddleBot.Tests.FollowUps.RentalCompany;

namespace HuddleBot.Tests.FollowUps;

/// <summary>Contact data do not stand before anybody longer than they may: on real storage, with a screen that remembers.</summary>
public sealed class ContactShownTests
{
    [Fact]
    public async Task After_two_hours_they_are_taken_away_once()
    {
        await using var rental = await LookedAsync();
        var screen = new Screen();
        var next = await RunAsync(rental, screen);
        Assert.Equal((rental.Now + NodaTime.Duration.FromHours(2), 0), (next!.Value, screen.TakenAway.Count));
        rental.Time.Advance(TimeSpan.FromHours(2));
        Assert.Null(await RunAsync(rental, screen));
        Assert.Equal(Ana.Id, Assert.Single(screen.TakenAway).Person);
        Assert.Null(await RunAsync(rental, screen));
        Assert.Single(screen.TakenAway);
        Assert.Empty(await rental.RowsAsync("station", TeamRows.ContactShown));
    }

    public static TheoryData<string> Ends => ["finished", "given back", "taken over", "withdrawn"];

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task As_soon_as_the_call_is_theirs_no_more_they_are_taken_away(string how)
    {
        await using var rental = await LookedAsync();
        var (issue, screen) = (rental.IssueOf("r-1"), new Screen());
        if (how == "finished") await rental.DoneAsync(issue, Ana, new FollowUpCommand.Finish(ContactOutcome.Reached, null, null));
        else if (how == "given back") await rental.DoneAsync(issue, Ana, new FollowUpCommand.Release());
        else if (how == "taken over") await rental.DoneAsync(issue, Mia, new FollowUpCommand.TakeOver());
        else await rental.TakeAsync(rental.Response("r-1", customer: Ada with { MayContact = false }));
        await RunAsync(rental, screen);
        Assert.Single(screen.TakenAway);
    }

    [Fact]
    public async Task Where_the_platform_does_not_answer_it_is_tried_again_and_given_up_after_a_day()
    {
        await using var rental = await LookedAsync();
        var screen = new Screen { Answers = false };
        rental.Time.Advance(TimeSpan.FromHours(2));
        Assert.NotNull(await RunAsync(rental, screen));
        screen.Answers = true;
        Assert.Null(await RunAsync(rental, screen));
        Assert.Equal(2, screen.TakenAway.Count);

        await rental.LookAsync(rental.IssueOf("r-1"), Ana, FollowUpLook.Contact);
        screen.Answers = false;
        rental.Time.Advance(TimeSpan.FromHours(27));
        Assert.Null(await RunAsync(rental, screen));
        Assert.Empty(await rental.RowsAsync("station", TeamRows.ContactShown));
    }

    [Fact]
    public async Task Each_look_has_a_time_of_its_own_and_its_dialog_a_name_of_its_own()
    {
        await using var rental = await LookedAsync();
        var screen = new Screen();
        rental.Time.Advance(TimeSpan.FromHours(1));
        await rental.LookAsync(rental.IssueOf("r-1"), Ana, FollowUpLook.Contact);
        rental.Time.Advance(TimeSpan.FromHours(1));
        await RunAsync(rental, screen);
        Assert.Single(screen.TakenAway);
        rental.Time.Advance(TimeSpan.FromHours(1));
        await RunAsync(rental, screen);
        Assert.Equal(2, screen.TakenAway.Select(one => one.Look).Distinct().Count());
        Assert.Equal(2, (await rental.EventsOfAsync(rental.IssueOf("r-1"))).Count(name => name == "ContactSeen"));
    }

    private static async Task<RentalCompany> LookedAsync()
    {
        var rental = await new RentalCompany().ReadyAsync();
        await rental.TakeAsync(rental.Response("r-1"));
        await rental.DoneAsync(rental.IssueOf("r-1"), Ana, new FollowUpCommand.Claim());
        Assert.IsType<LookReply.Show>(await rental.LookAsync(rental.IssueOf("r-1"), Ana, FollowUpLook.Contact));
        return rental;
    }

    private static Task<NodaTime.Instant?> RunAsync(RentalCompany rental, Screen screen) =>
        new ContactClock(rental.Store, rental.FollowUps, [screen], new Silent(), new(), rental.Time).RunDueAsync(rental.Teams[0], CancellationToken.None);

    private sealed class Screen : IContactScreen
    {
        public bool Answers { get; set; } = true;

        public List<(PersonId Person, string Look)> TakenAway { get; } = [];

        public Platform Platform => Platform.Slack;

        public Task<bool> TakeAwayAsync(PersonId person, string look, CardContent instead, CancellationToken cancellationToken)
        {
            TakenAway.Add((person, look));
            return Task.FromResult(Answers);
        }
    }

    private sealed class Silent : Core.Delivery.IDoorbell
    {
        public Task RingAsync(TeamId team, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
