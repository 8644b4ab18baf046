using System.Runtime.CompilerServices;
using HuddleBot.Core.Diagnosis;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using HuddleBot.Hosting;
using HuddleBot.Slack.Installation;
using HuddleBot.Slack.Manifest;
using HuddleBot.Slack.WebApi;

namespace HuddleBot.Slack.Diagnosis;

/// <summary>Asks Slack, for each workspace, who we are, what we may do and what time it is; then looks at each team's channels.</summary>
internal sealed class SlackDiagnosis(
    SlackWebApiClient client, SlackOptions options, ITeamDirectory directory, TimeProvider time, SlackInstallations? installations = null) : IDiagnosis
{
    private const string OfSettings = "(settings)";

    public async IAsyncEnumerable<Finding> ExamineAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var finding in SecretKinds.Judge(options)) yield return finding;
        var (teams, gone) = await TeamsAsync(cancellationToken);
        var workspaces = await WorkspacesAsync(teams, gone is null, cancellationToken);
        if (workspaces.Count == 0) yield return Finding.Note("Slack: no workspace has installed the bot yet", "open /slack/install of this bot in a browser");

        var (open, scopesAndClock) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<Finding>());
        foreach (var workspace in workspaces)
        {
            var reply = await client.AuthTestAsync(workspace, cancellationToken);
            var (isOpen, finding) = JudgeToken(workspace, reply);
            if (isOpen) open.Add(workspace);
            yield return finding;

            // One token for several workspaces, one line for the same trouble.
            if (reply.Headers is not { } headers) continue;
            foreach (var more in (Finding?[])[isOpen ? JudgeScopes(workspace, headers) : null, JudgeClock(headers)])
                if (more is not null && scopesAndClock.Add(more)) yield return more;
        }

        foreach (var (team, channel) in ChannelsOf(teams).Where(item => open.Contains(item.Channel.Workspace)))
            yield return JudgeChannel(team, channel, await LookAsync(channel, cancellationToken));

        // What needs no storage has been looked at all the same.
        if (gone is not null) throw new StorageUnavailableException(gone.Message, gone);
    }

    private static IEnumerable<(FrontlineTeam Team, ChannelId Channel)> ChannelsOf(IReadOnlyList<FrontlineTeam> teams) =>
        teams.SelectMany(team => (ChannelId?[])[team.Channel, team.ManagerChannel], (team, channel) => (team, channel))
            .Where(item => item.channel is { Platform: Platform.Slack }).Select(item => (item.team, item.channel!)).DistinctBy(item => item.Item2);

    private async Task<(IReadOnlyList<FrontlineTeam> Teams, StorageUnavailableException? Gone)> TeamsAsync(CancellationToken cancellationToken)
    {
        try
        {
            return ((await directory.CurrentAsync(cancellationToken)).Teams, null);
        }
        catch (StorageUnavailableException e)
        {
            return ([], e);
        }
    }

    /// <summary>Many channels may exceed Slack's rate: then as often as it takes, each time as late as Slack says.</summary>
    private async Task<SlackReply<ConversationInfo>> LookAsync(ChannelId channel, CancellationToken cancellationToken)
    {
        while (true)
        {
            var reply = await client.ConversationsInfoAsync(channel.Workspace, channel.Channel, cancellationToken);
            if (reply is not SlackReply<ConversationInfo>.Failed { Error: { Code: "ratelimited", RetryAfter: not null } }) return reply;
        }
    }

    private async Task<List<string>> WorkspacesAsync(IReadOnlyList<FrontlineTeam> teams, bool withStorage, CancellationToken cancellationToken)
    {
        var workspaces = ChannelsOf(teams).Select(item => item.Channel.Workspace).ToList();
        if (installations is not null && withStorage) workspaces.AddRange(await installations.WorkspacesAsync(cancellationToken).ToListAsync(cancellationToken));
        if (workspaces.Count == 0 && options.BotToken is not null && (installations is null || withStorage)) workspaces.Add(OfSettings);
        return [.. workspaces.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private (bool IsOpen, Finding Finding) JudgeToken(string workspace, SlackReply<AuthTestResult> reply) => reply switch
    {
        SlackReply<AuthTestResult>.Ok { Result: var me } when workspace != OfSettings && me.TeamId != workspace => (false, Finding.Wrong(
            $"Slack: the token belongs to workspace {me.TeamId} ({me.Team}), the teams file names {workspace}", "mend the teams file and run 'teams apply FILE', or take that workspace's token")),
        SlackReply<AuthTestResult>.Ok { Result: var me } => (true, Finding.Ok($"Slack: signed in to workspace {me.TeamId} ({me.Team}) as {me.User}")),
        SlackReply<AuthTestResult>.Failed { Error: { Kind: SlackErrorKind.Retry } error } => (false, Finding.Wrong(
            $"Slack does not answer at {options.ApiBaseUrl} ({error})", "look at the network, the proxy and Slack:ApiBaseUrl; messages wait meanwhile")),
        SlackReply<AuthTestResult>.Failed { Error: var error } when options.BotToken is null => (false, Finding.Wrong(
            $"Slack: workspace {workspace} does not have the bot any more ({error})", "install it again: open /slack/install of this bot in a browser")),
        SlackReply<AuthTestResult>.Failed { Error: var error } => (false, Finding.Wrong(
            $"Slack does not take the bot's token ({error})", "copy the \"Bot User OAuth Token\" from the app's page into Slack:BotToken, and restart the bot")),
        _ => throw new InvalidOperationException("no such reply"),
    };

    private static Finding? JudgeScopes(string workspace, AnswerHeaders headers)
    {
        if (headers.Scopes is not { } granted) return Finding.Note($"Slack does not say what the bot may do in workspace {workspace}");
        var missing = SlackScopes.Bot.Except(granted, StringComparer.Ordinal).ToList();
        return missing.Count == 0
            ? Finding.Ok($"Slack: the bot may do what it needs ({SlackScopes.Bot.Count} scopes)")
            : Finding.Wrong(
                $"Slack: missing {(missing.Count == 1 ? "scope" : "scopes")} {string.Join(", ", missing)}",
                "add them on the app's page under \"OAuth & Permissions\" (manifests/slack/manifest.json lists all), then install the app again");
    }

    private Finding? JudgeClock(AnswerHeaders headers) =>
        headers.At is { } at ? ClockSkew.Judge(time.GetUtcNow(), at, "Slack", "Slack's", "at 5 minutes the bot refuses everything that Slack sends") : null;

    private static Finding JudgeChannel(FrontlineTeam team, ChannelId channel, SlackReply<ConversationInfo> reply)
    {
        var place = $"Slack: {(channel == team.Channel ? "channel" : "manager channel")} {channel.Channel} of team {team.Id}";
        return reply switch
        {
            SlackReply<ConversationInfo>.Ok { Result: { IsArchived: true } info } => Finding.Wrong(
                $"{place} is archived{Named(info)}", "bring it back in Slack, or name another in the teams file and run 'teams apply FILE'; messages wait meanwhile"),
            SlackReply<ConversationInfo>.Ok { Result: { IsMember: false } info } => Finding.Wrong(
                $"{place}: the bot is not in it{Named(info)}", "write /invite @HuddleBot there; messages wait meanwhile"),
            SlackReply<ConversationInfo>.Ok { Result: var info } => Finding.Ok($"{place} takes messages{Named(info)}"),
            SlackReply<ConversationInfo>.Failed { Error: { Code: "channel_not_found" } } => Finding.Wrong(
                $"{place} is not there, or is private and the bot is not in it", "write /invite @HuddleBot there, or mend the id in the teams file and run 'teams apply FILE'"),
            SlackReply<ConversationInfo>.Failed { Error: { Kind: SlackErrorKind.Scope } error } => Finding.Wrong(
                $"{place} cannot be looked at ({error})", "add the missing scope on the app's page under \"OAuth & Permissions\", then install the app again"),
            SlackReply<ConversationInfo>.Failed { Error: { Kind: SlackErrorKind.Retry } error } => Finding.Wrong(
                $"{place} could not be looked at, Slack gave no answer ({error})", "run doctor again in a minute"),
            SlackReply<ConversationInfo>.Failed { Error: var error } => Finding.Wrong($"{place} cannot be looked at ({error})", "look at the channel in Slack and at the app's page"),
            _ => throw new InvalidOperationException("no such reply"),
        };
    }

    private static string Named(ConversationInfo info) => info.Name is { } name ? $" (#{name})" : "";
}
