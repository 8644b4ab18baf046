using HuddleBot.Core.Diagnosis;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Scheduling;

namespace HuddleBot.Tests.Scheduling;

public sealed class SchedulingDiagnosisTests
{
    private const string Never = """{"at":"09:00","pauses":[{"from":"2026-01-01","until":"2036-01-01"}]}""";

    [Fact]
    public async Task It_names_the_next_huddle() =>
        Assert.Equal(
            [Finding.Ok("2 teams meet; the next huddle is that of b, Mon 2026-11-23 09:30 Europe/London")], await FindingsOfAsync("""{"at":"10:00"}""", """{"at":"09:30"}"""));

    [Fact]
    public async Task A_huddle_that_is_never_held_is_wrong()
    {
        var findings = await FindingsOfAsync("""{"at":"09:30"}""", Never);
        Assert.Equal([Severity.Ok, Severity.Wrong], findings.Select(finding => finding.Severity));
        Assert.StartsWith("team b has a huddle that is not held within two years", findings[1].Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Teams_need_not_meet() => Assert.Equal(Severity.Ok, Assert.Single(await FindingsOfAsync()).Severity);

    private static ValueTask<List<Finding>> FindingsOfAsync(params string[] huddles) =>
        new SchedulingDiagnosis(new Directory([.. huddles.Select((huddle, i) => ClockTower.TeamOf($"{(char)('a' + i)}", huddle))]), new JumpingTime(new(2026, 11, 23, 8, 58, 0, TimeSpan.Zero)))
            .ExamineAsync(CancellationToken.None).ToListAsync();

    private sealed class Directory(IReadOnlyList<FrontlineTeam> teams) : ITeamDirectory
    {
        public Task<TeamsSnapshot> CurrentAsync(CancellationToken cancellationToken) => Task.FromResult(new TeamsSnapshot("1", teams));
    }
}
