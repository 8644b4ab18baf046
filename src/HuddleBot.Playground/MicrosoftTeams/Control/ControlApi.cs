using System.Text.Json.Nodes;
using HuddleBot.Playground.MicrosoftTeams.Cards;
using HuddleBot.Playground.MicrosoftTeams.Deliveries;
using HuddleBot.Playground.MicrosoftTeams.Tenant;

namespace HuddleBot.Playground.MicrosoftTeams.Control;

/// <summary><c>/playground/teams/…</c>: what the web page and scripts use (docs/wire/microsoft-teams-playground.md). It is no part of Teams.</summary>
internal static class ControlApi
{
    public static void Map(IEndpointRouteBuilder routes, TeamsPlayground playground, CancellationToken stopping)
    {
        var api = routes.MapGroup("/playground/teams").AddEndpointFilter(ControlRules.OnlyFromHereAsync).AddEndpointFilter(ControlRules.InWordsAsync);
        var teams = playground.Server;
        MapLooking(api, playground, stopping);
        MapCards(api, playground);
        PlacesApi.Map(api, playground);
        api.MapPost("/messages", async (SayRequest request) =>
        {
            var (message, delivery) = await playground.TrySayAsync(request.User, request.Conversation, request.Text, request.RootId);
            return ControlJson.Of(new { ok = true, message.Id, problem = Problem(delivery) });
        });
        api.MapPost("/messages/edit", async (MessageRequest request) => Told(await playground.EditAsync(request.User, Find(teams, request), request.Text ?? throw new InvalidOperationException("text is missing"))));
        api.MapPost("/messages/delete", async (MessageRequest request) => Told(await playground.DeleteAsync(request.User, Find(teams, request))));
        var feedback = new SampleFeedback(new TeamsSampleStage(teams));
        api.MapPost("/feedback", async (FeedbackRequest request) => ControlJson.Of(await feedback.SendAsync(request.Channel, request.Count)));
        FaultsApi.Map(api, teams.Faults);
    }

    public static IResult Told(Delivery? delivery) => ControlJson.Of(new { ok = Problem(delivery) is null, problem = Problem(delivery) });

    private static void MapLooking(IEndpointRouteBuilder api, TeamsPlayground playground, CancellationToken stopping)
    {
        var pictures = new Pictures(playground);
        api.MapGet("/state", async (string? user) => ControlJson.Of(await pictures.StateAsync(user)));
        api.MapGet("/conversations/{id}/messages", (string id, string user) => ControlJson.Of(pictures.MessagesIn(id, user)));
        api.MapGet("/dialogs", (string user) => ControlJson.Of(pictures.DialogsOf(user)));
        api.MapGet("/people", (string? query) => ControlJson.Of(pictures.PeopleLike(query ?? "")));
        api.MapGet("/calls", () => ControlJson.Of(playground.Calls));
        api.MapGet("/complaints", () => ControlJson.Of(playground.Complaints));
        api.MapGet("/events", (string user, HttpContext context) =>
        {
            var person = playground.PersonNamed(user).Id;
            return EventStream.WriteAsync(playground.Server.Tenant.Changes, person, id => pictures.Sees(person, id), context, stopping);
        });
    }

    private static void MapCards(IEndpointRouteBuilder api, TeamsPlayground playground)
    {
        api.MapPost("/execute", async (ActionRequest request) => Done(playground, request.User, await ExecuteAsync(playground, request)));
        api.MapPost("/submit", async (ActionRequest request) => Done(playground, request.User, await SubmitAsync(playground, request)));
        api.MapPost("/refresh", async (MessageRequest request) => Done(playground, request.User, await playground.CardActions.RefreshAsync(request.User, request.Conversation, request.Id)));
        api.MapPost("/message-action", async (MessageActionRequest request) =>
            Done(playground, request.User, await playground.Dialogs.MessageActionAsync(request.User, request.Conversation, request.Id, request.CommandId)));
        api.MapPost("/dialogs/submit", async (DialogRequest request) => Done(playground, request.User, await playground.Dialogs.SubmitAsync(request.User, request.Id, NodeOf(request.Data))));
        api.MapPost("/dialogs/close", (DialogRequest request) =>
        {
            playground.CloseDialog(request.User);
            return ControlJson.Of(new { ok = true });
        });
    }

    /// <summary>The renderer has merged the inputs; the button itself must be there for this person.</summary>
    private static Task<Interaction> ExecuteAsync(TeamsPlayground playground, ActionRequest request)
    {
        Check(playground, request, "Action.Execute", request.Action.Verb);
        var action = new JsonObject { ["id"] = request.Action.Id, ["title"] = request.Action.Title, ["verb"] = request.Action.Verb };
        return playground.CardActions.ExecuteAsync(request.User, request.Conversation, request.Id, System.Text.Json.JsonSerializer.SerializeToElement(action), NodeOf(request.Action.Data));
    }

    private static async Task<Interaction> SubmitAsync(TeamsPlayground playground, ActionRequest request)
    {
        var data = NodeOf(request.Action.Data);
        Check(playground, request, "Action.Submit", (data as JsonObject)?["verb"]?.ToString());
        var asks = (data as JsonObject)?["msteams"] as JsonObject;
        switch (asks?["type"]?.ToString())
        {
            case "task/fetch":
                return await playground.Dialogs.FetchAsync(request.User, request.Conversation, request.Id, data);
            case "imBack" or "messageBack" when (asks["text"] ?? asks["value"])?.ToString() is { } words:
                var (_, delivery) = await playground.TrySayAsync(request.User, request.Conversation, words, null);
                return new Interaction(delivery, Problem: Problem(delivery));
            default:
                return await playground.SubmitAsync(request.User, request.Conversation, request.Id, data);
        }
    }

    private static void Check(TeamsPlayground playground, ActionRequest request, string type, string? verb)
    {
        var teams = playground.Server;
        lock (teams.Tenant.Gate)
        {
            var (person, _, message) = teams.Tenant.Seen(request.User, request.Conversation, request.Id);
            var actions = CardActions.CardFor(teams.Tenant, person.Id, message) is { } card ? CardReader.ActionsOf(card) : [];
            if (!actions.Concat(actions.Select(action => action.Fallback).OfType<PlacedAction>()).Any(action => action.Type == type && action.Verb == verb))
                throw new InvalidOperationException($"{person.Name} sees no {type} '{verb}' there");
        }
    }

    private static IResult Done(TeamsPlayground playground, string user, Interaction interaction) => ControlJson.Of(new
    {
        ok = interaction.IsOk, interaction.Toast, interaction.Problem, interaction.Errors, dialog = playground.DialogOf(user) is not null, refreshed = interaction.Delivery is not null,
    });

    private static string? Problem(Delivery? delivery) => delivery is null or { IsAcknowledged: true } ? null : CardActions.Unreachable;

    private static Message Find(TeamsServer teams, MessageRequest request)
    {
        lock (teams.Tenant.Gate) return teams.Tenant.Seen(request.User, request.Conversation, request.Id).Message;
    }

    private static JsonNode NodeOf(System.Text.Json.JsonElement? data) => data is { } given ? JsonNode.Parse(given.GetRawText()) ?? new JsonObject() : new JsonObject();
}
