using HuddleBot.Core.Feedback;
using NodaTime;

namespace HuddleBot.Feedback.Reading;

/// <summary>How the items of a source are to be understood.</summary>
public interface IResponseFormat
{
    /// <summary>The columns that a file of this format must have.</summary>
    IReadOnlyList<string> RequiredColumns { get; }

    /// <exception cref="ArgumentException">Never for what came from outside: an item with <see cref="IItem.Trouble"/> is not to be drafted.</exception>
    ResponseDraft Draft(IItem item);
}

public static class ResponseFormatExtensions
{
    /// <summary>The response, or why it is unreadable. Never throws for what stands in the item.</summary>
    public static ReadResponse Read(this IResponseFormat format, string source, IItem item, Instant now)
    {
        if (item.Trouble is { } trouble) return new ReadResponse.Unreadable(trouble, item.Raw, item.Line);
        var (response, id, reason) = ResponseRules.Read(source, format.Draft(item), now);
        return response is not null ? new ReadResponse.Read(response) : new ReadResponse.Unreadable(reason!, item.Raw, item.Line, id);
    }
}
