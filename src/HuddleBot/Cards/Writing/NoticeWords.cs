using HuddleBot.Core.Cards;
using HuddleBot.Core.Issues;

namespace HuddleBot.Cards.Writing;

/// <summary>What a lock screen may show of a card: nothing that a customer or a colleague has typed, and nobody's name.</summary>
internal static class NoticeWords
{
    public static string InOurWords(this CardWriter write, CardContent content) => content switch
    {
        CardContent.IssueCard { Item.Drop: { } behind } => write.Title(behind.Drop),
        CardContent.ScoreDropCard { Item.Drop: { } behind } => write.Title(behind.Drop),
        CardContent.ScoreBackNote note => write.Say(Phrases.Drops.IsBack, write.NameOf(note.Series.Metric)),
        CardContent.IssueCard { Item.Response: null } => write.Say(Phrases.Notices.Raised),
        CardContent.IssueCard card => write.Say(Phrases.Notices.Comment, write.Headline(card.Item)),
        CardContent.GatheredCard { Items.Count: 1 } => write.Say(Phrases.Lists.GatheredOne),
        CardContent.GatheredCard card => write.Say(Phrases.Lists.Gathered, card.Items.Count.ToString()),
        CardContent.EscalationCard => write.Say(Phrases.Notices.Escalation),
        CardContent.EventNote note => write.Say(Of(note.Event)),
        CardContent.HuddleCard card => write.Say(Phrases.Notices.Huddle, write.Moment(card.Huddle.StartsAt, card.Team)),
        CardContent.HuddleReceipt => write.Say(Phrases.Notices.Receipt),
        CardContent.TimeIsUpNote => write.Say(Phrases.Notices.TimeIsUp),
        CardContent.LeadReminder { IsOver: true } or CardContent.AnswerReminder { IsOver: true } => write.Say(Phrases.Huddles.Name),
        CardContent.LeadReminder => write.Say(Phrases.Reminders.Lead),
        CardContent.AnswerReminder => write.Say(Phrases.Reminders.Answer),
        CardContent.PromiseReminder { IsOver: true } => write.Say(Phrases.Reminders.PromiseOver),
        CardContent.PromiseReminder => write.Say(Phrases.Reminders.Promise),
        CardContent.FollowUpReminder reminder => write.Say(Views.FollowUpReminderView.TitleOf(reminder, write)),
        CardContent.WroteAgainNote => write.Say(Phrases.Calls.WroteAgain),
        CardContent.EffectNote => write.Say(Phrases.Effects.Notice),
        CardContent.DidItWork => write.Say(Phrases.Reminders.DidItWork),
        CardContent.ScheduleNote => write.Say(Phrases.Schedules.Title),
        CardContent.IssuesList => write.Say(Phrases.Notices.Issues),
        CardContent.Help => write.Say(Phrases.Replies.Help),
        CardContent.EscalationReminder { IsOver: true } => write.Say(Phrases.Dues.Over),
        CardContent.EscalationReminder => write.Say(Phrases.Notices.Escalation),
        CardContent.ThemeReminder { IsOver: true } => write.Say(Phrases.Dues.Over),
        CardContent.ThemeReminder => write.Say(Phrases.Notices.Theme),
        CardContent.QueueCard => write.Say(Phrases.Notices.Queue),
        CardContent.ThemeCard => write.Say(Phrases.Notices.Theme),
        CardContent.DigestCard card => write.TitleOf(card.Report),
        CardContent.DigestDetails => write.Say(Phrases.Notices.Digest),
        CardContent.Home { Promises: null } => write.Say(Phrases.Lists.QueueTitle),
        CardContent.Home => write.Say(Phrases.Lists.HomeTitle),
        _ => write.Say(Phrases.Notices.Answer),
    };

    private static Phrase Of(IssueEvent happened) => happened switch
    {
        IssueEvent.Celebrated => Phrases.Notices.Thanks,
        IssueEvent.TriageAccepted => Phrases.Notices.Accepted,
        IssueEvent.TriageDeclined => Phrases.Notices.Declined,
        IssueEvent.TriageResolved => Phrases.Notices.Resolved,
        IssueEvent.TriageAsked => Phrases.Notices.Question,
        IssueEvent.QuestionAnswered => Phrases.Notices.TeamAnswered,
        IssueEvent.TriageReturned => Phrases.Notices.SentBack,
        IssueEvent.Reopened => Phrases.Notices.Escalation,
        _ => Phrases.Notices.Decided,
    };
}
