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

    [Fact]
    public async Task In_a_message_they_make_way_for_the_call_which_goes_on_to_be_told_there()
    {
        await using var rental = await new RentalCompany().ReadyAsync();
        var issue = rental.IssueOf("r-1");
        await rental.TakeAsync(rental.Response("r-1"));
        await rental.DoneAsync(issue, Tom, new FollowUpCommand.Claim());
        Assert.IsType<LookReply.Show>(await rental.LookAsync(issue, Tom, FollowUpLook.Contact));
        await rental.SettleAsync();
        Assert.Equal($"contact {Ada.Phone}", Shown());

        await rental.DoneAsync(issue, Tom, new FollowUpCommand.Finish(ContactOutcome.LeftWord, null, null));
        Assert.Equal("open CallIsDue yours: Claimed Tom", Shown());
        Assert.Null(await RunAsync(rental, new Screen()));

        // The call is due sooner than what they write now would make it: nothing happens to it, and Tom should know all the same.
        await rental.TakeAsync(rental.Response("r-2", comment: "Hello?"));
        Assert.Equal("open CallIsDue yours: Claimed Tom, again 1", Shown());
        await rental.DoneAsync(issue, Tom, new FollowUpCommand.Finish(ContactOutcome.Reached, "The money back", new(2026, 11, 27)));
        Assert.Equal("open PromiseIsDue yours: Finished Tom promised 11-27, again 1", Shown());
        await rental.DoneAsync(issue, Mia, new FollowUpCommand.TakeOver());
        Assert.StartsWith("over ", Shown(), StringComparison.Ordinal);

        string Shown() => Assert.Single(rental.InTeams.In(Tom.Id.User)).Shows;
    }

    [Fact]
    public async Task What_the_customer_corrects_is_drawn_anew_before_the_person_who_calls_too()
    {
        await using var rental = await new RentalCompany().ReadyAsync();
        await rental.TakeAsync(rental.Response("r-1"));
        await rental.DoneAsync(rental.IssueOf("r-1"), Tom, new FollowUpCommand.Claim());
        await rental.LookAsync(rental.IssueOf("r-1"), Tom, FollowUpLook.Contact);
        await rental.SettleAsync();
        await rental.TakeAsync(rental.Response("r-1", customer: Ada with { Phone = "+44 20 7946 0999" }));
        Assert.Equal("contact +44 20 7946 0999", Assert.Single(rental.InTeams.In(Tom.Id.User)).Shows);
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
