using HuddleBot.Core.Delivery;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using HuddleBot.FrontlineTeams;
using HuddleBot.Tests.Promises;
using HuddleBot.Tests.Slack;
using HuddleBot.Tests.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace HuddleBot.Tests.Cases;

/// <summary>
/// Five lounges with answers each day, four months of them before today: the real bot's services on a real file, without a platform. The days are in the past of the machine's clock, so
/// that the verbs find them too.
/// </summary>
internal sealed class Lounges : IAsyncDisposable
{
    public const string Touchpoint = "arrival";
    public static readonly LocalDate FixedOn = new(2026, 9, 14);
    public static readonly Actor Tom = new(new(Platform.Slack, "T1", "U1"), "Tom <b>Tester</b>");
    public static readonly Actor Ana = new(new(Platform.Slack, "T1", "U2"), "Ana Manager");
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TemporaryFolder folder = new();
    private readonly WebApplication app;

    private Lounges() => app = HuddleBotBuilder.Build(
        Time, services => services.AddSingleton<IChatDirectory>(new Residents()), "--Logging:LogLevel:Default=Warning", $"--Storage:ConnectionString=Data Source={Database}");

    public static string[] Teams { get; } = ["lhr", "oslo", "bonn", "york", "nice"];

    public string Database => folder.File("lounges.db");

    /// <summary>Just after the fix.</summary>
    public FakeTime Time { get; } = new(new DateTimeOffset(2026, 9, 14, 12, 0, 0, TimeSpan.Zero));

    public ITableStore Store => Service<ITableStore>();

    public string FileIn(string name) => folder.File(name);

    public T Service<T>() where T : notnull => app.Services.GetRequiredService<T>();

    public static async Task<Lounges> OpenAsync()
    {
        var lounges = new Lounges();
        await lounges.Store.EnsureReadyAsync(None);
        var (file, errors) = TeamsFile.Read($$"""{"frontlineTeams":[{{string.Join(',', Teams.Select((id, at) => Json(id, at)))}}]}""");
        Assert.Empty(errors);
        Assert.True(await lounges.Service<StoredTeams>().ApplyAsync(file!, None));
        return lounges;
    }

    /// <summary>On each of these days as many promoters and detractors in each team; of Heathrow others from the day after the fix on.</summary>
    public async Task AnswerAsync((int Promoters, int Detractors) usual, (int Promoters, int Detractors) afterTheFix)
    {
        var responses = new List<ReadResponse>();
        for (var day = FixedOn.PlusDays(-100); day <= FixedOn.PlusDays(34); day = day.PlusDays(1))
        {
            foreach (var team in Teams)
            {
                var (promoters, detractors) = team == "lhr" && day > FixedOn ? afterTheFix : usual;
                for (var number = 0; number < promoters + detractors; number++)
                    responses.Add(new ReadResponse.Read(Response(team, $"{day:uuuuMMdd}-{number}", number < promoters ? 10 : 2, null, day.At(new LocalTime(9, number)).InUtc().ToInstant())));
            }
        }

        foreach (var some in responses.Chunk(500)) await Service<IFeedbackIntake>().AcceptAsync("survey", some, PostChoice.None, None);
    }

    /// <summary>A comment of a week before the fix, what the team makes of it, and that it is done on the day of the fix.</summary>
    public async Task<IssueId> FixAsync(string words, string team = "lhr", Outcome outcome = Outcome.Yes)
    {
        var issue = await CommentAsync(team, $"evidence-{team}", words);
        await DoAsync(issue, Tom, new IssueCommand.Fix(null, "A <i>sign</i> at the door", null));
        await DoAsync(issue, Tom, new IssueCommand.Finish(outcome, "It stands there"));
        return issue;
    }

    public async Task<IssueId> CommentAsync(string team, string id, string words, LocalDate? day = null)
    {
        var response = Response(team, id, 2, words, (day ?? FixedOn.PlusDays(-7)).At(new LocalTime(8, 30)).InUtc().ToInstant());
        await Service<IFeedbackIntake>().AcceptAsync("survey", [new ReadResponse.Read(response)], PostChoice.None, None);
        return IssueId.OfResponse(new(team), "survey", response.Id);
    }

    public async Task DoAsync(IssueId issue, Actor by, IssueCommand command) =>
        Assert.IsType<IssueReply.Done>(await Service<IIssueDesk>().DoAsync(issue, by, Guid.NewGuid().ToString(), command, None));

    public void SkipTo(LocalDate day) => Time.Advance(day.At(new LocalTime(12, 0)).InUtc().ToDateTimeOffset() - Time.GetUtcNow());

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        folder.Dispose();
    }

    private static Response Response(string team, string id, int score, string? words, Instant at) => new(
        "survey", $"{team}/{id}", Score.Create(Metric.Nps, score, Score.DefaultScale(Metric.Nps)!.Value).Score, words, at, Touchpoint, null,
        new("c-secret", "Ada Secret", "ada@secret.example", "+44 20 7946 0000", null, null, true), new SortedDictionary<string, string>(StringComparer.Ordinal) { ["team"] = team });

    private static string Json(string id, int at) => $$"""
        { "id": "{{id}}", "name": "Lounge {{id}} & Co", "channel": { "platform": "slack", "workspace": "T1", "channel": "C{{at}}" }, "timeZone": "Europe/London",
          "managers": [{ "platform": "slack", "workspace": "T1", "user": "U2" }], "routes": [{ "attribute": "team", "equals": "{{id}}" }], "followUp": { "for": "none" } }
        """;
}
