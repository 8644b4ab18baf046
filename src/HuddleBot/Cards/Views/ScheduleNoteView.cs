using HuddleBot.Cards.Templating;
using HuddleBot.Cards.Writing;
using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;

namespace HuddleBot.Cards.Views;

/// <summary>When the team meets next.</summary>
/// <param name="Change">What was changed, or that there is a pause; null: neither.</param>
/// <param name="Zone">Whose times these are; null where there are none.</param>
internal sealed record ScheduleNoteView(string Title, [property: OurWords] string? Change, IReadOnlyList<string> Lines, [property: OurWords] string? Zone) : CardView
{
    public static ScheduleNoteView From(CardContent.ScheduleNote note, CardWriter write)
    {
        var title = write.Say(Phrases.Schedules.TitleOf, CardWriter.Name(note.Team));
        var change = note switch
        {
            { PausedUntil: { } until } => write.Say(Phrases.Schedules.Paused, write.Day(until)),
            { Change: ScheduleChange.Resumed } => write.Say(Phrases.Schedules.Resumed),
            _ => null,
        };
        var next = note.Next.Take(write.Room.Items(CardLengths.ListItems)).Select(occurrence => Line(occurrence, note.Team, write)).ToList();
        return new(
            title, change, next.Count > 0 ? next : [write.Say(Phrases.Schedules.None)],
            next.Count > 0 ? write.Say(Phrases.Schedules.Zone, note.Team.TimeZone.Id) : null)
        { Summary = change is null ? title : write.Say(Phrases.Lines.Sentence, title, change) };
    }

    private static string Line(HuddleOccurrence occurrence, FrontlineTeam team, CardWriter write)
    {
        var (when, minutes) = (write.Moment(occurrence.StartsAt, team), write.Minutes(occurrence.Schedule.Minutes));
        var line = HuddleWords.NameOf(occurrence.Schedule.Name) is { } name ? write.Say(Phrases.Schedules.LineNamed, when, minutes, name) : write.Say(Phrases.Schedules.Line, when, minutes);
        var at = CardWriter.Time(occurrence.Schedule.At);
        return occurrence.Shift switch
        {
            ClockShift.Skipped => write.Say(Phrases.Schedules.Noted, line, write.Say(Phrases.Schedules.SkippedTime, at)),
            ClockShift.Repeated => write.Say(Phrases.Schedules.Noted, line, write.Say(Phrases.Schedules.RepeatedTime, at)),
            _ => line,
        };
    }
}
