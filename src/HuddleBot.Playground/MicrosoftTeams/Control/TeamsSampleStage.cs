using HuddleBot.Playground.MicrosoftTeams.Tenant;

namespace HuddleBot.Playground.MicrosoftTeams.Control;

/// <summary>Sample comments in Teams: the area is the channel's name as people read it and "in Teams" ("Front desk in Teams"), so that the teams file can tell it from Slack's ("front-desk").</summary>
internal sealed class TeamsSampleStage(TeamsServer teams) : ISampleStage
{
    public Uri? FeedbackUrl => teams.Options.FeedbackUrl ?? (teams.Bot.Url is { } bot ? new Uri(bot, "/feedback/sample") : null);

    public string FeedbackSecret => teams.Options.FeedbackSecret;

    public TimeProvider TimeProvider => teams.Options.TimeProvider;

    public string? AreaOf(string channel)
    {
        lock (teams.Tenant.Gate) return teams.Tenant.FindChannel(channel) is { } found ? AreaNamed(found.Name) : null;
    }

    public string AttributeOf(string area)
    {
        lock (teams.Tenant.Gate) return teams.Tenant.Channels.Values.FirstOrDefault(channel => AreaNamed(channel.Name) == area) is { } found ? $"{found.Name} in Teams" : area;
    }

    public int TimesShown(string words)
    {
        lock (teams.Tenant.Gate)
            return teams.Tenant.Channels.Keys.SelectMany(teams.Tenant.MessagesOf).Count(message => message is { IsBot: true, IsDeleted: false } && message.AllText.Contains(words, StringComparison.Ordinal));
    }

    private static string AreaNamed(string channel) => channel.ToLowerInvariant().Replace(' ', '-');
}
