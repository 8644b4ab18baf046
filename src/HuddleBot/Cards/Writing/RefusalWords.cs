using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Issues;

namespace HuddleBot.Cards.Writing;

/// <summary>A friendly "no": why not, and what to do.</summary>
internal static class RefusalWords
{
    public static string Refuse(this CardWriter write, Refusal refusal, FrontlineTeam? team) => refusal switch
    {
        Refusal.DecidedBefore before => write.Say(before.ByYou ? Phrases.Replies.DecidedByYou : Phrases.Replies.DecidedBefore, write.Decided(before.First, team)),
        Refusal.NotNow => write.Say(Phrases.Replies.NotNow),
        Refusal.OwnedBy owned => write.Say(Phrases.Calls.OwnedBy, CardWriter.Name(owned.Owner)),
        Refusal.ClaimFirst => write.Say(Phrases.Calls.ClaimFirst),
        Refusal.OnlyInYourChat => write.Say(Phrases.Calls.OnlyInYourChat),
        Refusal.ContactIsGone => write.Say(Phrases.Calls.ContactIsGone),
        Refusal.NotAMember when team is not null => write.Say(Phrases.Replies.NotAMemberOf, CardWriter.Name(team)),
        Refusal.NotAMember => write.Say(Phrases.Replies.NotAMember),
        Refusal.NotAManager => write.Say(Phrases.Replies.NotAManager),
        Refusal.NoDigest => write.Say(Phrases.Digests.NotForYou),
        Refusal.Missing { Input: Verbs.Inputs.Words } => write.Say(Phrases.Replies.MissingWords),
        Refusal.Missing { Input: Verbs.Inputs.Reason } => write.Say(Phrases.Replies.MissingReason),
        Refusal.Missing { Input: Verbs.Inputs.Answer } => write.Say(Phrases.Replies.MissingAnswer),
        Refusal.Missing { Input: Verbs.Inputs.Try } => write.Say(Phrases.Replies.MissingPromise),
        Refusal.Missing { Input: Verbs.Inputs.Question } => write.Say(Phrases.Replies.MissingQuestion),
        Refusal.Missing { Input: Verbs.Inputs.Guidance } => write.Say(Phrases.Replies.MissingGuidance),
        Refusal.Missing => write.Say(Phrases.Replies.MissingField),
        Refusal.TooLong tooLong => write.Say(Phrases.Replies.TooLong, tooLong.Limit.ToString("N0")),
        Refusal.DateInThePast => write.Say(Phrases.Replies.DateInThePast),
        Refusal.DateTooFar => write.Say(Phrases.Replies.DateTooFar),
        Refusal.Unreadable { Input: Verbs.Inputs.Date } => write.Say(Phrases.Replies.UnreadableDate),
        Refusal.Unreadable { Input: Verbs.Inputs.Owner } => write.Say(Phrases.Replies.UnreadablePerson),
        Refusal.Unreadable => write.Say(Phrases.Replies.UnreadableChoice),
        Refusal.WhichTeam which => write.Say(Phrases.Replies.WhichTeam, string.Join(", ", which.Teams.Take(CardLengths.ListItems).Select(CardWriter.Name))),
        Refusal.NoTeamHere => write.Say(Phrases.Replies.NoTeamHere),
        Refusal.HuddleIsOver => write.Say(Phrases.Replies.HuddleIsOver),
        Refusal.NoPauseDate => write.Say(Phrases.Replies.NoPauseDate),
        Refusal.NotInstalled => write.Say(Phrases.Replies.NotInstalled),
        Refusal.Unknown => write.Say(Phrases.Replies.Unknown),
        Refusal.NobodyToEscalateTo => write.Say(Phrases.Replies.NobodyToEscalateTo),
        Refusal.CannotCheck => write.Say(Phrases.Replies.CannotCheck),
        _ => throw new InvalidOperationException($"{refusal.GetType().Name} is no refusal"),
    };

    /// <summary>What was decided, in whole sentences, with what was typed.</summary>
    private static string Decided(this CardWriter write, IssueEvent first, FrontlineTeam? team)
    {
        var who = CardWriter.Name(first.By);
        return first switch
        {
            IssueEvent.Escalated e => write.WithWords(write.Say(Phrases.Decided.Escalated, who, DisplayText.Line(e.Category, CardLengths.Category)), e.Ask),
            IssueEvent.Dismissed e => write.WithWords(write.Say(Phrases.Decided.Dismissed, who), e.Reason),
            IssueEvent.Finished e => write.WithWords(write.Say(Phrases.Decided.Finished, who), e.WhatHappened),
            IssueEvent.Dropped e => write.WithWords(write.Say(Phrases.Decided.Dropped, who), e.Reason),
            IssueEvent.TriageDeclined e => write.WithWords(write.Say(Phrases.Decided.Declined, who), e.Reason),
            IssueEvent.TriageResolved e => write.WithWords(write.Say(Phrases.Decided.Resolved, who), e.Answer),
            IssueEvent.TriageAsked e => write.WithWords(write.Say(Phrases.Decided.Asked, who), e.Question),
            IssueEvent.QuestionAnswered e => write.WithWords(write.Say(Phrases.Decided.Resolved, who), e.Words),
            IssueEvent.TriageReturned e => write.WithWords(write.Say(Phrases.Decided.SentBack, who), e.Guidance),
            IssueEvent.Reopened e => write.WithWords(write.Say(Phrases.Decided.Reopened, who), e.Reason),
            _ => write.Tell(first, team).Headline,
        };
    }

    private static string WithWords(this CardWriter write, string sentence, string? typed) => DisplayText.Line(typed ?? "", CardLengths.Notice) is { Length: > 0 } words
        ? write.Say(Phrases.Lines.Then, sentence, write.Say(Phrases.Lines.Quoted, words))
        : sentence;
}
