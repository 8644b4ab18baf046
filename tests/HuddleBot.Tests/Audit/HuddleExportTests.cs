using HuddleBot.Core.Huddles;
using HuddleBot.Core.Issues;
using HuddleBot.Tests.Huddles;

namespace HuddleBot.Tests.Audit;

/// <summary>What a huddle was about, who led and who was there, and what came of it.</summary>
public sealed class HuddleExportTests : IDisposable
{
    private const string Day = "2026-11-20";
    private readonly AuditScene scene = new();

    public void Dispose() => scene.Dispose();

    [Fact]
    public async Task A_huddle_is_told_from_its_announcement_to_its_end()
    {
        await scene.Huddles.TickAsync($"{Day}T09:05Z");
        scene.Huddles.Time.Now = HuddleScene.At($"{Day}T09:15Z");
        await scene.Huddles.DoAsync(Day, HuddleScene.Ben, new HuddleCommand.Start());
        await scene.Huddles.DoAsync(Day, HuddleScene.Ana, new HuddleCommand.Join());
        var issue = await scene.Huddles.RaiseAsync("The kettle is broken.");
        await scene.Huddles.DecideAsync(issue, HuddleScene.Ana, new IssueCommand.Fix(null, "Buy one", null));
        scene.Huddles.Time.Now = HuddleScene.At($"{Day}T09:25Z");
        await scene.Huddles.DoAsync(Day, HuddleScene.Ben, new HuddleCommand.Finish());

        var line = Assert.Single(await scene.ExportHuddlesAsync());
        Assert.Equal(($"front-desk.{Day}.huddle", "finished", "U0002"), (line.GetProperty("id").GetString(), line.GetProperty("phase").GetString(), line.GetProperty("lead").GetProperty("user").GetString()));
        Assert.Equal(["Ben", "Ana"], line.GetProperty("present").EnumerateArray().Select(person => person.GetProperty("name").GetString()!));
        var decided = Assert.Single(line.GetProperty("decided").EnumerateArray());
        Assert.Equal((issue.ToString(), "fixing"), (decided.GetProperty("issue").GetString(), decided.GetProperty("state").GetString()));
        Assert.Equal(1, line.GetProperty("promised").GetInt32());
        Assert.Equal(["Announced", "Started", "Joined", "Finished"], line.GetProperty("history").EnumerateArray().Select(entry => entry.GetProperty("event").GetString()!));
    }

    [Fact]
    public async Task Two_huddles_of_a_day_keep_their_own_histories()
    {
        scene.Huddles.Team = scene.Team with { Huddles = [HuddleSchedule.Usual(new(9, 15)), HuddleSchedule.Usual(new(9, 15)) with { Id = "huddle-2" }] };
        await scene.Huddles.TickAsync($"{Day}T09:05Z");
        scene.Huddles.Time.Now = HuddleScene.At($"{Day}T09:15Z");
        await scene.Huddles.Desk.DoAsync(HuddleScene.On(Day, "huddle-2"), HuddleScene.Ana, "start", new HuddleCommand.Start(), CancellationToken.None);

        var lines = await scene.ExportHuddlesAsync();
        Assert.Equal(
            [("huddle", "announced", 1), ("huddle-2", "running", 2)],
            lines.Select(line => (line.GetProperty("schedule").GetString()!, line.GetProperty("phase").GetString()!, line.GetProperty("history").GetArrayLength())));
    }
}
