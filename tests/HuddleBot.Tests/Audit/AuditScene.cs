using System.Text.Json;
using HuddleBot.Audit;
using HuddleBot.Core.Audit;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using HuddleBot.Tests.Huddles;
using NodaTime;

namespace HuddleBot.Tests.Audit;

/// <summary>The front desk's issues, made by the real core on real storage, and what the exports say of them.</summary>
internal sealed class AuditScene : IDisposable
{
    public static readonly Actor Manager = new(new(Platform.Slack, "T0001", "U0009"), "Mia");

    private readonly HuddleScene scene = new();

    public HuddleScene Huddles => scene;

    public ITableStore Store => scene.Store;

    public FrontlineTeam Team => scene.Team;

    /// <summary>A comment of a customer, with contact data that no export of issues may have.</summary>
    public async Task<IssueId> CommentAsync(string id, string words, Score? score = null)
    {
        var response = new Response(
            "lounge", id, score, words, HuddleScene.At("2026-11-20T08:00Z"), null, "en", new("C-4711", "Olivia Hart", "olivia@example.com", "+44 20 7946 0000", null, 1200, true),
            new SortedDictionary<string, string>(StringComparer.Ordinal));
        var sequence = new RowSequence();
        var intake = new FeedbackIntake(
            Store, new(Store), new Teams(new("1", [Team with { Routes = [new("lounge", null, null)] }])), new Quarantine(Store, scene.Time), scene, sequence, [], scene.Time);
        await intake.AcceptAsync("lounge", [new ReadResponse.Read(response)], PostChoice.None, CancellationToken.None);
        return IssueId.OfResponse(Team.Id, "lounge", id);
    }

    public async Task DecideAsync(string at, IssueId issue, Actor by, IssueCommand command)
    {
        scene.Time.Now = HuddleScene.At(at);
        Assert.IsType<IssueReply.Done>(await scene.Issues.DoAsync(issue, by, Guid.NewGuid().ToString("N"), command, CancellationToken.None));
    }

    public async Task<List<JsonElement>> ExportIssuesAsync(FrontlineTeam? team = null) =>
        [.. (await TextAsync(new IssueJsonLines(new IssueAudit(Store), new("1", [team ?? Team])))).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    public Task<string> ExportCsvAsync(FrontlineTeam? team = null) => TextAsync(new IssueCsv(new IssueAudit(Store), new("1", [team ?? Team])));

    public async Task<List<JsonElement>> ExportHuddlesAsync() =>
        [.. (await TextAsync(new HuddleJsonLines(new HuddleAudit(Store)))).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    public void Dispose() => scene.Dispose();

    private static async Task<string> TextAsync(IExport export)
    {
        using var output = new MemoryStream();
        await export.WriteAsync(output, CancellationToken.None);
        return System.Text.Encoding.UTF8.GetString(output.ToArray());
    }

    private sealed class Teams(TeamsSnapshot snapshot) : ITeamDirectory
    {
        public Task<TeamsSnapshot> CurrentAsync(CancellationToken cancellationToken) => Task.FromResult(snapshot);
    }
}
