using System.Text.Json;
using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.News;
using HuddleBot.Core.Themes;
using NodaTime;

namespace HuddleBot.Benchmarks.Likeness;

/// <summary>
/// Escalations in the words of the labelled comments: each is made of the halves of two of one language, with a word of its own. Half of them are in themes of twenty, a tenth is
/// solved. The same in every run.
/// </summary>
internal sealed class ManyTexts(int known)
{
    private const int Teams = 300;
    private const int InATheme = 20;

    private static readonly Actor Ana = new(new(Platform.Slack, "T0001", "U0001"), "Ana");
    private static readonly Instant Now = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());

    private static readonly ILookup<string, Comment> Comments =
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "labelled.jsonl")).Select(line => JsonSerializer.Deserialize<Comment>(line, JsonSerializerOptions.Web)!).ToLookup(comment => comment.Language, StringComparer.Ordinal);

    private static readonly FrontlineTeam[] All =
    [
        .. Enumerable.Range(0, Teams).Select(index => new FrontlineTeam(
            new($"team-{index}"), $"Team {index}", new(Platform.Slack, "T0001", $"C{index}"), DateTimeZone.Utc, WorkingCalendar.MondayToFriday, [Ana.Id], null, [], PostingRules.Default,
            FrontlineTeam.DefaultCategories)),
    ];

    public IEnumerable<IssueNews> Known() => Enumerable.Range(0, known).Select(NewsOf);

    /// <summary>One that is not known: somebody opens its card.</summary>
    public IssueWithResponse Asked(int index) => ItemOf((10 * known) + index, new TriageState.Waiting());

    /// <summary>One more that was not known before.</summary>
    public IssueNews Another(int index) => NewsOf((20 * known) + index);

    private static IssueNews NewsOf(int index)
    {
        var item = ItemOf(index, (index % 10) switch
        {
            0 => new TriageState.Resolved(Ana, "We have put up a sign."),
            < 6 => new TriageState.Merged(Ana, ThemeId.Of((index / (2 * InATheme)).ToString(System.Globalization.CultureInfo.InvariantCulture)), "A theme"),
            _ => new TriageState.Waiting(),
        });
        return new(All[index % Teams], item, [item.Issue.LastEvent!], 1);
    }

    private static IssueWithResponse ItemOf(int index, TriageState triage)
    {
        var random = new Random(index);
        var language = Comments.ElementAt(random.Next(Comments.Count)).ToList();
        var (one, other) = (language[random.Next(language.Count)], language[random.Next(language.Count)]);
        var words = $"{Half(one.Words, first: true)} {Half(other.Words, first: false)} {StableHash.Of(index.ToString(System.Globalization.CultureInfo.InvariantCulture))[..6]}";
        var id = IssueId.Raised(All[index % Teams].Id, index.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var escalated = new IssueState.EscalatedToManager(Ana, new(one.Category, other.Ask, null, Now, Now, triage));
        return new(new(id, 1, words, Ana, Now, escalated, new IssueEvent.Escalated(Ana, Now, one.Category, other.Ask, null, Now)), null);
    }

    private static string Half(string words, bool first) => first ? words[..((words.Length + 1) / 2)] : words[(words.Length / 2)..];

    private sealed record Comment(string Language, string Words, string? Ask, string Category);
}
