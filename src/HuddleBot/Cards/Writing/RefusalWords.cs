using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Issues;

namespace HuddleBot.Cards.Writing;

/// <summary>A friendly "no": why not, and what to do.</summary>
internal static class RefusalWords
{
    public static string Refuse(this CardWriter write, Refusal refusal, FrontlineTeam? team) => refusal switch
    {
        Refusal.DecidedBefore before => write.Say(Phrases.Replies.DecidedBefore, write.Tell(before.First, team).Headline),
        Refusal.NotNow => write.Say(Phrases.Replies.NotNow),
        Refusal.NotAMember when team is not null => write.Say(Phrases.Replies.NotAMemberOf, CardWriter.Name(team)),
        Refusal.NotAMember => write.Say(Phrases.Replies.NotAMember),
        Refusal.NotAManager => write.Say(Phrases.Replies.NotAManager),
        Refusal.Missing { Field: Verbs.Inputs.Words } => write.Say(Phrases.Replies.MissingWords),
        Refusal.Missing { Field: Verbs.Inputs.Reason } => write.Say(Phrases.Replies.MissingReason),
        Refusal.Missing { Field: Verbs.Inputs.Answer } => write.Say(Phrases.Replies.MissingAnswer),
        Refusal.Missing => write.Say(Phrases.Replies.MissingField),
        Refusal.TooLong tooLong => write.Say(Phrases.Replies.TooLong, tooLong.Limit.ToString("N0")),
        Refusal.DateInThePast => write.Say(Phrases.Replies.DateInThePast),
        Refusal.Unknown => write.Say(Phrases.Replies.Unknown),
        Refusal.NobodyToEscalateTo => write.Say(Phrases.Replies.NobodyToEscalateTo),
        Refusal.CannotCheck => write.Say(Phrases.Replies.CannotCheck),
        _ => throw new InvalidOperationException($"{refusal.GetType().Name} is no refusal"),
    };
}
