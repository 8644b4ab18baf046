using HuddleBot.Playground.Slack.Workspace;

namespace HuddleBot.Playground.Slack.WebApi;

/// <summary>Who is who, and small things (docs: auth.test, users.*, team.info, reactions.add).</summary>
internal static class UserMethods
{
    public static IReadOnlyList<Method> All { get; } =
    [
        new("auth.test", Method.Special, [], [], AuthTest),
        new("users.info", Method.Tier4, ["users:read"], Method.Args("user include_locale"), Info),
        new("users.list", Method.Tier2, ["users:read"], Method.Args("cursor include_locale limit team_id"), List),
        new("team.info", Method.Tier3, ["team:read"], Method.Args("team domain"), Team),
        new("reactions.add", Method.Tier3, ["reactions:write"], Method.Args("channel name timestamp"), React),
    ];

    private static Answer AuthTest(SlackServer slack, Arguments arguments) => Answer.Ok(new
    {
        url = $"https://{slack.Workspace.Domain}.slack.com/",
        team = slack.Workspace.Name,
        user = slack.Workspace.Bot.Name,
        team_id = slack.Workspace.Id,
        user_id = slack.Workspace.Bot.Id,
        bot_id = slack.Workspace.BotId,
        is_enterprise_install = false,
    });

    private static Answer Info(SlackServer slack, Arguments arguments) => arguments.Text("user") is { } id && PersonWithId(slack, id) is { } person
        ? Answer.Ok(new { user = WirePerson(slack, person, arguments) })
        : Answer.Fail("user_not_found");

    private static Answer List(SlackServer slack, Arguments arguments)
    {
        var people = slack.Workspace.People.Values.Append(slack.Workspace.Bot).OrderBy(person => person.Id, StringComparer.Ordinal).ToList();
        return Page<Person>.Of(people, arguments, 1000, 1000) is { } page
            ? Answer.Ok(new { members = page.Items.Select(person => WirePerson(slack, person, arguments)), response_metadata = new { next_cursor = page.NextCursor } })
            : Answer.Fail("invalid_cursor");
    }

    private static Answer Team(SlackServer slack, Arguments arguments) => arguments.Text("team") is { } id && id != slack.Workspace.Id
        ? Answer.Fail("team_not_found")
        : Answer.Ok(new { team = new { slack.Workspace.Id, slack.Workspace.Name, slack.Workspace.Domain } });

    private static Answer React(SlackServer slack, Arguments arguments)
    {
        if (slack.FindVisible(arguments.Text("channel")) is not { } channel) return Answer.Fail("channel_not_found");
        if (arguments.Text("name") is not { } name) return Answer.Fail("invalid_name");
        if (arguments.Text("timestamp") is not { } ts || slack.Workspace.FindMessage(channel.Id, ts) is not { EphemeralFor: null } message) return Answer.Fail("message_not_found");
        if (!channel.Has(slack.Workspace.Bot.Id)) return Answer.Fail("not_in_channel");
        var bot = slack.Workspace.Bot.Id;
        var same = message.Reactions.FirstOrDefault(reaction => reaction.Name == name);
        if (same?.Users.Contains(bot, StringComparer.Ordinal) is true) return Answer.Fail("already_reacted");
        slack.Workspace.Replace(message with { Reactions = [.. message.Reactions.Where(reaction => reaction != same), new Reaction(name, [.. same?.Users ?? [], bot])] });
        return Answer.Ok();
    }

    private static Person? PersonWithId(SlackServer slack, string id) => id == slack.Workspace.Bot.Id ? slack.Workspace.Bot : slack.Workspace.People.GetValueOrDefault(id);

    private static System.Text.Json.Nodes.JsonObject WirePerson(SlackServer slack, Person person, Arguments arguments) =>
        Wire.Person(slack.Workspace, person, slack.Options.TimeProvider.GetUtcNow(), slack.Options.Scopes.Contains("users:read.email"), arguments.Flag("include_locale"));
}
