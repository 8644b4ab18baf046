using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.Core.Themes;

/// <summary>Themes as rows of one partition, readable by other tools.</summary>
internal static class ThemeRows
{
    public const string Partition = "themes";

    /// <summary>Themes: <c>t-{theme}</c>. Whoever changes anything about a theme saves this row: it is the theme's lock.</summary>
    public const string Theme = "t-";

    /// <summary>What is still to be passed on to the escalations in a theme and to its cards: <c>f-{theme}-{version}</c>.</summary>
    public const string ToPassOn = "f-";

    /// <summary>Themes that wait for somebody: <c>o-{theme}</c>, a copy of the theme's row, committed with it.</summary>
    public const string Open = "o-";

    /// <summary>One row: every theme that waits has such a copy, those from before there were any too.</summary>
    public const string OpenComplete = "open-complete";

    /// <summary>The events of themes: <c>h-{theme}-{version}</c>.</summary>
    public static string HistoryOf(ThemeId theme) => $"h-{theme.Key}-";

    /// <summary>What is known of each escalation that is or was in the theme: <c>m-{theme}-{issue}</c>.</summary>
    public static string MembersOf(ThemeId theme) => $"m-{theme.Key}-";

    /// <summary>Where the theme's cards are: <c>c-{theme}-{hash of the place}</c>.</summary>
    public static string CardsOf(ThemeId theme) => $"c-{theme.Key}-";

    /// <summary>Who was reminded of the theme, of which clock: <c>r-{theme}-{clock}-{reminder}</c>.</summary>
    public static string RemindersOf(ThemeId theme) => $"r-{theme.Key}-";

    public static string OpenRow(ThemeId theme) => Open + theme.Key;

    public static string MemberRow(ThemeId theme, IssueId issue) => MembersOf(theme) + issue;

    public static string ToPassOnRow(ThemeId theme, int version) => $"{ToPassOn}{theme.Key}-{version:D6}";

    /// <summary>Beside the row of the event, which may still wait: the cards show something new, although nothing happened to the theme.</summary>
    public static string ToDrawRow(ThemeId theme, int version) => ToPassOnRow(theme, version) + "-draw";

    /// <summary>For lists and other tools; the truth is the history.</summary>
    public static TableEntity ToEntity(Theme theme, ThemeFigures figures, string? eTag)
    {
        var row = new TableEntity(Partition, Theme + theme.Id.Key, eTag)
        {
            ["Theme"] = theme.Id.ToString(),
            ["Version"] = theme.Version,
            ["Title"] = theme.Title,
            ["State"] = theme.State.GetType().Name,
            ["BegunAt"] = theme.BegunAt,
            ["Issues"] = theme.Members.Count,
            ["Teams"] = theme.Teams.Count,
            ["TeamIds"] = string.Join(' ', theme.Teams),
            ["Since"] = theme.Since,
            ["IsOpen"] = theme.IsOpen,
        };
        figures.Write(row);
        IssueEventRow.SetActor(row, "Owner", theme.Owner);
        switch (theme.State)
        {
            case ThemeState.Open s: row["AnswerBy"] = s.AnswerBy; break;
            case ThemeState.Accepted s:
                SetDate(row, s.By);
                TriageEventRow.SetGroup(row, s.Group);
                IssueEventRow.SetActor(row, "AcceptedBy", s.DecidedBy);
                break;
            case ThemeState.Declined s: row["Reason"] = s.Reason; break;
            case ThemeState.Resolved s: row["Answer"] = s.Answer; break;
        }

        return row;
    }

    public static ThemeSummary SummaryOf(TableEntity row) => new(
        row.RequireString("Title"), row.GetString("State") is nameof(ThemeState.Declined) or nameof(ThemeState.Resolved), row.GetInt32("Issues") ?? 0, row.GetInt32("Teams") ?? 0);

    public static TableEntity ToEntity(ThemeId theme, int version, ThemeEvent @event, string operation)
    {
        var row = new TableEntity(Partition, $"{HistoryOf(theme)}{version:D6}")
        {
            ["Theme"] = theme.ToString(),
            ["Version"] = version,
            ["Event"] = @event.GetType().Name,
            ["At"] = @event.At,
            ["Operation"] = operation,
        };
        IssueEventRow.SetActor(row, "By", @event.By);
        row["ByFrom"] = @event.By.From?.ToString();
        switch (@event)
        {
            case ThemeEvent.Begun e: row["Title"] = e.Title; row["AnswerBy"] = e.AnswerBy; break;
            case ThemeEvent.Joined e: row["Issue"] = e.Issue.ToString(); break;
            case ThemeEvent.Left e: row["Issue"] = e.Issue.ToString(); break;
            case ThemeEvent.Renamed e: row["Title"] = e.Title; break;
            case ThemeEvent.Accepted e: IssueEventRow.SetActor(row, "Owner", e.Owner); SetDate(row, e.Date); TriageEventRow.SetGroup(row, e.Group); break;
            case ThemeEvent.Declined e: row["Reason"] = e.Reason; break;
            case ThemeEvent.Resolved e: row["Answer"] = e.Answer; break;
            case ThemeEvent.Reopened e: row["Reason"] = e.Reason; row["AnswerBy"] = e.AnswerBy; break;
            case ThemeEvent.Undone: break;
            default: throw new ArgumentOutOfRangeException(nameof(@event), @event, "no such event");
        }

        return row;
    }

    public static (ThemeEvent Event, string Operation) EventOf(TableEntity row)
    {
        var (by, at) = (IssueEventRow.GetBy(row), row.RequireInstant("At"));
        ThemeEvent @event = row.RequireString("Event") switch
        {
            nameof(ThemeEvent.Begun) => new ThemeEvent.Begun(by, at, row.RequireString("Title"), row.RequireInstant("AnswerBy")),
            nameof(ThemeEvent.Joined) => new ThemeEvent.Joined(by, at, IssueIn(row)),
            nameof(ThemeEvent.Left) => new ThemeEvent.Left(by, at, IssueIn(row)),
            nameof(ThemeEvent.Renamed) => new ThemeEvent.Renamed(by, at, row.RequireString("Title")),
            nameof(ThemeEvent.Accepted) => new ThemeEvent.Accepted(by, at, IssueEventRow.GetActor(row, "Owner"), LocalDatePattern.Iso.Parse(row.RequireString("Date")).Value)
            {
                Group = TriageEventRow.GetGroup(row),
            },
            nameof(ThemeEvent.Declined) => new ThemeEvent.Declined(by, at, row.RequireString("Reason")),
            nameof(ThemeEvent.Resolved) => new ThemeEvent.Resolved(by, at, row.RequireString("Answer")),
            nameof(ThemeEvent.Reopened) => new ThemeEvent.Reopened(by, at, row.GetString("Reason"), row.RequireInstant("AnswerBy")),
            nameof(ThemeEvent.Undone) => new ThemeEvent.Undone(by, at),
            var other => throw new InvalidDataException($"row {row.PartitionKey}/{row.RowKey} holds an unknown event {other}"),
        };
        return (@event, row.RequireString("Operation"));
    }

    public static IssueId IssueIn(TableEntity row) =>
        IssueId.TryParse(row.RequireString("Issue")) ?? throw new InvalidDataException($"row {row.PartitionKey}/{row.RowKey} names no issue");

    private static void SetDate(TableEntity row, LocalDate date) => row["Date"] = LocalDatePattern.Iso.Format(date);
}
