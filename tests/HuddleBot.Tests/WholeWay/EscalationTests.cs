using HuddleBot.Core.Cards;
using HuddleBot.Core.Storage;
using HuddleBot.Playground.Faults;
using HuddleBot.Playground.Slack.Workspace;
using static HuddleBot.Tests.WholeWay.Hotel;

namespace HuddleBot.Tests.WholeWay;

/// <summary>What the team cannot fix goes to its managers, and their word comes back.</summary>
public sealed class EscalationTests
{
    private static async Task<(Message Card, Message Escalation)> EscalateAsync(Hotel hotel, string ask = "Make it free")
    {
        var card = await hotel.CommentAsync("Ten euros for the wifi.", 2);
        await hotel.DecideAsync("U0004", card, Verbs.Escalate, (Verbs.Inputs.Ask, ask));
        return (card, await hotel.CardAsync(ask, Managers));
    }

    private static Task ToldInTheThreadAsync(Hotel hotel, Message card, string words) =>
        hotel.Slack.WaitUntilAsync(() => hotel.Slack.ThreadOf(card.Channel, card.Ts).Count(reply => Shows(reply, words)) == 1, TimeSpan.FromSeconds(20));

    [Fact]
    public async Task The_categories_are_the_teams_own()
    {
        await using var hotel = await OpenAsync();
        await hotel.ApplyTeamsAsync(frontDeskMore: """, "escalation": { "categories": ["wifi", "parking"] }""");
        var card = await hotel.CommentAsync("Ten euros for the wifi.", 2);
        var form = await hotel.OpenFormAsync("U0004", card, Verbs.Escalate);
        Assert.True(Shows(form, "parking") && !Shows(form, "policy"));
        await hotel.Slack.SubmitAsync("U0004", form.Id, new Dictionary<string, string?> { [Verbs.Inputs.Category] = "parking", [Verbs.Inputs.AlsoHurt] = "Every conference guest" });
        var escalation = await hotel.CardAsync("asks for help: parking", Managers);
        Assert.True(Shows(escalation, "Every conference guest"));
        await hotel.UntilShownAsync(card, "Ben has escalated this: parking");
    }

    [Fact]
    public async Task It_is_accepted_assigned_and_declined_with_a_reason_and_the_team_is_told_each_time()
    {
        await using var hotel = await OpenAsync();
        var (card, escalation) = await EscalateAsync(hotel);
        var issue = hotel.IssueOn(escalation);
        await hotel.Slack.ClickAsync("U0002", Managers, escalation.Ts, Verbs.TriageAccept);
        await hotel.UntilShownAsync(escalation, "Ana has accepted this");
        await ToldInTheThreadAsync(hotel, card, "Ana has accepted this");
        await hotel.DecideAsync("U0002", escalation, Verbs.TriageAssign, (Verbs.Inputs.Owner, "U0003"), (Verbs.Inputs.Priority, "high"));
        await hotel.UntilShownAsync(escalation, "Carol sees to it by");
        await hotel.UntilShownAsync(card, "High priority");
        await ToldInTheThreadAsync(hotel, card, "Carol sees to it by");

        var empty = await hotel.DecideAsync("U0002", escalation, Verbs.TriageDecline, (Verbs.Inputs.Reason, "  "));
        Assert.Single(empty.Errors!);
        await hotel.Slack.SubmitAsync("U0002", Assert.Single(hotel.Slack.OpenViewsOf("U0002")).Id, new Dictionary<string, string?> { [Verbs.Inputs.Reason] = "The contract runs until May" });
        await hotel.UntilShownAsync(escalation, "Declined by Ana: The contract runs until May");
        await hotel.UntilShownAsync(card, "Declined by Ana: The contract runs until May");
        await ToldInTheThreadAsync(hotel, card, "The contract runs until May");
        await hotel.AllIsWellAsync();

        var history = await hotel.HistoryOfAsync(issue);
        Assert.Equal(
            [("Escalated", "Ben"), ("TriageAccepted", "Ana"), ("TriageAccepted", "Ana"), ("TriageDeclined", "Ana")],
            history.Select(row => (row.GetString("Event")!, row.GetString("ByName")!)));
        Assert.All(history, row => Assert.NotNull(row.GetInstant("At")));
        Assert.Equal(("Make it free", "Carol", "High", "The contract runs until May"), (history[0].GetString("Ask"), history[2].GetString("OwnerName"), history[2].GetString("Priority"), history[3].GetString("Reason")));
    }

    [Fact]
    public async Task It_is_resolved_with_an_answer_and_who_is_no_manager_cannot()
    {
        await using var hotel = await OpenAsync();
        var (card, escalation) = await EscalateAsync(hotel);
        foreach (var (verb, told) in new[] { Verbs.TriageAccept, Verbs.TriageResolve, Verbs.TriageDecline }.Index().Select(verb => (verb.Item, verb.Index)))
        {
            await hotel.Slack.ClickAsync("U0003", Managers, escalation.Ts, verb);
            Assert.Contains("Only the team’s managers", (await hotel.ToldAsync("U0003", told)).AllText, StringComparison.Ordinal);
        }

        var empty = await hotel.DecideAsync("U0002", escalation, Verbs.TriageResolve, (Verbs.Inputs.Answer, null));
        Assert.False(empty.IsOk);
        await hotel.Slack.SubmitAsync("U0002", Assert.Single(hotel.Slack.OpenViewsOf("U0002")).Id, new Dictionary<string, string?> { [Verbs.Inputs.Answer] = "Free from Monday" });
        await hotel.UntilShownAsync(card, "Answer from Ana: Free from Monday");
        await ToldInTheThreadAsync(hotel, card, "Free from Monday");
        await hotel.AllIsWellAsync();
        Assert.Equal([Verbs.Helped, Verbs.PartlyHelped, Verbs.DidNotHelp], hotel.ButtonsOf(card));
    }

    [Fact]
    public async Task Who_decided_it_already_is_told_so_in_a_whole_sentence_with_the_reason()
    {
        await using var hotel = await OpenAsync();
        var (card, escalation) = await EscalateAsync(hotel);
        await hotel.DrainedAsync();

        // The managers' card stays as it was.
        using var stale = hotel.Slack.Inject(new Fault(FaultKind.ServerError) { Method = "chat.update", Channel = "C0009", Times = null });
        await hotel.DecideAsync("U0002", escalation, Verbs.TriageDecline, (Verbs.Inputs.Reason, "The contract runs until May"));
        await hotel.UntilShownAsync(card, "Declined by Ana");
        await hotel.Slack.ClickAsync("U0002", Managers, escalation.Ts, Verbs.TriageAccept);
        Assert.Equal("You have decided this already: Ana has declined this. “The contract runs until May”", (await hotel.ToldAsync("U0002")).Text);
    }

    [Fact]
    public async Task Taken_back_it_is_withdrawn_and_a_second_one_gets_a_new_card()
    {
        await using var hotel = await OpenAsync();
        var (card, first) = await EscalateAsync(hotel);
        await hotel.Slack.WaitUntilAsync(() => hotel.ButtonsOf(card).Contains(Verbs.Undo), TimeSpan.FromSeconds(20));
        await hotel.Slack.ClickAsync("U0004", FrontDesk, card.Ts, Verbs.Undo);
        await hotel.UntilShownAsync(first, "The team has taken this back");
        await ToldInTheThreadAsync(hotel, first, "Ben has taken the last decision back");
        await hotel.Slack.WaitUntilAsync(() => hotel.ButtonsOf(card).Contains(Verbs.Escalate));
        await hotel.DecideAsync("U0001", card, Verbs.Escalate, (Verbs.Inputs.Ask, "Make it cheaper"));
        var second = await hotel.CardAsync("Make it cheaper", Managers);
        await hotel.DecideAsync("U0001", card, Verbs.Change, (Verbs.Inputs.Ask, "Make it half as dear"));
        await hotel.UntilShownAsync(second, "Make it half as dear");
        await hotel.AllIsWellAsync();
        Assert.NotEqual(first.Ts, second.Ts);
        Assert.Equal(2, hotel.Slack.MessagesIn(Managers).Count);
        Assert.True(Shows(hotel.Now(first), "The team has taken this back"));
    }

    [Fact]
    public async Task Without_a_channel_of_theirs_every_manager_gets_it_directly_and_all_see_the_answer()
    {
        await using var hotel = await OpenAsync();
        var card = await hotel.CommentAsync("The soup is cold.", 2, Restaurant);
        await hotel.DecideAsync("U0005", card, Verbs.Escalate, (Verbs.Inputs.Ask, "A new stove"));
        var (anas, carols) = (await DirectAsync("U0002"), await DirectAsync("U0003"));
        await hotel.Slack.ClickAsync("U0003", carols.Channel, carols.Ts, Verbs.TriageAccept);
        await hotel.UntilShownAsync(card, "Carol has accepted this");
        await hotel.UntilShownAsync(anas, "Carol has accepted this");
        await hotel.DecideAsync("U0002", anas, Verbs.TriageResolve, (Verbs.Inputs.Answer, "It comes on Friday"));
        await hotel.UntilShownAsync(card, "It comes on Friday");
        foreach (var user in (string[])["U0002", "U0003"])
            await hotel.Slack.WaitUntilAsync(() => hotel.Slack.DirectMessagesOf(user).Any(message => !message.IsReply && Shows(message, "Answer from Ana: It comes on Friday")), TimeSpan.FromSeconds(20));
        await hotel.AllIsWellAsync();

        Task<Message> DirectAsync(string user) =>
            hotel.Slack.WaitForAsync(() => hotel.Slack.DirectMessagesOf(user).SingleOrDefault(message => Shows(message, "A new stove")), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_manager_who_cannot_be_reached_holds_up_neither_the_other_nor_the_team()
    {
        await using var hotel = await OpenAsync();
        using var closed = hotel.Slack.Inject(new Fault(FaultKind.Refuse) { Channel = "U0002", Error = "user_disabled", Times = null });
        var card = await hotel.CommentAsync("The soup is cold.", 2, Restaurant);
        await hotel.DecideAsync("U0005", card, Verbs.Escalate, (Verbs.Inputs.Ask, "A new stove"));
        await hotel.Slack.WaitForAsync(() => hotel.Slack.DirectMessagesOf("U0003").SingleOrDefault(message => Shows(message, "A new stove")), TimeSpan.FromSeconds(20));

        // The managers' cards and the team's own are sent side by side: the team can take it back once its card shows it.
        await hotel.Slack.WaitUntilAsync(() => hotel.ButtonsOf(card).Contains(Verbs.Undo), TimeSpan.FromSeconds(20));
        await hotel.Slack.ClickAsync("U0005", Restaurant, card.Ts, Verbs.Undo);
        await hotel.Slack.WaitUntilAsync(() => hotel.Slack.DirectMessagesOf("U0003").Any(message => Shows(message, "The team has taken this back")), TimeSpan.FromSeconds(20));
        await hotel.Slack.WaitUntilAsync(() => hotel.ButtonsOf(card).Contains(Verbs.Escalate), TimeSpan.FromSeconds(20));
        await hotel.Slack.ClickAsync("U0005", Restaurant, card.Ts, Verbs.Celebrate);
        await hotel.UntilShownAsync(card, "Celebrated by Mia");
        await UntilAsync(async () => (await hotel.RowsOfAsync(Restaurant, TeamRows.Outbox)).TrueForAll(row => row.RequireString("Channel").EndsWith("/U0002", StringComparison.Ordinal)));
    }
}
