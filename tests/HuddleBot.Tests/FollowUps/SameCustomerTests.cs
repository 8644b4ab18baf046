using HuddleBot.Core.FollowUps;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using static HuddleBot.Tests.FollowUps.RentalCompany;

namespace HuddleBot.Tests.FollowUps;

/// <summary>A customer who writes again finds the same thread, whichever team the answer came to.</summary>
public sealed class SameCustomerTests
{
    [Fact]
    public async Task What_they_write_to_another_team_is_told_in_the_open_thread_and_counted_where_it_came()
    {
        await using var rental = await new RentalCompany().ReadyAsync();
        var issue = rental.IssueOf("r-1");
        await rental.TakeAsync(rental.Response("r-1"));
        await rental.UntilAsync("2026-11-25T08:00:00Z");
        await rental.TakeAsync(rental.Response("i-7", team: "accounts", comment: "I was charged.", customer: Ada with { Id = "other" }, source: "invoices"));

        Assert.Empty(rental.Mail.In("C-accounts"));
        Assert.Equal(["card The scratch was there before.: Undecided, Unclaimed nobody, again 1", "again I was charged."], rental.Mail.In("C-station").Select(letter => letter.Shows));
        Assert.Equal(["Opened", "WroteAgain"], await rental.EventsOfAsync(issue));
        Assert.Single(await rental.RowsAsync("accounts", TeamRows.Answered));
        Assert.Empty(await rental.RowsAsync("accounts", TeamRows.Open));
        Assert.Empty(await rental.RowsAsync("accounts", TeamRows.ToAttach));
        Assert.Null(await rental.FollowUpOfAsync(rental.IssueOf("i-7", "accounts", "invoices")));
    }

    [Fact]
    public async Task The_same_again_and_a_second_look_tell_nothing_twice()
    {
        await using var rental = await new RentalCompany().ReadyAsync();
        await rental.TakeAsync(rental.Response("r-1"));
        var again = rental.Response("r-2", comment: "Hello?");
        await rental.TakeAsync(again);
        await rental.TakeAsync(again);
        await rental.SettleAsync();
        Assert.Equal(["card The scratch was there before.: Undecided, Unclaimed nobody, again 1", "again Hello?"], rental.Mail.In("C-station").Select(letter => letter.Shows));
    }

    [Fact]
    public async Task A_comment_that_comes_after_its_score_is_drawn_in_the_thread()
    {
        await using var rental = await new RentalCompany().ReadyAsync();
        await rental.TakeAsync(rental.Response("r-1"));
        await rental.TakeAsync(rental.Response("r-2", comment: null));
        await rental.TakeAsync(rental.Response("r-2", comment: "Hello?"));
        Assert.Equal("again Hello?", rental.Mail.In("C-station")[1].Shows);
        Assert.Equal(2, rental.Mail.In("C-station").Count);
    }

    [Fact]
    public async Task Several_at_once_make_one_thread()
    {
        await using var rental = await new RentalCompany().ReadyAsync();
        await rental.TakeAsync(rental.Response("r-1"), rental.Response("r-2", team: "damage"), rental.Response("r-3", team: "accounts"), rental.Response("r-4"));
        await rental.UntilAsync("2026-11-24T10:01:00Z");
        var shown = rental.Teams.SelectMany(team => rental.Mail.In(team.Channel.Channel)).Select(letter => letter.Shows).ToList();
        Assert.Single(shown, text => text.StartsWith("card", StringComparison.Ordinal));
        Assert.Equal(3, shown.Count(text => text.StartsWith("again", StringComparison.Ordinal)));
        Assert.Contains(shown, text => text.EndsWith("again 3", StringComparison.Ordinal));
    }

    [Fact]
    public async Task When_the_issue_is_closed_they_get_a_card_of_their_own()
    {
        await using var rental = await new RentalCompany().ReadyAsync();
        await rental.TakeAsync(rental.Response("r-1"));
        await rental.DecideAsync(rental.IssueOf("r-1"), Ana, new IssueCommand.Dismiss("Not serious"));
        await rental.TakeAsync(rental.Response("r-2", comment: "Hello?"));
        Assert.Contains(rental.Mail.In("C-station"), letter => letter.Shows.StartsWith("again", StringComparison.Ordinal)); // The call is still open.

        await rental.DoneAsync(rental.IssueOf("r-1"), Ana, new FollowUpCommand.Claim());
        await rental.DoneAsync(rental.IssueOf("r-1"), Ana, new FollowUpCommand.Finish(ContactOutcome.Reached, null, null));
        await rental.TakeAsync(rental.Response("r-3", comment: "One more thing."));
        Assert.Equal("card One more thing.: Undecided, Unclaimed nobody, again 0", rental.Mail.In("C-station")[^1].Shows);
    }

    [Fact]
    public async Task Whoever_called_before_calls_again()
    {
        await using var rental = await new RentalCompany().ReadyAsync();
        var issue = rental.IssueOf("r-1");
        await rental.TakeAsync(rental.Response("r-1"));
        await rental.DoneAsync(issue, Ana, new FollowUpCommand.Claim());
        await rental.DoneAsync(issue, Ana, new FollowUpCommand.Finish(ContactOutcome.Reached, "An answer", new(2026, 12, 10)));
        await rental.UntilAsync("2026-11-27T12:00:00Z");
        await rental.TakeAsync(rental.Response("r-2", team: "damage", comment: "Nobody answers."));
        var followUp = await rental.FollowUpOfAsync(issue);
        Assert.Equal((Ana, rental.Now + NodaTime.Duration.FromHours(24)), (followUp!.Owner!, followUp.DueAt));
        Assert.Equal("An answer", followUp.Promise!.What);
    }

    [Fact]
    public async Task Who_may_be_contacted_only_by_the_later_answer_is_called_by_what_that_one_says()
    {
        await using var rental = await new RentalCompany().ReadyAsync();
        var issue = rental.IssueOf("r-1");
        await rental.TakeAsync(rental.Response("r-1", customer: Ada with { MayContact = null, Phone = null }));
        await rental.TakeAsync(rental.Response("i-7", team: "accounts", source: "invoices"));
        await rental.DoneAsync(issue, Ana, new FollowUpCommand.Claim());
        var shown = Assert.IsType<Core.Cards.CardContent.CustomerContact>(Assert.IsType<LookReply.Show>(await rental.LookAsync(issue, Ana, FollowUpLook.Contact)).Content);
        Assert.Equal(Ada.Phone, shown.Customer.Phone);
    }

    [Fact]
    public async Task The_index_across_teams_holds_no_contact_data()
    {
        await using var rental = await new RentalCompany().ReadyAsync();
        await rental.TakeAsync(rental.Response("r-1"));
        var rows = await rental.Store.ScanAsync(TeamRows.CustomerPartitions, CancellationToken.None).ToListAsync();
        Assert.Equal(3, rows.Count);
        Assert.All(rows, row => Assert.Equal(["At", "Issue"], row.Values.Select(value => value.Key)));
    }

    [Fact]
    public async Task Other_customers_get_cards_of_their_own()
    {
        await using var rental = await new RentalCompany().ReadyAsync();
        await rental.TakeAsync(rental.Response("r-1"), rental.Response("r-2", customer: new("c-10", null, "eve@example.org", null, null, null, true)), rental.Response("r-3", customer: new(null, "Ada Example", null, null, null, null, null)));
        Assert.Equal(3, rental.Mail.In("C-station").Count(letter => letter.Shows.StartsWith("card", StringComparison.Ordinal)));
    }
}
