using HuddleBot.Playground.Slack.Views;
using HuddleBot.Playground.Slack.Workspace;

namespace HuddleBot.Playground.Slack.WebApi;

/// <summary>Modals and the home tab (docs: views.*).</summary>
internal static class ViewMethods
{
    public static IReadOnlyList<Method> All { get; } =
    [
        new("views.open", Method.Tier4, [], Method.Args("trigger_id interactivity_pointer view"), (slack, arguments) => Show(slack, arguments, isPush: false)),
        new("views.push", Method.Tier4, [], Method.Args("trigger_id interactivity_pointer view"), (slack, arguments) => Show(slack, arguments, isPush: true)),
        new("views.update", Method.Tier4, [], Method.Args("view view_id external_id hash"), Update),
        new("views.publish", Method.Tier4, [], Method.Args("user_id view hash"), Publish),
    ];

    private static Answer Show(SlackServer slack, Arguments arguments, bool isPush)
    {
        if (!arguments.TryJson("view", out var json) || json is not { } view) return Answer.Fail("invalid_arguments", "missing required field: view");
        var trigger = arguments.Text("trigger_id");
        if (slack.Triggers.Look(trigger) is { Error: { } error }) return Answer.Fail(error);
        if (ViewStacks.Refuse(slack.Workspace, view, "modal") is { } refusal) return refusal;
        var user = slack.Triggers.Look(trigger).User!;
        slack.Triggers.Use(trigger!);
        var shown = isPush ? ViewStacks.Push(slack.Workspace, user, view) : ViewStacks.Open(slack.Workspace, user, view);
        return shown is null ? Answer.Fail("push_limit_reached") : AnswerWith(slack, shown);
    }

    private static Answer Update(SlackServer slack, Arguments arguments)
    {
        if (!arguments.TryJson("view", out var json) || json is not { } view) return Answer.Fail("invalid_arguments", "missing required field: view");
        var (id, external) = (arguments.Text("view_id"), arguments.Text("external_id"));
        if (id is null == external is null) return Answer.Fail("invalid_arguments", "must provide either view_id or external_id");
        var current = id is not null ? slack.Workspace.FindView(id) : slack.Workspace.FindViewByExternalId(external!);
        if (current is null) return Answer.Fail("not_found");
        if (arguments.Text("hash") is { } hash && hash != current.Hash) return Answer.Fail("hash_conflict");
        var type = current.Content.GetProperty("type").GetString()!;
        return ViewStacks.Refuse(slack.Workspace, view, type, current.Id) ?? AnswerWith(slack, ViewStacks.Update(slack.Workspace, current, view));
    }

    private static Answer Publish(SlackServer slack, Arguments arguments)
    {
        if (!arguments.TryJson("view", out var json) || json is not { } view) return Answer.Fail("invalid_arguments", "missing required field: view");
        if (arguments.Text("user_id") is not { } user || !slack.Workspace.People.ContainsKey(user)) return Answer.Fail("invalid_arguments", "invalid `user_id`");
        var current = slack.Workspace.Homes.GetValueOrDefault(user);
        if (arguments.Text("hash") is { } hash && hash != current?.Hash) return Answer.Fail("hash_conflict");
        return ViewStacks.Refuse(slack.Workspace, view, "home", current?.Id) ?? AnswerWith(slack, ViewStacks.Publish(slack.Workspace, user, view));
    }

    private static Answer AnswerWith(SlackServer slack, View view) => Answer.Ok(new { view = Wire.View(slack.Workspace, view) });
}
