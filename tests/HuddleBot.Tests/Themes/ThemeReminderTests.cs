using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using HuddleBot.Core.Themes;
using HuddleBot.Storage.Sqlite;
using HuddleBot.Tests.Promises;
using HuddleBot.Tests.Storage;
using NodaTime;
using static HuddleBot.Tests.Themes.Chain;

namespace HuddleBot.Tests.Themes;

/// <summary>A theme on the ladder, instead of the escalations that merging has taken off it: walked once, stopped by a decision, begun anew by another clock.</summary>
public sealed class ThemeReminderTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TemporaryFolder folder = new();
    private readonly List<SqliteTableStore> files = [];
    private Chain chain = null!;

    public async Task InitializeAsync()
    {
        await Open().EnsureReadyAsync(None);
        chain = new(files[0]);
    }

    public async Task DisposeAsync()
    {
        foreach (var file in files) await file.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Where_nobody_takes_it_on_each_hears_of_it_once()
    {
        await BeginAsync();
        await chain.UntilAsync("2027-03-01T12:00:00Z");
        Assert.Equal(["11-26 09:00 Mia: Owner Open", "11-27 09:00 Sam: StandIn Open", "11-30 09:00 Boss: TheirManager Open", "12-01 09:00 Lea: CxLead Open"], chain.Reminders);
    }

    [Fact]
    public async Task A_decision_stops_it_and_leaves_nothing_to_press()
    {
        var theme = await BeginAsync();
        await chain.UntilAsync("2026-11-27T10:00:00Z");
        await chain.DoAsync(theme, Mia, new ThemeCommand.Resolve("Signs are up."));
        await chain.UntilAsync("2027-03-01T12:00:00Z");
        Assert.Equal(["11-26 09:00 Mia: over Owner Resolved", "11-27 09:00 Sam: over StandIn Resolved"], chain.Reminders);
    }

    [Fact]
    public async Task What_is_decided_just_as_it_falls_due_is_not_sent()
    {
        var theme = await BeginAsync();
        chain.SleepUntil("2026-11-26T09:00:00Z");
        await chain.RemindAsync();
        await chain.DoAsync(theme, Mia, new ThemeCommand.Decline("No money this year"));
        await chain.UntilAsync("2026-12-10T12:00:00Z");
        Assert.Empty(chain.Reminders);
    }

    [Fact]
    public async Task What_is_decided_while_the_clock_looks_is_not_sent_either()
    {
        var theme = await BeginAsync();
        await chain.RemindAsync();
        chain.SleepUntil("2026-11-26T09:00:00Z");
        var store = new BrokenStore(files[0]) { Meanwhile = () => chain.DoAsync(theme, Mia, new ThemeCommand.Resolve("Signs are up.")) };
        await chain.RemindAsync(chain.NewClock(store));
        Assert.True(store.Commits > 0);
        await chain.UntilAsync("2026-12-10T12:00:00Z");
        Assert.Empty(chain.Reminders);
    }

    [Fact]
    public async Task A_decision_that_is_taken_back_lets_the_old_clock_run_on()
    {
        var theme = await BeginAsync();
        await chain.UntilAsync("2026-11-26T10:00:00Z");
        await chain.DoAsync(theme, Mia, new ThemeCommand.Decline("No money this year"));
        await chain.UntilAsync("2026-11-26T11:00:00Z");
        Assert.Equal(["11-26 09:00 Mia: over Owner Declined"], chain.Reminders);
        await chain.DoAsync(theme, Mia, new ThemeCommand.Undo(null));
        await chain.UntilAsync("2026-11-30T12:00:00Z");

        // Who has just spoken of it has the rest of the day.
        Assert.Equal(["11-26 09:00 Mia: Owner Open", "11-30 09:00 Sam: StandIn Open"], chain.Reminders);
    }

    [Fact]
    public async Task Who_has_taken_it_on_hears_of_it_on_the_day_and_then_those_above()
    {
        var theme = await BeginAsync();
        await chain.DoAsync(theme, Mia, new ThemeCommand.Accept(null, new LocalDate(2026, 12, 4)));
        await chain.UntilAsync("2026-12-08T12:00:00Z");
        Assert.Equal(["12-04 09:00 Mia: Owner Accepted", "12-07 09:00 Mia: Owner Accepted", "12-08 09:00 Sam: StandIn Accepted"], chain.Reminders);

        // Another day is a clock of its own; the old reminders have no buttons.
        await chain.DoAsync(theme, Mia, new ThemeCommand.Accept(null, new LocalDate(2026, 12, 10)));
        await chain.UntilAsync("2026-12-11T12:00:00Z");
        Assert.Equal(
            ["12-04 09:00 Mia: over Owner Accepted", "12-07 09:00 Mia: over Owner Accepted", "12-08 09:00 Sam: over StandIn Accepted", "12-10 09:00 Mia: Owner Accepted", "12-11 09:00 Mia: Owner Accepted"],
            chain.Reminders);
    }

    [Fact]
    public async Task Of_a_group_its_lead_hears_and_any_of_its_people_may_settle_it()
    {
        var theme = await BeginAsync();
        var accepted = await chain.DoAsync(theme, Mia, new ThemeCommand.Accept(null, new LocalDate(2026, 12, 4)) { Group = "it" });
        Assert.Equal(new ThemeState.Accepted(Mia, accepted.Owner, new(2026, 12, 4)) { Group = new("it", "IT") }, accepted.State);
        Assert.Equal(Gil.Id, accepted.Owner.Id);
        await chain.UntilAsync("2026-12-04T12:00:00Z");
        Assert.Equal(["12-04 09:00 Gil: Owner Accepted"], chain.Reminders);
        Assert.Contains(chain.Mail.In(Gil.Id.User), letter => letter.Shows == "ThemeCard");

        // A stranger is refused; Eve is of the group.
        Assert.IsType<Refusal.NotAManager>(Assert.IsType<ThemeReply.Refused>(await chain.ThemeDesk.DoAsync(theme, Ana, "ana", new ThemeCommand.Resolve("x"), None)).Refusal);
        Assert.IsType<Refusal.NotAManager>(Assert.IsType<ThemeReply.Refused>(await chain.ThemeDesk.DoAsync(theme, Eve, "eve", new ThemeCommand.Decline("x"), None)).Refusal);
        Assert.IsType<LookReply.Show>(await chain.ThemeDesk.LookAsync(theme, Eve, ThemeForm.Evidence, 0, None));
        await chain.DoAsync(theme, Eve, new ThemeCommand.Resolve("The signs are up."));
        await chain.UntilAsync("2026-12-20T12:00:00Z");
        Assert.Equal(["12-04 09:00 Gil: over Owner Resolved"], chain.Reminders);
    }

    [Fact]
    public async Task A_person_who_is_named_works_alone_and_what_is_left_empty_stays()
    {
        var theme = await BeginAsync();
        await chain.DoAsync(theme, Mia, new ThemeCommand.Accept(null, null) { Group = "it" });
        var later = Assert.IsType<ThemeState.Accepted>((await chain.DoAsync(theme, Mia, new ThemeCommand.Accept(null, new LocalDate(2026, 12, 18)))).State);
        Assert.Equal((Gil.Id, "it"), (later.Owner.Id, later.Group!.Id));
        var alone = Assert.IsType<ThemeState.Accepted>((await chain.DoAsync(theme, Mia, new ThemeCommand.Accept(Mia, null))).State);
        Assert.Equal((Mia.Id, null), (alone.Owner.Id, alone.Group));
        var unknown = Assert.IsType<ThemeReply.Refused>(await chain.ThemeDesk.DoAsync(theme, Mia, "x", new ThemeCommand.Accept(null, null) { Group = "nobody" }, None));
        Assert.IsType<Refusal.Unreadable>(unknown.Refusal);

        // The escalations in it say whose it is.
        await chain.DoAsync(theme, Mia, new ThemeCommand.Accept(null, null) { Group = "it" });
        await chain.SettleAsync();
        Assert.Equal("IT", Assert.IsType<TriageState.Merged>(await chain.TriageAsync((await chain.Themes.FindAsync(theme, None))!.Members[0].Issue)).Group!.Name);
    }

    [Fact]
    public async Task Racing_clocks_remind_once()
    {
        await BeginAsync();
        chain.SleepUntil("2026-11-26T09:00:00Z");
        var clocks = Enumerable.Range(0, 8).Select(_ => chain.NewClock(Open())).ToList();
        for (var round = 0; round < 3; round++) await Task.WhenAll(clocks.Select(clock => Task.Run(() => chain.RemindAsync(clock))));
        await chain.SendAsync();
        Assert.Equal(["11-26 09:00 Mia: Owner Open"], chain.Reminders);
    }

    [Fact]
    public async Task A_clock_that_is_stopped_anywhere_leaves_nothing_undone_and_nothing_twice()
    {
        await BeginAsync();
        await chain.RemindAsync();
        var crashes = 0;
        chain.SleepUntil("2026-11-26T09:00:00Z");
        for (var stop = 1; stop <= 3; stop++)
        {
            var broken = new BrokenStore(files[0]) { StopAt = stop % 2 == 0 ? 2 : 1, StopAfterIt = stop != 2 };
            try
            {
                await chain.RemindAsync(chain.NewClock(broken));
            }
            catch (StorageUnavailableException)
            {
                crashes++;
            }
        }

        Assert.Equal(3, crashes);
        await chain.UntilAsync("2026-11-26T12:00:00Z");
        Assert.Equal(["11-26 09:00 Mia: Owner Open"], chain.Reminders);
    }

    [Fact]
    public async Task A_theme_from_before_there_were_reminders_is_reminded_of()
    {
        await BeginAsync();
        await foreach (var row in files[0].QueryAsync("themes", "", null, None))
        {
            if (row.RowKey.StartsWith("o-", StringComparison.Ordinal)) await files[0].SubmitTransactionAsync([TableTransactionAction.Delete(row)], None);
            if (!row.RowKey.StartsWith("t-", StringComparison.Ordinal)) continue;
            var old = new TableEntity(row.PartitionKey, row.RowKey, row.ETag);
            foreach (var (name, value) in row.Properties.Where(property => property.Key is "Theme" or "Version" or "Title" or "State" or "BegunAt" or "Issues" or "Teams" or "Owner" or "OwnerName" or "AnswerBy"))
                old.SetStored(name, value);
            await files[0].SubmitTransactionAsync([TableTransactionAction.Replace(old)], None);
        }

        await chain.UntilAsync("2026-11-26T12:00:00Z");
        Assert.Equal(["11-26 09:00 Mia: Owner Open"], chain.Reminders);
    }

    [Fact]
    public async Task A_theme_that_everybody_has_left_stirs_nobody_and_its_row_goes()
    {
        var theme = await BeginAsync();
        foreach (var member in (await chain.Themes.FindAsync(theme, None))!.Members) await chain.DoAsync(member.Issue, member.Issue.Team == London.Id ? Mia : Max, new IssueCommand.TriageSplit());
        await chain.UntilAsync("2026-12-10T12:00:00Z");
        Assert.Empty(chain.Reminders);
        Assert.Empty(await files[0].QueryAsync("themes", "o-", null, None).ToListAsync());
    }

    [Fact]
    public async Task Where_the_first_team_has_left_the_manager_of_the_next_is_asked()
    {
        var theme = await BeginAsync();
        await chain.DoAsync((await chain.Themes.FindAsync(theme, None))!.Members[0].Issue, Mia, new IssueCommand.TriageSplit());
        await chain.UntilAsync("2026-11-26T12:00:00Z");
        Assert.Equal(["11-26 09:00 Max: Owner Open"], chain.Reminders);
    }

    /// <summary>Of London and Paris, on Monday at noon: Mia's clock runs out on Wednesday at 17:00.</summary>
    private async Task<ThemeId> BeginAsync()
    {
        var one = await chain.EscalateAsync(London, "Nobody could find the bus, there is no sign", "A sign for the bus");
        var two = await chain.EscalateAsync(Paris, "There is no sign for the bus at the exit");
        var theme = await chain.MergeAsync(one, Mia, "No sign for the bus");
        await chain.SettleAsync();
        await chain.MergeAsync(two, Max, "", theme);
        await chain.SettleAsync();
        await chain.SendAsync();
        return theme;
    }

    /// <summary>Another connection to the same file, as another process has.</summary>
    private SqliteTableStore Open()
    {
        files.Add(new(new($"Data Source={folder.File("themes.db")}")));
        return files[^1];
    }
}
