using System.Text.Json;
using HuddleBot.Playground.Slack.Views;
using HuddleBot.Playground.Slack.Workspace;

namespace HuddleBot.Playground.Slack.Deliveries;

/// <summary>Submitting and closing modals, with the checks that Slack's client makes and the answers that it understands (docs: Modals, response_action).</summary>
internal sealed class Forms(SlackServer slack)
{
    private const string Trouble = "We had some trouble connecting. Try again?";

    /// <exception cref="InvalidOperationException">The view is not the top one of the person's modals.</exception>
    public async Task<Interaction> SubmitAsync(string user, string viewId, Func<View, JsonElement> typed)
    {
        BotRequest request;
        View view;
        lock (slack.Workspace.Gate)
        {
            var person = slack.Workspace.PersonNamed(user);
            view = TopOf(person, viewId);
            if (!view.Content.TryGetProperty("submit", out _)) throw new InvalidOperationException($"the view '{view.CallbackId}' has no submit button");
            view = view with { Typed = FormValues.Merge(view.Typed, typed(view)), Errors = null };
            var errors = ViewState.Check(view.Blocks, ViewState.Values(view));
            slack.Workspace.Replace(errors.Count > 0 ? view with { Errors = errors } : view);
            if (errors.Count > 0) return new Interaction(null, Errors: errors);
            request = Payloads.InteractionRequest(Payloads.ViewSubmission(slack, person, view));
        }

        var delivery = await slack.Bot.SendAsync(request);
        if (!delivery.IsAcknowledged) return new Interaction(delivery, Trouble);
        lock (slack.Workspace.Gate) return new FormAnswer(slack, view).Apply(delivery);
    }

    /// <param name="all">The whole stack, not only the top one.</param>
    public async Task<Interaction> CloseAsync(string user, string viewId, bool all)
    {
        List<BotRequest> requests = [];
        lock (slack.Workspace.Gate)
        {
            var person = slack.Workspace.PersonNamed(user);
            var top = TopOf(person, viewId);
            all |= top.ClearsOnClose;
            List<View> closed = all ? [.. slack.Workspace.ModalsOf(person.Id)] : [top];
            foreach (var view in closed)
            {
                ViewStacks.Close(slack.Workspace, view);
                if (view.NotifiesOnClose) requests.Add(Payloads.InteractionRequest(Payloads.ViewClosed(slack, person, view, all)));
            }
        }

        Delivery? last = null;
        foreach (var request in requests) last = await slack.Bot.SendAsync(request);
        return new Interaction(last);
    }

    private View TopOf(Person person, string viewId) =>
        slack.Workspace.ModalsOf(person.Id) is [.., var top] && top.Id == viewId ? top : throw new InvalidOperationException($"{viewId} is not the view that {person.Name} looks at");
}
