using HuddleBot.Core.Cards;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.FollowUps;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using HuddleBot.Tests.Agendas;
using static HuddleBot.Tests.FollowUps.RentalCompany;

namespace HuddleBot.Tests.FollowUps;

/// <summary>Calling customers back, on real storage.</summary>
public sealed class FollowUpTests
{
    [Fact]
    public async Task An_unhappy_customer_who_may_be_contacted_is_called_back_within_a_day()
    {
        await using var rental = await new RentalCompany().ReadyAsync();
        await rental.TakeAsync(rental.Response("r-1"));
        var followUp = await rental.FollowUpOfAsync(rental.IssueOf("r-1"));
        Assert.Equal((rental.Now + NodaTime.Duration.FromHours(24), new FollowUpState.Unclaimed()), (followUp!.DueAt, followUp.State));
        Assert.Equal("card The scratch was there before.: Undecided, Unclaimed nobody, again 0", Assert.Single(rental.Mail.In("C-station")).Shows);
        Assert.Equal(["Opened"], await rental.EventsOfAsync(rental.IssueOf("r-1")));
    }

    public static TheoryData<string, Customer, double, double> NotCalled => new()
    {
        { "nobody asked whether they may be contacted", Ada with { MayContact = null }, 1, 0 },
        { "they may not", Ada with { MayContact = false }, 1, 0 },
        { "nobody could reach them", Ada with { Email = " ", Phone = null }, 1, 0 },
        { "they are not unhappy", Ada, 8, 0 },
        { "it is an old story", Ada, 1, 61 },
    };

    [Theory]
    [MemberData(nameof(NotCalled))]
    public async Task Others_are_not(string why, Customer customer, double score, double daysAgo)
    {
        await using var rental = await new RentalCompany().ReadyAsync();
        await rental.TakeAsync(rental.Response("r-1", customer: customer, score: score, daysAgo: daysAgo));
        Assert.True(await rental.FollowUpOfAsync(rental.IssueOf("r-1")) is null, why);
    }

    [Fact]
    public async Task A_team_that_calls_nobody_calls_nobody()
    {
        await using var rental = await new RentalCompany(rules: new(24, ForDetractors: false)).ReadyAsync();
        await rental.TakeAsync(rental.Response("r-1"));
        Assert.Null(await rental.FollowUpOfAsync(rental.IssueOf("r-1")));
    }

    [Fact]
    public async Task An_answer_that_is_corrected_brings_the_call_and_takes_it_away()
    {
        await using var rental = await new RentalCompany().ReadyAsync();
        var issue = rental.IssueOf("r-1");
        await rental.TakeAsync(rental.Response("r-1", customer: Ada with { MayContact = null }));
        await rental.TakeAsync(rental.Response("r-1"));
        Assert.IsType<FollowUpState.Unclaimed>((await rental.FollowUpOfAsync(issue))!.State);
        await rental.DoneAsync(issue, Ana, new FollowUpCommand.Claim());
        await rental.TakeAsync(rental.Response("r-1", customer: Ada with { MayContact = false }));
        Assert.IsType<FollowUpState.Withdrawn>((await rental.FollowUpOfAsync(issue))!.State);
        Assert.IsType<LookReply.Refused>(await rental.LookAsync(issue, Ana, FollowUpLook.Contact));
        Assert.Empty(await rental.RowsAsync("station", TeamRows.FollowUpDue));
        Assert.Contains("Withdrawn nobody", rental.Mail.In("C-station")[0].Shows, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_many_who_claim_at_once_one_wins_and_all_others_are_told_who()
    {
        await using var rental = await new RentalCompany().ReadyAsync();
        await rental.TakeAsync(rental.Response("r-1"));
        var people = Enumerable.Range(0, 20).Select(i => new Actor(Ana.Id with { User = $"U{i + 100}" }, $"Person {i}")).ToList();
        var replies = await Task.WhenAll(people.Select(person => rental.DoAsync(rental.IssueOf("r-1"), person, new FollowUpCommand.Claim())));

        var winner = people[Array.FindIndex(replies, reply => reply is IssueReply.Done)];
        Assert.Single(replies.OfType<IssueReply.Done>());
        Assert.All(replies.OfType<IssueReply.Refused>(), reply => Assert.Equal(new Refusal.OwnedBy(winner), reply.Refusal));
        Assert.Equal(["Opened", "Claimed"], await rental.EventsOfAsync(rental.IssueOf("r-1")));
    }

    [Fact]
    public async Task Only_who_has_claimed_it_sees_the_contact_data_and_every_look_is_written_down()
    {
        await using var rental = await new RentalCompany().ReadyAsync();
        var issue = rental.IssueOf("r-1");
        await rental.TakeAsync(rental.Response("r-1"));
        Assert.IsType<Refusal.ClaimFirst>(Assert.IsType<LookReply.Refused>(await rental.LookAsync(issue, Ana, FollowUpLook.Contact)).Refusal);
        await rental.DoneAsync(issue, Ana, new FollowUpCommand.Claim());
        Assert.Equal(new Refusal.OwnedBy(Ana), Assert.IsType<LookReply.Refused>(await rental.LookAsync(issue, Mia, FollowUpLook.Contact)).Refusal);

        var shown = Assert.IsType<CardContent.CustomerContact>(Assert.IsType<LookReply.Show>(await rental.LookAsync(issue, Ana, FollowUpLook.Contact)).Content);
        Assert.Equal((Ada, rental.Now + NodaTime.Duration.FromHours(2)), (shown.Customer, shown.Until));
        await rental.LookAsync(issue, Ana, FollowUpLook.Contact);
        Assert.Equal(["Opened", "Claimed", "ContactSeen", "ContactSeen"], await rental.EventsOfAsync(issue));

        await rental.DoneAsync(issue, Ana, new FollowUpCommand.Finish(ContactOutcome.Reached, null, null));
        Assert.IsType<LookReply.Refused>(await rental.LookAsync(issue, Ana, FollowUpLook.Contact));
        foreach (var prefix in (string[])[TeamRows.FollowUp, TeamRows.FollowUpHistory, TeamRows.FollowUpDue, TeamRows.Slot, TeamRows.Attached])
        {
            Assert.All(await rental.RowsAsync("station", prefix), row => Assert.DoesNotContain(row.Values, value => value.Value is string text && (text.Contains("ada@", StringComparison.OrdinalIgnoreCase) || text.Contains("Ada Example", StringComparison.Ordinal) || text.Contains("20 7946", StringComparison.Ordinal))));
        }
    }

    [Fact]
    public async Task Who_is_not_in_the_channel_claims_nothing()
    {
        await using var rental = await new RentalCompany().ReadyAsync();
        await rental.TakeAsync(rental.Response("r-1"));
        rental.People.Outsiders.Add(Ben.Id);
        Assert.IsType<Refusal.NotAMember>(Assert.IsType<IssueReply.Refused>(await rental.DoAsync(rental.IssueOf("r-1"), Ben, new FollowUpCommand.Claim())).Refusal);
    }

    [Fact]
    public async Task What_nobody_claims_is_told_in_the_thread_at_half_time_and_to_the_manager_when_it_is_due()
    {
        await using var rental = await new RentalCompany().ReadyAsync();
        await rental.TakeAsync(rental.Response("r-1"));
        await rental.UntilAsync("2026-11-25T09:00:00Z");
        Assert.Equal("open HalfTime: Unclaimed nobody", rental.Mail.In("C-station")[^1].Shows);
        await rental.UntilAsync("2026-11-25T10:00:00Z");
        var told = Assert.Single(rental.Mail.In(Mia.Id.User));
        Assert.Equal("open CallIsDue: Unclaimed nobody", told.Shows);
        Assert.Equal("2026-11-25T10:00", told.At.ToString("s")[..16]);

        await rental.DoneAsync(rental.IssueOf("r-1"), Mia, new FollowUpCommand.TakeOver());
        Assert.Equal("open CallIsDue yours: Claimed Mia", Assert.Single(rental.Mail.In(Mia.Id.User)).Shows);
        Assert.Equal("over HalfTime: Claimed Mia", rental.Mail.In("C-station")[^1].Shows);
    }

    [Fact]
    public async Task Who_claims_it_is_reminded_when_it_is_due_and_nobody_else_before_that()
    {
        await using var rental = await new RentalCompany().ReadyAsync();
        await rental.TakeAsync(rental.Response("r-1"));
        await rental.DoneAsync(rental.IssueOf("r-1"), Ana, new FollowUpCommand.Claim());
        await rental.UntilAsync("2026-11-25T23:00:00Z");
        Assert.Equal("open CallIsDue yours: Claimed Ana", Assert.Single(rental.Mail.In(Ana.Id.User)).Shows);
        Assert.Empty(rental.Mail.In(Mia.Id.User));
        Assert.Single(rental.Mail.In("C-station"));
        await rental.UntilAsync("2026-11-26T11:00:00Z");
        Assert.Equal("open CallIsDue: Claimed Ana", Assert.Single(rental.Mail.In(Mia.Id.User)).Shows);
    }

    [Fact]
    public async Task A_promise_to_a_customer_has_a_clock_and_moving_or_keeping_it_stops_it()
    {
        await using var rental = await new RentalCompany().ReadyAsync();
        var issue = rental.IssueOf("r-1");
        await rental.TakeAsync(rental.Response("r-1"));
        await rental.DoneAsync(issue, Ana, new FollowUpCommand.Claim());
        await rental.DoneAsync(issue, Ana, new FollowUpCommand.Finish(ContactOutcome.Reached, "The money back", new(2026, 11, 26)));
        await rental.UntilAsync("2026-11-26T16:00:00Z");
        Assert.Equal(["09:00", "15:00"], rental.Mail.In(Ana.Id.User).Select(letter => letter.At.ToString("HH:mm")));
        await rental.DoneAsync(issue, Ana, new FollowUpCommand.MovePromise(new(2026, 11, 27), "The bank is slow"));
        Assert.All(rental.Mail.In(Ana.Id.User), letter => Assert.StartsWith("over", letter.Shows, StringComparison.Ordinal));
        await rental.UntilAsync("2026-11-26T20:00:00Z");
        Assert.Empty(rental.Mail.In(Mia.Id.User));

        await rental.UntilAsync("2026-11-27T17:00:00Z");
        Assert.Equal(4, rental.Mail.In(Ana.Id.User).Count);
        Assert.Equal("open PromiseIsBroken: Finished Ana promised 11-27", Assert.Single(rental.Mail.In(Mia.Id.User)).Shows);
        await rental.DoneAsync(issue, Ana, new FollowUpCommand.KeepPromise());
        Assert.StartsWith("over", Assert.Single(rental.Mail.In(Mia.Id.User)).Shows, StringComparison.Ordinal);
        Assert.Empty(await rental.RowsAsync("station", TeamRows.FollowUpDue));
        Assert.Empty(await rental.RowsAsync("station", TeamRows.FollowUpOfPerson));
    }

    [Fact]
    public async Task What_a_person_owes_to_customers_is_among_their_promises()
    {
        await using var rental = await new RentalCompany().ReadyAsync();
        var issue = rental.IssueOf("r-1");
        await rental.TakeAsync(rental.Response("r-1"));
        await rental.DoneAsync(issue, Ana, new FollowUpCommand.Claim());
        Assert.Equal(issue, Assert.Single(await rental.IssueDesk.PromisesOfAsync(Ana.Id, CancellationToken.None)).Issue.Id);
        await rental.DoneAsync(issue, Ana, new FollowUpCommand.Finish(ContactOutcome.Reached, "The money back", new(2026, 11, 26)));
        Assert.Equal("The money back", Assert.Single(await rental.IssueDesk.PromisesOfAsync(Ana.Id, CancellationToken.None)).FollowUp!.Promise!.What);
        Assert.Empty(await rental.IssueDesk.PromisesOfAsync(Ben.Id, CancellationToken.None));
    }

    [Fact]
    public async Task Among_ones_promises_is_no_call_of_another_and_ones_own_is_due_on_the_teams_day()
    {
        await using var rental = await new RentalCompany().ReadyAsync();
        var issue = rental.IssueOf("r-1");
        await rental.TakeAsync(rental.Response("r-1"));
        await rental.DoneAsync(issue, Ana, new FollowUpCommand.Claim());
        await rental.DecideAsync(issue, Ben, new IssueCommand.Fix(null, "Look at the photos", null));
        Assert.Null(Assert.Single(await rental.IssueDesk.PromisesOfAsync(Ben.Id, CancellationToken.None)).FollowUp);

        // In London it is due on the 25th at 10:00; where the day begins first, the next one has begun.
        Assert.Equal(new(2026, 11, 25), Assert.Single(await rental.IssueDesk.PromisesOfAsync(Ana.Id, CancellationToken.None)).CallDueOn);
        var farAway = rental.IssueDeskOf(team => team with { TimeZone = NodaTime.DateTimeZoneProviders.Tzdb["Pacific/Kiritimati"] });
        Assert.Equal(new(2026, 11, 26), Assert.Single(await farAway.PromisesOfAsync(Ana.Id, CancellationToken.None)).CallDueOn);
    }

    [Fact]
    public async Task A_promise_to_a_customer_stays_among_its_owners_whoever_makes_the_next_call()
    {
        await using var rental = await new RentalCompany().ReadyAsync();
        var issue = rental.IssueOf("r-1");
        await rental.TakeAsync(rental.Response("r-1"));
        await rental.DoneAsync(issue, Ana, new FollowUpCommand.Claim());
        await rental.DoneAsync(issue, Ana, new FollowUpCommand.Finish(ContactOutcome.Reached, "The money back", new(2026, 11, 26)));
        await rental.TakeAsync(rental.Response("r-2"));
        await rental.DoneAsync(issue, Ana, new FollowUpCommand.Release());
        await rental.DoneAsync(issue, Ben, new FollowUpCommand.Claim());

        Assert.Equal("The money back", Assert.Single(await rental.IssueDesk.PromisesOfAsync(Ana.Id, CancellationToken.None)).FollowUp?.Promise?.What);
        Assert.Null(Assert.Single(await rental.IssueDesk.PromisesOfAsync(Ben.Id, CancellationToken.None)).FollowUp!.Promise);
        await rental.DoneAsync(issue, Ana, new FollowUpCommand.KeepPromise());
        Assert.Empty(await rental.IssueDesk.PromisesOfAsync(Ana.Id, CancellationToken.None));
        await rental.DoneAsync(issue, Ben, new FollowUpCommand.Finish(ContactOutcome.Refused, null, null));
        Assert.Empty(await rental.RowsAsync("station", TeamRows.FollowUpOfPerson));
    }

    [Fact]
    public async Task A_clock_that_has_told_what_is_due_reads_the_list_alone()
    {
        await using var rental = await new RentalCompany().ReadyAsync();
        for (var i = 0; i < 5; i++) await rental.TakeAsync(rental.Response($"r-{i}", customer: Ada with { Id = $"c-{i}", Email = $"ada{i}@example.org", Phone = null }));
        await rental.UntilAsync("2026-11-25T12:00:00Z");
        Assert.Equal(5, rental.Mail.In(Mia.Id.User).Count);
        var counting = new CountingStore(rental.Store);
        await rental.ClockOn(counting).RunDueAsync(rental.Teams[0], CancellationToken.None);
        Assert.Equal(1, counting.Reads);
    }

    [Fact]
    public async Task Two_clocks_on_the_same_storage_remind_once()
    {
        await using var rental = await new RentalCompany().ReadyAsync();
        await rental.TakeAsync(rental.Response("r-1"));
        rental.Time.Advance(TimeSpan.FromHours(30));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => new FollowUpClock(rental.Store, rental.Issues, rental.FollowUps, new(rental.Store), new Silent(), new(), rental.Time)
            .RunDueAsync(rental.Teams[0], CancellationToken.None))));
        await rental.SettleAsync();
        Assert.Single(rental.Mail.In(Mia.Id.User));
    }

    private sealed class Silent : Core.Delivery.IDoorbell
    {
        public Task RingAsync(Core.Identity.TeamId team, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
