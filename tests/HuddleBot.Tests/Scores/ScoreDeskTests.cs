using HuddleBot.Cards;
using HuddleBot.Charts;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Charts;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Scores;
using HuddleBot.Core.Scores.Drops;
using HuddleBot.Storage.Sqlite;
using HuddleBot.Tests.Cards;
using HuddleBot.Tests.Storage;
using NodaTime;
using static HuddleBot.Tests.Scores.CountedTeam;

namespace HuddleBot.Tests.Scores;

/// <summary>What who asks for the score is told: the real desk and counters, on SQLite.</summary>
public sealed class ScoreDeskTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Actor Mia = new(new(Platform.Slack, "T1", "U-mia"), "Mia");

    private readonly TemporaryFolder folder = new();
    private readonly SqliteTableStore store;
    private readonly CountedTeam team;

    public ScoreDeskTests()
    {
        store = new(new($"Data Source={folder.File("rows.db")}"));
        team = new(store);
    }

    [Fact]
    public async Task A_team_that_nobody_has_answered_says_so_whatever_is_asked()
    {
        Assert.IsType<ScoreAnswer.NoAnswers>(await AskAsync(null));
        Assert.IsType<ScoreAnswer.NoAnswers>(await AskAsync("90 days"));
        var unknown = Assert.IsType<ScoreAnswer.NoSuchPart>(await AskAsync("arrival"));
        Assert.Empty(unknown.Touchpoints.Names.Concat(unknown.Segments.Names));
    }

    [Fact]
    public async Task The_window_of_the_days_that_were_asked_for_stands_against_as_many_before()
    {
        await team.TakeAsync([.. Answers(20, 9, daysAgo: 3), .. Answers(30, 2, daysAgo: 10), .. Answers(40, 9, daysAgo: 100)]);
        var month = await FoundAsync(null);
        Assert.Equal((28, 50, MovementVerdict.NothingToCompare), (month.Days, month.Main.Score.Now.Answers, month.Main.Score.Verdict));
        var week = await FoundAsync("7");
        Assert.Equal((7, 20, 30, MovementVerdict.Up), (week.Days, week.Main.Score.Now.Answers, week.Main.Score.Before!.Answers, week.Main.Score.Verdict));
        var quarter = await FoundAsync("90 days");
        Assert.Equal((90, 50, 40, MovementVerdict.Down), (quarter.Days, quarter.Main.Score.Now.Answers, quarter.Main.Score.Before!.Answers, quarter.Main.Score.Verdict));
        Assert.Equal("https://bot.example.com/pictures/", quarter.Main.Picture!.AbsoluteUri[..33]);
    }

    [Fact]
    public async Task Of_several_metrics_and_scales_the_one_with_the_most_answers_comes_first()
    {
        Score Stars(int most) => Score.Create(Metric.Stars, 3, Scale.TryCreate(1, most)!.Value).Score!;
        await team.TakeAsync([.. Answers(5, Stars(5), 1), .. Answers(12, Stars(10), 1), .. Answers(3, Nps(9), 1), .. Answers(40, Nps(9), 60)]);
        var found = await FoundAsync(null);
        Assert.Equal((Metric.Stars, 10), (found.Main.Score.Metric, found.Main.Score.StarsOf));
        Assert.Equal([(Metric.Stars, 5), (Metric.Nps, null)], found.Also.Shown.Select(one => (one.Score.Metric, one.Score.StarsOf)));
        Assert.Equal(0, found.Also.More);
    }

    [Fact]
    public async Task A_touchpoint_is_found_however_it_is_spelled_and_a_segment_of_the_same_name_beside_it()
    {
        await team.TakeAsync([.. Answers(12, 9, 1, touchpoint: "Gate 7"), .. Answers(4, 9, 1, segment: "gate 7"), .. Answers(3, 9, 1)]);
        var found = await FoundAsync("GATE  7");
        Assert.Equal(("Gate 7", 12, 28), (((SeriesPart.Touchpoint)found.Part).Name, found.Main.Score.Now.Answers, found.Days));
        Assert.Equal(new SeriesPart.Segment("gate 7"), Assert.Single(found.Also.Shown).Part);
        Assert.Equal((7, 12), ((await FoundAsync("gate 7 7 days")).Days, (await FoundAsync("gate 7 7 days")).Main.Score.Now.Answers));
        Assert.Empty(found.Touchpoints.Shown.Concat(found.Segments.Shown));
    }

    [Fact]
    public async Task Of_two_hundred_touchpoints_a_few_are_shown_and_the_rest_counted()
    {
        await team.TakeAsync([.. Enumerable.Range(0, 200).SelectMany(i => Answers(i < 7 ? 3 : 1, 9, 1, touchpoint: $"place {i}")), .. Answers(9, 9, 60, touchpoint: "closed"), .. Answers(1, 9, 1, segment: "business")]);
        var found = await FoundAsync(null);
        Assert.Equal((5, 196), (found.Touchpoints.Shown.Count, found.Touchpoints.More));
        Assert.All(found.Touchpoints.Shown, one => Assert.Equal(3, one.Score.Now.Answers));
        Assert.Equal((1, 0), (found.Segments.Shown.Count, found.Segments.More));
        var unknown = Assert.IsType<ScoreAnswer.NoSuchPart>(await AskAsync("place 200"));
        Assert.Equal(("place 200", "closed", 20, 181), (unknown.Asked, unknown.Touchpoints.Names[0], unknown.Touchpoints.Names.Count, unknown.Touchpoints.More));
    }

    [Fact]
    public async Task Who_does_not_belong_to_the_team_is_told_nothing()
    {
        await team.TakeAsync(Answers(20, 9, 1));
        Assert.IsType<Refusal.CannotCheck>(Assert.IsType<LookReply.Refused>(await Desk().ScoreAsync(team.Team.Id, Mia with { Id = Mia.Id with { User = "U-other" } }, null, None)).Refusal);
        Assert.IsType<Refusal.NotAMember>(Assert.IsType<LookReply.Refused>(await Desk().ScoreAsync(team.Team.Id, Mia with { Id = Mia.Id with { Workspace = "T2" } }, null, None)).Refusal);
        Assert.IsType<Refusal.Unknown>(Assert.IsType<LookReply.Refused>(await Desk().ScoreAsync(new("elsewhere"), Mia, null, None)).Refusal);
    }

    public Task InitializeAsync() => store.EnsureReadyAsync(None);

    public async Task DisposeAsync()
    {
        await store.DisposeAsync();
        folder.Dispose();
    }

    private async Task<ScoreAnswer.Found> FoundAsync(string? words) => Assert.IsType<ScoreAnswer.Found>(await AskAsync(words));

    private async Task<ScoreAnswer> AskAsync(string? words)
    {
        var reply = Assert.IsType<LookReply.Show>(await Desk().ScoreAsync(team.Team.Id, Mia, words, None));
        return Assert.IsType<CardContent.ScoreCard>(reply.Content).Answer;
    }

    private ScoreDesk Desk()
    {
        var scores = team.Scores();
        var addresses = new PictureAddresses(new() { PublicUrl = new("https://bot.example.com/") }, new(store));
        return new(new Managed(team, Mia.Id), new Authorization([]), scores, new ScoreTrendDrawing(scores, addresses, CardsUnderTest.Catalog), new DropStore(store), team.Clock);
    }

    private IEnumerable<Response> Answers(int count, int nps, int daysAgo, string? touchpoint = null, string? segment = null) => Answers(count, Nps(nps), daysAgo, touchpoint, segment);

    private IEnumerable<Response> Answers(int count, Score score, int daysAgo, string? touchpoint = null, string? segment = null) =>
        Enumerable.Range(0, count).Select(_ => team.Response(Guid.NewGuid().ToString(), score, Noon - Duration.FromDays(daysAgo), touchpoint, segment));

    /// <summary>The team with a manager.</summary>
    private sealed class Managed(CountedTeam team, PersonId manager) : ITeamDirectory
    {
        public Task<TeamsSnapshot> CurrentAsync(CancellationToken cancellationToken) => Task.FromResult(new TeamsSnapshot("1", [team.Team with { Managers = [manager] }]));
    }
}
