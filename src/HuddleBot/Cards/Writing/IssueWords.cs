using HuddleBot.Core.Cards;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Issues;

namespace HuddleBot.Cards.Writing;

/// <summary>How an issue is put: its headline, the customer's words at several lengths, and where it comes from. Never contact data.</summary>
internal static class IssueWords
{
    /// <summary>"3 of 10 · detractor", "2 of 5 stars", "No score", who raised it, or that the score has fallen.</summary>
    public static string Headline(this CardWriter write, IssueWithResponse item)
    {
        if (item.Drop is { } behind) return write.Title(behind.Drop);
        if (item.Response is null && item.Issue.RaisedBy is { } raiser) return write.Say(Phrases.Lines.Raised, CardWriter.Name(raiser));
        if (item.Response?.Score is not { } score) return CardWriter.CapitalFirst(write.Say(Phrases.Scores.None));
        return write.Meaning(score) is { } meaning ? write.Say(Phrases.Scores.Headline, write.Points(score), meaning) : write.Points(score);
    }

    /// <summary>One line for a notification: "Detractor 3 of 10: Nobody could tell me where…".</summary>
    public static string Notice(this CardWriter write, IssueWithResponse item)
    {
        var headline = item.Response?.Score is { } score && write.Meaning(score) is { } meaning
            ? write.Say(Phrases.Scores.Notice, CardWriter.CapitalFirst(meaning), write.Points(score))
            : write.Headline(item);
        return Line(item, CardLengths.Notice) is { } words ? write.Say(Phrases.Lines.Told, headline, words) : headline;
    }

    /// <summary>The customer's words as they are, shortened; null where there are none.</summary>
    public static string? Words(IssueWithResponse item, int limit) =>
        item.Words is { } words && DisplayText.Clean(words) is { Length: > 0 } clean ? DisplayText.Shorten(clean, limit) : null;

    public static bool AreLongerThan(IssueWithResponse item, int limit) => item.Words is { } words && DisplayText.Clean(words).Length > limit;

    /// <summary>The customer's words on one line; null where there are none.</summary>
    public static string? Line(IssueWithResponse item, int limit) => item.Words is { } words && DisplayText.Line(words, limit) is { Length: > 0 } line ? line : null;

    /// <summary>Quoted, or "no comment".</summary>
    public static string QuotedLine(this CardWriter write, IssueWithResponse item, int limit) =>
        Line(item, limit) is { } words ? write.Say(Phrases.Lines.Quoted, words) : write.Say(Phrases.Lines.NoWords);

    /// <summary>What the customer means to the team, touchpoint, when, and the attributes that the team chose.</summary>
    /// <param name="zone">Of who reads it; null: the team's.</param>
    public static string Context(this CardWriter write, IssueWithResponse item, FrontlineTeam team, NodaTime.DateTimeZone? zone = null)
    {
        var parts = new List<string>();
        if (write.Quadrant(item, team) is { } quadrant) parts.Add(quadrant);
        if (item.Response?.Touchpoint is { } touchpoint) parts.Add(CardWriter.CapitalFirst(DisplayText.Line(touchpoint, CardLengths.AttributeValue)));
        parts.Add(write.Moment(item.Response?.AnsweredAt ?? item.Issue.CreatedAt, zone ?? team.TimeZone));
        if (item.Response is { } response) parts.AddRange(write.Attributes(response, team));
        return DisplayText.Shorten(string.Join(" · ", parts.Where(part => part.Length > 0)), write.Room.Of(CardLengths.Context));
    }

    private static IEnumerable<string> Attributes(this CardWriter write, Response response, FrontlineTeam team) =>
        team.Posting.ShowAttributes.Distinct(StringComparer.Ordinal).Where(name => !string.IsNullOrWhiteSpace(response.Attributes.GetValueOrDefault(name))).Take(CardLengths.Attributes)
            .Select(name => write.Say(
                Phrases.Lines.Attribute, DisplayText.Line(name, CardLengths.AttributeName), DisplayText.Line(response.Attributes[name], CardLengths.AttributeValue)));
}
