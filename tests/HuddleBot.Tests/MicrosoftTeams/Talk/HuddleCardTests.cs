using System.Text.Json;
using System.Text.Json.Nodes;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Playground.MicrosoftTeams;
using HuddleBot.Playground.MicrosoftTeams.Tenant;
using Microsoft.Extensions.DependencyInjection;
using Sent = HuddleBot.Playground.MicrosoftTeams.Deliveries.Delivery;
using static HuddleBot.Tests.MicrosoftTeams.Talk.TeamsHotel;

namespace HuddleBot.Tests.MicrosoftTeams.Talk;

/// <summary>The buttons and forms of a huddle's card, and the commands.</summary>
public sealed class HuddleCardTests
{
    private static async Task<Message> PostAsync(TeamsHotel hotel, HuddlePhase phase = HuddlePhase.Announced)
    {
        var (composer, platform) = (hotel.Bot.Services.GetRequiredService<ICardComposer>(), hotel.Bot.Services.GetRequiredService<IChatPlatform>());
        var card = composer.Compose(Platform.Teams, new CardContent.HuddleCard(hotel.Huddles.Team, hotel.Huddles.Huddle with { Phase = phase }, HuddleItems.None));
        var sent = Assert.IsType<SendResult.Sent>(await platform.PostAsync(new("huddle", hotel.PlaceOf(FrontDesk), null, card), CancellationToken.None));
        return hotel.Teams.MessagesIn(FrontDesk).Single(message => message.Id == sent.MessageId);
    }

    private static Task<Sent> SendAsync(TeamsHotel hotel, string person, Message message, string verb, params (string Name, JsonNode? Value)[] more) =>
        hotel.PressAsync(person, message, verb, new JsonObject([new("item", hotel.Huddles.Id.ToString()), .. more.Select(entry => KeyValuePair.Create(entry.Name, entry.Value))]));

    [Theory]
    [InlineData(Verbs.HuddleStart, HuddlePhase.Announced, typeof(HuddleCommand.Start))]
    [InlineData(Verbs.HuddleJoin, HuddlePhase.Announced, typeof(HuddleCommand.Join))]
    [InlineData(Verbs.HuddleAway, HuddlePhase.Announced, typeof(HuddleCommand.GoAway))]
    [InlineData(Verbs.HuddleFinish, HuddlePhase.Running, typeof(HuddleCommand.Finish))]
    public async Task One_tap_does_it_and_shows_the_card_as_it_stands(string verb, HuddlePhase phase, Type command)
    {
        await using var hotel = await OpenAsync();
        var card = await PostAsync(hotel, phase);
        var click = await hotel.Teams.ClickAsync("tom", card, verb);
        Assert.Contains(Verbs.HuddleStart, VerbsOn(click.Card!.Value));

        // An old client sends a message instead, and is told nothing: the posted card shows it.
        Assert.True((await hotel.Teams.ClickFallbackAsync("ben", card, verb)).IsOk);
        Assert.Equal([("Tom Baker", command), ("Ben Okoro", command)], hotel.Huddles.Done.Select(done => (done.Actor.Name, done.Command.GetType())));
        Assert.All(hotel.Huddles.Done, done => Assert.Equal(hotel.Huddles.Id, done.Huddle));
        Assert.Empty(hotel.Teams.PersonalChat("ben"));
        Assert.Empty(hotel.Teams.ThreadOf(card));
        await hotel.AllIsWellAsync();
    }

    [Fact]
    public async Task The_same_click_once_more_shows_the_card_again_and_does_nothing()
    {
        await using var hotel = await OpenAsync();
        var click = await hotel.Teams.ClickAsync("tom", await PostAsync(hotel), Verbs.HuddleJoin);
        CardOf(await hotel.Teams.RedeliverAsync(click.Delivery!));
        Assert.Single(hotel.Huddles.Done);
    }

    [Fact]
    public async Task A_no_is_told_in_one_line_to_the_person_alone()
    {
        await using var hotel = await OpenAsync();
        var card = await PostAsync(hotel);
        hotel.Huddles.Refusal = new Refusal.HuddleIsOver();
        Assert.Contains("over", MessageOf(await SendAsync(hotel, "tom", card, Verbs.HuddleStart)), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("over", MessageOf(await SendAsync(hotel, "tom", card, Verbs.HuddlePass)), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("over", (await hotel.Teams.FetchTaskAsync("tom", card, Verbs.HuddlePromise, hotel.Huddles.Id.ToString())).Toast, StringComparison.OrdinalIgnoreCase);
        foreach (var verb in ButtonMeaning.ByVerb.Keys.Where(verb => verb.StartsWith("huddle.", StringComparison.Ordinal)))
            Assert.NotEmpty(MessageOf(await hotel.PressAsync("tom", card, verb, new JsonObject { ["item"] = "front-desk.0123456789abcdef" })));
        Assert.Empty(hotel.Huddles.Done);
        await hotel.AllIsWellAsync();
    }

    [Fact]
    public async Task Whom_to_pass_the_lead_to_is_asked_in_the_place_of_the_card()
    {
        await using var hotel = await OpenAsync();
        var card = await PostAsync(hotel);
        Assert.True((await hotel.Teams.ClickAsync("tom", card, Verbs.HuddlePass)).IsOk);
        var form = hotel.Teams.WhatSees("tom", card)!.Value;
        Assert.Contains("Ben Okoro", InputOf(form, Verbs.Inputs.Owner).GetProperty("choices").EnumerateArray().Select(choice => choice.GetProperty("title").GetString()));

        // "Back" brings the card.
        await hotel.Teams.ClickAsync("tom", card, Verbs.Refresh);
        Assert.Contains(Verbs.HuddleStart, VerbsOn(hotel.Teams.WhatSees("tom", card)!.Value));

        await hotel.Teams.ClickAsync("tom", card, Verbs.HuddlePass);
        var passed = await hotel.Teams.ClickAsync("tom", card, Verbs.HuddlePass, new Dictionary<string, string?> { [Verbs.Inputs.Owner] = hotel.Teams.PersonNamed("ben").Id });
        Assert.Contains(Verbs.HuddleStart, VerbsOn(passed.Card!.Value));
        var done = Assert.Single(hotel.Huddles.Done);
        Assert.Equal(new HuddleCommand.PassLead(new(hotel.IdOf("ben"), "Ben Okoro")), done.Command);
        Assert.Contains("Who leads instead? Please choose", WordsOf(await SendAsync(hotel, "tom", card, Verbs.HuddlePass, (Verbs.Inputs.Owner, "00000000-0000-4000-8000-000000000000"))), StringComparison.Ordinal);
        Assert.Single(hotel.Huddles.Done);
        await hotel.AllIsWellAsync();
    }

    [Fact]
    public async Task A_promise_is_made_in_a_dialog_that_outlives_the_taps_of_others_and_comes_back_to_be_mended()
    {
        await using var hotel = await OpenAsync();
        var card = await PostAsync(hotel, HuddlePhase.Running);
        Assert.NotNull((await hotel.Teams.OpenDialogAsync("tom", card, Verbs.HuddlePromise)).Card);
        Assert.True((await hotel.Teams.ClickAsync("ben", card, Verbs.HuddleJoin)).IsOk);

        hotel.Huddles.RefusesChanges = new Refusal.DateInThePast();
        await hotel.Teams.SubmitDialogAsync("tom", new Dictionary<string, string?> { [Verbs.Inputs.Try] = "Oil the lift", [Verbs.Inputs.Date] = "2020-01-01" });
        var refused = hotel.Teams.DialogOf("tom")!.Card!.Value;
        Assert.Contains("has passed", TextOf(refused), StringComparison.Ordinal);
        Assert.Equal("Oil the lift", InputOf(refused, Verbs.Inputs.Try).GetProperty("value").GetString());

        hotel.Huddles.RefusesChanges = null;
        await hotel.Teams.SubmitDialogAsync("tom", new Dictionary<string, string?> { [Verbs.Inputs.Date] = "2099-01-01" });
        Assert.Null(hotel.Teams.DialogOf("tom"));
        var promise = Assert.Single(hotel.Huddles.Promised);
        Assert.Equal((hotel.Huddles.Id, "Oil the lift", new NodaTime.LocalDate(2099, 1, 1)), (promise.Huddle, promise.Fix.Try, promise.Fix.Date));
        await hotel.AllIsWellAsync();
    }

    [Fact]
    public async Task A_promise_can_be_made_without_a_dialog_too()
    {
        await using var hotel = await OpenAsync();
        var card = await PostAsync(hotel, HuddlePhase.Running);
        await SendAsync(hotel, "tom", card, Verbs.HuddlePromise, (Verbs.Inputs.Try, "Oil the lift"), (Verbs.Inputs.Date, "2099-01-01"));
        Assert.Equal("Oil the lift", Assert.Single(hotel.Huddles.Promised).Fix.Try);
        Assert.Contains("no day in the calendar", WordsOf(await SendAsync(hotel, "tom", card, Verbs.HuddlePromise, (Verbs.Inputs.Date, "soon"))), StringComparison.Ordinal);
        await hotel.AllIsWellAsync();
    }

    [Fact]
    public async Task Every_form_of_a_huddle_opens_as_a_dialog_and_closes_when_it_is_done()
    {
        await using var hotel = await OpenAsync();
        var card = await PostAsync(hotel);
        foreach (var (verb, input, value) in ((string, string, string)[])[(Verbs.HuddlePass, Verbs.Inputs.Owner, "me"), (Verbs.HuddlePromise, Verbs.Inputs.Try, "Oil it"), (Verbs.HuddleAnswer, Verbs.Inputs.Words, "The lift is fine")])
        {
            var dialog = await hotel.Teams.FetchTaskAsync("tom", card, verb, hotel.Huddles.Id.ToString());
            Assert.True(dialog is { IsOk: true, Card: not null }, $"{verb}: {dialog}");
            await hotel.Teams.SubmitDialogAsync("tom", new Dictionary<string, string?> { [input] = value });
            Assert.Null(hotel.Teams.DialogOf("tom"));
        }

        Assert.Equal([new HuddleCommand.PassLead(new(hotel.IdOf("tom"), "Tom Baker")), new HuddleCommand.Answer("", "The lift is fine")], hotel.Huddles.Done.Select(done => done.Command));
        Assert.Equal("Oil it", Assert.Single(hotel.Huddles.Promised).Fix.Try);
        await hotel.AllIsWellAsync();
    }

    [Fact]
    public async Task Commands_show_and_pause_the_schedule_in_the_channel_and_in_the_chat()
    {
        await using var hotel = await OpenAsync();
        await RepliedSomethingAsync("@HuddleBot schedule");
        await RepliedSomethingAsync("@HuddleBot pause until 2099-12-24");
        await RepliedSomethingAsync("@HuddleBot pause for a while");
        await RepliedSomethingAsync("@HuddleBot resume");
        await hotel.Teams.SayAsync("mia", TeamsPlayground.Personal, "schedule");
        await hotel.ToldPrivatelyAsync("mia", "You are in several teams: Front desk, Restaurant");
        Assert.Equal([(new TeamId("front-desk"), "Tom Baker", new NodaTime.LocalDate(2099, 12, 24)), (new TeamId("front-desk"), "Tom Baker", (NodaTime.LocalDate?)null)], hotel.Huddles.Pauses.Select(pause => (pause.Team, pause.Actor.Name, pause.Until)));

        async Task RepliedSomethingAsync(string words)
        {
            var said = await hotel.Teams.SayAsync("tom", FrontDesk, words);
            await hotel.RepliedAsync(said, "");
        }
    }

    [Fact]
    public async Task A_card_about_a_promise_comes_back_as_what_became_of_it()
    {
        await using var hotel = await OpenAsync();
        var card = await hotel.CommentAsync("Cold coffee.");
        await hotel.PressAsync("tom", card, Verbs.Fix, (Verbs.Inputs.Try, "A new machine"));
        var reminder = CardOf(await hotel.PressAsync("tom", card, Verbs.Refresh, ("card", CardKinds.Promise)));
        Assert.Contains("A new machine", TextOf(reminder), StringComparison.Ordinal);
        var dropped = CardOf(await hotel.PressAsync("tom", card, Verbs.Drop, ("card", CardKinds.Promise), (Verbs.Inputs.Reason, "The machine is not made any more")));
        Assert.Contains("The machine is not made any more", TextOf(dropped), StringComparison.Ordinal);
        Assert.Empty(VerbsOn(dropped));

        await hotel.PressAsync("tom", card, Verbs.Undo);
        await hotel.PressAsync("tom", card, Verbs.Done, (Verbs.Inputs.Outcome, "tooEarly"));
        var question = CardOf(await hotel.PressAsync("tom", card, Verbs.Refresh, ("card", CardKinds.DidItWork)));
        Assert.Equal([Verbs.Worked, Verbs.PartlyWorked, Verbs.DidNotWork], VerbsOn(question).Intersect([Verbs.Worked, Verbs.PartlyWorked, Verbs.DidNotWork]));
        var answered = CardOf(await hotel.PressAsync("tom", card, Verbs.PartlyWorked, ("card", CardKinds.DidItWork)));
        Assert.DoesNotContain(Verbs.Worked, VerbsOn(answered));
        await hotel.UntilShownAsync(card, "partly");
        await hotel.AllIsWellAsync();
    }

    /// <summary>Of what is said to the person, in a line or on a form.</summary>
    private static string WordsOf(Sent delivery) => AnswerOf(delivery).Value is { ValueKind: JsonValueKind.String } line ? line.GetString()! : TextOf(AnswerOf(delivery).Value);
}
