using HuddleBot.Core.Cards;
using HuddleBot.Core.Digests;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Tests.Cards;
using HuddleBot.Tests.Huddles;
using static HuddleBot.Tests.Digests.DigestScene;

namespace HuddleBot.Tests.Digests;

/// <summary>Who gets the digest, who may look at it, and who may send it to whom.</summary>
public sealed class DigestReadersTests : IAsyncDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly DigestScene scene = new();

    public ValueTask DisposeAsync() => scene.DisposeAsync();

    [Fact]
    public async Task The_channel_gets_the_whole_and_each_manager_their_teams()
    {
        scene.Company = scene.Company with { Digest = scene.Company.Digest! with { ToManagers = true } };
        Assert.Equal(["C0010 all", "U0009 U0009", "U0011 U0011"], await ReadersAsync());
    }

    [Fact]
    public async Task Without_a_channel_each_CX_lead_is_told_directly_and_not_of_their_own_teams_again()
    {
        scene.Company = scene.Company with { CxLeadChannel = null, CxLeads = [Lea, Mia], Digest = scene.Company.Digest! with { ToManagers = true } };
        Assert.Equal(["U0003 all", "U0009 all", "U0011 U0011"], await ReadersAsync());
    }

    [Fact]
    public async Task A_manager_who_wants_none_gets_none_and_nobody_does_where_none_is_planned()
    {
        scene.Company = scene.Company with { Digest = scene.Company.Digest! with { ToManagers = true }, Staff = [new(Mia, null, null, null) { WantsDigest = false }] };
        Assert.Equal(["C0010 all", "U0011 U0011"], await ReadersAsync());
        scene.Company = scene.Company with { Digest = null };
        Assert.Empty(await ReadersAsync());
    }

    [Theory]
    [InlineData("U0003", "all", true)]
    [InlineData("U0012", "all", true)]
    [InlineData("U0009", "U0009", false)]
    [InlineData("U0011", "U0011", false)]
    [InlineData("U0001", null, false)]
    public async Task CX_leads_and_admins_see_the_whole_managers_their_teams_and_nobody_else_anything(string user, string? sees, bool sends)
    {
        var (desk, person) = (Desk(), new PersonId(Platform.Slack, "T0001", user));
        var seen = await desk.PreviewAsync(person, None);
        Assert.Equal(sees, seen is CardContent.DigestCard card ? ScopeOf(card.Report.Scope) : null);
        Assert.Equal(sees is null, seen is CardContent.RefusalNote { Refusal: Refusal.NoDigest });
        Assert.Equal(sends, seen is CardContent.DigestCard { Frame.Preview.MaySendToLeads: true });
        Assert.Equal(sees is not null, await desk.SendAsync(person, "preview-1", DigestTarget.Me, None) is CardContent.DigestSentNote);
        Assert.Equal(sends, await desk.SendAsync(person, "preview-2", DigestTarget.Leads, None) is CardContent.DigestSentNote);
        Assert.Equal(sees is null ? [] : sends ? [user, "C0010"] : [user], (await scene.OutboxAsync()).Select(line => line.Split(' ')[2]).Distinct());
    }

    [Fact]
    public async Task A_preview_says_when_the_next_comes_and_stores_nothing()
    {
        var seen = Assert.IsType<CardContent.DigestCard>(await Desk().PreviewAsync(Lea, None));
        Assert.Equal(HuddleScene.At("2026-10-19T07:00Z"), seen.Frame.Preview!.Next);
        Assert.Equal(new(new(2026, 10, 8), new(2026, 10, 14)), seen.Report.Period.Days);
        Assert.Empty(await scene.FatesAsync());
        var other = Assert.IsType<CardContent.DigestCard>(await Desk().PreviewAsync(Mia, None)).Frame.Preview!;
        Assert.Null(other.Next);
        Assert.NotEqual(seen.Frame.Preview.Id, other.Id);
    }

    [Fact]
    public async Task What_is_sent_from_one_preview_is_sent_once_and_from_another_again()
    {
        foreach (var preview in (string[])["preview-1", "preview-1", "preview-2"]) await Desk().SendAsync(Lea, preview, DigestTarget.Leads, None);
        Assert.Equal(2, (await scene.OutboxAsync()).Count(line => line.EndsWith(" C0010 card", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Who_sends_what_they_looked_at_a_minute_ago_sends_how_things_stand_now()
    {
        var reading = scene.ReadingOf();
        var desk = new DigestDesk(reading, new(scene.Store, reading, scene, new(), scene.Time), scene, new(), scene.Time);
        await desk.PreviewAsync(Lea, None);
        await desk.PreviewAsync(Lea, None);
        Assert.Equal(1, scene.Made);
        scene.Time.Now += NodaTime.Duration.FromMinutes(1);
        await desk.PreviewAsync(Lea, None);
        Assert.Equal(2, scene.Made);

        scene.Time.Now += NodaTime.Duration.FromSeconds(1);
        await desk.SendAsync(Lea, "preview-1", DigestTarget.Me, None);
        Assert.Equal(3, scene.Made);
        await desk.SendAsync(Lea, "preview-1", DigestTarget.Me, None);
        Assert.Equal(3, scene.Made);
    }

    [Fact]
    public async Task What_was_looked_at_before_the_week_was_over_is_not_what_the_calendar_sends()
    {
        var (reading, week) = (scene.ReadingOf(), DigestSamples.Week);
        scene.Time.Now = week.End - NodaTime.Duration.FromMinutes(1);
        await reading.ReportAsync(new DigestScope.WholeCompany(), week, None);
        scene.Time.Now = week.End + NodaTime.Duration.FromMinutes(1);
        await reading.ReportAsync(new DigestScope.WholeCompany(), week, None);
        Assert.Equal(2, scene.Made);
    }

    [Fact]
    public async Task Who_asks_in_an_empty_week_is_told_that_it_is_empty()
    {
        scene.Reports = (_, period) => DigestSamples.Empty(period);
        await Desk().SendAsync(Lea, "preview-1", DigestTarget.Leads, None);
        Assert.Equal(["card"], (await scene.OutboxAsync()).Select(line => line.Split(' ')[^1]));
    }

    [Fact]
    public async Task Those_who_ask_at_the_same_time_share_a_report_and_those_who_ask_later_get_a_new_one()
    {
        var reading = scene.ReadingOf();
        var period = DigestSamples.Week;
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => reading.ReportAsync(new DigestScope.WholeCompany(), period, None)));
        Assert.Equal(1, scene.Made);
        scene.Time.Now += NodaTime.Duration.FromMinutes(6);
        await reading.ReportAsync(new DigestScope.WholeCompany(), period, None);
        Assert.Equal(2, scene.Made);
    }

    private DigestDesk Desk() => new(scene.ReadingOf(), scene.MakingOn(scene.Store), scene, new(), scene.Time);

    private async Task<IReadOnlyList<string>> ReadersAsync() => [.. DigestAddressee.Of(await scene.CurrentAsync(None)).Select(to => $"{to.Place.Channel} {ScopeOf(to.Scope)}")];

    private static string ScopeOf(DigestScope scope) => scope is DigestScope.TeamsOf teams ? teams.Manager.User : "all";
}
