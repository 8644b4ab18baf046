using HuddleBot.Core.Cards;
using HuddleBot.Playground.Slack.Deliveries;
using static HuddleBot.Tests.WholeWay.Hotel;

namespace HuddleBot.Tests.WholeWay;

/// <summary>Several people at the same moment: one result, and the others are told who was first.</summary>
public sealed class TogetherTests
{
    [Fact]
    public async Task Twenty_people_and_different_buttons_make_one_decision()
    {
        await using var hotel = await OpenAsync();
        var people = Enumerable.Range(0, 20).Select(i => hotel.Slack.AddUser($"Person{i:D2}").Id).ToList();
        foreach (var person in people) await hotel.Slack.AddMemberAsync(FrontDesk, person);
        var card = await hotel.CommentAsync("The lift is slow.");

        string[] verbs = [Verbs.Celebrate, Verbs.Fix, Verbs.Escalate, Verbs.Dismiss];
        Assert.All(
            await hotel.Slack.TogetherAsync(people.Select((person, i) => (Func<Task<Interaction>>)(async () =>
            {
                var click = await hotel.Slack.ClickAsync(person, FrontDesk, card.Ts, verbs[i % 4]);
                if (hotel.Slack.OpenViewsOf(person).SingleOrDefault() is { } form) await hotel.Slack.SubmitAsync(person, form.Id);
                return click;
            }))),
            click => Assert.True(click.IsOk));
        await hotel.AllIsWellAsync();

        var first = Assert.Single(await hotel.HistoryOfAsync(hotel.IssueOn(card)));
        var (winner, name) = (first.GetString("By")!.Split('/')[^1], first.GetString("ByName")!);
        Assert.Contains(name, hotel.Now(card).AllText, StringComparison.Ordinal);
        Assert.Empty(hotel.Slack.OpenViewsOf(winner));
        Assert.Empty(hotel.Slack.EphemeralsOf(winner));
        foreach (var person in people.Where(person => person != winner))
        {
            var told = hotel.Slack.EphemeralsOf(person).Select(message => message.AllText).Concat(hotel.Slack.OpenViewsOf(person).Select(view => view.Content.GetRawText()));
            Assert.Contains(name, Assert.Single(told), StringComparison.Ordinal);
        }

        Assert.Single(hotel.Slack.MessagesIn(FrontDesk));
    }

    [Fact]
    public async Task Of_two_forms_submitted_at_once_the_second_sees_the_name_of_the_first()
    {
        await using var hotel = await OpenAsync();
        var card = await hotel.CommentAsync("The lift is slow.");
        var (toms, bens) = (await hotel.OpenFormAsync("U0001", card, Verbs.Fix), await hotel.OpenFormAsync("U0004", card, Verbs.Dismiss));
        await Task.WhenAll(hotel.Slack.SubmitAsync("U0001", toms.Id), hotel.Slack.SubmitAsync("U0004", bens.Id));
        await hotel.AllIsWellAsync();
        var first = Assert.Single(await hotel.HistoryOfAsync(hotel.IssueOn(card))).GetString("ByName")!;
        var left = Assert.Single(hotel.Slack.OpenViewsOf(first == "Tom" ? "U0004" : "U0001"));
        Assert.True(Shows(left, first) && Shows(left, "a moment faster"));
    }

    [Fact]
    public async Task A_form_that_was_open_while_somebody_decided_says_so()
    {
        await using var hotel = await OpenAsync();
        var card = await hotel.CommentAsync("The lift is slow.");
        var form = await hotel.OpenFormAsync("U0001", card, Verbs.Fix);
        await hotel.Slack.ClickAsync("U0004", FrontDesk, card.Ts, Verbs.Celebrate);
        await hotel.UntilShownAsync(card, "Celebrated by Ben");
        await hotel.Slack.SubmitAsync("U0001", form.Id);
        Assert.True(Shows(Assert.Single(hotel.Slack.OpenViewsOf("U0001")), "Ben celebrates this"));
        await hotel.AllIsWellAsync();
        Assert.True(Shows(hotel.Now(card), "Celebrated by Ben"));
    }

    [Fact]
    public async Task Two_who_take_the_same_decision_back_take_back_only_that_one()
    {
        await using var hotel = await OpenAsync();
        var card = await hotel.CommentAsync("The lift is slow.");
        await hotel.DecideAsync("U0001", card, Verbs.Fix);
        await hotel.UntilShownAsync(card, "is fixing it");
        await hotel.DecideAsync("U0001", card, Verbs.Done);
        await hotel.UntilShownAsync(card, "It worked");
        await hotel.Slack.TogetherAsync([() => hotel.Slack.ClickAsync("U0001", FrontDesk, card.Ts, Verbs.Undo), () => hotel.Slack.ClickAsync("U0004", FrontDesk, card.Ts, Verbs.Undo)]);
        await hotel.UntilShownAsync(card, "Tom is fixing it by");
        await hotel.AllIsWellAsync();
        Assert.Equal(["FixPlanned", "Finished", "Undone"], (await hotel.HistoryOfAsync(hotel.IssueOn(card))).Select(row => row.GetString("Event")));
        Assert.Single(hotel.Slack.EphemeralsOf("U0001").Concat(hotel.Slack.EphemeralsOf("U0004")));
    }

    [Fact]
    public async Task Two_who_change_the_same_plan_do_not_overwrite_each_other()
    {
        await using var hotel = await OpenAsync();
        var card = await hotel.CommentAsync("The lift is slow.");
        await hotel.DecideAsync("U0001", card, Verbs.Fix);
        await hotel.UntilShownAsync(card, "is fixing it");
        var (toms, bens) = (await hotel.OpenFormAsync("U0001", card, Verbs.Change), await hotel.OpenFormAsync("U0004", card, Verbs.Change));
        await hotel.Slack.SubmitAsync("U0001", toms.Id, new Dictionary<string, string?> { [Verbs.Inputs.Try] = "Oil" });
        await hotel.UntilShownAsync(card, "Oil");
        await hotel.Slack.SubmitAsync("U0004", bens.Id, new Dictionary<string, string?> { [Verbs.Inputs.Try] = "Grease" });
        Assert.True(Shows(Assert.Single(hotel.Slack.OpenViewsOf("U0004")), "Tom"));
        await hotel.AllIsWellAsync();
        Assert.False(Shows(hotel.Now(card), "Grease"));
    }
}
