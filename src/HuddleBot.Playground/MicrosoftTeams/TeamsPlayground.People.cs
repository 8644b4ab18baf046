using System.Text.Json.Nodes;
using HuddleBot.Playground.MicrosoftTeams.Cards;
using HuddleBot.Playground.MicrosoftTeams.Deliveries;
using HuddleBot.Playground.MicrosoftTeams.Tenant;

namespace HuddleBot.Playground.MicrosoftTeams;

/// <summary>What people say and touch. People and places may be named by id or by name. Asking for what the person cannot see or do is an <see cref="InvalidOperationException"/>.</summary>
public sealed partial class TeamsPlayground
{
    public Person AddPerson(string name, string? realName = null, string timeZone = "Europe/London")
    {
        lock (teams.Tenant.Gate)
        {
            var id = Guid.NewGuid().ToString();
            var person = new Person(id, teams.Tenant.Ids.MriOf(id), name.ToLowerInvariant(), realName ?? name, timeZone);
            teams.Tenant.Put(person);
            return person;
        }
    }

    /// <summary>Writes as a person. The bot hears what mentions it (<c>@HuddleBot</c>) where it is installed, with <see cref="TeamsPlaygroundOptions.HearsChannelMessages"/> everything there, and everything in a chat with it. Whoever writes to it first installs it for themselves.</summary>
    /// <param name="rootId">The thread; null: a new one.</param>
    public async Task<Message> SayAsync(string person, string place, string text, string? rootId = null) => (await TrySayAsync(person, place, text, rootId)).Message;

    /// <summary>Changes what a person wrote; the bot hears it where it heard the message.</summary>
    public Task<Delivery?> EditAsync(string person, Message message, string text) => ChangeAsync(person, message, now => WithText(now, text) with { IsEdited = true }, "messageUpdate", "editMessage");

    /// <inheritdoc cref="EditAsync"/>
    public Task<Delivery?> DeleteAsync(string person, Message message) => ChangeAsync(person, message, now => now with { IsDeleted = true }, "messageDelete", "softDeleteMessage");

    /// <summary>Touches the button (<c>Action.Execute</c>) with this verb in the card as the person sees it.</summary>
    /// <param name="inputs">By input id, as text; what is not given stays as the card has it. Somebody in a people picker may be given by name.</param>
    /// <param name="item">Which of several buttons with this verb: by <c>data.item</c>.</param>
    public async Task<Interaction> ClickAsync(string person, Message message, string verb, IReadOnlyDictionary<string, string?>? inputs = null, string? item = null)
    {
        var (action, data, errors) = Fill(person, message, "Action.Execute", action => action, verb, inputs, item);
        return errors is not null ? new Interaction(null, Errors: errors) : await cardActions.ExecuteAsync(person, message.Conversation, message.Id, action.Action, data);
    }

    /// <summary>Several touches at the same moment: each person touches what they see now, before anything that another's touch changes.</summary>
    /// <param name="touches">What starts each; the calls to the bot then run side by side.</param>
    public async Task<IReadOnlyList<Interaction>> TogetherAsync(IEnumerable<Func<Task<Interaction>>> touches)
    {
        List<Task<Interaction>> started;
        lock (teams.Tenant.Gate) started = [.. touches.Select(touch => touch())];
        return await Task.WhenAll(started);
    }

    /// <summary>The same as an old client does it: the fallback <c>Action.Submit</c>, or a Submit of its own, comes as a message with a value.</summary>
    /// <inheritdoc cref="ClickAsync"/>
    public async Task<Interaction> ClickFallbackAsync(string person, Message message, string verb, IReadOnlyDictionary<string, string?>? inputs = null, string? item = null)
    {
        var (_, data, errors) = Fill(person, message, "Action.Submit", action => action.Fallback ?? action, verb, inputs, item);
        return errors is not null ? new Interaction(null, Errors: errors) : await SubmitAsync(person, message.Conversation, message.Id, data);
    }

    /// <summary>What a client does by itself when the message comes into view; <see cref="Interaction.Delivery"/> is null when it is not due.</summary>
    public Task<Interaction> RefreshAsync(string person, Message message) => cardActions.RefreshAsync(person, message.Conversation, message.Id);

    /// <summary>Touches a button whose data say <c>task/fetch</c>.</summary>
    /// <inheritdoc cref="ClickAsync"/>
    public async Task<Interaction> OpenDialogAsync(string person, Message message, string verb, IReadOnlyDictionary<string, string?>? inputs = null, string? item = null)
    {
        var (action, data, errors) = Fill(person, message, "Action.Submit", action => action, verb, inputs, item);
        if (errors is not null) return new Interaction(null, Errors: errors);
        return action.FetchesTask ? await dialogs.FetchAsync(person, message.Conversation, message.Id, data) : throw new InvalidOperationException($"'{verb}' opens no dialog");
    }

    /// <summary><c>task/fetch</c> without a button in the card.</summary>
    public Task<Interaction> FetchTaskAsync(string person, Message message, string verb, string? item = null) =>
        dialogs.FetchAsync(person, message.Conversation, message.Id, new JsonObject { ["msteams"] = new JsonObject { ["type"] = "task/fetch" }, ["verb"] = verb, ["item"] = item });

    /// <summary>Chooses an entry of a message's menu; also where the bot is not installed.</summary>
    public Task<Interaction> MessageActionAsync(string person, Message message, string commandId = "issue.add") => dialogs.MessageActionAsync(person, message.Conversation, message.Id, commandId);

    /// <summary>Submits the dialog that the person has open.</summary>
    /// <param name="verb">Which of several buttons; null: there is one.</param>
    public async Task<Interaction> SubmitDialogAsync(string person, IReadOnlyDictionary<string, string?>? inputs = null, string? verb = null)
    {
        Dialog dialog;
        JsonObject data;
        IReadOnlyDictionary<string, string>? errors;
        lock (teams.Tenant.Gate)
        {
            dialog = DialogOf(person) ?? throw new InvalidOperationException($"{person} has no dialog open");
            if (dialog.Card is not { } card) throw new InvalidOperationException("the dialog has no card");
            (data, errors) = CardInputs.Merge(teams.Tenant, One(CardReader.ActionsOf(card), "Action.Submit", verb, null), inputs);
        }

        return errors is not null ? new Interaction(null, Errors: errors) : await dialogs.SubmitAsync(person, dialog.Id, data);
    }

    public void CloseDialog(string person)
    {
        lock (teams.Tenant.Gate) teams.Tenant.CloseDialog(teams.Tenant.PersonNamed(person).Id);
    }

    /// <summary>Any activity.</summary>
    /// <param name="bearer">The token; null: a good one; empty: none.</param>
    public Task<Delivery> SendActivityAsync(JsonObject activity, string? bearer = null) => teams.Bot.SendAsync(activity, bearer);

    /// <summary>The same bytes once more, with a new token.</summary>
    public Task<Delivery> RedeliverAsync(Delivery delivery) => teams.Bot.TryAsync(JsonNode.Parse(delivery.Activity.GetRawText())!.AsObject());

    internal async Task<(Message Message, Delivery? Delivery)> TrySayAsync(string person, string place, string text, string? rootId)
    {
        Person author;
        Place where;
        lock (teams.Tenant.Gate)
        {
            (author, where) = teams.Tenant.Seen(person, place);
            if (where.Team is { IsArchived: true }) throw new InvalidOperationException($"{where.Team.Name} is archived");
        }

        if (where.Chat is { HasBot: false }) await InstallPersonalAsync(person);
        Message message;
        JsonObject activity;
        lock (teams.Tenant.Gate)
        {
            // Whoever has just installed the bot is heard by it.
            (author, where) = teams.Tenant.Seen(person, place);
            var id = teams.Tenant.Ids.NextMessage();
            if (rootId is not null && teams.Tenant.FindMessage(where.Id, rootId) is not { IsReply: false }) throw new InvalidOperationException($"there is no thread {rootId}");
            message = WithText(new Message { Conversation = where.Id, Id = id, RootId = where.Chat is null ? rootId ?? id : null, AuthorId = author.Id, At = teams.Tenant.Now }, text);
            teams.Tenant.Add(message);
            activity = activities.Message(author, where, message);
        }

        return (message, Hears(where, message) ? await teams.Bot.SendAsync(activity) : null);
    }

    internal async Task<Interaction> SubmitAsync(string person, string conversation, string messageId, JsonNode data)
    {
        JsonObject activity;
        lock (teams.Tenant.Gate)
        {
            var (author, place, card) = teams.Tenant.Seen(person, conversation, messageId);
            // A submitted form is a message that nobody sees.
            var message = new Message { Conversation = place.Id, Id = teams.Tenant.Ids.NextMessage(), RootId = card.RootId, AuthorId = author.Id, At = teams.Tenant.Now };
            activity = activities.Message(author, place, message, value: data.DeepClone(), replyTo: card.Id);
        }

        var delivery = await teams.Bot.SendAsync(activity);
        return new Interaction(delivery, Problem: delivery.IsAcknowledged ? null : CardActions.Unreachable);
    }

    private async Task<Delivery?> ChangeAsync(string person, Message message, Func<Message, Message> change, string type, string eventType)
    {
        Place place;
        Message before;
        JsonObject activity;
        lock (teams.Tenant.Gate)
        {
            (var author, place, before) = teams.Tenant.Seen(person, message.Conversation, message.Id);
            if (before.AuthorId != author.Id) throw new InvalidOperationException($"{author.Name} did not write this message");
            var now = change(before);
            teams.Tenant.Replace(now);
            activity = activities.Message(author, place, now, type, eventType: eventType);
        }

        return Hears(place, before) ? await teams.Bot.SendAsync(activity) : null;
    }

    private bool Hears(Place place, Message message) => place.HasBot && (place.Chat is not null || teams.Options.HearsChannelMessages || message.Mentions.Any(mention => mention.Id == teams.Tenant.BotId));

    private Message WithText(Message message, string text)
    {
        var mentions = new List<Mention>();
        foreach (var (id, name) in teams.Tenant.People.Values.Select(person => (person.Mri, person.RealName)).Prepend((teams.Tenant.BotId, teams.Tenant.BotName)))
        {
            if (!text.Contains($"@{name}", StringComparison.OrdinalIgnoreCase)) continue;
            var mention = new Mention(id, name, $"<at>{name}</at>");
            text = text.Replace($"@{name}", mention.Text, StringComparison.OrdinalIgnoreCase);
            mentions.Add(mention);
        }

        return message with { Text = text, Mentions = mentions };
    }

    private (PlacedAction Action, JsonObject Data, IReadOnlyDictionary<string, string>? Errors) Fill(
        string person, Message message, string type, Func<PlacedAction, PlacedAction> choose, string verb, IReadOnlyDictionary<string, string?>? inputs, string? item)
    {
        lock (teams.Tenant.Gate)
        {
            var (someone, _, now) = teams.Tenant.Seen(person, message.Conversation, message.Id);
            if (CardActions.CardFor(teams.Tenant, someone.Id, now) is not { } card) throw new InvalidOperationException($"the message {message.Id} has no card");
            var action = One([.. CardReader.ActionsOf(card).Select(choose)], type, verb, item);
            var (data, errors) = CardInputs.Merge(teams.Tenant, action, inputs);
            return (action, data, errors);
        }
    }

    private static PlacedAction One(IReadOnlyList<PlacedAction> actions, string type, string? verb, string? item)
    {
        var found = actions.Where(action => action.Type == type && (verb is null || action.Verb == verb) && (item is null || action.Item == item)).ToList();
        var what = $"{type}{(verb is null ? "" : $" '{verb}'")}{(item is null ? "" : $" of '{item}'")}";
        return found switch
        {
            [{ IsReachable: true } one] => one,
            [_] => throw new InvalidOperationException($"the {what} is hidden, and nothing shows it"),
            [] => throw new InvalidOperationException($"there is no {what}; there are: {string.Join(", ", actions.Select(action => $"{action.Type} '{action.Verb}'"))}"),
            _ => throw new InvalidOperationException($"there are several {what}: say which"),
        };
    }
}
