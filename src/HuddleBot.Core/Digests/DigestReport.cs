using System.Collections.Frozen;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Scores;
using HuddleBot.Core.Silences;
using NodaTime;

namespace HuddleBot.Core.Digests;

/// <summary>
/// What a digest says, in figures and the words of customers and teams. Nothing of it is to be stored: whoever keeps something keeps scope, period and ids, and has the report made again, so
/// that what was erased is gone from it too.
/// </summary>
/// <param name="MadeAt">When; what has happened since is not in it.</param>
/// <param name="Figures">Of all the teams together.</param>
/// <param name="Before">The same of the period before.</param>
/// <param name="Teams">Of each team, in the order of the teams file. <paramref name="Figures"/> and <paramref name="Before"/> are their sums.</param>
/// <param name="Drops">Falls and recoveries that were told in the period, oldest first.</param>
/// <param name="CameBack">Answers to escalations, the one for most teams first; at most <see cref="MostCameBack"/>.</param>
/// <param name="Themes">Those that grew most in the period first, then the biggest; at most <see cref="MostThemes"/>.</param>
/// <param name="Wins">In the order in which they are told; at most <see cref="MostWins"/>.</param>
/// <param name="Silent">What should have been heard of and was not, at the end of the period, and what has come back in it.</param>
/// <param name="Decide">The one thing to decide; null: there is none.</param>
public sealed record DigestReport(
    DigestScope Scope, DigestPeriod Period, Instant MadeAt, ActivityFigures Figures, ActivityFigures Before, IReadOnlyList<TeamFigures> Teams, DigestScores Scores,
    IReadOnlyList<ToldDrop> Drops, IReadOnlyList<CameBack> CameBack, IReadOnlyList<DigestTheme> Themes, IReadOnlyList<Win> Wins, SilenceReport Silent, ThingToDecide? Decide)
{
    public const int MostCameBack = 10;
    public const int MostThemes = 3;
    public const int MostWins = 6;

    /// <summary>How many answers came back; those of <see cref="CameBack"/> among them.</summary>
    public int CameBackInAll { get; init; } = CameBack.Count;

    /// <summary>The words by which cards name the oldest open issues of all teams together, as untrusted as any typed text; what has none is not among them.</summary>
    public IReadOnlyDictionary<IssueId, string> Names { get; init; } = FrozenDictionary<IssueId, string>.Empty;

    /// <summary>Of each loop of all teams together what is open longest, where something is.</summary>
    public IReadOnlyList<IssueId> OldestOpen => [.. new[] { Figures.Inner, Figures.Outer, Figures.FollowUps }.Select(loop => loop.Oldest?.Issue).OfType<IssueId>().Distinct()];

    /// <summary>A silent period: no answers, nothing opened, closed or late, nothing told and nothing gone silent.</summary>
    public bool IsEmpty => Figures.IsEmpty && Drops.Count == 0 && CameBack.Count == 0 && Wins.Count == 0 && Silent.Silent.Count == 0 && Silent.Back.Count == 0;
}

/// <summary>One team's figures.</summary>
/// <param name="Name">As the teams file has it.</param>
public sealed record TeamFigures(TeamId Team, string Name, ActivityFigures Figures, ActivityFigures Before);

/// <summary>What was done in one period, counted.</summary>
/// <param name="Answers">Scores that customers gave on the days of the period.</param>
/// <param name="Inner">What teams fix themselves: from the promise until it is done or dropped.</param>
/// <param name="Outer">What managers are asked for: from the escalation until it is resolved, declined or sent back.</param>
/// <param name="FollowUps">Calls to customers: from the answer until the customer was spoken to, or cannot be.</param>
/// <param name="PromisesKept">Of the teams' promises whose time came: done by the promised day.</param>
/// <param name="CustomerPromisesKept">The same of what was promised to customers.</param>
/// <param name="HuddlesHeld">Of the huddles that were planned; holidays, pauses and what the bot itself missed left out.</param>
/// <param name="HuddlesMissedByBot">Those were not announced, because the bot was down.</param>
/// <param name="Worked">How often a team said that it worked: what it had tried, or what a manager had answered.</param>
/// <param name="Celebrated">Comments for which people were thanked.</param>
public sealed record ActivityFigures(
    int Answers, LoopFigures Inner, LoopFigures Outer, LoopFigures FollowUps, DigestShare PromisesKept, DigestShare CustomerPromisesKept, DigestShare HuddlesHeld, int HuddlesMissedByBot,
    int Worked, int Celebrated)
{
    public static ActivityFigures None { get; } = new(0, LoopFigures.None, LoopFigures.None, LoopFigures.None, DigestShare.None, DigestShare.None, DigestShare.None, 0, 0, 0);

    /// <summary>No answers, nothing opened, closed or late.</summary>
    public bool IsEmpty => Answers == 0 && Worked == 0 && Celebrated == 0 && Inner.IsQuiet && Outer.IsQuiet && FollowUps.IsQuiet;

    public static ActivityFigures operator +(ActivityFigures one, ActivityFigures other) => new(
        one.Answers + other.Answers, one.Inner + other.Inner, one.Outer + other.Outer, one.FollowUps + other.FollowUps, one.PromisesKept + other.PromisesKept,
        one.CustomerPromisesKept + other.CustomerPromisesKept, one.HuddlesHeld + other.HuddlesHeld, one.HuddlesMissedByBot + other.HuddlesMissedByBot, one.Worked + other.Worked,
        one.Celebrated + other.Celebrated);
}

/// <summary>What became of the loops of one kind in one period. <c>OpenAtStart + Opened − Closed − Left = OpenAtEnd</c>.</summary>
/// <param name="Opened">Begun in the period, or opened again.</param>
/// <param name="Closed">Brought to an end in it.</param>
/// <param name="Left">Neither: taken back, or handed to the other loop.</param>
/// <param name="Late">Open at the end, and past the time that was set.</param>
/// <param name="InTime">Of those whose clock was stopped in the period before it had run out, or ran out in it: the former. Each clock is judged once.</param>
/// <param name="Oldest">Of those open at the end; null: none is.</param>
public sealed record LoopFigures(int OpenAtStart, int Opened, int Closed, int Left, int OpenAtEnd, int Late, DigestShare InTime, OldestOpen? Oldest)
{
    public static LoopFigures None { get; } = new(0, 0, 0, 0, 0, 0, DigestShare.None, null);

    /// <summary>Nothing opened, closed or late.</summary>
    public bool IsQuiet => Opened == 0 && Closed == 0 && Left == 0 && Late == 0 && InTime.Of == 0;

    public static LoopFigures operator +(LoopFigures one, LoopFigures other) => new(
        one.OpenAtStart + other.OpenAtStart, one.Opened + other.Opened, one.Closed + other.Closed, one.Left + other.Left, one.OpenAtEnd + other.OpenAtEnd, one.Late + other.Late,
        one.InTime + other.InTime, OldestOpen.OlderOf(one.Oldest, other.Oldest));
}

/// <summary>What has been open the longest. Who has it is not said: nobody is ranked.</summary>
/// <param name="Days">Since then until the end of the period, in days begun; 1 or more.</param>
/// <param name="IsLate">Its time is over.</param>
public sealed record OldestOpen(IssueId Issue, Instant Since, int Days, bool IsLate)
{
    internal static OldestOpen? OlderOf(OldestOpen? one, OldestOpen? other) =>
        one is null ? other : other is null ? one
        : (one.Since, one.Issue.ToString()).CompareTo((other.Since, other.Issue.ToString())) <= 0 ? one : other;
}

/// <summary>So many of so many.</summary>
/// <param name="Yes">0 to <paramref name="Of"/>.</param>
public readonly record struct DigestShare(int Yes, int Of)
{
    public static DigestShare None { get; } = new(0, 0);

    /// <summary>In per cent, with Wilson's 95 % interval. Null: of fewer than <see cref="WindowScore.LeastAnswers"/> a share says nothing that the two numbers do not say better.</summary>
    public ScoreFigure? Figure => Of < WindowScore.LeastAnswers ? null : new TopBoxSample(Of, Yes).Figure;

    public static DigestShare operator +(DigestShare one, DigestShare other) => new(one.Yes + other.Yes, one.Of + other.Of);
}
