using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using Microsoft.Extensions.DependencyInjection;

namespace HuddleBot.Tests.WholeWay.Escalations;

/// <summary>The whole way, on both platforms: nobody answers in time, the manager is reminded in the morning, and answers there.</summary>
public sealed class EscalationReminderInChatTests
{
    private const string Words = "The lift is slow.";
    private const string Answer = "A new one comes in March";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly TestTime time = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task In_Slack_a_manager_answers_from_the_reminder()
    {
        const string ana = "U0002";
        await using var hotel = await Hotel.OpenAsync(time: time);
        var card = await hotel.CommentAsync(Words);
        Assert.True((await hotel.DecideAsync("U0001", card, Verbs.Escalate)).IsOk);

        await GoToAsync(hotel, new(2026, 11, 26, 8, 59, 0, TimeSpan.Zero));
        Assert.Empty(hotel.Slack.DirectMessagesOf(ana));
        await GoToAsync(hotel, new(2026, 11, 26, 9, 0, 5, TimeSpan.Zero));
        var reminder = await hotel.SlackChatCardAsync(ana, Words);
        Assert.Contains(Verbs.TriageAccept, Buttons());
        Assert.True((await hotel.DecideAsync(ana, reminder, Verbs.TriageResolve, (Verbs.Inputs.Answer, Answer))).IsOk);
        await hotel.UntilShownAsync(card, Answer);
        await hotel.Slack.WaitUntilAsync(() => !Buttons().Contains(Verbs.TriageResolve, StringComparison.Ordinal), Patience);

        await GoToAsync(hotel, new(2026, 12, 14, 12, 0, 0, TimeSpan.Zero));
        Assert.Single(hotel.Slack.DirectMessagesOf(ana));
        await hotel.AllIsWellAsync();

        string Buttons() => hotel.Slack.DirectMessagesOf(ana).Single(now => now.Ts == reminder.Ts).Blocks!.Value.GetRawText();
    }

    [Fact]
    public async Task In_Microsoft_Teams_a_manager_answers_from_the_reminder()
    {
        await using var hotel = await Hotel.OpenMixedAsync(time: time);
        var card = await hotel.SpaCommentAsync(Words);
        await hotel.DecideAsync("tom", card, Verbs.Escalate);

        await GoToAsync(hotel, new(2026, 11, 26, 9, 0, 5, TimeSpan.Zero));
        var reminder = await hotel.TeamsChatCardAsync("ana", Words);
        Assert.Contains(Verbs.TriageResolve, reminder.Card!.Value.GetRawText(), StringComparison.Ordinal);
        await hotel.DecideAsync("ana", reminder, Verbs.TriageResolve, (Verbs.Inputs.Answer, Answer));
        await hotel.UntilShownAsync(card, Answer);
        await hotel.Teams.WaitUntilAsync(() => !hotel.Teams.Now(reminder).Card!.Value.GetRawText().Contains($"\"{Verbs.TriageResolve}\"", StringComparison.Ordinal), Patience);

        await GoToAsync(hotel, new(2026, 12, 14, 12, 0, 0, TimeSpan.Zero));
        Assert.Single(hotel.Teams.PersonalChat("ana"), message => message is { IsBot: true, Card: not null });
        await hotel.AllIsWellAsync();
    }

    /// <summary>It is that moment; what is due by then is done, and everything is sent.</summary>
    private async Task GoToAsync(Hotel hotel, DateTimeOffset moment)
    {
        await hotel.DrainedAsync();
        time.Skip(moment - time.GetUtcNow());
        foreach (var team in (await hotel.Bot.Services.GetRequiredService<ITeamDirectory>().CurrentAsync(CancellationToken.None)).Teams)
            foreach (var work in hotel.Bot.Services.GetServices<IDueWork>()) await work.RunDueAsync(team, CancellationToken.None);
        await hotel.DrainedAsync();
    }
}
