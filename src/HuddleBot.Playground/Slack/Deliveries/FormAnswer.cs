using System.Text.Json;
using HuddleBot.Playground.Slack.Blocks;
using HuddleBot.Playground.Slack.Views;
using HuddleBot.Playground.Slack.Workspace;

namespace HuddleBot.Playground.Slack.Deliveries;

/// <summary>Does what the bot answered to a submitted view: close it, errors, update, push, clear.</summary>
internal sealed class FormAnswer(SlackServer slack, View view)
{
    private const string Trouble = "We had some trouble connecting. Try again?";

    public Interaction Apply(Delivery delivery)
    {
        if (string.IsNullOrWhiteSpace(delivery.AnswerBody))
        {
            ViewStacks.Close(slack.Workspace, view);
            return new Interaction(delivery);
        }

        if (Parse(delivery.AnswerBody) is not { } answer) return Wrong(delivery, "is no JSON object");
        if (!answer.TryGetProperty("response_action", out var action)) return Wrong(delivery, "has no response_action");
        return action.GetString() switch
        {
            "errors" => Errors(delivery, answer),
            "update" => ShowView(delivery, answer, content => ViewStacks.Update(slack.Workspace, Current, content), Current.Id),
            "push" => ShowView(delivery, answer, content => ViewStacks.Push(slack.Workspace, view.UserId, content), null),
            "clear" => Clear(delivery),
            var unknown => Wrong(delivery, $"has an unknown response_action: {unknown}"),
        };
    }

    private View Current => slack.Workspace.FindView(view.Id) ?? view;

    private Interaction Errors(Delivery delivery, JsonElement answer)
    {
        if (!answer.TryGetProperty("errors", out var given) || given.ValueKind is not JsonValueKind.Object || !given.EnumerateObject().Any()) return Wrong(delivery, "has no errors");
        var errors = given.EnumerateObject().ToDictionary(error => error.Name, error => error.Value.GetString() ?? "", StringComparer.Ordinal);
        var inputs = BlockReader.ElementsOf(Current.Blocks).Where(placed => placed.IsInput).Select(placed => placed.BlockId).ToHashSet(StringComparer.Ordinal);
        if (errors.Keys.FirstOrDefault(block => !inputs.Contains(block)) is { } stranger) return Wrong(delivery, $"has an error for '{stranger}', which is no input block of the view");
        slack.Workspace.Replace(Current with { Errors = errors });
        return new Interaction(delivery, Errors: errors);
    }

    private Interaction ShowView(Delivery delivery, JsonElement answer, Func<JsonElement, View?> show, string? replaces)
    {
        if (!answer.TryGetProperty("view", out var content)) return Wrong(delivery, "has no view");
        if (ViewStacks.Refuse(slack.Workspace, content, "modal", replaces) is { } refusal) return Wrong(delivery, $"has a view that is refused: {refusal.Body.ToJsonString()}");
        return show(content) is null ? Wrong(delivery, "pushes a fourth view") : new Interaction(delivery);
    }

    private Interaction Clear(Delivery delivery)
    {
        ViewStacks.Clear(slack.Workspace, view.UserId);
        return new Interaction(delivery);
    }

    private Interaction Wrong(Delivery delivery, string what)
    {
        slack.Complaints.Add($"the answer to view_submission {what}");
        return new Interaction(delivery, Trouble);
    }

    private static JsonElement? Parse(string body)
    {
        try
        {
            return JsonElement.Parse(body) is { ValueKind: JsonValueKind.Object } json ? json : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
