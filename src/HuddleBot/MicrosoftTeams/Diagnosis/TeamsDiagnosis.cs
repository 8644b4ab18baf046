using System.Net;
using System.Runtime.CompilerServices;
using HuddleBot.Core.Diagnosis;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Hosting;
using HuddleBot.MicrosoftTeams.Connector;
using HuddleBot.MicrosoftTeams.Conversations;

namespace HuddleBot.MicrosoftTeams.Diagnosis;

/// <summary>Asks for the bot's token, then looks at each team's channels, and at the managers who are written to directly.</summary>
internal sealed class TeamsDiagnosis(
    IBotTokens tokens, ConnectorClient client, ConversationStore store, ConversationAddresses addresses, TeamsDirectory people, ServiceUrls serviceUrls, ITeamDirectory directory, TimeProvider time) : IDiagnosis
{
    private const string Add = "add the app to that team in Microsoft Teams (Apps, HuddleBot, Add to a team); messages wait meanwhile";

    public async IAsyncEnumerable<Finding> ExamineAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var token = await tokens.GetAsync(cancellationToken);
        yield return JudgeToken(token);

        // Where the channels are is in the storage: without it there is nothing more to find out.
        var teams = (await directory.CurrentAsync(cancellationToken)).Teams;
        var mayAsk = token is not BotToken.Failed;
        var isClockJudged = false;
        foreach (var (team, channel) in ChannelsOf(teams))
        {
            var (finding, at) = await LookAsync(team, channel, mayAsk, cancellationToken);
            yield return finding;
            if (at is not { } there || isClockJudged) continue;
            isClockJudged = true;
            yield return ClockSkew.Judge(time.GetUtcNow(), there, "Microsoft Teams", "Microsoft Teams'", "at 5 minutes the bot refuses everything that Microsoft Teams sends");
        }

        foreach (var team in teams.Where(team => team.ManagerChannel is null && team.Managers.Any(manager => manager.Platform == Platform.Teams)))
            yield return await LookAtManagersAsync(team, mayAsk, cancellationToken);
    }

    private static IEnumerable<(FrontlineTeam Team, ChannelId Channel)> ChannelsOf(IReadOnlyList<FrontlineTeam> teams) =>
        teams.SelectMany(team => (ChannelId?[])[team.Channel, team.ManagerChannel], (team, channel) => (team, channel))
            .Where(item => item.channel is { Platform: Platform.Teams }).Select(item => (item.team, item.channel!)).DistinctBy(item => item.Item2);

    private static Finding JudgeToken(BotToken token) => token switch
    {
        BotToken.Bearer => Finding.Ok("Microsoft Teams: the bot can sign in"),
        BotToken.None => Finding.Note("Microsoft Teams: the bot uses no token (DangerouslyAllowUnauthenticatedLoopback); for development only"),
        BotToken.Failed { MayPass: true } failed => Finding.Wrong(
            $"Microsoft Teams: no token now ({failed.Reason})", "look at the network, the proxy and MicrosoftTeams:Authority; messages wait meanwhile"),
        BotToken.Failed failed when EntraCodes.WhatToDo(failed.Reason) is { } known => Finding.Wrong($"Microsoft Teams: the bot cannot sign in ({failed.Reason})", known),
        BotToken.Failed failed => Finding.Wrong(
            $"Microsoft Teams: the bot cannot sign in ({failed.Reason})", "compare MicrosoftTeams:AppId, TenantId and the secret or certificate with the bot's registration in Entra, and restart the bot"),
        _ => throw new ArgumentOutOfRangeException(nameof(token), token, "no such token"),
    };

    private async Task<(Finding Finding, DateTimeOffset? At)> LookAsync(FrontlineTeam team, ChannelId channel, bool mayAsk, CancellationToken cancellationToken)
    {
        var known = await store.ReadNowAsync<KnownConversation>(channel.Workspace, channel.Channel, cancellationToken);
        var place = $"Microsoft Teams: {(channel == team.Channel ? "channel" : "manager channel")} {channel.Channel} of team {team.Id}{(known.Name is { } name ? $" ({name})" : "")}";
        if (known.ServiceUrl is { } url && !serviceUrls.Allows(url))
            return (Finding.Wrong($"{place}: its service URL {url} is not allowed", "add it to MicrosoftTeams:AllowedServiceUrls if it is Microsoft's, and restart the bot"), null);
        var reach = await addresses.OfAsync(channel.Workspace, channel.Channel, cancellationToken);
        if (reach is Reach.Closed closed) return (Finding.Wrong($"{place} takes no messages: {closed.Reason}", "mend that, or name another channel in the teams file and run 'teams apply FILE'; messages wait meanwhile"), null);
        if (!mayAsk) return (Finding.Note($"{place} could not be looked at: the bot cannot sign in"), null);
        var reply = await AskAsync((Reach.Open)reach, cancellationToken);
        return (Judge(place, (Reach.Open)reach, known.ServiceUrl is not null, reply), reply.At);
    }

    private static Finding Judge(string place, Reach.Open open, bool isHeardFrom, ConnectorReply<PagedMembers> reply)
    {
        var unheard = isHeardFrom ? "" : "; nobody has been heard from there yet";
        return reply switch
        {
            ConnectorReply<PagedMembers>.Ok => Finding.Ok($"{place}: the app is there{unheard}"),
            ConnectorReply<PagedMembers>.Failed { Error: { Kind: ConnectorErrorKind.ConversationDead or ConnectorErrorKind.MessageGone } error } =>
                Finding.Wrong($"{place}: the app is not in that team, or the channel is not there ({error}){unheard}", $"{Add}; or mend the id in the teams file and run 'teams apply FILE'"),
            ConnectorReply<PagedMembers>.Failed { Error: { Kind: ConnectorErrorKind.Credentials } error } =>
                Finding.Wrong($"{place}: Microsoft Teams does not take the bot's token ({error})", "see that MicrosoftTeams:AppId is the id of the bot that is in the app's manifest"),
            ConnectorReply<PagedMembers>.Failed { Error: { Kind: ConnectorErrorKind.Retry } error } =>
                Finding.Wrong($"{place} could not be looked at, {open.Address.ServiceUrl} gave no answer ({error})", "look at the network and the proxy, and run doctor again in a minute"),
            ConnectorReply<PagedMembers>.Failed { Error: var error } => Finding.Wrong($"{place} cannot be looked at ({error})", "mend the id in the teams file (19:…@thread.tacv2) and run 'teams apply FILE'"),
            _ => throw new InvalidOperationException("no such reply"),
        };
    }

    /// <summary>Many channels may exceed the rate: then as often as it takes, each time as late as Microsoft Teams says.</summary>
    private async Task<ConnectorReply<PagedMembers>> AskAsync(Reach.Open open, CancellationToken cancellationToken)
    {
        while (true)
        {
            var reply = await client.GetConversationPagedMembersAsync(open.Address, open.Conversation, null, null, cancellationToken);
            if (reply is not ConnectorReply<PagedMembers>.Failed { Error: { Status: HttpStatusCode.TooManyRequests, RetryAfter: not null } }) return reply;
        }
    }

    private async Task<Finding> LookAtManagersAsync(FrontlineTeam team, bool mayAsk, CancellationToken cancellationToken)
    {
        var (unreachable, all) = (0, 0);
        foreach (var manager in team.Managers.Where(manager => manager.Platform == Platform.Teams))
        {
            all++;
            if (!await IsReachableAsync(manager, mayAsk, cancellationToken)) unreachable++;
        }

        return unreachable == 0
            ? Finding.Ok($"Microsoft Teams: the managers of team {team.Id} can be written to ({all})")
            : Finding.Wrong(
                $"Microsoft Teams: {unreachable} of {all} managers of team {team.Id} cannot be written to",
                "they add the app for themselves (Apps, HuddleBot, Add), or somebody adds it to a team that they are in; or mend their ids in the teams file");
    }

    private async Task<bool> IsReachableAsync(PersonId manager, bool mayAsk, CancellationToken cancellationToken)
    {
        var known = await store.ReadNowAsync<KnownPerson>(manager.Workspace, PeopleIds.Normal(manager.User), cancellationToken);
        return known.Conversation is { } chat
            ? await addresses.OfAsync(manager.Workspace, chat, cancellationToken) is Reach.Open
            : known.Mri is not null || (mayAsk && await people.AccountOfAsync(manager, cancellationToken) is not null);
    }
}
