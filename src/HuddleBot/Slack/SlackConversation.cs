using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Slack.Inbound;
using HuddleBot.Slack.WebApi;

namespace HuddleBot.Slack;

/// <summary>What every handler needs of a conversation: who speaks, which team, opening a form, a private word.</summary>
public sealed partial class SlackConversation(
    SlackWebApiClient client, ResponseUrlClient responseUrls, ICardComposer composer, ITeamDirectory teams, SlackDirectory directory, ILogger<SlackConversation> logger)
{
    public async Task<Actor> ActorOfAsync(PersonInPlace who, CancellationToken cancellationToken) =>
        await ActorOfAsync(who.Workspace, who.User, who.Username, cancellationToken) with { From = who.Channel is { } place ? new(Platform.Slack, who.Workspace, place) : null };

    /// <summary>For who only looks or opens a form, which has three seconds: does not wait for the name, but sees to it that it is known when they decide.</summary>
    public Actor OnlookerOf(PersonInPlace who)
    {
        var person = new PersonId(Platform.Slack, who.Workspace, who.User);
        return new(person, directory.NameNow(person, who.Username));
    }

    public async Task<Actor> ActorOfAsync(string workspace, string user, string fallback, CancellationToken cancellationToken)
    {
        var person = new PersonId(Platform.Slack, workspace, user);
        return new(person, await directory.NameOfAsync(person, fallback, cancellationToken));
    }

    /// <summary>The team whose channel it is; null where there is none.</summary>
    public async Task<FrontlineTeam?> TeamOfAsync(string workspace, string? channel, CancellationToken cancellationToken) =>
        channel is null ? null : (await teams.CurrentAsync(cancellationToken)).OfChannel(new(Platform.Slack, workspace, channel)).FirstOrDefault();

    public RenderedCard Compose(CardContent content) => composer.Compose(Platform.Slack, content);

    public SlackOutcome.Tell Refuse(FrontlineTeam? team, Refusal refusal) =>
        new(Compose(new CardContent.RefusalNote(team, refusal))) { MayRepeat = refusal is Refusal.CannotCheck };

    public SlackOutcome.Tell TryAgain() => new(Compose(new CardContent.TryAgainNote())) { MayRepeat = true };

    /// <summary>Opens what the person asked to see, or tells them why not: within a dialog over it, since nobody sees what is told behind one.</summary>
    /// <param name="over">The dialog that they look at (a view's id); null: none.</param>
    public async Task<SlackOutcome> OpenAsync(LookReply reply, PersonInPlace who, string triggerId, CancellationToken cancellationToken, string? over = null)
    {
        if (reply is LookReply.Refused refused && (over is null || refused.Refusal is Refusal.CannotCheck)) return Refuse(refused.Team, refused.Refusal);
        var content = reply is LookReply.Refused no ? new CardContent.RefusalForm(no.Team, no.Refusal) : ((LookReply.Show)reply).Content;
        var view = ViewOf(Compose(content), who.Channel, over);

        // What is to be written over later has a name of ours: nobody has to wait for Slack's.
        if (content is CardContent.CustomerContact { Look: { } look }) view["external_id"] = look;
        return await ShowAsync(view, who, triggerId, over is not null, cancellationToken);
    }

    /// <param name="isOver">Over the dialog that the trigger comes from.</param>
    public async Task<SlackOutcome> ShowAsync(JsonObject view, PersonInPlace who, string triggerId, bool isOver, CancellationToken cancellationToken)
    {
        var shown = isOver
            ? client.ViewsPushAsync(who.Workspace, new(triggerId, view), cancellationToken)
            : client.ViewsOpenAsync(who.Workspace, new(triggerId, view), cancellationToken);
        return await shown switch
        {
            // The click came twice, and the form is open already.
            SlackReply<Acknowledged>.Failed { Error: { Kind: SlackErrorKind.Trigger } error } when SlackErrors.IsUsedTrigger(error.Code) => new SlackOutcome.Fine(),
            SlackReply<Acknowledged>.Failed => TryAgain(),
            _ => new SlackOutcome.Fine(),
        };
    }

    /// <summary>Tells one person something that nobody else sees: in the channel, else by the click's own address, else directly.</summary>
    public async Task TellAsync(PersonInPlace who, RenderedCard note, CancellationToken cancellationToken)
    {
        var (text, blocks) = (SlackText.Escape(note.Summary), SlackPlatform.BlocksOf(note));
        if (who.Channel is { } channel
            && await client.ChatPostEphemeralAsync(who.Workspace, new(channel, who.User, text, blocks, who.ThreadTs), cancellationToken) is SlackReply<Acknowledged>.Ok) return;
        if (who.ResponseUrl is { } url && await responseUrls.PostAsync(url, new(text, blocks, who.ThreadTs), cancellationToken)) return;
        if (await client.ChatPostMessageAsync(who.Workspace, new(who.User, text, blocks, null), cancellationToken) is SlackReply<PostedMessage>.Ok) return;
        LogUntold(who.Workspace);
    }

    /// <summary>Puts this in the place of the message that was clicked, which only the person sees; where that is too late, tells it anew.</summary>
    public async Task<SlackOutcome> ReplaceAsync(PersonInPlace who, RenderedCard note, CancellationToken cancellationToken) =>
        who.ResponseUrl is { } url
        && await responseUrls.PostAsync(url, new(SlackText.Escape(note.Summary), SlackPlatform.BlocksOf(note), who.ThreadTs, ReplaceOriginal: true), cancellationToken)
            ? new SlackOutcome.Fine()
            : new SlackOutcome.Tell(note);

    /// <summary>A composed form as a view, with the channel in its private metadata, so that whoever submits it can be answered there.</summary>
    /// <param name="over">The dialog below it; null: none.</param>
    public static JsonObject ViewOf(RenderedCard card, string? channel, string? over = null)
    {
        var view = JsonNode.Parse(card.Json) as JsonObject ?? throw new InvalidDataException("a Slack form is no view");
        if (FormState.TryRead((string?)view["private_metadata"]) is { } state) view["private_metadata"] = (state with { Channel = channel, Over = over }).Write();
        return view;
    }

    [LoggerMessage(LogLevel.Warning, "Slack: somebody in workspace {Workspace} could not be told the outcome")]
    private partial void LogUntold(string workspace);
}

/// <summary>Posts to the address that came with a click. It carries no token; it goes to Slack's own hosts only, or to the host that the settings name.</summary>
public sealed class ResponseUrlClient(HttpClient http, SlackOptions options)
{
    public async Task<bool> PostAsync(Uri url, EphemeralResponse response, CancellationToken cancellationToken)
    {
        if (!IsAllowed(url)) return false;
        using var body = new StringContent(JsonSerializer.Serialize(response, SlackJson.Options), Encoding.UTF8, "application/json");
        try
        {
            using var answer = await http.PostAsync(url, body, cancellationToken);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    public bool IsAllowed(Uri url)
    {
        if (url.UserInfo.Length > 0) return false;
        if (url.Scheme != Uri.UriSchemeHttps && !(url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)) return false;
        var host = url.IdnHost;
        return host == options.ApiBaseUrl.IdnHost
            || host is "slack.com" or "slack-gov.com"
            || host.EndsWith(".slack.com", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".slack-gov.com", StringComparison.OrdinalIgnoreCase);
    }
}
