using HuddleBot.Core.Effects;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.Identity;
using NodaTime;

namespace HuddleBot.Core.Digests;

/// <summary>A customer's own words, as they stand with the response now; never contact data.</summary>
/// <param name="Score">Null where no score was given.</param>
public sealed record DigestVerbatim(IssueId Issue, string Words, Score? Score, Instant AnsweredAt);

/// <summary>How managers answered what a team asked.</summary>
public enum CameBackAs
{
    Resolved,

    Declined,

    /// <summary>Sent back with guidance: the team fixes it itself.</summary>
    SentBack,
}

/// <summary>One answer of the outer loop, however many teams it went to.</summary>
/// <param name="Words">The answer, the reason or the guidance; as untrusted as any typed text.</param>
/// <param name="At">When; of several, the first.</param>
/// <param name="Issues">What it answers, one or more; each names the team that asked.</param>
/// <param name="Theme">Through which it was decided; null: by itself.</param>
public sealed record CameBack(CameBackAs As, string Words, Instant At, IReadOnlyList<IssueId> Issues, ThemeId? Theme)
{
    public IReadOnlyList<TeamId> Teams => [.. Issues.Select(issue => issue.Team).Distinct()];
}

/// <summary>A theme in the period.</summary>
/// <param name="IsDecided">Somebody has accepted, resolved or declined it.</param>
/// <param name="New">How many escalations of the scope joined it in the period.</param>
/// <param name="Responses">How many of the scope are in it at the end.</param>
/// <param name="Teams">Those of the scope that raised it.</param>
/// <param name="TeamsInAll">How many raised it, of the scope or not.</param>
/// <param name="Customers">How many customers are known to be hurt by it, of whatever team.</param>
/// <param name="Verbatims">At most <see cref="MostVerbatims"/>, of different customers, of different teams where there are; from the scope's teams.</param>
public sealed record DigestTheme(
    ThemeId Theme, string Title, bool IsDecided, int New, int Responses, IReadOnlyList<TeamId> Teams, int TeamsInAll, int Customers, IReadOnlyList<DigestVerbatim> Verbatims)
{
    public const int MostVerbatims = 3;
}

/// <summary>Something to celebrate: the closed set.</summary>
public abstract record Win
{
    private Win() { }

    /// <summary>The team says that what it tried worked.</summary>
    /// <param name="Tried">What it had promised; null: it did not say.</param>
    /// <param name="WhatHappened">Null: it did not say.</param>
    public sealed record FixWorked(IssueId Issue, string? Tried, string? WhatHappened, Instant At) : Win;

    /// <summary>The team says that a manager's answer helped.</summary>
    public sealed record AnswerHelped(IssueId Issue, string Answer, Instant At) : Win;

    /// <summary>A score that had fallen is what it was.</summary>
    public sealed record Recovered(ToldDrop Recovery) : Win;

    /// <summary>After something was fixed, the score rose more than that of similar teams without it; with all that came to be judged in the period taken together, by more than chance explains.</summary>
    public sealed record ScoreRose(Effect.Estimated Effect) : Win;

    /// <summary>People were thanked for a customer's words.</summary>
    /// <param name="Thanks">Whom and for what, in the words of who thanked them; null: just so.</param>
    /// <param name="InAll">How many comments were celebrated in the period; this is one of them.</param>
    public sealed record Celebrated(DigestVerbatim Verbatim, string? Thanks, int InAll) : Win;
}

/// <summary>
/// The one thing to decide: of all that nobody has decided at the end of the period, and that is not put off, what costs most: customers × yearly value × days since the first team asked. Of
/// the same cost what was asked first.
/// </summary>
/// <param name="AskedAt">When the first team asked.</param>
/// <param name="Days">Since then until the end of the period, in days begun.</param>
/// <param name="Customers">How many are known to be hurt.</param>
/// <param name="AnnualValue">What they are worth in a year together, in the company's own currency; null: not known of any.</param>
/// <param name="IsLate">It is past the time in which it should have been decided.</param>
/// <param name="Among">Of how many undecided things it was chosen, itself included.</param>
/// <param name="Teams">Those that asked.</param>
/// <param name="Verbatim">What a customer says of it; null: there are no words.</param>
public abstract record ThingToDecide(
    Instant AskedAt, int Days, int Customers, double? AnnualValue, bool IsLate, int Among, IReadOnlyList<TeamId> Teams, DigestVerbatim? Verbatim)
{
    /// <summary>How many of the customers are of high value and at risk; 0 where no team says who that is.</summary>
    public int AtRisk { get; init; }

    /// <summary>How many of the undecided things are of such customers, this one included.</summary>
    public int AmongAtRisk { get; init; }

    public sealed record OfTheme(
        ThemeId Theme, string Title, Instant AskedAt, int Days, int Customers, double? AnnualValue, bool IsLate, int Among, IReadOnlyList<TeamId> Teams, DigestVerbatim? Verbatim)
        : ThingToDecide(AskedAt, Days, Customers, AnnualValue, IsLate, Among, Teams, Verbatim);

    /// <param name="Category">As the team filed it.</param>
    /// <param name="Ask">What the team asks for; null: nothing in particular.</param>
    public sealed record OfEscalation(
        IssueId Issue, string Category, string? Ask, Instant AskedAt, int Days, int Customers, double? AnnualValue, bool IsLate, int Among, IReadOnlyList<TeamId> Teams, DigestVerbatim? Verbatim)
        : ThingToDecide(AskedAt, Days, Customers, AnnualValue, IsLate, Among, Teams, Verbatim);

    /// <summary>What its button opens: a theme or an issue.</summary>
    public string Item => this switch
    {
        OfTheme theme => theme.Theme.ToString(),
        OfEscalation escalation => escalation.Issue.ToString(),
        _ => throw new InvalidOperationException($"nothing opens {GetType().Name}"),
    };
}
