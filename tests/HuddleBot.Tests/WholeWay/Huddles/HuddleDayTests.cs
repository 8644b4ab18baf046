using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using static HuddleBot.Tests.WholeWay.Huddles.MorningPlace;

namespace HuddleBot.Tests.WholeWay.Huddles;

/// <summary>Two days in the life of a team, on each platform: from the schedule to what came of it, and what is left of that the next morning.</summary>
public sealed class HuddleDayTests
{
    private const string Lift = "The lift is slow.";

    [Theory]
    [InlineData(Platform.Slack)]
    [InlineData(Platform.Teams)]
    public async Task What_is_promised_and_written_today_stands_in_the_receipt_and_comes_back_tomorrow(Platform platform)
    {
        await using var morning = await OpenAsync(platform, "ben", "tom");
        var (place, tom, ben, ana) = (morning.Place, morning.NameOf("tom"), morning.NameOf("ben"), morning.NameOf("ana"));
        await place.CommentAsync(Lift);

        // Prepared ahead, and held back until its time.
        await morning.PrepareAtAsync(At(23, 9, 4));
        var waiting = (await morning.Hotel.RowsOfAsync(place.Team, TeamRows.Outbox)).Where(row => row.GetInstant("NotBefore") is not null).ToList();
        Assert.Contains(waiting, row => row.GetInstant("NotBefore") == NodaTime.Instant.FromDateTimeOffset(At(23, 9, 5)));
        await morning.GoToAsync(At(23, 9, 6));
        await place.UntilHuddleShowsAsync($"{ben} leads");
        await place.UntilHuddleShowsAsync("Mon 23 Nov 09:15");
        await place.UntilInHuddleAsync(said => said.Contains(Lift, StringComparison.Ordinal));

        // Ben cannot be there, so that Tom leads; he writes instead.
        await place.PressInHuddleAsync("ben", Verbs.HuddleAway);
        await place.UntilHuddleShowsAsync($"{tom} leads");
        await place.UntilHuddleShowsAsync($"Away: {ben}");
        var change = await place.WriteInHuddleAsync("ben", "The lift man comes on Friday");
        var remove = await place.WriteInHuddleAsync("ben", "I think so");

        await morning.GoToAsync(At(23, 9, 15));
        await place.PressInHuddleAsync("tom", Verbs.HuddleStart);
        await place.UntilHuddleShowsAsync("On now");
        await place.PressInHuddleAsync("ana", Verbs.HuddleJoin);
        await place.UntilHuddleShowsAsync($"Here: {tom}, {ana}");
        await place.DecideAsync("tom", Lift, Verbs.Fix, null, (Verbs.Inputs.Try, "Oil it"));
        await place.UntilInHuddleAsync(said => said.Contains($"{tom} is fixing it by", StringComparison.Ordinal));
        await place.UntilHuddleShowsAsync($"{tom} is fixing it by Wed 25 Nov");
        await place.PressInHuddleAsync("ana", Verbs.HuddlePromise, (Verbs.Inputs.Try, "Count the queue"), (Verbs.Inputs.Date, "2026-11-30"));
        await place.UntilInHuddleAsync(said => said.Contains($"{ana} is fixing it by Mon 30 Nov", StringComparison.Ordinal));
        await place.PressInHuddleAsync("ana", Verbs.HuddleFinish);
        await place.UntilHuddleShowsAsync("Finished. 2 people were there. 2 things were decided.");

        await UntilReceiptAsync($"{tom} (led), {ana}", $"{tom}: Oil it · by Wed 25 Nov", $"{ana}: Count the queue · by Mon 30 Nov", $"{ben}: The lift man comes on Friday", "I think so");

        // What happens afterwards stands in the same receipt.
        await change("The lift man comes on Thursday");
        await remove(null);
        await place.DecideAsync("tom", Lift, Verbs.Done, null, (Verbs.Inputs.Outcome, "yes"));
        await UntilReceiptAsync($"{tom}: Oil it · kept, and it worked", $"{ben} (edited): The lift man comes on Thursday");
        await morning.GoToAsync(At(23, 11, 20));
        await place.WriteInHuddleAsync("tom", "He came today");
        await UntilReceiptAsync($"{tom} (late): He came today");
        Assert.DoesNotContain("I think so", Receipt(), StringComparison.Ordinal);

        await morning.GoToAsync(At(24, 9, 6));
        await place.UntilHuddleShowsAsync("Tue 24 Nov 09:15");
        var next = place.HuddleText!;
        Assert.Contains($"{ana}: Count the queue · by Mon 30 Nov", next, StringComparison.Ordinal);
        Assert.True(next.IndexOf("Promises", StringComparison.Ordinal) < next.IndexOf("How we did", StringComparison.Ordinal), next);
        Assert.DoesNotContain("Oil it", next, StringComparison.Ordinal);
        await morning.Hotel.AllIsWellAsync();
        Assert.Equal(
            [
                "Announced", "WentAway Ben", "Answered Ben", "Answered Ben", "Started Tom", "Joined Ana", "IssueRaised Ana", "Finished Ana", "Answered Ben", "AnswerRemoved Ben",
                "Answered Tom", "Announced",
            ],
            await morning.HappenedAsync());

        string Receipt() => Assert.Single(place.SaidInHuddle, said => said.Contains("What came of the huddle", StringComparison.Ordinal));

        Task UntilReceiptAsync(params string[] lines) => place.UntilInHuddleAsync(_ => Array.TrueForAll(
            lines, line => place.SaidInHuddle.Any(said => said.Contains("What came of the huddle", StringComparison.Ordinal) && said.Contains(line, StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData(Platform.Slack)]
    [InlineData(Platform.Teams)]
    public async Task A_huddle_that_nobody_starts_is_a_fact_and_what_was_written_is_kept(Platform platform)
    {
        await using var morning = await OpenAsync(platform, "tom");
        var place = morning.Place;
        await place.CommentAsync(Lift);
        await morning.GoToAsync(At(23, 9, 6));
        await place.UntilHuddleAsync();
        await place.WriteInHuddleAsync("ben", "Nobody is here");
        await morning.GoToAsync(At(23, 9, 56));
        await place.UntilHuddleShowsAsync("This one was not held. What people wrote is in the thread.");
        await place.UntilInHuddleAsync(said => said.Contains($"{morning.NameOf("ben")}: Nobody is here", StringComparison.Ordinal));
        await morning.Hotel.AllIsWellAsync();
        Assert.Equal(["Announced", "Answered Ben", "Missed"], await morning.HappenedAsync());
    }

    [Theory]
    [InlineData(Platform.Slack)]
    [InlineData(Platform.Teams)]
    public async Task Nothing_to_talk_about_is_one_line_and_one_question(Platform platform)
    {
        await using var morning = await OpenAsync(platform);
        await morning.GoToAsync(At(23, 9, 6));
        await morning.Place.UntilHuddleShowsAsync("Nothing is due, and nothing waits for a decision.");
        await morning.Place.UntilHuddleShowsAsync("What did you see or hear yourself since last time?");
        Assert.DoesNotContain("How we did", morning.Place.HuddleText!, StringComparison.Ordinal);
        await morning.Hotel.AllIsWellAsync();
        Assert.Empty(morning.Place.SaidInHuddle);
    }
}
