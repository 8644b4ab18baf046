using HuddleBot.Core.Cards;
using static HuddleBot.Tests.WholeWay.Hotel;

namespace HuddleBot.Tests.WholeWay.Escalations;

/// <summary>What the team and its managers read of a change: another date is not another acceptance; in a chat without threads it stands what it is about; what is asked anew shows what came before.</summary>
public sealed class WhatTeamsAreToldTests
{
    private const string Words = "The soup is cold.";

    [Fact]
    public async Task Another_date_is_told_as_that_with_who_changed_it()
    {
        await using var hotel = await OpenAsync();
        var card = await hotel.CommentAsync(Words, 2, Restaurant);
        await hotel.DecideAsync("U0005", card, Verbs.Escalate);
        var anas = await hotel.SlackChatCardAsync("U0002", Words);
        await hotel.Slack.ClickAsync("U0002", anas.Channel, anas.Ts, Verbs.TriageAccept);
        await hotel.UntilToldInThreadAsync(card, "Ana has accepted this and sees to it by");
        var carols = await hotel.SlackChatCardAsync("U0003", Words);
        await hotel.Slack.WaitUntilAsync(() => hotel.ButtonsOf(carols).Contains(Verbs.TriageAssign), TimeSpan.FromSeconds(20));
        await hotel.DecideAsync("U0003", carols, Verbs.TriageAssign, (Verbs.Inputs.Date, "2099-12-24"));
        await hotel.UntilToldInThreadAsync(card, "Carol has changed the date to Thu 24 Dec 2099. It was ");

        // She has not accepted it: Ana has, and sees to it.
        await hotel.UntilShownAsync(card, "Ana has accepted this and sees to it by Thu 24 Dec 2099");
        await hotel.UntilToldInThreadAsync(card, "Ana has accepted this and sees to it by");
        await hotel.AllIsWellAsync();
    }

    [Fact]
    public async Task In_a_personal_chat_of_Teams_a_note_says_what_it_is_about()
    {
        await using var hotel = await OpenMixedAsync(spaManager: CarolInTeams);
        var card = await hotel.SpaCommentAsync(Words, 2);
        await hotel.DecideAsync("ben", card, Verbs.Escalate);
        var carols = await hotel.TeamsChatCardAsync("carol", Words);
        await hotel.DecideAsync("carol", carols, Verbs.TriageResolve, (Verbs.Inputs.Answer, "It is warm now"));
        await hotel.UntilShownAsync(card, "It is warm now");
        await hotel.DecideAsync("ben", card, Verbs.DidNotHelp);
        var note = await hotel.Teams.WaitForAsync(
            () => hotel.Teams.PersonalChat("carol").SingleOrDefault(message => message.IsBot && Shows(message, "the answer did not help.")), TimeSpan.FromSeconds(20));
        Assert.True(Shows(note, $"Spa: “{Words}”"), note.AllText);
        await hotel.AllIsWellAsync();
    }

    [Fact]
    public async Task What_was_sent_back_and_did_not_work_is_asked_anew_and_the_managers_see_what_came_before()
    {
        await using var hotel = await OpenAsync();
        var card = await hotel.CommentAsync(Words, 2);
        await hotel.DecideAsync("U0004", card, Verbs.Escalate, (Verbs.Inputs.Ask, "A new stove"));
        var first = await hotel.CardAsync("A new stove", Managers);
        await hotel.DecideAsync("U0002", first, Verbs.TriageReturn, (Verbs.Inputs.Guidance, "Warm the plates"));
        await hotel.UntilShownAsync(card, "Warm the plates");
        await hotel.Slack.WaitUntilAsync(() => hotel.ButtonsOf(card).Contains(Verbs.Done), TimeSpan.FromSeconds(20));
        await hotel.DecideAsync("U0004", card, Verbs.Done, (Verbs.Inputs.Outcome, "no"), (Verbs.Inputs.WhatHappened, "Still cold after a minute"));
        await hotel.UntilShownAsync(card, "It did not work");
        await hotel.DecideAsync("U0004", card, Verbs.Escalate, (Verbs.Inputs.Ask, "Really a new stove"));

        var second = await hotel.CardAsync("Really a new stove", Managers);
        Assert.True(Shows(second, "Ana has sent this back to the team: Warm the plates") && Shows(second, "Still cold after a minute") && Shows(second, "Please answer by"));
        await hotel.UntilShownAsync(first, "The team has asked again since");
        Assert.Empty(hotel.ButtonsOf(first));
        await hotel.DecideAsync("U0002", second, Verbs.TriageResolve, (Verbs.Inputs.Answer, "It comes on Friday"));
        await hotel.UntilShownAsync(card, "Answer from Ana: It comes on Friday");
        await hotel.AllIsWellAsync();
    }
}
