using HuddleBot.Core.Cards;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Storage;
using HuddleBot.Playground.Slack.Workspace;
using HuddleBot.Tests.WholeWay;
using Microsoft.Extensions.DependencyInjection;
using static HuddleBot.Tests.WholeWay.Hotel;

namespace HuddleBot.Tests.Promises;

/// <summary>The whole way, on both platforms: reminded in the morning where they live, dropped and taken up again, kept too early to tell, asked once, answered.</summary>
public sealed class ReminderInChatTests
{
    private const string Plan = "Call the mechanic";
    private readonly TestTime time = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task In_Slack_an_owner_from_another_channel_keeps_a_promise_in_their_direct_messages()
    {
        const string mia = "U0005"; // She lives in Berlin and is not in the front desk's channel.
        await using var hotel = await OpenAsync(time: time);
        var card = await hotel.CommentAsync("The lift is slow.");
        await hotel.DecideAsync("U0001", card, Verbs.Fix, (Verbs.Inputs.Owner, mia), (Verbs.Inputs.Try, Plan), (Verbs.Inputs.Date, "2026-11-24"));
        await hotel.UntilShownAsync(card, "Mia is fixing it by");

        await GoToAsync(hotel, new(2026, 11, 24, 7, 58, 0, TimeSpan.Zero));
        Assert.Empty(hotel.Slack.DirectMessagesOf(mia));
        time.Skip(TimeSpan.FromMinutes(2));
        var reminder = await hotel.SlackChatCardAsync(mia, Plan);
        Assert.Equal([Verbs.Done, Verbs.Change, Verbs.Drop], ButtonsOf(hotel, mia, reminder));

        await hotel.DecideAsync(mia, reminder, Verbs.Drop, (Verbs.Inputs.Reason, "The lift is being replaced"));
        await UntilInChatAsync(hotel, mia, reminder, "The lift is being replaced");
        await hotel.UntilShownAsync(card, "The lift is being replaced");
        Assert.Empty(ButtonsOf(hotel, mia, reminder));
        await hotel.Slack.ClickAsync("U0001", FrontDesk, card.Ts, Verbs.Undo);
        await hotel.Slack.WaitUntilAsync(() => ButtonsOf(hotel, mia, reminder).Contains(Verbs.Done), TimeSpan.FromSeconds(20));

        await hotel.DecideAsync(mia, reminder, Verbs.Done, (Verbs.Inputs.Outcome, "tooEarly"));
        await UntilInChatAsync(hotel, mia, reminder, "too early to say");
        await GoToAsync(hotel, new(2026, 11, 30, 8, 0, 5, TimeSpan.Zero));
        var question = await hotel.Slack.WaitForAsync(() => hotel.Slack.DirectMessagesOf(mia).SingleOrDefault(message => message.Ts != reminder.Ts), TimeSpan.FromSeconds(20));
        Assert.Equal([Verbs.Worked, Verbs.PartlyWorked, Verbs.DidNotWork], ButtonsOf(hotel, mia, question));
        await hotel.Slack.ClickAsync(mia, question.Channel, question.Ts, Verbs.PartlyWorked);
        await UntilInChatAsync(hotel, mia, question, "It partly worked, says Mia");
        await hotel.UntilShownAsync(card, "It partly worked, says Mia");
        Assert.Empty(ButtonsOf(hotel, mia, question));

        await GoToAsync(hotel, new(2026, 12, 14, 12, 0, 0, TimeSpan.Zero));
        Assert.Equal(2, hotel.Slack.DirectMessagesOf(mia).Count);
        await hotel.AllIsWellAsync();
        Assert.Equal(["FixPlanned", "Dropped", "Undone", "Finished", "Finished"], (await hotel.HistoryOfAsync(hotel.IssueOn(card))).Select(row => row.GetString("Event")));
        Assert.Empty(await hotel.RowsOfAsync(FrontDesk, TeamRows.Promise));
        Assert.Empty(await hotel.RowsOfAsync(FrontDesk, TeamRows.Question));
    }

    [Fact]
    public async Task In_Microsoft_Teams_the_reminder_is_moved_and_the_question_answered_in_its_place()
    {
        await using var hotel = await OpenMixedAsync(time: time);
        var card = await hotel.SpaCommentAsync("The sauna is cold.");
        await hotel.DecideAsync("tom", card, Verbs.Fix, (Verbs.Inputs.Owner, "me"), (Verbs.Inputs.Try, Plan), (Verbs.Inputs.Date, "2026-11-24"));
        await hotel.UntilShownAsync(card, Plan);

        await GoToAsync(hotel, new(2026, 11, 24, 9, 0, 5, TimeSpan.Zero));
        var reminder = await hotel.TeamsChatCardAsync("tom", Plan);
        await hotel.DecideAsync("tom", reminder, Verbs.Change);
        var back = await hotel.DecideAsync("tom", reminder, Verbs.Refresh);
        Assert.Contains(Verbs.Done, back.GetRawText(), StringComparison.Ordinal);
        await hotel.DecideAsync("tom", reminder, Verbs.Change);
        var moved = await hotel.DecideAsync("tom", reminder, Verbs.Fix, (Verbs.Inputs.Date, "2026-11-26"));
        Assert.True(Shows(moved, "Tom Baker is fixing it by Thu 26 Nov") && !moved.GetRawText().Contains(Verbs.Done, StringComparison.Ordinal), moved.GetRawText());
        await hotel.Teams.WaitUntilAsync(() => !hotel.Teams.Now(reminder).Card!.Value.GetRawText().Contains(Verbs.Done, StringComparison.Ordinal), TimeSpan.FromSeconds(20));

        await GoToAsync(hotel, new(2026, 11, 26, 9, 0, 5, TimeSpan.Zero));
        var second = await hotel.Teams.WaitForAsync(() => hotel.Teams.PersonalChat("tom").SingleOrDefault(message => message.IsBot && message.Id != reminder.Id && Shows(message, Plan)), TimeSpan.FromSeconds(20));
        var kept = await hotel.DecideAsync("tom", second, Verbs.Done, (Verbs.Inputs.Outcome, "tooEarly"));
        Assert.True(Shows(kept, "too early to say"));

        await GoToAsync(hotel, new(2026, 12, 1, 9, 0, 5, TimeSpan.Zero));
        var question = await hotel.TeamsChatCardAsync("tom", "Did it work?");
        var answered = await hotel.DecideAsync("tom", question, Verbs.Worked);
        Assert.True(Shows(answered, "It worked, says Tom"));
        await hotel.UntilShownAsync(card, "It worked, says Tom");
        await hotel.AllIsWellAsync();
        Assert.Equal(3, hotel.Teams.PersonalChat("tom").Count(message => message is { IsBot: true, Card: not null }));
    }

    /// <summary>It is that moment; what is due by then is done, and everything is sent.</summary>
    private async Task GoToAsync(Hotel hotel, DateTimeOffset moment)
    {
        time.Skip(moment - time.GetUtcNow());
        var teams = await hotel.Bot.Services.GetRequiredService<Core.FrontlineTeams.ITeamDirectory>().CurrentAsync(CancellationToken.None);
        foreach (var team in teams.Teams)
            foreach (var work in hotel.Bot.Services.GetServices<IDueWork>()) await work.RunDueAsync(team, CancellationToken.None);
        await hotel.DrainedAsync();
    }

    private static Task UntilInChatAsync(Hotel hotel, string user, Message message, string words) =>
        hotel.Slack.WaitUntilAsync(() => Shows(NowOf(hotel, user, message), words), TimeSpan.FromSeconds(20));

    private static Message NowOf(Hotel hotel, string user, Message message) => hotel.Slack.DirectMessagesOf(user).Single(now => now.Ts == message.Ts);

    private static List<string> ButtonsOf(Hotel hotel, string user, Message message) =>
        [.. new[] { Verbs.Done, Verbs.Change, Verbs.Drop, Verbs.Worked, Verbs.PartlyWorked, Verbs.DidNotWork }.Where(verb =>
            NowOf(hotel, user, message).Blocks!.Value.GetRawText().Contains($"\"{verb}\"", StringComparison.Ordinal))];
}
