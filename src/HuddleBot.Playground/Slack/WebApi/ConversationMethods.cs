using System.Text.Json.Nodes;
using HuddleBot.Playground.Slack.Workspace;

namespace HuddleBot.Playground.Slack.WebApi;

/// <summary>Channels, who is in them and what was said (docs: conversations.*).</summary>
internal static class ConversationMethods
{
    private static readonly string[] Read = ["channels:read", "groups:read", "im:read", "mpim:read"];
    private static readonly string[] History = ["channels:history", "groups:history", "im:history", "mpim:history"];

    public static IReadOnlyList<Method> All { get; } =
    [
        new("conversations.info", Method.Tier3, Read, Method.Args("channel include_locale include_num_members"), Info),
        new("conversations.list", Method.Tier2, Read, Method.Args("cursor exclude_archived limit team_id types"), (slack, arguments) => List(slack, arguments, onlyMine: false)),
        new("users.conversations", Method.Tier3, Read, Method.Args("cursor exclude_archived limit team_id types user"), (slack, arguments) => List(slack, arguments, onlyMine: true)),
        new("conversations.members", Method.Tier4, Read, Method.Args("channel cursor limit"), Members),
        new("conversations.history", Method.Tier3, History, Method.Args("channel cursor include_all_metadata inclusive latest limit oldest"), HistoryOf),
        new("conversations.replies", Method.Tier3, History, Method.Args("channel ts cursor include_all_metadata inclusive latest limit oldest"), Replies),
        new("conversations.open", Method.Tier3, ["im:write", "mpim:write"], Method.Args("channel users return_im prevent_creation"), Open),
        new("conversations.join", Method.Tier3, ["channels:join"], Method.Args("channel"), Join),
    ];

    private static Answer Info(SlackServer slack, Arguments arguments) => slack.FindVisible(arguments.Text("channel")) is { } channel
        ? Answer.Ok(new { channel = Wire.Channel(slack.Workspace, channel) })
        : Answer.Fail("channel_not_found");

    private static Answer List(SlackServer slack, Arguments arguments, bool onlyMine)
    {
        var types = (arguments.Text("types") ?? "public_channel").Split(',', StringSplitOptions.TrimEntries);
        if (types.Except(["public_channel", "private_channel", "im", "mpim"], StringComparer.Ordinal).Any()) return Answer.Fail("invalid_types");
        var channels = slack.Workspace.Channels.Values
            .Where(slack.BotSees)
            .Where(channel => types.Contains(channel.Kind switch { ChannelKind.Public => "public_channel", ChannelKind.Private => "private_channel", _ => "im" }, StringComparer.Ordinal))
            .Where(channel => !onlyMine || channel.Has(arguments.Text("user") ?? slack.Workspace.Bot.Id))
            .Where(channel => !arguments.Flag("exclude_archived") || !channel.IsArchived)
            .OrderBy(channel => channel.Id, StringComparer.Ordinal).ToList();
        return Page<Channel>.Of(channels, arguments, 100, 1000) is { } page
            ? Answer.Ok(new { channels = page.Items.Select(channel => Wire.Channel(slack.Workspace, channel)), response_metadata = new { next_cursor = page.NextCursor } })
            : Answer.Fail("invalid_cursor");
    }

    private static Answer Members(SlackServer slack, Arguments arguments)
    {
        if (slack.FindVisible(arguments.Text("channel")) is not { } channel) return Answer.Fail("channel_not_found");
        return Page<string>.Of(channel.MemberIds, arguments, 100, 1000) is { } page
            ? Answer.Ok(new { members = page.Items, response_metadata = new { next_cursor = page.NextCursor } })
            : Answer.Fail("invalid_cursor");
    }

    private static Answer HistoryOf(SlackServer slack, Arguments arguments)
    {
        if (slack.FindVisible(arguments.Text("channel")) is not { } channel) return Answer.Fail("channel_not_found");
        if (!channel.Has(slack.Workspace.Bot.Id)) return Answer.Fail("not_in_channel");
        var messages = Within(slack.Workspace.MessagesOf(channel.Id).Where(message => IsStored(message) && (!message.IsReply || message.IsBroadcast)), arguments)
            .OrderByDescending(message => message.Ts, StringComparer.Ordinal).ToList();
        return Messages(slack, arguments, messages, 100, 999);
    }

    private static Answer Replies(SlackServer slack, Arguments arguments)
    {
        if (slack.FindVisible(arguments.Text("channel")) is not { } channel) return Answer.Fail("channel_not_found");
        if (!channel.Has(slack.Workspace.Bot.Id)) return Answer.Fail("not_in_channel");
        if (arguments.Text("ts") is not { } ts || slack.Workspace.FindMessage(channel.Id, ts) is not { EphemeralFor: null } start) return Answer.Fail("thread_not_found");
        var parent = start.ThreadTs ?? start.Ts;
        var thread = slack.Workspace.MessagesOf(channel.Id).Where(message => IsStored(message) && (message.Ts == parent || message.ThreadTs == parent));
        return Messages(slack, arguments, [.. thread.Where(message => message.Ts == parent), .. Within(thread.Where(message => message.Ts != parent), arguments)], 1000, 1000);
    }

    private static Answer Open(SlackServer slack, Arguments arguments)
    {
        if (arguments.Text("channel") is { } id) return slack.FindVisible(id) is { IsDirect: true } found ? Answer.Ok(new { channel = new { found.Id } }) : Answer.Fail("channel_not_found");
        if (arguments.Text("users") is not { } users) return Answer.Fail("users_list_not_supplied");
        if (users.Contains(',', StringComparison.Ordinal)) return Answer.Fail("invalid_arguments", "the Playground opens direct messages with one person only");
        if (slack.Workspace.People.GetValueOrDefault(users) is not { IsDeleted: false } person) return Answer.Fail("user_not_found");
        return Answer.Ok(new { channel = new { slack.Workspace.DirectMessageWith(person).Id } });
    }

    private static Answer Join(SlackServer slack, Arguments arguments)
    {
        if (slack.FindVisible(arguments.Text("channel")) is not { } channel) return Answer.Fail("channel_not_found");
        if (channel.IsArchived) return Answer.Fail("is_archived");
        if (channel.Kind is not ChannelKind.Public) return Answer.Fail("method_not_supported_for_channel_type");
        if (!channel.Has(slack.Workspace.Bot.Id)) slack.Workspace.Put(channel = channel with { MemberIds = [.. channel.MemberIds, slack.Workspace.Bot.Id] });
        return Answer.Ok(new { channel = Wire.Channel(slack.Workspace, channel) });
    }

    private static bool IsStored(Message message) => message is { EphemeralFor: null, IsDeleted: false };

    private static IEnumerable<Message> Within(IEnumerable<Message> messages, Arguments arguments)
    {
        var (oldest, latest, inclusive) = (arguments.Text("oldest"), arguments.Text("latest"), arguments.Flag("inclusive"));
        return messages.Where(message => (oldest is null || Compare(message.Ts, oldest) > (inclusive ? -1 : 0)) && (latest is null || Compare(message.Ts, latest) < (inclusive ? 1 : 0)));
    }

    private static int Compare(string ts, string other) => decimal.Parse(ts).CompareTo(decimal.TryParse(other, out var number) ? number : 0);

    private static Answer Messages(SlackServer slack, Arguments arguments, IReadOnlyList<Message> messages, int limit, int maxLimit)
    {
        if (Page<Message>.Of(messages, arguments, limit, maxLimit) is not { } page) return Answer.Fail("invalid_cursor");
        var all = arguments.Flag("include_all_metadata");
        return Answer.Ok(new
        {
            messages = new JsonArray([.. page.Items.Select(message => Wire.Message(slack.Workspace, message, all))]),
            has_more = page.NextCursor.Length > 0,
            response_metadata = new { next_cursor = page.NextCursor },
        });
    }
}
