using System.Globalization;
using HuddleBot.Core.Issues;

namespace HuddleBot.Core.Cards;

/// <summary>The id of a row of buttons (Slack: <c>block_id</c>): it says which version of the issue the person looks at, since a button carries the issue's id alone.</summary>
public static class ButtonRow
{
    /// <param name="row">Tells the rows of one message apart.</param>
    public static string IdOf(string row, Issue issue) => $"{row}-{issue.Id}-{issue.Version.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The version at the time of drawing; null for an id that <see cref="IdOf"/> has not made for this issue.</summary>
    public static int? SeenVersion(string? id, Identity.IssueId issue)
    {
        var marker = $"-{issue}-";
        var at = id?.IndexOf(marker, StringComparison.Ordinal) ?? -1;
        return at >= 0 && int.TryParse(id![(at + marker.Length)..], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;
    }
}
