using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;

namespace HuddleBot.Core.Silences;

/// <summary>Whose signs of life are kept: the closed set.</summary>
public abstract record SignOf
{
    private SignOf() { }

    /// <summary>Answers of a source that could be read.</summary>
    public sealed record Feed(string Source) : SignOf;

    /// <summary>Answers that belong to a team.</summary>
    public sealed record Comments(TeamId Team) : SignOf;

    /// <summary>What the people of a team do: tag, decide, meet, call a customer.</summary>
    public sealed record People(TeamId Team) : SignOf;

    /// <summary>In the key of a row. Settings know sources whatever the case of their letters.</summary>
    internal string Key => this switch
    {
        Feed feed => "feed-" + TableLimits.EscapeKey(feed.Source.ToLowerInvariant()),
        Comments comments => "comments-" + comments.Team,
        People people => "people-" + people.Team,
        _ => throw new InvalidOperationException($"{this} has no key"),
    };
}
