using HuddleBot.Core.FollowUps;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using NodaTime;
using static HuddleBot.Tests.FollowUps.RentalCompany;

namespace HuddleBot.Tests.FollowUps;

/// <summary>
/// A rental customer is charged for a scratch that was not his. As it happened: he objects on day 0 and hears nothing, is charged on day 24, is told 16 days, which pass,
/// chases on day 49, is answered 48 hours later with a refusal, and gets half back after months; three departments, no single thread. Replayed with the bot, with people who
/// do nothing of themselves: they act only when the bot has told them, as late as it is due.
/// </summary>
public sealed class ScratchStoryTests
{
    private static readonly Duration Promised = Duration.FromHours(48);

    [Fact]
    public async Task At_no_time_is_there_more_than_48_hours_without_a_next_step_that_somebody_owns()
    {
        // Day 0 is Tuesday, 24 November 2026, at ten. The station's manager is Mia; nobody of the team claims anything.
        await using var rental = await new RentalCompany().ReadyAsync();
        var (issue, start) = (rental.IssueOf("objection"), rental.Now);
        await rental.TakeAsync(rental.Response("objection", comment: "The scratch was there when I got the car."));

        // Nobody has claimed it when it is due: she is told, takes it over, calls, and asks the damage desk.
        await ToldAsync(rental, "CallIsDue", Mia);
        await rental.DoneAsync(issue, Mia, new FollowUpCommand.TakeOver());
        await rental.DoneAsync(issue, Mia, new FollowUpCommand.Finish(ContactOutcome.Reached, "We look at the photos of the return", Day(3)));
        await rental.DecideAsync(issue, Ana, new IssueCommand.Escalate(null, "Please look at the photos of the return", null));

        // The photos are not there on day 3: she says so before the promise breaks.
        await ToldAsync(rental, "PromiseIsDue", Mia);
        await rental.DoneAsync(issue, Mia, new FollowUpCommand.MovePromise(Day(20), "The photos are with the garage. The customer knows."));
        await rental.DecideAsync(issue, Mia, new IssueCommand.TriageAccept(Ben, Priority.High, Day(20)));
        await ToldAsync(rental, "PromiseIsDue", Mia);
        await rental.DoneAsync(issue, Mia, new FollowUpCommand.MovePromise(Day(30), "The garage has not answered. The customer knows."));

        // Day 24: he is charged, and writes to the accounts. It is the same thread, and Mia's.
        await rental.UntilAsync(At(24));
        await rental.TakeAsync(rental.Response("charge", team: "accounts", comment: "Now you have charged me.", source: "invoices", customer: Ada with { Id = "R-77" }));
        Assert.Equal("Mia", (await rental.FollowUpOfAsync(issue))!.Owner!.Name);
        await ToldAsync(rental, "CallIsDue", Mia);
        await rental.DoneAsync(issue, Mia, new FollowUpCommand.Finish(ContactOutcome.Reached, "An answer within 16 days", Day(40)));

        // Day 40: the sixteen days do not pass unnoticed.
        await ToldAsync(rental, "PromiseIsDue", Mia);
        await rental.DoneAsync(issue, Mia, new FollowUpCommand.MovePromise(Day(55), "Accounts ask for another bill. The customer knows."));

        // Day 49: should he write all the same, he is called within a day.
        await rental.UntilAsync(At(49));
        await rental.TakeAsync(rental.Response("chase", team: "damage", comment: "What about my money?", source: "mail", customer: Ada with { Id = null, Phone = null }));
        await ToldAsync(rental, "CallIsDue", Mia);
        await rental.DoneAsync(issue, Mia, new FollowUpCommand.Finish(ContactOutcome.Reached, "Half of it back", Day(90)));
        await rental.DecideAsync(issue, Mia, new IssueCommand.TriageResolve("We pay half back: the photos show both scratches."));

        // Day 90: it is paid.
        await ToldAsync(rental, "PromiseIsDue", Mia);
        await rental.DoneAsync(issue, Mia, new FollowUpCommand.KeepPromise());
        var gap = await NextStepGaps.LongestAsync(rental.Store, rental.Teams[0], issue, start, rental.Now);
        Assert.InRange(gap, Duration.Zero, Promised);

        // One thread for three departments: one card, and what came later below it.
        Assert.Single(rental.Mail.In("C-station"), letter => letter.Shows.StartsWith("card", StringComparison.Ordinal));
        Assert.Equal(["again Now you have charged me.", "again What about my money?"], rental.Mail.In("C-station").Select(letter => letter.Shows).Where(shows => shows.StartsWith("again", StringComparison.Ordinal)));
        Assert.Empty(rental.Mail.In("C-accounts").Concat(rental.Mail.In("C-damage")));
        Assert.Single(await rental.RowsAsync("accounts", TeamRows.Answered));
        Assert.Single(await rental.RowsAsync("damage", TeamRows.Answered));

        // Nobody had to chase: Mia was told of every step before or when it was due, and nothing is left open.
        Assert.DoesNotContain(rental.Mail.In(Mia.Id.User), letter => letter.Shows.Contains("PromiseIsBroken", StringComparison.Ordinal));
        Assert.Empty(await rental.RowsAsync("station", TeamRows.FollowUpDue));
    }

    [Fact]
    public async Task Without_the_reminders_the_same_people_leave_him_alone_and_the_history_shows_it()
    {
        await using var rental = await new RentalCompany(reminds: false).ReadyAsync();
        var start = rental.Now;
        await rental.TakeAsync(rental.Response("objection"));
        Assert.Null(await rental.UntilToldAsync(At(24), Mia, Ana, Ben));
        Assert.Equal(Duration.FromDays(24), await NextStepGaps.LongestAsync(rental.Store, rental.Teams[0], rental.IssueOf("objection"), start, rental.Now));
    }

    [Fact]
    public async Task A_promise_of_which_nobody_is_reminded_leaves_a_gap_that_the_history_shows()
    {
        await using var rental = await new RentalCompany(reminds: false).ReadyAsync();
        var (issue, start) = (rental.IssueOf("objection"), rental.Now);
        await rental.TakeAsync(rental.Response("objection"));
        await rental.DoneAsync(issue, Mia, new FollowUpCommand.TakeOver());
        await rental.DoneAsync(issue, Mia, new FollowUpCommand.Finish(ContactOutcome.Reached, "We look at the photos", Day(3)));
        Assert.Null(await rental.UntilToldAsync(At(10), Mia));

        // Owned until the end of day 3, at five in the afternoon.
        Assert.Equal(Duration.FromDays(7) - Duration.FromHours(7), await NextStepGaps.LongestAsync(rental.Store, rental.Teams[0], issue, start, rental.Now));
    }

    private static LocalDate Day(int day) => new LocalDate(2026, 11, 24).PlusDays(day);

    private static string At(int day) => $"{Day(day):uuuu-MM-dd}T10:00:00Z";

    /// <summary>The bot tells this person of it, sooner or later; whatever else they are told on the way, they leave.</summary>
    private static async Task ToldAsync(RentalCompany rental, string what, Actor who)
    {
        for (var messages = 0; messages < 20; messages++)
        {
            var told = await rental.UntilToldAsync(At(120), who);
            Assert.True(told is not null, $"{who.Name} was never told of {what}");
            if (told.Value.Told.Contains(what, StringComparison.Ordinal)) return;
        }

        Assert.Fail($"{who.Name} was not told of {what}");
    }
}
