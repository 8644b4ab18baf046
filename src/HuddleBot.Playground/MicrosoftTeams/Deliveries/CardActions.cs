using System.Text.Json;
using System.Text.Json.Nodes;
using HuddleBot.Playground.MicrosoftTeams.Cards;
using HuddleBot.Playground.MicrosoftTeams.Tenant;

namespace HuddleBot.Playground.MicrosoftTeams.Deliveries;

/// <summary><c>adaptiveCard/action</c>: sends what was touched, or a refresh, and does what the answer says (docs: Universal Action Model).</summary>
internal sealed class CardActions(TeamsServer teams, Activities activities)
{
    public const string Unreachable = "Unable to reach app. Please try again.";
    public const string WentWrong = "Something went wrong. Please try again.";
    private static readonly TimeSpan RefreshPause = TimeSpan.FromMinutes(1);

    /// <summary>The card as one person's client shows it; null: none.</summary>
    public static JsonElement? CardFor(TeamsTenant tenant, string person, Message message) => tenant.ViewOf(person, message)?.Card ?? message.Card;

    /// <summary>Whether a client that shows the message asks anew by itself: named in <c>userIds</c> (or at most 60 people are there), and not in the last minute.</summary>
    public bool IsRefreshDue(Person person, Place place, Message message)
    {
        if (message.IsDeleted || CardFor(teams.Tenant, person.Id, message) is not { } card || !card.TryGetProperty("refresh", out var refresh)) return false;
        var isNamed = refresh.TryGetProperty("userIds", out var users)
            ? users.EnumerateArray().Any(user => user.GetString() == person.Mri)
            : (place.Team?.MemberIds.Count ?? 1) <= CardCheck.MostRefreshed;
        return isNamed && (teams.Tenant.ViewOf(person.Id, message) is not { } view || teams.Tenant.Now - view.InvokedAt > RefreshPause);
    }

    public async Task<Interaction> RefreshAsync(string personName, string conversation, string messageId)
    {
        Person person;
        Message message;
        JsonObject activity;
        lock (teams.Tenant.Gate)
        {
            (person, var place, message) = teams.Tenant.Seen(personName, conversation, messageId);
            if (!IsRefreshDue(person, place, message)) return new Interaction(null);
            var action = CardFor(teams.Tenant, person.Id, message)!.Value.GetProperty("refresh").GetProperty("action");
            activity = Request(person, place, message, Wire(action, action.TryGetProperty("data", out var data) ? JsonNode.Parse(data.GetRawText()) : null), "automatic");
            Note(person, message, null);
        }

        return Apply(person, message, await teams.Bot.SendAsync(activity));
    }

    /// <summary>Sends an Execute with its data as the client has merged it.</summary>
    public async Task<Interaction> ExecuteAsync(string personName, string conversation, string messageId, JsonElement action, JsonNode? data)
    {
        Person person;
        Message message;
        JsonObject activity;
        lock (teams.Tenant.Gate)
        {
            (person, var place, message) = teams.Tenant.Seen(personName, conversation, messageId);
            activity = Request(person, place, message, Wire(action, data), "manual");
            Note(person, message, null);
        }

        return Apply(person, message, await teams.Bot.SendAsync(activity));
    }

    private static JsonObject Wire(JsonElement action, JsonNode? data)
    {
        var wire = new JsonObject { ["type"] = "Action.Execute" };
        foreach (var name in (ReadOnlySpan<string>)["id", "title", "verb"])
            if (CardReader.Text(action, name) is { } text) wire[name] = text;
        if (data is not null) wire["data"] = data.DeepClone();
        return wire;
    }

    private JsonObject Request(Person person, Place place, Message message, JsonObject action, string trigger) =>
        activities.Invoke("adaptiveCard/action", person, place, message.ConversationId, new JsonObject { ["action"] = action, ["trigger"] = trigger }, message.Id);

    private void Note(Person person, Message message, JsonElement? card)
    {
        var before = teams.Tenant.ViewOf(person.Id, message);
        teams.Tenant.Put(new PersonalView(person.Id, message.Conversation, message.Id, card ?? before?.Card, teams.Tenant.Now));
    }

    private Interaction Apply(Person person, Message message, Delivery delivery)
    {
        if (!delivery.IsAcknowledged) return new Interaction(delivery, Problem: Unreachable);
        if (InvokeAnswer.Read(delivery) is not { } answer || answer.Status is not { } status || answer.Type is not { } type) return Wrong(delivery, "is no {statusCode, type, value}");
        return (status, type) switch
        {
            (200, "application/vnd.microsoft.card.adaptive") => Replace(person, message, delivery, answer.Value),
            (200, "application/vnd.microsoft.activity.message") when answer.Value is { ValueKind: JsonValueKind.String } text => Toast(person, delivery, text.GetString()!),
            (400 or 500, "application/vnd.microsoft.error") or (412, "application/vnd.microsoft.error.preconditionFailed") => answer.Value is { } error && CardReader.Text(error, "code") is not null
                ? new Interaction(delivery, Problem: WentWrong) : Wrong(delivery, "is an error without a code"),
            (401, "application/vnd.microsoft.activity.loginRequest") => Wrong(delivery, "asks to sign in, which nobody can here"),
            _ => Wrong(delivery, $"has statusCode {status} with type {type}"),
        };
    }

    private Interaction Replace(Person person, Message message, Delivery delivery, JsonElement? value)
    {
        if (value is not { ValueKind: JsonValueKind.Object } card) return Wrong(delivery, "has no card");
        foreach (var problem in CardCheck.Problems(card)) teams.Complaints.Add($"{delivery.Kind}: {problem}");
        lock (teams.Tenant.Gate)
        {
            // Whoever is asked while the message is changed for everyone keeps what came last: the answer to the person.
            if (teams.Tenant.FindMessage(message.Conversation, message.Id) is { IsDeleted: false } now) Note(person, now, card);
        }

        return new Interaction(delivery, Card: card);
    }

    private Interaction Toast(Person person, Delivery delivery, string text)
    {
        teams.Tenant.Toast(person.Id, text);
        return new Interaction(delivery, Toast: text);
    }

    private Interaction Wrong(Delivery delivery, string what)
    {
        teams.Complaints.Add($"the answer to adaptiveCard/action {what}");
        return new Interaction(delivery, Problem: WentWrong);
    }
}

/// <summary>The body of an answer to <c>adaptiveCard/action</c>.</summary>
internal sealed record InvokeAnswer(int? Status, string? Type, JsonElement? Value)
{
    /// <returns>Null: no JSON object.</returns>
    public static InvokeAnswer? Read(Delivery delivery)
    {
        if (ReadObject(delivery.AnswerBody) is not { } body) return null;
        return new InvokeAnswer(
            body.TryGetProperty("statusCode", out var status) && status.ValueKind is JsonValueKind.Number ? status.GetInt32() : null,
            CardReader.Text(body, "type"), body.TryGetProperty("value", out var value) ? value : null);
    }

    public static JsonElement? ReadObject(string body)
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
