using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using HuddleBot.Hosting;
using HuddleBot.Slack.WebApi;
using NodaTime;

namespace HuddleBot.Slack;

/// <summary>What people are called and their time zones, as Slack told some process: a partition for each workspace, a row for each person, so that all processes together ask once.</summary>
public sealed class KnownPeople(ITableStore store, StorageOutage outage, TimeProvider time)
{
    public static string PartitionOf(string workspace) => "slack-people-" + TableLimits.EscapeKey(workspace);

    /// <summary>Null: nobody has asked yet, or the storage does not say; who asks Slack then is right.</summary>
    public async Task<(UserInfo Who, Instant At)?> FindAsync(PersonId person, CancellationToken cancellationToken)
    {
        try
        {
            return await store.GetAsync(PartitionOf(person.Workspace), TableLimits.EscapeKey(person.User), cancellationToken) is { } row
                ? (new(row.RequireString("Name"), row.GetString("TimeZone")), row.RequireInstant("AskedAt"))
                : null;
        }
        catch (StorageUnavailableException e)
        {
            outage.Noticed(e);
            return null;
        }
    }

    /// <summary>Whoever was told last is right: two who ask at once are told the same.</summary>
    public async Task KeepAsync(PersonId person, UserInfo who, CancellationToken cancellationToken)
    {
        var row = new TableEntity(PartitionOf(person.Workspace), TableLimits.EscapeKey(person.User)) { ["Name"] = who.Name, ["TimeZone"] = who.TimeZone, ["AskedAt"] = time.GetCurrentInstant() };
        try
        {
            await store.SubmitTransactionAsync([TableTransactionAction.Upsert(row)], cancellationToken);
        }
        catch (StorageUnavailableException e)
        {
            outage.Noticed(e);
        }
    }
}
