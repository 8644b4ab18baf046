using System.Text.Json.Nodes;
using HuddleBot.Playground.MicrosoftTeams.Deliveries;
using HuddleBot.Playground.MicrosoftTeams.Tenant;

namespace HuddleBot.Playground.MicrosoftTeams;

/// <summary>What people do to teams, channels and the app. Teams and channels may be named by id or by name. <c>by</c> is who does it.</summary>
public sealed partial class TeamsPlayground
{
    private const string Owner = "ana";

    /// <summary>A team with a General channel.</summary>
    public Team AddTeam(string name, IReadOnlyList<string> members, bool withBot = true)
    {
        lock (teams.Tenant.Gate)
        {
            var general = IdSource.NewChannel();
            var team = new Team(general, Guid.NewGuid().ToString(), name, [.. members.Select(member => teams.Tenant.PersonNamed(member).Id)], withBot);
            teams.Tenant.Put(team);
            teams.Tenant.Put(new Channel(general, team.Id, "General"));
            return team;
        }
    }

    /// <summary>Adds the app to a team.</summary>
    /// <param name="channel">Chosen at the installation; General unless given.</param>
    public async Task InstallAsync(string team, string? channel = null, string by = Owner)
    {
        var (added, installed) = Tell(() =>
        {
            var (person, place) = Change(team, by, now => now with { HasBot = true });
            var update = activities.ConversationUpdate(person, place, "teamMemberAdded");
            update["membersAdded"] = new JsonArray(activities.BotAccount());
            return (update, activities.InstallationUpdate(person, channel is null ? place : teams.Tenant.FindPlace(channel)!, "add"));
        });
        await teams.Bot.SendAsync(added);
        await teams.Bot.SendAsync(installed);
    }

    public async Task UninstallAsync(string team, string by = Owner)
    {
        var (removed, uninstalled) = Tell(() =>
        {
            var (person, place) = Change(team, by, now => now with { HasBot = false });
            var update = activities.ConversationUpdate(person, place, "teamMemberRemoved");
            update["membersRemoved"] = new JsonArray(activities.BotAccount());
            return (update, activities.InstallationUpdate(person, place, "remove"));
        });
        await teams.Bot.SendAsync(removed);
        await teams.Bot.SendAsync(uninstalled);
    }

    /// <summary>Somebody adds the app for themselves.</summary>
    public async Task InstallPersonalAsync(string person)
    {
        var (added, installed) = Tell(() =>
        {
            var (who, place) = ChangeChat(person, chat => chat with { HasBot = true });
            var update = activities.ConversationUpdate(who, place, null);
            update["membersAdded"] = new JsonArray(activities.BotAccount());
            return (update, activities.InstallationUpdate(who, place, "add"));
        });
        await teams.Bot.SendAsync(installed);
        await teams.Bot.SendAsync(added);
    }

    public Task<Delivery> UninstallPersonalAsync(string person) => teams.Bot.SendAsync(Tell(() =>
    {
        var (who, place) = ChangeChat(person, chat => chat with { HasBot = false });
        return activities.InstallationUpdate(who, place, "remove");
    }));

    /// <summary>The person blocks the bot in their chat, or lets it write again. The bot is not told.</summary>
    public void Block(string person, bool blocked = true)
    {
        lock (teams.Tenant.Gate) ChangeChat(person, chat => chat with { IsBlocked = blocked });
    }

    public async Task<Channel> CreateChannelAsync(string team, string name, string by = Owner)
    {
        var channel = Tell(() => new Channel(IdSource.NewChannel(), teams.Tenant.TeamNamed(team).Id, name));
        await ChannelEventAsync(channel, "channelCreated", by);
        return channel;
    }

    public Task RenameChannelAsync(string channel, string name, string by = Owner) => ChannelEventAsync(Named(channel) with { Name = name }, "channelRenamed", by);

    public Task DeleteChannelAsync(string channel, string by = Owner) => ChannelEventAsync(Named(channel) with { IsDeleted = true }, "channelDeleted", by);

    public Task RestoreChannelAsync(string channel, string by = Owner) => ChannelEventAsync(Named(channel) with { IsDeleted = false }, "channelRestored", by);

    public Task RenameTeamAsync(string team, string name, string by = Owner) => TeamEventAsync(team, "teamRenamed", by, now => now with { Name = name });

    public Task ArchiveTeamAsync(string team, bool archived = true, string by = Owner) =>
        TeamEventAsync(team, archived ? "teamArchived" : "teamUnarchived", by, now => now with { IsArchived = archived });

    public Task DeleteTeamAsync(string team, string by = Owner) => TeamEventAsync(team, "teamDeleted", by, now => now with { IsDeleted = true });

    public Task AddMemberAsync(string team, string person, string by = Owner) => MemberEventAsync(team, person, by, isAdded: true);

    public Task RemoveMemberAsync(string team, string person, string by = Owner) => MemberEventAsync(team, person, by, isAdded: false);

    private Task MemberEventAsync(string team, string person, string by, bool isAdded) => SendToTeamAsync(team, () =>
    {
        var member = teams.Tenant.PersonNamed(person);
        var (doer, place) = Change(team, by, now => now with { MemberIds = isAdded ? [.. now.MemberIds.Append(member.Id).Distinct(StringComparer.Ordinal)] : [.. now.MemberIds.Where(id => id != member.Id)] });
        var update = activities.ConversationUpdate(doer, place, isAdded ? "teamMemberAdded" : "teamMemberRemoved");
        update[isAdded ? "membersAdded" : "membersRemoved"] = new JsonArray(Activities.Account(member));
        return update;
    });

    private Task TeamEventAsync(string team, string eventType, string by, Func<Team, Team> change) => SendToTeamAsync(team, () =>
    {
        var (person, place) = Change(team, by, change);
        return activities.ConversationUpdate(person, place, eventType);
    });

    private Task ChannelEventAsync(Channel channel, string eventType, string by) => SendToTeamAsync(channel.TeamId, () =>
    {
        teams.Tenant.Put(channel);
        return activities.ConversationUpdate(teams.Tenant.PersonNamed(by), teams.Tenant.FindPlace(channel.TeamId)!, eventType, channel);
    });

    /// <summary>A bot hears of teams that it is in.</summary>
    private async Task SendToTeamAsync(string team, Func<JsonObject> act)
    {
        var (activity, hears) = Tell(() =>
        {
            var had = teams.Tenant.TeamNamed(team).HasBot;
            return (act(), had);
        });
        if (hears) await teams.Bot.SendAsync(activity);
    }

    private T Tell<T>(Func<T> act)
    {
        lock (teams.Tenant.Gate) return act();
    }

    private Channel Named(string channel) => Tell(() => teams.Tenant.ChannelNamed(channel));

    private (Person By, Place General) Change(string team, string by, Func<Team, Team> change)
    {
        var now = change(teams.Tenant.TeamNamed(team));
        teams.Tenant.Put(now);
        return (teams.Tenant.PersonNamed(by), teams.Tenant.FindPlace(now.Id)!);
    }

    private (Person Person, Place Chat) ChangeChat(string person, Func<Chat, Chat> change)
    {
        var who = teams.Tenant.PersonNamed(person);
        teams.Tenant.Put(change(teams.Tenant.ChatOf(who)));
        return (who, teams.Tenant.PlaceNamed(who, Personal));
    }
}
