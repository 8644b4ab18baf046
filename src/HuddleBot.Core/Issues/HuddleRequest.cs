using HuddleBot.Core.Portfolio;
using HuddleBot.Core.Triage;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.Core.Issues;

/// <summary>What somebody asks of the bot in words (<c>/huddle …</c>, or behind the bot's name): the closed set.</summary>
public abstract record HuddleRequest
{
    private HuddleRequest() { }

    /// <summary>Also whatever is not understood.</summary>
    public sealed record Help : HuddleRequest;

    public sealed record Issues : HuddleRequest;

    /// <param name="Words">Null: a form is wanted.</param>
    public sealed record Add(string? Words) : HuddleRequest;

    /// <summary>What the person has promised.</summary>
    public sealed record MyPromises : HuddleRequest;

    /// <summary>The queue of who decides on escalations.</summary>
    /// <param name="Category">One of the teams' categories, as typed; null: all.</param>
    /// <param name="Quadrant">Of whose customers alone; null: all.</param>
    public sealed record Queue(QueueView View, string? Category, Quadrant? Quadrant = null) : HuddleRequest
    {
        /// <summary>Its first page, what is due first before the rest.</summary>
        public QueueQuery Query => QueueQuery.First with { View = View, Category = Category, Quadrant = Quadrant };
    }

    /// <summary>What the digest says now.</summary>
    public sealed record Digest : HuddleRequest;

    /// <summary>When the team meets next.</summary>
    public sealed record Schedule : HuddleRequest;

    /// <summary>How customers answer.</summary>
    /// <param name="Words">A touchpoint or a segment, a number of days, or both, as typed; null: the whole team.</param>
    public sealed record Score(string? Words) : HuddleRequest;

    /// <summary>A huddle now: the one at hand, or one outside of the schedule.</summary>
    public sealed record Start : HuddleRequest;

    /// <summary>No huddles for a while.</summary>
    /// <param name="Until">The last day of the pause; null: none was named, or it cannot be read.</param>
    public sealed record Pause(LocalDate? Until) : HuddleRequest;

    /// <summary>The pause is over.</summary>
    public sealed record Resume : HuddleRequest;

    /// <param name="text">What stands behind the command or the bot's name, in plain text.</param>
    public static HuddleRequest Read(string text) => TryRead(text) ?? new Help();

    /// <summary>Null: it begins with no word that is known.</summary>
    /// <inheritdoc cref="Read"/>
    public static HuddleRequest? TryRead(string text)
    {
        var words = text.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words.FirstOrDefault()?.ToUpperInvariant() switch
        {
            "ISSUES" => new Issues(),
            "PROMISES" or "MINE" => new MyPromises(),
            "QUEUE" => QueueOf(words.ElementAtOrDefault(1)),
            "DIGEST" => new Digest(),
            "SCHEDULE" => new Schedule(),
            "SCORE" => new Score(words.ElementAtOrDefault(1)),
            "START" => new Start(),
            "PAUSE" => new Pause(DateIn(words.ElementAtOrDefault(1))),
            "RESUME" => new Resume(),
            "ADD" => new Add(words.Length == 2 ? words[1] : null),
            null or "HELP" => new Help(),
            _ => null,
        };
    }

    /// <summary>"overdue price": a view, a category or "at risk", both in this order, or nothing.</summary>
    private static Queue QueueOf(string? words)
    {
        var parts = words?.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        QueueView? view = parts.FirstOrDefault()?.ToUpperInvariant() switch
        {
            "MINE" => QueueView.Mine,
            "OPEN" => QueueView.Open,
            "OVERDUE" => QueueView.Overdue,
            "SNOOZED" => QueueView.Snoozed,
            _ => null,
        };
        var of = view is null ? words?.Trim() : parts.ElementAtOrDefault(1);
        var isAtRisk = string.Equals(of, "at risk", StringComparison.OrdinalIgnoreCase);
        return new(view ?? QueueView.WaitingForMe, isAtRisk || string.IsNullOrEmpty(of) ? null : of, isAtRisk ? Quadrant.AtRisk : null);
    }

    /// <summary>The first ISO date among the words: "until 2026-12-24".</summary>
    private static LocalDate? DateIn(string? words) => words?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .Select(word => LocalDatePattern.Iso.Parse(word)).Where(read => read.Success).Select(read => (LocalDate?)read.Value).FirstOrDefault();
}
