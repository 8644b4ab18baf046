using HuddleBot.Core.Cards;
using HuddleBot.Core.Themes;
using HuddleBot.Playground.MicrosoftTeams;
using HuddleBot.Playground.Slack.Workspace;
using Microsoft.Extensions.DependencyInjection;

namespace HuddleBot.Tests.WholeWay.Escalations;

/// <summary>The whole way, on both platforms: a theme waits in the manager's queue, nobody takes it on, she is reminded in the morning and decides there, for all.</summary>
public sealed class ThemeReminderInChatTests
{
    private const string Words = "The lift is slow.";
    private const string Title = "Theme: Slow lifts";
    private const string Answer = "A new one comes in March";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly TestTime time = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task In_Slack_a_manager_finds_the_theme_in_her_queue_and_resolves_it_from_the_reminder()
    {
        const string ana = "U0002";
        await using var hotel = await Hotel.OpenAsync(time: time);
        var card = await hotel.CommentAsync(Words);
        await hotel.DecideAsync("U0001", card, Verbs.Escalate);
        var escalation = await hotel.CardAsync(Words, Hotel.Managers);
        await hotel.DecideAsync(ana, escalation, Verbs.TriageMerge, (Verbs.Inputs.Title, "Slow lifts"));
        await hotel.CardAsync(Title, Hotel.Managers);

        // On her home tab, and from there in a dialog; what she decides there is drawn into it.
        await hotel.Slack.OpenHomeAsync(ana);
        await hotel.Slack.WaitUntilAsync(() => hotel.Slack.HomeOf(ana) is { } drawn && Hotel.Shows(drawn, Title), Patience);
        Assert.True((await hotel.Slack.ClickInViewAsync(ana, hotel.Slack.HomeOf(ana)!.Id, Verbs.QueueOpen)).IsOk);
        var dialog = await hotel.Slack.WaitForAsync(() => hotel.Slack.OpenViewsOf(ana).SingleOrDefault(), Patience);
        Assert.True(Hotel.Shows(dialog, Title));
        Assert.True((await hotel.Slack.ClickInViewAsync(ana, dialog.Id, Verbs.ThemeAccept)).IsOk);
        await hotel.Slack.WaitUntilAsync(() => hotel.Slack.OpenViewsOf(ana) is [var now] && Hotel.Shows(now, "Ana sees to this by"), Patience);
        Assert.True((await hotel.Slack.ClickInViewAsync(ana, dialog.Id, Verbs.ThemeUndo)).IsOk);
        await hotel.Slack.WaitUntilAsync(() => hotel.Slack.OpenViewsOf(ana) is [var now] && Hotel.Shows(now, "Nobody has taken it on yet"), Patience);
        await hotel.Slack.CloseViewAsync(ana, dialog.Id);

        await GoToAsync(hotel, new(2026, 11, 26, 8, 59, 0, TimeSpan.Zero));
        Assert.Empty(Reminders());
        await GoToAsync(hotel, new(2026, 11, 26, 9, 0, 5, TimeSpan.Zero));
        var reminder = await hotel.SlackChatCardAsync(ana, "An answer is due");
        Assert.Contains(Verbs.ThemeAccept, Buttons(), StringComparison.Ordinal);
        Assert.True((await hotel.DecideAsync(ana, reminder, Verbs.ThemeResolve, (Verbs.Inputs.Answer, Answer))).IsOk);
        await hotel.UntilShownAsync(card, Answer);
        await hotel.Slack.WaitUntilAsync(() => !Buttons().Contains(Verbs.ThemeResolve, StringComparison.Ordinal), Patience);

        await GoToAsync(hotel, new(2026, 12, 14, 12, 0, 0, TimeSpan.Zero));
        Assert.Single(Reminders());
        await hotel.AllIsWellAsync();

        // What she had taken on for a moment is before her as well, as a card.
        IEnumerable<Message> Reminders() => hotel.Slack.DirectMessagesOf(ana).Where(message => message.Text != Title);

        string Buttons() => hotel.Slack.DirectMessagesOf(ana).Single(now => now.Ts == reminder.Ts).Blocks!.Value.GetRawText();
    }

    [Fact]
    public async Task In_Microsoft_Teams_a_manager_finds_the_theme_in_her_queue_and_resolves_it_from_the_reminder()
    {
        await using var hotel = await Hotel.OpenMixedAsync(time: time);
        var card = await hotel.SpaCommentAsync(Words);
        await hotel.DecideAsync("tom", card, Verbs.Escalate);
        var escalation = await hotel.SpaCardAsync(Words, Hotel.SpaManagers);
        await hotel.DecideAsync("ana", escalation, Verbs.TriageMerge);
        await hotel.DecideAsync("ana", escalation, Verbs.TriageMerge, (Verbs.Inputs.Title, "Slow lifts"));
        var theme = await hotel.SpaCardAsync(Title, Hotel.SpaManagers);

        await hotel.DrainedAsync();
        await hotel.Teams.SayAsync("ana", TeamsPlayground.Personal, "queue");
        var queue = await hotel.Teams.WaitForAsync(() => hotel.Teams.PersonalChat("ana").LastOrDefault(said => said.Card is not null && Hotel.Shows(said, Title)), Patience);
        var opened = await hotel.DecideAsync("ana", queue, Verbs.QueueOpen);
        Assert.True(Hotel.Shows(opened, "Nobody has taken it on yet") && Hotel.Shows(opened, "Back to the queue"), opened.GetRawText());
        var chats = hotel.Teams.PersonalChat("ana").Count;

        await GoToAsync(hotel, new(2026, 11, 26, 8, 59, 0, TimeSpan.Zero));
        Assert.Equal(chats, hotel.Teams.PersonalChat("ana").Count);
        await GoToAsync(hotel, new(2026, 11, 26, 9, 0, 5, TimeSpan.Zero));
        var reminder = await hotel.TeamsChatCardAsync("ana", "An answer is due");
        Assert.True(Hotel.Shows(reminder, Title));
        Assert.Contains($"\"{Verbs.ThemeAccept}\"", reminder.Card!.Value.GetRawText(), StringComparison.Ordinal);
        await hotel.DecideAsync("ana", reminder, Verbs.ThemeResolve);
        await hotel.DecideAsync("ana", reminder, Verbs.ThemeResolve, (Verbs.Inputs.Answer, Answer));
        await hotel.UntilShownAsync(card, Answer);
        await hotel.UntilShownAsync(theme, Answer);
        await hotel.Teams.WaitUntilAsync(() => !hotel.Teams.Now(reminder).Card!.Value.GetRawText().Contains($"\"{Verbs.ThemeResolve}\"", StringComparison.Ordinal), Patience);

        await GoToAsync(hotel, new(2026, 12, 14, 12, 0, 0, TimeSpan.Zero));
        Assert.Equal(chats + 1, hotel.Teams.PersonalChat("ana").Count);
        await hotel.AllIsWellAsync();
    }

    [Fact]
    public async Task What_is_decided_just_as_it_falls_due_leaves_nothing_to_press()
    {
        await using var hotel = await Hotel.OpenMixedAsync(time: time);
        var card = await hotel.CommentAsync(Words);
        await hotel.DecideAsync("U0001", card, Verbs.Escalate);
        await hotel.DecideAsync("U0002", await hotel.CardAsync(Words, Hotel.Managers), Verbs.TriageMerge, (Verbs.Inputs.Title, "Slow lifts"));
        var theme = await hotel.CardAsync(Title, Hotel.Managers);
        await hotel.DrainedAsync();

        // The clock of one bot falls due in the very moment of the click.
        time.Skip(new DateTimeOffset(2026, 11, 26, 9, 0, 0, TimeSpan.Zero) - time.GetUtcNow() - TimeSpan.FromMilliseconds(50));
        await hotel.DecideAsync("U0002", theme, Verbs.ThemeDecline, (Verbs.Inputs.Reason, "Not this year"));
        await GoToAsync(hotel, new(2026, 12, 14, 12, 0, 0, TimeSpan.Zero));
        await hotel.UntilShownAsync(card, "Not this year");

        // Either nobody was reminded any more, or the reminder was there first and has lost its buttons.
        Assert.True(hotel.Slack.DirectMessagesOf("U0002").Count <= 1);
        Assert.All(hotel.Slack.DirectMessagesOf("U0002"), reminder => Assert.DoesNotContain(Verbs.ThemeAccept, reminder.Blocks!.Value.GetRawText(), StringComparison.Ordinal));
        await hotel.AllIsWellAsync();
    }

    /// <summary>It is that moment; who is due by then is reminded, and everything is sent.</summary>
    private async Task GoToAsync(Hotel hotel, DateTimeOffset moment)
    {
        await hotel.DrainedAsync();
        time.Skip(moment - time.GetUtcNow());
        await ActivatorUtilities.CreateInstance<ThemeClock>(hotel.Bot.Services).RunDueAsync((theme, e) => throw new InvalidOperationException(theme, e), CancellationToken.None);
        await hotel.DrainedAsync();
    }
}
