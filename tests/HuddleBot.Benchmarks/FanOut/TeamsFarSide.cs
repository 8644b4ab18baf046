using System.Net;
using HuddleBot.Benchmarks.Clicks;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.Playground.Faults;
using HuddleBot.Playground.MicrosoftTeams;
using HuddleBot.Playground.MicrosoftTeams.Tenant;

namespace HuddleBot.Benchmarks.FanOut;

/// <summary>Microsoft Teams: 50 calls a second in one tenant, reads too.</summary>
internal sealed class TeamsFarSide : IFarSide
{
    private readonly TeamsPlayground teams;

    private TeamsFarSide(TeamsPlayground teams) => this.teams = teams;

    public double PerSecond => 50;

    public IReadOnlyList<string> Settings =>
    [
        $"--MicrosoftTeams:AppId={teams.AppId}", $"--MicrosoftTeams:TenantId={teams.TenantId}", $"--MicrosoftTeams:ClientSecret={teams.ClientSecret}",
        $"--MicrosoftTeams:OpenIdMetadataUrl={teams.OpenIdMetadataUrl}", $"--MicrosoftTeams:Authority={teams.Authority}", $"--MicrosoftTeams:AllowedServiceUrls:0={teams.ServiceUrl}",
    ];

    /// <summary>The token endpoint's certificate is the Playground's own.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>(StringComparer.Ordinal) { ["SSL_CERT_FILE"] = teams.CertificateFile };

    public PersonId Manager => new(Platform.Teams, teams.TenantId, teams.PersonNamed("ana").Id);

    public IReadOnlyList<string> Complaints => teams.Complaints;

    public static async Task<TeamsFarSide> StartAsync() => new(await TeamsPlayground.StartAsync());

    /// <summary>A team's General channel has the team's id.</summary>
    public ChannelId AddChannel(string name) => new(Platform.Teams, teams.TenantId, teams.AddTeam(name, ["tom", "ben", "ana"]).Id);

    /// <summary>The bot learns the tenant's address from the first activity.</summary>
    public Task ConnectAsync(Uri bot)
    {
        teams.BotUrl = new Uri(bot, "/api/messages");
        return teams.InstallAsync("Sunny Hotels");
    }

    public SignedClicks Clicks(int connections) => new TeamsClicks(teams, "ana", connections);

    public async Task<(string Name, PeerProcess Process)> StartFrameworkAsync() =>
        ("botbuilder, empty", await PeerProcess.StartAsync("node", Path.Combine(AppContext.BaseDirectory, "botbuilder.cjs"), teams.AppId, teams.ClientSecret, teams.TenantId, teams.OpenIdMetadataUrl.ToString()));

    public async Task<Func<string, string, Task<bool>>> StartHuddleAsync(ChannelId channel)
    {
        await teams.SayAsync("ana", channel.Channel, "@HuddleBot start");
        var card = await teams.WaitForAsync(() => teams.MessagesIn(channel.Channel).LastOrDefault(message => message is { IsBot: true, Card: not null }), TimeSpan.FromMinutes(3));
        return async (person, verb) => (await teams.ClickAsync(person, teams.Now(card), verb)) is { IsOk: true, Delivery.Status: HttpStatusCode.OK, Toast: var toast } && toast?.Contains("try again", StringComparison.OrdinalIgnoreCase) != true;
    }

    public IReadOnlyList<Posted> Posts() =>
    [
        .. from call in teams.Calls
           where call is { Operation: "create" or "send" or "reply", Status: 201, Body: { } body } && HasCard(body)
           let said = (Conversation: call.Conversation ?? "", Answer: call.Answer ?? default)
           let thread = said.Conversation.Split(";messageid=") is [_, var root] ? root : null
           let id = (said.Answer.TryGetProperty("activityId", out var activity) ? activity : said.Answer.GetProperty("id")).GetString() ?? ""
           select new Posted(said.Conversation.Split(';')[0], thread, id, call.At),
    ];

    public int Refused(DateTimeOffset since) => teams.Calls.Count(call => call.Status == 429 && call.At >= since);

    public int Calls(DateTimeOffset from, DateTimeOffset until) => teams.Calls.Count(call => call.At >= from && call.At < until && call.Operation is not ("token" or "metadata" or "keys"));

    public string PostMethod => "create";

    public void Inject(Fault fault) => teams.Inject(fault);

    public IReadOnlyList<FarCall> AllCalls() =>
    [
        .. from call in teams.Calls
           where call.Operation is not ("token" or "metadata" or "keys")
           let isPost = call.Operation is "create" or "send" or "reply"
           select new FarCall(
               call.Operation, call.Conversation, call.At, call.Status, call.Answer is { } answer && !answer.TryGetProperty("error", out _), call.Fault, isPost ? call.Body?.GetRawText() : null),
    ];

    public ValueTask DisposeAsync() => teams.DisposeAsync();

    private static bool HasCard(System.Text.Json.JsonElement body) =>
        (body.TryGetProperty("activity", out var inner) ? inner : body).TryGetProperty("attachments", out var attachments) && attachments.GetArrayLength() > 0;
}
