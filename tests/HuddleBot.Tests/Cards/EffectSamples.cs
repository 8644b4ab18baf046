using HuddleBot.Core.Cards;
using HuddleBot.Core.Effects;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Scores;
using NodaTime;
using static HuddleBot.Tests.Cards.CardSamples;

namespace HuddleBot.Tests.Cards;

/// <summary>Did it work, by the scores.</summary>
internal static class EffectSamples
{
    private static readonly IssueWithResponse Fixed = Detractor(new IssueState.Undecided());

    public static IEnumerable<(string Name, CardContent Content)> All =>
    [
        ("better", Note(Better, Outcome.Yes)),
        ("worse", Note(Better with { Change = -13.2, Low = -22, High = -4.4, Verdict = EffectVerdict.Worse }, Outcome.Partly)),
        ("cannot tell, with nothing to compare", Note(Better with { Comparison = null, Low = -3.5, High = 29, Verdict = EffectVerdict.CannotTell }, Outcome.No)),
        ("too little to matter", Note(Better with { Change = 3.1, Low = 1.2, High = 4.9, Verdict = EffectVerdict.CannotTell }, null)),
        ("a theme in stars, with others", ThemeNote),
    ];

    public static EffectEstimate Better { get; } = new(
        new(Metric.Nps, null, new SeriesPart.Touchpoint("arrival")), new(new(2026, 8, 3), new(2026, 9, 27)), new(new(2026, 10, 20), new(2026, 11, 16)),
        new(120, 31.2, 17, 45), new(64, 44.4, 27, 60),
        new([new("oslo-desk"), new("bonn-desk"), new("york-desk"), new("nice-desk")], new(512, 35.1, 29, 41), new(260, 35.3, 26, 44), 0.2), 13.2, 4.4, 22, EffectVerdict.Better);

    private static CardContent ThemeNote => new CardContent.EffectNote(
        Team, Fixed, FixOf(new FixOf.Theme(new(ThemeId.Of("sample"), "Nobody finds the bus")), null),
        Better with
        {
            Series = new(Metric.Stars, Scale.TryCreate(1, 5), new SeriesPart.Whole()), Before = new(300, 3.41, 3.2, 3.6), After = new(141, 3.93, 3.7, 4.1), Change = 0.48, Low = 0.11, High = 0.85,
            Comparison = new([new("oslo-desk")], new(280, 3.52, 3.3, 3.7), new(150, 3.56, 3.3, 3.8), 0.04),
            TogetherWith = [new FixOf.Issue(Fixed.Issue.Id), new FixOf.Issue(Fixed.Issue.Id)],
        });

    private static CardContent.EffectNote Note(EffectEstimate estimate, Outcome? said) => new(Team, Fixed, FixOf(new FixOf.Issue(Fixed.Issue.Id), said), estimate);

    private static Fix FixOf(FixOf of, Outcome? said) => new(of, Instant.FromUtc(2026, 10, 19, 12, 0), Instant.FromUtc(2026, 10, 12, 12, 0), [Team.Id], "A sign at the door", said);
}
