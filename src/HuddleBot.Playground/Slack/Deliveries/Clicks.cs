using System.Text.Json;
using System.Text.Json.Nodes;
using HuddleBot.Playground.Slack.Blocks;
using HuddleBot.Playground.Slack.Views;
using HuddleBot.Playground.Slack.Workspace;

namespace HuddleBot.Playground.Slack.Deliveries;

/// <summary>Which element a person touches, and what they choose there.</summary>
/// <param name="Value">A button: which of several with the same action id. A menu: the option, id or date that is chosen.</param>
/// <param name="Selected">The same in Slack's shape, as the page sends it.</param>
internal sealed record Touch(string ActionId, string? BlockId = null, string? Value = null, JsonElement? Selected = null);

/// <summary>Buttons and menus in messages, modals and the home tab.</summary>
internal sealed class Clicks(SlackServer slack)
{
    private const string NotResponding = "HuddleBot is not responding. Please try again.";

    /// <exception cref="InvalidOperationException">The person does not see the message, or there is no such element.</exception>
    public Task<Interaction> InMessageAsync(string user, string channelName, string ts, Touch touch)
    {
        BotRequest request;
        lock (slack.Workspace.Gate)
        {
            var (person, channel, message) = slack.Workspace.Seen(user, channelName, ts);
            if (message.Blocks is not { } blocks) throw new InvalidOperationException($"the message {ts} has no blocks");
            var placed = Find(blocks, touch);
            var state = StateOf(placed, touch);
            if (!placed.Dispatches) return Task.FromResult(new Interaction(null));
            var values = ViewState.Values(blocks, state is null || !InputValue.HasState(placed.Type) ? null : Typed(null, placed, state));
            request = Payloads.InteractionRequest(Payloads.MessageActions(slack, person, channel, message, placed, Payloads.Action(slack.Workspace, placed, state), values));
        }

        return SendAsync(request);
    }

    /// <param name="typed">What else the person has typed into the view by now.</param>
    public Task<Interaction> InViewAsync(string user, string viewId, Touch touch, JsonElement? typed = null)
    {
        BotRequest request;
        lock (slack.Workspace.Gate)
        {
            var person = slack.Workspace.PersonNamed(user);
            if (slack.Workspace.FindView(viewId) is not { } view || view.UserId != person.Id) throw new InvalidOperationException($"{person.Name} has no view {viewId} open");
            var placed = Find(view.Blocks, touch);
            var state = StateOf(placed, touch);
            if (typed is not null) view = view with { Typed = FormValues.Merge(view.Typed, typed.Value) };
            if (state is not null && InputValue.HasState(placed.Type)) view = view with { Typed = Typed(view.Typed, placed, state) };
            slack.Workspace.Remember(view);
            if (!placed.Dispatches) return Task.FromResult(new Interaction(null));
            request = Payloads.InteractionRequest(Payloads.ViewActions(slack, person, view, Payloads.Action(slack.Workspace, placed, state)));
        }

        return SendAsync(request);
    }

    private async Task<Interaction> SendAsync(BotRequest request)
    {
        var delivery = await slack.Bot.SendAsync(request);
        return new Interaction(delivery, delivery.IsAcknowledged ? null : NotResponding);
    }

    private static PlacedElement Find(JsonElement blocks, Touch touch)
    {
        var found = BlockReader.ElementsOf(blocks).Where(placed => placed.ActionId == touch.ActionId && (touch.BlockId is null || placed.BlockId == touch.BlockId)).ToList();
        if (found.Count > 1 && touch.Value is not null)
            found = [.. found.Where(placed => placed.Element.TryGetProperty("value", out var value) && value.GetString() == touch.Value)];
        return found switch
        {
            [var one] => one,
            [] => throw new InvalidOperationException($"there is no element '{touch.ActionId}'{(touch.Value is null ? "" : $" with '{touch.Value}'")}"),
            _ => throw new InvalidOperationException($"there are several elements '{touch.ActionId}': say which by its value or block id"),
        };
    }

    private static JsonObject? StateOf(PlacedElement placed, Touch touch)
    {
        if (placed.Type == "overflow")
            return Payloads.Overflow(placed.Element, touch.Value ?? (touch.Selected is { } chosen && chosen.TryGetProperty("selected_option", out var option) ? option.GetProperty("value").GetString()! : ""));
        if (!InputValue.HasState(placed.Type)) return null;
        return touch.Selected is { } selected ? InputValue.FromState(placed.Element, selected) : InputValue.FromText(placed.Element, touch.Value);
    }

    private static JsonElement Typed(JsonElement? before, PlacedElement placed, JsonObject state) =>
        FormValues.Merge(before, JsonSerializer.SerializeToElement(new JsonObject { [placed.BlockId] = new JsonObject { [placed.ActionId] = state.DeepClone() } }));
}
