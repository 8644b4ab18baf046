using HuddleBot.MicrosoftTeams.Protocol;

namespace HuddleBot.MicrosoftTeams.Inbound;

/// <summary>Whether a sender may say this activity ("Authenticate requests": endorsements and the serviceurl claim).</summary>
internal static class ActivityRules
{
    /// <summary>The only channel that is served: in others (Direct Line, Web Chat) whoever writes chooses their own name and ids.</summary>
    public const string Channel = "msteams";

    /// <summary>What no activity lacks.</summary>
    public static bool IsComplete(Activity activity) =>
        !string.IsNullOrEmpty(activity.Type) && !string.IsNullOrEmpty(activity.ChannelId) && !string.IsNullOrEmpty(activity.ServiceUrl) && !string.IsNullOrEmpty(activity.Conversation?.Id);

    /// <summary>Null: it may. Else why not, for the log.</summary>
    public static string? Refuse(RequestSender sender, Activity activity, ServiceUrls serviceUrls)
    {
        if (sender is RequestSender.Connector connector)
        {
            if (connector.Endorsements.Count == 0) return "the key of the token is endorsed for no channel";
            if (!connector.Endorsements.Contains(activity.ChannelId!)) return "the key of the token is not endorsed for the activity's channel";
            if (string.IsNullOrEmpty(connector.ServiceUrl)) return "the token has no serviceurl";
            if (!IsSame(connector.ServiceUrl, activity.ServiceUrl!)) return "the token's serviceurl is not the activity's";
        }

        if (activity.ChannelId != Channel) return "the activity does not come from Microsoft Teams";
        return serviceUrls.Allows(activity.ServiceUrl) ? null : "the activity's serviceUrl is not allowed (AllowedServiceUrls)";
    }

    private static bool IsSame(string claim, string serviceUrl) => claim.TrimEnd('/').Equals(serviceUrl.TrimEnd('/'), StringComparison.OrdinalIgnoreCase);
}
