using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using NodaTime;

namespace HuddleBot.Core.Huddles;

/// <summary>What the time does to a huddle: the closed set.</summary>
internal enum HuddleStage
{
    /// <summary>Nobody has started it: the lead is told.</summary>
    RemindLead,

    /// <summary>Its time is up: the gentle clock.</summary>
    TellTime,

    /// <summary>Nobody has finished it.</summary>
    End,

    /// <summary>Nobody has started it at all.</summary>
    Miss,

    /// <summary>Who is away and has not written is reminded of the cut-off.</summary>
    AskAway,

    /// <summary>The day begins for somebody who slept then.</summary>
    AskLater,

    /// <summary>The cut-off: who was reminded and has not written need not hurry any more.</summary>
    CloseAnswers,
}

/// <summary>When the time does what to a huddle. Pure.</summary>
internal static class HuddleTimes
{
    public static readonly Duration LeadPatience = Duration.FromMinutes(3);

    /// <summary>So long after its planned end the time ends a huddle that nobody has finished, or says that it did not take place.</summary>
    public static readonly Duration EndPatience = Duration.FromMinutes(30);

    public static readonly Duration AskBefore = Duration.FromMinutes(30);

    /// <summary>Nobody is reminded of anything before this time of their own day…</summary>
    public static readonly LocalTime DayBegins = new(8, 0);

    /// <summary>…or from this one on.</summary>
    public static readonly LocalTime DayEnds = new(20, 0);

    /// <summary>So long before it is to be posted a huddle is prepared: one to four minutes, each team at its own moment.</summary>
    public static Duration Ahead(TeamId team) => Duration.FromSeconds(60 + StableHash.Of("ahead", team.Value).Aggregate(0, (sum, c) => ((sum * 31) + c) % 181));

    /// <summary>What is still to come for a huddle, each with its time, soonest first. What has become moot is left out.</summary>
    public static IReadOnlyList<(HuddleStage Stage, Instant At)> Of(Huddle huddle, HuddleNotes notes)
    {
        var stages = new List<(HuddleStage Stage, Instant At)>();
        if (huddle.Phase == HuddlePhase.Announced)
        {
            stages.Add((HuddleStage.Miss, huddle.ExpectedAt + Duration.FromMinutes(huddle.Minutes) + EndPatience));
            if (notes.LeadReminded is null && huddle.Lead is not null) stages.Add((HuddleStage.RemindLead, huddle.ExpectedAt + LeadPatience));
        }

        if (huddle.Phase == HuddlePhase.Running)
        {
            if (!notes.TimeTold) stages.Add((HuddleStage.TellTime, huddle.TimeIsUpAt));
            stages.Add((HuddleStage.End, Instant.Max(huddle.TimeIsUpAt, huddle.StartsAt + Duration.FromMinutes(huddle.Minutes)) + EndPatience));
        }

        var askAt = huddle.AnswersUntil - AskBefore;
        if (huddle.Phase is not (HuddlePhase.Skipped or HuddlePhase.CalledOff) && !notes.AnswersAsked && askAt >= huddle.ExpectedAt) stages.Add((HuddleStage.AskAway, askAt));
        if (huddle.Phase != HuddlePhase.CalledOff && notes.AskLater.Count > 0) stages.Add((HuddleStage.AskLater, notes.AskLater.Min(one => one.At)));
        if (notes is { AnswerReminded.Count: > 0, AnswersClosed: false }) stages.Add((HuddleStage.CloseAnswers, huddle.AnswersUntil));
        return [.. stages.OrderBy(stage => stage.At)];
    }

    /// <summary>Who cannot be there and has not written.</summary>
    public static IEnumerable<Actor> NotHeardOf(Huddle huddle) => huddle.Away.Where(person => huddle.Answers.All(answer => answer.By.Id != person.Id));

    /// <summary>When the day begins next in a zone where it is night.</summary>
    public static Instant NextDay(Instant now, DateTimeZone zone)
    {
        var today = now.InZone(zone).Date;
        var begins = HuddleClockRule.Resolve(today + DayBegins, zone).StartsAt;
        return begins > now ? begins : HuddleClockRule.Resolve(today.PlusDays(1) + DayBegins, zone).StartsAt;
    }

    public static bool IsDay(Instant now, DateTimeZone zone) => now.InZone(zone).TimeOfDay is var time && time >= DayBegins && time < DayEnds;
}
