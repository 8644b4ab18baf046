using System.Text.Json;
using System.Text.Json.Nodes;
using HuddleBot.Playground.Slack.Deliveries;
using HuddleBot.Playground.Slack.Views;
using HuddleBot.Playground.Slack.Workspace;

namespace HuddleBot.Playground.Slack;

/// <summary>What people do. People and channels may be named by id or by name. Asking for what the person cannot see or do is an <see cref="InvalidOperationException"/>.</summary>
public sealed partial class SlackPlayground
{
    public Person AddUser(string name, string? id = null, string timeZone = "Europe/London")
    {
        lock (slack.Workspace.Gate)
        {
            var person = new Person(id ?? slack.Workspace.Ids.Next('U'), name.ToLowerInvariant(), name, TimeZone: timeZone, Email: $"{name.ToLowerInvariant()}@sunny-hotels.example");
            slack.Workspace.Put(person);
            return person;
        }
    }

    /// <summary>A channel with these people and the bot.</summary>
    public Channel AddChannel(string name, params IReadOnlyList<string> members) => AddChannel(name, ChannelKind.Public, members);

    /// <param name="withBot">Whether the bot is a member too.</param>
    public Channel AddChannel(string name, ChannelKind kind, IReadOnlyList<string> members, bool withBot = true, string? id = null)
    {
        lock (slack.Workspace.Gate)
        {
            var people = members.Select(member => slack.Workspace.PersonNamed(member).Id);
            var channel = new Channel(id ?? slack.Workspace.Ids.Next('C'), name, kind, withBot ? [.. people, slack.Workspace.Bot.Id] : [.. people]);
            slack.Workspace.Put(channel);
            return channel;
        }
    }

    /// <summary>Writes as a person. The bot is told of a mention, and of every message of a kind that it has subscribed to where it is a member.</summary>
    public async Task<Message> PostAsUserAsync(string user, string channel, string text, string? threadTs = null)
    {
        Message message;
        var bodies = new List<JsonObject>();
        lock (slack.Workspace.Gate)
        {
            var (person, place) = slack.Workspace.Seen(user, channel);
            if (!place.Has(person.Id)) throw new InvalidOperationException($"{person.Name} is not in {place.Name}");
            message = new Message { Channel = place.Id, Ts = slack.Workspace.Ids.NextTs(), ThreadTs = threadTs, AuthorId = person.Id, Text = Markup(text) };
            slack.Workspace.Add(message);
            if (Hears(place)) bodies.Add(MessageEvents.Written(slack.Workspace, place, message));
            if (!place.IsDirect && message.Text.Contains($"<@{slack.Workspace.Bot.Id}>", StringComparison.Ordinal)) bodies.Add(MessageEvents.Mention(slack.Workspace, message));
        }

        foreach (var body in bodies) await events.SendAsync(body);
        return message;
    }

    /// <summary>Changes what a person wrote.</summary>
    /// <returns>The first try to tell the bot; null: it does not hear it.</returns>
    public Task<Delivery?> EditAsUserAsync(string user, string channel, string ts, string text) =>
        ChangeAsync(user, channel, ts, before => before with { Text = Markup(text), EditedTs = slack.Workspace.Ids.NextTs() }, MessageEvents.Changed);

    /// <inheritdoc cref="EditAsUserAsync"/>
    public Task<Delivery?> DeleteAsUserAsync(string user, string channel, string ts) =>
        ChangeAsync(user, channel, ts, before => before with { IsDeleted = true }, (workspace, place, before, _) => MessageEvents.Deleted(workspace, place, before));

    /// <summary>Touches a button, or chooses in a menu, of a message.</summary>
    /// <param name="value">Which of several buttons with this action id, or what is chosen in a menu.</param>
    public Task<Interaction> ClickAsync(string user, string channel, string ts, string actionId, string? value = null, string? blockId = null) =>
        clicks.InMessageAsync(user, channel, ts, new Touch(actionId, blockId, value));

    /// <summary>Several touches at the same moment: each person touches what they see now, before anything that another's touch changes.</summary>
    /// <param name="touches">What starts each; the calls to the bot then run side by side.</param>
    public async Task<IReadOnlyList<Interaction>> TogetherAsync(IEnumerable<Func<Task<Interaction>>> touches)
    {
        List<Task<Interaction>> started;
        lock (slack.Workspace.Gate) started = [.. touches.Select(touch => touch())];
        return await Task.WhenAll(started);
    }

    /// <summary>Touches a button, or chooses in a menu, of a modal or the home tab.</summary>
    public Task<Interaction> ClickInViewAsync(string user, string viewId, string actionId, string? value = null, string? blockId = null) =>
        clicks.InViewAsync(user, viewId, new Touch(actionId, blockId, value));

    /// <summary>Submits a modal. What is not given stays as the bot had filled it in.</summary>
    /// <param name="values">By action id: text, an option's value, an id, a date; several are separated by commas; null clears.</param>
    public Task<Interaction> SubmitAsync(string user, string viewId, IReadOnlyDictionary<string, string?>? values = null) =>
        forms.SubmitAsync(user, viewId, view => FormValues.FromTexts(view, values ?? new Dictionary<string, string?>(StringComparer.Ordinal)));

    /// <summary>Submits a modal with values in Slack's own shape: block id, action id, state.</summary>
    public Task<Interaction> SubmitStateAsync(string user, string viewId, JsonElement values) => forms.SubmitAsync(user, viewId, _ => values);

    public Task<Interaction> CloseViewAsync(string user, string viewId, bool all = false) => forms.CloseAsync(user, viewId, all);

    public Task<Interaction> CommandAsync(string user, string channel, string line) => commands.RunAsync(user, channel, line);

    public Task<Interaction> MessageShortcutAsync(string user, string channel, string ts, string callbackId) => commands.MessageShortcutAsync(user, channel, ts, callbackId);

    public Task<Interaction> GlobalShortcutAsync(string user, string callbackId) => commands.GlobalShortcutAsync(user, callbackId);

    /// <summary>Opens the bot's home tab.</summary>
    public Task<Delivery> OpenHomeAsync(string user)
    {
        JsonObject body;
        lock (slack.Workspace.Gate)
        {
            var person = slack.Workspace.PersonNamed(user);
            body = WebApi.Wire.Object(new { type = "app_home_opened", user = person.Id, channel = slack.Workspace.DirectMessageWith(person).Id, tab = "home" });
            if (slack.Workspace.Homes.GetValueOrDefault(person.Id) is { } home) body["view"] = WebApi.Wire.View(slack.Workspace, home);
        }

        return events.SendAsync(body);
    }

    /// <summary>Adds a person, or the bot, to a channel and tells the bot.</summary>
    public Task<Delivery> AddMemberAsync(string channel, string user)
    {
        JsonObject body;
        lock (slack.Workspace.Gate)
        {
            var (place, person) = (slack.Workspace.ChannelNamed(channel), slack.Workspace.PersonNamed(user));
            if (!place.Has(person.Id)) slack.Workspace.Put(place with { MemberIds = [.. place.MemberIds, person.Id] });
            body = WebApi.Wire.Object(new { type = "member_joined_channel", user = person.Id, channel = place.Id, channel_type = place.Kind is ChannelKind.Private ? "G" : "C", team = slack.Workspace.Id });
        }

        return events.SendAsync(body);
    }

    /// <summary>Takes a person, or the bot, out of a channel.</summary>
    public void RemoveMember(string channel, string user)
    {
        lock (slack.Workspace.Gate)
        {
            var (place, person) = (slack.Workspace.ChannelNamed(channel), slack.Workspace.PersonNamed(user));
            slack.Workspace.Put(place with { MemberIds = [.. place.MemberIds.Where(id => id != person.Id)] });
        }
    }

    /// <summary>Archives a channel, or brings it back, and tells the bot.</summary>
    public Task<Delivery> ArchiveAsync(string channel, bool archived = true)
    {
        JsonObject body;
        lock (slack.Workspace.Gate)
        {
            var place = slack.Workspace.ChannelNamed(channel);
            slack.Workspace.Put(place with { IsArchived = archived });
            var kind = place.Kind is ChannelKind.Private ? "group" : "channel";
            body = new JsonObject { ["type"] = archived ? $"{kind}_archive" : $"{kind}_unarchive", ["channel"] = place.Id, ["user"] = slack.Workspace.People.Keys.FirstOrDefault() };
        }

        return events.SendAsync(body);
    }

    /// <summary>Removes the app: its token dies, and the bot is told in two events.</summary>
    public async Task UninstallAsync()
    {
        lock (slack.Workspace.Gate) slack.Installations.Revoke();
        await events.SendAsync(WebApi.Wire.Object(new { type = "tokens_revoked", tokens = new { oauth = Array.Empty<string>(), bot = new[] { slack.Workspace.Bot.Id } } }));
        await events.SendAsync(new JsonObject { ["type"] = "app_uninstalled" });
    }

    /// <summary>Allows an installation that the bot has begun.</summary>
    /// <returns>Where the browser is sent: the bot's redirect address with its code.</returns>
    public Uri AllowInstallation(Uri authorizeUrl, string user) => Control.InstallPage.Allow(slack, authorizeUrl, slack.Workspace.PersonNamed(user).Id);

    /// <summary>Any event, in Slack's envelope. Retries go on in the background.</summary>
    public Task<Delivery> SendEventAsync(JsonObject body) => events.SendAsync(body);

    /// <summary>Slack's check of the bot's address: it must answer with the challenge.</summary>
    public Task<Delivery> VerifyUrlAsync(string challenge = "a-challenge") => events.VerifyUrlAsync(challenge);

    /// <summary>Sends the same bytes once more, signed anew, as Slack does after it saw no answer.</summary>
    public Task<Delivery> RedeliverAsync(BotRequest request, int retryNumber = 1, string reason = "http_timeout") => slack.Bot.TryAsync(request, retryNumber, reason);

    private string Markup(string text) =>
        TypedText.Escape(text).Replace($"@{slack.Workspace.Bot.Name}", $"<@{slack.Workspace.Bot.Id}>", StringComparison.OrdinalIgnoreCase);

    private bool Hears(Channel place) => place.Has(slack.Workspace.Bot.Id) && slack.Options.MessageEvents.Contains(MessageEvents.SubscriptionFor(place));

    private async Task<Delivery?> ChangeAsync(
        string user, string channel, string ts, Func<Message, Message> change, Func<SlackWorkspace, Channel, Message, Message, JsonObject> tell)
    {
        JsonObject body;
        Channel place;
        lock (slack.Workspace.Gate)
        {
            (var person, place, var before) = slack.Workspace.Seen(user, channel, ts);
            if (before.AuthorId != person.Id) throw new InvalidOperationException($"{person.Name} did not write this message");
            var now = change(before);
            body = tell(slack.Workspace, place, before, now);
            slack.Workspace.Replace(now);
        }

        return Hears(place) ? await events.SendAsync(body) : null;
    }
}
