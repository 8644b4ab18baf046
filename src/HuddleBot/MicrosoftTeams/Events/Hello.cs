using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using HuddleBot.Hosting;
using HuddleBot.MicrosoftTeams.Conversations;
using HuddleBot.MicrosoftTeams.Protocol;

namespace HuddleBot.MicrosoftTeams.Events;

/// <summary>Says who we are where we were added: in the channel that was chosen, or in the personal chat. Once, until we are removed.</summary>
public sealed class Hello(ITableStore store, TeamsConversation conversation, TeamsReplies replies, TimeProvider time)
{
    public const string Partition = "teams-hello";

    public async Task SayAsync(Activity activity, CancellationToken cancellationToken)
    {
        // The row comes first: a hello that is lost harms nobody, two of them do.
        var row = new TableEntity(Partition, KeyOf(activity)) { ["SaidAt"] = time.GetCurrentInstant() };
        if (await store.SubmitTransactionAsync([TableTransactionAction.Add(row)], cancellationToken) is not TransactionOutcome.Committed) return;
        var place = ChosenPlace(activity);
        var team = activity.TenantId is { } tenant && place.Conversation?.Id is { } channel
            ? await conversation.TeamOfAsync(new ChannelId(Platform.Teams, Speaker.IdOf(tenant), channel.Split(';', 2)[0]), cancellationToken)
            : null;
        await replies.ReplyAsync(place, conversation.Compose(new CardContent.Help(team, IsHello: true)), cancellationToken);
    }

    /// <summary>Added again later, we say hello again.</summary>
    public async Task ForgetAsync(Activity activity, CancellationToken cancellationToken)
    {
        // A conflict: somebody else has just taken it away.
        if (await store.GetAsync(Partition, KeyOf(activity), cancellationToken) is { } row) await store.SubmitTransactionAsync([TableTransactionAction.Delete(row)], cancellationToken);
    }

    /// <summary>The event itself is no message that could be answered in a thread.</summary>
    private static Activity ChosenPlace(Activity activity)
    {
        var conversation = activity.Conversation ?? new(null);
        return activity with { Id = null, ReplyToId = null, Conversation = activity.ChannelData?.Settings?.SelectedChannel?.Id is { } chosen ? conversation with { Id = chosen } : conversation };
    }

    /// <summary>A team is installed into once, whichever of its channels the event names.</summary>
    private static string KeyOf(Activity activity) =>
        StableHash.Of(activity.TenantId ?? "", activity.ChannelData?.Team?.Id ?? activity.Conversation?.Id?.Split(';', 2)[0] ?? "");
}
