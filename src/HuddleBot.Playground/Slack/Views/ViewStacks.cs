using System.Text;
using System.Text.Json;
using HuddleBot.Playground.Slack.Blocks;
using HuddleBot.Playground.Slack.WebApi;
using HuddleBot.Playground.Slack.Workspace;

namespace HuddleBot.Playground.Slack.Views;

/// <summary>The stack of modals that a person looks at: at most three, the newest on top.</summary>
internal static class ViewStacks
{
    public const int Depth = 3;

    /// <summary>Looks whether Slack would take the view; null when it would.</summary>
    public static Answer? Refuse(SlackWorkspace workspace, JsonElement view, string type, string? replaces = null)
    {
        if (Encoding.UTF8.GetByteCount(view.GetRawText()) > BlockCheck.ViewBytes) return Answer.Fail("view_too_large");
        var problems = BlockCheck.View(view, type);
        if (problems.Any) return Answer.Fail("invalid_arguments", problems.Messages);
        var external = view.TryGetProperty("external_id", out var id) ? id.GetString() : null;
        return !string.IsNullOrEmpty(external) && workspace.FindViewByExternalId(external) is { } other && other.Id != replaces ? Answer.Fail("duplicate_external_id") : null;
    }

    public static View Open(SlackWorkspace workspace, string user, JsonElement content)
    {
        var stack = workspace.ModalsOf(user);
        stack.Clear();
        return Add(workspace, stack, user, content);
    }

    /// <summary>Null when the stack is full or there is none.</summary>
    public static View? Push(SlackWorkspace workspace, string user, JsonElement content)
    {
        var stack = workspace.ModalsOf(user);
        return stack.Count is 0 or >= Depth ? null : Add(workspace, stack, user, content);
    }

    /// <summary>Puts other content into a view; what was typed stays where block and action ids stay.</summary>
    public static View Update(SlackWorkspace workspace, View view, JsonElement content)
    {
        var updated = view with { Content = BlockIds.FillView(content), Hash = HashOf(workspace), Errors = null };
        workspace.Replace(updated);
        return updated;
    }

    public static View Publish(SlackWorkspace workspace, string user, JsonElement content)
    {
        var id = workspace.Homes.TryGetValue(user, out var home) ? home.Id : workspace.Ids.Next('V');
        var view = new View(id, user, id, null, HashOf(workspace), BlockIds.FillView(content));
        workspace.Homes[user] = view;
        workspace.Changes.Publish(new Change("home", Only: user));
        return view;
    }

    public static void Close(SlackWorkspace workspace, View view)
    {
        workspace.ModalsOf(view.UserId).RemoveAll(v => v.Id == view.Id);
        workspace.Changes.Publish(new Change("view", Only: view.UserId));
    }

    public static void Clear(SlackWorkspace workspace, string user)
    {
        workspace.ModalsOf(user).Clear();
        workspace.Changes.Publish(new Change("view", Only: user));
    }

    private static View Add(SlackWorkspace workspace, List<View> stack, string user, JsonElement content)
    {
        var id = workspace.Ids.Next('V');
        var view = new View(id, user, stack.Count == 0 ? id : stack[0].Id, stack.Count == 0 ? null : stack[^1].Id, HashOf(workspace), BlockIds.FillView(content));
        stack.Add(view);
        workspace.Changes.Publish(new Change("view", Only: user));
        return view;
    }

    private static string HashOf(SlackWorkspace workspace) => $"{workspace.Ids.NextTs()[..10]}.{IdSource.Secret(4)}";
}
