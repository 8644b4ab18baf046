using HuddleBot.Core.Digests;
using HuddleBot.Core.Effects;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Silences;
using NodaTime;
using CameBack = HuddleBot.Core.Digests.CameBack;

namespace HuddleBot.Cards.Writing;

/// <summary>What a digest says of loops, answers, themes, wins and silence, a line each.</summary>
internal static class DigestStoryWords
{
    /// <summary>Both clocks, calls, huddles and promises; what nobody had anything to do with is left out.</summary>
    /// <param name="whole">With what was promised.</param>
    /// <param name="named">Says in which team the oldest is.</param>
    public static IEnumerable<string> Loops(this CardWriter write, ActivityFigures figures, DigestReport report, bool whole, bool named = true)
    {
        if (write.Loop(figures.Inner, report, named) is { } inner) yield return write.Say(Phrases.Digests.Inner, inner);
        if (write.Loop(figures.Outer, report, named) is { } outer) yield return write.Say(Phrases.Digests.Outer, outer);
        if (write.Loop(figures.FollowUps, report, named) is { } calls) yield return write.Say(Phrases.Digests.Calls, calls);
        if (figures.HuddlesHeld.Of > 0 || figures.HuddlesMissedByBot > 0)
        {
            var held = write.Say(Phrases.Digests.Huddles, write.Share(figures.HuddlesHeld));
            yield return figures.HuddlesMissedByBot > 0 ? write.Say(Phrases.Digests.MissedByBot, held, DigestScoreWords.Number(figures.HuddlesMissedByBot)) : held;
        }

        if (whole && figures.PromisesKept.Of > 0) yield return write.Say(Phrases.Digests.Promises, write.Share(figures.PromisesKept));
        if (whole && figures.CustomerPromisesKept.Of > 0) yield return write.Say(Phrases.Digests.CustomerPromises, write.Share(figures.CustomerPromisesKept));
    }

    /// <summary>"5 opened, 4 closed, 3 still open; in time 3 of 4; 1 late; oldest 21 days, Paris lounge: “The lift is slow.”". Null: there was and is none.</summary>
    public static string? Loop(this CardWriter write, LoopFigures loop, DigestReport report, bool named)
    {
        if (loop is { IsQuiet: true, OpenAtEnd: 0 }) return null;
        var parts = new List<string> { write.Say(Phrases.Digests.Loop, DigestScoreWords.Number(loop.Opened), DigestScoreWords.Number(loop.Closed), DigestScoreWords.Number(loop.OpenAtEnd)) };
        if (loop.InTime.Of > 0) parts.Add(write.Say(Phrases.Digests.InTime, write.Share(loop.InTime)));
        if (loop.Late > 0) parts.Add(write.Say(Phrases.Digests.SomeLate, DigestScoreWords.Number(loop.Late)));
        if (loop.Oldest is { } oldest)
        {
            var days = write.Days(oldest.Days);
            var which = named && report.Teams.Count > 1 ? write.Say(Phrases.Digests.OldestIn, days, DigestScoreWords.NameOf(report, oldest.Issue.Team)) : write.Say(Phrases.Digests.Oldest, days);
            parts.Add(named && report.Names.GetValueOrDefault(oldest.Issue) is { } words && DisplayText.Line(words, write.Room.Of(CardLengths.QueueWords)) is { Length: > 0 } name
                ? write.Say(Phrases.Digests.Named, which, write.Say(Phrases.Lines.Quoted, name))
                : which);
        }

        return string.Join("; ", parts);
    }

    public static string Of(this CardWriter write, CameBack answer, DigestReport report, int length) => write.Say(
        answer.As switch { CameBackAs.Resolved => Phrases.Digests.Resolved, CameBackAs.Declined => Phrases.Digests.Declined, _ => Phrases.Digests.SentBack },
        write.NamesOf(answer.Teams, report), write.Quoted(answer.Words, length));

    public static string Of(this CardWriter write, DigestTheme theme, DigestReport report) => write.Say(
        theme.IsDecided ? Phrases.Digests.DecidedTheme : Phrases.Digests.Theme, TitleOf(theme.Title, theme.Theme), DigestScoreWords.Number(theme.New), DigestScoreWords.Number(theme.Responses), write.NamesOf(theme.Teams, report));

    /// <summary>"“The lift is slow.” London lounge, 2 of 10".</summary>
    public static string Of(this CardWriter write, DigestVerbatim said, DigestReport report, int length)
    {
        var (words, from) = (write.Quoted(said.Words, length), DigestScoreWords.NameOf(report, said.Issue.Team));
        return said.Score is { } score ? write.Say(Phrases.Digests.SaidWith, words, from, write.Points(score)) : write.Say(Phrases.Digests.Said, words, from);
    }

    public static string Of(this CardWriter write, Win win, DigestReport report, int length)
    {
        switch (win)
        {
            case Win.FixWorked fix:
                var unit = DigestScoreWords.NameOf(report, fix.Issue.Team);
                return (fix.Tried ?? fix.WhatHappened) is { } tried ? write.Say(Phrases.Digests.WorkedSo, unit, write.Quoted(tried, length)) : write.Say(Phrases.Digests.Worked, unit);
            case Win.AnswerHelped helped: return write.Say(Phrases.Digests.Helped, DigestScoreWords.NameOf(report, helped.Issue.Team), write.Quoted(helped.Answer, length));
            case Win.Recovered recovered: return write.Of(recovered.Recovery, report);
            case Win.ScoreRose { Effect: var effect }: return write.Of(effect, report, length);
            case Win.Celebrated celebrated:
                var line = write.Say(Phrases.Digests.Celebrated, DigestScoreWords.NameOf(report, celebrated.Verbatim.Issue.Team), write.Quoted(celebrated.Verbatim.Words, length));
                return celebrated.InAll > 1 ? write.Say(Phrases.Digests.CelebratedOf, line, DigestScoreWords.Number(celebrated.InAll)) : line;
            default: throw new InvalidOperationException($"nothing is said of {win.GetType().Name}");
        }
    }

    /// <summary>What is silent, then what is back.</summary>
    public static IEnumerable<string> Of(this CardWriter write, SilenceReport silences, DigestReport report) =>
        silences.Silent.Select(silent => write.Of(silent, report)).Concat(silences.Back.Select(back => write.Say(Phrases.Digests.IsBack, NameOf(back.What), write.DayOf(back.BackAt, report))));

    private static string Of(this CardWriter write, Silence silent, DigestReport report)
    {
        var (name, day) = (NameOf(silent.What), write.DayOf(silent.Since, report));
        if (silent.What is SilentThing.Delivery delivery) return write.Say(Phrases.Digests.QuietDelivery, name, day, DigestScoreWords.Number(delivery.Messages));
        var line = write.Say(silent.What switch { SilentThing.Feed => Phrases.Digests.QuietFeed, SilentThing.People => Phrases.Digests.QuietTeam, _ => Phrases.Digests.QuietChannel }, name, day);
        return silent.Wait is { } wait ? write.Say(wait.InWorkingDays ? Phrases.Digests.UsuallyWorking : Phrases.Digests.Usually, line, write.Days((int)Math.Ceiling(wait.Usual))) : line;
    }

    private static string NameOf(SilentThing what) => what switch
    {
        SilentThing.Feed feed => DisplayText.Line(feed.Source, CardLengths.ShortName),
        { OfTeam: { } team } => CardWriter.ShortName(team),
        _ => throw new InvalidOperationException($"{what.GetType().Name} has no name"),
    };

    private static string DayOf(this CardWriter write, Instant at, DigestReport report) => write.Day(at.InZone(report.Period.Zone).Date);

    private static string Of(this CardWriter write, Effect.Estimated effect, DigestReport report, int length)
    {
        var (fix, estimate) = (effect.Fix, effect.Estimate);
        var subject = (fix.ThemeTitle ?? fix.Words) is { } words ? write.Say(Phrases.Digests.Unit, write.NamesOf(fix.Teams, report), write.Quoted(words, length)) : write.NamesOf(fix.Teams, report);
        return write.Say(
            estimate.Comparison is null ? Phrases.Digests.Rose : Phrases.Digests.RoseMore, subject, write.Say(estimate.Series.Metric == Metric.Stars ? Phrases.Effects.Stars : Phrases.Effects.Points, write.Difference(estimate.Series.Metric, estimate.Change)),
            write.Difference(estimate.Series.Metric, estimate.Low), write.Difference(estimate.Series.Metric, estimate.High),
            write.Answers(estimate.Before.Answers), write.Answers(estimate.After.Answers));
    }

    /// <summary>What it is.</summary>
    public static string What(this CardWriter write, ThingToDecide thing) => thing switch
    {
        ThingToDecide.OfTheme theme => TitleOf(theme.Title, theme.Theme),
        ThingToDecide.OfEscalation { Ask: { } ask } escalation => write.Say(Phrases.Digests.Asks, DisplayText.Line(escalation.Category, CardLengths.Category), DisplayText.Line(ask, CardLengths.Notice)),
        ThingToDecide.OfEscalation escalation => DisplayText.Line(escalation.Category, CardLengths.Category),
        _ => throw new InvalidOperationException($"nothing is said of {thing.GetType().Name}"),
    };

    /// <summary>"Paris, London asked, the first 12 days ago; 14 customers hurt, worth 12 000 a year; an answer is overdue".</summary>
    public static string Why(this CardWriter write, ThingToDecide thing, DigestReport report)
    {
        var asked = write.Say(thing.Teams.Count > 1 ? Phrases.Digests.FirstAsked : Phrases.Digests.TeamsAsked, write.NamesOf(thing.Teams, report), write.Days(thing.Days));
        var why = thing.Customers > 0 ? write.Say(Phrases.Digests.Why, asked, write.Hurt(thing.Customers, thing.AnnualValue, thing.AtRisk)) : asked;
        return thing.IsLate ? write.Say(Phrases.Digests.WhyLate, why) : why;
    }

    /// <summary>Of how many it was chosen, and how many of these are of customers at risk.</summary>
    public static string Among(this CardWriter write, ThingToDecide thing)
    {
        var among = write.Say(Phrases.Digests.Among, DigestScoreWords.Number(thing.Among));
        return thing.AmongAtRisk switch
        {
            0 => among,
            1 => write.Say(Phrases.Digests.OneAtRisk, among),
            var count => write.Say(Phrases.Digests.SomeAtRisk, among, DigestScoreWords.Number(count)),
        };
    }

    /// <summary>"3 more"; none where all are shown.</summary>
    public static IEnumerable<string> MoreThan(this CardWriter write, int shown, int all) => (all - shown) switch
    {
        <= 0 => [],
        1 => [write.Say(Phrases.Digests.OneMore)],
        var more => [write.Say(Phrases.Digests.More, DigestScoreWords.Number(more))],
    };

    private static string TitleOf(string title, ThemeId theme) => DisplayText.Line(title, CardLengths.Notice) is { Length: > 0 } words ? words : theme.ToString();

    private static string Quoted(this CardWriter write, string words, int length) => write.Say(Phrases.Lines.Quoted, DisplayText.Line(words, write.Room.Of(length)));
}
