using System.Text.Json;
using System.Text.Json.Nodes;
using HuddleBot.Playground.MicrosoftTeams.Cards;
using HuddleBot.Playground.MicrosoftTeams.Tenant;

namespace HuddleBot.Playground.MicrosoftTeams.Deliveries;

/// <summary>Dialogs from cards (<c>task/…</c>) and from message actions (<c>composeExtension/…</c>): opened, submitted, and what the answers say.</summary>
internal sealed class Dialogs(TeamsServer teams, Activities activities)
{
    /// <param name="data">Of the button, inputs merged.</param>
    public async Task<Interaction> FetchAsync(string personName, string conversation, string messageId, JsonNode data)
    {
        Person person;
        Message message;
        JsonObject activity;
        lock (teams.Tenant.Gate)
        {
            (person, var place, message) = teams.Tenant.Seen(personName, conversation, messageId);
            activity = activities.Invoke("task/fetch", person, place, message.ConversationId, new JsonObject { ["data"] = data.DeepClone(), ["context"] = Theme() }, message.Id);
        }

        return Apply(person, message, null, await teams.Bot.SendAsync(activity));
    }

    /// <summary>A message's menu; also where the bot is not installed.</summary>
    public async Task<Interaction> MessageActionAsync(string personName, string conversation, string messageId, string commandId)
    {
        if (!teams.Options.MessageActions.Any(action => action.Id == commandId)) throw new InvalidOperationException($"there is no message action '{commandId}'");
        Person person;
        Message message;
        JsonObject activity;
        lock (teams.Tenant.Gate)
        {
            (person, var place, message) = teams.Tenant.Seen(personName, conversation, messageId);
            activity = ComposeExtension("composeExtension/fetchTask", person, place, message, commandId, null);
        }

        return Apply(person, message, commandId, await teams.Bot.SendAsync(activity));
    }

    /// <param name="data">As the client has merged it.</param>
    public async Task<Interaction> SubmitAsync(string personName, string dialogId, JsonNode data)
    {
        Person person;
        Dialog dialog;
        Message message;
        JsonObject activity;
        lock (teams.Tenant.Gate)
        {
            person = teams.Tenant.PersonNamed(personName);
            dialog = teams.Tenant.Dialogs.GetValueOrDefault(person.Id) is { } open && open.Id == dialogId ? open : throw new InvalidOperationException($"{person.Name} has no dialog {dialogId} open");
            (_, var place, message) = teams.Tenant.Seen(personName, dialog.Conversation, dialog.MessageId);
            activity = dialog.CommandId is { } command
                ? ComposeExtension("composeExtension/submitAction", person, place, message, command, data)
                : activities.Invoke("task/submit", person, place, message.ConversationId, new JsonObject { ["data"] = data.DeepClone(), ["context"] = Theme() }, message.Id);
        }

        return Apply(person, message, dialog.CommandId, await teams.Bot.SendAsync(activity));
    }

    private static JsonObject Theme() => new() { ["theme"] = "default" };

    private JsonObject ComposeExtension(string name, Person person, Place place, Message message, string commandId, JsonNode? data)
    {
        var value = new JsonObject { ["commandId"] = commandId, ["commandContext"] = "message", ["context"] = Theme(), ["requestId"] = Guid.NewGuid().ToString("N"), ["messagePayload"] = activities.Payload(place, message) };
        if (data is not null)
        {
            value["data"] = data.DeepClone();
            value["botMessagePreviewAction"] = null;
        }

        return activities.Invoke(name, person, place, message.ConversationId, value, null);
    }

    private Interaction Apply(Person person, Message message, string? commandId, Delivery delivery)
    {
        if (!delivery.IsAcknowledged)
        {
            // A dialog that is open stays, so that nothing that was typed is lost.
            lock (teams.Tenant.Gate)
                if (teams.Tenant.Dialogs.GetValueOrDefault(person.Id) is { } open) teams.Tenant.Open(open with { Problem = CardActions.Unreachable });
            return new Interaction(delivery, Problem: CardActions.Unreachable);
        }

        if (string.IsNullOrWhiteSpace(delivery.AnswerBody)) return Close(person, delivery, null);
        if (InvokeAnswer.ReadObject(delivery.AnswerBody) is not { } body) return Wrong(delivery, "is no JSON object");
        if (body.TryGetProperty("task", out var task)) return Task(person, message, commandId, delivery, task);
        if (commandId is not null && body.TryGetProperty("composeExtension", out var extension) && CardReader.Text(extension, "type") is "result" or "message") return Close(person, delivery, CardReader.Text(extension, "text"));
        return body.EnumerateObject().Any() ? Wrong(delivery, "has neither task nor composeExtension") : Close(person, delivery, null);
    }

    private Interaction Task(Person person, Message message, string? commandId, Delivery delivery, JsonElement task)
    {
        if (!task.TryGetProperty("value", out var value)) return Wrong(delivery, "has a task without value");
        var blank = new Dialog(Guid.NewGuid().ToString("N"), person.Id, "", null, null, null, "medium", "medium", commandId, message.Conversation, message.Id);
        switch (CardReader.Text(task, "type"))
        {
            case "message" when value.ValueKind is JsonValueKind.String:
                Open(blank with { Title = teams.Options.BotName, Message = value.GetString() });
                return new Interaction(delivery, Toast: value.GetString());
            case "continue" when value.ValueKind is JsonValueKind.Object:
                return Continue(blank, delivery, value);
            default:
                return Wrong(delivery, $"has a task of type '{CardReader.Text(task, "type")}'");
        }
    }

    private Interaction Continue(Dialog blank, Delivery delivery, JsonElement value)
    {
        var dialog = blank with { Title = CardReader.Text(value, "title") ?? "", Width = Size(value, "width"), Height = Size(value, "height"), Url = CardReader.Text(value, "url") };
        if (dialog.Title.Length == 0) teams.Complaints.Add($"{delivery.Kind}: a dialog without a title");
        if (!value.TryGetProperty("card", out var attachment))
        {
            if (dialog.Url is null) return Wrong(delivery, "has a dialog without card and url");
            Open(dialog);
            return new Interaction(delivery);
        }

        if (CardReader.Text(attachment, "contentType") != Connector.ActivityReader.AdaptiveCard || !attachment.TryGetProperty("content", out var card)) return Wrong(delivery, "has a dialog whose card is no attachment");
        foreach (var problem in CardCheck.Problems(card)) teams.Complaints.Add($"{delivery.Kind}: {problem}");
        if (CardReader.ActionsOf(card).Any(action => action.Type == "Action.Execute")) teams.Complaints.Add($"{delivery.Kind}: an Action.Execute does nothing in a dialog");
        Open(dialog with { Card = card });
        return new Interaction(delivery, Card: card);
    }

    private void Open(Dialog dialog)
    {
        lock (teams.Tenant.Gate) teams.Tenant.Open(dialog);
    }

    private Interaction Close(Person person, Delivery delivery, string? toast)
    {
        lock (teams.Tenant.Gate) teams.Tenant.CloseDialog(person.Id);
        if (toast is not null) teams.Tenant.Toast(person.Id, toast);
        return new Interaction(delivery, Toast: toast);
    }

    private Interaction Wrong(Delivery delivery, string what)
    {
        teams.Complaints.Add($"the answer to {delivery.Kind} {what}");
        return new Interaction(delivery, Problem: CardActions.Unreachable);
    }

    private static string Size(JsonElement value, string name) => value.TryGetProperty(name, out var size) ? size.ToString() : "medium";
}
