using System.Text.Json.Nodes;
using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using HuddleBot.Tests.FollowUps;
using HuddleBot.Tests.Parity;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace HuddleBot.Tests.WholeWay;

/// <summary>The story of the scratch with the whole bot: real storage, a Slack that runs here, signed feedback, and people who act only when the bot has told them.</summary>
public sealed class CallBackStoryTests
{
    private const string Objection = "The scratch was there when I got the car.";
    private const string Charge = "Now you have charged me.";

    [Fact]
    public async Task A_customer_of_three_departments_has_one_thread_and_need_not_chase()
    {
        var time = new TestTime(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
        await using var hotel = await Hotel.OpenAsync(time: time);
        var place = new SlackPlace(hotel);
        await hotel.SendAsync(Of("objection", Objection, "front desk"));
        await place.UntilShownAsync(Objection, "nobody has it yet");

        // Nobody claims it. A day later the manager is told, takes it over from that message, and promises something.
        time.Skip(TimeSpan.FromHours(24));
        await place.PressDirectlyAsync("ana", "A customer waits for", Verbs.FollowUpTake);
        await place.UntilShownAsync(Objection, $"{place.NameOf("ana")} has it · the call was due");
        await place.UntilToldDirectlyAsync("ana", "A customer waits for your call");
        await place.PressDirectlyAsync(
            "ana", "A customer waits for your call", Verbs.FollowUpDone, (Verbs.Inputs.Outcome, "reached"), (Verbs.Inputs.Promised, "We look at the photos"), (Verbs.Inputs.Date, "2026-11-26"));
        await place.UntilShownAsync(Objection, "We promised: We look at the photos");

        // On the morning of that day she is told, and moves it to beyond day 24.
        time.Skip(TimeSpan.FromHours(46));
        await place.PressDirectlyAsync("ana", "Your promise to a customer is due today", Verbs.FollowUpMove, (Verbs.Inputs.Date, "2026-12-22"), (Verbs.Inputs.Reason, "The garage has them"));
        await place.UntilShownAsync(Objection, "by Tue 22 Dec");

        // Day 24: he is charged, and writes to another department. It stands in the same thread, and is due again with whoever called before.
        time.Skip(TimeSpan.FromDays(21));
        await hotel.SendFromAsync("kiosk", Of("charge", Charge, "restaurant"));
        await place.UntilToldInThreadAsync(Objection, Charge);
        await place.UntilShownAsync(Objection, $"{place.NameOf("ana")} calls back by");
        await hotel.DrainedAsync();
        Assert.DoesNotContain(hotel.Slack.MessagesIn(Hotel.Restaurant), message => Hotel.Shows(message, Charge));
        Assert.Single(await hotel.RowsOfAsync("restaurant", TeamRows.Answered));
        await place.DecideAsync("ana", Objection, Verbs.FollowUpDone, Verbs.FollowUpDone, (Verbs.Inputs.Outcome, "reached"), (Verbs.Inputs.Promised, "Half of it back"), (Verbs.Inputs.Date, "2027-01-11"));
        await place.UntilShownAsync(Objection, "We promised: Half of it back");

        // Day 49: it is due; she is told in the morning, and keeps it.
        time.Skip(TimeSpan.FromDays(25));
        await place.PressDirectlyAsync("ana", "Your promise to a customer is due today", Verbs.FollowUpKept);
        await place.UntilShownAsync(Objection, "Kept: Half of it back");
        await hotel.DrainedAsync();

        var issue = hotel.IssueOn(hotel.Slack.MessagesIn(Hotel.FrontDesk).First(message => Hotel.Shows(message, Objection)));
        var team = (await hotel.Bot.Services.GetRequiredService<ITeamDirectory>().CurrentAsync(CancellationToken.None)).Find(issue.Team)!;
        var gap = await NextStepGaps.LongestAsync(
            hotel.Bot.Services.GetRequiredService<ITableStore>(), team, issue, Instant.FromUtc(2026, 11, 23, 12, 0), Instant.FromDateTimeOffset(time.GetUtcNow()));
        Assert.InRange(gap, Duration.FromHours(24), Duration.FromHours(48));
        Assert.Equal(1, hotel.Slack.MessagesIn(Hotel.FrontDesk).Count(message => Hotel.Shows(message, Objection)));
        Assert.DoesNotContain(hotel.Slack.DirectMessagesOf("U0002"), message => Hotel.Shows(message, "was not kept in time"));

        // Nothing of the customer stood anywhere that people read.
        Assert.All(
            hotel.Slack.MessagesIn(Hotel.FrontDesk).SelectMany(message => hotel.Slack.ThreadOf(Hotel.FrontDesk, message.Ts).Prepend(message)).Concat(hotel.Slack.DirectMessagesOf("U0002")),
            message => Assert.False(Hotel.Shows(message, "ada@example.org") || Hotel.Shows(message, "7946") || Hotel.Shows(message, "Ada Example")));
    }

    private static JsonObject Of(string id, string words, string area)
    {
        var response = Hotel.Response(id, 1, words, area);
        response["customer"] = new JsonObject { ["name"] = "Ada Example", ["email"] = "ada@example.org", ["phone"] = "+44 20 7946 0000", ["mayContact"] = true };
        return response;
    }
}
