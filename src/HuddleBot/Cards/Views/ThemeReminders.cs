using System.Globalization;
using HuddleBot.Cards.Writing;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Themes;
using HuddleBot.Core.Triage;

namespace HuddleBot.Cards.Views;

/// <summary>A theme past its clock, before the one who is asked next: in the words and on the card that there are for escalations.</summary>
internal static class ThemeReminders
{
    public static EscalationReminderView From(CardContent.ThemeReminder reminder, CardWriter write)
    {
        var (view, theme) = (reminder.View, reminder.View.Theme);
        var title = write.Say(TitleOf(reminder));
        var heading = write.Say(Phrases.Themes.Heading, ThemeWords.Title(theme));
        IReadOnlyList<ButtonView>[] rows =
            reminder.IsOver ? [] : [.. ThemeCardView.RowsOf(view, write).Select(row => (IReadOnlyList<ButtonView>)[.. row.Where(button => button.Verb is not (Verbs.ThemeUndo or Verbs.ThemeRename))])];
        return new(
            title, heading, null, [.. (reminder.IsOver ? write.Standing(view) : Due(reminder, write)).Select((text, i) => new LineView(text, Strong: i == 0))],
            [.. rows.Select((row, i) => new ActionRowView(string.Create(CultureInfo.InvariantCulture, $"due{i}-{theme.Id.Key}-{theme.Version}"), row))])
        {
            Summary = write.Say(Phrases.Lines.Sentence, title, heading),
            About = new(theme.Id.ToString(), theme.Version, CardKinds.Theme),
            Rows = [.. rows.SelectMany(row => RowView.Of(row, _ => null, write))],
        };
    }

    private static Phrase TitleOf(CardContent.ThemeReminder reminder) => (reminder.IsOver, reminder.Rung) switch
    {
        (true, _) => Phrases.Dues.Over,
        (_, ReminderRung.StandIn) => Phrases.Dues.StandIn,
        (_, ReminderRung.TheirManager) => Phrases.Dues.TheirManager,
        (_, ReminderRung.CxLead) => Phrases.Dues.CxLead,
        _ => reminder.View.Theme.State is ThemeState.Accepted ? Phrases.Dues.Promise : Phrases.Dues.Answer,
    };

    private static IEnumerable<string> Due(CardContent.ThemeReminder reminder, CardWriter write)
    {
        yield return (reminder.View.Theme.State, reminder.Rung) switch
        {
            (ThemeState.Accepted accepted, ReminderRung.Owner) => write.Say(Phrases.Dues.YouPromised, write.Day(accepted.By)),
            (ThemeState.Accepted accepted, _) => write.Say(Phrases.Dues.OwnerNotYet, write.OwnerOf(accepted.Owner, accepted.Group), write.Day(accepted.By)),
            (ThemeState.Open open, _) => write.Say(Phrases.Dues.NobodyYet, write.Moment(open.AnswerBy, reminder.View)),
            var (state, _) => throw new InvalidOperationException($"nobody is reminded of a theme that is {state.GetType().Name}"),
        };
        if (reminder.Rung == ReminderRung.StandIn) yield return write.Say(Phrases.Dues.YouStandIn);
        if (reminder.Rung == ReminderRung.TheirManager) yield return write.Say(Phrases.Dues.YouManage);
        if (reminder.Rung == ReminderRung.CxLead) yield return write.Say(Phrases.Dues.YouLead);
        foreach (var figure in write.Figures(reminder.View)) yield return figure;
    }
}
