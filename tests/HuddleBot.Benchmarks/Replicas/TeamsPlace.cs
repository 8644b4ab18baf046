using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.Playground.MicrosoftTeams;
using HuddleBot.Playground.MicrosoftTeams.Deliveries;
using HuddleBot.Playground.MicrosoftTeams.Tenant;

namespace HuddleBot.Benchmarks.Replicas;

internal sealed partial class TeamsPlace : IPlace
{
    private const int Tries = 5;
    private static readonly TimeSpan BeforeAnother = TimeSpan.FromMilliseconds(400);

    private readonly TeamsPlayground teams;
    private readonly List<string> names = [];

    private TeamsPlace(TeamsPlayground teams, int count, int size)
    {
        this.teams = teams;
        People = [.. Enumerable.Range(0, size).Select(i => Add($"person{i:D4}", false))];
        Managers = [.. Enumerable.Range(0, 6).Select(i => Add($"manager{i:D4}", true))];
        Channels = [.. Enumerable.Range(0, count).Select(i => Channel($"Team {i}", People)), Channel("Bosses", Managers)];
    }

    public IReadOnlyList<string> Settings =>
    [
        $"--MicrosoftTeams:AppId={teams.AppId}", $"--MicrosoftTeams:TenantId={teams.TenantId}", $"--MicrosoftTeams:ClientSecret={teams.ClientSecret}",
        $"--MicrosoftTeams:OpenIdMetadataUrl={teams.OpenIdMetadataUrl}", $"--MicrosoftTeams:Authority={teams.Authority}", $"--MicrosoftTeams:AllowedServiceUrls:0={teams.ServiceUrl}",
    ];

    /// <summary>The token endpoint's certificate is the Playground's own.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>(StringComparer.Ordinal) { ["SSL_CERT_FILE"] = teams.CertificateFile };

    public IReadOnlyList<ChannelId> Channels { get; }

    public IReadOnlyList<Somebody> People { get; }

    public IReadOnlyList<Somebody> Managers { get; }

    public IReadOnlyDictionary<string, int> Refused => teams.Calls.Where(call => call.Status == 429).CountBy(call => call.Operation).ToDictionary(StringComparer.Ordinal);

    public IReadOnlyList<string> Complaints => teams.Complaints;

    public static async Task<TeamsPlace> StartAsync(int count, int people) => new(await TeamsPlayground.StartAsync(), count, people);

    /// <summary>The bot learns the tenant's address, and who is where, from the first activities.</summary>
    public async Task ConnectAsync(Uri bot)
    {
        teams.BotUrl = new Uri(bot, "/api/messages");
        foreach (var team in names) await teams.InstallAsync(team);
    }

    public IReadOnlyList<Card> Cards(ChannelId channel) =>
    [
        .. from message in teams.MessagesIn(channel.Channel) where message.IsBot let guest = Guest().Match(message.AllText)
           where guest.Success select new Card(int.Parse(guest.Groups["number"].Value, CultureInfo.InvariantCulture), message.AllText, message),
    ];

    public async Task<Touch?> DecideAsync(Somebody person, Card card, string verb)
    {
        List<TimeSpan> took = [];
        for (var tries = 0; ; tries++)
        {
            var called = Stopwatch.GetTimestamp();
            Interaction click;
            try
            {
                click = await teams.ClickAsync(person.Id.User, (Message)card.Message, verb, InputsOf(verb));
            }
            catch (InvalidOperationException)
            {
                // The button is gone: somebody has decided, and they see it.
                return null;
            }

            var answered = Stopwatch.GetTimestamp();
            if (click.Delivery is { } delivery) took.Add(delivery.Took);
            var told = $"{click.Toast}\n{(click.Card is { } shown ? Message.TextsOf(shown) : "")}";
            if (!click.IsOk) return new(called, null, told, took);

            // A replica that has just started does not know yet who is in the channel, changes nothing and asks for another try.
            if (!told.Contains("Nothing was changed", StringComparison.Ordinal)) return new(called, answered, told, took);
            if (tries == Tries) return null;
            await Task.Delay(BeforeAnother);
        }
    }

    public ValueTask DisposeAsync() => teams.DisposeAsync();

    private static Dictionary<string, string?> InputsOf(string verb) => verb switch
    {
        Verbs.TriageResolve => new(StringComparer.Ordinal) { [Verbs.Inputs.Answer] = "It comes on Monday." },
        Verbs.TriageDecline => new(StringComparer.Ordinal) { [Verbs.Inputs.Reason] = "Not this year." },
        _ => new(StringComparer.Ordinal),
    };

    private Somebody Add(string name, bool isManager) => new(new(Platform.Teams, teams.TenantId, teams.AddPerson(name).Id), name, isManager);

    private ChannelId Channel(string name, IReadOnlyList<Somebody> members)
    {
        names.Add(name);
        return new(Platform.Teams, teams.TenantId, teams.AddTeam(name, [.. members.Select(member => member.Id.User), "ana"]).Id);
    }

    [GeneratedRegex(@"Guest (?<number>\d{5})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Guest();
}
