namespace HuddleBot.Playground.Slack.Control;

/// <summary>Sample comments in Slack: an area is a channel's name.</summary>
internal sealed class SlackSampleStage(SlackServer slack) : ISampleStage
{
    public Uri? FeedbackUrl => slack.Options.FeedbackUrl ?? (slack.Bot.Url is { } bot ? new Uri(bot, "/feedback/sample") : null);

    public string FeedbackSecret => slack.Options.FeedbackSecret;

    public TimeProvider TimeProvider => slack.Options.TimeProvider;

    public string? AreaOf(string channel)
    {
        lock (slack.Workspace.Gate) return slack.Workspace.FindChannel(channel)?.Name;
    }

    public string AttributeOf(string area) => area;

    public int TimesShown(string words)
    {
        lock (slack.Workspace.Gate)
            return slack.Workspace.Channels.Keys.SelectMany(slack.Workspace.MessagesOf).Count(message => message is { IsBot: true, EphemeralFor: null } && message.AllText.Contains(words, StringComparison.Ordinal));
    }
}
