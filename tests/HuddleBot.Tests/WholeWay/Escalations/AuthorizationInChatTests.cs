using System.Text.Json.Nodes;
using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using HuddleBot.Core.Themes;
using HuddleBot.FrontlineTeams;
using HuddleBot.Playground.Slack.Deliveries;
using Microsoft.Extensions.DependencyInjection;
using Payloads = HuddleBot.Tests.Slack.Payloads;

namespace HuddleBot.Tests.WholeWay.Escalations;

/// <summary>
/// Who may do what with an escalation, whole, through both platforms: each cell is a signed request to the real bot, as an old card or a forged one would send it.
/// + it is done · b refused, not a member · g refused, not a manager. What is refused changes nothing.
/// </summary>
public sealed class AuthorizationInChatTests
{
    private const string Matrix = """
        verb           state          member manager triager stand-in their-manager cx-lead admin owner in-group owners-stand-in owners-manager stranger
        triage.accept  waiting        g      +       +       +        +             +       +     g     g        g               g              g
        triage.decline accepted       g      +       +       +        +             +       +     g     g        g               g              g
        triage.merge   accepted       g      +       +       +        +             +       +     g     g        g               g              g
        triage.split   merged         g      +       +       +        +             +       +     g     g        g               g              g
        triage.undo    accepted       g      +       +       +        +             +       +     g     g        g               g              g
        triage.assign  accepted       g      +       +       +        +             +       +     +     +        +               +              g
        triage.resolve accepted       g      +       +       +        +             +       +     +     +        +               +              g
        triage.ask     accepted       g      +       +       +        +             +       +     +     +        +               +              g
        triage.return  accepted       g      +       +       +        +             +       +     +     +        +               +              g
        triage.snooze  accepted       g      +       +       +        +             +       +     +     +        +               +              g
        triage.reopen  resolved       +      +       +       +        +             +       +     b     b        b               b              b
        triage.reopen  declined       +      +       +       +        +             +       +     b     b        b               b              b
        issue.answer   asked          +      +       b       b        b             b       +     b     b        b               b              b
        answer.helped  resolved       +      +       b       b        b             b       +     b     b        b               b              b
        answer.partly  resolved       +      +       b       b        b             b       +     b     b        b               b              b
        answer.failed  resolved       +      +       b       b        b             b       +     b     b        b               b              b
        issue.undo     waiting        +      +       b       b        b             b       +     b     b        b               b              b
        theme.accept   theme          g      +       +       +        +             +       +     g     g        g               g              g
        theme.decline  theme          g      +       +       +        +             +       +     g     g        g               g              g
        theme.rename   theme          g      +       +       +        +             +       +     g     g        g               g              g
        theme.assign   theme-accepted g      +       +       +        +             +       +     +     g        +               +              g
        theme.resolve  theme-accepted g      +       +       +        +             +       +     +     g        +               +              g
        theme.rename   theme-accepted g      +       +       +        +             +       +     +     g        +               +              g
        theme.undo     theme-accepted g      +       +       +        +             +       +     g     g        g               g              g
        theme.reopen   theme-resolved g      +       +       +        +             +       +     g     g        g               g              g
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(Platform.Slack)]
    [InlineData(Platform.Teams)]
    public async Task The_matrix_holds_in_chat(Platform platform)
    {
        await using var hotel = platform == Platform.Slack ? await Hotel.OpenAsync() : await Hotel.OpenMixedAsync();
        var lines = Matrix.ReplaceLineEndings("\n").Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        var roles = lines[0][2..];
        var scene = await SceneAsync(hotel, platform, roles);
        foreach (var line in lines[1..])
        {
            var (verb, state) = (line[0], line[1]);
            var untouched = await scene.ItemAsync(state);
            var answers = new List<string>();
            foreach (var (role, expected) in roles.Zip(line[2..])) answers.Add(await scene.AnswerAsync(role, verb, expected == "+" ? await scene.ItemAsync(state) : untouched));
            Assert.Equal(string.Join(' ', line), $"{verb} {state} {string.Join(' ', answers)}");
        }
    }

    private static async Task<Scene> SceneAsync(Hotel hotel, Platform platform, string[] roles)
    {
        var people = new Dictionary<string, PersonId>(StringComparer.Ordinal);
        foreach (var role in roles)
        {
            if (platform == Platform.Teams)
            {
                var (known, workspace) = (role switch { "member" => "tom", "manager" => "ana", _ => null }, hotel.Teams.TenantId);
                people[role] = new(platform, workspace, known is null ? hotel.Teams.AddPerson(role).Id : hotel.Teams.PersonNamed(known).Id);
            }
            else
            {
                people[role] = new(platform, "T0001", role switch { "member" => "U0001", "manager" => "U0002", _ => hotel.Slack.AddUser(role).Id });
                if (role != "manager") await hotel.Slack.AddMemberAsync(Hotel.Managers, people[role].User);
            }
        }

        var file = TeamsFile.Read(new JsonObject
        {
            ["frontlineTeams"] = new JsonArray(new JsonObject
            {
                ["id"] = "matrix", ["name"] = "Matrix", ["timeZone"] = "Europe/London",
                ["channel"] = Place(platform == Platform.Slack ? "C0001" : hotel.Teams.ChannelNamed(Hotel.SpaChannel).Id),
                ["managerChannel"] = Place(platform == Platform.Slack ? "C0009" : hotel.Teams.ChannelNamed(Hotel.SpaManagers).Id),
                ["managers"] = new JsonArray(Person("manager")), ["triagers"] = new JsonArray(Person("triager")),
            }),
            ["people"] = new JsonArray(
                new JsonObject { ["person"] = Person("manager"), ["standIn"] = Person("stand-in"), ["manager"] = Person("their-manager") },
                new JsonObject { ["person"] = Person("owner"), ["standIn"] = Person("owners-stand-in"), ["manager"] = Person("owners-manager") }),
            ["groups"] = new JsonArray(new JsonObject { ["id"] = "finance", ["name"] = "Finance", ["lead"] = Person("owner"), ["people"] = new JsonArray(Person("in-group")) }),
            ["admins"] = new JsonArray(Person("admin")),
            ["cxLeads"] = new JsonObject { ["people"] = new JsonArray(Person("cx-lead")) },
        }.ToJsonString());
        Assert.Empty(file.Errors);
        Assert.True(await hotel.Bot.Services.GetRequiredService<StoredTeams>().ApplyAsync(file.File!, None));
        var directory = hotel.Bot.Services.GetRequiredService<ITeamDirectory>();
        await Hotel.UntilAsync(async () => (await directory.CurrentAsync(None)).Find(new("matrix")) is not null);
        return new(hotel, platform, people);

        JsonObject Person(string role) => new() { ["platform"] = PlatformNames.NameOf(platform), ["workspace"] = people[role].Workspace, ["user"] = people[role].User };

        JsonObject Place(string channel) => new() { ["platform"] = PlatformNames.NameOf(platform), ["workspace"] = people["member"].Workspace, ["channel"] = channel };
    }

    private sealed class Scene(Hotel hotel, Platform platform, IReadOnlyDictionary<string, PersonId> people)
    {
        private static readonly Dictionary<string, (string Input, string? Value)> Forms = new(StringComparer.Ordinal)
        {
            [Verbs.TriageDecline] = (Verbs.Inputs.Reason, "words"), [Verbs.TriageResolve] = (Verbs.Inputs.Answer, "words"), [Verbs.TriageAsk] = (Verbs.Inputs.Question, "words"),
            [Verbs.TriageReturn] = (Verbs.Inputs.Guidance, "words"), [Verbs.TriageReopen] = (Verbs.Inputs.Reason, "words"), [Verbs.AnswerQuestion] = (Verbs.Inputs.Answer, "words"),
            [Verbs.ThemeDecline] = (Verbs.Inputs.Reason, "words"), [Verbs.ThemeResolve] = (Verbs.Inputs.Answer, "words"), [Verbs.ThemeRename] = (Verbs.Inputs.Title, "other words"),
            [Verbs.ThemeAssign] = (Verbs.Inputs.Date, null), [Verbs.TriageSnooze] = (Verbs.Inputs.Date, null), [Verbs.TriageMerge] = (Verbs.Inputs.Title, "words"), [Verbs.TriageAssign] = (Verbs.Inputs.Priority, "high"),
        };

        private readonly IIssueDesk desk = hotel.Bot.Services.GetRequiredService<IIssueDesk>();

        private string InOneMonth => hotel.Time.GetUtcNow().AddDays(30).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

        /// <returns>The id of an issue, or of a theme, that stands so.</returns>
        public async Task<string> ItemAsync(string state) => state.StartsWith("theme", StringComparison.Ordinal) ? (await ThemeAsync(state)).ToString() : (await IssueAsync(state)).ToString();

        private async Task<ThemeId> ThemeAsync(string state)
        {
            var theme = ThemeId.Of(Guid.NewGuid().ToString());
            await MergeAsync(await IssueAsync("waiting"), theme);
            await Hotel.UntilAsync(async () => await hotel.Bot.Services.GetRequiredService<ThemeStore>().FindAsync(theme, None) is { Members.Count: 1 });
            if (state is "theme-accepted") await DoAsync(new ThemeCommand.Accept(Actor("owner"), null));
            if (state is "theme-resolved") await DoAsync(new ThemeCommand.Resolve("words"));
            return theme;

            async Task DoAsync(ThemeCommand command) =>
                Assert.IsType<ThemeReply.Done>(await hotel.Bot.Services.GetRequiredService<IThemeDesk>().DoAsync(theme, Actor("manager"), Guid.NewGuid().ToString(), command, None));
        }

        private async Task MergeAsync(IssueId issue, ThemeId theme) =>
            Assert.IsType<IssueReply.Done>(await desk.DoAsync(issue, Actor("manager"), Guid.NewGuid().ToString(), new IssueCommand.TriageMerge(theme, "words"), None));

        private async Task<IssueId> IssueAsync(string state)
        {
            var raised = await desk.RaiseAsync(new("matrix"), Actor("member"), Guid.NewGuid().ToString(), "The lift is out of order", None);
            var issue = Assert.IsType<IssueReply.Done>(raised).Item.Issue.Id;
            await DoAsync("member", new IssueCommand.Escalate(null, null, null));
            if (state is "accepted") await DoAsync("manager", new IssueCommand.TriageAccept(Actor("owner"), Priority.Normal, null) { Group = "finance" });
            if (state is "declined") await DoAsync("manager", new IssueCommand.TriageDecline("words"));
            if (state is "resolved") await DoAsync("manager", new IssueCommand.TriageResolve("words"));
            if (state is "asked") await DoAsync("manager", new IssueCommand.TriageAsk("words"));
            if (state is "merged") await MergeAsync(issue, ThemeId.Of(Guid.NewGuid().ToString()));
            return issue;

            async Task DoAsync(string role, IssueCommand command) => Assert.IsType<IssueReply.Done>(await desk.DoAsync(issue, Actor(role), Guid.NewGuid().ToString(), command, None));
        }

        /// <summary>What comes of this request: + it is done, or which refusal the person is told while nothing has changed.</summary>
        public async Task<string> AnswerAsync(string role, string verb, string item)
        {
            var version = await VersionAsync(item);
            var told = await PressAsync();
            using var limit = new CancellationTokenSource(Patience);
            while (true)
            {
                if (await VersionAsync(item) > version) return "+";
                var words = told();
                if (words.Contains("managers", StringComparison.Ordinal)) return "g";
                if (words.Contains("Only members", StringComparison.Ordinal)) return "b";
                Assert.False(limit.IsCancellationRequested, $"{role} {verb} {item}: {words}");
                await Task.Delay(10, None);

                // The members of the channel are asked for anew where somebody is not among them, and no click waits for that.
                if (words.Contains("try again", StringComparison.OrdinalIgnoreCase)) told = await PressAsync();
            }

            Task<Func<string>> PressAsync() => platform == Platform.Slack ? PressInSlackAsync(role, verb, item, version) : PressInTeamsAsync(role, verb, item, version);
        }

        private async Task<Func<string>> PressInSlackAsync(string role, string verb, string item, int version)
        {
            var user = people[role].User;
            var before = hotel.Slack.EphemeralsOf(user).Count;
            var payload = Forms.TryGetValue(verb, out var form)
                ? Payloads.Submission(FormOf(verb), new FormState(item, version, verb == Verbs.TriageAssign, "C0009"), $"V{Guid.NewGuid():N}", (form.Input, form.Value ?? InOneMonth))
                : Payloads.Click(verb, item, user, actionTs: $"{hotel.Time.GetUtcNow().ToUnixTimeSeconds()}.{Random.Shared.Next(100_000, 999_999)}");
            payload["user"]!["id"] = user;
            payload["team"] = new JsonObject { ["id"] = "T0001" };
            payload["user"]!["team_id"] = "T0001";
            if (payload["container"] is { } container) (container["channel_id"], payload["channel"]!["id"]) = ("C0009", "C0009");
            var delivery = await hotel.Slack.RedeliverAsync(new BotRequest(payload["type"]!.GetValue<string>(), "application/x-www-form-urlencoded", "payload=" + Uri.EscapeDataString(payload.ToJsonString())), 0, "");
            Assert.True(delivery.IsAcknowledged, delivery.ToString());
            return () => delivery.AnswerBody + string.Join('\n', hotel.Slack.EphemeralsOf(user).Skip(before).Select(message => message.AllText));
        }

        private async Task<Func<string>> PressInTeamsAsync(string role, string verb, string item, int version)
        {
            var who = hotel.Teams.PersonNamed(role switch { "member" => "tom", "manager" => "ana", _ => role });
            var data = new JsonObject { ["item"] = item, ["version"] = version, ["card"] = ThemeId.TryParse(item) is null ? CardKinds.Escalation : CardKinds.Theme, ["change"] = verb == Verbs.TriageAssign };
            if (Forms.TryGetValue(verb, out var form)) data[form.Input] = form.Value ?? InOneMonth;
            var delivery = await hotel.Teams.SendActivityAsync(new JsonObject
            {
                ["type"] = "invoke", ["name"] = "adaptiveCard/action", ["id"] = $"f:{Guid.NewGuid()}", ["channelId"] = "msteams", ["serviceUrl"] = hotel.Teams.ServiceUrl.AbsoluteUri,
                ["from"] = new JsonObject { ["id"] = who.Mri, ["aadObjectId"] = who.Id, ["name"] = who.RealName },
                ["recipient"] = new JsonObject { ["id"] = "28:" + hotel.Teams.AppId },
                ["conversation"] = new JsonObject
                {
                    ["id"] = hotel.Teams.ChannelNamed(Hotel.SpaManagers).Id, ["tenantId"] = hotel.Teams.TenantId, ["conversationType"] = "channel",
                },
                ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = hotel.Teams.TenantId } },
                ["value"] = new JsonObject { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = FormOf(verb), ["data"] = data }, ["trigger"] = "manual" },
            });
            Assert.True(delivery.IsAcknowledged, delivery.ToString());
            return () => delivery.AnswerBody;
        }

        /// <summary>The form of what was accepted is that of accepting.</summary>
        private static string FormOf(string verb) => verb switch { Verbs.TriageAssign => Verbs.TriageAccept, Verbs.ThemeAssign => Verbs.ThemeAccept, _ => verb };

        private async Task<int> VersionAsync(string item)
        {
            if (ThemeId.TryParse(item) is { } theme) return (await hotel.Bot.Services.GetRequiredService<ThemeStore>().FindAsync(theme, None))!.Version;
            var issue = IssueId.TryParse(item)!;
            return (await hotel.Store.GetAsync(TeamRows.PartitionOf(issue.Team), TeamRows.Issue + issue.Key, None))!.GetInt32("Version")!.Value;
        }

        private Actor Actor(string role) => new(people[role], role);
    }
}
