using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using HuddleBot.Core.Themes;

namespace HuddleBot.Core.Issues;

/// <summary>What an event's row says of the theme through which it was decided, where it was.</summary>
internal static class ThroughThemeRow
{
    public static void Note(TableEntity row, IssueEvent @event)
    {
        if (ThemeOf(@event) is not { } theme) return;
        row["ThroughTheme"] = theme.Id.ToString();
        row["ThroughThemeTitle"] = theme.Title;
    }

    public static IssueEvent Read(TableEntity row, IssueEvent @event)
    {
        if (ThemeId.TryParse(row.GetString("ThroughTheme")) is not { } id) return @event;
        var theme = new ThemeReference(id, row.GetString("ThroughThemeTitle") ?? "");
        return @event switch
        {
            IssueEvent.TriageAccepted e => e with { Theme = theme },
            IssueEvent.TriageDeclined e => e with { Theme = theme },
            IssueEvent.TriageResolved e => e with { Theme = theme },
            _ => @event,
        };
    }

    private static ThemeReference? ThemeOf(IssueEvent @event) => @event switch
    {
        IssueEvent.TriageAccepted e => e.Theme,
        IssueEvent.TriageDeclined e => e.Theme,
        IssueEvent.TriageResolved e => e.Theme,
        _ => null,
    };
}
