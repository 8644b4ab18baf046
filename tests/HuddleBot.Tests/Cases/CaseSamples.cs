using HuddleBot.Core.Cases;
using HuddleBot.Core.Digests;
using HuddleBot.Core.Effects;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Scores;
using HuddleBot.Tests.Cards;
using NodaTime;

namespace HuddleBot.Tests.Cases;

/// <summary>The fullest that a page can be: every part there, every text as long as it may get, and words that try to be mark-up.</summary>
internal static class CaseSamples
{
    public const string Hostile = "<script>alert(1)</script> \"><img src=x onerror=alert(1)> ]]> &lt;b&gt; <!-- \u202Eabc\u202C \uFFFE --> </style></main>";

    private static readonly Instant Start = Instant.FromUtc(2026, 10, 5, 9, 30);
    private static readonly string Long = string.Concat(Enumerable.Repeat("Nobody could tell me where the bus leaves, and the sign had fallen down again. ", 12));

    public static FixCase Fullest => new(
        new(new FixOf.Theme(new(ThemeId.Of("sample"), "Nobody finds the bus " + Hostile)), Start + Duration.FromDays(14), Start, [CardSamples.Team.Id], "A sign at every door", Outcome.Yes), Estimated, [CardSamples.Team],
        ["Oslo desk", "Bonn desk", "York desk", "Nice desk", "Rome desk", Hostile], [.. Steps], new(Duration.FromHours(3), Duration.FromHours(27.4), Duration.FromDays(14)), new(2, 3), Trend,
        [Said(Hostile, 2), Said(Long, 3), Said("مرحبا، لا أحد يعرف أين الحافلة", 1)], [Said(Long, 9), Said("The new sign is great.", 10), Said(Long, 4)]);

    public static FixCase TooEarly => Fullest with { Effect = new Effect.TooEarly(Fullest.Fix, new(2026, 11, 17)), Trend = null, Since = [], Others = [] };

    public static ProgrammeCase Programme => new(
        new(new(2026, 10, 26), new(2026, 11, 22)), 12, new(2026, 9, 1),
        ActivityFigures.None with
        {
            Answers = 4821, Inner = new(4, 61, 55, 2, 8, 1, new(50, 57), null), Outer = new(3, 17, 15, 0, 5, 2, new(12, 16), null), FollowUps = new(1, 22, 20, 0, 3, 0, new(18, 21), null), HuddlesHeld = new(120, 131),
        },
        new(Duration.FromHours(5), Duration.FromHours(20), Duration.FromDays(4.25)), 63,
        [
            new(Metric.Nps, 28, new(2100, 41.4, 38, 45), new(2050, 36.1, 33, 39), MovementVerdict.Up), new(Metric.Csat, 28, new(900, 71, 68, 74), new(850, 70, 67, 73), MovementVerdict.MayBeChance),
            new(Metric.Stars, 28, new(6, 4.1, 3, 5), null, MovementVerdict.TooFewToSay),
        ],
        [.. Enumerable.Range(0, 12).Select(number => number % 4 == 3 ? (Effect)new Effect.TooFewToSay(FixNumber(number), 4, 2) : new Effect.Estimated(FixNumber(number), EffectSamples.Better with { Verdict = (EffectVerdict)(number % 3) }))],
        Trend, [Said(Hostile, 2), Said(Long, 3), Said(Long, 1), Said("The bus, at last.", 9)]);

    private static Effect Estimated => new Effect.Estimated(
        new(new FixOf.Theme(new(ThemeId.Of("sample"), "Nobody finds the bus")), Start + Duration.FromDays(14), Start, [CardSamples.Team.Id], "A sign at every door", Outcome.Yes),
        EffectSamples.Better with { WhileOpen = new(31, 12, -8, 32), TogetherWith = [new FixOf.Theme(new(ThemeId.Of("other"), "Other"))] });

    private static ScoreTrend Trend => new(
        Metric.Nps, null, [.. Enumerable.Range(0, 16).Select(week => new TrendPoint(new LocalDate(2026, 8, 2).PlusDays(7 * week), week == 6 ? null : new(60, 25 + week, 12 + week, 38 + week)))]);

    private static IEnumerable<CaseStep> Steps => Enum.GetValues<CaseStepKind>().Select((kind, at) =>
        new CaseStep(Start + Duration.FromHours(20 * at), kind, kind == CaseStepKind.CustomerAnswered ? null : CardSamples.Ben with { Name = Hostile }, at % 3 == 0 ? Hostile : Long, CardSamples.Team));

    private static Fix FixNumber(int number) => new(new FixOf.Issue(IssueId.Raised(CardSamples.Team.Id, $"{number}")), Start, Start, [CardSamples.Team.Id], number % 5 == 4 ? null : Hostile, null);

    private static Verbatim Said(string words, int score) => new(words, CardSamples.Team.Name, "arrival " + (score == 2 ? Hostile : ""), new(2026, 10, 12), Score.Create(Metric.Nps, score, Score.DefaultScale(Metric.Nps)!.Value).Score);
}
