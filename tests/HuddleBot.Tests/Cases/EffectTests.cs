using HuddleBot.Core.Delivery;
using HuddleBot.Core.Effects;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Scores;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Tests.Cases;

/// <summary>Did it work, on real storage: from what people did and customers answered to the verdict.</summary>
public sealed class EffectTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private Lounges lounges = null!;

    private IEffects Effects => lounges.Service<IEffects>();

    public async Task InitializeAsync() => lounges = await Lounges.OpenAsync();

    public async Task DisposeAsync() => await lounges.DisposeAsync();

    [Fact]
    public async Task A_fix_is_judged_by_its_touchpoint_against_the_teams_without_it_once_its_four_weeks_are_over()
    {
        await lounges.AnswerAsync((2, 2), (3, 1));
        var issue = await lounges.FixAsync("Nobody tells me where the bus leaves.");
        lounges.SkipTo(Lounges.FixedOn.PlusDays(28));
        Assert.Equal(Lounges.FixedOn.PlusDays(29), Assert.IsType<Effect.TooEarly>(await Effects.OfAsync(issue, None)).From);
        lounges.SkipTo(Lounges.FixedOn.PlusDays(29));

        var (fix, estimate) = Assert.IsType<Effect.Estimated>(await Effects.OfAsync(issue, None));

        Assert.Equal((issue, Outcome.Yes, "It stands there"), (Assert.IsType<FixOf.Issue>(fix.Of).Id, fix.PeoplesWord, fix.Words));
        Assert.Equal(new SeriesId(Metric.Nps, null, new SeriesPart.Touchpoint(Lounges.Touchpoint)), estimate.Series);
        Assert.Equal((0.0, 50.0, 50.0), (estimate.Before.Value, estimate.After.Value, Math.Round(estimate.Change, 6)));
        Assert.Equal(EffectVerdict.Better, estimate.Verdict);
        Assert.Equal(["bonn", "nice", "oslo", "york"], estimate.Comparison!.Teams.Select(team => team.Value));
        Assert.Equal(Lounges.FixedOn.PlusDays(-22), estimate.BeforeDays.End);
        Assert.NotNull(estimate.WhileOpen);
        Assert.Empty(estimate.TogetherWith);
    }

    [Fact]
    public async Task What_is_judged_in_a_period_is_found_in_it_once_and_in_no_other()
    {
        await lounges.AnswerAsync((2, 2), (2, 2));
        var issue = await lounges.FixAsync("Nobody tells me where the bus leaves.");
        lounges.SkipTo(Lounges.FixedOn.PlusDays(40));
        var over = Lounges.FixedOn.PlusDays(29).AtStartOfDayInZone(DateTimeZoneProviders.Tzdb["Europe/London"]).ToInstant();

        var found = await Effects.JudgedInAsync([new("lhr"), new("oslo")], new(over, over + Duration.FromDays(7)), None);

        var judged = Assert.IsType<Effect.Estimated>(Assert.Single(found));
        Assert.Equal((new FixOf.Issue(issue), EffectVerdict.CannotTell), (judged.Fix.Of, judged.Estimate.Verdict));
        Assert.Empty(await Effects.JudgedInAsync([new("lhr")], new(over - Duration.FromDays(7), over), None));
        Assert.Empty(await Effects.JudgedInAsync([new("oslo")], new(over, over + Duration.FromDays(7)), None));
    }

    [Fact]
    public async Task What_is_taken_back_is_no_fix()
    {
        var issue = await lounges.FixAsync("Cold soup.");
        await lounges.DoAsync(issue, Lounges.Tom, new IssueCommand.Undo(null));
        Assert.IsType<Effect.NotFixed>(await Effects.OfAsync(issue, None));
        Assert.Empty(await lounges.Service<FixIndex>().BetweenAsync(new("lhr"), Instant.MinValue.Plus(Duration.FromDays(1)), Instant.FromUtc(2030, 1, 1, 0, 0), None));
    }

    [Fact]
    public async Task Without_answers_it_is_too_few_to_say()
    {
        var issue = await lounges.FixAsync("Cold soup.");
        lounges.SkipTo(Lounges.FixedOn.PlusDays(40));
        var few = Assert.IsType<Effect.TooFewToSay>(await Effects.OfAsync(issue, None));
        Assert.Equal((0, 0), (few.Before, few.After));
    }

    [Fact]
    public async Task Other_fixes_of_the_same_weeks_are_named()
    {
        await lounges.AnswerAsync((2, 2), (3, 1));
        var (one, other) = (await lounges.FixAsync("No bus."), await lounges.CommentAsync("lhr", "another", "Cold soup.", Lounges.FixedOn.PlusDays(-3)));
        await lounges.DoAsync(other, Lounges.Tom, new IssueCommand.Fix(null, "A lid", null));
        await lounges.DoAsync(other, Lounges.Tom, new IssueCommand.Finish(Outcome.TooEarly, null));
        lounges.SkipTo(Lounges.FixedOn.PlusDays(29));

        var judged = Assert.IsType<Effect.Estimated>(await Effects.OfAsync(one, None));

        Assert.Equal([new FixOf.Issue(other)], judged.Estimate.TogetherWith);
    }

    [Fact]
    public async Task What_a_manager_resolved_is_a_fix_too_and_what_was_declined_is_none()
    {
        await lounges.AnswerAsync((2, 2), (1, 3));
        var (resolved, declined) = (await lounges.CommentAsync("lhr", "one", "No bus."), await lounges.CommentAsync("lhr", "two", "Too dear."));
        foreach (var issue in new[] { resolved, declined }) await lounges.DoAsync(issue, Lounges.Tom, new IssueCommand.Escalate(null, "Please help", null));
        await lounges.DoAsync(resolved, Lounges.Ana, new IssueCommand.TriageResolve("A new bus line"));
        await lounges.DoAsync(declined, Lounges.Ana, new IssueCommand.TriageDecline("The contract runs until May"));
        lounges.SkipTo(Lounges.FixedOn.PlusDays(29));

        var judged = Assert.IsType<Effect.Estimated>(await Effects.OfAsync(resolved, None));

        Assert.Equal((EffectVerdict.Worse, "A new bus line"), (judged.Estimate.Verdict, judged.Fix.Words));
        Assert.IsType<Effect.NotFixed>(await Effects.OfAsync(declined, None));
    }

    [Fact]
    public async Task What_was_fixed_before_there_was_an_index_is_found()
    {
        var issue = await lounges.FixAsync("Cold soup.");
        var rows = await lounges.Store.QueryAsync("team-lhr", TeamRows.Fix, null, None).ToListAsync();
        Assert.Single(rows);
        await lounges.Store.SubmitTransactionAsync([.. rows.Select(TableTransactionAction.Delete)], None);

        var found = await new FixIndex(lounges.Store, new(lounges.Store)).BetweenAsync(new("lhr"), Instant.FromUtc(2026, 1, 1, 0, 0), Instant.FromUtc(2030, 1, 1, 0, 0), None);

        Assert.Equal(issue, Assert.Single(found).Issue);
    }

    [Fact]
    public async Task It_is_told_once_on_the_morning_of_a_working_day_however_many_clocks_run()
    {
        await lounges.AnswerAsync((2, 2), (3, 1));
        var issue = await lounges.FixAsync("No bus.");
        var partition = TeamRows.PartitionOf(issue.Team);
        var row = (await lounges.Store.GetAsync(partition, TeamRows.Issue + issue.Key, None))!.Copy((await lounges.Store.GetAsync(partition, TeamRows.Issue + issue.Key, None))!.ETag);
        row["Slots"] = $"card-{issue.Key}";
        await lounges.Store.SubmitTransactionAsync([TableTransactionAction.Replace(row)], None);
        var team = (await lounges.Service<ITeamDirectory>().CurrentAsync(None)).Find(issue.Team)!;

        // The last day is over on a Tuesday; on Wednesday late answers are there.
        var morning = Instant.FromUtc(2026, 10, 14, 8, 0);
        Assert.Equal(morning, await Clock().RunDueAsync(team, None));
        lounges.Time.Advance((morning - Instant.FromDateTimeOffset(lounges.Time.GetUtcNow())).ToTimeSpan());
        await Task.WhenAll(Clock().RunDueAsync(team, None), Clock().RunDueAsync(team, None));
        await Clock().RunDueAsync(team, None);

        Assert.Equal(nameof(SlotKind.Effect), Assert.Single(await lounges.Store.QueryAsync(partition, TeamRows.Slot + "effect-", null, None).ToListAsync()).GetString("Kind"));
        Assert.Single(await lounges.Store.QueryAsync(partition, TeamRows.Outbox, null, None).Where(one => one.GetString("Slot")?.StartsWith("effect-", StringComparison.Ordinal) == true).ToListAsync());
    }

    [Fact]
    public void What_helps_nobody_is_not_told()
    {
        var estimate = Cards.EffectSamples.Better with { Verdict = EffectVerdict.CannotTell, Low = -14, High = 17 };
        Assert.False(EffectNotes.IsWorthTelling(estimate));
        Assert.True(EffectNotes.IsWorthTelling(estimate with { Low = -10 }));
        Assert.True(EffectNotes.IsWorthTelling(estimate with { Verdict = EffectVerdict.Worse }));
    }

    private EffectClock Clock() => new(
        lounges.Store, new(lounges.Store), lounges.Service<FixIndex>(), Effects, lounges.Service<IDoorbell>(), lounges.Service<RowSequence>(), lounges.Time);
}
