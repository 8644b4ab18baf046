using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Issues;
using NodaTime;

namespace HuddleBot.Cards.Writing;

/// <summary>What happened, as it is told: who did what, and what they typed.</summary>
internal static class EventWords
{
    /// <param name="zone">Of who reads it; null: the team's.</param>
    public static (string Headline, string? Typed) Tell(this CardWriter write, IssueEvent happened, FrontlineTeam? team, DateTimeZone? zone = null)
    {
        var who = CardWriter.Name(happened.By);
        var teamName = team is null ? "" : CardWriter.Name(team);
        return happened switch
        {
            IssueEvent.Raised => (write.Say(Phrases.Events.Raised, who), null),
            IssueEvent.FixPlanned e => (write.Commitment(Phrases.Events.FixPlanned, Phrases.Events.FixPlannedFor, e.By, e.Owner, e.Date), e.Try),
            IssueEvent.Escalated e => (write.Say(Phrases.Events.Escalated, who, DisplayText.Line(e.Category, CardLengths.Category), write.Due(e.AnswerBy, team, zone)), e.Ask),
            IssueEvent.Celebrated e => (write.Say(Phrases.Events.Celebrated, who), e.Thanks),
            IssueEvent.Dismissed e => (write.Say(Phrases.Events.Dismissed, who), e.Reason),
            IssueEvent.Finished { Outcome: Outcome.Yes } e => (write.Say(Phrases.Events.Worked, who), e.WhatHappened),
            IssueEvent.Finished { Outcome: Outcome.Partly } e => (write.Say(Phrases.Events.PartlyWorked, who), e.WhatHappened),
            IssueEvent.Finished { Outcome: Outcome.TooEarly } e => (write.Say(Phrases.Events.TooEarly, who), e.WhatHappened),
            IssueEvent.Finished e => (write.Say(Phrases.Events.DidNotWork, who), e.WhatHappened),
            IssueEvent.Dropped e => (write.Say(Phrases.Events.Dropped, who), e.Reason),
            IssueEvent.Undone => (write.Say(Phrases.Events.Undone, who), null),
            IssueEvent.TriageAccepted { Was: { } was } e => (write.Changed(e, was), null),
            IssueEvent.TriageAccepted e => (write.Commitment(Phrases.Events.Accepted, Phrases.Events.AcceptedFor, e.By, e.Owner, e.Date, e.Group), null),
            IssueEvent.TriageDeclined e => (write.Say(Phrases.Events.Declined, who, teamName), e.Reason),
            IssueEvent.TriageResolved e => (write.Say(Phrases.Events.Resolved, who, teamName), e.Answer),
            IssueEvent.TriageAsked e => (write.Say(Phrases.Events.Asked, who, teamName), e.Question),
            IssueEvent.QuestionAnswered e => (write.Say(Phrases.Events.Answered, who), e.Words),
            IssueEvent.TriageReturned e => (write.Say(Phrases.Events.SentBack, who, CardWriter.Name(e.Owner), write.Day(e.Date)), e.Guidance),
            IssueEvent.TriageSnoozed e => (write.Say(Phrases.Events.PutOff, who, write.Day(e.Until)), null),
            IssueEvent.TriageMerged e => (write.Say(Phrases.Events.Merged, who, DisplayText.Line(e.Title, CardLengths.Name)), null),
            IssueEvent.ThemeRenamed e => (write.Say(Phrases.Events.ThemeRenamed, who, DisplayText.Line(e.Theme.Title, CardLengths.Name)), null),
            IssueEvent.TriageSplit e => (write.Say(Phrases.Events.Split, who, write.Due(e.AnswerBy, team, zone)), null),
            IssueEvent.TriageUndone => (write.Say(Phrases.Events.TriageUndone, who), null),
            IssueEvent.Reopened e => (write.Say(Phrases.Events.Reopened, who, write.Due(e.AnswerBy, team, zone)), e.Reason),
            IssueEvent.AnswerHelped { Outcome: Outcome.Yes } => (write.Say(Phrases.Events.Helped, who), null),
            IssueEvent.AnswerHelped { Outcome: Outcome.Partly } => (write.Say(Phrases.Events.PartlyHelped, who), null),
            IssueEvent.AnswerHelped => (write.Say(Phrases.Events.DidNotHelp, who), null),
            _ => throw new InvalidOperationException($"{happened.GetType().Name} is no event"),
        };
    }

    /// <summary>What is different about what was accepted, and whose word that is.</summary>
    private static string Changed(this CardWriter write, IssueEvent.TriageAccepted now, IssueEvent.Acceptance was)
    {
        var (who, owner, date) = (CardWriter.Name(now.By), write.OwnerOf(now.Owner, now.Group), write.Day(now.Date));
        var isOther = now.Owner.Id != was.Owner.Id || now.Group?.Id != was.Group?.Id;
        var parts = new List<string>();
        if (isOther && now.By.Id == now.Owner.Id) parts.Add(write.Say(Phrases.Events.TakenOver, owner, date));
        else if (isOther) parts.Add(write.Say(Phrases.Events.HandedOver, who, owner, date));
        else if (now.Date != was.Date) parts.Add(write.Say(Phrases.Events.DateChanged, who, date, write.Day(was.Date)));
        if (now.Priority != was.Priority) parts.Add(write.Say(now.Priority == Priority.High ? Phrases.Events.MadeUrgent : Phrases.Events.MadeNormal, who));
        if (parts.Count == 0) parts.Add(write.Say(Phrases.Events.AsBefore, who, owner, date));
        return string.Join(' ', parts);
    }

    private static string Due(this CardWriter write, Instant instant, FrontlineTeam? team, DateTimeZone? zone) =>
        team is null ? write.Day(LocalDate.FromDateTime(instant.ToDateTimeUtc())) : write.Moment(instant, zone ?? team.TimeZone);
}
