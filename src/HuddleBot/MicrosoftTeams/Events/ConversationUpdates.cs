using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.MicrosoftTeams.Conversations;
using HuddleBot.MicrosoftTeams.Inbound;
using HuddleBot.MicrosoftTeams.Protocol;

namespace HuddleBot.MicrosoftTeams.Events;

/// <summary><c>conversationUpdate</c>: who comes and goes, and what becomes of teams and channels. State follows; what nobody takes is left alone.</summary>
public sealed class ConversationUpdates(ConversationReferences references, TeamsDirectory directory, ConversationStore store, ITeamDirectory teams)
{
    public async Task<ActivityOutcome> HandleAsync(Activity activity, CancellationToken cancellationToken)
    {
        if (activity.TenantId is not { } tenant) return new ActivityOutcome.Done();
        if (Has(activity.MembersAdded, activity)) await references.InstalledAsync(activity, cancellationToken);
        if (Has(activity.MembersRemoved, activity)) await references.RemovedAsync(activity, cancellationToken);
        if (activity.MembersAdded is { Count: > 0 } || activity.MembersRemoved is { Count: > 0 }) await ForgetAsync(activity, tenant, cancellationToken);
        if (activity.ChannelData?.EventType is { } happened) await FollowAsync(happened, activity, tenant, cancellationToken);
        return new ActivityOutcome.Done();
    }

    /// <summary>Documentation and wire differ in the case of these names.</summary>
    private async Task FollowAsync(string happened, Activity activity, string tenant, CancellationToken cancellationToken)
    {
        var (team, channel) = (activity.ChannelData?.Team, activity.ChannelData?.Channel);
        switch (happened.ToUpperInvariant())
        {
            case "CHANNELDELETED": await CloseAsync(channel?.Id, ClosedReasons.ChannelDeleted); break;
            case "CHANNELRESTORED": await OpenAsync(channel?.Id); break;
            case "CHANNELCREATED" or "CHANNELRENAMED": await RenameAsync(channel?.Id, channel?.Name); break;
            case "TEAMARCHIVED": await CloseAsync(team?.Id, ClosedReasons.TeamArchived); break;
            case "TEAMDELETED" or "TEAMHARDDELETED": await CloseAsync(team?.Id, ClosedReasons.TeamDeleted); break;
            case "TEAMUNARCHIVED" or "TEAMRESTORED": await OpenAsync(team?.Id); break;
            case "TEAMMEMBERADDED" or "TEAMMEMBERREMOVED" or "CHANNELMEMBERADDED" or "CHANNELMEMBERREMOVED": await ForgetAsync(activity, tenant, cancellationToken); break;
        }

        async Task CloseAsync(string? id, string reason)
        {
            if (id is not null) await references.ChannelClosedAsync(tenant, id, reason, cancellationToken);
        }

        async Task OpenAsync(string? id)
        {
            if (id is not null) await references.ChannelOpenAsync(tenant, id, cancellationToken);
        }

        async Task RenameAsync(string? id, string? name)
        {
            if (id is not null && name is not null) await references.RenamedAsync(tenant, id, name, cancellationToken);
        }
    }

    /// <summary>A change of a team's members concerns all of its channels.</summary>
    private async Task ForgetAsync(Activity activity, string tenant, CancellationToken cancellationToken)
    {
        var team = activity.ChannelData?.Team?.Id;
        string?[] said = [team, activity.ChannelData?.Channel?.Id, activity.Conversation?.Id?.Split(';', 2)[0]];
        foreach (var channel in (await teams.CurrentAsync(cancellationToken)).Teams.Select(frontline => frontline.Channel).Distinct())
        {
            if (channel.Platform != Platform.Teams || channel.Workspace != Speaker.IdOf(tenant)) continue;
            if (said.Contains(channel.Channel) || (team is not null && (await store.ReadAsync<KnownConversation>(tenant, channel.Channel, cancellationToken)).Team == team)) directory.Forget(channel);
        }
    }

    private static bool Has(IReadOnlyList<ChannelAccount>? members, Activity activity) =>
        activity.Recipient?.Id is { } us && members?.Any(member => member.Id == us) == true;
}
