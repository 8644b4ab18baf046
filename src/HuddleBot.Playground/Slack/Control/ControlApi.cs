using System.Text.Json;
using HuddleBot.Playground.Slack.Deliveries;
using HuddleBot.Playground.Slack.Workspace;

namespace HuddleBot.Playground.Slack.Control;

/// <summary><c>/playground/…</c>: what the web page and scripts use. It is no part of Slack.</summary>
internal static class ControlApi
{
    public static void Map(IEndpointRouteBuilder routes, SlackPlayground playground, CancellationToken stopping)
    {
        var api = routes.MapGroup("/playground").AddEndpointFilter(ControlRules.OnlyFromHereAsync).AddEndpointFilter(ControlRules.InWordsAsync);
        var pictures = new Pictures(playground.Server);
        var feedback = new SampleFeedback(new SlackSampleStage(playground.Server));
        api.MapGet("/state", async (string? user) => ControlJson.Of(await pictures.StateAsync(user)));
        api.MapGet("/channels/{id}/messages", (string id, string user) => ControlJson.Of(pictures.MessagesIn(id, user)));
        api.MapGet("/views", (string user) => ControlJson.Of(pictures.ViewsOf(user)));
        api.MapGet("/home", (string user) => ControlJson.Of(pictures.HomeOf(user)));
        api.MapPost("/home/open", async (HomeRequest request) => Told(await playground.OpenHomeAsync(request.User)));
        api.MapPost("/click", async (ClickRequest request) => Done(await ClickAsync(playground, request)));
        api.MapPost("/views/submit", async (SubmitRequest request) => Done(await playground.SubmitStateAsync(request.User, request.ViewId, request.Values ?? JsonElement.Parse("{}"))));
        api.MapPost("/views/close", async (CloseRequest request) => Done(await playground.CloseViewAsync(request.User, request.ViewId, request.All)));
        api.MapPost("/command", async (CommandRequest request) => Done(await playground.CommandAsync(request.User, request.Channel, request.Text)));
        api.MapPost("/shortcut", async (ShortcutRequest request) => Done(await playground.MessageShortcutAsync(request.User, request.Channel, request.Ts, request.CallbackId)));
        api.MapPost("/messages", async (MessageRequest request) => ControlJson.Of(new { ok = true, (await playground.PostAsUserAsync(request.User, request.Channel, request.Text, request.ThreadTs)).Ts }));
        api.MapPost("/messages/edit", async (EditRequest request) => Heard(await playground.EditAsUserAsync(request.User, request.Channel, request.Ts, request.Text)));
        api.MapPost("/messages/delete", async (DeleteRequest request) => Heard(await playground.DeleteAsUserAsync(request.User, request.Channel, request.Ts)));
        api.MapPost("/feedback", async (FeedbackRequest request) => ControlJson.Of(await feedback.SendAsync(request.Team, request.Count)));
        api.MapGet("/calls", () => ControlJson.Of(playground.Calls));
        api.MapGet("/complaints", () => ControlJson.Of(playground.Complaints));
        FaultsApi.Map(api, playground.Server.Faults);
        SocketControl.Map(api, playground.Sockets);
        api.MapGet("/events", (string user, HttpContext context) => EventStream.WriteAsync(playground.Server.Workspace.Changes, user, id => playground.Server.Sees(user, id), context, stopping));
    }

    private static Task<Interaction> ClickAsync(SlackPlayground playground, ClickRequest request)
    {
        var touch = new Touch(request.ActionId, request.BlockId, request.Value, request.Selected);
        if (request.ViewId is { } view) return playground.Clicks.InViewAsync(request.User, view, touch, request.Values);
        if (request is { Channel: { } channel, Ts: { } ts }) return playground.Clicks.InMessageAsync(request.User, channel, ts, touch);
        throw new InvalidOperationException("a click needs a channel and a ts, or a viewId");
    }

    private static IResult Done(Interaction interaction) => ControlJson.Of(new { ok = interaction.IsOk, error = interaction.UserSees, interaction.Errors });

    private static IResult Heard(Delivery? delivery) => ControlJson.Of(new { ok = true, heard = delivery?.IsAcknowledged ?? false });

    private static IResult Told(Delivery delivery) => ControlJson.Of(new { ok = delivery.IsAcknowledged, error = delivery.IsAcknowledged ? null : "HuddleBot is not responding. Please try again." });
}
