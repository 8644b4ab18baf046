using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.MicrosoftTeams;
using HuddleBot.Playground.MicrosoftTeams.Deliveries;
using Microsoft.Extensions.DependencyInjection;
using static HuddleBot.Tests.MicrosoftTeams.Talk.TeamsHotel;
using static HuddleBot.Tests.WholeWay.Hotel;

namespace HuddleBot.Tests.WholeWay;

/// <summary>Several people in Microsoft Teams at the same moment: one result, and the others are told who was first.</summary>
public sealed class TeamsTogetherTests
{
    [Fact]
    public async Task Twenty_people_and_different_buttons_make_one_decision()
    {
        await using var hotel = await OpenMixedAsync();
        var people = Enumerable.Range(0, 20).Select(i => hotel.Teams.AddPerson($"person{i:D2}", $"Person {i:D2}")).ToList();
        foreach (var person in people) await hotel.Teams.AddMemberAsync("Sunny Hotels", person.Name);
        var spa = new ChannelId(Platform.Teams, hotel.Teams.TenantId, hotel.Teams.ChannelNamed(SpaChannel).Id);
        var directory = hotel.Bot.Services.GetRequiredService<TeamsDirectory>();
        foreach (var person in people)
            await UntilAsync(async () => (await directory.RosterOfAsync(spa, CancellationToken.None))?.Members.ContainsKey(person.Id) is true);
        var card = await hotel.SpaCommentAsync("The lift is slow.");

        string[] verbs = [Verbs.Celebrate, Verbs.Fix, Verbs.Escalate, Verbs.Dismiss];
        var clicks = await hotel.Teams.TogetherAsync(people.Select((person, i) => (Func<Task<Interaction>>)(() => hotel.Teams.ClickAsync(person.Name, card, verbs[i % 4]))));
        var told = people.Zip(clicks, (person, click) => (person.RealName, Words: ToldBy(click))).ToList();
        await hotel.AllIsWellAsync();

        var winner = Assert.Single(await hotel.HistoryOfAsync(IssueOn(card))).RequireString("ByName");
        Assert.True(Shows(hotel.Teams.Now(card), winner));
        Assert.All(told, one => Assert.Contains(winner, one.Words, StringComparison.Ordinal));
        Assert.DoesNotContain("a moment faster", told.Single(one => one.RealName == winner).Words, StringComparison.Ordinal);
        Assert.All(told.Where(one => one.RealName != winner), one => Assert.DoesNotContain(one.RealName, one.Words, StringComparison.Ordinal));
        Assert.Single(hotel.Teams.MessagesIn(SpaChannel));
    }

    [Fact]
    public async Task Two_who_take_the_same_decision_back_take_back_only_that_one()
    {
        await using var hotel = await OpenMixedAsync();
        var card = await hotel.SpaCommentAsync("The lift is slow.");
        await hotel.DecideAsync("tom", card, Verbs.Fix);
        await hotel.UntilShownAsync(card, "Tom Baker is fixing it");
        await hotel.DecideAsync("tom", card, Verbs.Done);
        await hotel.UntilShownAsync(card, "It worked");
        await hotel.DrainedAsync();
        var told = await hotel.Teams.TogetherAsync([() => hotel.Teams.ClickAsync("tom", card, Verbs.Undo), () => hotel.Teams.ClickAsync("ben", card, Verbs.Undo)]);
        await hotel.UntilShownAsync(card, "Tom Baker is fixing it by");
        await hotel.AllIsWellAsync();
        Assert.Equal(["FixPlanned", "Finished", "Undone"], (await hotel.HistoryOfAsync(IssueOn(card))).Select(row => row.GetString("Event")));
        Assert.Single(told, click => click.Toast is not null);
    }

    [Fact]
    public async Task One_who_opens_a_form_while_another_decides_learns_who_it_was_and_overwrites_nothing()
    {
        await using var hotel = await OpenMixedAsync();
        var card = await hotel.SpaCommentAsync("The lift is slow.");
        await hotel.DecideAsync("tom", card, Verbs.Fix);
        await hotel.UntilShownAsync(card, "Tom Baker is fixing it");
        await hotel.DrainedAsync();
        foreach (var person in (string[])["tom", "ben"]) await hotel.DecideAsync(person, card, Verbs.Change);
        await hotel.DecideAsync("tom", card, Verbs.Fix, (Verbs.Inputs.Try, "Oil"));

        // The change of the card for everyone takes the form away that Ben had open: he sends it before that.
        var late = await hotel.PressInTeamsAsync("ben", card, Verbs.Fix, IssueOn(card).ToString());
        Assert.Contains("Tom Baker", late.AnswerBody, StringComparison.Ordinal);
        await hotel.UntilShownAsync(card, "Oil");
        await hotel.AllIsWellAsync();
        Assert.Equal(["FixPlanned", "FixPlanned"], (await hotel.HistoryOfAsync(IssueOn(card))).Select(row => row.GetString("Event")));
    }
}
