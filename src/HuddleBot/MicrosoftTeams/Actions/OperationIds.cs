using HuddleBot.Core.Identity;
using HuddleBot.MicrosoftTeams.Protocol;

namespace HuddleBot.MicrosoftTeams.Actions;

/// <summary>What identifies one click, form or message for ever: the desk does nothing twice under the same id.</summary>
internal static class OperationIds
{
    /// <summary>An activity that comes again has the same id; where a client gives none, the same words of the same person at the same time are the same.</summary>
    public static string Of(Activity activity) => activity.Id is { Length: > 0 } id
        ? StableHash.Of("teams", "activity", activity.Conversation?.Id ?? "", id)
        : StableHash.Of(
            "teams", "activity without id", activity.Conversation?.Id ?? "", activity.From?.Id ?? "", activity.Timestamp?.ToString("O") ?? "", activity.Text ?? "",
            activity.Value?.GetRawText() ?? "");
}
